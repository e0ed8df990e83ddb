"""Problems: their order, what is kept of them, and exceptions that pass from process to process."""

from __future__ import annotations

import pickle

import pytest

from cxzy_build.errors import (
    BuildFailed,
    Position,
    Problem,
    SettingsRefused,
    Severity,
    Sought,
    any_error,
    plain_problem,
    problem_from_plain,
    sorted_problems,
)

ERROR = Problem(Position("content/news/b.md", 2, 3), "bad-date", "不是日期", "写成 2011-04-23")
WARNING = Problem(Position("content/news/a.md", 10), "old-name", "旧名", severity=Severity.WARNING)
LATER = Problem(Position("content/news/a.md", 9, 12), "bad-value", "不对")


def test_problems_are_told_in_reading_order_and_each_once() -> None:
    assert sorted_problems([ERROR, WARNING, LATER, ERROR]) == (LATER, WARNING, ERROR)


def test_a_position_reads_as_editors_open_it() -> None:
    assert str(ERROR.position) == "content/news/b.md:2:3"


def test_warnings_alone_stop_nothing() -> None:
    assert not any_error([WARNING])
    assert any_error([WARNING, ERROR])


def test_a_failed_build_counts_its_errors() -> None:
    failed = BuildFailed([WARNING, ERROR, ERROR, LATER])
    assert str(failed) == "2 个错误"
    assert failed.problems == (LATER, WARNING, ERROR)


@pytest.mark.parametrize("sought", [None, Sought("link", "news/lunch")])
@pytest.mark.parametrize("severity", Severity)
def test_a_problem_is_the_same_after_it_was_kept(severity: Severity, sought: Sought | None) -> None:
    problem = Problem(Position("a.md", 3, 4), "broken-link", "没有", "改正", severity, sought)
    again = problem_from_plain(plain_problem(problem))
    assert (again, again.sought) == (problem, sought)


def test_refused_settings_arrive_whole_from_another_process() -> None:
    sent = SettingsRefused([ERROR, LATER])
    arrived = pickle.loads(pickle.dumps(sent))
    assert (type(arrived), arrived.problems, str(arrived)) == (SettingsRefused, (LATER, ERROR), str(sent))
