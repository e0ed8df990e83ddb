"""Pages hold content that nobody looked at while they were laid out: too much of it, and none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fixtures.sites import Site
from fixtures.variants import BUSY_KINDS, busy, empty
from playwright.sync_api import Browser
from support.browser import Visitor, axe_violations, hold_still, overflow_problems, watched_page
from support.kinds import file_of
from support.server import serve_under
from support.structure import structure_problems

EMPTY_KINDS = (
    "", "news/", "news/columns/", "news/columns/study/", "exemplars/", "exemplars/roles/teachers/", "results/",
    "phases/", "phases/strive/", "branches/", "commitments/", "documents/", "pledges/service/", "tags/", "archive/",
    "showcase/", "sitemap/", "search/", "search/?q=学习",
)  # fmt: skip
"""Pages that there are before there is anything to show on them."""


@pytest.fixture(scope="module")
def busy_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = busy(tmp_path_factory.mktemp("busy") / "project")
    site.build()
    return site


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = empty(tmp_path_factory.mktemp("empty") / "project")
    site.build()
    return site


@pytest.fixture(scope="module")
def busy_address(busy_site: Site) -> Iterator[str]:
    with serve_under(busy_site.site_dir, "/cxzy/") as base:
        yield base


@pytest.fixture(scope="module")
def empty_address(empty_site: Site) -> Iterator[str]:
    with serve_under(empty_site.site_dir, "/cxzy/") as base:
        yield base


@pytest.mark.parametrize("kind", BUSY_KINDS)
def test_a_page_holds_too_much(browser: Browser, busy_address: str, kind: str) -> None:
    assert _problems(browser, busy_address, BUSY_KINDS[kind]) == {}


@pytest.mark.parametrize("path", EMPTY_KINDS)
def test_a_page_holds_nothing(browser: Browser, empty_address: str, path: str) -> None:
    assert _problems(browser, empty_address, path) == {}


@pytest.mark.parametrize("name", ["busy_site", "empty_site"])
def test_the_markup_is_sound_whatever_there_is(request: pytest.FixtureRequest, name: str) -> None:
    site: Site = request.getfixturevalue(name)
    paths = {*BUSY_KINDS.values(), *EMPTY_KINDS}
    files = [site.site_dir / file_of(path) for path in sorted(paths) if (site.site_dir / file_of(path)).is_file()]
    found = {str(file): structure_problems(file.read_text("utf-8")) for file in files}
    assert {file: problems for file, problems in found.items() if problems} == {}
    assert len(found) > 15


def _problems(browser: Browser, address: str, path: str) -> dict[str, list[str]]:
    """Of a page on a phone, and whether it fits on a desk."""
    with watched_page(browser, address, Visitor(width=360)) as watched:
        page = watched.goto(path)
        hold_still(page)
        found = {"phone": overflow_problems(page), "axe": axe_violations(page), "requests": watched.problems()}
        page.set_viewport_size({"width": 1440, "height": 900})
        found["desk"] = overflow_problems(page)
    return {name: problems for name, problems in found.items() if problems}


@pytest.mark.parametrize("question", ["学", "学习", "“学习党员支部”", "-学习"])
def test_a_search_where_there_is_nothing(browser: Browser, empty_address: str, question: str) -> None:
    with watched_page(browser, empty_address) as watched:
        page = watched.goto("search/")
        page.locator("#search-field").fill(question)
        page.wait_for_selector("#search-count[data-count='0']")
        page.locator("#search-none + p").wait_for()
        assert watched.problems() == []


@pytest.mark.parametrize("width", [360, 1280])
def test_hits_hold_too_much(browser: Browser, busy_address: str, width: int) -> None:
    with watched_page(browser, busy_address, Visitor(width=width)) as watched:
        page = watched.goto("search/?q=的")
        page.wait_for_selector("#search-count[data-count]")
        page.locator("#search-filters a").first.wait_for(state="attached")
        page.eval_on_selector("#search-filters", "(filters) => { filters.open = true }")
        assert overflow_problems(page) + axe_violations(page) == []
        page.locator("#search-field").fill(page.locator("#search-results h2").first.inner_text()[:2])
        page.get_by_role("option").first.wait_for()
        assert overflow_problems(page) + axe_violations(page) == []
