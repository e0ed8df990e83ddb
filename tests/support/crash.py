"""Disturb a process at a chosen instant: kill it before a change it makes to a file, change a file as it reads it."""

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


_PAIRS = (("第", "弟"), ("弟", "第"), ("。", "；"), ("；", "。"))


def _altered(data: bytes) -> bytes:
    """Another text, just as long."""
    for old, new in _PAIRS:
        if old.encode() in data:
            return data.replace(old.encode(), new.encode(), 1)
    return data


class Meddler:
    """Changes a text of the site in `root` when this process opens its `nth` one (from 1): just before, or once it was
    read. Its size and times stay."""

    def __init__(self, root: Path, nth: int, *, before: bool) -> None:
        self.changed = ""
        """The file, once it was done."""
        self._root = f"{root}/"
        self._left = nth
        self._before = before
        self._target = ""
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event != "open" or self.changed:
            return
        if self._target:
            self._change()
            return
        path, flags = str(arguments[0]), arguments[2]
        reads = isinstance(flags, int) and not flags & _WRITES
        if reads and path.startswith((f"{self._root}content/", f"{self._root}site_src/")) and path.endswith(".md"):
            self._left -= 1
            if self._left == 0:
                self._target = path
                if self._before:
                    self._change()

    def _change(self) -> None:
        self.changed, path = self._target.replace(self._root, ""), Path(self._target)
        stat, data = path.stat(), path.read_bytes()
        path.write_bytes(_altered(data))
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
