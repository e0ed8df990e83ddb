"""Where a build's time goes: wall and processor time of every step, the workers' included."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

from .progress import Progress, text_width


@dataclass(frozen=True)
class Lap:
    """One step: seconds by the clock, and of all processors; `pieces` it worked on, 0 if that was not told."""

    name: str
    wall: float
    cpu: float
    pieces: int


class Profile:
    """Tells a progress everything it is told, and takes the time of each step.

    Processor time of workers counts for the step in which they ended.
    """

    def __init__(self, progress: Progress, started: float) -> None:
        self._progress = progress
        self._laps: list[Lap] = []
        self._name, self._pieces = "准备（启动、设置）", 0
        self._wall, self._cpu = started, 0.0

    def stage(self, name: str, total: int = 0) -> None:
        self._lap(name, total)
        self._progress.stage(name, total)

    def advance(self, count: int = 1) -> None:
        self._progress.advance(count)

    def step(self, name: str) -> None:
        self._lap(name, 0)

    def note(self, text: str) -> None:
        self._progress.note(text)

    def close(self) -> None:
        self._progress.close()

    def _lap(self, name: str, pieces: int) -> None:
        wall, cpu = time.time(), _cpu()
        self._laps.append(Lap(self._name, wall - self._wall, cpu - self._cpu, self._pieces))
        self._name, self._pieces, self._wall, self._cpu = name, pieces, wall, cpu

    def lines(self) -> Iterator[str]:
        """The table, when all is done."""
        self._lap("", 0)
        yield _row("步骤", "时钟", "处理器", "件数", "每件")
        for lap in self._laps:
            each = f"{lap.cpu / lap.pieces * 1e6:.0f} 微秒" if lap.pieces else ""
            yield _row(lap.name, f"{lap.wall:.3f}", f"{lap.cpu:.3f}", f"{lap.pieces or ''}", each)
        yield _row(
            "合计", f"{sum(one.wall for one in self._laps):.3f}", f"{sum(one.cpu for one in self._laps):.3f}", "", ""
        )


def _cpu() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    return sum(os.times()[:4])


def _row(name: str, *figures: str) -> str:
    cells = (f"{' ' * (12 - text_width(figure))}{figure}" for figure in figures)
    return f"{name}{' ' * (24 - text_width(name))}{''.join(cells)}"


def process_started() -> float:
    """When this process was started, by the clock of `time.time`: imports before anything is measured count."""
    with open("/proc/self/stat", "rb") as stat, open("/proc/uptime", "rb") as uptime:
        return time.time() - age_of(stat.read(), uptime.read(), os.sysconf("SC_CLK_TCK"))


def age_of(stat: bytes, uptime: bytes, ticks_per_second: int) -> float:
    """Seconds since a process was started, as proc(5) has it. stat: of the process; its name, in brackets, may hold
    anything. uptime: of the machine."""
    ticks = int(stat.rpartition(b")")[2].split()[19])
    return float(uptime.split()[0]) - ticks / ticks_per_second
