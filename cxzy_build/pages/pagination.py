"""Pages of a list, numbered from the oldest, so that an old page's items never change when newer ones come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

PAGE_SIZE = 20
"""Items on an older page; the newest page holds this many up to twice as many less one."""


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """One page of a list. `number`: None for the newest page, else counted from the oldest, from 1."""

    address: str
    number: int | None
    items: tuple[T, ...]
    newer: str | None
    older: str | None
    older_pages: int
    """How many numbered pages there are."""


def paginate(address: str, newest_first: Sequence[T]) -> tuple[Slice[T], ...]:
    """The pages of the list at `address`: the newest page first, then the older ones from the newest to the oldest."""
    older_pages = max(0, len(newest_first) // PAGE_SIZE - 1)
    first = len(newest_first) - older_pages * PAGE_SIZE

    def at(number: int) -> str | None:
        if number > older_pages:
            return address
        return f"{address}page/{number}/" if number else None

    slices = [Slice(address, None, tuple(newest_first[:first]), None, at(older_pages), older_pages)]
    for number in range(older_pages, 0, -1):
        start = first + (older_pages - number) * PAGE_SIZE
        items = tuple(newest_first[start : start + PAGE_SIZE])
        slices.append(Slice(f"{address}page/{number}/", number, items, at(number + 1), at(number - 1), older_pages))
    return tuple(slices)
