"""Pages of items: a branch has its portrait on the first, and its archive goes on over numbered ones."""

from __future__ import annotations

import pytest
from fixtures.sites import Site
from selectolax.lexbor import LexborHTMLParser

from cxzy_build.pages.item_pages import ItemPages
from cxzy_build.pages.item_parts import ItemParts

ARCHIVE = "branches/law-staff/page/1/index.html"


@pytest.fixture
def long_archive(site: Site) -> Site:
    for number in range(45):
        front = f"title: 稿{number}\ndate: 2011-03-{number % 28 + 1:02d}\ncolumn: practice\nbranch: law-staff"
        site.write(f"news/n{number}.md", f"---\n{front}\n---\n\n文。\n")
    return site


def test_a_numbered_page_of_a_branch_is_its_archive_alone(long_archive: Site) -> None:
    long_archive.build()
    first = LexborHTMLParser((long_archive.site_dir / "branches/law-staff/index.html").read_text("utf-8"))
    page = LexborHTMLParser((long_archive.site_dir / ARCHIVE).read_text("utf-8"))
    assert first.css_first(".cx-profile")
    assert page.css_first(".cx-profile") is None
    assert [node.text() for node in page.css("h1")] == ["法学教工党支部（档案第1页）"]
    assert page.css_first(".cx-timeline h2")
    assert len(page.css(".cx-timeline .cx-line")) == 20
    assert page.css_first('a[href$="branches/law-staff/"]')


def test_what_a_branch_writes_is_on_its_first_page_alone(long_archive: Site) -> None:
    lookup = long_archive.content().lookup()
    pages = ItemPages(ItemParts(lookup))
    page = pages.branch_archive_page("branches/law-staff/", 1)
    page.view()
    asked = {kind for kind, about, *_ in lookup.log.take() if about == "branches/law-staff/"}
    assert asked == {"page", "teaser"}
    pages.branch_page("branches/law-staff/")
    assert ("item", "branches/law-staff/") in lookup.log.take()


def test_dates_of_which_only_a_part_is_known_are_told_to_machines_too(site: Site) -> None:
    site.write(
        "branches/new.md",
        "---\nname: 新支部\nkind: staff\nfounded: 2009-07\n"
        "honours: [{title: 先进, issuer: 学校党委, date: 2011}, {title: 先进集体}]\n---\n",
    ).build()
    page = LexborHTMLParser((site.site_dir / "branches/new/index.html").read_text("utf-8"))
    told = [(node.attributes["datetime"], node.text()) for node in page.css(".cx-facts time, .cx-honours time")]
    assert told == [("2009-07", "2009年7月"), ("2011", "2011年")]
    assert [node.text() for node in page.css(".cx-honours li")] == ["先进 学校党委，2011年", "先进集体"]


def test_a_branch_without_a_record_says_so_once(site: Site) -> None:
    site.write("branches/new.md", "---\nname: 新支部\nkind: staff\n---\n").build()
    page = LexborHTMLParser((site.site_dir / "branches/new/index.html").read_text("utf-8"))
    assert [node.text() for node in page.css(".cx-band .cx-empty")] == ["这个支部还没有留下记录。"]
    assert page.css(".cx-title small, .cx-body") == []
