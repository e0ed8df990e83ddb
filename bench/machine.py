"""What figures were measured on, for they mean nothing without it."""

from __future__ import annotations

import datetime as dt
import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path

BUSY = 0.5
"""A load from which another's work shows in the figures."""


def machine(folder: Path, versions: Sequence[str]) -> list[str]:
    """Lines of Markdown: the day, processor, memory, system, the file system of `folder`, and the generators."""
    cores = f"{len(os.sched_getaffinity(0))} of {os.cpu_count()} cores"
    processor = _found("/proc/cpuinfo", r"model name\s*:\s*(.+)")
    memory = int(_found("/proc/meminfo", r"MemTotal:\s*(\d+) kB") or 0) / 1024**2
    return [
        f"- measured on: {dt.date.today().isoformat()}",
        f"- processor: {processor}; {cores}",
        f"- memory: {memory:.1f} GiB",
        f"- system: {platform.system()} {platform.release()}; {file_system(folder)}",
        f"- Python: {platform.python_version()}",
        f"- beside ours: {'; '.join(versions) or 'nothing'}",
    ]


def _found(file: str, pattern: str) -> str:
    """What the pattern's group first matches in a file; empty where it does not, or there is no such file."""
    try:
        found = re.search(pattern, Path(file).read_text())
    except OSError:
        return ""
    return found.group(1).strip() if found else ""


def file_system(folder: Path) -> str:
    """The kind of file system that `folder` lies on, as the kernel names it."""
    mounts = (line.split(" - ") for line in Path("/proc/self/mountinfo").read_text().splitlines())
    kinds = {before.split()[4]: after.split()[0] for before, after in mounts}
    return next(kinds[str(place)] for place in (folder.resolve(), *folder.resolve().parents) if str(place) in kinds)


def load() -> str:
    """How busy the machine is, with a word where that spoils figures."""
    one, five, fifteen = os.getloadavg()
    line = f"load average before the first run {one:.2f}, {five:.2f}, {fifteen:.2f}"
    return f"{line}: busy with something else, do not trust these figures" if one > BUSY else line
