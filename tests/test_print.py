"""What comes out of the printer: every kind of page on A4, with its content and without the screen's furniture."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fixtures.sites import make_site
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
