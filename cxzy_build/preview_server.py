"""`cxzy serve`: the built site on this machine, under its own sub-path, built again when a file changes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

Snapshot = dict[str, tuple[int, int]]
"""Modification time (ns) and size of every file looked at."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves one folder under one path; says nothing on the terminal."""

    def __init__(self, *args: object, base_path: str, **kwargs: object) -> None:
        self._base_path = base_path
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if not urlsplit(self.path).path.startswith(self._base_path):
            self.send_response(302)
            self.send_header("Location", self._base_path)
            self.end_headers()
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        inside = unquote(urlsplit(path).path)[len(self._base_path) :]
        return super().translate_path("/" + inside)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


def make_server(site_dir: Path, base_path: str, port: int) -> ThreadingHTTPServer:
    """A server of `site_dir` at `base_path` on the loopback interface; port 0 takes a free one."""
    handler = partial(_Handler, base_path=base_path, directory=str(site_dir))
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


def snapshot(roots: Iterable[Path]) -> Snapshot:
    """What lies under `roots` (files or folders)."""
    found: Snapshot = {}
    for root in roots:
        paths = [str(root)] if root.is_file() else [os.path.join(d, n) for d, _, names in os.walk(root) for n in names]
        for path in paths:
            try:
                status = os.stat(path)
            except OSError:
                continue
            found[path] = (status.st_mtime_ns, status.st_size)
    return found


def watch(
    roots: Iterable[Path], seen: Snapshot, rebuild: Callable[[], None], stop: threading.Event, every: float = 0.5
) -> None:
    """Call `rebuild` whenever something under `roots` differs from what was `seen`, until `stop` is set.

    Looks again every so many seconds.
    """
    roots = tuple(roots)
    while not stop.wait(every):
        now = snapshot(roots)
        if now != seen:
            seen = now
            rebuild()
