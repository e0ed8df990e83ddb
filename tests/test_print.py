"""What comes out of the printer: every kind of page on A4, with its content and without the screen's furniture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fixtures.sites import Site, make_site
from playwright.sync_api import Browser
from support.browser import watched_page
from support.kinds import KINDS
from support.print import furniture, printed
from support.server import serve_under

LETTERS_PER_SHEET = 300
"""A sheet of print holds three times as many; lists with pictures less."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_can_be_printed(browser: Browser, address: str, kind: str) -> None:
    with watched_page(browser, address) as watched:
        page = watched.goto(KINDS[kind])
        title = "".join(page.locator("h1").inner_text().split())
        around, pictures = furniture(page), page.locator("main img").count()
        sheets = printed(page)
    text = "".join(sheets)
    assert title in text
    assert around
    assert [words for words in around if words in text] == []
    assert [sheet[-9:] for number, sheet in enumerate(sheets, 1) if f"{number}/{len(sheets)}" not in sheet] == []
    assert [sheet for sheet in sheets if not re.sub(r"\d+/\d+", "", sheet) and not pictures] == []
    assert len(sheets) <= 2 + len(text) / LETTERS_PER_SHEET + pictures / 3


def test_links_to_other_sites_are_written_out(browser: Browser, tmp_path: Path) -> None:
    site = make_site(tmp_path / "site-root")
    site.append("results/teaching.md", "\n见[学校主页](https://www.example.edu.cn/paper/)。\n")
    site.build()
    with serve_under(site.site_dir, "/cxzy/") as base, watched_page(browser, base) as watched:
        text = "".join(printed(watched.goto("results/teaching/")))
    assert "学校主页（https://www.example.edu.cn/paper/）" in text


def test_hits_are_printed_with_the_question_and_without_addresses(browser: Browser, address: str) -> None:
    with watched_page(browser, address) as watched:
        page = watched.goto("search/?q=讲课比赛 -培训")
        page.wait_for_selector("#search-count[data-count]")
        text = "".join(printed(page))
        empty = "".join(printed(watched.goto("search/")))
    assert "讲课比赛-培训" in text
    assert "http" not in text
    assert "搜标题和正文" not in empty


def test_what_has_a_heading_and_no_more_leaves_no_sheet_empty(browser: Browser, site: Site) -> None:
    """A heading at a card's end would hold each shelf to the next, and all to what comes last."""
    site.replace("campaign.yml", "roles:\n", "roles:\n  - {id: leaders, name: 干部}\n  - {id: staff, name: 职员}\n")
    for number in range(12):
        role = ("leaders", "staff", "students")[number % 3]
        site.write(f"exemplars/p{number}.md", f"---\nname: 丁示例\nrole: {role}\nbranch: law-staff\n---\n")
    site.build()
    with serve_under(site.site_dir, "/cxzy/") as base, watched_page(browser, base) as watched:
        first = printed(watched.goto("exemplars/"))[0]
    assert "丁示例" in first


def test_a_long_table_begins_where_it_stands_and_says_on_each_sheet_what_it_is(browser: Browser, site: Site) -> None:
    rows = "".join(f"| {number} | 事项{number} |\n" for number in range(90))
    site.append("results/teaching.md", f"\n逐项列出[^1]。\n\n| 序号 | 事项 |\n| - | - |\n{rows}\n[^1]: 注文。\n")
    site.build()
    with serve_under(site.site_dir, "/cxzy/") as base, watched_page(browser, base) as watched:
        sheets = printed(watched.goto("results/teaching/"))
    with_rows = [sheet for sheet in sheets if re.search(r"\d事项\d", sheet)]
    assert "事项0" in sheets[0]
    assert len(with_rows) > 2
    assert all("序号事项" in sheet for sheet in with_rows)
    assert [sheet for sheet in sheets if "↩" in sheet] == []
