"""Documents that have other numbers in an index than in the one before, for some came and others went."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, compress, count

from msgspec import structs

from ...files import digest_text
from ...records import Record
from .changes import OldIndex
from .layout import grams_file, lists_in


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
            lists=lambda number: _renumbered(before.lists(number), self._widened),
            document=lambda number: before.document(self._before[number]),
        )

    def narrow(self, number: int, data: bytes) -> bytes:
        """A file of grams of the patched index, in the numbers of those that are there now."""
        return _file_renumbered(number, data, self._now) if _has_gaps(self.is_now) else data

    def move(self, number: int, data: bytes) -> bytes:
        """A file of grams of the index before, for which there was nothing to be patched, likewise."""
        return _file_renumbered(number, data, self._moved) if self.moves else data

    @cached_property
    def moves(self) -> bool:
        """Whether some that stay have other numbers: all files of grams are others then."""
        return any(self._moved[n] != n for n, stays in enumerate(compress(self.is_now, self.was)) if stays)

    @cached_property
    def digest(self) -> str:
        return digest_text(repr((self.was, self.is_now)))

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


def _file_renumbered(number: int, data: bytes, numbers: array[int]) -> bytes:
    return grams_file(number, _renumbered(lists_in(data), numbers))


def _renumbered(lists: Mapping[str, str], numbers: array[int]) -> Mapping[str, str]:
    from .lists import renumber  # late: after most small edits numpy is not needed

    return renumber(lists, numbers)
