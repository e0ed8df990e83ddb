"""The local server answers as nginx would."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from .server import serve_under
from .test_tree import fill


class Got(NamedTuple):
    status: int
    content_type: str
    location: str | None
    body: str


def get(base: str, path: str, method: str = "GET") -> Got:
    """The answer to a request for a path as it is written (a browser would tidy it first)."""
    connection = HTTPConnection(urlsplit(base).netloc, timeout=10)
    try:
        connection.request(method, path)
        response = connection.getresponse()
        body = response.read().decode()
        return Got(response.status, response.getheader("Content-Type") or "", response.getheader("Location"), body)
    finally:
        connection.close()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("server")
    site = fill(
        root / "site",
        {
            "index.html": "home",
            "404.html": "lost",
            "a/index.html": "a",
            "文/b c.html": "escaped",
            "bare/x.txt": "x",
            **{
                f"types/x.{ending}": "x" for ending in ("xml", "json", "avif", "webp", "js", "css", "svg", "XML", "odd")
            },
        },
    )
    fill(root, {"secret.txt": "secret", "site-secret/index.html": "secret"})
    (site / "loop").symlink_to("loop")
    (site / "out.txt").symlink_to(root / "secret.txt")
    with serve_under(site, "/cxzy/") as address:
        yield address


def test_the_address_is_local_and_ends_in_the_prefix(base: str) -> None:
    assert base.startswith("http://127.0.0.1:")
    assert base.endswith("/cxzy/")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/cxzy/", "home"),
        ("/cxzy/index.html", "home"),
        ("/cxzy/?q=1", "home"),
        ("/cxzy/a/", "a"),
        ("/cxzy/%E6%96%87/b%20c.html", "escaped"),
        ("/cxzy/a/../index.html", "home"),
    ],
)
def test_files_and_the_index_of_folders_are_served(base: str, path: str, body: str) -> None:
    assert get(base, path) == Got(200, "text/html; charset=utf-8", None, body)


@pytest.mark.parametrize(
    ("path", "location"),
    [("/cxzy", "/cxzy/"), ("/cxzy/a", "/cxzy/a/"), ("/cxzy/a?b=c", "/cxzy/a/?b=c"), ("/cxzy/bare", "/cxzy/bare/")],
)
def test_a_folder_without_its_slash_is_redirected(base: str, path: str, location: str) -> None:
    got = get(base, path)
    assert (got.status, got.location) == (301, location)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/a/", "/cxzyz/", "/cxzy/absent", "/cxzy/absent/", "/cxzy/index.html/", "/cxzy/A/"),
        *("/cxzy/../secret.txt", "/cxzy/%2e%2e/secret.txt", "/cxzy/../site-secret/", "/cxzy/out.txt"),
        *("/cxzy//etc/passwd", "/cxzy/loop", "/cxzy/%00", "/cxzy/%ff", "/cxzy/" + 300 * "a"),
    ],
)
def test_what_is_not_there_or_outside_is_404_with_the_sites_own_page(base: str, path: str) -> None:
    assert get(base, path) == Got(404, "text/html; charset=utf-8", None, "lost")


def test_slashes_at_the_front_are_merged_so_that_no_redirect_leads_to_another_host(base: str) -> None:
    assert get(base, "//cxzy/").body == "home"
    assert get(base, "//cxzy/a").location == "/cxzy/a/"


def test_a_folder_without_an_index_is_forbidden(base: str) -> None:
    assert get(base, "/cxzy/bare/").status == 403


@pytest.mark.parametrize(
    ("ending", "content_type"),
    [
        ("xml", "application/xml"),
        ("XML", "application/xml"),
        ("json", "application/json"),
        ("avif", "image/avif"),
        ("webp", "image/webp"),
        ("svg", "image/svg+xml"),
        ("js", "text/javascript; charset=utf-8"),
        ("css", "text/css; charset=utf-8"),
        ("odd", "application/octet-stream"),
    ],
)
def test_types_are_right(base: str, ending: str, content_type: str) -> None:
    assert get(base, f"/cxzy/types/x.{ending}").content_type == content_type


def test_head_has_no_body(base: str) -> None:
    assert get(base, "/cxzy/", "HEAD") == Got(200, "text/html; charset=utf-8", None, "")


def test_a_site_may_lie_at_the_root_and_lack_a_page_for_404(tmp_path: Path) -> None:
    fill(tmp_path, {"index.html": "home", "a/index.html": "a"})
    with serve_under(tmp_path, "/") as base:
        assert urlsplit(base).path == "/"
        assert get(base, "/").body == "home"
        assert get(base, "/a").location == "/a/"
        assert get(base, "/absent") == Got(404, "text/plain; charset=utf-8", None, "404 Not Found\n")


def test_many_can_ask_at_once(base: str) -> None:
    with ThreadPoolExecutor(20) as pool:
        assert {got.status for got in pool.map(lambda _: get(base, "/cxzy/"), range(100))} == {200}


def test_it_stops_and_hangs_up_though_a_connection_is_open(tmp_path: Path) -> None:
    fill(tmp_path, {"index.html": "home"})
    with serve_under(tmp_path, "/x/") as base:
        address = urlsplit(base)
        connection = HTTPConnection(address.netloc, timeout=10)
        connection.request("GET", "/x/")
        connection.getresponse().read()
    assert connection.sock.recv(1) == b""
    connection.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", address.port or 0), timeout=10)


def test_it_says_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with serve_under(tmp_path, "x") as base:
        get(base, "/absent")
        with socket.create_connection(("127.0.0.1", urlsplit(base).port or 0), timeout=10) as client:
            client.sendall(b"nonsense\r\n\r\n")
            client.recv(1)
    assert capfd.readouterr() == ("", "")


def test_texts_are_compressed_for_those_who_ask_and_files_may_be_kept(tmp_path: Path) -> None:
    fill(tmp_path, {"index.html": "文" * 999, "a.css": "b{}" * 999, "a.png": "x" * 999})
    with serve_under(tmp_path, "/cxzy/", compress=True) as base:
        heads = {path: _head(base, path, "gzip, br") for path in ("/cxzy/", "/cxzy/a.css", "/cxzy/a.png")}
        assert "Content-Encoding" not in _head(base, "/cxzy/", "br")
    assert [path for path, head in heads.items() if head.get("Content-Encoding") == "gzip"] == ["/cxzy/", "/cxzy/a.css"]
    assert int(heads["/cxzy/a.css"]["Content-Length"]) < 99
    assert [head["Cache-Control"].startswith("public") for head in heads.values()] == [False, True, True]


def _head(base: str, path: str, encodings: str) -> Message:
    connection = HTTPConnection(urlsplit(base).netloc, timeout=10)
    try:
        connection.request("HEAD", path, headers={"Accept-Encoding": encodings})
        return connection.getresponse().headers
    finally:
        connection.close()
