"""The files of grams after texts have changed, made of the files before: for small edits, without counting anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import NamedTuple

from .changes import Change, FoldedTexts, MustBuild, OldIndex
from .documents import IN_TITLE, LONGEST, titles_of
from .layout import SHARED, WRITTEN_OUT, Grams, abridged, grams_file, shard_of
from .letters import read_numbers, write_list
from .old_lists import OldLists
from .sharing import SharedLists
from .splicing import Spliced, splice
from .texts import BLOCK_END

_MOST_CHANGED = 1
"""Pairs of characters for each document, where some are rare: see MustBuild."""

_MOST_CROSSED = 16
"""Grams of one length that become frequent, or are no longer: likewise."""


def patch_grams(changes: Sequence[Change], before: OldIndex) -> Grams:
    """The files that become other ones, and the new sizes. Raises MustBuild."""
    if not changes:
        return Grams({}, before.sizes)
    patch = _Patch(changes, before)
    if patch.changes_much:
        raise MustBuild
    for length in range(1, LONGEST + 1):
        patch.apply(length)
    patch.apply_titles()
    return patch.grams()


class _New(NamedTuple):
    """A document, the class that it has of a gram now, if it has it, and whether it had it."""

    number: int
    kind: int | None
    had: bool


_News = tuple[_New, ...]


class _Patch:
    def __init__(self, changes: Sequence[Change], before: OldIndex) -> None:
        self._changes, self._before = changes, before
        self._texts = FoldedTexts(changes, before.document)
        self._old = OldLists(before)
        self._shared = SharedLists(before, self._texts, self._old.in_file)
        self._new: dict[str, str] = {}
        """Lists of grams that changed, written out; empty for those that have none any more."""
        self._counts: dict[str, tuple[int, int]] = {}
        """How many documents were in these, and are."""
        self._crossed: Sequence[str] = ()
        """Grams of the length looked at last that are frequent now and were not, or were and are not."""
        self._with = cache(_with)  # of many grams the list, and what changes in it, is the same

    @cached_property
    def _pairs(self) -> Mapping[str, list[_New]]:
        return self._changed_in(WRITTEN_OUT)

    @property
    def changes_much(self) -> bool:
        """Whether so much changes that all is sooner counted anew."""
        before = self._before
        return bool(before.shape.rare) and len(self._pairs) > _MOST_CHANGED * before.documents

    def apply(self, length: int) -> None:
        """Put what changed in grams of `length` into their lists."""
        if len(self._crossed) > _MOST_CROSSED:
            raise MustBuild
        moved = self._go() + self._come() if self._crossed else []
        wanted = self._pairs if length == WRITTEN_OUT else self._changed_in(length)
        put = self._put_sharing if length > 1 and self._before.shape.rare else self._put
        for gram, news in sorted(wanted.items()):
            self._counts[gram] = put(gram, tuple(news))
        often = self._before.shape.often
        counts = ((gram, self._counts[gram]) for gram in (*moved, *wanted) if WRITTEN_OUT <= length < LONGEST)
        self._crossed = [gram for gram, (count, now) in counts if (count > often) != (now > often)]

    def _changed_in(self, length: int) -> Mapping[str, list[_New]]:
        """By gram that was in the index and is: the documents that have it otherwise than before."""
        wanted: dict[str, list[_New]] = {}
        classes = {text: text.classes(length) for text in frozenset(chain.from_iterable(self._texts.changed.values()))}
        for number, texts in self._texts.changed.items():
            old, new = (classes[text] for text in texts)
            for gram in old.keys() | new.keys():
                if old.get(gram) != new.get(gram) and self._is_listed(gram) and self._was_listed(gram):
                    wanted.setdefault(gram, []).append(_New(number, new.get(gram), gram in old))
        return wanted

    def _come(self) -> list[str]:
        """Take in grams that were not in the index, for a part of theirs was not frequent, and is."""
        found: dict[str, set[int]] = defaultdict(set)
        for part in self._crossed:
            for number in read_numbers(self._after(part)) if self._is_often(part) else ():
                for gram in self._texts.new(number).extensions(part):
                    found[gram].add(number)
        come = [gram for gram in sorted(found) if self._is_listed(gram) and not self._was_listed(gram)]
        for gram in come:
            numbers = found[gram]
            has_list = len(numbers) > self._before.shape.rare
            self._counts[gram] = 0, len(numbers) if has_list else 0
            if has_list:
                classes = ((number, self._texts.new(number).class_of(gram)) for number in sorted(numbers))
                self._new[gram] = write_list([(number, kind) for number, kind in classes if kind is not None])
            else:
                self._shared.join(gram, numbers)
        return come

    def _go(self) -> list[str]:
        """Leave out grams that were in the index, for a part of theirs was frequent, and is not."""
        parts = {part for part in self._crossed if not self._is_often(part)}
        sizes = self._before.sizes
        gone = [gram for gram in sizes if len(gram) > WRITTEN_OUT and (gram[:-1] in parts or gram[1:] in parts)]
        for gram in gone:
            self._new[gram] = ""
            self._counts[gram] = sizes[gram], 0
        rare: dict[str, set[int]] = defaultdict(set)
        for part in parts if self._before.shape.rare else ():
            for number in read_numbers(self._old.of(part)):
                for gram in self._texts.old(number).extensions(part):
                    if gram not in sizes and self._was_listed(gram):
                        rare[gram].add(number)
        for gram, numbers in sorted(rare.items()):
            self._shared.leave(gram, numbers)
        return gone

    def apply_titles(self) -> None:
        """Put what changed in whole titles into theirs."""
        for change in self._changes:
            old, new = titles_of(change.old), titles_of(change.new)
            for title in sorted(old ^ new):
                self._put(title, (_New(change.number, IN_TITLE if title in new else None, title in old),))

    def grams(self) -> Grams:
        """All that is another one now."""
        shards = self._before.shape.shards
        changed: dict[int, dict[str, str]] = defaultdict(dict)
        for gram in (*self._new, *self._akin()):
            changed[shard_of(gram, shards)][gram] = self._as_held(gram)
        if self._before.shape.rare:
            for number, lists in self._shared.files(self._is_rare, self._is_often).items():
                changed[number][SHARED] = lists
        made = {number: {**self._old.in_file(number), **lists} for number, lists in sorted(changed.items())}
        held = {n: {gram: one for gram, one in lists.items() if one or gram == SHARED} for n, lists in made.items()}
        files = {n: grams_file(n, lists) for n, lists in held.items() if lists != self._old.in_file(n)}
        return Grams(files, self._sizes())

    def _sizes(self) -> Mapping[str, int]:
        sizes = {**self._before.sizes}
        for gram, (_, count) in self._counts.items():
            if len(gram) == 1 or len(gram) > WRITTEN_OUT:
                sizes.pop(gram, None)
                if count:
                    sizes[gram] = count
        return sizes | ({SHARED: self._shared.size} if self._before.shape.rare else {})

    def _put(self, gram: str, news: _News) -> tuple[int, int]:
        """Change a list; how many documents it had, and has."""
        self._new[gram], count, now = self._with(self._after(gram), news)
        return count, now

    def _put_sharing(self, gram: str, news: _News) -> tuple[int, int]:
        """Change the list of a gram that may be rare, or become so; how many documents its own list had, and has: none
        where it is rare, for it has no list of its own then."""
        rare, own = self._before.shape.rare, self._after(gram)
        having, had = sum(one.kind is not None for one in news), sum(one.had for one in news)
        if not own and not self._shared.has_more_than(rare - having, gram, {one.number for one in news}):
            self._shared.touch(gram, having - had)
            return 0, 0
        written = own or self._shared.list_of(gram)
        changed, count, now = self._with(written, news)
        if now > rare:
            self._new[gram] = changed
            if not own:
                self._shared.leave(gram, frozenset(read_numbers(written)))
            return count if own else 0, now
        self._new[gram] = ""
        self._shared.join(gram, frozenset(read_numbers(changed)))
        return count, 0

    def _is_listed(self, gram: str) -> bool:
        """Whether the index holds `gram`, if it occurs at all."""
        return len(gram) <= WRITTEN_OUT or (self._is_often(gram[:-1]) and self._is_often(gram[1:]))

    def _was_listed(self, gram: str) -> bool:
        """Whether the index held `gram`, if it occurred at all."""
        return len(gram) <= WRITTEN_OUT or (self._was_often(gram[:-1]) and self._was_often(gram[1:]))

    def _was_often(self, gram: str) -> bool:
        if gram in self._counts:
            return self._counts[gram][0] > self._before.shape.often
        return self._old.is_often(gram)

    def _is_rare(self, gram: str) -> bool:
        """Whether a gram that occurs is in a shared list."""
        return self._is_listed(gram) and not self._after(gram)

    def _is_often(self, gram: str) -> bool:
        if gram in self._counts:
            return self._counts[gram][1] > self._before.shape.often
        return self._old.is_often(gram)

    def _after(self, gram: str) -> str:
        """The list of `gram` as it is now, written out; empty if it has none of its own."""
        return self._new[gram] if gram in self._new else self._old.of(gram)

    def _as_held(self, gram: str) -> str:
        written = self._after(gram)
        if not written or len(gram) <= WRITTEN_OUT or gram.startswith(BLOCK_END):
            return written
        return abridged(gram, written, self._after(gram[:-1]), self._after(gram[1:]))

    def _akin(self) -> list[str]:
        """Grams whose own lists are as before, and which had, or may have now, the list of one that changed."""
        counts = self._counts
        return [
            gram
            for gram, count in self._before.sizes.items()
            if len(gram) > WRITTEN_OUT
            and gram not in counts
            and (count in counts.get(gram[:-1], ()) or count in counts.get(gram[1:], ()))
        ]


def _with(written: str, news: _News) -> Spliced:
    return splice(written, {one.number: one.kind for one in news})
