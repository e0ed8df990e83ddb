"""Links, pictures and anchors of finished pages."""

from __future__ import annotations

import pytest
from fixtures.sites import Site, maker_of

from cxzy_build.delivery.verification import FRAME, PageCheck, PageVerifier
from cxzy_build.pages.frame import HOME, NOWHERE, Frame, Slot

PATHS = frozenset({"index.html", "news/index.html", "news/a/index.html", "news/a/照片.png", "feed.xml", "404.html"})
SITE = "https://www.example.edu.cn/cxzy/"


def check(html: str, address: str = "news/a/") -> PageCheck:
    return PageVerifier(PATHS, SITE).check(address, (html,), is_regular=False)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../../">home</a>',
        '<a href="../../news/">news</a>',
        '<a href="../">news</a>',
        '<a href="./">self</a>',
        '<a href="#x" id="x">x</a>',
        '<a href="#">top</a>',
        '<a href="/cxzy/feed.xml">feed</a>',
        f'<a href="{SITE}news/a/">absolute</a>',
        '<a href="https://elsewhere.example/nothing">out</a>',
        '<a href="mailto:a@b.example">mail</a>',
        '<img src="%E7%85%A7%E7%89%87.png">',
        '<img srcset="照片.png 1x, ../../news/a/照片.png 2x">',
        '<a href="../../news/?page=2">query</a>',
        '<meta http-equiv="refresh" content="0; url=../../news/">',
        '<meta name="description" content="0; url=nothing">',
        '<pre>&lt;a href="nowhere/"&gt;</pre>',
        '<img src="data:image/png;base64,AA==">',
    ],
)
def test_what_leads_somewhere_is_sound(html: str) -> None:
    assert check(html).broken == ()


@pytest.mark.parametrize(
    ("html", "target"),
    [
        ('<a href="../../gone/">x</a>', "gone/"),
        ('<a href="../b/">x</a>', "news/b/"),
        ("<a href=../b/>x</a>", "news/b/"),
        ('<img src="photo.png">', "news/a/photo.png"),
        ('<video poster="p.png"></video>', "news/a/p.png"),
        ('<img srcset="照片.png 1x, p.png 2x">', "news/a/p.png"),
        ('<a href="/other/feed.xml">x</a>', "../other/feed.xml"),
        (f'<a href="{SITE}gone/">x</a>', "gone/"),
        ('<a href="../../news">no slash</a>', "news"),
        ('<meta http-equiv="refresh" content="0; url=../../gone/">', "gone/"),
    ],
)
def test_what_leads_nowhere_is_found(html: str, target: str) -> None:
    assert [b.target for b in check(html).broken] == [target]


def test_a_frames_faults_are_the_frames_and_not_the_pages() -> None:
    ids, broken = PageVerifier(PATHS, SITE).check_frame('<a href="./gone/">x</a><a href="#y">y</a><main id="content">')
    assert [(b.page, b.target) for b in broken] == [(FRAME, "gone/")]
    assert ids == {"content"}


def test_links_may_lead_to_what_stands_in_every_frame() -> None:
    verifier = PageVerifier(PATHS, SITE, frozenset({"content"}))
    assert verifier.check("news/a/", ('<a href="#content">x</a><a href="#top">y</a>',), is_regular=True).broken == ()
    assert [b.fragment for b in verifier.check("news/a/", ('<a href="#gone">x</a>',), is_regular=True).broken] == [
        "gone"
    ]


def test_anchors_are_compared_with_the_ids_of_the_page_they_lead_to() -> None:
    one = check('<a href="../#here">x</a> <a href="../#gone">y</a> <a href="#own">z</a> <p id="own">')
    other = check('<p id="here">', "news/")
    broken = PageVerifier(PATHS, SITE).broken_anchors(one.anchors, {c.address: c.ids for c in (one, other)}.get)
    assert [(b.page, b.target, b.fragment) for b in broken] == [("news/a/", "news/", "gone")]


def test_the_quick_scan_finds_what_parsing_finds(demo: Site) -> None:
    settings = demo.settings()
    ready = maker_of(settings, Frame(dict.fromkeys((HOME, NOWHERE), Slot.BODY), (), {}))
    verifier = PageVerifier(frozenset(), settings.site_url)
    for page in ready.pages:
        html = "".join(ready.rendered(page).pieces)
        assert verifier._quick_scan(page.address, html) == verifier._scan(page.address, html), page.address


def test_the_quick_scan_is_not_misled_by_brackets_and_quotes() -> None:
    html = '<p title="a>b" id="x"><a title="<a href=q>" href="../a&amp;b/">c</a><img src="p.png"/></p>'
    verifier = PageVerifier(frozenset(), SITE)
    assert verifier._quick_scan("n/", html) == verifier._scan("n/", html)
    assert verifier._quick_scan("n/", html).ids == {"x"}


@pytest.mark.parametrize("end", ['">', '" id="x">', '"\n>', '","name":"x"}', '"}', '"]'])
def test_the_quick_scan_takes_no_value_that_ends_like_an_attribute_for_one(end: str) -> None:
    html = f'<p title="看 href={end}</p><a href="../b/">c</a>'
    assert [target for target, _, _ in PageVerifier(frozenset(), SITE)._quick_scan("n/", html).links] == ["b/"]


@pytest.mark.parametrize("space", [" ", "\n", "\t", "\r", "\f"])
@pytest.mark.parametrize("name", ["href", "src", "srcset", "poster", "data", "id"])
def test_the_quick_scan_knows_every_attribute_behind_any_white_space(name: str, space: str) -> None:
    html = f'<video class="x"{space}{name}="a&amp;b" data-id="c" xsrc="d" hrefs="e"></video>'
    verifier = PageVerifier(frozenset(), SITE)
    scan = verifier._quick_scan("n/", html)
    assert scan == verifier._scan("n/", html)
    assert len(scan.ids) + len(scan.links) == 1


def test_the_quick_scan_takes_no_empty_id() -> None:
    assert PageVerifier(frozenset(), SITE)._quick_scan("n/", '<p id="" class="a">').ids == frozenset()
