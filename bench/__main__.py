"""`python -m bench`: measure, show, and with --write put the figures into docs/performance.md."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from . import report, scenarios
from .corpus import PROJECT
from .machine import load, machine
from .peers import CACHE, FINDERS, Generator, Missing, find
from .runs import RunFailed
from .scenarios import LARGE, Bench, Corpora, Section

PARTS = ("cold", "warm", "memory", "large")


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measure builds of made-up items: full ones beside other generators, ours after each kind of edit,"
        " and memory. Everything is built under .cache/bench/ and deleted afterwards. See docs/performance.md.",
    )
    parser.add_argument(
        "counts", nargs="*", type=int, metavar="COUNT", default=[1000, 10000],
        help="items in full builds; edits are made among the greatest count (1000 10000)",
    )  # fmt: skip
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="timed runs of each, after one to warm up (5)")
    parser.add_argument(
        "--only", action="append", choices=PARTS, default=None,
        help="this part: full builds, builds after an edit, memory, or many items; may be given again",
    )  # fmt: skip
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} items, ours alone: takes long")
    parser.add_argument(
        "--peers", default=",".join(FINDERS), metavar="NAMES", help="of hugo,material,zensical; or none (all)"
    )
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    parser.add_argument("--keep", action="store_true", help="leave the projects and what was built of them")
    parser.add_argument(
        "--corpus-command", default="", metavar="CMD",
        help="another generator of items: a command with {writer} (cxzy, hugo, mkdocs, zensical), {folder} and {count},"
        " which writes into the folder (for cxzy: content/ only)",
    )  # fmt: skip
    given = parser.parse_args(words)
    given.peers = [] if given.peers in ("", "none") else list(dict.fromkeys(given.peers.split(",")))
    if unknown := sorted(set(given.peers) - FINDERS.keys()):
        parser.error(f"no such peer: {', '.join(unknown)}")
    if min([*given.counts, given.runs]) < 1:
        parser.error("counts and runs are at least 1")
    if given.write and given.corpus_command:
        parser.error("only figures of our own items are written")
    given.parts = {*(given.only or PARTS[:-1]), *(["large"] if given.large else [])}
    return given


def main(words: Sequence[str] | None = None) -> int:
    """Exit status: 0 measured, 1 a command that was to be measured failed, 2 wrong use."""
    given = _arguments(words)
    peers = list(_peers(given.peers))
    busy = load()
    shown = [peer.shown for peer in peers]
    head = [*machine(PROJECT, shown), f"- {busy}", "", f"{_how_often(given.runs)}.", ""]
    print("\n".join(head), flush=True)
    try:
        with _folder(given.keep) as folder:
            corpora = Corpora(folder, _say, given.corpus_command)
            bench = Bench(corpora, peers, given.runs, sorted(set(given.counts)), _say)
            sections = list(_shown(_sections(bench, given.parts)))
            if given.write:  # before the folder is deleted, which may take minutes
                report.write(["\n".join(head), *map(str, sections)], report.DOCUMENT)
                _say(f"written: {report.DOCUMENT.name}")
    except RunFailed as failed:
        print(failed, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _peers(names: Sequence[str]) -> Iterator[Generator]:
    for name in names:
        try:
            yield find(name)
        except Missing as missing:
            _say(str(missing))


def _how_often(runs: int) -> str:
    watched = min(runs, scenarios.MEMORY_RUNS)
    return f"Medians (least–greatest) of {runs} timed runs in turn, of {watched} for memory"


def _sections(bench: Bench, parts: Container[str]) -> Iterator[Section]:
    if "cold" in parts:
        yield from (scenarios.cold(bench, count) for count in bench.counts)
    if "warm" in parts:
        yield scenarios.warm(bench)
    if "memory" in parts:
        yield from scenarios.memory(bench)
    if "large" in parts:
        yield scenarios.large(bench)


def _shown(sections: Iterator[Section]) -> Iterator[Section]:
    for section in sections:
        print(section, flush=True)
        yield section


@contextmanager
def _folder(keep: bool) -> Iterator[Path]:
    """A folder on the project's own disk, for /tmp may lie in memory; gone afterwards unless it is to be kept."""
    CACHE.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=CACHE))
    try:
        yield folder
    finally:
        if keep:
            _say(f"kept: {folder}")
        else:
            shutil.rmtree(folder)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
