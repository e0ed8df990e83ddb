"""What is measured: full builds, builds after an edit, memory, and a campaign ten times as large."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .corpus import WRITERS, add_project
from .edits import EDITS, Desk
from .peers import OURS, Generator
from .runs import Contender, Measure, Run, RunFailed, Say, in_rounds, timed, watched
from .tables import figure, megabytes, ratios, spread_text, table

HUGO = "hugo"
MEMORY_RUNS = 3
"""Runs that are watched: memory varies little, and a watched run takes longer."""

LARGE = 100_000


@dataclass(frozen=True)
class Section:
    """A table under a title, with what must be said of it."""

    title: str
    lines: Sequence[str]

    def __str__(self) -> str:
        return "\n".join((f"### {self.title}", "", *self.lines, ""))


class Corpora:
    """Projects for the generators, written into one folder when they are first asked for."""

    def __init__(self, folder: Path, say: Say, command: str = "") -> None:
        """`command`: writes the items instead of our own generator; `{writer}`, `{folder}`, `{count}` are filled in."""
        self._folder, self._say, self._command = folder, say, command

    def of(self, generator: Generator, count: int, purpose: str = "cold") -> Path:
        """The folder of a project of `count` items; each purpose has its own."""
        folder = self._folder / f"{purpose}-{count}-{generator.name}"
        if not folder.exists():
            self._say(f"writing {count:,} items for {generator.shown}")
            folder.mkdir()
            self._write(generator.writer, folder, count)
        return folder

    def _write(self, writer: str, folder: Path, count: int) -> None:
        if not self._command:
            WRITERS[writer](folder, count)
            return
        values = {"writer": writer, "folder": str(folder), "count": str(count)}
        command = [part.format(**values) for part in shlex.split(self._command)]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            raise RunFailed(f"failed: {shlex.join(command)}\n{done.stdout.decode('utf-8', 'replace')}")
        if writer == OURS.writer:
            add_project(folder)


@dataclass(frozen=True)
class Bench:
    """How to measure: on which projects, beside whom, how many runs, at which counts of items."""

    corpora: Corpora
    peers: Sequence[Generator]
    runs: int
    counts: Sequence[int]
    say: Say

    @property
    def hugo(self) -> Generator | None:
        return next((peer for peer in self.peers if peer.name == HUGO), None)

    def rounds(self, what: str, contenders: Sequence[Contender], measure: Measure, warm_up: int = 1) -> Measured:
        runs = self.runs if measure is timed else min(self.runs, MEMORY_RUNS)
        return in_rounds(contenders, runs, measure, lambda line: self.say(f"{what}: {line}"), warm_up)


Measured = Mapping[str, Sequence[Run]]


# Full builds --------------------------------------------------------------------------------------------------------


def cold(bench: Bench, count: int) -> Section:
    """Full builds of `count` items by everyone who takes so many."""
    generators = _takers(bench, count)
    measured = bench.rounds(f"full builds of {count:,}", _full_builds(bench, generators, count), timed)
    for generator in generators:
        _is_complete(bench.corpora.of(generator, count) / generator.output, count)
    theirs = [run.wall for run in measured.get(HUGO, ())]
    head = ["full build by", "wall s", "CPU s", "largest process MB", "wall to Hugo's", "spread"]
    rows = []
    for generator in generators:
        runs = measured[generator.name]
        walls = [run.wall for run in runs]
        ratio = figure(ratios(walls, theirs))
        rows.append([generator.shown, *_times(runs), megabytes(r.largest for r in runs), ratio, spread_text(walls)])
    return Section(f"Full builds, {count:,} items", table(head, rows))


def _is_complete(output: Path, count: int) -> None:
    """A build that left items out would be quick; raises RunFailed."""
    pages = sum(1 for _ in output.rglob("*.html"))
    if pages < count:
        raise RunFailed(f"{output} has {pages} pages of {count} items")


def _takers(bench: Bench, count: int) -> list[Generator]:
    return [OURS, *(peer for peer in bench.peers if count <= peer.most)]


def _full_builds(bench: Bench, generators: Iterable[Generator], count: int) -> list[Contender]:
    """What they made before is moved aside: a disk that much was just deleted from is slow (docs/performance.md)."""
    folders = [(generator, bench.corpora.of(generator, count)) for generator in generators]
    return [full_build(generator, folder, aside=folder.parent / "aside") for generator, folder in folders]


def full_build(generator: Generator, folder: Path, name: str = "", aside: Path | None = None) -> Contender:
    """The generator in `folder`, which is made before each run as if it had never been built there: what is in the way
    is deleted, or moved into a folder `aside`."""

    def ready() -> Sequence[str]:
        delete(folder, generator.fresh, generator.kept, aside)
        return generator.command

    return Contender(name or generator.name, folder, ready, generator.environment)


def delete(folder: Path, names: Iterable[str], kept: Sequence[str] = (), aside: Path | None = None) -> None:
    """Delete files and folders of those names in `folder`, but for what is in `kept`; or move the folders `aside`."""
    for name in names:
        path = folder / name
        if any(keep.startswith(f"{name}/") for keep in kept) and path.is_dir():
            delete(folder, (f"{name}/{entry.name}" for entry in list(path.iterdir())), kept, aside)
        elif name not in kept and path.is_dir() and aside:
            aside.mkdir(parents=True, exist_ok=True)
            path.rename(aside / f"{len(list(aside.iterdir()))}")
        elif name not in kept and path.is_dir():
            shutil.rmtree(path)
        elif name not in kept:
            path.unlink(missing_ok=True)


def _times(runs: Sequence[Run]) -> list[str]:
    return [figure(run.wall for run in runs), figure(run.cpu for run in runs)]


# Builds after an edit -----------------------------------------------------------------------------------------------


def warm(bench: Bench) -> Section:
    """Our build after each edit, in rounds with Hugo's full build of the same items."""
    count = max(bench.counts)
    steps = _edited_builds(bench, count, days=bench.runs + 1, purpose="warm")
    full = _full_builds(bench, [bench.hugo] if bench.hugo else [], count)
    measured = bench.rounds(f"edits among {count:,}", [*full, *steps], timed)
    theirs = [run.wall for run in measured.get(HUGO, ())]
    rows = [_edit_row(step.name, measured[step.name], theirs) for step in steps]
    rows += [["(Hugo's full build)", *_times(measured[HUGO]), figure([1.0]), spread_text(theirs)]] if theirs else []
    head = ["what was edited", "wall s", "CPU s", "wall to Hugo's full build", "spread"]
    return Section(f"Builds after an edit, {count:,} items", table(head, rows))


def _edit_row(name: str, runs: Sequence[Run], theirs: Sequence[float]) -> list[str]:
    walls = [run.wall for run in runs]
    return [name, *_times(runs), figure(ratios(walls, theirs)), spread_text(walls)]


def _edited_builds(bench: Bench, count: int, days: int, purpose: str) -> list[Contender]:
    """Our build after each of the edits, all in one project, which is built twice first: the second build is the first
    that finds two trees to keep up to date, as all later ones do."""
    folder = bench.corpora.of(OURS, count, purpose)
    desk = Desk(folder, days)

    def step(name: str) -> Contender:
        def ready() -> Sequence[str]:
            desk.edit(name)
            return (*OURS.command, "--now", f"{desk.now:%Y-%m-%d %H:%M}")

        return Contender(name, folder, ready, OURS.environment)

    steps = [step(name) for name in EDITS]
    for number in (1, 2):
        bench.say(f"edits among {count:,}: build {number} of 2 to start from")
        timed(steps[0].ready(), folder, OURS.environment)
    return steps


# Memory -------------------------------------------------------------------------------------------------------------


def memory(bench: Bench) -> Iterator[Section]:
    """The memory of full builds, and of ours after an edit, in runs of their own."""
    for count in bench.counts:
        generators = _takers(bench, count)
        measured = bench.rounds(f"memory of {count:,}", _full_builds(bench, generators, count), watched)
        rows = [_memory_row(generator.shown, measured[generator.name]) for generator in generators]
        yield Section(f"Memory of full builds, {count:,} items", table(["full build by", *MEMORY_HEAD], rows))
    count = max(bench.counts)
    steps = _edited_builds(bench, count, days=MEMORY_RUNS, purpose="memory")
    measured = bench.rounds(f"memory after edits among {count:,}", steps, watched, warm_up=0)
    rows = [_memory_row(name, runs) for name, runs in measured.items()]
    yield Section(f"Memory of builds after an edit, {count:,} items", table(["what was edited", *MEMORY_HEAD], rows))


MEMORY_HEAD = ("all processes together MB", "largest process MB")


def _memory_row(name: str, runs: Sequence[Run]) -> list[str]:
    together = megabytes(run.together for run in runs)
    inexact = "" if all(run.exact for run in runs) else " or less: shared pages counted more than once"
    return [name, together + inexact, megabytes(run.largest for run in runs)]


# Ten times as many --------------------------------------------------------------------------------------------------


def large(bench: Bench, count: int = LARGE) -> Section:
    """Our full build of `count` items beside that of the usual greatest count: does the time grow with the items?"""
    usual = max(bench.counts)
    names = {f"{number:,} items": number for number in (usual, count)}
    builds = [full_build(OURS, bench.corpora.of(OURS, number), name) for name, number in names.items()]
    measured = bench.rounds(f"full builds of {count:,}", builds, timed)
    seen = bench.rounds(f"memory of {count:,}", builds, watched, warm_up=0)
    few = [run.wall for run in measured[builds[0].name]]
    rows = []
    for name, runs in measured.items():
        walls = [run.wall for run in runs]
        held = _memory_row(name, seen[name])[1:]
        rows.append([name, *_times(runs), figure(ratios(walls, few)), *held, spread_text(walls)])
    head = ["full build by cxzy", "wall s", "CPU s", f"wall to {usual:,}'s", *MEMORY_HEAD, "spread"]
    return Section(f"A campaign of {count:,} items", table(head, rows))
