"""The published site in a real browser: every kind of page, on a phone, a tablet and a desk, in every colour scheme."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fixtures.sites import Site
from playwright.sync_api import Browser
from support.browser import (
    DARK,
    Visitor,
    WatchedPage,
    axe_color_violations,
    axe_violations,
    darkened,
    hold_still,
    marked,
    overflow_problems,
    watched_page,
)
from support.keyboard import keyboard_problems
from support.kinds import KINDS, MAIN_KINDS
from support.scriptless import scriptless_problems
from support.server import serve_under
from support.spacing import spacing_problems
from support.weight import CODE, FIRST_VISIT, first_visit

Check = Callable[[WatchedPage], list[str]]


def _fits(watched: WatchedPage) -> list[str]:
    return overflow_problems(watched.page)


def _bears_zoom(watched: WatchedPage) -> list[str]:
    """320 px are a window of 1280 px at 400 % (WCAG 2.2, 1.4.10)."""
    size = watched.page.viewport_size
    assert size
    watched.page.set_viewport_size({"width": 320, "height": 640})
    found = overflow_problems(watched.page)
    watched.page.set_viewport_size(size)
    return found


def _bears_spacing(watched: WatchedPage) -> list[str]:
    return spacing_problems(watched.page)


def _is_accessible(watched: WatchedPage) -> list[str]:
    return axe_violations(watched.page)


def _is_legible_in_the_dark(watched: WatchedPage) -> list[str]:
    with darkened(watched.page):
        return axe_color_violations(watched.page)


def _is_legible_in_high_contrast(watched: WatchedPage) -> list[str]:
    with marked(watched.page, cxContrast="high"):
        return axe_color_violations(watched.page)


def _bears_the_largest_letters(watched: WatchedPage) -> list[str]:
    with marked(watched.page, cxSize="150", cxSpacing="wide"):
        return overflow_problems(watched.page)


def _works_by_keyboard(watched: WatchedPage) -> list[str]:
    return keyboard_problems(watched.page)


def _asks_for_nothing_amiss(watched: WatchedPage) -> list[str]:
    """Nothing logged, nothing that failed, nothing from elsewhere: asked last, when all is quiet."""
    watched.page.wait_for_load_state("networkidle")
    return watched.problems()


COLOURS = (_is_legible_in_the_dark, _is_legible_in_high_contrast)
PHONE = (_fits, _bears_zoom, _bears_the_largest_letters, _bears_spacing, _is_accessible, *COLOURS, _works_by_keyboard)
TABLET = (_fits, _bears_spacing)
DESK = (_fits, _bears_spacing, _is_accessible, *COLOURS, _works_by_keyboard)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("width", "checks"), [(360, PHONE), (768, TABLET), (1440, DESK)], ids=["360", "768", "1440"])
def test_a_page_is_sound(browser: Browser, address: str, kind: str, width: int, checks: tuple[Check, ...]) -> None:
    """All that is wrong with a page at one width, from one load of it."""
    with watched_page(browser, address, Visitor(width=width)) as watched:
        hold_still(watched.goto(KINDS[kind]))
        found = {check.__name__: check(watched) for check in (*checks, _asks_for_nothing_amiss)}
    assert {name: problems for name, problems in found.items() if problems} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_can_be_read_without_scripts(browser: Browser, address: str, kind: str) -> None:
    with (
        watched_page(browser, address, Visitor(width=1440, javascript=False)) as plain,
        watched_page(browser, address, Visitor(width=1440)) as scripted,
    ):
        found = scriptless_problems(plain.goto(KINDS[kind]), scripted.goto(KINDS[kind]))
        assert found + plain.problems() + overflow_problems(plain.page) == []


def test_a_reader_who_prefers_the_dark_gets_it(browser: Browser, address: str) -> None:
    with watched_page(browser, address, Visitor(color_scheme="dark")) as watched:
        assert watched.goto().locator("body").get_attribute("data-md-color-scheme") == DARK


@pytest.mark.parametrize("kind", MAIN_KINDS)
def test_a_first_visit_is_light(browser: Browser, demo: Site, kind: str) -> None:
    with serve_under(demo.site_dir, "/cxzy/", compress=True) as base:
        files = first_visit(browser, base, KINDS[kind])
    code = {file.address: file.size for file in files if file.kind in CODE}
    assert len(code) > 2
    assert sum(code.values()) <= FIRST_VISIT, code


def test_the_drawer_leads_to_every_section_on_a_phone(browser: Browser, address: str) -> None:
    with watched_page(browser, address, Visitor(width=360)) as watched:
        watched.goto("")
        watched.page.get_by_role("button", name="导航菜单").click()
        watched.page.locator(".md-nav--primary >> text=新闻动态").first.click()
        watched.page.wait_for_url("**/news/")
        assert watched.page.locator("h1").inner_text() == "新闻动态"


def test_an_old_address_leads_on_in_a_folder_too(demo: Site, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{demo.site_dir.as_uri()}/news/lei-feng-2011/index.html")
    page.wait_for_url(f"{demo.site_dir.as_uri()}/news/2011/03/lei-feng-volunteers/index.html")
    assert "雷锋" in page.title()
    page.close()
