"""Values made again when they are first wanted, and few laid over many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.mappings import LazyMapping, OverlaidMapping


class Maker:
    """Makes lists of texts, and says of what."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, plain: str) -> list[str]:
        self.made.append(plain)
        return list(plain)


def test_nothing_is_made_before_it_is_wanted_and_then_once() -> None:
    maker = Maker()
    again = LazyMapping({"a": "xy", "b": "z"}, maker)
    assert (list(again), len(again), "a" in again, "c" in again) == (["a", "b"], 2, True, False)
    assert again.keys() == {"a", "b"}
    assert maker.made == []
    assert again["b"] == ["z"]
    assert again["b"] is again["b"] is again.get("b")
    assert maker.made == ["z"]


def test_the_whole_is_made_of_what_was_made_and_the_rest() -> None:
    maker = Maker()
    again = LazyMapping({"a": "xy", "b": "z"}, maker)
    first = again["b"]
    whole = again.all_made()
    assert whole == {"a": ["x", "y"], "b": ["z"]}
    assert whole["b"] is first is again["b"]
    assert whole["a"] is again["a"]
    assert sorted(maker.made) == ["xy", "z"]


def test_what_is_not_there_is_not_made() -> None:
    maker = Maker()
    again = LazyMapping({"a": "xy"}, maker)
    assert again.get("b") is None
    with pytest.raises(KeyError):
        again["b"]
    assert maker.made == []


def test_it_is_equal_to_the_mapping_that_it_stands_for() -> None:
    assert dict(LazyMapping({"a": "xy"}, list)) == {"a": ["x", "y"]}
    assert LazyMapping({"a": "xy"}, list) == {"a": ["x", "y"]}


KEYS = st.sampled_from("abcde")


@given(st.dictionaries(KEYS, st.integers()), st.dictionaries(KEYS, st.none() | st.integers()))
def test_what_is_laid_over_is_there_instead(under: dict[str, int], over: dict[str, int | None]) -> None:
    laid = OverlaidMapping(under, over)
    expected = {key: value for key, value in {**under, **over}.items() if value is not None}
    assert laid == expected
    assert len(laid) == len(expected)
    for key in "abcdef":
        assert (key in laid) == (key in expected)
        assert laid.get(key) == expected.get(key)
