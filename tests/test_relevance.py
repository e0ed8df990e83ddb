"""What readers ask, and what they are shown: counts as a scan of the published text gives them; what comes first."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fixtures.sites import Site
from playwright.sync_api import Browser, Page
from support.browser import watched_page
from support.questions import QUESTIONS, base_of, piece_of
from support.scanning import Scanned, answers, scan
from support.server import serve_under

from bench.corpus import write_ours

ITEMS = 700
"""So many that some grams occur often, and longer ones are listed."""


@dataclass(frozen=True)
class Library:
    """A published site and what a scan of it gives."""

    address: str
    items: list[Scanned]


def library(site: Path, content: Path, base: str) -> list[Scanned]:
    items = scan(site, content, base)
    assert len(items) == len({one.address for one in items})
    return items


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    root = tmp_path_factory.mktemp("generated")
    write_ours(root, ITEMS)
    site = Site(root)
    site.build()
    with serve_under(site.site_dir, "/cxzy/") as address:
        yield Library(address, library(site.site_dir, site.content_dir, base_of(site)))


@pytest.fixture(scope="module")
def demonstration(demo: Site) -> Iterator[Library]:
    with serve_under(demo.site_dir, "/cxzy/") as address:
        yield Library(address, library(demo.site_dir, demo.content_dir, base_of(demo)))


@pytest.fixture(params=["demonstration", "generated"])
def asked(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, list[Scanned]]]:
    held: Library = request.getfixturevalue(request.param)
    with watched_page(browser, held.address) as watched:
        yield watched.goto("search/"), held.items
        assert watched.problems() == []


def count(page: Page, question: str) -> int:
    """How many are found, once that is known."""
    page.evaluate("document.querySelector('#search-count').removeAttribute('data-count')")
    page.locator("#search-field").fill("")
    page.locator("#search-field").fill(question)
    page.wait_for_selector("#search-count[data-count]")
    return int(page.locator("#search-count").get_attribute("data-count") or -1)


def first(page: Page) -> str:
    """The text of the first hit's link."""
    return page.locator("#search-results > li").first.locator("a").first.inner_text()


def test_counts_are_those_of_a_scan(asked: tuple[Page, list[Scanned]]) -> None:
    page, items = asked
    assert len(QUESTIONS) >= 60
    found = {question: count(page, question) for question in QUESTIONS}
    assert found == {question: len(answers(items, question)) for question in QUESTIONS}


def test_so_are_those_of_random_pieces_of_text(asked: tuple[Page, list[Scanned]]) -> None:
    page, items = asked
    dice = random.Random(3)
    pieces = {piece_of(dice, items) for _ in range(40)}
    found = {question: count(page, question) for question in (f'"{piece}"' for piece in sorted(pieces))}
    assert found == {question: len(answers(items, question)) for question in found}


def test_a_title_finds_its_item_first(asked: tuple[Page, list[Scanned]]) -> None:
    page, items = asked
    titles = [one.title for one in items]
    once = [title for title in titles if titles.count(title) == 1]
    within_others = [title for title in once if sum(title in other for other in titles) > 3]
    for title in (*random.Random(5).sample(once, 25), *within_others[:15]):
        count(page, title)
        assert first(page) == title


def test_samples_are_marked(demonstration: Library, browser: Browser) -> None:
    with watched_page(browser, demonstration.address) as watched:
        page = watched.goto("search/")
        count(page, "青年教师讲课比赛：一堂课，三轮磨")
        assert page.locator("#search-results > li").first.locator(".cx-mark").inner_text() == "示例"
        count(page, "教育部")
        real = page.locator("#search-results > li").filter(has=page.locator("a[href*='ministry-video-meeting']"))
        assert real.count() == 1
        assert not real.locator(".cx-mark").count()
