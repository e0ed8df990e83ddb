"""Numbers of persons are told before they are published; others are not. All of them are made up."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.source import private_numbers
from cxzy_build.source.mistyped import mistakes_in
from cxzy_build.source.private_numbers import kind_of
from cxzy_build.source.text_files import TextFile

MOBILE = "13800138000"


def told(front: str, body: str) -> list[tuple[int, int, str]]:
    """Line, column and message of each warning about a file."""
    found = mistakes_in(TextFile("a.md", f"---\n{front}\n---\n\n{body}\n"))
    return [(p.position.line, p.position.column, p.message) for p in found if p.code == "private-number"]


def identity(born: str, place: int) -> str:
    """A number that passes the check."""
    number = f"110101{born}{place:03}"
    weights = [2 ** (17 - at) % 11 for at in range(17)]
    return number + "10X98765432"[sum(w * int(d) for w, d in zip(weights, number, strict=True)) % 11]


@pytest.mark.parametrize(
    "written",
    [MOBILE, "138 0013 8000", "138-0013-8000", "１３８００１３８０００", "138－0013－8000"],
)
def test_a_mobile_phone(written: str) -> None:
    assert told("title: 甲", f"联系{written}。") == [(5, 3, "138……00 像是手机号码，会原样公开")]
    assert told(f"title: 甲\ncontributor: 张某 {written}", "文") == [(3, 17, "138……00 像是手机号码，会原样公开")]


@pytest.mark.parametrize(
    ("front", "many"),
    [
        (f"title: 甲\n# 联系 {MOBILE}\ncontributor: 张某 # {MOBILE}\ntags: [a, # {MOBILE}\n  b]", 0),
        (f"title: '甲 # {MOBILE}'", 1),
        (f"summary: |\n  # {MOBILE}\n\n# {MOBILE}\ntitle: 甲", 1),
        (f"title: [ # {MOBILE}", 1),
    ],
)
def test_comments_of_the_front_matter_are_not_published(front: str, many: int) -> None:
    assert len(told(front, "文")) == many


@given(st.dates(dt.date(1930, 1, 1), dt.date(2099, 12, 31)), st.integers(0, 999))
def test_any_identity_number_is_known_and_none_with_another_check_character(born: dt.date, place: int) -> None:
    number = identity(f"{born:%Y%m%d}", place)
    assert kind_of(number) == "身份证号码"
    assert kind_of(number[:-1] + ("1" if number[-1] != "1" else "2")) != "身份证号码"


def test_an_identity_number_in_groups_and_in_tables() -> None:
    number = identity("19900307", 8)
    assert len(told("title: 甲", f"| 姓名 | 号码 |\n| --- | --- |\n| 甲 | {number} |")) == 1
    assert len(told("title: 甲", f"{number[:6]} {number[6:14]} {number[14:]}")) == 1


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("手机:13800138013，身份证号:11010119900307008X", 1),
        ("+86 13800138014，+8613800138014，86-13800138014", 3),
        ("13800138015 13900139015", 2),
        ("13800138016/13900139016", 2),
        ("13800138032 2012年6月15日", 1),
        ("13800138026-801", 1),
        ("电话=13800138000 #13800138000 _13800138000_ **13800138000**", 4),
        ("138.0013.8021，138—0013—8028，138\u20110013\u20118028，138&nbsp;0013&nbsp;8028", 4),
        ("13800138023@163.com", 1),
        ("(138)00138000，（138）0013-8000，**138**00138000，（13800138000）2012 年", 4),
        ("110105380412123，110105 380412 123", 2),
        ("[电话](tel:13800138018)", 1),
        ("张三13800138036号", 1),
        ("`13800138000`", 1),
        ("- 甲\n\n    电话 13800138001", 1),
        ('!!! note "联系"\n\n    电话 13800138002\n\n    再打 13800138003', 2),
        ("按 ` 键\n\n电话 13800138004\n\n再按 ` 键", 1),
        ("Tel.13800138041，tel: 13800138042，QQ13800138043，008613800138044，0086 138 0013 8045", 5),
        ("13800138046QQ同号，13800138047元旦值班", 2),
        ("138&ensp;0013&#160;8048，138&#x2002;0013&#8194;8049，138\u200b0013\u200b8050", 3),
        ("tel-13800138054，Mobile_13800138055，M.13800138056，weixin13800138057", 4),
        ("13800138058weixin同号，13800138059or13900138059", 3),
        ("反引号 ` 的用法。\n\n<!-- 13800138060 -->\n\n再来一个 `。", 0),
        ("    <!-- 13800138061 -->\n\n\t<!-- 13800138062 -->\n\n字 <!-- 13800138063 -->", 2),
        ("    <!-- 电话 13800138051 -->\n\n字\n\n```\n<!-- 13800138052 -->\n```\n\n`<!-- 13800138053 -->`", 3),
        ("内部 <!-- … —>\n\n电话 13800138004\n\n字 <!-- x -->", 1),
        ("110101*19900307*0089，110101<b>19900307</b>0089，1101011990\u00ad03070089", 3),
        ('<span style="color: #333">110101</span><span>19900307</span><span lang="en">0089</span>', 1),
        ("证号 1101011990\n03070089，1101011990  \n03070089，1101011990<br>03070089，1101011990\\\n03070089", 4),
        ("138*0013*8064，<b>138</b>00138065，138<wbr>0013<wbr/>8066", 3),
        ("138&shy;0013&shy;8067，138\u20600013\u20608068", 2),
        ("138 - 0013 - 8069，138  0013  8070，138——0013——8071", 3),
        ("13800138072\n13800138073\n2012 年", 2),
        ("138−0013−8074，138•0013•8075，138・0013・8076，138\u202f0013\u202f8077", 4),
        ("138\\-0013\\-8078，138&ndash;0013&ndash;8079，(138)\\-0013\\-8080", 3),
    ],
)
def test_however_it_is_written(text: str, many: int) -> None:
    assert len(told("title: 甲", text)) == many


@pytest.mark.parametrize("number", ["4111111111111111", "5555555555554444"])
def test_a_bank_card(number: str) -> None:
    """Of one some digits become two when they are doubled."""
    assert kind_of(number) == "银行卡号"
    assert [kind_of(f"{number[:-1]}{last}") for last in "0123456789" if last != number[-1]] == [""] * 9


@pytest.mark.parametrize(
    "text",
    [
        "2011-04-23 2012-06-07",
        "电话 010-62751234",
        "文号〔2011〕13800138000号",
        "见 https://www.example.edu.cn/13800138000/a",
        "![图](IMG_13800138000.jpg)",
        "单号 138001380001",
        "<!-- 13800138000 -->",
        "13800138000 元，18612345678.90 元",
        "No.13800138064，P13800138065，ORDER-13800138066",
        "参观人数 15000-200000 人次，印数：13500—100000 册，15000 200000 册",
        "item-13800138000，A13800138000",
        "3012 年 4 月 15 日 13 点 2012",
        "1380013800013800138000",
        "ISBN 978-7-01-009999-9",
        "2011 2012 2013 2014",
        "(2011)12345678，**138**0013",
        "```\n1500\n2000\n300\n```",
        "1380013\n8000，138<br>00138000，110105\n380412\n123",
        "1" + "*" * 2000,
        "110105381312123，110105380432123，100105380412123，1101 0538 0412 123，A110105380412123",
    ],
)
def test_other_numbers(text: str) -> None:
    assert told("title: 甲", text) == []


def test_of_a_long_row_of_figures_only_what_has_as_many_digits_as_a_number_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = []

    def counted(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
        looked.append(len(text))
        return normalize(form, text)

    monkeypatch.setattr(private_numbers, "normalize", counted)
    assert told("title: 甲", "010-8888-" * 500) == []
    assert set(looked) <= set(range(11, 20))


_BLANKS = (*" \\-.)*\n—·　－）\u00ad\u2212\ufeff", "&nbsp;", "<b>", "</b>", "<br>", "**")
_digits = st.sampled_from("123456789１２９")
_between = st.lists(st.sampled_from(_BLANKS), max_size=3).map("".join)
_around = st.text("年。x第<>&!- \n", max_size=9)


@given(_around, st.lists(st.tuples(_digits, _between), min_size=11, max_size=19), _around)
def test_no_number_is_passed_over_by_the_look_at_bytes(before: str, parts: list[tuple[str, str]], after: str) -> None:
    text = f"{before}{''.join(map(''.join, parts))}{after}"
    assert private_numbers._MAY_BE.search(text)
    assert private_numbers._may_hold_any(text)


def test_the_look_at_bytes_tells_texts_apart() -> None:
    assert not private_numbers._may_hold_any("2011年7月1日上午，1234567890人（第12、13期）<!-- more -->")
    assert private_numbers._may_hold_any("手机 138—0013—8000")
    assert private_numbers._may_hold_any("手机１３８００１３８０００")
