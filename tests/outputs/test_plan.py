"""Files of one path are found when they are planned."""

from __future__ import annotations

import pytest
from fixtures.sites import Site

from cxzy_build.errors import BuildFailed


def test_two_things_at_one_address_are_an_error(site: Site) -> None:
    site.page("news.md", "# 我也要这个网址\n")
    assert [(p.code, p.position.file) for p in site.check()] == [("address-collision", "site_src/news.md")]


def test_an_alias_may_not_take_the_place_of_a_page(site: Site) -> None:
    site.write("news/a.md", "---\ntitle: 甲\ndate: 2012-12-01\ncolumn: meetings\naliases: [/archive/]\n---\n\n文。\n")
    assert [(p.code, p.position.file) for p in site.check()] == [("address-collision", "content/news/a.md")]


ALIASED = "---\ntitle: 甲\ndate: 2012-12-01\ncolumn: meetings\naliases: [{}]\n---\n\n文。\n"


def test_a_file_may_not_stand_where_pages_have_their_folder(site: Site) -> None:
    for path in ("documents", "news/2010"):
        site.write(f"../site_src/{path}", "x")
    site.write("../site_src/free", "x")
    found = [(p.code, p.position.file) for p in site.check()]
    assert found == [("address-collision", f"site_src/{path}") for path in ("documents", "news/2010")]
    with pytest.raises(BuildFailed):
        site.build()


def test_of_two_aliases_neither_may_be_a_folder_of_the_other(site: Site) -> None:
    site.write("news/a.md", ALIASED.format("/o/a.html, /o/a.html/b/"))
    assert [(p.code, p.position.line) for p in site.check()] == [("address-collision", 5)]
    site.write("news/a.md", ALIASED.format("/o/a.html/b/, /o/a.html"))
    assert [(p.code, p.position.line) for p in site.check()] == [("address-collision", 5)]


def test_an_alias_may_not_be_what_the_traditional_edition_has_of_another_one(site: Site) -> None:
    site.write("campaign.yml", f"editions: [zh-Hant]\n{site.read('campaign.yml')}")
    site.write("news/a.md", ALIASED.format("/x/")).write("news/b.md", ALIASED.format("/zh-hant/x/"))
    assert [(p.code, p.position.file) for p in site.check()] == [("address-collision", "content/news/b.md")]


def test_a_collision_in_both_editions_is_one(site: Site) -> None:
    site.write("campaign.yml", f"editions: [zh-Hant]\n{site.read('campaign.yml')}").page("news.md", "# 也要\n")
    assert [(p.code, p.position.file) for p in site.check()] == [("address-collision", "site_src/news.md")]


def test_a_file_that_takes_the_place_of_a_page_is_named(site: Site) -> None:
    site.write("../site_src/news/index.html", "x")
    (problem,) = site.check()
    assert problem.position.file == "site_src/news/index.html"
