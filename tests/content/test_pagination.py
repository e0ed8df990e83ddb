"""Lists are numbered from the oldest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.content.pagination import PAGE_SIZE, Slice, numbers_of, slice_of


def paginate(base: str, newest_first: Sequence[int]) -> list[Slice[int]]:
    """The pages of the list at `base`: the newest page first, then the older ones from the newest to the oldest."""
    return [slice_of(base, newest_first, number) for number in numbers_of(len(newest_first))]


@given(st.integers(0, 500))
def test_every_item_stands_on_exactly_one_page_in_order(count: int) -> None:
    items = list(range(count, 0, -1))
    assert [i for part in paginate("news/", items) for i in part.items] == items


@given(st.integers(0, 500))
def test_the_newest_page_holds_20_to_39_items_or_all_and_the_others_20(count: int) -> None:
    newest, *older = paginate("news/", range(count))
    assert newest.address == "news/"
    assert len(newest.items) == count if count < 2 * PAGE_SIZE else PAGE_SIZE <= len(newest.items) < 2 * PAGE_SIZE
    assert all(len(part.items) == PAGE_SIZE for part in older)
    assert [part.address for part in older] == [f"news/page/{n}/" for n in range(len(older), 0, -1)]


@given(st.integers(1, 300))
def test_a_newer_item_never_changes_an_older_page(count: int) -> None:
    before = {part.address: part.items for part in paginate("news/", range(count, 0, -1)) if part.number}
    after = {part.address: part.items for part in paginate("news/", range(count + 1, 0, -1)) if part.number}
    assert {address: after[address] for address in before} == before


@given(st.integers(0, 300))
def test_pages_link_to_their_neighbours(count: int) -> None:
    parts = paginate("news/", range(count))
    for newer, older in pairwise(parts):
        assert newer.older == older.address
        assert older.newer == newer.address
    assert parts[0].newer is None
    assert parts[-1].older is None
