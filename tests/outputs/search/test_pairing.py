"""Documents of two indexes, paired."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.content.items import Teaser
from cxzy_build.outputs.search.documents import in_order, order_of
from cxzy_build.outputs.search.pairing import FEW, Pair, is_known, pairs_of


def teaser(address: str, start: str) -> Teaser:
    return cast(Teaser, SimpleNamespace(address=address, start=start))


def named(pairs: list[Pair]) -> list[tuple[str, str]]:
    return [(old.address if old else "", new.address if new else "") for old, new in pairs]


MANY = [teaser(f"{number:02}/", f"2012-01-{number:02}") for number in range(1, 29)]


@given(*[st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.sampled_from("123456"))] * 2)
def test_every_document_has_its_place_in_the_order_of_both(before: dict[str, str], now: dict[str, str]) -> None:
    old, new = (in_order(tuple(teaser(*item) for item in items.items())) for items in (before, now))
    pairs = pairs_of(old, new)
    assert [one for one, _ in pairs if one] == list(old)
    assert [one for _, one in pairs if one] == list(new)
    assert all(one or other for one, other in pairs)


@given(st.sets(st.sampled_from(range(28)), min_size=1), st.sets(st.sampled_from(range(28)), min_size=1))
def test_one_that_stays_is_paired_with_itself_or_few_count_as_changed(gone: set[int], come: set[int]) -> None:
    old = [one for number, one in enumerate(MANY) if number not in come]
    new = [one for number, one in enumerate(MANY) if number not in gone]
    pairs = pairs_of(old, new)
    stay = set(map(order_of, old)) & set(map(order_of, new))
    apart = [one for one, other in pairs if one and order_of(one) in stay and one is not other]
    assert not apart or sum(not is_known(pair, frozenset()) for pair in pairs) <= FEW


def test_one_that_comes_where_another_goes_takes_its_place() -> None:
    before, now = MANY[:10], [*MANY[:3], teaser("03a/", "2012-01-03T1"), *MANY[4:10]]
    assert named(pairs_of(before, now))[3] == ("04/", "03a/")


def test_one_before_many_moves_no_pairs() -> None:
    pairs = named(pairs_of(MANY, [teaser("00/", ""), *MANY]))
    assert pairs == [("", "00/"), *((one.address, one.address) for one in MANY)]


def test_one_of_another_date_comes_here_and_goes_there() -> None:
    moved = teaser("02/", "2012-01-27T1")
    pairs = named(pairs_of(MANY, in_order((MANY[0], *MANY[2:], moved))))
    assert pairs[1] == ("02/", "")
    assert ("", "02/") in pairs


def test_what_is_touched_is_not_known() -> None:
    (pair,) = pairs_of(MANY[:1], MANY[:1])
    assert is_known(pair, frozenset())
    assert not is_known(pair, {"01/"})
    assert not is_known((MANY[0], None), frozenset())
