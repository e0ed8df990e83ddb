"""What readers with a keyboard alone, without scripts, or with spaced text meet is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .browser import Visitor, WatchedPage, darkened, marked, overflow_problems, watched_page
from .keyboard import keyboard_problems
from .scriptless import scriptless_problems
from .server import serve_under
from .spacing import spacing_problems
from .weight import Download, first_visit

PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>题</title>
<meta name="viewport" content="width=device-width"><style>a, button, label { display: block }</style></head>
<body data-md-color-scheme="default"><nav><a href="a">甲</a></nav>
<main><h1>题</h1><p>文</p><a href="b">乙</a>BODY</main></body></html>"""

Opened = Callable[[str], WatchedPage]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Opens a page with the markup given in its main part."""
    with serve_under(tmp_path, "/") as base, watched_page(browser, base, Visitor(width=360)) as watched:

        def open_page(body: str) -> WatchedPage:
            (tmp_path / "index.html").write_text(PAGE.replace("BODY", body), "utf-8")
            watched.goto()
            return watched

        yield open_page


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("", None),
        ("<details><summary>丙</summary><a href=c>丁</a></details>", None),
        ("<label><input type=radio name=r>一</label><label><input type=radio name=r>二</label>", None),
        ("<style>a { outline: none !important }</style>", "focus cannot be seen: a"),
        ("<div style='position:fixed; inset:0; background:#fff'></div>", "focus is covered: a"),
        ("<a href=c style='position:absolute; left:-999px'>丙</a>", "focus is covered: a"),
        ("<input type=checkbox id=x hidden><label for=x style='cursor:pointer'>丙</label>", "cannot be reached"),
        ("<a href=c onfocus='previousElementSibling.focus()'>丙</a><a href=d>丁</a>", "not reached by Tab: a"),
    ],
)
def test_going_through_by_keyboard(opened: Opened, body: str, problem: str | None) -> None:
    found = keyboard_problems(opened(body).page)
    assert (not found) if problem is None else any(line.startswith(problem) for line in found), found


@pytest.mark.parametrize(
    ("style", "problem"),
    [
        ("", None),
        ("height: 1.6em; line-height: 1.6em; overflow: hidden", "p cuts off"),
        ("white-space: nowrap; width: 340px; font-size: 17px", "the page scrolls"),
    ],
)
def test_spacing_text(opened: Opened, style: str, problem: str | None) -> None:
    page = opened(f"<p style='{style}'>一二三四五六七八九十一二三四五六七八九十</p>").page
    assert overflow_problems(page) == []
    found = spacing_problems(page)
    assert (not found) if problem is None else found[0].startswith(problem), found
    assert overflow_problems(page) == []  # the page is as it was


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<form action=s><button>搜</button></form>", None),
        ("<button>动</button>", "a control without effect"),
        ("<img src=none.png alt=''>", "a picture is not shown"),
        ("<p id=t></p><script>t.textContent = '新'</script>", "text that only scripts show: 新"),
    ],
)
def test_reading_without_scripts(browser: Browser, opened: Opened, body: str, problem: str | None) -> None:
    scripted = opened(body)
    with watched_page(browser, scripted.site, Visitor(width=360, javascript=False)) as plain:
        found = scriptless_problems(plain.goto(), scripted.page)
    assert (not found) if problem is None else found[0].startswith(problem), found


def test_a_page_is_marked_and_darkened_for_a_while(opened: Opened) -> None:
    page = opened("").page
    marks = "() => [document.documentElement.dataset.cxContrast, document.body.dataset.mdColorScheme]"
    with marked(page, cxContrast="high"), darkened(page):
        assert page.evaluate(marks) == ["high", "slate"]
    assert page.evaluate(marks) == [None, "default"]


def test_a_first_visit_counts_what_goes_over_the_wire(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<script src=s.js></script>", "utf-8")
    (tmp_path / "s.js").write_text("'" + "x" * 10_000 + "'", "utf-8")
    with serve_under(tmp_path, "/", compress=True) as base:
        files = {file.address: file for file in first_visit(browser, base, "")}
    assert files["s.js"].kind == "script"
    assert 0 < files["s.js"].size < 200
    assert files[""] == Download("", "document", files[""].size)
