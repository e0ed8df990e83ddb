"""Days of mourning: grey on those days whenever the site was built, and at no other time."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fixtures.sites import Site, make_site, where
from playwright.sync_api import Browser
from support.browser import Visitor, watched_page
from support.server import serve_under

DAYS = "\nmourning:\n  - {from: 2030-04-04, until: 2030-04-05}\n  - {from: 2031-01-01 10:00, until: 2031-01-01 12:00}\n"


def _medium(site: Site, page: str) -> list[str]:
    html = (site.site_dir / page).read_text("utf-8")
    return re.findall(r'<link rel="stylesheet" href="[^"]*mourning\.css" media="([^"]*)"', html)


@pytest.mark.parametrize(
    ("now", "medium"),
    [("2030-04-03", "not all"), ("2030-04-04 00:00", "all"), ("2030-04-05", "all"), ("2031-01-01 12:01", "not all")],
)
def test_pages_are_grey_without_scripts_if_built_on_those_days(site: Site, now: str, medium: str) -> None:
    site.append("campaign.yml", DAYS).build(now=now)
    assert [_medium(site, page) for page in ("index.html", "overview/index.html", "404.html")] == [[medium]] * 3


def test_pages_know_nothing_of_mourning_where_none_is_configured(demo: Site) -> None:
    assert "mourning" not in (demo.site_dir / "index.html").read_text("utf-8")


def test_days_that_end_before_they_begin_are_a_slip(site: Site) -> None:
    site.append("campaign.yml", "\nmourning:\n  - {from: 2030-04-05, until: 2030-04-04}\n")
    assert where(site.problems()) == [("campaign.yml", site.line_of("campaign.yml", "  - {from: 2030"), "bad-date")]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = make_site(tmp_path_factory.mktemp("mourning") / "root")
    site.append("campaign.yml", DAYS).build(now="2030-04-04")
    with serve_under(site.site_dir, "/cxzy/") as base:
        yield base


@pytest.mark.parametrize(
    ("moment", "grey"),
    [
        ("2030-04-03T15:59:59Z", False),
        ("2030-04-03T16:00:00Z", True),  # midnight in Shanghai
        ("2030-04-05T15:59:59Z", True),
        ("2030-04-05T16:00:00Z", False),
        ("2031-01-01T03:00:00Z", True),
        ("2031-01-01T04:01:00Z", False),
    ],
)
def test_the_day_of_reading_decides_wherever_the_reader_is(
    browser: Browser, address: str, moment: str, grey: bool
) -> None:
    with watched_page(browser, address, Visitor(width=1280)) as watched:
        watched.page.clock.set_fixed_time(moment)
        watched.goto("news/")
        assert watched.problems() == []
        found = watched.page.evaluate("getComputedStyle(document.documentElement).filter")
        assert (found == "grayscale(1)") is grey


def test_what_sticks_still_sticks_in_grey(browser: Browser, address: str) -> None:
    with watched_page(browser, address, Visitor(width=1280)) as watched:
        watched.page.clock.set_fixed_time("2030-04-04T04:00:00Z")
        page = watched.goto("")
        page.evaluate("""() => {
          document.body.style.minHeight = "300vh";
          document.body.insertAdjacentHTML("beforeend", "<i id=fixed style='position:fixed;bottom:0;left:0'>x</i>");
          document.body.insertAdjacentHTML("beforeend", "<dialog style='color:red'>红</dialog>");
          document.querySelector("dialog").showModal();
        }""")
        page.mouse.wheel(0, 900)
        page.wait_for_function("scrollY > 500")
        place = page.locator("#fixed").bounding_box()
        assert place
        assert place["y"] + place["height"] == page.viewport_size["height"]  # type: ignore[index]
        assert page.locator(".md-tabs").bounding_box()["y"] == 0  # type: ignore[index]
        assert page.evaluate("getComputedStyle(document.querySelector('dialog')).filter") == "grayscale(1)"
