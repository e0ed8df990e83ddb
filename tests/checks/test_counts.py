"""Figures that say what they count must count right."""

from __future__ import annotations

import pytest
from fixtures.sites import LAUNCH, NEWS, Site, codes, where


@pytest.mark.parametrize(("value", "right"), [("1", True), ("1.0", True), ("0", False), ("2", False), ("1.5", False)])
def test_a_figure_that_says_what_it_counts_must_count_right(site: Site, value: str, right: bool) -> None:
    site.replace("results/teaching.md", "value: 1,", f"value: {value},")
    assert where(site.problems()) == ([] if right else [("results/teaching.md", 7, "count-mismatch")])


def test_a_figure_counts_what_is_out_only(site: Site) -> None:
    site.replace(LAUNCH, "column: meetings", "column: meetings\ndraft: true")
    assert ("results/teaching.md", 7, "count-mismatch") in where(site.problems())


def test_a_preview_counts_what_will_be_published_and_no_drafts(site: Site) -> None:
    site.write("news/x.md", NEWS.format("draft: true\n"))
    assert "news/x.md" in site.content(preview=True).listed("columns/practice")
    counted = site.content(preview=True).graph.counted("2012-12-31T23:59", "news", ("columns/practice",))
    assert counted == site.content().graph.counted("2012-12-31T23:59", "news", ("columns/practice",)) != ()


def test_a_branch_that_is_not_out_can_be_counted(site: Site) -> None:
    site.write("branches/new.md", site.read("branches/retired.md").replace("---\n", "---\ndraft: true\n", 1))
    figure = "  - {name: 新, counts: {collection: news, branch: new}}\n"
    site.replace("results/teaching.md", "metrics:\n", f"metrics:\n{figure}")
    assert "link-to-hidden" not in codes(site.problems())


@pytest.mark.parametrize(
    ("old", "new"),
    [("column: meetings", "column: meeting"), ("date: 2010-05-28", "date: 2010-05-48"), ("title: ", "titel: ")],
)
def test_a_faulty_item_is_not_blamed_on_the_figure_that_counts_it(site: Site, old: str, new: str) -> None:
    assert {path for path, _, _ in where(site.replace(LAUNCH, old, new).problems())} == {LAUNCH}


@pytest.mark.parametrize(
    "counts",
    [
        "{collection: exemplars, column: practice}",
        "{collection: news, role: students}",
        "{collection: branches, pledge: service}",
    ],
)
def test_a_figure_may_not_ask_for_what_its_collection_does_not_have(site: Site, counts: str) -> None:
    site.replace("results/teaching.md", "{collection: news, column: practice}", counts)
    assert [(path, line) for path, line, _ in where(site.problems())] == [("results/teaching.md", 8)]
