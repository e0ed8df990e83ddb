"""Documents that have other numbers in an index than in the one before, for some came and others went."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, compress, count

from msgspec import structs

from ...records import Record
from .changes import OldIndex
from .layout import grams_file, lists_in

Files = Mapping[int, bytes]
"""Files of grams, by number."""


class Renumbering(Record, dict=True):
    """From an index to the next one by way of a third, in which the documents of both have numbers: that is patched.

    was, is_now: of all these, in their order, whether each was in the index, and whether it is.
    """

    was: Sequence[bool]
    is_now: Sequence[bool]

    def widen(self, before: OldIndex) -> OldIndex:
        """The index before in the numbers of all documents."""
        if not _has_gaps(self.was):
            return before
        return structs.replace(
            before,
            lists=lambda number: _renumbered([before.lists(number)], self._widened)[0],
            document=lambda number: before.document(self._before[number]),
        )

    def narrow(self, files: Files) -> Files:
        """Files of the patched index in the numbers of those that are there now."""
        return _files_renumbered(files, self._now) if _has_gaps(self.is_now) else files

    def move(self, files: Files) -> Files:
        """Files of the index before, in which there was nothing to be patched, likewise."""
        return _files_renumbered(files, self._moved)

    @cached_property
    def moves(self) -> bool:
        """Whether some that stay have other numbers: all files of grams are others then."""
        return any(self._moved[n] != n for n, stays in enumerate(compress(self.is_now, self.was)) if stays)

    @cached_property
    def _widened(self) -> array[int]:
        """By number before, that among all."""
        return array("i", compress(count(), self.was))

    @cached_property
    def _before(self) -> array[int]:
        """By number among all, that before."""
        return _numbers(self.was)

    @cached_property
    def _now(self) -> array[int]:
        return _numbers(self.is_now)

    @cached_property
    def _moved(self) -> array[int]:
        return array("i", map(self._now.__getitem__, self._widened))


def _numbers(there: Sequence[bool]) -> array[int]:
    """Those of the ones that are there, by the number among all; what others have does not matter."""
    return array("i", accumulate(there, initial=0))


def _has_gaps(there: Sequence[bool]) -> bool:
    """Whether one that is not there comes before one that is."""
    return not all(there[: sum(there)])


def _files_renumbered(files: Files, numbers: array[int]) -> Files:
    moved = _renumbered([lists_in(data) for data in files.values()], numbers)
    return {number: grams_file(number, lists) for number, lists in zip(files, moved, strict=True)}


def _renumbered(files: Sequence[Mapping[str, str]], numbers: array[int]) -> Sequence[Mapping[str, str]]:
    from .lists import renumber  # late: after most small edits numpy is not needed

    return renumber(files, numbers)
