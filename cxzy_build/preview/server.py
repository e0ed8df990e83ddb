"""The preview's web server: the built tree as nginx would serve it, and a script that keeps the page up to date.

It runs in a process of its own, with a thread for each connection; the one who builds forks and has no threads.
"""

from __future__ import annotations

import gc
import json
import socket
import sys
import threading
from contextlib import suppress
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..background import Background
from ..pool import one_way
from .live import Noticeboard, news
from .media_types import HTML, TEXT, media_type
from .outcome import State
from .ranges import Unsatisfiable, wanted_range
from .tree import Found, ServedTree

OWN = "/__preview/"
"""Where the preview's own files are; below the host's root, so that no path of the site can be meant."""

HELD = 25.0
"""Seconds that a browser's question waits for news; then it asks again."""

_LONGEST_QUESTION = 1 << 20
_DIGITS = 9
"""Of a length: more are none of ours, and thousands are more than Python reads."""

_HOSTS = {"127.0.0.1", "localhost", "[::1]"}
_FILES = Path(__file__).parent / "browser"
_SERVED = {"client.js", "panel.js", "panel.css"}
_Request = socket.socket | tuple[bytes, socket.socket]  # as socketserver has it; of TCP it is the first


class PreviewServer(ThreadingHTTPServer):
    """Serves one folder on the loopback interface; port 0 takes a free one. OSError if the port cannot be had."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, folder: Path, state: State, port: int) -> None:
        self.tree = ServedTree(folder, state.base_path)
        self.board = Noticeboard(state)
        self.shown: set[str] = set()
        """Paths of pages that were there when somebody looked."""
        super().__init__(("127.0.0.1", port), _Handler)

    def tell(self, state: State) -> None:
        self.tree.move(state.base_path)
        self.board.post(state)

    def handle_error(self, request: _Request, client_address: object) -> None:
        """A client that hangs up is no error: browsers do so whenever they leave a page."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Serving:
    """The server at work in a process of its own, seen from the one who builds."""

    def __init__(self, folder: Path, state: State, port: int) -> None:
        states, self._states = one_way()
        self._receipts, receipts = one_way()
        server = PreviewServer(folder, state, port)
        self.port = server.server_port
        self._process = Background(lambda: _serve(server, states, receipts))
        self.ended = self._process.ended
        server.socket.close()  # the child's from now on: no build is to hold the port
        states.close()
        receipts.close()

    def tell(self, state: State) -> None:
        """Returns when it holds for whoever asks: what is said on the terminal is then in the browser too."""
        with suppress(BrokenPipeError, EOFError):  # its end is noticed where it is waited for
            self._states.send(state)
            self._receipts.recv()

    def result(self) -> None:
        """Raise what ended it."""
        self._process.result()

    def stop(self) -> None:
        self._process.stop()
        self._states.close()
        self._receipts.close()


def _serve(server: PreviewServer, states: Connection, receipts: Connection) -> None:
    gc.enable()  # it lives for hours
    threading.Thread(target=server.serve_forever, daemon=True).start()
    while True:
        server.tell(states.recv())
        receipts.send(True)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "preview"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together
    timeout = 60
    server: PreviewServer

    def do_GET(self) -> None:
        if not self._is_ours():
            self._short(HTTPStatus.MISDIRECTED_REQUEST, "请用 127.0.0.1 或 localhost 打开预览。")
            return
        parts = urlsplit(self.path)
        if parts.path.startswith(OWN):
            self._own_file(parts.path.removeprefix(OWN))
            return
        with self.server.tree.find(parts.path) as found:
            if found.location:
                query = f"?{parts.query}" if parts.query else ""
                self._head(found.status, TEXT, 0, {"Location": found.location + query})
            elif found.status == HTTPStatus.SERVICE_UNAVAILABLE:
                self._page(found, parts.path, (_FILES / "waiting.html").read_bytes())
            elif found.descriptor < 0:
                self._short(found.status)
            elif media_type(found.name) == HTML:
                self._page(found, parts.path, b"".join(found.read()))
            else:
                self._file(found)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """A browser's question: whether anything changed since what it has seen."""
        given = self.headers.get("Content-Length") or ""
        length = int(given) if given.isdecimal() and len(given) < _DIGITS else -1
        if urlsplit(self.path).path != f"{OWN}wait" or not self._is_ours() or not 0 <= length <= _LONGEST_QUESTION:
            self.close_connection = True  # the body is left unread
            self._short(HTTPStatus.METHOD_NOT_ALLOWED)
            return
        try:
            question = json.loads(self.rfile.read(length))
            seen, uses = str(question["seen"]), [str(path) for path in question["uses"]]
        except (ValueError, KeyError, TypeError):
            self._short(HTTPStatus.BAD_REQUEST)
            return
        self._bytes(HTTPStatus.OK, "application/json", json.dumps(self._answer(seen, uses)).encode())

    def _answer(self, seen: str, uses: list[str]) -> dict[str, Any]:
        """The news, and the signs of all that the page uses, taken from one tree."""
        mark, state = self.server.board.wait(seen, HELD)
        tree = self.server.tree
        while True:
            identity = tree.identity
            signs = {path: tree.sign(path) for path in uses}
            if identity == tree.identity:
                return {"mark": mark, "tree": identity, "uses": signs, **news(state)}

    def _is_ours(self) -> bool:
        """Whether it is asked for by a name of this machine: another's page must not read drafts by its own name."""
        host = self.headers.get("Host") or ""
        return (host if host.endswith("]") else host.rpartition(":")[0] or host) in _HOSTS

    def _own_file(self, name: str) -> None:
        if name in _SERVED:
            self._bytes(HTTPStatus.OK, media_type(name), (_FILES / name).read_bytes())
        else:
            self._short(HTTPStatus.NOT_FOUND)

    def _page(self, found: Found, path: str, html: bytes) -> None:
        """A page with the script put in, and what the script has to know of it."""
        gone = found.status == HTTPStatus.NOT_FOUND and path in self.server.shown
        if found.status == HTTPStatus.OK:
            self.server.shown.add(path)
        tree = self.server.tree
        self._bytes(found.status, HTML, with_script(html, tree.sign_of(found), tree.identity, gone=gone))

    def _file(self, found: Found) -> None:
        kind = media_type(found.name)
        if found.status != HTTPStatus.OK:
            self._head(found.status, kind, found.size, {})
            self._body(found, 0, found.size)
            return
        try:
            span = wanted_range(self.headers.get("Range", ""), found.size) if "If-Range" not in self.headers else None
        except Unsatisfiable:
            self._head(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, TEXT, 0, {"Content-Range": f"bytes */{found.size}"})
            return
        start, stop = span or (0, found.size)
        partial = {"Content-Range": f"bytes {start}-{stop - 1}/{found.size}"} if span else {}
        status = HTTPStatus.PARTIAL_CONTENT if span else HTTPStatus.OK
        self._head(status, kind, stop - start, {"Accept-Ranges": "bytes", **partial})
        self._body(found, start, stop)

    def _short(self, status: HTTPStatus, text: str = "") -> None:
        self._bytes(status, TEXT, f"{text or f'{status.value} {status.phrase}'}\n".encode())

    def _bytes(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self._head(status, kind, len(body), {})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _head(self, status: HTTPStatus, kind: str, length: int, more: dict[str, str]) -> None:
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(length), "Cache-Control": "no-store"}
        for name, value in {**headers, "X-Content-Type-Options": "nosniff", **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def _body(self, found: Found, start: int, stop: int) -> None:
        if self.command != "HEAD":
            for part in found.read(start, stop):
                self.wfile.write(part)

    def log_message(self, format: str, *args: object) -> None:
        """The terminal is for builds."""


def with_script(html: bytes, sign: str, tree: str, *, gone: bool = False) -> bytes:
    """The page with our script at the end of its head, or at its start where it has none."""
    marks = f' data-sign="{escape(sign)}" data-tree="{escape(tree)}"{" data-gone" if gone else ""}'
    tag = f'<script type="module" src="{OWN}client.js" data-cx-preview{marks}></script>'.encode()
    head, found, rest = html.partition(b"</head>")
    if found:
        return head + tag + found + rest
    start = html[: html.find(b">") + 1] if html[:9].lower() == b"<!doctype" else b""
    return start + tag + html[len(start) :]
