"""`python -m bench [COUNT ...]`: full builds of COUNT items (1000 and 5000), in turn with Hugo where there is one.

Each command runs once to warm up, then RUNS times, alternating; printed are the median and the range of wall seconds,
of CPU seconds and of the largest process's peak memory, and the median of the ratios pair by pair.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .corpus import write_hugo, write_ours

RUNS = 5


@dataclass(frozen=True)
class Run:
    """One run of a command; memory in MB."""

    wall: float
    cpu: float
    memory: float


def measure(command: Sequence[str], folder: Path, fresh: Sequence[str]) -> Run:
    """Run `command` in `folder` once, after deleting what the `fresh` names there."""
    for name in fresh:
        shutil.rmtree(folder / name, ignore_errors=True)
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status:
        sys.exit(f"{' '.join(command)} failed in {folder}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main() -> None:
    counts = [int(argument) for argument in sys.argv[1:]] or [1000, 5000]
    hugo = shutil.which("hugo")
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, {RUNS} runs each, alternating")
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            _compare(count, Path(folder), hugo)


def _compare(count: int, folder: Path, hugo: str | None) -> None:
    ours, theirs = folder / "ours", folder / "hugo"
    ours.mkdir()
    write_ours(ours, count)
    build = [sys.executable, "-m", "cxzy_build", "build"]
    runs: dict[str, list[Run]] = {"cxzy": []}
    if hugo:
        write_hugo(theirs, count)
        runs["hugo"] = []
    for number in range(RUNS + 1):
        mine = measure(build, ours, ["site", ".site.spare", ".cache"])
        other = measure([hugo, "--quiet"], theirs, ["public", "resources"]) if hugo else None
        if number:
            runs["cxzy"].append(mine)
            if other:
                runs["hugo"].append(other)
    for name, measured in runs.items():
        print(f"{count:>7} items  {name:<5}  {_figures(measured)}")
    if hugo:
        ratios = [a.wall / b.wall for a, b in zip(runs["cxzy"], runs["hugo"], strict=True)]
        print(f"{count:>7} items  wall cxzy/hugo: median {statistics.median(ratios):.2f}")


def _figures(runs: list[Run]) -> str:
    def one(values: list[float], unit: str) -> str:
        return f"{statistics.median(values):.2f} {unit} ({min(values):.2f}–{max(values):.2f})"

    return "  ".join(
        (
            "wall " + one([r.wall for r in runs], "s"),
            "cpu " + one([r.cpu for r in runs], "s"),
            "peak " + one([r.memory for r in runs], "MB"),
        )
    )


main()
