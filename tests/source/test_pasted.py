"""What comes out of Word and would be one paragraph, or code, is told; what a person means is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.errors import Severity
from cxzy_build.source.mistyped import mistakes_in
from cxzy_build.source.text_files import TextFile

LONG = "四月二十三日，支部开展读书活动。党员交流了体会。"


def told(body: str) -> list[tuple[int, str]]:
    """Line within the body, from 1, and code of each warning; Word's own signs are told of besides."""
    every = mistakes_in(TextFile("a.md", f"---\ntitle: 甲\n---\n{body}\n"))
    found = tuple(one for one in every if one.code != "odd-character")
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
        ("会议要求：\n－加强学习\n－改进作风", 2),
        ("会议要求：\n— 加强学习\n— 改进作风", 2),
        ("会议要求：\n①认真学习；\n②抓好落实。", 2),
        ("会议要求：\n1.认真学习；\n2.抓好落实。", 2),
        ("会议要求：\n(1)认真学习；\n(2)抓好落实。", 2),
        ("会议要求：\n一是认真学习；\n二是抓好落实。", 2),
        ("一、学习\n二、落实\n三、检查", 2),
        ("●学习\n●落实", 2),
        ("一、\t提高认识，加强领导。\n二、\t抓好落实。", 2),
        ("\uf06c\t提高认识。\n\uf06c\t抓好落实。", 2),
        (f"读书活动简讯\n{LONG}\n{LONG}", 3),
        ("会议提出三点要求：\n1. 提高认识\n2. 查找差距", 2),
        ("会议提出三点要求：\n- 提高认识\n- 查找差距", 2),
        ("表彰名单：\n| 姓名 | 支部 |\n| --- | --- |\n| 张示例 | 一支部 |", 2),
        (f"{LONG}\n{LONG}\n（学生会供稿）", 2),
        (f"{LONG}\n{LONG}\n法学院党委\n2011年4月23日", 2),
        (f"{LONG}\n2011年，{LONG}", 2),
        (f"  {LONG}\n  {LONG}", 2),
        (f"{LONG} \n{LONG}", 2),
        (f"他说：“{LONG}”\n{LONG}", 2),
        ('会上，书记说："好好读书。大家都读。"\n' + LONG, 2),
        ("时间：4月23日\n地点：报告厅\n时　长：一小时", 2),
        ("| 姓名 | 支部 |\n| --- | --- |\n| 张示例 | 一支部 |\n以上按姓名排序。", 4),
        (f"{LONG}\n---\n{LONG}", 2),
    ],
)
def test_paragraphs_without_a_blank_line_between(body: str, line: int) -> None:
    assert told(body) == [(line, "run-together")]


@pytest.mark.parametrize(
    "body",
    [
        f"{LONG}\n\n{LONG}",
        f"{LONG}  \n{LONG}",
        f"- {LONG}\n- {LONG}",
        f"> {LONG}\n{LONG}",
        f"1. {LONG}\n2. {LONG}",
        f"| 甲 |\n| --- |\n| {LONG} |\n| {LONG} |",
        f"```\n{LONG}\n{LONG}\n```",
        f"<!--\n{LONG}\n{LONG}\n-->",
        "一句一行写的。\n这是同一段的第二句。\n这是第三句。",
        "这一段按四十个字折行。折行的地方，\n不一定是句子的末尾。又折了一次，\n就到了最后。",
        "文法学院党委\n2011年4月23日",
        "会议四月二十三日举行，\n地点：报告厅",
        "小标题\n---\n一句话。",
        f"{LONG}\n\n---\n\n{LONG}",
        "-\t第一条。\n-\t第二条。",
        "1.\t第一条。\n2.\t第二条。",
        "- 时间：\t周一\n- 地点：\t报告厅",
        "|姓名\t|职务\t|\n|---|---|\n|张示例\t|书记\t|",
        "<table>\n<tr><td>甲。乙。</td></tr>\n</table>",
        "<pre>\na\tb\nc\td\n</pre>",
        "参加的有全体新生；\n3、4月份还要再办一次",
        "本章程共两章。\n第一章讲总则",
        "[计划]: /plan/\n[方案]: /theme/",
        "![甲](a.jpg)\n![乙](b.jpg)",
        "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
        f"运行下面的命令。\n\n`make site` 之后，{LONG}\n\n- 甲\n\n    - 乙",
        f"<!-- 编者：待核 -->{LONG}\n\n- 甲\n\n    - 乙",
    ],
)
def test_what_is_one_paragraph_or_known_to_markdown(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (f"    {LONG}", [(1, "set-in")]),
        (f"\t{LONG}", [(1, "set-in")]),
        (f"第一段。\n\n    {LONG}\n\n    {LONG}", [(3, "set-in")]),
        ("特此通知。\n\n                法学院党委\n                2011年4月23日", [(3, "set-in")]),
        ("第一段。\n\n\t一、指导思想\n\t以理论为指导，认真贯彻。", [(3, "set-in")]),
        (f"要求：\n- 甲\n\n    {LONG}", [(2, "run-together"), (4, "set-in")]),
        (f"## 要求\n1. 甲\n\n    {LONG}", []),
        (f" - 甲\n\n    {LONG}", []),
        (f"支部\n:   甲，乙。\n\n    {LONG}", []),
        ("<dl>\n\n    <dt>甲，乙。</dt>\n\n</dl>", []),
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
        ("1. 甲\n  - 乙\n  - 丙\n2. 丁\n   - 戊", [(2, "not-nested")]),
        ("1. 甲\n\n   1. 乙", [(3, "not-nested")]),
        ("- 甲\n    - 乙\n      - 丙", [(3, "not-nested")]),
        ("1. 甲\n- 乙\n2. 丙", [(2, "run-together")]),
        ("- 甲\n1. 乙", [(2, "run-together")]),
        ("1. 甲\n\n- 乙\n\n1. 丙\n\t- 丁", []),
        ("1. 甲\n    - 乙\n        - 丙\n2. 丁\n\t- 戊", []),
        (" - 甲\n - 乙", []),
        ("  - 甲\n      - 乙\n  - 丙", []),
        ("- 甲\n\n一段话。\n\n - 乙", []),
        ("```\n- a\n  - b\n```", []),
    ],
)
def test_points_of_a_further_level(body: str, places: list[tuple[int, str]]) -> None:
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
        ("姓名\t支部\n\n张示例\t一支部\n\n李示例\t二支部", [(1, "pasted-table")]),
        ("｜姓名｜支部｜\n｜张示例｜一支部｜", [(1, "pasted-table")]),
        ("| 姓名 | 支部 |\n| ——— | ——— |\n| 张示例 | 一支部 |", [(2, "pasted-table")]),
        (
            "| 姓名 | 支部 |\n\n| --- | --- |\n\n| 张示例 | 一支部 |",
            [(1, "pasted-table"), (3, "pasted-table"), (5, "pasted-table")],
        ),
        ("| 姓名 | 支部 |\n| :--- | ---: |\n| 张示例 | 一支部 |", []),
        ("姓名 | 支部\n--- | ---\n张示例 | 一支部", []),
        ("| 姓名 | 支部 |\n| --- |\n| 张示例 | 一支部 |", [(2, "pasted-table")]),
        ("## 名单\n| 姓名 |\n| 张示例 |", [(2, "pasted-table")]),
        ("| 姓名 | 支部 |\n| --- | --- |\n| 张示例 | 一支部 | 书记 |", [(3, "pasted-table")]),
        ("## 名单\n| 姓名 |\n| --- |\n| 张示例 |\n| 李示例 | 书记 |\n| 王示例 | 书记 |", [(5, "pasted-table")]),
        ("姓名 | 支部\n--- | ---\n张示例 | 一支部 | 书记", [(3, "pasted-table")]),
        ("| 姓名 | 支部 |\n| --- | --- |\n| 张示例 |\n| `a|b` | 甲\\|乙 |", []),
        ("姓名 | 支部\n---", []),
    ],
)
def test_tables_with_tabs(body: str, places: list[tuple[int, str]]) -> None:
    assert told(body) == places


def test_what_is_wrong_several_times_is_counted() -> None:
    (together,) = mistakes_in(TextFile("a.md", f"---\n---\n{LONG}\n{LONG}\n{LONG}\n"))
    assert "共 2 处" in together.message
    (set_in,) = mistakes_in(TextFile("a.md", f"---\n---\n\t{LONG}\n\n\t{LONG}\n"))
    assert "共 2 段" in set_in.message


@given(st.text("甲。\n\t　 -1.#|<!`、一①", max_size=80))
def test_any_text_has_its_places_in_the_file(body: str) -> None:
    source = TextFile("a.md", f"---\n---\n{body}")
    lines = source.text.split("\n")
    for problem in mistakes_in(source):
        assert 1 <= problem.position.line <= len(lines)
        assert problem.position.column <= len(lines[problem.position.line - 1]) + 1


def test_how_a_table_is_written_is_shown_with_its_own_first_row() -> None:
    (problem,) = mistakes_in(TextFile("a.md", "---\n---\n姓名\t支部\n张示例\t一支部\n"))
    assert "第一行 `| 姓名 | 支部 |`，第二行 `| --- | --- |`" in problem.hint
