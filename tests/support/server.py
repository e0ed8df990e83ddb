"""A local web server that serves a built site under a sub-path, as nginx would in production."""

from __future__ import annotations

import gzip
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

# Spelt out, so that the host's own table of types has no say. Text is UTF-8, as the site writes it.
MIME_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".map": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".wasm": "application/wasm",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
_UNKNOWN_TYPE = "application/octet-stream"

# What nginx is told to compress besides text/*, and for how long what is no page may be kept.
_TEXTS = ("/json", "+json", "/xml", "+xml")
_KEPT = "public, max-age=31536000"

Request = socket.socket | tuple[bytes, socket.socket]  # as socketserver has it; of TCP it is the first


@dataclass(frozen=True)
class Answer:
    """What the server says to a request: a status, a body with its type, and for a redirect the address."""

    status: HTTPStatus
    body: bytes
    content_type: str
    location: str | None = None


class StaticSite:
    """A folder below a path of a web server: which answer each request target has."""

    def __init__(self, directory: Path, prefix: str) -> None:
        self.directory = directory.resolve(strict=True)
        self.prefix = "/" + prefix.strip("/") + "/" if prefix.strip("/") else "/"

    def answer(self, target: str) -> Answer:
        """The answer to GET of a request target, which is a path and perhaps a query."""
        parts = urlsplit(target if not target.startswith("//") else "/" + target.lstrip("/"))
        if parts.path + "/" == self.prefix:
            return _redirect(self.prefix, parts.query)
        if not parts.path.startswith(self.prefix):
            return self._not_found()
        path = self._inside(unquote(parts.path.removeprefix(self.prefix), errors="replace"))
        if path is None:
            return self._not_found()
        if path.is_dir():
            return self._folder(path, parts.path, parts.query)
        # A path that ends in a slash names a folder, never a file.
        return self._not_found() if parts.path.endswith("/") or not path.is_file() else _file(path)

    def _inside(self, relative: str) -> Path | None:
        """The file or folder at a path below the directory, or None if there is none or it lies outside."""
        # ValueError: a zero byte; RuntimeError: links in a circle; OSError: not there, a name too long, …
        with suppress(OSError, RuntimeError, ValueError):
            path = (self.directory / relative.lstrip("/")).resolve(strict=True)
            return path if path.is_relative_to(self.directory) else None
        return None

    def _folder(self, path: Path, request_path: str, query: str) -> Answer:
        """A folder: its slash first, then its index.html; a listing is forbidden, as it is by default in nginx."""
        if not request_path.endswith("/"):
            return _redirect(request_path + "/", query)
        index = path / "index.html"
        return _file(index) if index.is_file() else _short(HTTPStatus.FORBIDDEN)

    def _not_found(self) -> Answer:
        page = self.directory / "404.html"
        return _file(page, HTTPStatus.NOT_FOUND) if page.is_file() else _short(HTTPStatus.NOT_FOUND)


def _file(path: Path, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(status, path.read_bytes(), MIME_TYPES.get(path.suffix.lower(), _UNKNOWN_TYPE))


def _short(status: HTTPStatus) -> Answer:
    return Answer(status, f"{status.value} {status.phrase}\n".encode(), MIME_TYPES[".txt"])


def _redirect(path: str, query: str) -> Answer:
    short = _short(HTTPStatus.MOVED_PERMANENTLY)
    return Answer(short.status, short.body, short.content_type, path + ("?" + query if query else ""))


def _is_asset(answer: Answer) -> bool:
    return answer.status == HTTPStatus.OK and not answer.content_type.startswith("text/html")


def _is_text(answer: Answer) -> bool:
    return answer.content_type.startswith("text/") or answer.content_type.endswith(_TEXTS)


class _Handler(BaseHTTPRequestHandler):
    """Puts answers on the wire; connections are kept open between requests."""

    protocol_version = "HTTP/1.1"
    server_version = "test"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body leave together: no wait for the client's delayed acknowledgement
    server: _Server

    def do_GET(self) -> None:
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        self._send(with_body=False)

    def _send(self, *, with_body: bool) -> None:
        answer = self.server.site.answer(self.path)
        body = answer.body
        self.send_response_only(answer.status)
        self.send_header("Content-Type", answer.content_type)
        if self.server.compress:
            self.send_header("Cache-Control", _KEPT if _is_asset(answer) else "no-cache")
            if _is_text(answer) and "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, compresslevel=6, mtime=0)
                self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        if answer.location is not None:
            self.send_header("Location", answer.location)
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: tests are quiet."""


class _Server(ThreadingHTTPServer):
    """A thread for each connection; closing the server ends the connections that are still open."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, site: StaticSite, *, compress: bool) -> None:
        self.site = site
        self.compress = compress
        self._open: set[Request] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def process_request(self, request: Request, client_address: object) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Request) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Request, client_address: object) -> None:
        """A client that hangs up is no error: browsers do so whenever they leave a page."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def server_close(self) -> None:
        super().server_close()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    _hang_up(connection)


def _hang_up(connection: Request) -> None:
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def serve_under(directory: Path, prefix: str, *, compress: bool = False) -> Iterator[str]:
    """Serve the folder under a path such as ``/cxzy/`` and give the address of its home page.

    As nginx does: a folder answers with its ``index.html``, and with 301 to the same path and a slash
    when the slash lacks; a folder without an index is 403; all else that isn't there, below the prefix or
    outside it, is 404 with the body of the site's own ``404.html`` if it has one. ``compress``: texts go out
    with gzip, and files other than pages with leave to be kept for a year, as a server in production is set.
    """
    site = StaticSite(directory, prefix)
    with _Server(site, compress=compress) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{site.prefix}"
        finally:
            server.shutdown()
            thread.join()
