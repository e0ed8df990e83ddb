"""What search adds to a build after an edit: two projects of the same items, one built with search and one without, are
edited alike, edit after edit, and built in turn.

usage: python -m bench.search_edits [COUNT] [--runs N] [--made-up]       without --made-up: a natural vocabulary
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import corpus, natural
from .edits import NEWEST_DAY, Edit, added, body, newest, nothing, replaced, title
from .peers import CACHE, OURS, SEARCHED, Generator
from .runs import Run, timed
from .tables import figure, table


def among_the_newest(root: Path, dice: random.Random) -> None:
    """An item is added of the day before the newest ones."""
    added(root, dice, day=NEWEST_DAY - dt.timedelta(days=1))


EDITS: Mapping[str, Edit] = {
    "nothing": nothing,
    "a sentence in a body": body,
    "a title": title,
    "another text": replaced,
    "an item added, the newest": newest,
    "an item added, before the newest few": among_the_newest,
    "an item added anywhere": added,
}
"""By the names that the table shows, in the order in which they are made: after several of the newest, one before
those."""


def measured(folders: Sequence[Path], runs: int) -> Mapping[str, list[tuple[Run, Run]]]:
    """By edit: the builds with search, in the first of the `folders`, and without, in the second."""
    found: dict[str, list[tuple[Run, Run]]] = {name: [] for name in EDITS}
    for number in range(runs + 1):
        for name, edit in EDITS.items():
            for folder in folders:
                edit(folder, random.Random(f"{number} {name}"))
            pair = _built(SEARCHED, folders[0]), _built(OURS, folders[1])
            if number:  # the first round warms up
                found[name].append(pair)
    return found


def _built(generator: Generator, folder: Path) -> Run:
    return timed(generator.command, folder, generator.environment)


def rows(pairs: Mapping[str, Sequence[tuple[Run, Run]]]) -> list[list[str]]:
    return [
        [
            name,
            figure(searched.wall for searched, _ in runs),
            figure(plain.wall for _, plain in runs),
            figure(searched.wall - plain.wall for searched, plain in runs),
        ]
        for name, runs in pairs.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--made-up", action="store_true", help="the few words of bench/corpus.py")
    given = parser.parse_args()
    top = CACHE / "run-search-edits"
    shutil.rmtree(top, ignore_errors=True)
    folders = [top / "searched", top / "plain"]
    for folder in folders:
        (corpus.write_ours if given.made_up else natural.write_items)(folder, given.count)
    for generator, folder in zip((SEARCHED, OURS), folders, strict=True):
        for _ in range(2):
            print(f"building {folder.name}", file=sys.stderr, flush=True)
            _built(generator, folder)
    head = ["what was edited", "with search s", "without s", "search adds s"]
    print("\n".join(table(head, rows(measured(folders, given.runs)))))
    shutil.rmtree(top)


if __name__ == "__main__":
    main()
