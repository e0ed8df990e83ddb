"""What was probably meant, or what there is."""

from __future__ import annotations

import pytest

from cxzy_build.hints import as_written, choice_of, nearest, suggestion

COLUMNS = ("notices", "practice", "study")


@pytest.mark.parametrize(
    ("word", "meant"), [("practise", "practice"), ("STUDY", "study"), ("notice", "notices"), ("zzz", None), ("", None)]
)
def test_the_nearest_does_not_depend_on_the_order(word: str, meant: str | None) -> None:
    assert nearest(word, COLUMNS) == nearest(word, reversed(COLUMNS)) == meant


def test_one_that_differs_in_case_alone_comes_first() -> None:
    assert nearest("ABc", ("ABd", "abc")) == "abc"


def test_a_hint_names_the_nearest_else_what_there_is() -> None:
    assert suggestion("practise", COLUMNS) == "是否想写 `practice`？"
    assert suggestion("zzz", COLUMNS) == "可用的有：`notices`、`practice`、`study`。"
    assert suggestion("zzz", COLUMNS, "另写一个") == "另写一个"
    assert suggestion("zzz", ()) == ""


def test_of_many_the_first_twelve_are_shown() -> None:
    assert choice_of([f"c{number:02d}" for number in range(13)]).endswith("`c11`等。")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("甲", "“甲”"), ("甲\n乙", "“甲⏎乙”"), ("甲\u200b", "“甲”，里面有看不见的字符，请删去重写")],
)
def test_what_nobody_sees_is_told(text: str, shown: str) -> None:
    assert as_written(text) == shown
