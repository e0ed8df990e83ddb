"""The memory that all processes of a run hold together, looked at every few milliseconds while it runs.

A process's share is its proportional set size (PSS): its own pages, and of each page that it shares with n processes an
n-th. The sum over a tree of processes counts every page once, which a sum of resident sizes does not: workers that are
forked share nearly everything with their parent.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

EVERY = 0.03
"""Seconds between two looks."""

PROC = "/proc"


class Sampler(threading.Thread):
    """Looks at the tree of processes under `root` until it is stopped; it needs a run that nobody times."""

    def __init__(self, root: int, every: float = EVERY) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        """The most bytes that were held at one look."""
        self.exact = True
        """Whether every share was a PSS; else some were resident sizes, and shared pages count several times."""
        self.looks = 0
        self._root, self._every = root, every
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.is_set():
            self.look()
            self._done.wait(self._every)

    def look(self) -> None:
        shares = [share for pid in tree(self._root) if (share := share_of(pid))]
        self.peak = max(self.peak, sum(held for held, _ in shares))
        self.exact = self.exact and all(exact for _, exact in shares)
        self.looks += 1

    def stop(self) -> None:
        self._done.set()
        self.join()


def tree(root: int) -> set[int]:
    """`root` and all processes under it, however deep."""
    children: dict[int, list[int]] = {}
    for pid, parent in _parents():
        children.setdefault(parent, []).append(pid)
    found, unseen = {root}, [root]
    while unseen:
        new = children.get(unseen.pop(), [])
        found.update(new)
        unseen += new
    return found


def _parents() -> Iterator[tuple[int, int]]:
    """Every process of the machine and its parent."""
    for name in os.listdir(PROC):
        if name.isdigit() and (stat := _read(f"{PROC}/{name}/stat")):
            yield int(name), int(stat.rpartition(b")")[2].split()[1])  # the name before it may hold anything


def share_of(pid: int) -> tuple[int, bool] | None:
    """Bytes that the process holds, and whether shared pages are counted in part; None if it is gone."""
    for line in (_read(f"{PROC}/{pid}/smaps_rollup") or b"").splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) * 1024, True
    resident = (_read(f"{PROC}/{pid}/statm") or b"").split()
    if len(resident) < 2 or resident[1] == b"0":  # gone, or ended and not yet waited for
        return None
    return int(resident[1]) * os.sysconf("SC_PAGE_SIZE"), False


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:  # it ended meanwhile, or is another's
        return None
