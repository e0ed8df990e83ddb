"""The preview's server: what it answers, what it puts into pages, what it lets nobody see."""

from __future__ import annotations

import http.client
import json
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cxzy_build.delivery.exchange import spare_of, swap_in
from cxzy_build.errors import Position, Problem, Severity
from cxzy_build.preview.live import SHOWN_PROBLEMS, news
from cxzy_build.preview.outcome import State
from cxzy_build.preview.server import OWN, PreviewServer, Serving, with_script

PAGE = "<!doctype html><html><head><title>甲</title></head><body>甲</body></html>"
FILM = bytes(range(256)) * 4000


def lay_out(folder: Path, word: str = "甲") -> Path:
    """A built tree whose pages say `word`."""
    for path, data in {
        "index.html": PAGE.replace("甲", word).encode(),
        "404.html": PAGE.replace("甲", "没有这个页面").encode(),
        "news/index.html": PAGE.encode(),
        "news/film.mp4": FILM,
        "news/计划 一.docx": b"docx",
        "assets/cxzy.css": b"a {}",
        "feed.xml": b"<feed/>",
        "empty.txt": b"",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def site_dir(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "site")


@pytest.fixture
def server(site_dir: Path) -> Iterator[PreviewServer]:
    with PreviewServer(site_dir, State("/cxzy/"), 0) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


Answer = tuple[int, dict[str, str], bytes]


def ask(server: PreviewServer, path: str, method: str = "GET", body: object = None, **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body=None if body is None else json.dumps(body), headers=named)
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, data


def wait(server: PreviewServer, seen: str, *uses: str) -> dict[str, Any]:
    status, _, body = ask(server, f"{OWN}wait", "POST", {"seen": seen, "uses": uses})
    assert status == 200
    answer: dict[str, Any] = json.loads(body)
    return answer


class TestAsNginxWould:
    @pytest.mark.parametrize(
        ("path", "status", "kind"),
        [
            ("/cxzy/", 200, "text/html; charset=utf-8"),
            ("/cxzy/?q=1", 200, "text/html; charset=utf-8"),
            ("/cxzy/news/", 200, "text/html; charset=utf-8"),
            ("/cxzy/news/film.mp4", 200, "video/mp4"),
            ("/cxzy/assets/cxzy.css", 200, "text/css; charset=utf-8"),
            ("/cxzy/feed.xml", 200, "application/xml"),
            ("/cxzy/empty.txt", 200, "text/plain; charset=utf-8"),
            ("/cxzy/assets/", 403, "text/plain; charset=utf-8"),
            ("/cxzy/none/", 404, "text/html; charset=utf-8"),
            ("/cxzy/feed.xml/", 404, "text/html; charset=utf-8"),
            ("//cxzy/news/", 200, "text/html; charset=utf-8"),
            ("//elsewhere/cxzy/", 404, "text/html; charset=utf-8"),
            ("/elsewhere", 404, "text/html; charset=utf-8"),
        ],
    )
    def test_status_and_type(self, server: PreviewServer, path: str, status: int, kind: str) -> None:
        got, headers, _ = ask(server, path)
        assert (got, headers["content-type"]) == (status, kind)
        assert headers["cache-control"] == "no-store"

    @pytest.mark.parametrize(
        ("path", "location"),
        [("/", "/cxzy/"), ("/cxzy", "/cxzy/"), ("/cxzy/news", "/cxzy/news/"), ("/cxzy/news?a=b", "/cxzy/news/?a=b")],
    )
    def test_redirects(self, server: PreviewServer, path: str, location: str) -> None:
        status, headers, _ = ask(server, path)
        assert status in (301, 302)
        assert headers["location"] == location

    def test_what_is_no_page_says_its_status(self, server: PreviewServer, site_dir: Path) -> None:
        assert ask(server, "/cxzy/assets/")[2] == b"403 Forbidden\n"
        (site_dir / "odd/index.html").mkdir(parents=True)
        assert ask(server, "/cxzy/odd/")[2] == b"403 Forbidden\n"

    def test_names_are_read_as_addresses_write_them(self, server: PreviewServer) -> None:
        status, headers, body = ask(server, "/cxzy/news/%E8%AE%A1%E5%88%92%20%E4%B8%80.docx")
        assert (status, body) == (200, b"docx")
        assert headers["content-type"].endswith("wordprocessingml.document")

    @pytest.mark.parametrize("path", ["/cxzy/", "/cxzy/news/film.mp4", "/cxzy/none/", "/cxzy/news", f"{OWN}client.js"])
    def test_head_is_get_without_a_body(self, server: PreviewServer, path: str) -> None:
        status, headers, body = ask(server, path)
        head_status, head_headers, nothing = ask(server, path, "HEAD")
        varying = ("date",)
        assert nothing == b""
        assert head_status == status
        assert {k: v for k, v in head_headers.items() if k not in varying} == {
            k: v for k, v in headers.items() if k not in varying
        }
        assert int(headers["content-length"]) == len(body)

    def test_parts_of_a_film(self, server: PreviewServer) -> None:
        status, headers, body = ask(server, "/cxzy/news/film.mp4", Range="bytes=300-1023")
        assert (status, body) == (206, FILM[300:1024])
        assert headers["content-range"] == f"bytes 300-1023/{len(FILM)}"
        assert headers["accept-ranges"] == "bytes"
        status, headers, _ = ask(server, "/cxzy/news/film.mp4", Range=f"bytes={len(FILM)}-")
        assert (status, headers["content-range"]) == (416, f"bytes */{len(FILM)}")
        status, _, body = ask(server, "/cxzy/news/film.mp4", Range="bytes=0-1", If_Range='"old"')
        assert (status, body) == (200, FILM)

    def test_pages_are_sent_whole(self, server: PreviewServer) -> None:
        status, _, body = ask(server, "/cxzy/", Range="bytes=0-1")
        assert status == 200
        assert body.endswith(b"</html>")

    def test_it_listens_on_this_machine_only(self, server: PreviewServer) -> None:
        assert server.server_address[0] == "127.0.0.1"


class TestWhatIsNotShown:
    @pytest.mark.parametrize(
        "path",
        [
            "/cxzy/../secret.txt",
            "/cxzy/%2e%2e/secret.txt",
            "/cxzy/news/..%2f..%2fsecret.txt",
            "/cxzy/%2fetc/passwd",
            "/cxzy//etc/passwd",
            "//etc/passwd",
            "/cxzy/%00",
            "/cxzy/link.txt",
            f"/cxzy/{'a' * 5000}",
            f"{OWN}../server.py",
            f"{OWN}waiting.html",
            f"{OWN}%2e%2e/server.py",
        ],
    )
    def test_nothing_outside_the_tree(self, server: PreviewServer, site_dir: Path, path: str) -> None:
        (site_dir.parent / "secret.txt").write_text("secret")
        (site_dir / "link.txt").symlink_to(site_dir.parent / "secret.txt")
        status, _, body = ask(server, path)
        assert status == 404
        assert b"secret" not in body
        assert b"root:" not in body

    @pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example:80", ""])
    def test_a_name_of_another_host_reads_no_drafts(self, server: PreviewServer, host: str) -> None:
        status, _, body = ask(server, "/cxzy/", Host=host)
        assert status == 421
        assert "甲" not in body.decode()
        assert ask(server, f"{OWN}wait", "POST", {"seen": "", "uses": []}, Host=host)[0] == 405

    @pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
    def test_names_of_this_machine_do(self, server: PreviewServer, host: str) -> None:
        assert ask(server, "/cxzy/", Host=host)[0] == 200

    def test_pages_take_no_posts(self, server: PreviewServer) -> None:
        assert ask(server, "/cxzy/", "POST", {})[0] == 405

    def test_a_question_that_is_none_is_refused(self, server: PreviewServer) -> None:
        bodies: list[object] = [[], {"seen": ""}, {"seen": "", "uses": 3}]
        for body in bodies:
            assert ask(server, f"{OWN}wait", "POST", body)[0] == 400


class TestScript:
    def test_every_page_has_it_and_the_files_do_not(self, server: PreviewServer, site_dir: Path) -> None:
        for path in ("/cxzy/", "/cxzy/news/", "/cxzy/none/"):
            assert ask(server, path)[2].count(b"data-cx-preview") == 1
        assert b"data-cx-preview" not in b"".join(p.read_bytes() for p in site_dir.rglob("*.html"))
        assert b"data-cx-preview" not in ask(server, "/cxzy/feed.xml")[2]

    def test_it_stands_at_the_end_of_the_head(self) -> None:
        page = with_script(PAGE.encode(), "200:a", "1-2").decode()
        assert re.search(r'</title><script type="module" src="/__preview/client.js"[^>]*></script></head>', page)
        assert 'data-sign="200:a" data-tree="1-2"' in page

    @pytest.mark.parametrize("html", [b"<p>", b"", b"<!DOCTYPE html><p>", b"<!doctype"])
    def test_a_page_without_a_head_has_it_at_its_start(self, html: bytes) -> None:
        page = with_script(html, "", "")
        assert page.replace(page[page.index(b"<script") : page.index(b"</script>") + 9], b"") == html
        assert not page.startswith(b"<script") or b"<!DOCTYPE" not in html

    def test_its_files_are_there(self, server: PreviewServer) -> None:
        for name, kind in (
            ("client.js", "text/javascript"),
            ("panel.js", "text/javascript"),
            ("panel.css", "text/css"),
        ):
            status, headers, body = ask(server, OWN + name)
            assert (status, headers["content-type"]) == (200, f"{kind}; charset=utf-8")
            assert body

    def test_the_sign_in_a_page_is_the_one_that_is_told(self, server: PreviewServer) -> None:
        for path in ("/cxzy/", "/cxzy/none/"):
            page = ask(server, path)[2].decode()
            told = wait(server, "", path)
            assert f'data-sign="{told["uses"][path]}"' in page
            assert f'data-tree="{told["tree"]}"' in page

    def test_a_page_that_was_there_is_told_to_be_gone(self, server: PreviewServer, site_dir: Path) -> None:
        assert b"data-gone" not in ask(server, "/cxzy/none/")[2]
        assert ask(server, "/cxzy/news/")[0] == 200
        (site_dir / "news/index.html").rename(site_dir / "news/elsewhere.html")
        (site_dir / "news").rename(site_dir / "other")
        status, _, body = ask(server, "/cxzy/news/")
        assert status == 404
        assert b"data-gone" in body


class TestBeforeTheFirstBuild:
    def test_every_address_has_a_page_that_waits(self, server: PreviewServer, site_dir: Path) -> None:
        site_dir.rename(site_dir.with_name("away"))
        for path in ("/cxzy/", "/cxzy/news/x/"):
            status, headers, body = ask(server, path)
            assert (status, headers["content-type"]) == (503, "text/html; charset=utf-8")
            assert b"data-cx-preview" in body
            assert "还没有网站可看" in body.decode()
        waiting = wait(server, "", "/cxzy/")
        site_dir.with_name("away").rename(site_dir)
        there = wait(server, "", "/cxzy/")
        assert waiting["uses"] != there["uses"]
        assert waiting["tree"] == "" != there["tree"]


class TestNews:
    def test_who_has_seen_nothing_is_told_at_once_and_then_when_there_is_more(self, server: PreviewServer) -> None:
        first = wait(server, "", "/cxzy/")
        assert (first["good"], first["problems"], first["building"]) == (True, [], False)
        answers: list[dict[str, Any]] = []
        waiting = threading.Thread(target=lambda: answers.append(wait(server, first["mark"], "/cxzy/")))
        waiting.start()
        problem = Problem(Position("content/a.md", 3, 7), "code", "错了", "这样改")
        server.tell(State("/cxzy/", False, (problem,)))
        waiting.join(30)
        assert [answer["good"] for answer in answers] == [False]
        assert answers[0]["problems"][0] == {
            "file": "content/a.md", "line": 3, "column": 7, "code": "code", "severity": "error",
            "message": "错了", "hint": "这样改",
        }  # fmt: skip
        assert answers[0]["mark"] != first["mark"]

    def test_no_news_are_told_after_a_while(self, server: PreviewServer, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("cxzy_build.preview.server.HELD", 0.01)
        first = wait(server, "")
        assert wait(server, first["mark"])["mark"] == first["mark"]

    def test_marks_of_a_server_that_is_gone_are_not_known(self, server: PreviewServer, site_dir: Path) -> None:
        with PreviewServer(site_dir, State("/cxzy/"), 0) as other:
            assert other.board.wait("", 0)[0] != server.board.wait("", 0)[0]

    def test_errors_come_first_and_not_more_than_a_person_reads(self) -> None:
        warnings = [Problem(Position("a", n), "w", "甲", severity=Severity.WARNING) for n in range(1, SHOWN_PROBLEMS)]
        errors = [Problem(Position("b", n), "e", "乙") for n in range(1, 4)]
        told = news(State("/", False, (*warnings, *errors)))
        assert [p["severity"] for p in told["problems"][:4]] == ["error"] * 3 + ["warning"]
        assert len(told["problems"]) == SHOWN_PROBLEMS
        assert (told["errors"], told["warnings"]) == (3, SHOWN_PROBLEMS - 1)

    def test_signs_differ_where_bytes_or_status_do(self, server: PreviewServer, site_dir: Path) -> None:
        paths = ("/cxzy/", "/cxzy/news/", "/cxzy/news/film.mp4", "/cxzy/none/")
        before = wait(server, "", *paths)
        lay_out(spare_of(site_dir), "乙")
        swap_in(spare_of(site_dir), site_dir)
        after = wait(server, "", *paths)
        assert [path for path in paths if before["uses"][path] != after["uses"][path]] == ["/cxzy/"]
        assert before["tree"] != after["tree"]
        swap_in(spare_of(site_dir), site_dir)
        again = wait(server, "", *paths)
        assert again["uses"] == before["uses"]
        assert again["tree"] not in (before["tree"], after["tree"])

    def test_a_site_that_moves_to_another_path_is_found_from_the_old_one(self, server: PreviewServer) -> None:
        server.tell(State("/new/"))
        status, headers, _ = ask(server, "/cxzy/news/?a=b")
        assert (status, headers["location"]) == (302, "/new/news/?a=b")
        assert ask(server, "/new/news/")[0] == 200
        server.tell(State("/cxzy/"))
        assert ask(server, "/cxzy/news/")[0] == 200
        assert ask(server, "/new/news/")[0] == 302


def test_no_request_fails_while_trees_are_exchanged(server: PreviewServer, site_dir: Path) -> None:
    spare = lay_out(spare_of(site_dir), "乙")
    seen: set[tuple[int, str]] = set()
    stop = threading.Event()

    def exchange() -> None:
        while not stop.is_set():
            swap_in(spare, site_dir)
            stop.wait(0.0005)

    exchanging = threading.Thread(target=exchange)
    exchanging.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)
    for _ in range(300):
        for path in ("/cxzy/", "/cxzy/news/film.mp4"):
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            word = "film" if body == FILM else "".join(re.findall("<title>(.)</title>", body.decode()))
            seen.add((answer.status, word))
    stop.set()
    exchanging.join()
    assert seen == {(200, "甲"), (200, "乙"), (200, "film")}


@pytest.mark.parametrize("length", ["abc", "-1", "", "9" * 5000])
def test_a_question_without_a_length_is_none(server: PreviewServer, length: str) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as client:
        head = f"POST {OWN}wait HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"
        client.sendall(head.encode())
        assert client.recv(100).startswith(b"HTTP/1.1 405")


def test_what_was_told_holds_at_once(site_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the server, a process of its own, takes its time: the terminal must not know more than the browser."""
    told = PreviewServer.tell

    def slowly(self: PreviewServer, state: State) -> None:
        threading.Event().wait(0.3)
        told(self, state)

    monkeypatch.setattr(PreviewServer, "tell", slowly)
    serving = Serving(site_dir, State("/cxzy/"), 0)
    try:
        serving.tell(State("/cxzy/", False, ()))
        connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=10)
        connection.request("POST", f"{OWN}wait", json.dumps({"seen": "", "uses": []}))
        assert json.load(connection.getresponse())["good"] is False
    finally:
        serving.stop()


def test_a_client_that_hangs_up_is_no_error(server: PreviewServer, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", server.server_port)) as client:
            client.sendall(b"GET /cxzy/news/film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert ask(server, "/cxzy/")[0] == 200
    assert capfd.readouterr().err == ""
