"""The published site as readers, other machines and archivists meet it: the project's own content, served."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixtures.sites import Site
from support.crawl import CrawlReport, crawl, unreached
from support.feeds import atom_problems, json_feed_problems, sitemap_problems
from support.server import serve_under

from cxzy_build.content.list_names import of_branch, of_collection
from cxzy_build.models.collections import COLLECTIONS

SITE_URL = "https://www.example.edu.cn/cxzy/"


@pytest.fixture(scope="module")
def crawled(demo: Site) -> Iterator[CrawlReport]:
    with serve_under(demo.site_dir, "/cxzy/") as base:
        yield crawl(base, site_url=SITE_URL)


def test_every_link_picture_and_anchor_works_under_a_sub_path(crawled: CrawlReport) -> None:
    assert crawled.broken == ()
    assert crawled.redirected == ()
    assert len(crawled.pages) > 200


def test_every_page_is_reached_by_links_from_the_home_page(demo: Site, crawled: CrawlReport) -> None:
    redirects = [p for p in unreached(demo.site_dir, crawled) if "http-equiv" not in _text(demo, p)]
    assert redirects == []


def test_pages_load_nothing_from_another_host(crawled: CrawlReport) -> None:
    assert crawled.foreign == ()


@pytest.mark.parametrize(
    "address",
    [
        "", "news/", "news/page/1/", "news/2010/", "news/2010/08/", "news/columns/meetings/", "exemplars/",
        "exemplars/roles/teachers/", "exemplars/lin-shili/", "results/", "results/teaching-contest/", "phases/",
        "phases/strive/", "branches/", "branches/law-staff/", "commitments/", "commitments/committee-commitment/",
        "documents/", "documents/bulletin-1/", "pledges/service/", "integrations/central-work/", "archive/",
        "archive/2011/", "showcase/", "sitemap/", "search/", "overview/",
    ],
)  # fmt: skip
def test_the_contracts_addresses_are_there(demo: Site, address: str) -> None:
    html = _text(demo, f"{address}index.html")
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert '<html lang="zh' in html


def test_feeds_are_valid(demo: Site) -> None:
    atoms, jsons = sorted(demo.site_dir.rglob("feed.xml")), sorted(demo.site_dir.rglob("feed.json"))
    assert {p: atom_problems(p.read_bytes()) for p in atoms if atom_problems(p.read_bytes())} == {}
    assert {p: json_feed_problems(p.read_bytes()) for p in jsons if json_feed_problems(p.read_bytes())} == {}
    folders = {p.parent.relative_to(demo.site_dir).as_posix() for p in atoms}
    assert folders == {p.parent.relative_to(demo.site_dir).as_posix() for p in jsons}
    assert {".", "news/columns/study", "branches/law-staff"} <= folders


def test_the_site_map_is_valid_and_names_every_page(demo: Site) -> None:
    data = (demo.site_dir / "sitemap.xml").read_bytes()
    assert sitemap_problems(data) == []
    named = set(re.findall(r"<loc>(.*?)</loc>", data.decode()))
    pages = {p.parent.relative_to(demo.site_dir).as_posix() for p in demo.site_dir.rglob("index.html")}
    kept_out = re.compile('http-equiv|<meta name="robots" content="noindex">')  # redirects, the search page
    pages = {
        f"{SITE_URL}{'' if p == '.' else p + '/'}" for p in pages if not kept_out.search(_text(demo, f"{p}/index.html"))
    }
    assert named == pages
    assert f"{SITE_URL}search/" not in named


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_data_files_list_their_collection(demo: Site, collection: str) -> None:
    data = json.loads((demo.site_dir / f"data/{collection}.json").read_bytes())
    assert data["collection"] == collection
    assert data["items"]
    for item in data["items"]:
        assert item["url"].startswith(SITE_URL)
        assert (demo.site_dir / item["url"][len(SITE_URL) :] / "index.html").is_file()
        assert item["title"]


def test_samples_are_marked_for_readers(demo: Site) -> None:
    for item in json.loads((demo.site_dir / "data/news.json").read_bytes())["items"]:
        html = _text(demo, f"{item['url'][len(SITE_URL) :]}index.html")
        assert ("示例内容" in html) == bool(item.get("sample"))


def test_aliases_lead_to_their_item(demo: Site) -> None:
    html = _text(demo, "news/lei-feng-2011/index.html")
    assert 'content="0; url=../../news/2011/03/lei-feng-volunteers/"' in html
    assert f'<link rel="canonical" href="{SITE_URL}news/2011/03/lei-feng-volunteers/">' in html


def test_a_branch_page_tells_all_that_the_branch_did(demo: Site) -> None:
    graph = demo.content().graph
    for branch in graph.list(of_collection("branches")):
        pages = sorted((demo.site_dir / branch.address).rglob("index.html"))
        text = "".join(p.read_text("utf-8") for p in pages)
        held = graph.list(of_branch(branch.slug))
        assert all(f"/{teaser.address}" in text for teaser in held)
        assert f"<strong>{len(held)}</strong>" in text


def test_the_moment_of_building_is_nowhere_in_the_site(tmp_path: Path, demo: Site) -> None:
    other = Site(demo.root)
    before = {p: p.read_bytes() for p in demo.site_dir.rglob("*") if p.is_file()}
    other.build(now="2031-07-09 11:13")
    assert {p: p.read_bytes() for p in demo.site_dir.rglob("*") if p.is_file()} == before


def _text(site: Site, path: str) -> str:
    return (site.site_dir / path).read_text("utf-8")
