"""From saving a file to seeing it: `cxzy serve`, and a browser that shows the page of the item that is edited.

usage: PYTHONPATH=tests python -m bench.serve [--count N] [--runs N] [--project FOLDER]
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page
from support.browser import chromium

from . import corpus
from .tables import figure

_ADDRESS = re.compile(r"http://\S+")
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


def seconds_until_seen(page: Page, path: Path, number: int) -> float:
    """Add a sentence to the file; how long it takes until the page shows it."""
    text = path.read_text("utf-8")
    sentence = f"第{number}次改动的一句话"
    start = time.perf_counter()
    path.write_text(f"{text.rstrip()}\n\n{sentence}。\n", "utf-8")
    page.wait_for_function("(text) => document.body?.textContent.includes(text)", arg=sentence, polling=10)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--project", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = given.project or Path(folder)
        if not given.project:
            corpus.write_ours(project, given.count)
        path, address = newest_news(project)
        before = path.read_bytes()
        try:
            with preview(project) as base, chromium() as browser:
                page = browser.new_page()
                answer = page.goto(f"{base}{address}")
                if not (answer and answer.ok):
                    sys.exit(f"there is no page {address}")
                page.wait_for_timeout(1500)
                taken = []
                for number in range(given.runs + 1):
                    taken.append(seconds_until_seen(page, path, number))
                    page.wait_for_timeout(1500)
        finally:
            path.write_bytes(before)
    print(
        f"{given.runs} saved edits, seconds until the page shows them: {figure(taken[1:])} (the first: {taken[0]:.2f})"
    )


if __name__ == "__main__":
    main()
