"""Which files are pictures that will be published, and where each is named."""

from __future__ import annotations

from collections.abc import Iterator

from fixtures.sites import Site, build_of

from cxzy_build.bodies.body import Reference
from cxzy_build.content.addresses import HandPage
from cxzy_build.content.references import Resolver
from cxzy_build.dependencies import DependencyLog
from cxzy_build.errors import Position
from cxzy_build.incremental.frame_cache import GivenFrame
from cxzy_build.pages.frame import Frame
from cxzy_build.pictures.gathering import names_among_pages, pictures_of_items, pictures_of_pages
from cxzy_build.pictures.library import Wanted
from cxzy_build.stages.reading import Content, read_content

ITEM = """---
title: 图
date: 2012-12-30
column: meetings
cover: a.jpg
cover_alt: 甲
{}---

![乙](b.png) [丙](c.heic)
"""
FOLDER = "news/2012/12/d"


def read(site: Site) -> Content:
    return read_content(build_of(site.settings(), GivenFrame(Frame({}, (), {}))))


def of_items(site: Site, *blamed: str) -> Iterator[Wanted]:
    content = read(site)
    return pictures_of_items(site.settings(), content.graph, content.linked, content.draft_cache, frozenset(blamed))


def item(site: Site, keys: str = "") -> Site:
    for name in ("a.jpg", "b.png", "c.heic", "unused.png"):
        site.write(f"news/d/{name}", b"")
    return site.write("news/d/index.md", ITEM.format(keys))


def test_what_an_item_shows_and_links_is_published_under_its_address(site: Site) -> None:
    found = {one.address: one for one in of_items(item(site)) if one.address.startswith(FOLDER)}
    assert set(found) == {f"{FOLDER}/a.jpg", f"{FOLDER}/b.png", f"{FOLDER}/c.jpg"}
    assert found[f"{FOLDER}/c.jpg"].file == f"{site.content_dir}/news/d/c.heic"
    named = {address.rpartition("/")[2]: str(one.named()) for address, one in found.items()}
    file = "content/news/d/index.md"
    assert named == {"a.jpg": f"{file}:5:8", "b.png": f"{file}:9:6", "c.jpg": f"{file}:9:17"}


def test_no_other_file_is_a_picture_nor_one_that_a_rule_has_refused(site: Site) -> None:
    item(site, "attachments: [{file: list.pdf}]\n").write("news/d/list.pdf", b"%PDF-1.4")
    addresses = {one.address for one in of_items(site, "content/news/d/b.png") if one.address.startswith(FOLDER)}
    assert addresses == {f"{FOLDER}/a.jpg", f"{FOLDER}/c.jpg"}


def test_what_is_not_out_publishes_none(site: Site) -> None:
    assert not [one for one in of_items(item(site, "draft: true\n")) if one.address.startswith(FOLDER)]


def test_every_picture_beside_hand_written_pages_is_published(site: Site) -> None:
    settings = site.settings()
    for name in ("gate.png", "alone.png", "refused.png"):
        site.write(f"../site_src/img/{name}", b"")
    page = HandPage("help.md", "help/", (Reference("../img/gate.png", 0, "resource"),))
    site.page("help.md", "# 说明\n\n![门](img/gate.png)\n")
    resolver = Resolver(settings, read(site).register, DependencyLog())
    files = ("img/gate.png", "img/alone.png", "img/refused.png", "img/of_the_theme.png", "img/a.css")
    found = pictures_of_pages(settings, files, [page], resolver, frozenset({"site_src/img/refused.png"}))
    assert [(one.address, str(one.named())) for one in found] == [
        ("img/gate.png", "site_src/help.md:3:10"),
        ("img/alone.png", "site_src/img/alone.png:1:1"),
    ]


def test_names_among_pages_that_are_those_of_others_are_told(site: Site) -> None:
    for name in ("a.heic", "a.jpg", "b.png.400.webp", "c.png"):
        site.write(f"../site_src/{name}", b"")
    files = ("a.heic", "a.jpg", "b.png.400.webp", "c.png", "of_the_theme.heic", "of_the_theme.jpg")
    told = [(one.position, one.code) for one in names_among_pages(site.settings(), files)]
    assert told == [
        (Position("site_src/a.heic"), "address-collision"),
        (Position("site_src/b.png.400.webp"), "address-collision"),
    ]
