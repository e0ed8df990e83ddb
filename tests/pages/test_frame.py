"""Frames cut at their slots, and pages put into them."""

from __future__ import annotations

import pytest

from cxzy_build.bodies.body import Body
from cxzy_build.content.items import Target
from cxzy_build.pages.frame import HOME, NOWHERE, Frame, HandWritten, Slot, Splicer, frame_digests, href, sections

SHELLS = {
    "news": f"<title>{Slot.TITLE}</title>{Slot.HEAD}{Slot.BRAND}<main>{Slot.BODY}</main>",
    NOWHERE: f"{Slot.HEAD}<nav>{Slot.BASE}</nav>{Slot.BODY}{Slot.TITLE}",
}
SHARED = {Slot.BRAND: f'<a href="{Slot.BASE}/">站名</a>'}
VALUES = {Slot.HEAD: "<meta>", Slot.TITLE: "题", Slot.BODY: "<h1>题</h1>", Slot.PAGE: "news/a/"}


@pytest.fixture
def splicer() -> Splicer:
    return Splicer(SHELLS, SHARED)


def test_a_page_is_put_into_the_frame_of_its_section_and_depth(splicer: Splicer) -> None:
    made = splicer.page("news", "news/a/", VALUES).decode()
    assert made == '<title>题</title><meta><a href="../../">站名</a><main><h1>题</h1></main>'


def test_a_section_that_no_entry_leads_to_has_the_frame_of_none(splicer: Splicer) -> None:
    assert splicer.page("tags", "tags/", VALUES).decode() == "<meta><nav>..</nav><h1>题</h1>题"


def test_what_is_around_a_page_is_the_same_object_at_the_same_depth_alone(splicer: Splicer) -> None:
    around = splicer.frame_of("news", "news/a/")
    assert around == '<title></title><a href="../../">站名</a><main></main>'
    assert splicer.frame_of("news", "news/b/") is around
    assert splicer.frame_of("news", "news/") == around.replace("../../", "../")


def test_a_hand_written_page_is_filled_where_it_has_slots(splicer: Splicer) -> None:
    html = f"{Slot.HEAD}{Slot.BRAND}{Slot.FOOTER}<p>文</p>"
    assert splicer.complete(html, "help/", "<meta>") == '<meta><a href="../">站名</a><p>文</p>'


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (None, None),
        (Target("news/迎新/"), "../news/%E8%BF%8E%E6%96%B0/"),
        (Target("search/", "結果", "q=1"), "../search/?q=1#%E7%B5%90%E6%9E%9C"),
    ],
)
def test_a_target_is_written_as_a_link(target: Target | None, expected: str | None) -> None:
    assert href(target, "..") == expected


def test_sections_are_what_the_navigation_leads_to_each_once() -> None:
    assert sections([".", "./", "news/", "news/columns/a/", "../showcase/"]) == (HOME, NOWHERE, "news", "showcase")


def test_the_digest_of_titles_changes_with_a_title_and_not_with_a_text() -> None:
    def digests(title: str, html: str) -> dict[str, str]:
        return frame_digests(Frame(SHELLS, (HandWritten("a.md", "a/", title, "", html, Body()),), {"a.css": b""}))

    first, other_text, other_title = digests("题", "文"), digests("题", "文二"), digests("题二", "文")
    assert first.keys() == {"shell/news", "shell/", "page/a.md", "file/a.css", "titles of pages"}
    assert {name for name in first if first[name] != other_text[name]} == {"page/a.md"}
    assert {name for name in first if first[name] != other_title[name]} == {"page/a.md", "titles of pages"}


def test_pages_written_as_html_are_told_by_their_files() -> None:
    frame = Frame({}, (), {"old/index.html": b"", "index.html": b"", "404.html": b"", "a.pdf": b""})
    assert frame.written_as_html == {"old/"}
