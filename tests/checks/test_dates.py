"""Dates that contradict each other, or can hardly be meant."""

from __future__ import annotations

import pytest
from fixtures.sites import NEWS, Site, where

DATES = [
    ("event_date: 2011-04-06\n", [(5, "event-after-date")]),
    ("event_date: 2011-04-05\n", []),
    ("event_date: 2011-04-05 23:00\n", []),
    ("event_date: 2011-04-04\nevent_end: 2011-04-06\n", [(6, "event-after-date")]),
    ("event_date: 2011-04-04\nevent_end: 2011-04-03\n", [(6, "bad-date")]),
    ("event_end: 2011-04-03\n", [(5, "bad-date")]),
    ("event_date: 2011-04-07\nevent_end: 2011-04-06\n", [(5, "event-after-date")]),
    ("updated: 2011-04-04\n", [(5, "bad-date")]),
    ("updated: 2011-04-05\n", []),
    ("expire_on: 2011-04-04\n", [(5, "bad-date")]),
    ("expire_on: 2011-04-05\n", []),
    ("publish_on: 2011-05-05\nexpire_on: 2011-05-04\n", [(6, "bad-date")]),
]


@pytest.mark.parametrize(("front", "expected"), DATES)
def test_dates_that_contradict_each_other_are_an_error(site: Site, front: str, expected: list[tuple[int, str]]) -> None:
    site.write("news/x.md", NEWS.format(front))
    assert [(line, code) for _, line, code in where(site.problems())] == expected


@pytest.mark.parametrize(
    ("slip", "is_told"),
    [
        ("sumary: 摘要\n", True),
        ("draft: 是\n", True),
        ("branch: [nobody]\n", True),
        ("updated: 昨天\n", False),
        ("evnt_date: 2011-04-01\n", False),
        ("活动时刻: 2011-04-01\n", False),
    ],
)
def test_a_slip_hides_no_contradiction_that_it_can_be_no_part_of(site: Site, slip: str, is_told: bool) -> None:
    site.write("news/x.md", NEWS.format(f"{slip}event_end: 2011-04-03\n"))
    assert [line for _, line, _ in where(site.problems())] == ([5, 6] if is_told else [5])


def test_what_has_no_date_but_those_of_its_time_cannot_end_before_it_begins(site: Site) -> None:
    times = "publish_on: 2012-12-01\nexpire_on: 2012-11-01\n"
    site.write("exemplars/some.md", f"---\nname: 某示例\nrole: teachers\nbranch: law-staff\n{times}---\n\n事迹。\n")
    assert [code for _, _, code in where(site.problems())] == ["bad-date"]


def test_a_promise_kept_without_a_date_is_a_warning(site: Site) -> None:
    (problem,) = site.replace("commitments/committee.md", "    on: 2012-01-10\n", "").problems()
    assert (problem.code, problem.is_error) == ("missing-date", False)


@pytest.mark.parametrize(
    ("written", "code", "is_error"),
    [
        ("state: missed\n    on: 2012-01-10", "bad-date", True),
        ("state: doing\n    on: 2012-01-10", "bad-date", True),
        ("on: 2012-01-10", "bad-date", True),
        ("state: kept\n    on: 2011-06-30", "odd-date", False),
        ("state: kept\n    on: 0211-07-01", "odd-date", False),
        ("state: kept\n    on: 2011-07-01", "", False),
    ],
)
def test_a_day_of_keeping_goes_with_the_state(site: Site, written: str, code: str, is_error: bool) -> None:
    path = "commitments/committee.md"
    problems = site.replace(path, "state: kept\n    on: 2012-01-10", written).problems()
    assert where(problems) == ([(path, site.line_of(path, "on: "), code)] if code else [])
    assert any(one.is_error for one in problems) == is_error


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("items: [{promise: 甲, due: 2010-12-31}]", True),
        ("items: [{promise: 甲, due: 2011-07-01}]", False),
        ("items: [{promise: 甲, due: 0201-07-01}]", True),
        ("items: [{promise: 甲}]\nleader_review: {by: 某示例, date: 2010-12-31, text: 好}", True),
        ("items: [{promise: 甲}]\nleader_review: {by: 某示例, date: 2011-12-31, text: 好}", False),
        ("items: [{promise: 甲}]\npublic_appraisal: {date: 2011-06-30, voters: 9, satisfied: 8}", True),
    ],
)
def test_what_was_over_before_the_promise_was_made_is_told_once(site: Site, written: str, told: bool) -> None:
    site.write("commitments/x.md", f"---\ntitle: 甲\ndate: 2011-07-01\nby: committee\n{written}\n---\n\n文。\n")
    assert [(p.code, p.is_error) for p in site.problems()] == [("odd-date", False)] * told


@pytest.mark.parametrize(("date", "is_odd"), [("0211-04-23", True), ("1921-07-23", False), ("3011-04-23", True)])
def test_a_year_that_can_hardly_be_meant_is_told(site: Site, date: str, is_odd: bool) -> None:
    problems = site.write("news/x.md", NEWS.format("").replace("2011-04-05", date)).problems()
    assert where(problems) == ([("news/x.md", 3, "odd-date")] if is_odd else [])
    assert not any(problem.is_error for problem in problems)


@pytest.mark.parametrize(
    ("path", "keys", "line"),
    [
        ("news/x.md", "title: 甲\ndate: 2011-04-05\ncolumn: practice\nupdated: 2911-01-01", 5),
        ("branches/x.md", "name: 甲\nkind: staff\nfounded: 2910-07", 4),
        ("exemplars/x.md", "name: 甲\nrole: teachers\nbranch: law\nhonours:\n  - title: 乙\n    date: 0211", 7),
        (
            "commitments/x.md",
            "title: 甲\ndate: 2011-04-05\nby: committee\nitems:\n  - promise: 乙\n    due: 2911-01-01",
            7,
        ),
    ],
)
def test_so_is_one_of_any_date_that_is_shown(site: Site, path: str, keys: str, line: int) -> None:
    problems = site.write(path, f"---\n{keys}\n---\n\n文。\n").problems()
    assert (path, line, "odd-date") in where(problems)


def test_an_event_of_the_wrong_year_is_told_once(site: Site) -> None:
    site.write("news/x.md", NEWS.format("event_date: 2012-04-04\nevent_end: 2011-04-05\n"))
    assert [code for _, _, code in where(site.problems())] == ["event-after-date"]
