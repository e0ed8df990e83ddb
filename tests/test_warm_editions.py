"""Builds after edits of a site in both editions: what a fresh build gives, and nothing made again that need not be."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable
from html import unescape

import pytest
from fixtures.sites import Site
from fixtures.warm import Warm
from support.edits import Edit
from support.tree import differences, tree_digest

ON, OFF = Edit("campaign's editions", 0, 0), Edit("campaign's editions", 0, 1)

EDITS = (
    "end of a body changed", "names told in a body", "first paragraph changed", "key title", "key lang",
    "key contributor", "key photographer", "key name", "key secretary", "key aliases", "item of news added",
    "item of branches added", "item removed", "item renamed", "campaign's names", "campaign's footer",
    "campaign's mourning", "one of columns renamed", "picture in a body added", "hand-written page added",
    "hand-written page written as HTML instead", "template changed",
)  # fmt: skip


def test_the_edition_comes_stays_and_goes(warm: Warm, cases: Callable[[int, int], int]) -> None:
    dice = random.Random(cases(7, random.getrandbits(32)))
    warm.start()
    try:
        assert warm.edit(ON)
        warm.build()
        assert (warm.site.site_dir / "zh-hant/index.html").exists()
        at_once = cases(2, 1)
        for start in range(0, len(EDITS), at_once):
            warm.mend()
            found = [warm.find_edit(name, dice) for name in EDITS[start : start + at_once]]
            if any(found):
                warm.build(later=dice.random() < 0.5)
        warm.desk.preview = True
        warm.build()
        warm.desk.preview = False
        assert warm.edit(OFF)
        warm.build()
        assert not (warm.site.site_dir / "zh-hant").exists()
    finally:
        warm.stop()


@pytest.fixture
def both(site: Site) -> Site:
    """The small site in both editions, built once."""
    site.append("campaign.yml", "\neditions: [zh-Hant]\n")
    site.write("news/told.md", _news("在会上", "听说范后里、又见于海和叶某发言，后来干杯。", ""))
    site.quick_build()
    return site


def _news(title: str, body: str, keys: str) -> str:
    return f"---\ntitle: {title}\ndate: 2012-06-01\ncolumn: practice\n{keys}---\n\n{body}\n"


def _read(site: Site, path: str) -> str:
    return (site.site_dir / path).read_text("utf-8")


def test_a_page_that_becomes_an_html_file_leaves_the_edition(warm: Warm) -> None:
    """It lies in the Simplified edition only from then on, though the navigation says what it said."""
    warm.start()
    try:
        assert warm.edit(ON)
        warm.build()
        assert warm.edit(Edit("hand-written page written as HTML instead"))
        warm.build()
    finally:
        warm.stop()


NAMED = "  - 文件资料: documents/\n"
"""A line of the navigation."""


def _in_navigation(site: Site, line: str) -> Site:
    config = site.config.read_text("utf-8")
    assert NAMED in config
    site.config.write_text(config.replace(NAMED, f"{NAMED}{line}"), "utf-8")
    return site.append("campaign.yml", "\neditions: [zh-Hant]\n")


def _is_as_fresh(site: Site) -> bool:
    warm = tree_digest(site.site_dir)
    shutil.rmtree(site.root / ".cache/sites")
    shutil.rmtree(site.site_dir)
    site.build()
    return differences(warm, tree_digest(site.site_dir)) == []


HTML = "<!doctype html><title>福</title><p>文"


def test_what_comes_under_the_editions_address_is_where_its_navigation_leads(site: Site) -> None:
    """A feed of one's own, and aliases: no entry of the navigation, no page and no title is another."""
    site.page("own/feed.xml", "<feed/>").page("foo/index.html", HTML)
    site.write("news/old.md", _news("旧数据", "文。", "aliases: [/data/old.json]\n"))
    _in_navigation(site, "  - 订阅: own/feed.xml\n  - 福: foo/\n  - 旧: data/old.json\n").build()
    site.page("zh-hant/own/feed.xml", "<feed/>").build()
    assert _is_as_fresh(site)
    for old in ("foo/", "data/old.json"):
        site.write("news/alias.md", _news("曾在别处", "文。", f"aliases: [/zh-hant/{old}]\n")).build()
        assert _is_as_fresh(site)
    site.delete("../site_src/zh-hant").delete("news/alias.md").build()
    assert _is_as_fresh(site)


def test_data_lead_to_a_page_that_left_the_edition_as_pages_do(site: Site) -> None:
    """Though its line in the Simplified edition says what it said."""
    url = site.settings().site_url
    site.page("foo.md", "# 福\n\n文。\n")
    site.replace("commitments/committee.md", "news/launch", f'[news/launch, "{url}foo/"]')
    _in_navigation(site, "  - 福: foo.md\n").build()
    site.delete("../site_src/foo.md").page("foo/index.html", HTML)
    site.config.write_text(site.config.read_text("utf-8").replace("foo.md", "foo/"), "utf-8")
    site.build()
    assert f'"{url}foo/"' in _read(site, "zh-hant/data/commitments.json")
    assert _is_as_fresh(site)


def test_data_that_say_where_a_feed_was_say_so_in_either_edition(both: Site) -> None:
    """Also where the line was taken from what had been published."""
    feed = f"{both.settings().site_url}branches/gone/feed.xml"
    both.write("branches/gone.md", "---\nname: 某支部\nkind: mixed\n---\n\n文。\n")
    both.write("news/told.md", _news("在会上", "文。", f'summary: "{feed}"\n')).quick_build()
    both.write("news/other.md", _news("旁边", "文。", "")).quick_build()
    both.delete("branches/gone.md").quick_build()
    assert f'"{feed}"' in _read(both, "zh-hant/data/news.json")


@pytest.mark.parametrize("blanks", ["\n", " \n    ", "\n　　"])
def test_a_name_that_is_new_reaches_a_page_where_a_line_is_broken_within_it(both: Site, blanks: str) -> None:
    both.write("news/told.md", _news("在会上", f"会上。\n\n<div>\n<p>听说范后{blanks}里发言。</p>\n</div>", ""))
    both.quick_build()
    page = "zh-hant/news/2012/06/told/index.html"
    assert f"范后{blanks}里發言" not in _read(both, page)
    both.append("campaign.yml", "names: 范后里\n").quick_build()
    assert f"范后{blanks}里發言" in _read(both, page)


def test_a_name_in_what_is_not_out_reaches_no_page(both: Site) -> None:
    both.write("news/hidden.md", _news("未发布", "文。", "contributor: 干某某、于海\ndraft: true\n")).quick_build()
    both.write("news/told.md", _news("在会上", "干某某和于海发言。", "")).quick_build()
    after = _read(both, "zh-hant/news/2012/06/told/index.html")
    shutil.rmtree(both.root / ".cache")
    shutil.rmtree(both.site_dir)
    both.quick_build()
    assert _read(both, "zh-hant/news/2012/06/told/index.html") == after


def test_a_name_that_is_new_reaches_just_the_pages_that_it_stands_on(both: Site) -> None:
    page = "zh-hant/news/2012/06/told/index.html"
    assert "範后里、又見於海和葉某發言，後來乾杯" in _read(both, page)
    other = both.site_dir / "zh-hant/exemplars/index.html"
    before = other.stat().st_mtime_ns
    both.write("news/other.md", _news("旁边", "没有提到。", "contributor: 范后里、于海\n"))
    both.quick_build()
    assert "范后里、又見于海和葉某發言，後來乾杯" in _read(both, page)
    assert other.stat().st_mtime_ns == before
    both.delete("news/other.md")
    both.quick_build()
    assert "範后里、又見於海和葉某發言，後來乾杯" in _read(both, page)


def test_names_of_the_campaign_count_as_well(both: Site) -> None:
    both.append("campaign.yml", "names: 于海\n")
    both.quick_build()
    assert "範后里、又見于海" in _read(both, "zh-hant/news/2012/06/told/index.html")


def test_a_form_that_is_chosen_reaches_texts_where_an_item_had_it_alone(both: Site) -> None:
    """It was locked in the same form before, though not within texts."""
    both.write("news/written.md", _news("裏水", "裏水。", "lang: zh-Hant\n"))
    both.write("news/within.md", _news("在里水调研", "在里水。", ""))
    both.quick_build()
    page = "zh-hant/news/2012/06/within/index.html"
    campaign = (both.content_dir / "campaign.yml").read_text("utf-8")
    assert "在裡水調研" in _read(both, page)
    both.append("campaign.yml", "names: [里水: 裏水]\n")
    both.quick_build()
    assert "在裏水調研" in _read(both, page)
    both.write("campaign.yml", campaign)
    both.quick_build()
    assert "在裡水調研" in _read(both, page)


def test_a_form_with_a_blank_in_it_reaches_what_search_has_of_other_items(both: Site) -> None:
    """There blanks between Chinese characters are gone."""
    both.write("news/within.md", _news("别处", "见《群众路线 后来居上》一文。", ""))
    both.write("news/written.md", _news("群衆路線 后來居上", "正文。", "lang: zh-Hant\n"))
    both.quick_build()
    text = next(path for path in both.site_dir.glob("search/texts/*.js") if "/within/" in path.read_text("utf-8"))
    assert '"衆后"]' in text.read_text("utf-8")
    both.delete("news/written.md")
    both.quick_build()
    assert "衆" not in text.read_text("utf-8")


def test_a_form_with_marks_in_it_stays_as_it_was_written(both: Site) -> None:
    both.write("news/written.md", _news("'群衆 & 裏 <后> \\\\u5e72'", "`a\\u5e72` 裏。", "lang: zh-Hant\n"))
    both.quick_build()
    shown = "群衆 &amp; 裏 &lt;后&gt; \\\\u5e72"
    for path in ("news/2012/06/written/index.html", "news/index.html"):
        assert shown in _read(both, f"zh-hant/{path}").replace("&#34;", '"')
    for path in ("feed.json", "data/news.json"):
        titles = [item["title"] for item in json.loads(_read(both, f"zh-hant/{path}"))["items"]]
        assert "群衆 & 裏 <后> \\\\u5e72" in titles


def test_what_a_text_says_of_addresses_stays(both: Site) -> None:
    url = both.settings().site_url
    code = f'`{url}plan/` `<a href="../../../../plan/plan.pdf">` `"inLanguage":"zh-CN"`'
    both.write("news/code.md", _news("地址", f'{code} [会](news/told) <b translate="no">{url}plan/</b>', ""))
    both.quick_build()
    page = _read(both, "zh-hant/news/2012/06/code/index.html")
    said = re.findall("<code>(.*?)</code>", page)
    assert [unescape(one) for one in said] == code.strip("`").split("` `")
    assert f'<b translate="no">{url}plan/</b>' in page
    assert 'href="../../../../news/2012/06/told/"' in page


def test_a_page_that_was_lost_is_there_again(both: Site) -> None:
    """Made anew, or linked from the twin as soon as there is one."""
    path = both.site_dir / "zh-hant/news/2012/06/told/index.html"
    data = path.read_bytes()
    for made in (1, 0):
        path.unlink()
        report = both.quick_build()
        assert path.read_bytes() == data
        assert report.changed == made
