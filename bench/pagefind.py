"""Our index beside Pagefind's, of the same pages: full builds with and without search, and Pagefind over the site, in
turn. What search costs is the difference of the first two. Earlier output is moved aside, not deleted: after that ext4
takes longer for every file, and what is measured then is how many there are (docs/performance.md).

usage: python -m bench.pagefind [COUNT] [--runs N]       needs node and npm
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import corpus
from .peers import CACHE, OURS, SEARCHED
from .runs import MB, Contender, Run, in_rounds, timed, watched
from .scenarios import delete, full_build
from .tables import figure, ratios, table

VERSION = "1.6.0"
NODE = CACHE / "node"
PROGRAM = NODE / "node_modules/.bin/pagefind"

WITH, WITHOUT, THEIRS = "cxzy with search", "cxzy without", f"Pagefind {VERSION}"


def install() -> None:
    """Put Pagefind into `.cache/bench/node`, if it is not there."""
    if not PROGRAM.exists():
        NODE.mkdir(parents=True, exist_ok=True)
        command = ("npm", "install", "--silent", "--prefix", str(NODE), f"pagefind@{VERSION}")
        subprocess.run(command, check=True, capture_output=True)


def contenders(top: Path, count: int) -> list[Contender]:
    """Two projects of the same items, and Pagefind over the pages of the one without search."""
    searched, plain = top / "searched", top / "plain"
    for folder in (searched, plain):
        corpus.write_ours(folder, count)
    aside = top / "aside"

    def theirs() -> Sequence[str]:
        delete(top, ("pagefind",), (), aside)
        return str(PROGRAM), "--site", str(plain / "site"), "--output-path", str(top / "pagefind")

    return [
        full_build(SEARCHED, searched, WITH, aside),
        full_build(OURS, plain, WITHOUT, aside),
        Contender(THEIRS, plain, theirs, {}),
    ]


def rows(measured: Mapping[str, Sequence[Run]], memory: Mapping[str, Sequence[Run]]) -> list[list[str]]:
    """A line for each, and one for what search costs us."""
    lines = [
        [name, figure(run.wall for run in runs), figure(run.cpu for run in runs), _megabytes(memory[name])]
        for name, runs in measured.items()
    ]
    ours = [one.wall - other.wall for one, other in zip(measured[WITH], measured[WITHOUT], strict=True)]
    cpu = [one.cpu - other.cpu for one, other in zip(measured[WITH], measured[WITHOUT], strict=True)]
    theirs = [run.wall for run in measured[THEIRS]]
    return [*lines, ["our index", figure(ours), figure(cpu), f"{figure(ratios(ours, theirs))} of Pagefind's wall"]]


def _megabytes(runs: Sequence[Run]) -> str:
    return figure((run.together / MB for run in runs), 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    install()
    top = CACHE / "run-pagefind"
    shutil.rmtree(top, ignore_errors=True)
    taking_part = contenders(top, given.count)

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    measured = in_rounds(taking_part, given.runs, timed, say, 0)
    memory = in_rounds(taking_part, 1, watched, say, 0)
    print("\n".join(table(["what", "wall s", "CPU s", "all processes MB"], rows(measured, memory))))
    shutil.rmtree(top)


if __name__ == "__main__":
    main()
