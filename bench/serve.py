"""From saving a file to seeing it: `cxzy serve`, and a browser that shows the page of the item that is edited, or the
list of those that one is added to.

usage: PYTHONPATH=tests python -m bench.serve [--count N] [--runs N]
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page
from support.browser import chromium

from . import corpus, edits
from .tables import figure

_ADDRESS = re.compile(r"http://\S+")
_TITLE = re.compile(r'^title: "(.*)"$', re.MULTILINE)
_DATE = re.compile(r"^date: *\"?(\d{4})-(\d\d)", re.MULTILINE)


@contextmanager
def preview(project: Path) -> Iterator[str]:
    """The address of the preview of `project`, once it is built."""
    command = (sys.executable, "-m", "cxzy_build", "serve", "-p", "0")
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout
            base = next((found[0] for line in process.stdout if (found := _ADDRESS.search(line))), "")
            if not base:
                sys.exit("the preview ended before it had built the site")
            Thread(target=process.stdout.read, daemon=True).start()  # what it says further is not wanted
            yield base
        finally:
            process.terminate()


def newest_news(project: Path) -> tuple[Path, str]:
    """A file, and the address of its page."""
    path = max(path for path in (project / "content/news").rglob("*.md") if path.stem != "index")
    date = _DATE.search(path.read_text("utf-8"))
    assert date
    return path, f"news/{date[1]}/{date[2]}/{re.sub(r'^[0-9-]{11}', '', path.stem)}/"


def with_sentence(path: Path, number: int) -> str:
    """Add a sentence to the file; what the item's page shows then."""
    sentence = f"第{number}次改动的一句话"
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{sentence}。\n", "utf-8")
    return sentence


def with_item(project: Path, number: int) -> str:
    """Add an item that is newer than all others; what the list of news shows then."""
    news = project / "content/news"
    known = {*news.rglob("*.md")}
    edits.newest(project, random.Random(number))
    (added,) = {*news.rglob("*.md")} - known
    title = _TITLE.search(added.read_text("utf-8"))
    assert title
    return title[1]


def seconds_until_seen(page: Page, edit: Callable[[int], str], runs: int) -> list[float]:
    """Make the edit again and again: how long it takes until the page shows it."""
    taken = []
    for number in range(runs):
        page.wait_for_timeout(1500)
        start = time.perf_counter()
        page.wait_for_function("(text) => document.body?.textContent.includes(text)", arg=edit(number), polling=10)
        taken.append(time.perf_counter() - start)
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        corpus.write_ours(project, given.count)
        path, address = newest_news(project)
        with preview(project) as base, chromium() as browser:
            page = browser.new_page()
            for where, what, edit in (
                (address, "a sentence", partial(with_sentence, path)),
                ("news/", "an item", partial(with_item, project)),
            ):
                answer = page.goto(f"{base}{where}")
                if not (answer and answer.ok):
                    sys.exit(f"there is no page {where}")
                first, *others = seconds_until_seen(page, edit, given.runs + 1)
                print(f"{what} is shown after {figure(others)} s, {given.runs} times (the first: {first:.2f})")


if __name__ == "__main__":
    main()
