"""The plain writer of the search index holds what docs/search.md says."""

from __future__ import annotations

from pathlib import Path

import pytest

from .search_index import Asked, Entry, Layout, answer, fold, lists_of, parts_of, read_list, write_index, write_list

ENTRIES = [
    Entry("a/", "党员学习", "2011-01-01", parts=(("body", "学习学习\n再学习党章"),)),
    Entry("b/", "学习", "2011-02-01"),
    Entry("names/", "学习小组"),
]


def test_folding_keeps_places() -> None:
    assert fold("ＡＢｃ　黨員İ臺") == "abc 党员İ台"


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("党员 学习", [("党员", False), ("学习", False)]),
        ("“党员　先锋” -学习", [("党员先锋", False), ("学习", True)]),
        ('学习"十七大 精神"的', [("学习", False), ("十七大精神", False), ("的", False)]),
        ("－「学习」 - -", [("学习", True), ("-", False), ("-", False)]),
        ("  ", []),
    ],
)
def test_questions_are_cut_into_parts(question: str, parts: list[tuple[str, bool]]) -> None:
    assert parts_of(question) == [Asked(*part) for part in parts]


def test_answers_look_into_blocks() -> None:
    assert answer(ENTRIES, "學習") == ["names/", "a/", "b/"]
    assert answer(ENTRIES, "学习 党章") == ["a/"]
    assert answer(ENTRIES, "习再") == []
    assert answer(ENTRIES, "学习 -党员") == ["names/", "b/"]


def test_longer_grams_are_listed_where_their_parts_occur_often() -> None:
    listed = lists_of(ENTRIES, Layout(often=0, longest=3))
    assert listed["学习"] == {0: 3, 1: 3, 2: 3}
    assert listed["习党章"] == {1: 0}
    assert "习党章" not in lists_of(ENTRIES, Layout(often=1, longest=3))
    assert lists_of(ENTRIES, Layout(often=2, longest=3)).keys() == lists_of(ENTRIES, Layout(longest=2)).keys()


@pytest.mark.parametrize(
    "kinds",
    [{}, {0: 0}, {63: 3, 64: 0}, {64: 1, 200: 2, 2611: 3}, {2548: 0}, {2611: 1, 5224: 0, 700_000: 3}],
)
def test_lists_are_read_as_they_were_written(kinds: dict[int, int]) -> None:
    assert read_list({"学": write_list(kinds)}, "学") == kinds


def test_files_call_a_function(tmp_path: Path) -> None:
    write_index(tmp_path, ENTRIES)
    text = (tmp_path / "search/blocks/0.js").read_text("utf-8")
    assert text.startswith('cxSearch("blocks/0",["')
