"""Blanks between Chinese characters."""

from __future__ import annotations

import pytest

from cxzy_build.source.text_files import TextFile


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (">\n  争当先锋，\n  提升能力\n", "争当先锋，提升能力\n"),
        (">-\n  争当 先锋，\n  提升 能力", "争当 先锋，提升 能力"),
        (">-\n  甲\n\n  乙\n  丙", "甲\n乙丙"),
        (">-\n  参加 CCTV\n  2011 年会\n  的人", "参加 CCTV 2011 年会的人"),
        ("|-\n  甲\n  乙", "甲\n乙"),
        ("争当先锋，\n  提升能力", "争当先锋，提升能力"),
        ("'争当''先锋'',\n  提升能力\n  甲'", "争当'先锋', 提升能力 甲"),
        ('"争当先锋，\n  提升\\t能力\n  甲"', "争当先锋， 提升\t能力 甲"),
        ('"争当先锋，\n  提升能力"', "争当先锋，提升能力"),
        ("[甲\n  乙, 丙]", ["甲乙", "丙"]),
        ("甲 乙", "甲 乙"),
    ],
)
def test_a_line_break_between_chinese_characters_is_no_blank(written: str, text: str) -> None:
    data, problems = TextFile("a.md", f"---\nkey: {written}\nnext: 1\n---\n").read()
    assert (data, problems) == ({"key": text, "next": "1"}, ())
