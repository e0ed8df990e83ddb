"""Figures, tables, and their place in the document."""

from __future__ import annotations

import pytest

from bench.report import DOCUMENT, END, START, with_figures
from bench.tables import figure, megabytes, ratios, spread, spread_text, table


def test_a_figure_is_the_median_with_the_least_and_the_greatest() -> None:
    assert figure([3, 1, 2]) == "2.00 (1.00–3.00)"
    assert figure([1, 2], digits=1) == "1.5 (1.0–2.0)"
    assert figure([]) == "–"
    assert megabytes([2_400_000, 1_600_000, 2_000_000]) == "2 (2–2)"


def test_a_wide_spread_is_marked() -> None:
    assert spread([9, 10, 11]) == pytest.approx(0.2)
    assert spread([]) == 0
    assert spread_text([9.9, 10, 10.1]) == "2 %"
    assert spread_text([10, 10, 14]) == "40 % !"


def test_ratios_are_of_runs_of_one_round() -> None:
    assert ratios([2, 6], [4, 3]) == [0.5, 2]
    assert ratios([2, 6], []) == []


def test_a_tables_columns_stand_under_each_other() -> None:
    assert table(["who", "s"], [["a", "1.00"], ["longer", "10.00"]]) == [
        "| who    |     s |",
        "| ------ | ----: |",
        "| a      |  1.00 |",
        "| longer | 10.00 |",
    ]


def test_figures_take_the_place_of_those_before_and_leave_the_prose() -> None:
    once = with_figures(f"above\n{START}\nold\n{END}\nbelow\n", ["one", "two\n"])
    assert once == f"above\n{START}\n\none\n\ntwo\n\n{END}\nbelow\n"
    assert with_figures(once, ["one", "two"]) == once


def test_a_document_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="needs one"):
        with_figures(f"above\n{START}\n", [])


def test_the_document_has_a_place_for_figures() -> None:
    with_figures(DOCUMENT.read_text("utf-8"), [])
