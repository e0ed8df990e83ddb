"""What comes out of Word and would be one paragraph, or code, is told; what a person means is not."""

from __future__ import annotations

import pytest

from cxzy_build.content.slips import slips
from cxzy_build.content.text_files import TextFile
from cxzy_build.errors import Severity

LONG = "四月二十三日，支部开展读书活动。党员交流了体会。"


def told(body: str) -> list[tuple[int, str]]:
    """Line within the body, from 1, and code of each warning."""
    found = tuple(slips(TextFile("a.md", f"---\ntitle: 甲\n---\n{body}\n")))
    assert all(one.severity is Severity.WARNING and one.position.column == 1 for one in found)
    return [(one.position.line - 3, one.code) for one in found]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (f"{LONG}\n{LONG}", 2),
        (f"{LONG}\n{LONG}\n{LONG}", 2),
        (f"{LONG}\n会上，书记说：“好好读书。”\n{LONG}", 2),
        (f"## 小标题\n{LONG}\n{LONG}", 3),
        ("　　一句话。\n　　又一句话。", 2),
        ("一句话。\n\t又一句话。", 2),
        ("会议要求：\n一、加强学习\n二、改进作风", 2),
        ("会议要求：\n（一）加强学习；\n（二）改进作风。", 2),
        ("会议要求：\n1、加强学习；\n2、改进作风。", 2),
        ("会议要求：\n• 加强学习\n• 改进作风", 2),
    ],
)
def test_paragraphs_without_a_blank_line_between(body: str, line: int) -> None:
    assert told(body) == [(line, "run-together")]


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}\n\n{LONG}",
        f"{LONG}  \n{LONG}",
        f"{LONG}\n- 甲。乙。\n- 丙。",
        f"- {LONG}\n- {LONG}",
        f"> {LONG}\n{LONG}",
        f"1. {LONG}\n2. {LONG}",
        f"| 甲 |\n| --- |\n| {LONG} |\n| {LONG} |",
        f"```\n{LONG}\n{LONG}\n```",
        f"<!--\n{LONG}\n{LONG}\n-->",
        "一句一行写的。\n这是同一段的第二句。\n这是第三句。",
        "这一段按四十个字折行。折行的地方，\n不一定是句子的末尾。又折了一次，\n就到了最后。",
        "文法学院党委\n2011年4月23日",
    ],
)
def test_what_is_one_paragraph_or_known_to_markdown(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (f"    {LONG}", [(1, "set-in")]),
        (f"\t{LONG}", [(1, "set-in")]),
        (f"第一段。\n\n    {LONG}\n\n    {LONG}", [(3, "set-in"), (5, "set-in")]),
        (f"1. 甲\n\n    {LONG}", []),
        (f"- 甲\n\n    {LONG}\n\n    {LONG}", []),
        (f"!!! note\n\n    {LONG}", []),
        (f"[^1]: 甲\n\n    {LONG}", []),
        ("第一段。\n\n    print('甲')", []),
        (f"```\n\n    {LONG}\n```", []),
    ],
)
def test_paragraphs_set_in(body: str, places: list[tuple[int, str]]) -> None:
    assert told(body) == places


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("姓名\t支部\n张示例\t一支部\n李示例\t二支部", [(1, "pasted-table")]),
        ("姓名\t支部\t年份\n张示例\t\t2011", [(1, "pasted-table")]),
        ("姓名\t支部", []),
        ("姓名\t支部\n张示例", []),
        ("```\n姓名\t支部\n张示例\t一支部\n```", []),
        ("- 甲\n\t- 乙\n\t- 丙", []),
    ],
)
def test_tables_with_tabs(body: str, places: list[tuple[int, str]]) -> None:
    assert told(body) == places


def test_how_a_table_is_written_is_shown_with_its_own_first_row() -> None:
    (problem,) = slips(TextFile("a.md", "---\n---\n姓名\t支部\n张示例\t一支部\n"))
    assert problem.hint == "表格写成 `| 姓名 | 支部 |`，第二行写 `| --- | --- |`"
