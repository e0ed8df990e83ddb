"""Addresses are read from what was published; damaged files have promised nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fixtures.sites import Site

from cxzy_build.content.list_addresses import OF_IDS
from cxzy_build.delivery.published import published_addresses
from cxzy_build.outputs.site_maps import site_maps

ROOT = "https://example.org/cxzy/"
ITEM = {"url": f"{ROOT}news/a/", "title": "甲", "aliases": [f"{ROOT}old/"]}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "feed.json").write_text(json.dumps({"home_page_url": ROOT}), "utf-8")
    return tmp_path


def test_addresses_and_aliases_are_promised_but_not_those_of_samples(published: Path) -> None:
    items = [ITEM, ITEM | {"sample": True, "url": f"{ROOT}news/b/"}]
    (published / "data/news.json").write_text(json.dumps({"items": items}), "utf-8")
    assert list(published_addresses(published)) == [("news/a/", "甲"), ("old/", "甲")]


@pytest.mark.parametrize(
    "damaged", ["", "[", "[]", "null", '{"items": [null]}', '{"items": [[]]}', '{"items": [{"url": 1}]}']
)
def test_damaged_files_have_promised_nothing(published: Path, damaged: str) -> None:
    (published / "data/documents.json").write_text(damaged, "utf-8")
    (published / "data/news.json").write_text(json.dumps({"items": [ITEM]}), "utf-8")
    assert list(published_addresses(published)) == [("news/a/", "甲"), ("old/", "甲")]


def test_pages_that_no_item_makes_are_promised_too(published: Path) -> None:
    held = ["about/", "about/%E5%8A%9E%E4%BA%8B/", "news/columns/x/", "exemplars/roles/y/", "phases/z/", "pledges/p/"]
    others = ["", "news/", "news/columns/", "news/columns/x/page/1/", "news/2011/05/a/", "tags/t/", "archive/2011/"]
    urls = "".join(
        f"<url><loc>{ROOT}{address}</loc></url>" for address in (*others, *held, "search/", "zh-hant/about/")
    )
    (published / "sitemap.xml").write_text(f"<urlset>{urls}</urlset>", "utf-8")
    found = [address for address, title in published_addresses(published) if not title]
    assert found == ["about/", "about/办事/", *held[2:]]
    (published / "sitemap.xml").write_bytes(b"<loc>" + ROOT.encode() + b"\xff/</loc>")
    assert list(published_addresses(published)) == []


@pytest.mark.parametrize("root", ["https://example.org/%E5%88%9B/", "https://example.org/a&b/"])
def test_pages_are_promised_wherever_the_site_is(tmp_path: Path, root: str) -> None:
    (tmp_path / "feed.json").write_text(json.dumps({"home_page_url": root}), "utf-8")
    ((name, data),) = site_maps(root, [("", ""), ("about/办&事/", "2012-01-01")])
    (tmp_path / name).write_bytes(data)
    assert list(published_addresses(tmp_path)) == [("about/办&事/", "")]


@pytest.mark.parametrize("damaged", ["", "[]", "null", "{}"])
def test_without_a_root_nothing_is_promised(published: Path, damaged: str) -> None:
    (published / "feed.json").write_text(damaged, "utf-8")
    (published / "data/news.json").write_text(json.dumps({"items": [ITEM]}), "utf-8")
    assert list(published_addresses(published)) == []


def test_every_overview_is_known_to_be_nobodys(site: Site) -> None:
    site.quick_build()
    pages = [address for address, title in published_addresses(site.site_dir) if not title]
    assert [one for one in pages if not one.startswith(OF_IDS)] == ["help/", "overview/"]
