"""The Traditional edition as readers, machines and writers meet it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fixtures.sites import NEWS, PROJECT, Site, copy_of_project, where
from playwright.sync_api import Browser, Page
from support.browser import Visitor, axe_violations, hold_still, overflow_problems, watched_page
from support.crawl import CrawlReport, crawl, unreached
from support.feeds import atom_problems, json_feed_problems, sitemap_problems
from support.search_index import traditional_of
from support.server import serve_under
from support.tree import differences, tree_digest

from cxzy_build.hanzi.converters import to_traditional
from cxzy_build.outputs.search.layout import value_of

URL = "https://www.example.edu.cn/cxzy/"
SCRIPTS = sorted(path for path in (PROJECT / "theme/assets").rglob("*.js") if path.parent.name != "vendor")

WRITTEN = """---
title: 鍾老師後來說
lang: zh-Hant
date: 2012-06-20
column: study
branch: law-staff
contributor: 鍾范
tags: [讀書]
---

在圖書館裏，為了群衆，於是讀《論語》；皇后、後來的乾杯。

## 後記

著名的計畫：`发展` 與 *裏面*。

![門裏](photo.jpg "門外")
"""

SIMPLIFIED = """---
title: 于海和范里的故事
date: 2012-06-21
column: study
branch: law-staff
contributor: 于海
photographer: 范里
reviewer: 党委办公室 叶后（后勤处）
aliases: [/old-story/, /old.html]
---

范里后来说，关于海洋的规范是于海定的，干部们<span translate="no">后来</span>都发言。了解情况。
在钟里。见[网站](/overview/)、[旧](/old-story/)、[繁体版](/zh-hant/overview/)。

岳之后
{: translate=no title=后来 }

## 后记

`后来`、<kbd>后</kbd>、<i lang="ja">発後后</i>，<a href="https://www.example.edu.cn/cxzy/plan/">计划</a>、
<a href="/plan/index.html">文件</a>。

- 附：![后面](photo.jpg)
"""


SPACED = """---
title: 群衆路線 后來居上
lang: zh-Hant
date: 2012-06-22
column: study
branch: law-staff
---

𠮷田後來說，見*裏面* 和 Word 文檔。
"""

QUOTING = """---
title: 见 𠮷田 群众路线 后来居上
date: 2012-06-23
column: study
branch: law-staff
---

见《群众路线 后来居上》一文，𠮷田与范里、于海都在；**里** 面，后来。

![𠮷田后来](photo.jpg)
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own content in both editions, with items that try the edition."""
    site = copy_of_project(tmp_path_factory.mktemp("editions") / "project")
    site.replace("campaign.yml", "# editions: [zh-Hant]", "editions: [zh-Hant]\nnames: [沈里, 钟里: 鐘裏]")
    photo = next((site.content_dir / "news").rglob("*.jpg")).read_bytes()
    for name, text in (("written", WRITTEN), ("story", SIMPLIFIED), ("spaced", SPACED), ("quoting", QUOTING)):
        site.write(f"news/{name}/index.md", text)
        site.write(f"news/{name}/photo.jpg", photo)
    site.write("exemplars/ouyang.md", "---\nname: 欧阳示例\nrole: teachers\nbranch: law-staff\n---\n")
    site.build()
    return site


@pytest.fixture(scope="module")
def address(both: Site) -> Iterator[str]:
    with serve_under(both.site_dir, "/cxzy/") as base:
        yield base


@pytest.fixture(scope="module")
def crawled(both: Site, address: str) -> CrawlReport:
    return crawl(address, site_url=URL, also=["404.html", "zh-hant/404.html"])


def _text(site: Site, path: str) -> str:
    return (site.site_dir / path).read_text("utf-8")


def test_every_link_picture_and_anchor_of_both_works(both: Site, crawled: CrawlReport) -> None:
    assert (crawled.broken, crawled.redirected, crawled.foreign) == ((), (), ())
    assert [p for p in unreached(both.site_dir, crawled) if "http-equiv" not in _text(both, p)] == []


def test_each_page_is_there_twice_and_nothing_else_is(both: Site) -> None:
    paths = {path.relative_to(both.site_dir).as_posix() for path in both.site_dir.rglob("*") if path.is_file()}
    here = {path.removeprefix("zh-hant/") for path in paths if path.startswith("zh-hant/")}
    there = {path for path in paths if not path.startswith("zh-hant/")}
    expected = {path for path in there if path.endswith(("index.html", "feed.xml", "feed.json"))}
    expected |= {path for path in there if path.startswith("data/") or path == "search/facets.js"}
    assert here == expected | {"404.html", "sitemap.xml"}


def test_links_between_pages_stay_in_their_edition(both: Site) -> None:
    for path in sorted(both.site_dir.rglob("index.html")):
        html, folder = path.read_text("utf-8"), path.parent.relative_to(both.site_dir)
        in_traditional = folder.parts[:1] == ("zh-hant",)
        for found in re.finditer(r'<a\b[^>]*\shref="(\.[^"#?]*/)["#?]', html):
            inside = Path(*folder.parts, found[1]).as_posix()
            target = (both.site_dir / inside).resolve().relative_to(both.site_dir.resolve())
            is_written = not in_traditional and "/zh-hant/overview/" in found[0]  # somebody meant the other edition
            is_switch = "cx-switch" in found[0] or is_written
            assert (target.parts[:1] == ("zh-hant",)) == (in_traditional != is_switch), (path, found[0])


@pytest.mark.parametrize(
    "path", ["", "news/page/1/", "exemplars/lin-shili/", "plan/", "sitemap/", "news/2012/06/story/"]
)
def test_machines_are_told_of_both(both: Site, path: str) -> None:
    pages = {folder: _text(both, f"{folder}{path}index.html") for folder in ("", "zh-hant/")}
    for folder, html in pages.items():
        assert f'<html lang="{"zh-Hant" if folder else "zh-CN"}"' in html
        assert re.findall(r'<link rel="canonical" href="([^"]*)"', html) == [f"{URL}{folder}{path}"]
        assert re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)"', html) == [
            ("zh-Hans", f"{URL}{path}"),
            ("zh-Hant", f"{URL}zh-hant/{path}"),
            ("x-default", f"{URL}{path}"),
        ]
        assert f'"og:locale" content="{"zh_TW" if folder else "zh_CN"}"' in html
        assert f'"og:url" content="{URL}{folder}{path}"' in html
        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
        node = json.loads(data)["@graph"][0]
        assert (node["url"], node["inLanguage"]) == (f"{URL}{folder}{path}", "zh-Hant" if folder else "zh-CN")
        assert f'content="{URL}zh-hant/assets' not in html


def test_feeds_data_and_site_map(both: Site) -> None:
    for path in both.site_dir.rglob("feed.xml"):
        assert atom_problems(path.read_bytes()) == []
    for path in both.site_dir.rglob("feed.json"):
        assert json_feed_problems(path.read_bytes()) == []
    feed = json.loads(_text(both, "zh-hant/news/columns/study/feed.json"))
    assert (feed["language"], feed["feed_url"]) == ("zh-Hant", f"{URL}zh-hant/news/columns/study/feed.json")
    assert all(item["url"].startswith(f"{URL}zh-hant/news/") for item in feed["items"])
    atom = _text(both, "zh-hant/feed.xml")
    assert 'xml:lang="zh-Hant"' in atom
    assert f'rel="self" type="application/atom+xml" href="{URL}zh-hant/feed.xml"' in atom
    news = json.loads(_text(both, "zh-hant/data/news.json"))["items"]
    assert {item["title"] for item in news} >= {"鍾老師後來說", "于海和范里的故事"}
    assert all(item["url"].startswith(f"{URL}zh-hant/news/") for item in news)
    assert sitemap_problems((both.site_dir / "sitemap.xml").read_bytes()) == []
    named = re.findall(r"<loc>(.*?)</loc>", _text(both, "sitemap.xml"))
    assert {f"{URL}news/2012/06/story/", f"{URL}zh-hant/news/2012/06/story/", f"{URL}zh-hant/"} <= set(named)
    assert len(named) == len(set(named))
    assert sitemap_problems((both.site_dir / "zh-hant/sitemap.xml").read_bytes()) == []
    its_own = re.findall(r"<loc>(.*?)</loc>", _text(both, "zh-hant/sitemap.xml"))
    assert its_own == [url for url in named if url.startswith(f"{URL}zh-hant/")]


def test_names_and_what_is_marked_stay(both: Site) -> None:
    html = _text(both, "zh-hant/news/2012/06/story/index.html")
    for text in (
        "范里後來說，關於海洋的規範是于海定的，幹部們",
        '<span translate="no">后来</span>',
        '<code>后来</code>、<kbd>后</kbd>、<i lang="ja">発後后</i>',
        ">于海和范里的故事</h1>",
        "<dd>范里</dd>",
        "葉后（後勤處）",
        "在鐘裏。見",
        '<meta name="Author" content="于海">',
        'alt="後面"',
        '<a href="../../../../plan/">計劃</a>',
        '<a href="../../../../plan/">文件</a>',
    ):
        assert text in html, text
    assert '<p title="后来" translate="no">岳之后</p>' in html


@pytest.mark.parametrize(("folder", "surname"), [("", "欧阳"), ("zh-hant/", "歐陽")])
def test_a_seal_shows_the_surname(both: Site, folder: str, surname: str) -> None:
    for path in ("exemplars/", "exemplars/ouyang/"):
        assert f'cx-seal cx-seal--2" data-title="{surname}"' in _text(both, f"{folder}{path}index.html")


def test_what_was_written_in_traditional_stays_there_and_is_converted_here(both: Site) -> None:
    simplified, traditional = (_text(both, f"{f}news/2012/06/written/index.html") for f in ("", "zh-hant/"))
    assert "在图书馆里，为了群众，于是读《论语》；皇后、后来的干杯。" in simplified
    assert "在圖書館裏，為了群衆，於是讀《論語》；皇后、後來的乾杯。" in traditional
    assert ">钟老师后来说</h1>" in simplified
    assert ">鍾老師後來說</h1>" in traditional
    assert "<em>里面</em>" in simplified
    assert "<em>裏面</em>" in traditional
    for html in (simplified, traditional):
        assert "<code>发展</code>" in html
    assert "门里" in simplified
    assert "門裏" in traditional
    assert "门外" in simplified
    assert "<dd>钟范</dd>" in simplified
    assert "<dd>鍾范</dd>" in traditional
    tags = json.loads(_text(both, "data/news.json"))["items"]
    assert ["读书"] in [item.get("tags") for item in tags]
    listed = _text(both, "zh-hant/news/index.html")
    assert "鍾老師後來說" in listed
    assert "在圖書館裏，為了群衆" in listed


PAIRS = """---
title: 台灣大學鐘聲
lang: zh-Hant
date: 2012-06-20
column: practice
---

| 干 | 乾 |
| --- | --- |
| 幹 | 干 |
| 里 | 裡 |

**臺灣**與**台灣**，“**鐘**”和"*鍾 & "后"*"，`後`，甲“后”乙。

*鐘 & "後"*
"""


def test_what_reads_alike_in_simplified_stays_apart_where_it_was_written(site: Site) -> None:
    site.write("campaign.yml", f"editions: [zh-Hant]\n{site.read('campaign.yml')}")
    site.write("news/pairs.md", PAIRS).write("news/other.md", PAIRS.replace("台灣大學", "臺灣大學"))
    site.build()
    shown = [_body_text(site, f"{edition}news/2012/06/pairs/index.html") for edition in ("zh-hant/", "")]
    assert shown == [
        """干乾幹干里裡臺灣與台灣，“鐘”和"鍾 & "后""，後，甲“后”乙。鐘 & "後\"""",
        """干干干干里里台湾与台湾，“钟”和"钟 & "后""，後，甲“后”乙。钟 & "后\"""",
    ]
    for name, title in (("pairs", "台灣大學鐘聲"), ("other", "臺灣大學鐘聲")):
        assert f"<title>{title} - " in _text(site, f"zh-hant/news/2012/06/{name}/index.html")


def _body_text(site: Site, path: str) -> str:
    body = _text(site, path).partition('cx-body md-typeset">')[2].partition("</div>")[0]
    return "".join(unescape(re.sub("<[^>]*>", "", body)).split("\n")).strip()


def test_text_that_looks_like_attributes_is_text_in_both(site: Site) -> None:
    """It is neither a link that leads nowhere, nor the place that another item's link leads to, nor an address."""
    site.write("campaign.yml", f"editions: [zh-Hant]\n{site.read('campaign.yml')}")
    text = '写成 `<a href="../../gone/" id="place">` 就行，或者 src="../../../a.png"。'
    site.write("news/x.md", f"{NEWS.format('')}\n{text}\n")
    site.build()
    for folder in ("", "zh-hant/"):
        (page,) = (site.root / "site" / folder).glob("news/*/*/x/index.html")
        assert 'src="../../../a.png"' in page.read_text("utf-8")
    site.write("news/y.md", f"{NEWS.format('')}\n[见](x.md#place)。\n")
    assert where(site.check()) == [("news/y.md", 9, "broken-anchor")]


def test_the_frame_speaks_traditional(both: Site) -> None:
    html = _text(both, "zh-hant/news/index.html")
    for text in ("新聞動態", "閱讀設置", "跳到正文", 'aria-label="頁腳"', "切換到深色", "回到頁面頂部", "複製"):
        assert text in html, text
    visible = re.sub(r"<script\b.*?</script>|<a class=\"cx-switch\".*?</a>", "", html, flags=re.DOTALL)
    assert set("创争优动阅读设页复选检") & set(visible) == set()


def test_the_page_for_lost_addresses(both: Site) -> None:
    html = _text(both, "zh-hant/404.html")
    assert "沒有這個頁面" in html
    assert '<a href="/cxzy/zh-hant/sitemap/">' in html
    assert 'href="/cxzy/assets/cxzy.css"' in html
    assert re.search(r'<a class="cx-switch" href="/cxzy/"', html)
    assert 'data-root="/cxzy/zh-hant/" data-index="/cxzy/" data-script="/cxzy/assets/search/asking.js"' in html


def test_scripts_say_the_same_in_traditional() -> None:
    """All that stands in their literals: a character that differs has to be among those of hant.js."""
    table = (PROJECT / "theme/assets/hant.js").read_text("utf-8")
    one, other = (re.search(rf"const {name} = '([^']*)'", table) for name in ("FROM", "TO"))
    assert one
    assert other
    known = str.maketrans(one[1], other[1])
    for path in SCRIPTS:
        if path.name != "hant.js":
            for single, template in re.findall(r"'([^'\n]*)'|`([^`\n]*)`", path.read_text("utf-8")):
                said = single or template
                assert said.translate(known) == to_traditional(said), path.name


def test_a_fault_is_told_once(both: Site, tmp_path: Path) -> None:
    both.write("news/broken.md", "---\ntitle: 断\ndate: 2012-06-22\ncolumn: study\n---\n\n[断](/overview/#nowhere)\n")
    try:
        found = [problem.code for problem in both.check() if problem.is_error]
    finally:
        both.delete("news/broken.md")
    assert found == ["broken-anchor"]


def test_without_the_edition_nothing_is_different(both: Site, demo: Site, tmp_path: Path) -> None:
    site = copy_of_project(tmp_path / "project")
    site.replace("campaign.yml", "# editions: [zh-Hant]", "editions: []")
    site.build()
    assert differences(tree_digest(site.site_dir), tree_digest(demo.site_dir)) == []
    assert not (site.site_dir / "assets/hant.js").exists()
    assert "cx-switch" not in _text(site, "index.html")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", ["", "news/2012/06/story/", "commitments/", "plan/"])
def test_the_switch_leads_to_the_same_page_and_back(browser: Browser, address: str, path: str, width: int) -> None:
    with watched_page(browser, address, Visitor(width=width)) as watched:
        page = watched.goto(path)
        hold_still(page)
        assert axe_violations(page) + overflow_problems(page) == []
        page.get_by_role("link", name="繁體版").click()
        page.wait_for_url(f"{address}zh-hant/{path}")
        hold_still(page)
        assert axe_violations(page) + overflow_problems(page) == []
        page.get_by_role("link", name="简体版").click()
        page.wait_for_url(f"{address}{path}")
        page.wait_for_load_state("networkidle")
        assert watched.faults() == []  # the QR library may still have been on its way


def test_it_does_so_without_scripts(browser: Browser, address: str) -> None:
    with watched_page(browser, address, Visitor(javascript=False)) as watched:
        page = watched.goto("zh-hant/overview/")
        page.get_by_role("link", name="简体版").click()
        page.wait_for_url(f"{address}overview/")
        assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_scripts_speak_traditional_there(browser: Browser, address: str) -> None:
    with watched_page(browser, address, Visitor()) as watched:
        page = watched.goto("zh-hant/news/2012/06/story/#hou-ji")
        page.get_by_role("button", name="縮小文字").wait_for()
        assert page.locator(".cx-switch[href$='#hou-ji']").count() == 1
        page.get_by_role("button", name="閱讀設置").click()
        assert "高對比" in page.locator("#cx-settings").inner_text()


QUESTIONS = (
    "黨員",
    "党员",
    "创先争优",
    "創先爭優 支部",
    "「后来」",
    "後來",
    "于海",
    "鍾范",
    "計畫",
    "瞭解",
    "圖書館 -支部",
    "2011",
    "不存在的",
)


def _answers(page: Page, question: str) -> tuple[str, list[str]]:
    """How many are found, and the first of them."""
    page.evaluate("document.querySelector('#search-count').removeAttribute('data-count')")
    page.locator("#search-field").fill("")
    page.locator("#search-field").fill(question)
    page.wait_for_selector("#search-count[data-count]")
    count = page.locator("#search-count").get_attribute("data-count") or ""
    if count != "0":
        page.wait_for_selector("#search-results > li")
    links = page.eval_on_selector_all("#search-results > li", "all => all.map((li) => li.querySelector('a').href)")
    return count, [re.sub(r"^.*/(cxzy|site)/(zh-hant/)?|index\.html$", "", link) for link in links]


@pytest.mark.parametrize("from_folder", [False, True], ids=["http", "file"])
def test_search_answers_alike_in_both(both: Site, address: str, browser: Browser, from_folder: bool) -> None:
    base, end = (both.site_dir.as_uri() + "/", "index.html") if from_folder else (address, "")
    found = []
    for edition in ("", "zh-hant/"):
        page = browser.new_page()
        page.goto(f"{base}{edition}search/{end}")
        found.append({question: _answers(page, question) for question in QUESTIONS})
        page.close()
    assert found[0] == found[1]
    assert found[0]["黨員"] == found[0]["党员"]
    assert int(found[0]["瞭解"][0]) >= 1
    assert int(found[0]["于海"][0]) >= 1


def test_hits_lead_to_pages_of_the_edition_and_are_shown_in_it(browser: Browser, address: str) -> None:
    for width in (360, 1280):
        with watched_page(browser, f"{address}zh-hant/", Visitor(width=width)) as watched:
            page = watched.goto("search/?q=%E5%85%9A%E5%91%98")
            page.wait_for_selector("#search-results > li")
            link = page.locator("#search-results > li a").first
            assert "/zh-hant/" in (link.get_attribute("href") or "")
            assert "黨員" in page.locator("#search-results").inner_text()
            hold_still(page)
            assert axe_violations(page) == []
            assert overflow_problems(page) == []
            link.click()
            page.wait_for_load_state()
            assert page.locator("html").get_attribute("lang") == "zh-Hant"
            assert watched.faults() == []


def test_hits_are_written_as_their_pages_are(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}zh-hant/search/?q=%E5%90%8E%E6%9D%A5")
    page.wait_for_selector("#search-results > li")
    hits = page.locator("#search-results").inner_text()
    assert "鍾老師後來說" in hits
    assert "為了群衆，於是讀《論語》；皇后、後來的乾杯。" in hits
    assert "范里後來說，關於海洋的規範是于海定的，幹部們后来都發言。" in hits
    assert set(page.locator("#search-results mark").all_inner_texts()) == {"後來", "后来", "后來"}
    assert "群衆路線后來居上" in hits
    assert "𠮷田後來說，見裏面和 Word 文檔。" in hits
    assert "見《群衆路線后來居上》一文，𠮷田與范里、于海都在；裡面，後來。" in hits
    page.close()


def test_texts_are_shown_as_pages_of_the_edition_have_them(both: Site) -> None:
    forms = _value(both.site_dir / "search/fold.js")
    paths = sorted((both.site_dir / "search/texts").glob("*.js"))
    assert paths
    others = []
    for path in paths:
        value = _value(path)
        page = _plain(_text(both, f"zh-hant/{value['address']}index.html"))
        others += [block for block in traditional_of(value, forms) if _plain(block) not in page]
    assert others == []


def _value(path: Path) -> Any:
    return value_of(path.read_bytes())


def _plain(html: str) -> str:
    """Text without blanks, and without the numbers of footnotes."""
    return "".join(unescape(re.sub('<sup id="fnref.*?</sup>|<[^>]*>', "", html)).split())
