"""What only the writer's own computer or network can open is told before it is published."""

from __future__ import annotations

import pytest
from fixtures.sites import LAUNCH, Site

from cxzy_build.source.mistyped import mistakes_in
from cxzy_build.source.text_files import TextFile

SITE = "https://www.example.edu.cn/cxzy/"


def told(body: str, front: str = "title: 甲", site_url: str = SITE) -> list[str]:
    """Place and hint of each warning about a file."""
    found = [*mistakes_in(TextFile("a.md", f"---\n{front}\n---\n\n{body}\n"), site_url)]
    assert {(one.code, one.is_error) for one in found} <= {("local-address", False)}
    return [f"{one.position.line}:{one.position.column} {one.hint}" for one in found]


@pytest.mark.parametrize(
    ("body", "place", "meant"),
    [
        ("见[甲](http://127.0.0.1:8000/cxzy/news/2011/04/x/)。", "5:6", "/news/2011/04/x/"),
        ("[甲](<HTTP://LocalHost/cxzy/>)", "5:6", "/"),
        ("[甲](http://0.0.0.0:8000/cxzy)", "5:5", "/"),
        ("[甲](http://[::1]:8000/plan/#a)", "5:5", "/plan/"),
        ("[甲](http://localhost)", "5:5", "/"),
        ("<http://localhost:8000/x/>", "5:2", "/x/"),
        ("[甲][1]\n\n[1]: http://localhost:8000/cxzy/x/", "7:6", "/x/"),
        ('<a class="b" href="http://127.0.0.1:8000/cxzy/x/">甲</a>', "5:20", "/x/"),
        ("[![图](a.jpg)](http://localhost:8000/cxzy/x/)", "5:15", "/x/"),
    ],
)
def test_an_address_of_the_preview(body: str, place: str, meant: str) -> None:
    (line,) = told(body)
    assert line.startswith(f"{place} ")
    assert f"`{meant}`" in line


@pytest.mark.parametrize("host", ["10.1.2.3", "192.168.0.8:81", "172.16.0.1", "172.31.255.1", "u@10.0.0.1"])
def test_an_address_of_the_inner_network(host: str) -> None:
    assert told(f"[甲](http://{host}/a.htm)") == ["5:5 改成公开的网址；只给校内看的不必理会"]
    assert told("文", f"title: 甲\nevidence: [x, https://{host}/a]") == ["3:15 改成公开的网址；只给校内看的不必理会"]
    assert told("文", f"title: 甲\nsource: 校报 http://{host}") == ["3:12 改成公开的网址；只给校内看的不必理会"]


@pytest.mark.parametrize(
    "body",
    [
        "[甲](http://www.example.edu.cn/a)、<https://11.0.0.1/>、[乙](http://172.32.0.1/)、[丙](http://10.example.edu/)",
        "[甲](http://localhost.example.edu.cn/)、[乙](http://127.0.0.1.example.edu.cn/)",
        "打开 `[预览](http://localhost:8000/)`，或 http://localhost:8000/。",
        "<!-- [甲](http://localhost/) -->",
        "[甲](http://www.example.edu.cn/?to=http://localhost/)",
    ],
)
def test_what_readers_can_open_or_cannot_follow(body: str) -> None:
    assert told(body) == []


def test_a_file_must_be_no_address_at_all_and_a_comment_is_for_nobody() -> None:
    assert told("文", "attachments:\n  - file: http://localhost/a.pdf\n  - {file: http://10.0.0.1/b.pdf}") == []
    assert told("文", "# http://localhost/\nsource: 校报  # http://localhost/") == []


def test_a_site_for_the_inner_network_may_link_to_it() -> None:
    assert told("[甲](http://10.1.2.4/)", site_url="http://10.1.2.3/cxzy/") == []


def test_pages_of_both_kinds_are_looked_at(site: Site) -> None:
    site.append(LAUNCH, "\n[甲](http://localhost:8000/cxzy/x/)\n")
    site.page("help.md", "# 说明\n\n[甲](http://localhost:8000/cxzy/x/)\n")
    told = [(one.code, one.position.file, "`/x/`" in one.hint) for one in site.check()]
    assert told == [("local-address", f"content/{LAUNCH}", True), ("local-address", "site_src/help.md", True)]


def test_a_picture_of_this_computer_is_one_error(site: Site) -> None:
    site.append(LAUNCH, "\n![甲](http://localhost:8000/cxzy/a.jpg)\n")
    assert [one.code for one in site.problems()] == ["foreign-resource"]
