"""What search costs a reader, in a real browser: bytes and time until the first hits and until the exact count.

usage: PYTHONPATH=tests python -m bench.search [--count N] [--natural] [--traditional] [--project FOLDER] [--pieces N]
"""

from __future__ import annotations

import argparse
import gzip
import random
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from fixtures.sites import Site
from playwright.sync_api import Browser, Page
from support.browser import chromium
from support.questions import QUESTIONS, base_of, piece_of
from support.scanning import answers, scan
from support.server import serve_under

from cxzy_build.content.editions import FOLDER

from . import corpus, natural
from .peers import CACHE

WATCH = """() => {
  window.shownAt = 0;
  const list = document.querySelector('#search-results');
  new MutationObserver(() => { if (list.children.length && !window.shownAt) window.shownAt = performance.now(); })
    .observe(list, { childList: true });
  performance.setResourceTimingBufferSize(20000);
  performance.clearResourceTimings();
  const field = document.querySelector('#search-field');
  window.type = (text) => {
    document.querySelector('#search-count').removeAttribute('data-count');
    window.typedAt = performance.now();
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
}"""
ASKED = """() => ({
  shown: window.shownAt ? window.shownAt - window.typedAt : null,
  files: performance.getEntriesByType('resource')
    .map((one) => [one.name, window.shownAt ? one.responseEnd <= window.shownAt : true]),
})"""


@dataclass(frozen=True)
class Cost:
    """Of one question: bytes gzipped until the first hits and until the exact count, ms until the first hits (None:
    there are none), the count and what a scan gives."""

    question: str
    first: int
    whole: int
    shown: float | None
    count: int
    expected: int


@contextmanager
def project(count: int, *, is_natural: bool, in_traditional: bool, folder: Path | None) -> Iterator[Site]:
    """A built site of `count` made-up items, with the Traditional edition if it is asked there; or that in `folder`."""
    if folder:
        site = Site(folder)
        site.build()
        yield site
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as top:
        root = Path(top) / "site"
        if is_natural:
            natural.write_items(root, count)
        else:
            corpus.write_ours(root, count)
        site = Site(root)
        if in_traditional:
            site.replace("campaign.yml", "# editions: [zh-Hant]", "editions: [zh-Hant]")
        site.build()
        yield site


def measure(page: Page, address: str, sizes: Sizes, question: str, expected: int, slow: int) -> Cost:
    """Ask `question` on the page at `address`, which has nothing of the index yet but its script."""
    page.goto(address)
    page.locator("#search-field").focus()
    page.wait_for_function("() => typeof window.cxSearch === 'function'")
    if slow > 1:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    page.evaluate(WATCH)
    page.evaluate("(text) => window.type(text)", question)
    page.wait_for_selector("#search-count[data-count]", timeout=120_000)
    found = int(page.locator("#search-count").get_attribute("data-count") or -1)
    if found:
        page.wait_for_function("() => window.shownAt")
    asked: Any = page.evaluate(ASKED)
    files = {urlsplit(name).path: is_first for name, is_first in asked["files"] if "/search/" in name}
    whole = sum(map(sizes.of, files))
    first = sum(sizes.of(path) for path, is_first in files.items() if is_first)
    return Cost(question, first, whole, asked["shown"], found, expected)


class Sizes:
    """Sizes of a site's files, gzipped."""

    def __init__(self, site_dir: Path) -> None:
        self._site_dir = site_dir
        self.of = cache(self._of)

    def _of(self, path: str) -> int:
        data = (self._site_dir / unquote(path).removeprefix("/cxzy/")).read_bytes()
        return len(gzip.compress(data, 6))

    def under(self, folder: str) -> int:
        return sum(len(gzip.compress(path.read_bytes(), 6)) for path in (self._site_dir / folder).rglob("*.js"))


def say(name: str, costs: Sequence[Cost]) -> None:
    """The figures of some questions, and those whose count is wrong."""
    wrong = [cost for cost in costs if cost.count != cost.expected]
    first = sorted(cost.first for cost in costs)
    whole = sorted(cost.whole for cost in costs)
    shown = sorted(cost.shown for cost in costs if cost.shown is not None)
    print(f"{name}: {len(costs)} questions, {len(wrong)} wrong counts")
    print(f"  first hits KB gzipped: median {first[len(first) // 2] / 1000:.1f}, 95 % {at(first, 95) / 1000:.1f}")
    print(
        f"  exact count KB gzipped: median {statistics.median(whole) / 1000:.1f}, 95 % {at(whole, 95) / 1000:.1f}, "
        f"greatest {whole[-1] / 1000:.1f}"
    )
    print(f"  first hits ms: median {statistics.median(shown):.0f}, 95 % {at(shown, 95):.0f}")
    for cost in wrong[:10]:
        print(f"  WRONG {cost.question!r}: {cost.count} for {cost.expected}")


def at(values: Sequence[float], percent: int) -> float:
    return values[min(len(values) - 1, len(values) * percent // 100)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--natural", action="store_true")
    parser.add_argument("--traditional", action="store_true")
    parser.add_argument("--project", type=Path)
    parser.add_argument("--pieces", type=int, default=1000)
    given = parser.parse_args()
    edition = FOLDER if given.traditional else ""
    with project(given.count, is_natural=given.natural, in_traditional=given.traditional, folder=given.project) as site:
        sizes = Sizes(site.site_dir)
        parts = {part: sizes.under(f"search/{part}") for part in ("grams", "texts", "blocks")}
        print("index, MB gzipped:", {part: round(size / 1e6, 2) for part, size in parts.items()})
        print(f"whole index: {sizes.under('search') / 1e6:.1f} MB gzipped")
        items = scan(site.site_dir, site.content_dir, base_of(site))
        dice = random.Random(1)
        pieces: dict[str, None] = {}
        while len(pieces) < given.pieces:
            pieces[piece_of(dice, items)] = None
        with serve_under(site.site_dir, "/cxzy/") as address, chromium() as browser:
            sets = (("relevance set", QUESTIONS, 1), ("CPU 4 times slower", QUESTIONS, 4), ("pieces", tuple(pieces), 1))
            for name, questions, slow in sets:
                page = new_page(browser)
                costs = []
                for question in questions:
                    typed = f'"{question}"' if name == "pieces" else question
                    expected = len(answers(items, typed))
                    costs.append(measure(page, f"{address}{edition}search/", sizes, typed, expected, slow))
                say(name, costs)
                page.context.close()


def new_page(browser: Browser) -> Page:
    return browser.new_context(viewport={"width": 1280, "height": 800}).new_page()


if __name__ == "__main__":
    main()
