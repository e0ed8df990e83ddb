"""The browser's helpers see what goes on in a page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from .browser import (
    Visitor,
    axe_path,
    axe_violations,
    has_horizontal_overflow,
    overflowing_elements,
    watched_page,
)
from .server import serve_under
from .test_tree import fill

GOOD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title>
<meta name="viewport" content="width=device-width">{head}</head>
<body><main><h1>t</h1><p>text</p>{body}</main></body></html>"""
WIDE = '<div id="w" class="a" style="width:900px">wide</div>'
SCROLLER = '<div style="overflow-x:auto" tabindex="0"><div style="width:900px">wide</div></div>'
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""
CALLS = """<script>
console.error("boo"); console.log("fine");
fetch("http://other.example/data").catch(() => { document.querySelector("h1").id = "done" });
setTimeout(() => { throw new Error("late") }, 0);
</script><img alt="" src="absent.png"><img alt="" src="data:,">"""


def page(head: str = "", body: str = "") -> str:
    return GOOD.format(head=head, body=body)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pages = {
        "index.html": page(),
        "calls.html": page(body=CALLS),
        "wide.html": page(body=WIDE),
        "cut.html": page("<style>html{overflow-x:hidden}</style>", WIDE),
        "scroller.html": page(body=SCROLLER),
        "policy.html": page(POLICY, '<img src="data:,">'),
        "bad.html": page(body='<img src="data:,"><p style="color:#aaa;background:#fff">pale</p>'),
        "dark.html": page("<style>@media(prefers-color-scheme:dark){h1{width:9999px}}</style>"),
        "script.html": page(body='<script>document.write("<p id=s>")</script>'),
    }
    with serve_under(fill(tmp_path_factory.mktemp("browser"), pages), "/cxzy/") as base:
        yield base


def test_a_good_page_has_nothing_to_report(browser: Browser, site: str) -> None:
    with watched_page(browser, site) as watched:
        opened = watched.goto()
        assert opened.title() == "t"
        assert axe_violations(opened) == []
        assert not has_horizontal_overflow(opened)
        assert overflowing_elements(opened) == []
        assert watched.problems() == []


def test_errors_and_requests_are_recorded(browser: Browser, site: str) -> None:
    with watched_page(browser, site) as watched:
        watched.goto("calls.html").wait_for_selector("#done", state="attached")
        errors = "\n".join(watched.console_errors)
        assert "boo" in errors
        assert "uncaught: late" in errors
        assert "fine" not in errors
        assert watched.foreign_requests == ["http://other.example/data"]
        assert watched.failed_requests == [f"{site}absent.png: status 404"]
        assert f"failed: {site}absent.png: status 404" in watched.problems()


def test_what_was_recorded_stays_with_its_page(browser: Browser, site: str) -> None:
    with watched_page(browser, site) as first, watched_page(browser, site) as second:
        first.goto("calls.html")
        second.goto()
        assert first.console_errors
        assert second.problems() == []


@pytest.mark.parametrize(
    ("path", "width", "overflows"),
    [
        ("wide.html", 1000, False),
        ("wide.html", 360, True),
        ("cut.html", 360, True),
        ("scroller.html", 360, False),
    ],
)
def test_overflow_is_seen(browser: Browser, site: str, path: str, width: int, overflows: bool) -> None:
    with watched_page(browser, site, Visitor(width=width)) as watched:
        opened = watched.goto(path)
        assert has_horizontal_overflow(opened) is overflows
        assert bool(overflowing_elements(opened)) is overflows


def test_the_elements_that_overflow_are_named(browser: Browser, site: str) -> None:
    with watched_page(browser, site, Visitor(width=360)) as watched:
        assert overflowing_elements(watched.goto("wide.html")) == ["div#w.a ends at 908 of 360"]


def test_axe_finds_what_is_wrong_and_where(browser: Browser, site: str) -> None:
    with watched_page(browser, site) as watched:
        found = axe_violations(watched.goto("bad.html"))
        contrast, alternative = sorted(found)
        assert contrast.startswith("color-contrast (serious): ")
        assert ": p:nth-child(4): " in contrast
        assert alternative.startswith("image-alt (critical): ")
        assert ": img: " in alternative
        assert [line.split()[0] for line in axe_violations(watched.page, ["wcag2a"])] == ["image-alt"]


def test_axe_works_where_the_pages_policy_forbids_scripts(browser: Browser, site: str) -> None:
    with watched_page(browser, site) as watched:
        assert [line.split()[0] for line in axe_violations(watched.goto("policy.html"))] == ["image-alt"]


def test_the_visitors_wishes_reach_the_page(browser: Browser, site: str) -> None:
    with watched_page(browser, site, Visitor(color_scheme="dark", locale="zh-CN")) as watched:
        assert has_horizontal_overflow(watched.goto("dark.html"))
        assert watched.page.evaluate("navigator.language") == "zh-CN"


def test_scripts_can_be_off(browser: Browser, site: str) -> None:
    with watched_page(browser, site, Visitor(javascript=False)) as watched:
        assert watched.goto("script.html").locator("#s").count() == 0
    with watched_page(browser, site) as watched:
        assert watched.goto("script.html").locator("#s").count() == 1


def test_axe_is_a_recent_one() -> None:
    head = axe_path().read_text(encoding="utf-8")[:40]
    version = head.split("axe v")[1].split()[0]
    assert tuple(int(part) for part in version.split(".")) >= (4, 12)
