"""`cxzy serve` at work on a site, for tests that look at it from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

PATIENCE = 60.0
"""Seconds after which what is waited for will not come."""


class Served:
    """The running command; what it prints, both streams, line by line."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cxzy_build", "serve", *arguments],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,  # Ctrl+C for it alone
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # background jobs are started without
        )
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def line(self, part: str) -> str:
        """The next line that has `part` in it."""
        seen = []
        while True:
            try:
                seen.append(self._lines.get(timeout=PATIENCE))
            except Empty:
                raise AssertionError(f"no line with {part!r} came, but: {seen}") from None
            if part in seen[-1]:
                return seen[-1]

    @property
    def url(self) -> str:
        """The address it names, once it has built for the first time."""
        return self.line("预览：").split("：")[1].split()[0]

    def close(self) -> None:
        """Read what is left, once it has ended."""
        self._reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()

    def interrupt(self) -> int:
        """What Ctrl+C does to everything that was started; gives the exit status."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def serving(root: Path, *arguments: str) -> Iterator[Served]:
    """Serve the project in `root`, at a free port unless another is named."""
    served = Served(root, *(arguments if "-p" in arguments else ("-p", "0", *arguments)))
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.interrupt()
        served.close()


def until(holds: Callable[[], bool]) -> None:
    """Wait for something that another process brings about."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.01)


def children(pid: int) -> set[int]:
    """The processes that `pid` started, those that they started, and so on."""
    own = {int(p) for task in Path(f"/proc/{pid}/task").glob("*/children") for p in task.read_text().split()}
    return own.union(*(children(child) for child in own))


def lives(pid: int) -> bool:
    """Whether the process runs: it is neither gone nor waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
