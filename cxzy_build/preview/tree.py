"""The built tree as a web server sees it: which answer a path has, and by what sign its bytes are known.

The tree is exchanged for another while it is read, so every look goes by path, and what was opened is read to its end.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

from xxhash import xxh3_128

AGAIN_AFTER = 0.01
"""Seconds until a second look for what is not there: on some file systems the exchange takes two steps."""

_SIGNS = 50_000
"""Signs kept at most; one is kept for each file that was asked for and stays the same."""

Identity = tuple[int, int, int, int]


@dataclass(frozen=True)
class Found:
    """What stands at a path: an open file with its size, or the status that says why there is none.

    location: for a redirect, from the host's root, quoted.
    """

    status: HTTPStatus
    name: str = ""
    descriptor: int = -1
    size: int = 0
    identity: Identity = (0, 0, 0, 0)
    location: str = ""

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The file's bytes from `start` to before `stop`."""
        place, end = start, self.size if stop is None else stop
        while place < end and (part := os.pread(self.descriptor, min(1 << 18, end - place), place)):
            yield part
            place += len(part)


_NOWHERE = Found(HTTPStatus.NOT_FOUND)


class ServedTree:
    """The site in `folder`, under the path `base`."""

    def __init__(self, folder: Path, base: str) -> None:
        self.folder = folder
        self._bases = [base]
        self._signs: dict[Identity, str] = {}

    @property
    def base(self) -> str:
        return self._bases[-1]

    def move(self, base: str) -> None:
        """From now on the site is under this path; addresses under the one before lead there."""
        if base != self.base:
            self._bases = [*(b for b in self._bases if b != base), base]

    @property
    def identity(self) -> str:
        """Differs from that of every other tree that was, or will be, in the folder's place; empty: there is none."""
        try:
            status = os.stat(self.folder)
        except FileNotFoundError:
            return ""
        return f"{status.st_ino:x}-{status.st_ctime_ns:x}"  # an exchange counts as a change of both

    @property
    def is_there(self) -> bool:
        return (self.folder / "index.html").is_file()

    @contextmanager
    def find(self, path: str) -> Iterator[Found]:
        """What a web server has for a request's path: the answer, and for what is not there the site's own page."""
        found = self._find(path)
        if found.status == HTTPStatus.NOT_FOUND:
            if not self.is_there:
                found = Found(HTTPStatus.SERVICE_UNAVAILABLE)
            elif page := self._open("404.html"):
                found = Found(HTTPStatus.NOT_FOUND, page.name, page.descriptor, page.size, page.identity)
        try:
            yield found
        finally:
            if found.descriptor >= 0:
                os.close(found.descriptor)

    def sign(self, path: str) -> str:
        """Tells apart the answers that the path has from build to build: status, and digest of the bytes."""
        with self.find(path) as found:
            return self.sign_of(found)

    def sign_of(self, found: Found) -> str:
        if found.descriptor < 0:
            return f"{found.status}:{found.location}"
        if found.identity not in self._signs:
            if len(self._signs) >= _SIGNS:
                self._signs.clear()
            digest = xxh3_128()
            for part in found.read():
                digest.update(part)
            self._signs[found.identity] = digest.hexdigest()
        return f"{found.status}:{self._signs[found.identity]}"

    def _find(self, path: str) -> Found:
        if path == self.base.rstrip("/") or path == "/" != self.base:
            return Found(HTTPStatus.FOUND, location=self.base)
        if not path.startswith(self.base):
            former = next((b for b in self._bases if path.startswith(b)), None)
            return Found(HTTPStatus.FOUND, location=self.base + path[len(former) :]) if former else _NOWHERE
        inside = unquote(path[len(self.base) :], errors="replace")
        parts = inside.split("/")
        if "\0" in inside or ".." in parts or "" in parts[:-1]:
            return _NOWHERE
        if parts[-1]:
            return self._open(inside, path + "/") or _NOWHERE
        if page := self._open(f"{inside}index.html"):
            return page
        is_folder = os.path.isdir(self.folder / inside) and self.is_there
        return Found(HTTPStatus.FORBIDDEN if is_folder else HTTPStatus.NOT_FOUND)

    def _open(self, inside: str, as_folder: str = "") -> Found | None:
        """The file at a path below the folder; a redirect to `as_folder` if it is a folder; None if it is neither."""
        full = os.path.join(self.folder, inside)
        try:
            descriptor = _opened(full)
        except FileNotFoundError:
            time.sleep(AGAIN_AFTER)
            try:
                descriptor = _opened(full)
            except OSError:
                return None
        except OSError:  # a file where a folder should be, a link, a name too long
            return None
        status = os.fstat(descriptor)
        if stat.S_ISREG(status.st_mode):
            identity = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
            return Found(HTTPStatus.OK, os.path.basename(inside), descriptor, status.st_size, identity)
        os.close(descriptor)
        if stat.S_ISDIR(status.st_mode) and as_folder:
            return Found(HTTPStatus.MOVED_PERMANENTLY, location=as_folder)
        return None


def _opened(path: str) -> int:
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
