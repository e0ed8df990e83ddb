"""Kill a process at a chosen change of the file system: not only at a random instant, but at each that matters."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

_CHANGES = {
    "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate", "os.chmod", "os.utime",
    "shutil.rmtree", "shutil.copytree", "shutil.move", "ctypes.dlsym",
}  # fmt: skip
"""Audit events, each raised before the change is made; a system call by `ctypes` is looked up before it is made."""

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Watch:
    """Notes every change that this process makes; kills it, and its group, before the one numbered `last` (from 1).

    A process cannot be watched by two. What its children do is not seen.
    """

    def __init__(self, root: Path, last: int = 0) -> None:
        self.seen: list[str] = []
        """What was about to be done, in order."""
        self._root = f"{root}/"
        self._last = last
        self._process = os.getpid()
        self._write = os.write
        sys.addaudithook(self._hear)
        vars(os)["write"] = self._note_write

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES:
            self._note(f"open {arguments[0]!s}")
        elif event in _CHANGES:
            named = " ".join(str(one) for one in arguments if isinstance(one, str | bytes | os.PathLike))
            self._note(f"{event.removeprefix('os.')} {named}")

    def _note_write(self, descriptor: int, data: bytes) -> int:
        """A write that is the last leaves half of what it was to write."""
        half = memoryview(data)[: len(data) // 2]
        self._note(f"write of {len(data)} bytes", lambda: self._write(descriptor, half))
        return self._write(descriptor, data)

    def _note(self, change: str, before_the_end: Callable[[], object] = lambda: None) -> None:
        if os.getpid() != self._process:
            return
        self.seen.append(change.replace(self._root, ""))
        if len(self.seen) == self._last:
            before_the_end()
            os.killpg(0, signal.SIGKILL)
