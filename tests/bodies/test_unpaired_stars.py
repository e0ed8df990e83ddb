"""Stars that are printed instead of making text bold."""

from __future__ import annotations

import time

import pytest
from fixtures.sites import markdown_options

from cxzy_build.bodies.conversion import BodyConverter
from cxzy_build.bodies.unpaired_stars import unpaired_stars
from cxzy_build.source.text_files import TextFile

CONVERTER = BodyConverter(markdown_options())
HEAD = "---\na: 1\n---\n"


def told(body: str) -> list[tuple[int, int]]:
    """Line and column within the body of each warning."""
    _, problems = CONVERTER.convert(TextFile("x.md", HEAD + body))
    return [(one.position.line - 3, one.position.column) for one in problems if one.code == "unpaired-stars"]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("** 重点 **", [(1, 1)]),
        ("开会通知：**请准时", [(1, 6)]),
        ("前面**一段\n\n第二段**后面", [(1, 3), (3, 4)]),
        ("- **好**\n- ** 点 **", [(2, 3)]),
        ("| 甲 | 乙 |\n| --- | --- |\n| ** 丙 | **丁** |", [(3, 3)]),
        ("`**`和 ** 甲", [(1, 7)]),
        ("** [链接](https://example.org/) **", [(1, 1)]),
        ("**标题**\n** 又一段", [(2, 1)]),
    ],
)
def test_stars_that_are_printed_are_told_where_they_stand(body: str, where: list[tuple[int, int]]) -> None:
    assert told(body) == where


@pytest.mark.parametrize(
    "body",
    [
        "**重点**",
        "**“引号”**后面",
        "***粗斜***",
        "**粗***斜*",
        r"\*\*星\*\*",
        "`**`",
        "    ** 代码",
        "<!-- ** 注释 -->",
        "<p title='** 甲'>乙</p>",
        "密码：**1234**56****",
    ],
)
def test_others_are_not(body: str) -> None:
    assert told(body) == []


def test_thousands_are_told_in_a_moment() -> None:
    body = "\n\n".join(f"** 第{number}条" for number in range(3000))
    assert len(told(body)) == 3000


@pytest.mark.parametrize("tag", ["<code>", "<code ", "<svg><math>"])
def test_thousands_of_tags_that_nothing_closes_are_passed_over_in_a_moment(tag: str) -> None:
    body = f"** 重点 {tag * 16_000}"
    start = time.process_time()
    assert [one.position.line for one in unpaired_stars(body, TextFile("x.md", HEAD + body))] == [4]
    assert time.process_time() - start < 2  # ten seconds where each was looked past to the end
