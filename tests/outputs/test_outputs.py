"""Feeds, site maps, data and the plan, where the published site does not show it all."""

from __future__ import annotations

import json
import re

import pytest
from fixtures.sites import Site, maker_of
from support.feeds import atom_problems, json_feed_problems, sitemap_problems

from cxzy_build.errors import BuildFailed
from cxzy_build.models.collections import COLLECTIONS
from cxzy_build.outputs.atom import atom
from cxzy_build.outputs.data import collection_data, kept_lines
from cxzy_build.outputs.feeds import FEED_ITEMS, Feed, json_feed
from cxzy_build.outputs.site_maps import MOST_ADDRESSES, site_maps
from cxzy_build.pages.frame import Frame, Slot

SITE_URL = "https://www.example.edu.cn/cxzy/"


def _made(site: Site, path: str) -> bytes:
    """The bytes of one file of the site."""
    making = maker_of(site.settings(), Frame({"home": Slot.BODY}, (), {}))
    return making.maker.make(making.plan.recipes[path]).data


def test_an_empty_feed_is_valid(site: Site) -> None:
    feed = Feed("news/columns/none/", "news/columns/none/", "空", "学院党委", ())
    assert atom_problems(atom(feed, site.settings())) == []
    assert json_feed_problems(json_feed(feed, site.settings())) == []


def test_a_feed_has_the_newest_dated_items_and_survives_any_character(site: Site) -> None:
    for number in range(30):
        title = f'第{number}条 <b>&amp; "引号" ]]> 𠮷'
        site.write(
            f"news/n{number:02d}.md",
            f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: 2012-12-{number % 28 + 1:02d} 08:00\n"
            "column: meetings\nsummary: 一句 <摘要> & 更多\nupdated: 2012-12-30\ncontributor: 甲 & 乙\n---\n\n文。\n",
        )
    atom, feed = (_made(site, f"feed.{kind}") for kind in ("xml", "json"))
    items = json.loads(feed)["items"]
    assert len(items) == FEED_ITEMS
    dates = [item["date_published"] for item in items]
    assert dates == sorted(dates, reverse=True)
    assert atom_problems(atom) == []
    assert json_feed_problems(feed) == []
    assert items[0]["title"].endswith("𠮷")


def test_a_site_map_of_too_many_addresses_becomes_an_index() -> None:
    entries = [(f"news/{n}/", "") for n in range(MOST_ADDRESSES + 1)]
    files = dict(site_maps(SITE_URL, entries))
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert all(sitemap_problems(data) == [] for data in files.values())
    named = re.findall(rb"<loc>(.*?)</loc>", files["sitemap.xml"])
    assert named == [f"{SITE_URL}sitemap-{n}.xml".encode() for n in (1, 2)]
    assert sum(data.count(b"<url>") for name, data in files.items() if name != "sitemap.xml") == len(entries)


def test_data_holds_facts_and_not_instructions(site: Site) -> None:
    for collection in COLLECTIONS:
        for entry in json.loads(_made(site, f"data/{collection}.json"))["items"]:
            assert not {"draft", "reviewer", "slug", "publish_on"} & set(entry)
            assert entry["url"].startswith(SITE_URL)


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


def test_figures_that_count_themselves_are_numbers_in_the_data(site: Site) -> None:
    metrics = "metrics:\n  - {name: 支部, counts: {collection: branches}}\n  - {name: 比例, value: 98.50, unit: '%'}\n"
    site.write("results/own.md", f"---\ntitle: 数\ndate: 2012-12-01\n{metrics}---\n")
    entries = json.loads(_made(site, "data/results.json"))["items"]
    own = next(entry for entry in entries if entry["id"] == "results/own")
    assert own["metrics"] == [
        {"name": "支部", "value": 3},
        {"name": "比例", "value": 98.5, "unit": "%"},
    ]


def test_lines_of_data_can_be_taken_out_of_a_document_again() -> None:
    for lines in ([], [b'{"a": 1}'], [b'{"a": "x,"}', b'{"b": 2}', b"{}"]):
        document = collection_data("news", lines)
        assert json.loads(document)["items"] == [json.loads(line) for line in lines]
        assert kept_lines(document) == lines
