"""The files of grams after texts have changed, made of the files before: for small edits, without counting anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .documents import IN_TITLE, LONGEST, OFTEN, Document, class_of, titles_of
from .folding import fold
from .layout import AS_WITHOUT_FIRST, AS_WITHOUT_LAST, SHORT, Grams, abridged, grams_file, shard_of
from .letters import read_list, write_list
from .texts import BLOCK_END


class MustBuild(Exception):
    """A gram has become frequent, or is no longer: longer ones come or go, in texts that were not looked at."""


@dataclass(frozen=True)
class Change:
    """A document, by its number, as it was and as it is."""

    number: int
    old: Document
    new: Document


def patch_grams(
    changes: tuple[Change, ...], shards: int, read: Callable[[int], Mapping[str, str]], sizes: Mapping[str, int]
) -> Grams:
    """The files that become other ones, and the new sizes. Raises MustBuild.

    read: gives the lists in a file as it was. sizes: see `Grams`.
    """
    if not changes:
        return Grams({}, sizes)
    patch = _Patch(shards, read, dict(sizes))
    for length in range(1, LONGEST + 1):
        patch.apply(length, changes)
    patch.apply_titles(changes)
    return Grams(patch.files(), patch.sizes)


_News = tuple[tuple[int, int | None], ...]
"""Documents, and the class that each has of a gram now, if it has it."""


@dataclass
class _Patch:
    shards: int
    read: Callable[[int], Mapping[str, str]]
    sizes: dict[str, int]
    _held: dict[int, dict[str, str]] = field(default_factory=dict)
    _new: dict[str, str] = field(default_factory=dict)
    """Lists of grams that changed, written out; empty for those that are nowhere any more."""
    _counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    """How many documents these had, and have."""
    _often: dict[str, bool] = field(default_factory=dict)
    _put_into: dict[tuple[str, _News], tuple[str, int, int]] = field(default_factory=dict)
    """By what a list was and what changes in it, what it is, and how many documents it had and has: of many grams it is
    the same."""

    def apply(self, length: int, changes: tuple[Change, ...]) -> None:
        """Put what changed in grams of `length` into their lists."""
        wanted: dict[str, list[tuple[int, int | None]]] = {}
        for change in changes:
            old, new = classes_of(change.old, length), classes_of(change.new, length)
            for gram in old.keys() | new.keys():
                if old.get(gram) != new.get(gram) and self._is_listed(gram):
                    wanted.setdefault(gram, []).append((change.number, new.get(gram)))
        for gram, news in sorted(wanted.items()):
            count, now = self._put(gram, tuple(news))
            if (count > OFTEN) != (now > OFTEN) and SHORT <= length < LONGEST:
                raise MustBuild
            self._counts[gram] = count, now

    def apply_titles(self, changes: tuple[Change, ...]) -> None:
        """Put what changed in whole titles into theirs."""
        for change in changes:
            old, new = titles_of(change.old), titles_of(change.new)
            for title in sorted(old ^ new):
                self._put(title, ((change.number, IN_TITLE if title in new else None),))

    def _put(self, gram: str, news: _News) -> tuple[int, int]:
        """Change a list; how many documents it had, and has."""
        before = self._after(gram)
        if (before, news) not in self._put_into:
            self._put_into[before, news] = _with(before, news)
        self._new[gram], count, now = self._put_into[before, news]
        return count, now

    def _is_listed(self, gram: str) -> bool:
        """Whether the index holds `gram`, if it occurs at all."""
        return len(gram) <= SHORT or (self._is_often(gram[:-1]) and self._is_often(gram[1:]))

    def _is_often(self, gram: str) -> bool:
        if gram in self._counts:
            return self._counts[gram][1] > OFTEN
        if len(gram) > SHORT:
            return self.sizes.get(gram, 0) > OFTEN
        if gram not in self._often:
            self._often[gram] = sum(1 for _ in read_list(self._before(gram))) > OFTEN
        return self._often[gram]

    def _before(self, gram: str) -> str:
        """The list of `gram` as it was, written out; empty if there was none."""
        return self._written_out(gram, self._before)

    def _after(self, gram: str) -> str:
        return self._new[gram] if gram in self._new else self._written_out(gram, self._before)

    def _written_out(self, gram: str, other: Callable[[str], str]) -> str:
        found = self._lists(gram).get(gram, "")
        if found == AS_WITHOUT_LAST:
            return other(gram[:-1])
        return other(gram[1:]) if found == AS_WITHOUT_FIRST else found

    def _lists(self, gram: str) -> dict[str, str]:
        number = shard_of(gram, self.shards)
        if number not in self._held:
            self._held[number] = dict(self.read(number))
        return self._held[number]

    def files(self) -> dict[int, bytes]:
        """The files that are other ones now."""
        touched = {gram: self._as_held(gram) for gram in (*self._new, *self._akin())}
        changed = set()
        for gram, held in touched.items():
            lists = self._lists(gram)
            if lists.get(gram, "") != held:
                changed.add(shard_of(gram, self.shards))
        for gram, held in touched.items():
            self._lists(gram).pop(gram, None)
            if held:
                self._lists(gram)[gram] = held
        for gram, (_, count) in self._counts.items():
            if len(gram) == 1 or len(gram) > SHORT:
                self.sizes.pop(gram, None)
                if count:
                    self.sizes[gram] = count
        return {number: grams_file(number, self._held[number]) for number in sorted(changed)}

    def _as_held(self, gram: str) -> str:
        written = self._after(gram)
        if not written or len(gram) <= SHORT or gram.startswith(BLOCK_END):
            return written
        return abridged(gram, written, self._after(gram[:-1]), self._after(gram[1:]))

    def _akin(self) -> list[str]:
        """Grams whose own lists are as before, and which had, or may have now, the list of one that changed."""
        counts = self._counts
        return [
            gram
            for gram, count in self.sizes.items()
            if len(gram) > SHORT
            and gram not in counts
            and (count in counts.get(gram[:-1], ()) or count in counts.get(gram[1:], ()))
        ]


def _with(written: str, news: _News) -> tuple[str, int, int]:
    """A list with what changes in it, and how many documents it had, and has."""
    entries = dict(read_list(written))
    count = len(entries)
    for number, kind in news:
        entries.pop(number, None)
        if kind is not None:
            entries[number] = kind
    return write_list(sorted(entries.items())), count, len(entries)


def classes_of(document: Document, length: int) -> Mapping[str, int]:
    """The grams of `length` in a document, each with its class."""
    title, rest = fold(document.title), fold(document.rest)
    in_title = _grams(title, length)
    times = Counter(in_title)
    times.update(_grams(rest, length))
    named = set(in_title)
    return {gram: class_of(count, in_title=gram in named) for gram, count in times.items()}


def _grams(text: str, length: int) -> list[str]:
    cuts = (text[start : start + length] for start in range(len(text) - length + 1))
    return [gram for gram in cuts if BLOCK_END not in gram]
