"""The crawler reaches what it should, and finds each kind of broken or foreign reference."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from . import crawl as crawl_module
from .crawl import CrawlReport, crawl, unreached
from .links import read_css, read_html, read_srcset
from .server import serve_under
from .test_tree import fill

HOME = "<!doctype html><title>t</title><h1 id=top-title>t</h1>"


def crawled(
    directory: Path, files: Mapping[str, str], *, site_url: str | None = None, also: tuple[str, ...] = ()
) -> CrawlReport:
    """The report of a crawl of a site of these files below /cxzy/."""
    fill(directory, dict(files))
    with serve_under(directory, "/cxzy/") as base:
        return crawl(base, site_url=site_url, also=also)


def below(report: CrawlReport, urls: tuple[str, ...]) -> list[str]:
    return [url.removeprefix(report.base_url) for url in urls]


def broken(report: CrawlReport) -> list[tuple[str, str, str]]:
    return [(page.removeprefix(report.base_url), link, reason) for page, link, reason in report.broken]


def faults_of(directory: Path, body: str, extra: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """The broken references, with the reasons, of a home page with this body."""
    report = crawled(directory, {"index.html": HOME + body, **(extra or {})})
    assert {page for page, _, _ in broken(report)} <= {"", "s.css"}
    return [(link, reason) for _, link, reason in report.broken]


def test_all_that_links_reach_is_reached_from_the_home_page(tmp_path: Path) -> None:
    report = crawled(
        tmp_path,
        {
            "index.html": HOME + '<a href="a/">a</a><a href="mailto:x@y">m</a><a href="javascript:0">j</a>',
            "a/index.html": HOME + '<a href="../文/">b</a><link rel=stylesheet href="/cxzy/s.css?v=1">',
            "文/index.html": HOME + '<a href="/cxzy/c.html#x">c</a><a href="">self</a><a href="?q=1">query</a>',
            "c.html": '<meta http-equiv=refresh content="0; url=d.html"><p id=x>',
            "d.html": HOME + '<svg><a xlink:href="e.html"/></svg><map><area href="f.html"></map>',
            "e.html": HOME
            + '<link rel=next href="g.html"><form action="absent"></form><template><a href=absent></template>',
            "f.html": HOME,
            "g.html": HOME + '<a href="https://example.org/absent">elsewhere</a>',
            "s.css": "@font-face{src:url(f.woff2)}/* url(absent) */",
            "f.woff2": "",
            "island.html": HOME + '<a href="a/">a</a>',
        },
    )
    pages = ["", "%E6%96%87/", "a/", "c.html", "d.html", "e.html", "f.html", "g.html"]
    assert below(report, report.pages) == pages
    assert below(report, report.resources) == ["f.woff2", "s.css"]
    assert (report.broken, report.foreign, report.redirected) == ((), (), ())
    assert unreached(tmp_path, report) == ["island.html"]
    assert unreached(tmp_path, report, allowed=["isl*.html"]) == []


@pytest.mark.parametrize(
    "body",
    [
        '<a href="absent/">',
        '<area href="absent/">',
        '<img src="absent/">',
        '<img src="data:," srcset="data:,x 1x, absent/ 2x">',
        '<picture><source srcset="absent/ 100w"></picture>',
        '<script src="absent/"></script>',
        '<link rel="stylesheet" href="absent/">',
        '<link rel="preload" as="image" imagesrcset="absent/ 1x">',
        '<link rel="alternate" type="application/atom+xml" href="absent/">',
        '<video src="absent/"></video>',
        '<video poster="absent/"></video>',
        '<video><source src="absent/"><track src="data:,"></video>',
        '<audio src="absent/"></audio>',
        '<iframe src="absent/"></iframe>',
        '<object data="absent/"></object>',
        '<svg><use href="absent/"/></svg>',
        '<svg><image href="absent/"/></svg>',
        '<meta http-equiv="Refresh" content="5;URL=\'absent/\'">',
        "<p style=\"background:url('absent/')\">",
        '<style>@import "absent/";</style>',
        '<noscript><img src="absent/"></noscript>',
        '<a href=" absent/\n">',
        '<base href="/cxzy/x/"><a href="../absent/">',
        '<base href="/cxzy/x/"><a href="../absent/"><a href="../">',
    ],
)
def test_each_kind_of_reference_is_followed(tmp_path: Path, body: str) -> None:
    [(link, reason)] = faults_of(tmp_path, body)
    assert link.strip().removeprefix("../") == "absent/"
    assert reason == "status 404"


@pytest.mark.parametrize(
    ("body", "link", "reason"),
    [
        ('<a href="/a/">', "/a/", "outside /cxzy/"),
        ('<a href="../a/">', "../a/", "outside /cxzy/"),
        ('<a href="/cxzy">', "/cxzy", "outside /cxzy/"),
        ('<img src="">', "", "empty"),
        ("<script src></script>", "", "empty"),
        ('<a href="http://[x/">', "http://[x/", "not an address: Invalid IPv6 URL"),
        ('<a href="bare/">', "bare/", "status 403"),
        ('<a href="#absent">', "#absent", "no element with the id 'absent'"),
        ('<a href="b.html#absent">', "b.html#absent", "no element with the id 'absent'"),
        ('<a href="b.html#%E6%97%A0">', "b.html#%E6%97%A0", "no element with the id '无'"),
        ('<svg><use href="s.svg#absent"/></svg>', "s.svg#absent", "no element with the id 'absent'"),
        ('<link rel="stylesheet" href="s.css">', "absent.png", "status 404"),
    ],
)
def test_each_reason_is_given(tmp_path: Path, body: str, link: str, reason: str) -> None:
    extra = {
        "bare/x.txt": "",
        "b.html": HOME,
        "s.svg": '<svg><symbol id="i"/></svg>',
        "s.css": 'p{background:url( "absent.png" )}',
    }
    assert faults_of(tmp_path, body, extra) == [(link, reason)]


def test_fragments_that_find_their_element_are_sound(tmp_path: Path) -> None:
    links = ["#", "#top", "#top-title", "b.html#一", "b.html#%E4%B8%80", "b.html#old", "b.html#:~:text=x", "a.txt#L1"]
    body = "".join(f'<a href="{link}">' for link in links) + '<svg><use href="s.svg#i"/></svg>'
    extra = {"b.html": '<p id="一"><a name="old">', "a.txt": "", "s.svg": '<svg><symbol\nid="i"/></svg>'}
    assert faults_of(tmp_path, body, extra) == []


def test_resources_from_other_hosts_are_foreign_but_links_to_them_are_not(tmp_path: Path) -> None:
    loaded = {
        "//cdn.example/i.png": '<img src="{}">',
        "https://cdn.example/2x.png": '<img src="data:," srcset="{} 2x">',
        "https://cdn.example/s.js": '<script src="{}"></script>',
        "https://cdn.example/s.css": '<link rel="stylesheet" href="{}">',
        "https://cdn.example/f.ico": '<link rel="shortcut icon" href="{}">',
        "https://cdn.example/p": '<link rel="preload" href="{}">',
        "https://cdn.example/": '<link rel="preconnect" href="{}">',
        "https://cdn.example/f": "<style>@font-face{{src:url({})}}</style>",
        "http://127.0.0.1/other-port": '<iframe src="{}"></iframe>',
    }
    body = "".join(html.format(link) for link, html in loaded.items())
    free = '<a href="https://example.org/"><link rel="canonical license" href="https://example.org/">'
    report = crawled(tmp_path, {"index.html": HOME + body + free})
    assert [link for _, link in report.foreign] == sorted(loaded)
    assert report.broken == ()


def test_public_addresses_of_the_site_are_checked_where_they_are_known(tmp_path: Path) -> None:
    html = '<link rel="canonical" href="https://site.example/p/"><meta property="og:image" content="https://site.example/p/i.png">'
    files = {"index.html": HOME + html}
    assert crawled(tmp_path, files).broken == ()
    report = crawled(tmp_path, files, site_url="https://site.example/p/")
    assert broken(report) == [("", "https://site.example/p/i.png", "status 404")]


def test_redirects_are_followed_and_named(tmp_path: Path) -> None:
    report = crawled(tmp_path, {"index.html": HOME + '<a href="a#x">', "a/index.html": "<p id=x>"})
    assert report.broken == ()
    assert [(link, target.removeprefix(report.base_url)) for _, link, target in report.redirected] == [("a#x", "a/")]


def test_redirects_in_a_circle_are_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(_client: object, url: str) -> object:
        location = "/x/" if url.endswith("/a") else "a"
        return crawl_module._Answer(301, "", location, b"")

    monkeypatch.setattr(crawl_module._Client, "fetch", fetch)
    report = crawl("http://127.0.0.1:1/x/")
    assert [reason for _, _, reason in report.broken] == ["more than 5 redirects"]


def test_more_starts_can_be_given(tmp_path: Path) -> None:
    report = crawled(tmp_path, {"index.html": HOME, "404.html": HOME + '<a href="absent">'}, also=("404.html",))
    assert broken(report) == [("404.html", "absent", "status 404")]


def test_a_home_page_that_is_not_there_is_broken(tmp_path: Path) -> None:
    report = crawled(tmp_path, {"a.html": HOME})
    assert [reason for _, _, reason in report.broken] == ["status 403"]
    assert report.pages == ()


def test_an_address_that_is_not_a_folder_is_refused() -> None:
    with pytest.raises(ValueError, match="ends in a slash"):
        crawl("http://127.0.0.1:1/cxzy")


def test_a_server_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with serve_under(tmp_path, "/") as base:
        pass
    with pytest.raises(ConnectionRefusedError):
        crawl(base)


def test_two_thousand_pages_take_seconds(tmp_path: Path) -> None:
    pages = 2_000
    shared = "".join(f'<a href="/cxzy/p{index}/">page</a><img src="../i.png">' for index in range(30))
    text = f"<p>{'text ' * 20}</p>" * 50
    for index in range(pages):
        path = tmp_path / f"p{index}" / "index.html"
        path.parent.mkdir()
        path.write_text(f'{HOME}{shared}{text}<a href="../p{(index + 1) % pages}/#top-title">next</a>')
    fill(tmp_path, {"index.html": HOME + '<a href="p0/">', "i.png": ""})
    start = time.process_time()
    with serve_under(tmp_path, "/cxzy/") as base:
        report = crawl(base)
    assert len(report.pages) == pages + 1
    assert report.broken == ()
    assert time.process_time() - start < 10  # CPU time, server's included; about 2 s on a slow core


@pytest.mark.parametrize(
    ("srcset", "addresses"),
    [
        ("", []),
        ("a", ["a"]),
        ("a.png, b.png 2x", ["a.png", "b.png"]),
        (" a.png 1x ,\n b.png 2x, ", ["a.png", "b.png"]),
        ("a,b.png 100w", ["a,b.png"]),
        ("data:image/png;base64,AA== 1x, b.png 2x", ["data:image/png;base64,AA==", "b.png"]),
    ],
)
def test_srcset_is_read_as_the_standard_says(srcset: str, addresses: list[str]) -> None:
    assert read_srcset(srcset) == addresses


def test_css_addresses_are_read_in_all_their_spellings() -> None:
    css = "a{b:url(1)}c{d:URL( '2' )}e{f:url(\"3 x\")}@import '4';@import url(5);/*url(6)*/g{h:url()}"
    assert [link.href for link in read_css(css)] == ["1", "2", "3 x", "4", "5"]


def test_html_that_is_not_utf8_or_not_html_is_read_without_failing() -> None:
    assert read_html(b"\xff\x00<a href=x>").links[0].href == "x"
    assert read_html(b"").links == ()
