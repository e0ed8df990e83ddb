"""Which characters radicals look like."""

from __future__ import annotations

import unicodedata

import pytest

from cxzy_build.hanzi.radicals import END, FIRST, character_meant


@pytest.mark.parametrize(
    ("radical", "character"),
    [("⽂", "文"), ("⽅", "方"), ("⾞", "車"), ("⻋", "车"), ("⻓", "长"), ("⻳", "龟"), ("⺀", "⺀"), ("文", "文")],
)
def test_the_character_meant(radical: str, character: str) -> None:
    assert character_meant(radical) == character


def test_all_of_them_are_radicals_and_what_they_mean_is_none() -> None:
    named = [chr(code) for code in range(FIRST, END) if unicodedata.name(chr(code), "")]
    assert all("RADICAL" in unicodedata.name(one) for one in named)
    meant = [character_meant(one) for one in named]
    assert sum(one != other for one, other in zip(named, meant, strict=True)) == 214 + 39
    assert not any(FIRST <= ord(other) < END for one, other in zip(named, meant, strict=True) if one != other)
