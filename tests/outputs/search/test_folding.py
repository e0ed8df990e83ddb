"""Characters that search takes for the same."""

from __future__ import annotations

import importlib.util
import re

import opencc
import pytest
from fixtures.sites import PROJECT
from hypothesis import given
from hypothesis import strategies as st
from support.search_lists import read_list

from cxzy_build.outputs.search.folding import FORMS, fold, forms, forms_for, words
from cxzy_build.outputs.search.letters import ALPHABET, BASE


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("創先爭優", "创先争优"),
        ("ＡＢＣ　ｘ１２％", "abc x12%"),
        ("Ünïcode ΑΒΓ ДЖ", "ünïcode αβγ дж"),
        ("臺灣台湾颱風", "台湾台湾台风"),
        ("頭髮發展", "头发发展"),
        ("皇后後來", "皇后后来"),
        ("裡裏里", "里里里"),
        ("著名讲座看著坐覆盖", "着名讲座看着坐覆盖"),
        ("第３期", "第3期"),
        ("⽂法⻓⾞", "文法长车"),
        ("İß", "İß"),
    ],
)
def test_forms_of_one_character_fold_to_one(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_places_stay_the_same(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_characters_fold_to_the_same_in_either_script() -> None:
    everyday = [chr(code) for code in range(0x4E00, 0xA000) if is_everyday(chr(code))]
    for conversion in ("s2t", "t2s"):
        converted = opencc.OpenCC(conversion).convert("\n".join(everyday)).split("\n")
        assert [one for one, other in zip(everyday, converted, strict=True) if fold(one) != fold(other)] == []


def is_everyday(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def test_the_forms_kept_are_those_that_opencc_gives() -> None:
    path = PROJECT / "tools/make_forms.py"
    spec = importlib.util.spec_from_file_location("make_forms", path)
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.forms() == FORMS.read_text("utf-8")


def test_a_browser_is_told_what_may_be_found() -> None:
    written, standing, places, traditional, *_ = forms_for(set("创发里x"))
    codes, others = _numbers(written), _numbers(standing)
    digits = [ALPHABET.index(letter) for letter in places]
    told = {chr(c): chr(others[BASE * i + j]) for c, i, j in zip(codes, digits[::2], digits[1::2], strict=True)}
    assert set(told.values()) == set("创发里")
    assert told["創"] == "创"
    assert told["髮"] == told["發"] == "发"
    assert all(fold(one) == other for one, other in told.items())
    assert {told[one]: one for one in (chr(codes[number]) for number in _numbers(traditional))} == {
        "创": "創", "发": "發", "里": "裡",
    }  # fmt: skip
    assert forms_for(set()) == ("", "", "", "", "", "")


def test_a_browser_is_told_the_words_that_may_be_found() -> None:
    *_, theirs, ours = forms_for(set("答复了解"))
    assert dict(zip(theirs.split(), ours.split(), strict=True)) == {"答覆": "答复", "瞭解": "了解"}


@pytest.mark.parametrize(
    ("written", "simplified"),
    [
        *(("答覆", "答复"), ("瞭解", "了解"), ("一目瞭然", "一目了然"), ("憑藉", "凭借"), ("座標", "坐标")),
        *(("彷彿", "仿佛"), ("復甦", "复苏"), ("傢俱", "家具"), ("薰陶", "熏陶"), ("批覆", "批复")),
        *(("計畫", "计划"), ("沈重", "沉重")),
    ],
)
def test_words_are_asked_for_as_traditional_writes_them(written: str, simplified: str) -> None:
    asked = re.sub("|".join(words()), lambda found: words()[found[0]], fold(written))
    assert asked == fold(simplified)


def test_what_a_word_is_asked_for_as_is_as_long() -> None:
    assert all(len(theirs) == len(ours) and fold(ours) == ours for theirs, ours in words().items())


def _numbers(written: str) -> list[int]:
    return [number for number, _ in read_list(written)]


def test_forms_are_pairs() -> None:
    written, standing = forms()
    assert len(written) == len(standing) == len(set(written))
    assert not set(written) & set(standing)
