"""Files as text: decoding, front matter and body, and where things stand in them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.errors import Position, Problem
from cxzy_build.settings import MAX_TEXT_BYTES
from cxzy_build.source.text_files import FileUnreadable, TextFile, YamlFile, decode


def fault(data: bytes) -> Problem:
    with pytest.raises(FileUnreadable) as caught:
        decode(data, "x.md")
    return caught.value.problem


def source(body: str, front: str = "a: 1") -> TextFile:
    return TextFile("x.md", f"---\n{front}\n---\n{body}")


def test_bom_and_foreign_line_ends_are_tolerated() -> None:
    assert decode("\ufeff甲\r\n乙\r丙\n".encode(), "x.md") == "甲\n乙\n丙\n"


def test_gbk_is_named_with_the_place_of_its_first_character() -> None:
    problem = fault("---\r\ntitle: 标题\r\n---\r\n".encode("gbk"))
    assert (problem.position.line, problem.position.column, problem.code) == (2, 8, "not-utf8")
    assert "GBK" in problem.message


@pytest.mark.parametrize("end", [-1, -2, -4, -5])
def test_a_file_that_was_not_saved_whole_is_not_taken_for_another_encoding(end: int) -> None:
    problem = fault("---\ntitle: 教工党支部开展读书活动".encode()[:end])
    assert (problem.position.line, problem.code) == (2, "not-utf8")
    assert "没有存完" in problem.message


def test_utf_16_is_named() -> None:
    assert "UTF-16" in fault("---\ntitle: 标题\n".encode("utf-16")).message


def test_a_text_file_may_be_of_the_stated_size_and_not_of_more() -> None:
    assert len(decode(b"x" * MAX_TEXT_BYTES, "x.md")) == MAX_TEXT_BYTES
    assert fault(b"x" * (MAX_TEXT_BYTES + 1)).code == "file-too-large"


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_one_problem(data: bytes) -> None:
    try:
        text = decode(data, "x.md")
        problems = TextFile("x.md", text).read()[1]
    except FileUnreadable as unreadable:
        text, problems = "", (unreadable.problem,)
    assert "\r" not in text
    assert all(p.position.line >= 1 and p.position.column >= 1 for p in problems)


@pytest.mark.parametrize("end", ["---", "...", "--- ", "---\t"])
def test_the_front_matter_ends_at_a_line_of_dashes_or_dots(end: str) -> None:
    text = TextFile("x.md", f"---\na: 1\n{end}\n正文\n")
    assert text.read() == ({"a": "1"}, ())
    assert text.body == "正文\n"


def test_a_line_of_dashes_in_the_body_is_not_front_matter() -> None:
    assert source("一\n\n---\n\n二").body == "一\n\n---\n\n二"


@pytest.mark.parametrize("text", ["", "正文", "\n---\na: 1\n---\n", "----\na: 1\n---\n", "---\na: 1\n", "---", "---\n"])
def test_a_file_without_whole_front_matter_is_one_problem(text: str) -> None:
    assert [p.code for p in TextFile("x.md", text).read()[1]] == ["no-front-matter"]


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("———\ntitle: 甲\n———\n", 1, "改成 `---`，条目信息后面的那一行也是"),
        ("—-\ntitle: 甲\n—-\n", 1, "改成 `---`，条目信息后面的那一行也是"),
        ("---\ntitle: 甲\n———\n正文\n", 3, "改成 `---`"),
        ("---\ntitle: 甲\n正文\n", 1, "在条目信息之后、正文之前补一行 `---`"),
        ("\n---\ntitle: 甲\n---\n", 1, "删去，让 `---` 成为文件的第一行"),
    ],
)
def test_dashes_that_are_not_three_hyphens_are_named(text: str, line: int, hint: str) -> None:
    (problem,) = TextFile("x.md", text).read()[1]
    assert (problem.position.line, problem.hint) == (line, hint)


def test_empty_front_matter_is_read_as_nothing() -> None:
    assert TextFile("x.md", "---\n---\n正文").read() == ({}, ())


def test_lines_count_from_the_files_first_line() -> None:
    text = TextFile("x.md", "---\na: 1\nb:\n  - 2\n---\n正文")
    position = text.locate(("b", 0))
    assert (position.line, position.column) == (4, 5)
    assert text.locate(()).line == 1


def place(text: TextFile, needle: str, nth: int = 0) -> tuple[int, int]:
    position = text.find_in_body(needle, nth)
    return position.line, position.column


def test_lines_and_columns_count_from_one() -> None:
    text = "甲乙\n\n丙"
    places = [TextFile("a.md", text).at(offset) for offset in range(len(text) + 1)]
    assert [(place.line, place.column) for place in places] == [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2)]


def test_a_needle_is_found_in_the_body_by_its_turn() -> None:
    body = "[一](news/a)\n\n[二](news/a)"
    assert place(source(body), "news/a") == (4, 5)
    assert place(source(body), "news/a", 1) == (6, 5)


def test_a_needle_is_found_as_it_was_escaped() -> None:
    source = TextFile("a.md", "---\n---\n甲\n\n[x](news/read\\_group) [y](/a/?b=1&amp;c=2)\n")
    assert [source.find_in_body(one).column for one in ("news/read_group", "/a/?b=1&c=2")] == [5, 27]


def test_a_longer_address_is_not_the_needle() -> None:
    assert place(source("[一](news/abc)\n[二](news/ab)"), "news/ab") == (5, 5)


def test_a_chinese_word_ends_where_a_letter_follows() -> None:
    assert place(source("见甲班A组。\n\n又见甲班。"), "甲班") == (4, 2)


@pytest.mark.parametrize(
    "code", ["`[一](news/a)`", "```\n[一](news/a)\n```", "<!-- [一](news/a) -->", "    [一](news/a)"]
)
def test_code_and_comments_are_left_aside(code: str) -> None:
    assert place(source(f"{code}\n\n[二](news/a)"), "news/a")[0] == 6 + code.count("\n")


@pytest.mark.parametrize("code", ["`news/a`", "<!-- news/a -->", "前言。\n\n`news/a`"])
def test_code_and_comments_do_not_hide_what_follows_on_their_line(code: str) -> None:
    """Blanked out, they are no indentation, which would make code of the whole line."""
    line = f"{code} 是[二]("
    assert place(source(f"{line}news/a)"), "news/a") == (4 + line.count("\n"), len(line.split("\n")[-1]) + 1)


@pytest.mark.parametrize("code", ["`" * 16 + " [一](news/a) " + "`" * 16, "`````` [一](news/a) ```", "`" * 17])
def test_rows_of_backticks_enclose_code_up_to_a_length(code: str) -> None:
    """A row may be closed by a shorter one."""
    assert place(source(f"甲{code}\n\n[二](news/a)"), "news/a")[0] == 6


@pytest.mark.parametrize("row", ["甲" + "`" * 20_000, "甲" + ("`" * 21 + "乙") * 1000])
def test_a_long_row_of_backticks_is_looked_at_once(row: str) -> None:
    file = source(f"{row}\n\n[二](news/a)")
    start = time.process_time()
    assert place(file, "news/a")[0] == 6
    assert file.published == file.text
    assert time.process_time() - start < 1  # seconds were the square of their number


def test_an_address_is_preferred_to_the_same_words_in_the_text() -> None:
    assert place(source("见 news/a 一文\n\n[二](news/a)"), "news/a") == (6, 5)


def test_what_does_not_occur_is_put_on_the_first_line_of_the_body() -> None:
    assert place(source("正文"), "没有") == (4, 1)


@given(st.text(max_size=80), st.text(min_size=1, max_size=5), st.integers(0, 3))
def test_any_needle_in_any_body_has_a_place_in_the_file(body: str, needle: str, nth: int) -> None:
    line, column = place(source(body), needle, nth)
    assert 4 <= line <= 4 + body.count("\n")
    assert column >= 1


def test_places_in_a_file_of_yaml_count_from_its_own_start() -> None:
    file = YamlFile("a.yml", "# 注释\na: 1\nb: [2, !x 3]\n")
    assert file.locate(("b", 0)) == Position("a.yml", 3, 5)
    assert file.locate(()) == Position("a.yml", 2, 1)
    data, (fault,) = file.read()
    assert data == {"a": "1", "b": ["2", "3"]}
    assert fault.position == Position("a.yml", 3, 8)
