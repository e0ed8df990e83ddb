"""Links that lead nowhere are told where and as they were written."""

from __future__ import annotations

import pytest
from fixtures.pictures import encoded, scene
from fixtures.sites import LAUNCH, Site, where

ITEM = "news/2010-01-01-x.md"
NEWS = "---\ntitle: 一\ndate: 2010-01-01\ncolumn: practice\n{}---\n\n第一行。\n\n{}\n"
LINE = 9
"""The line of an item's body on which the reference stands."""

FILE, LINK = "missing-file", "broken-link"


def write(site: Site, body: str, front: str = "") -> Site:
    return site.write(ITEM, NEWS.format(front, body))


@pytest.mark.parametrize(
    ("written", "code", "named"),
    [
        ("![图](none.jpg)", FILE, "找不到文件 `none.jpg`"),
        ("![图](照片%20一.jpg)", FILE, "找不到文件 `照片 一.jpg`"),
        ("[表](forms/none.docx)", FILE, "找不到文件 `forms/none.docx`"),
        (f"![图]({'长' * 86}.jpg)", FILE, "长.jpg`"),  # no file can be called so
        ("![图](Beside.png)", FILE, "是否想写 `beside.png`？"),
        ('<img src="beside.png" alt="图">', LINK, "/help/beside.png"),  # MkDocs leaves the addresses of HTML alone
        ("![图](/none.jpg)", LINK, "/none.jpg"),
        ("[页](none.html)", LINK, "/help/none.html"),
        ("[页](none/)", LINK, "/help/none/"),
        ("[页](none.html#1.2)", LINK, "/help/none.html"),
        ("[页](none/?v=1.2)", LINK, "/help/none/"),
        ("[图](besides.png#page=2)", FILE, "是否想写 `beside.png`？"),
    ],
)
def test_a_file_that_a_hand_written_page_lacks_is_named_as_it_was_written(
    site: Site, written: str, code: str, named: str
) -> None:
    site.write("../site_src/beside.png", encoded(scene(), "PNG"))
    site.write("../site_src/help.md", f"# 说明\n\n见{written}。\n")
    (problem,) = site.check()
    assert (problem.position.file, problem.position.line, problem.code) == ("site_src/help.md", 3, code)
    assert named in problem.message + problem.hint


def test_a_footnote_that_nothing_leads_to_is_told_as_one(site: Site) -> None:
    (problem,) = write(site, "甲[^1]\n\n[^1]: 用到的\n\n[^乙]: 没有用到的").check()
    assert (problem.code, problem.position.line) == ("unused-footnote", LINE + 4)
    assert "[^乙]" in problem.message
    site.page("help.md", "# 说明\n\n正文\n\n[^2]: 没有用到的\n")
    assert ("site_src/help.md", 5, "unused-footnote") in where(site.check())


def test_each_of_two_equal_broken_links_is_reported(site: Site) -> None:
    write(site, "[甲](news/lunch) [乙](#none)\n\n[甲](news/lunch) [乙](#none)")
    assert where(site.check()) == sorted(
        [(ITEM, line, code) for line in (LINE, LINE + 2) for code in ("broken-link", "broken-anchor")]
    )


def test_a_fault_of_the_navigation_is_reported_once(site: Site) -> None:
    config = site.config.read_text("utf-8")
    site.config.write_text(config.replace("  - 文件资料: documents/", "  - 文件资料: document/"), "utf-8")
    line = config[: config.index("  - 文件资料: documents/")].count("\n") + 1
    (problem,) = site.check()
    assert (str(problem.position), problem.code) == (f"mkdocs.yml:{line}:11", "broken-link")
    assert problem.hint == "是否想写 `documents/`？"


@pytest.mark.parametrize("target", ["", "news/launch", "help.md"])
def test_an_anchor_that_was_meant_is_named(site: Site, target: str) -> None:
    heading = "## 一、总则（试行）"
    site.append("news/2010-05-27-launch.md", f"\n{heading}\n").page("help.md", f"# 说明\n\n{heading}\n")
    (problem,) = write(site, f"[甲]({target}#一、总则（试行）)\n\n{heading}").check()
    assert (problem.code, problem.hint) == ("broken-anchor", "是否想写 `#一总则试行`？")


def test_an_anchor_that_the_navigation_meant_is_named(site: Site) -> None:
    site.page("overview.md", "# 概况\n\n## 目标 {#aims}\n")
    config = site.config.read_text("utf-8")
    site.config.write_text(config.replace("  - 文件资料: documents/", "  - 目标: overview/#aim"), "utf-8")
    (problem,) = (one for one in site.check() if one.position.file == "mkdocs.yml")
    assert (problem.code, problem.hint) == ("broken-anchor", "是否想写 `#aims`？")


def test_evidence_is_to_blame_and_not_the_page_that_shows_it(site: Site) -> None:
    path = "commitments/lin-commitment.md"
    site.replace(path, "state: doing", "state: kept, on: 2012-01-01, evidence: news/launch#none")
    assert where(site.check()) == [(path, site.line_of(path, "#none"), "broken-anchor")]


@pytest.mark.parametrize("written", ["../README.md", "../content/campaign.yml", "../content/news/photo.png"])
def test_a_file_outside_of_the_folder_of_pages_is_said_to_lie_there(site: Site, written: str) -> None:
    site.write("../README.md", "说明").write("news/photo.png", encoded(scene(), "PNG"))
    site.write("../site_src/help.md", f"# 说明\n\n见[文件]({written})。\n")
    (problem,) = site.check()
    assert (problem.position.line, problem.code) == (3, "outside-content")
    assert problem.message == f"`{written}` 在 site_src/ 之外，不会发布"


def test_a_hand_written_page_may_name_the_file_of_an_item(site: Site) -> None:
    site.write("../site_src/help.md", f"# 说明\n\n见[动员会](../content/{LAUNCH})。\n")
    assert site.check() == ()
