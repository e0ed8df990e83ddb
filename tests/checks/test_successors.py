"""Documents that replace one another."""

from __future__ import annotations

from fixtures.sites import Site, where


def test_a_document_may_not_replace_itself(site: Site) -> None:
    site.replace("documents/plan/index.md", "kind: plan", "kind: plan\nreplaced_by: plan")
    assert [(path, line) for path, line, _ in where(site.problems())] == [("documents/plan/index.md", 5)]


def test_documents_that_replace_one_another_are_told_once(site: Site) -> None:
    document = "---\ntitle: 甲\ndate: 2011-04-{:02}\nkind: bulletin\nreplaced_by: {}\n---\n\n文。\n"
    for day, (slug, successor) in enumerate([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "d")], 1):
        site.write(f"documents/{slug}.md", document.format(day, successor))
    assert where(site.problems()) == [("documents/c.md", 5, "bad-value")]
