"""Word files among the items."""

from __future__ import annotations

import pytest
from fixtures.documents import DOCUMENT
from fixtures.sites import Site

ITEM = "---\ntitle: 甲\ndate: 2012-12-01\ncolumn: meetings\ndraft: {}\n---\n\n[表](form.docx)\n"
PLACE = "news/2012-12-01-form"


@pytest.mark.parametrize("name", ["news/稿子.docx", "exemplars/张.DOC", "news/2012/x.txt", "results/y.wps"])
def test_one_that_nothing_refers_to_is_told(site: Site, name: str) -> None:
    (problem,) = site.write(name, b"PK\x03\x04").problems()
    assert (problem.position.file, problem.code, problem.is_error) == (f"content/{name}", "not-read", False)
    assert "粘贴到新建的 .md 文件里" in problem.hint


@pytest.mark.parametrize("draft", ["true", "false"])
def test_one_that_an_item_has_is_an_attachment(site: Site, draft: str) -> None:
    site.write(f"{PLACE}/index.md", ITEM.format(draft)).write(f"{PLACE}/form.docx", DOCUMENT)
    assert site.problems() == ()


def test_one_outside_of_the_collections_is_nobodys(site: Site) -> None:
    assert site.write("说明.txt", "给同事看的").problems() == ()


@pytest.mark.parametrize(
    ("front", "body", "is_told"),
    [
        ("colunm: meetings", "文。", True),
        ("colunm: meetings\nattachments:\n  - {fiel: form.docx}", "文。", False),
        ("column：meetings\nattachments: [{file: form.docx}]", "文。", False),
        ("column: meetings", "[表](fomr.docx)", False),
        ("column: meetings", "[支部](../../branches/none.md)", True),
        ("column: meetings", "[表](form.docx)[支部](../../branches/none.md)", False),
    ],
)
def test_one_that_an_item_with_an_error_may_have_waits(site: Site, front: str, body: str, is_told: bool) -> None:
    site.write(f"{PLACE}/index.md", f"---\ntitle: 甲\ndate: 2012-12-01\n{front}\n---\n\n{body}\n")
    site.write(f"{PLACE}/form.docx", DOCUMENT).write("results/稿.docx", DOCUMENT)
    problems = site.problems()
    assert any(one.is_error for one in problems)
    told = [one.position.file for one in problems if one.code == "not-read"]
    assert told == [f"content/{PLACE}/form.docx"] * is_told + ["content/results/稿.docx"]


def test_one_named_in_an_encoding_that_is_not_read_waits(site: Site) -> None:
    site.write(f"{PLACE}.md", "---\ntitle: 甲\n---\n[表](表格.docx)".encode("gb18030"))
    site.write("news/表格.docx", DOCUMENT).write("news/稿.docx", DOCUMENT)
    told = [one.position.file for one in site.problems() if one.code == "not-read"]
    assert told == ["content/news/稿.docx"]


def test_it_is_told_at_every_build_until_it_is_gone(site: Site) -> None:
    site.write(f"{PLACE}/index.md", ITEM.format("false")).write(f"{PLACE}/form.docx", DOCUMENT)
    assert site.build().problems == ()
    site.replace(f"{PLACE}/index.md", "[表](form.docx)", "没有表了。")
    for _ in range(2):
        assert [problem.code for problem in site.build().problems] == ["not-read"]
    site.append(f"{PLACE}/index.md", "\n又一段。\n")
    assert [problem.code for problem in site.build().problems] == ["not-read"]
    site.delete(f"{PLACE}/form.docx")
    assert site.build().problems == ()
