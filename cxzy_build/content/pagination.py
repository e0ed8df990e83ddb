"""Pages of a list, numbered from the oldest, so that an old page's items never change when newer ones come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from ..records import Record

T = TypeVar("T")
U = TypeVar("U")

PAGE_SIZE = 20
"""Items on an older page; the newest page holds this many up to twice as many less one."""

NEARBY_PAGES = 2
"""Numbered pages that a pager shows on either side of the current one, besides both ends."""


class Slice(Record, Generic[T]):
    """One page of a list. `number`: None for the newest page, else counted from the oldest, from 1."""

    address: str
    number: int | None
    items: tuple[T, ...]
    newer: str | None
    older: str | None
    last_shown: int
    """The greatest number that its pager shows: that of the newest numbered page, or of the furthest that is near."""

    def of(self, items: tuple[U, ...]) -> Slice[U]:
        """The same page with other `items`."""
        return Slice(self.address, self.number, items, self.newer, self.older, self.last_shown)


def older_pages_of(size: int) -> int:
    """How many numbered pages a list of so many items has."""
    return max(0, size // PAGE_SIZE - 1)


def page_address(base: str, number: int | None) -> str:
    """The address of a page of the list at `base`."""
    return f"{base}page/{number}/" if number else base


def slice_of(base: str, newest_first: Sequence[T], number: int | None) -> Slice[T]:
    """One page of the list at `base`."""
    newest = older_pages_of(len(newest_first))
    start, end = _span(len(newest_first), number)
    here = number or newest + 1
    newer = page_address(base, here + 1 if here < newest else None) if number else None
    older = page_address(base, here - 1) if here > 1 else None
    items = tuple(newest_first[start:end])
    return Slice(page_address(base, number), number, items, newer, older, min(newest, here + NEARBY_PAGES))


def _span(size: int, number: int | None) -> tuple[int, int]:
    """Where a page begins and ends in a list of so many items, newest first."""
    if number:
        return size - number * PAGE_SIZE, size - (number - 1) * PAGE_SIZE
    return 0, size - older_pages_of(size) * PAGE_SIZE


def newest_of(newest_first: Sequence[T], number: int | None) -> T | None:
    """The newest item of a page; None of an empty list."""
    start, end = _span(len(newest_first), number)
    return newest_first[start] if start < end else None


def numbers_of(size: int) -> tuple[int | None, ...]:
    """The numbers of the pages of a list of so many items: the newest first."""
    return None, *range(older_pages_of(size), 0, -1)


def is_as_before(number: int, same: int, *sizes: int) -> bool:
    """Whether a numbered page shows the same in two lists of these `sizes`, whose oldest items, as many as `same`, are
    the same; False where that takes a closer look."""
    return number * PAGE_SIZE <= same and number + NEARBY_PAGES <= min(map(older_pages_of, sizes))
