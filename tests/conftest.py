"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import hypothesis
import pytest
from fixtures.sites import Site, copy_of_project, make_site
from fixtures.warm import Warm, folder_in_memory
from playwright.sync_api import Browser
from support.browser import Visitor, WatchedPage, chromium, watched_page
from support.server import serve_under


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small valid site of its own for one test."""
    return make_site(tmp_path / "site-root")


@pytest.fixture
def new_site(tmp_path: Path) -> Callable[[str], Site]:
    """Makes valid sites in folders of the names given, for tests that compare several."""
    return lambda name: make_site(tmp_path / name)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="run long soaks: many more random cases of each kind")


def pytest_configure(config: pytest.Config) -> None:
    """Property tests try a seeded sample of cases, the same at every run; a soak many more, always new."""
    hypothesis.settings.register_profile("sample", derandomize=True, deadline=None, database=None)
    hypothesis.settings.register_profile("soak", max_examples=3000, deadline=None, database=None)
    hypothesis.settings.load_profile("soak" if config.getoption("--soak") else "sample")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A soak leaves out what it would not try more of."""
    if config.getoption("--soak"):
        config.hook.pytest_deselected(items=[one for one in items if not _is_random(one)])
        items[:] = filter(_is_random, items)


def _is_random(item: pytest.Item) -> bool:
    return "cases" in getattr(item, "fixturenames", ()) or item.get_closest_marker("hypothesis") is not None


@pytest.fixture
def cases(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """Of two numbers (of random cases to try, mostly) the first usually, the second in a soak."""
    soak = bool(request.config.getoption("--soak"))
    return lambda usual, soaking: soaking if soak else usual


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own content, built once; tests only read it."""
    site = copy_of_project(tmp_path_factory.mktemp("demo") / "project")
    site.build()
    return site


@pytest.fixture(scope="module")
def warm(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """A site to be edited and built again and again: one for each file of tests, made anew by each test. A soak takes
    the time to work on a disk."""
    folder = tmp_path_factory.mktemp("warm")
    with nullcontext(folder) if request.config.getoption("--soak") else folder_in_memory(folder) as root:
        warm = Warm(root)
        yield warm
        warm.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each file of tests; each page is opened in a context of its own."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def address(demo: Site) -> Iterator[str]:
    """Where the project's own content is served; files of tests that look at another site say so by a fixture of this
    name."""
    with serve_under(demo.site_dir, "/cxzy/") as base:
        yield base


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[WatchedPage]:
    """A page of the site at `address`, as on a desk; nothing may go wrong in it."""
    with watched_page(browser, address) as watched:
        yield watched
        assert watched.faults() == []


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[WatchedPage]:
    """The same as on a phone."""
    with watched_page(browser, address, Visitor(width=360, height=740)) as watched:
        yield watched
        assert watched.faults() == []
