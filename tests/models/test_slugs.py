"""Slugs of names and tags."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.models.slugs import ID, LONGEST, slug_of_name, slug_of_text


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("2010-05-27-launch", "launch"),
        ("20100527_launch", "launch"),
        ("2010-05-27_launch", "launch"),
        ("20100527-launch", "launch"),
        ("2010-plan", "2010-plan"),
        ("2010-05-27", "2010-05-27"),
        ("学习动员", "xue-xi-dong-yuan"),
        ("2011-07-01-七一表彰", "qi-yi-biao-zhang"),
        ("Law Students_2", "law-students-2"),
        ("五个“好”支部", "wu-ge-hao-zhi-bu"),
        ("café", "cafe"),
        ("ＡＢＣ１２", "abc12"),
        ("绿", "lv"),
        ("★", ""),
        ("", ""),
    ],
)
def test_a_name_gives_its_slug(name: str, slug: str) -> None:
    assert slug_of_name(name) == slug


def test_a_long_name_gives_as_many_words_as_there_is_room_for() -> None:
    slug = slug_of_text("创先争优" * 20)
    assert slug == "-".join(["chuang", "xian", "zheng", "you"] * 20)[: len(slug)]
    assert LONGEST - 6 <= len(slug) <= LONGEST
    assert not slug.endswith(("-", "chua", "zhe"))
    assert slug_of_text("a" * 300) == "a" * LONGEST


def test_tags_that_sound_alike_have_one_slug() -> None:
    assert {slug_of_text(tag) for tag in ("实践", "时间", "事件")} == {"shi-jian"}


@given(st.text())
def test_a_slug_is_lower_case_letters_digits_and_hyphens_or_nothing(text: str) -> None:
    for slug in (slug_of_text(text), slug_of_name(text)):
        assert re.fullmatch(r"[a-z0-9-]*", slug)
        assert not slug.startswith("-")
        assert not slug.endswith("-")


@given(st.text(alphabet="\u3400\u4e00你好龥豈𠀀𪛖〇々", min_size=1))
def test_chinese_characters_never_crash(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9-]*", slug_of_text(text))


@given(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True))
def test_a_slug_is_its_own_slug(slug: str) -> None:
    """One that is too long is cut once."""
    cut = slug_of_text(slug)
    assert cut == slug or len(slug) > LONGEST >= len(cut) > 0
    assert slug_of_text(cut) == cut
    assert ID.fullmatch(cut)
