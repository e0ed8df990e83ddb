"""Values made again when they are first wanted."""

from __future__ import annotations

import pytest

from cxzy_build.again import Again


class Maker:
    """Makes lists of texts, and says of what."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, plain: str) -> list[str]:
        self.made.append(plain)
        return list(plain)


def test_nothing_is_made_before_it_is_wanted_and_then_once() -> None:
    maker = Maker()
    again = Again({"a": "xy", "b": "z"}, maker)
    assert (list(again), len(again), "a" in again, "c" in again) == (["a", "b"], 2, True, False)
    assert again.keys() == {"a", "b"}
    assert maker.made == []
    assert again["b"] == ["z"]
    assert again["b"] is again["b"] is again.get("b")
    assert maker.made == ["z"]


def test_what_is_not_there_is_not_made() -> None:
    maker = Maker()
    again = Again({"a": "xy"}, maker)
    assert again.get("b") is None
    with pytest.raises(KeyError):
        again["b"]
    assert maker.made == []


def test_it_is_equal_to_the_mapping_that_it_stands_for() -> None:
    assert dict(Again({"a": "xy"}, list)) == {"a": ["x", "y"]}
    assert Again({"a": "xy"}, list) == {"a": ["x", "y"]}
