"""Texts that changed, and the index as it was before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cached_property

from ...records import Record
from .documents import Document, class_of
from .folding import fold
from .layout import Shape
from .texts import BLOCK_END


class MustBuild(Exception):
    """The index cannot be patched, for rare grams share more lists than before or fewer; or so much changed that it is
    built sooner (0.4 ms for a changed rare gram, 260 texts read for one that becomes frequent; building takes 0.5 ms a
    document: 10,000 items of a natural vocabulary, 2026-11)."""


class Change(Record):
    """A document, by its number, as it was and as it is."""

    number: int
    old: Document
    new: Document


class OldIndex(Record):
    """An index as it was.

    documents: how many it had. lists: gives those in a file. sizes: see `Grams`. document: gives the one of a number,
    if it has not changed.
    """

    documents: int
    shape: Shape
    lists: Callable[[int], Mapping[str, str]]
    sizes: Mapping[str, int]
    document: Callable[[int], Document]


class Folded:
    """A document's text as the index has it."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def title(self) -> str:
        return fold(self._document.title)

    @cached_property
    def rest(self) -> str:
        return fold(self._document.rest)

    def __contains__(self, gram: str) -> bool:
        return gram in self.title or gram in self.rest

    def classes(self, length: int) -> Mapping[str, int]:
        """The grams of `length` in it, each with its class."""
        in_title = _grams(self.title, length)
        times = Counter(in_title)
        times.update(_grams(self.rest, length))
        named = set(in_title)
        return {gram: class_of(count, in_title=gram in named) for gram, count in times.items()}

    def extensions(self, gram: str) -> frozenset[str]:
        """The grams one character longer that `gram` begins or ends in it."""
        found: set[str] = set()
        for text in (self.title, self.rest):
            at = text.find(gram)
            while at >= 0:
                end = at + len(gram)
                if at and text[at - 1] != BLOCK_END:
                    found.add(text[at - 1 : end])
                if end < len(text) and text[end] != BLOCK_END:
                    found.add(text[at : end + 1])
                at = text.find(gram, at + 1)
        return frozenset(found)

    def class_of(self, gram: str) -> int | None:
        """Of one gram; nothing if it is not there."""
        times = _times(self.title, gram) + _times(self.rest, gram)
        return class_of(times, in_title=gram in self.title) if times else None


class FoldedTexts:
    """Documents, by number, as they were and are, each read and folded once.

    changed: those that changed. document: gives one that did not.
    """

    def __init__(self, changes: Sequence[Change], document: Callable[[int], Document]) -> None:
        folded = {document: Folded(document) for one in changes for document in (one.old, one.new)}
        self.changed = {one.number: (folded[one.old], folded[one.new]) for one in changes}
        self._document = document
        self._unchanged: dict[int, Folded] = {}

    def old(self, number: int) -> Folded:
        return self.changed[number][0] if number in self.changed else self._same(number)

    def new(self, number: int) -> Folded:
        return self.changed[number][1] if number in self.changed else self._same(number)

    def read_first(self, numbers: Set[int]) -> Sequence[int]:
        """These, first those that were read already."""
        return sorted(numbers, key=lambda number: (number not in self._unchanged, number))

    def _same(self, number: int) -> Folded:
        if number not in self._unchanged:
            self._unchanged[number] = Folded(self._document(number))
        return self._unchanged[number]


def _grams(text: str, length: int) -> list[str]:
    cuts = (text[start : start + length] for start in range(len(text) - length + 1))
    return [gram for gram in cuts if BLOCK_END not in gram]


def _times(text: str, gram: str) -> int:
    """How often, also where one begins within another."""
    times, at = 0, text.find(gram)
    while at >= 0:
        times, at = times + 1, text.find(gram, at + 1)
    return times
