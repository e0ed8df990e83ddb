"""Ids that items name must be there, and a near one is proposed."""

from __future__ import annotations

import pytest
from fixtures.sites import LAUNCH, NEWS, Site, where

DANGLING = [
    (LAUNCH, "[law-staff, law-students]", "[law-staff, law-student]", 6, "law-students"),
    (LAUNCH, "[law-staff, law-students]", "law-stuff", 6, "law-staff"),
    (LAUNCH, "column: meetings", "column: meeting", 5, "meetings"),
    (LAUNCH, "[ability]", "[abilities]", 7, "ability"),
    (LAUNCH, "[central-work]", "[center-work]", 8, "central-work"),
    (LAUNCH, "column: meetings", "column: meetings\nphase: mobilize", 6, "mobilise"),
    ("exemplars/lin.md", "role: teachers", "role: teacher", 3, "teachers"),
    ("exemplars/lin.md", "branch: law-staff", "branch: law_staff", 4, "law-staff"),
    ("results/teaching.md", "kind: teaching", "kind: teachings", 4, "teaching"),
    ("results/teaching.md", "column: practice}", "column: practise}", 8, "practice"),
    ("results/teaching.md", "{collection: news, column: practice}", "{collection: news, branch: retird}", 8, "retired"),
    ("results/teaching.md", "{collection: news, column: practice}", "{collection: news, phase: striv}", 8, "strive"),
    ("results/teaching.md", "{collection: news, column: practice}", "{collection: news, pledge: servic}", 8, "service"),
    (
        "results/teaching.md",
        "{collection: news, column: practice}",
        "{collection: exemplars, role: student}",
        8,
        "students",
    ),
    ("documents/plan/index.md", "kind: plan", "kind: plans", 4, "plan"),
    ("documents/plan/index.md", "kind: plan", "kind: plan\nreplaced_by: bulletin-2", 5, "bulletin-1"),
    ("documents/plan/index.md", "kind: plan", "kind: plan\nreplaced_by: documents/bulletin", 5, "bulletin-1"),
    ("commitments/lin-commitment.md", "exemplar: lin", "exemplar: linn", 4, "lin"),
    ("commitments/lin-commitment.md", "exemplar: lin", "branch: law-stuff", 4, "law-staff"),
]


@pytest.mark.parametrize(("path", "old", "new", "line", "near"), DANGLING)
def test_an_unknown_id_is_one_error_with_the_nearest_known_one(
    site: Site, path: str, old: str, new: str, line: int, near: str
) -> None:
    problems = site.replace(path, old, new).problems()
    assert where(problems) == [(path, line, "unknown-id")]
    assert f"`{near}`" in problems[0].hint


def test_an_id_that_is_near_to_none_is_answered_with_those_there_are(site: Site) -> None:
    (problem,) = site.replace(LAUNCH, "column: meetings", "column: zzz").problems()
    assert "`meetings`" in problem.hint
    assert "`practice`" in problem.hint


def test_a_name_in_the_place_of_an_id_is_answered_with_the_id(site: Site) -> None:
    (problem,) = site.replace(LAUNCH, "column: meetings", "column: 争创实践").problems()
    assert "`practice`" in problem.hint
    assert "名称" in problem.hint


@pytest.mark.parametrize("written", ["法学教工党支部", "法学教工支部"])
def test_so_is_a_branch_by_its_name(site: Site, written: str) -> None:
    site.write("news/x.md", NEWS.format(f"branch: {written}\n"))
    (problem,) = site.problems()
    assert problem.code == "unknown-id"
    assert "`law-staff`" in problem.hint


@pytest.mark.parametrize("written", ["第一阶段", "1", "学习动员"])
def test_so_is_a_phase_by_its_number(site: Site, written: str) -> None:
    site.write("news/x.md", NEWS.format(f"phase: {written}\n"))
    (problem,) = site.problems()
    assert "`mobilise`" in problem.hint


def test_names_in_a_list_are_answered_with_all_their_ids(site: Site) -> None:
    site.write("news/x.md", NEWS.format("branch: 法学教工党支部、离退休党支部\n"))
    (problem,) = site.problems()
    assert problem.hint.endswith("`[law-staff, retired]`")


@pytest.mark.parametrize("written", ["[law-staff，retired]", "law-staff, retired", "[law-staff、retired]"])
def test_ids_that_are_not_parted_as_a_list_are_shown_as_one(site: Site, written: str) -> None:
    site.write("news/x.md", NEWS.format(f"branch: {written}\n"))
    (problem,) = site.problems()
    assert problem.code == "unknown-id"
    assert "`[law-staff, retired]`" in problem.hint


def test_an_id_with_something_in_it_that_nobody_sees_is_told_from_the_one_meant(site: Site) -> None:
    site.write("news/x.md", NEWS.format('branch: "law-staff\u200b"\n'))
    (problem,) = site.problems()
    assert "“law-staff”，里面有看不见的字符" in problem.message
    assert "`law-staff`" in problem.hint


def test_items_that_are_not_out_are_checked_too(site: Site) -> None:
    site.write("news/x.md", NEWS.format("draft: true\nbranch: nobody\n"))
    assert where(site.problems()) == [("news/x.md", 6, "unknown-id")]


@pytest.mark.parametrize(
    ("path", "old", "new", "named", "line"),
    [
        ("commitments/lin-commitment.md", "by: {exemplar: lin}", "by: {exemplar: lin}", "exemplars/lin.md", 4),
        ("documents/plan/index.md", "kind: plan", "kind: plan\nreplaced_by: bulletin-1", "documents/bulletin-1.md", 5),
        (LAUNCH, "[law-staff, law-students]", "[law-staff, retired]", "branches/retired.md", 6),
    ],
)
def test_an_item_named_that_is_not_out_is_a_warning_until_it_is(
    site: Site, path: str, old: str, new: str, named: str, line: int
) -> None:
    site.replace(path, old, new)
    published = site.read(named)
    site.write(named, published.replace("---\n", "---\ndraft: true\n", 1))
    found = [one for one in where(site.problems()) if one[0] == path]
    assert found == [(path, line, "link-to-hidden")]
    assert not site.write(named, published).problems()


def test_an_item_named_that_has_expired_is_said_to_have(site: Site) -> None:
    site.replace("documents/plan/index.md", "kind: plan", "kind: plan\nreplaced_by: bulletin-1")
    site.replace("documents/bulletin-1.md", "kind: bulletin", "kind: bulletin\nexpire_on: 2012-10-01")
    told = [one for one in site.problems("2012-10-02") if "plan" in one.position.file]
    assert [(one.code, "到 2012-10-01 为止" in one.message, "`expire_on`" in one.hint) for one in told] == [
        ("link-to-hidden", True, True)
    ]
    assert not [one for one in site.problems("2012-10-01") if one.code == "link-to-hidden"]
