"""Texts that changed, and the index as it was before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property

from ...records import Record
from .documents import Document, class_of
from .folding import fold
from .layout import Shape
from .texts import BLOCK_END


class MustBuild(Exception):
    """A gram has become frequent, or is no longer: longer ones come or go, in texts that were not looked at. Or rare
    grams share more lists than before, or fewer. Or so many changed that they are sooner counted anew: with a natural
    vocabulary one that is rare takes 0.4 ms, and building 0.5 ms a document."""


class Change(Record):
    """A document, by its number, as it was and as it is."""

    number: int
    old: Document
    new: Document


class IndexBefore(Record):
    """An index as it was.

    lists: gives those in a file. sizes: see `Grams`. document: gives the one of a number, if it has not changed.
    """

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

    def classes(self, length: int) -> Mapping[str, int]:
        """The grams of `length` in it, each with its class."""
        in_title = _grams(self.title, length)
        times = Counter(in_title)
        times.update(_grams(self.rest, length))
        named = set(in_title)
        return {gram: class_of(count, in_title=gram in named) for gram, count in times.items()}

    def class_of(self, gram: str) -> int | None:
        """Of one gram; nothing if it is not there."""
        times = _times(self.title, gram) + _times(self.rest, gram)
        return class_of(times, in_title=gram in self.title) if times else None


def _grams(text: str, length: int) -> list[str]:
    cuts = (text[start : start + length] for start in range(len(text) - length + 1))
    return [gram for gram in cuts if BLOCK_END not in gram]


def _times(text: str, gram: str) -> int:
    """How often, also where one begins within another."""
    times, at = 0, text.find(gram)
    while at >= 0:
        times, at = times + 1, text.find(gram, at + 1)
    return times
