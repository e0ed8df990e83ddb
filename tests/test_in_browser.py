"""The published site in a real browser: every kind of page, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fixtures.sites import Site
from playwright.sync_api import Browser
from support.browser import Visitor, axe_violations, chromium, has_horizontal_overflow, watched_page
from support.server import serve_under

PAGES = (
    "",
    "news/",
    "news/page/1/",
    "news/2010/",
    "news/columns/meetings/",
    "news/2010/12/young-teachers-contest/",
    "news/2010/08/joint-meeting/",
    "exemplars/",
    "exemplars/lin-shili/",
    "results/",
    "results/teaching-contest/",
    "phases/",
    "phases/strive/",
    "branches/",
    "branches/law-staff/",
    "commitments/",
    "commitments/committee-commitment/",
    "documents/",
    "documents/bulletin-1/",
    "archive/",
    "archive/2011/",
    "tags/",
    "showcase/",
    "sitemap/",
    "overview/",
    "standards/",
    "404.html",
)
"""One of every kind."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def address(demo: Site) -> Iterator[str]:
    with serve_under(demo.site_dir, "/cxzy/") as base:
        yield base


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_a_page_is_sound(browser: Browser, address: str, page: str, width: int, scheme: str) -> None:
    with watched_page(browser, address, Visitor(width=width, color_scheme=scheme)) as watched:  # type: ignore[arg-type]
        watched.goto(page)
        assert watched.problems() == []
        assert not has_horizontal_overflow(watched.page)
        assert axe_violations(watched.page) == []


@pytest.mark.parametrize("page", ["", "news/2010/12/young-teachers-contest/", "branches/law-staff/"])
def test_a_page_can_be_read_without_scripts(browser: Browser, address: str, page: str) -> None:
    with watched_page(browser, address, Visitor(width=768, javascript=False)) as watched:
        watched.goto(page)
        assert watched.problems() == []
        assert watched.page.locator("h1").is_visible()
        assert watched.page.locator("#content").inner_text().strip()
        assert not has_horizontal_overflow(watched.page)


def test_the_drawer_leads_to_every_section_on_a_phone(browser: Browser, address: str) -> None:
    with watched_page(browser, address, Visitor(width=360)) as watched:
        watched.goto("")
        watched.page.get_by_role("button", name="导航菜单").click()
        watched.page.locator(".md-nav--primary >> text=新闻动态").first.click()
        watched.page.wait_for_url("**/news/")
        assert watched.page.locator("h1").inner_text() == "新闻动态"
