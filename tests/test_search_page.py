"""Search as readers meet it: over http under a sub-path and from a folder, by keyboard, on a phone, when files fail.

The index is written by `support.search_index`, with few documents that make a list long, so that every way of finding
a part is gone.
"""

from __future__ import annotations

import gzip
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fixtures.sites import PROJECT, Site
from playwright.sync_api import Browser, Page
from support.browser import (
    ColorScheme,
    Visitor,
    WatchedPage,
    axe_violations,
    hold_still,
    overflow_problems,
    watched_page,
)
from support.keyboard import keyboard_problems
from support.search_index import Entry, Facet, Layout, answer, in_order, write_index
from support.server import serve_under

LAYOUT = Layout(rare=3, in_shared=3, often=8, longest=4, shards=16, block=16)

FACETS = (
    Facet("collection", "类别", (("news", "新闻动态"), ("exemplars", "先进典型"), ("branches", "党支部"))),
    Facet("year", "年份", (("2012", "2012年"), ("2011", "2011年"), ("2010", "2010年"))),
    Facet("branch", "党支部", (("law", "法律系教工党支部"), ("retired", "退休党支部"))),
)

SCRIPTS = 12_000
"""Bytes, compressed, that the scripts of search may have together."""

MANY = 60
"""Hits up to which all are asked for: ten at a time."""

WATCH_STATUS = """() => {
  window.told = [];
  const status = document.querySelector('#search-count');
  new MutationObserver(() => told.push(status.textContent)).observe(status, { childList: true });
}"""
"""What a screen reader would say of the count."""

COMPOSE = """([done, begun]) => {
  const field = document.querySelector('#search-field');
  const tell = (type) => field.dispatchEvent(new CompositionEvent(type));
  const typed = (text) => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
  };
  typed(done);
  tell('compositionend');
  if (!begun) return;
  tell('compositionstart');
  typed(begun);
}"""
"""What an input method tells that ends a word and begins another one with the same key."""

REAL = "news/2010/12/young-teachers-contest/"
"""An item of the demonstration: hits must lead to pages that are there."""

WORDS = (
    *("学习", "党员", "支部", "先锋", "服务", "群众", "承诺", "讲座", "志愿", "图书馆", "法律", "援助", "会议", "活动"),
    *("创先争优", "五比五带头", "教师", "学生", "调研", "培训", "2011", "QQ"),
)


def corpus() -> list[Entry]:
    """Three hundred reports made of the same few words, and some that each test knows."""
    chance = random.Random(7)
    made = []
    for number in range(300):
        body = "\n".join("".join(chance.choices(WORDS, k=chance.randint(3, 9))) + "。" for _ in range(3))
        year = chance.choice(("2010", "2011", "2012"))
        facets: dict[str, tuple[str, ...]] = {"collection": ("news",), "year": (year,)}
        if number % 5 == 0:
            facets["branch"] = ("law", "retired")[: 1 + number % 2]
        title = "".join(chance.choices(WORDS, k=3))
        date = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        made.append(Entry(f"news/{number}/", title, date, parts=(("body", body),), facets=facets))
    named: dict[str, tuple[str, ...]] = {"collection": ("branches",), "branch": ("law",)}
    about = (
        ("summary", "“讲台先锋”竞赛"),
        ("body", "青年教师讲课竞赛在明德楼举行，ＡＢＣ组评出一等奖。\n另有 <b>两位</b> 获奖。"),
    )
    return [
        *made,
        Entry(
            REAL, "青年教师讲课竞赛", "2010-12-08", parts=(*about, ("caption", "讲台上的获奖者")), facets=made[0].facets
        ),
        Entry("branches/law/", "法律支部学习会议", kind="branches", parts=(("body", "支部的档案。"),), facets=named),
        *ordered(),
        *(
            Entry(
                f"news/law-{n}/",
                f"法律支部学习会议之{'一二三四五六七八九十'[n % 10] * (1 + n // 10)}",
                f"2012-0{1 + n % 9}-01",
            )
            for n in range(20)
        ),
        Entry("news/long/", "一段长文", "2009-01-01", parts=(("body", f"{'早' * 40}，{'晚' * 9}听取汇报{'迟' * 99}"),)),
        Entry("news/far/", "更长的文", parts=(("body", f"起点登记{'早' * 79}复核{'早' * 150}，终点盖章{'晚' * 99}"),)),
        Entry("news/rare/", "少见的字", parts=(("body", "王𬀩拨☎转接，行程 25 km 山路，夜里−5℃，山上-3℃。"),)),
        Entry("news/quiet/", "没有日子的报告", parts=(("body", "臺灣黨員來訪。"),)),
    ]


def ordered() -> Iterator[Entry]:
    """From older to newer: those without a long phrase, and those that have it; and further back some that have its
    pieces apart, so that it must be read in which of all these the phrase is."""
    texts = [*["审计先行。"] * 10, *["审计核算，计核算账，核算账目。"] * 5, *["审计。"] * 5]
    texts += ["审计核算账目。", "审计。"] * 5 + ["审计核算账目。"] * 10
    for number, text in enumerate(texts):
        date = f"2013-0{1 + number // 20}-{1 + number % 20:02}"
        yield Entry(f"news/ordered-{number:02}/", "账目", date, parts=(("body", text),))


ENTRIES = corpus()


@pytest.fixture(scope="module")
def folder(demo: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration with another index."""
    site = tmp_path_factory.mktemp("searched") / "site"
    shutil.copytree(demo.site_dir, site, ignore=shutil.ignore_patterns("search", "zh-hant"))
    shutil.copytree(demo.site_dir / "assets/search", site / "assets/search")
    shutil.copytree(
        demo.site_dir / "search", site / "search", ignore=shutil.ignore_patterns("*.js", "grams", "blocks", "texts")
    )
    write_index(site, ENTRIES, FACETS, LAYOUT)
    return site


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serve_under(folder, "/cxzy/") as base:
        yield base


def ask(page: Page, question: str) -> int:
    """Type a question into the page's field; how many are found."""
    page.locator("#search-field").fill(question)
    return count(page)


def count(page: Page) -> int:
    page.wait_for_selector("#search-count[data-count]")
    return int(page.locator("#search-count").get_attribute("data-count") or -1)


def hits(page: Page) -> list[str]:
    """Addresses of the hits, relative to the site's root."""
    links = page.eval_on_selector_all("ol#search-results > li", "all => all.map((li) => li.querySelector('a').href)")
    return [re.sub(r"^.*?/(cxzy|site)/|index\.html$", "", link) for link in links]


def all_hits(page: Page) -> list[str]:
    while page.locator("#search-more").is_visible():
        shown = page.locator("#search-results > li").count()
        page.locator("#search-more").click()
        page.wait_for_function(f"document.querySelectorAll('#search-results > li').length > {shown}")
    return hits(page)


def search_address(**query: str) -> str:
    from urllib.parse import urlencode

    return f"search/?{urlencode(query)}"


QUESTIONS = [
    "学习", "学", "黨員", "党员 图书馆", "五比五带头", "比五", "创先争优先锋", "“学习党员”", "「志愿　服务」", "qq",
    "ＱＱ　２０１１", "学习 -党员", "－培训 －学生 －“讲座”", "学习党员支部", "学习党员支部先锋", "明德楼举行",
    "讲课竞赛 讲台", "没有的词", "学鷹", "支部学习会议之", "党员来访", "台湾", "<b>", "a", "两位", "。另", "争优五比",
    "-学习党员支部 先锋", "援助会议 援助活动 -调研", "学习学习学习学习", "律援助会",
]  # fmt: skip


class TestAnswers:
    def test_every_occurrence_is_found(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        for question in QUESTIONS:
            expected = answer(ENTRIES, question, LAYOUT)
            assert ask(page, question) == len(expected), question
            if len(expected) <= MANY:
                assert sorted(all_hits(page)) == sorted(expected), question

    def test_random_pieces_of_texts_are_found(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        chance = random.Random(11)
        for _ in range(60):
            entry = chance.choice(ENTRIES)
            block = chance.choice(chance.choice(entry.all_parts)[1].split("\n"))
            at = chance.randrange(len(block))
            question = block[at : at + chance.randint(1, 9)].strip()
            if chance.random() < 0.3:
                question += " " + chance.choice(("", "-")) + chance.choice(WORDS)
            assert ask(page, question) == len(answer(ENTRIES, question, LAYOUT)), question

    def test_the_title_that_is_typed_comes_first(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        for entry in (*ENTRIES[300:], *ENTRIES[:20]):
            ask(page, entry.title)
            same = [other.address for other in ENTRIES if other.title == entry.title]
            assert hits(page)[0] in same, entry.title

    def test_titles_come_before_texts_and_more_before_less(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        ask(page, "援助")
        found = all_hits(page)
        titles = {entry.address: "援助" in entry.title for entry in ENTRIES}
        assert [titles[one] for one in found] == sorted((titles[one] for one in found), reverse=True)

    def test_by_date_the_newest_comes_first(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        ask(page, "调研")
        page.get_by_role("link", name="按日期").click()
        page.wait_for_url("**sort=date")
        count(page)
        assert all_hits(page) == answer(ENTRIES, "调研", LAYOUT)[::-1]
        assert page.get_by_role("link", name="按日期").get_attribute("aria-current") == "true"

    def test_by_date_nothing_is_passed_over_that_must_be_read_first(self, desk: WatchedPage) -> None:
        page = desk.goto(search_address(q="审计 -审计核算账目", sort="date"))
        count(page)
        assert all_hits(page) == answer(ENTRIES, "审计 -审计核算账目", LAYOUT)[::-1]

    def test_what_was_typed_is_marked(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        ask(page, "abc組 两位")  # folded: 組 is no form of these tests
        assert count(page) == 0
        ask(page, "ａｂｃ 两位 讲课")
        hit = page.locator("#search-results > li")
        assert hit.locator("h2 mark").all_inner_texts() == ["讲课"]
        assert hit.locator("p mark").all_inner_texts() == ["讲课", "ＡＢＣ", "两位"]
        assert "<b>两位</b>" in hit.inner_text().replace(" ", "")
        assert hit.locator("time").inner_text() == "2010年12月8日"
        hit.locator("a").click()
        page.wait_for_url(f"**/{REAL}")

    def test_a_piece_of_text_begins_with_a_clause(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        ask(page, "听取汇报")
        text = page.locator("#search-results > li p").last.inner_text()
        assert text.startswith(f"……{'晚' * 9}听取汇报")
        assert text.endswith("迟……")

    def test_parts_far_apart_in_one_block_are_each_shown(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        ask(page, "登记 复核 盖章")
        shown = page.locator("#search-results > li p").last
        assert shown.locator("mark").all_inner_texts() == ["登记", "复核", "盖章"]
        assert f"{'早' * 9}复核…… ……终点盖章{'晚' * 9}" in shown.inner_text()

    def test_what_is_longer_than_a_piece_is_shown_once_and_whole(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        ask(page, "早" * 120)
        shown = page.locator("#search-results > li p").last
        assert shown.locator("mark").all_inner_texts() == ["早" * 150]

    @pytest.mark.parametrize(
        "question",
        ["☎\ufe0f转接", "王\U000e0100𬀩拨", '"王　𬀩拨"', "“行程　２５ ｋｍ 山路”", "“２５ ｋｍ”", "“25 km”"],
    )
    def test_questions_as_phones_and_input_methods_write_them(self, desk: WatchedPage, question: str) -> None:
        page = desk.goto("search/")
        assert ask(page, question) == 1
        assert hits(page) == ["news/rare/"]
        assert page.locator("#search-results p mark").count() == 1

    def test_whoever_comes_back_finds_as_many_hits_as_there_were(self, desk: WatchedPage) -> None:
        page = desk.goto(search_address(q="学习"))
        count(page)
        page.locator("#search-more").click()
        page.wait_for_function("document.querySelectorAll('#search-results > li').length === 20")
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
        count(page)
        assert page.locator("#search-results > li").count() == 20

    def test_stale_answers_are_dropped(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        page.locator("#search-field").press_sequentially("学习党员支部先锋", delay=15)
        page.wait_for_timeout(100)
        assert count(page) == len(answer(ENTRIES, "学习党员支部先锋", LAYOUT))
        page.locator("#search-field").fill("")
        page.wait_for_timeout(100)
        assert hits(page) == []
        assert page.locator("#search-count").inner_text() == ""
        assert page.locator("#search-count").get_attribute("data-count") is None

    def test_what_is_told_is_told_once(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        page.evaluate(WATCH_STATUS)
        found = ask(page, "五比五带头")
        told = [one for one in page.evaluate("told") if one != "正在找……"]
        assert told == [told[0], f"共 {found} 篇"]
        assert re.fullmatch(r"至少 \d+ 篇，正在数……", told[0])
        ask(page, "调研")
        page.evaluate("told.length = 0")
        page.locator("#search-more").click()
        page.wait_for_function("document.querySelectorAll('#search-results > li').length > 10")
        page.wait_for_function("document.activeElement.matches('#search-results a')")
        assert page.evaluate("told") == []
        page.get_by_role("link", name="按日期").click()
        page.wait_for_url("**sort=date")
        found = count(page)
        assert page.evaluate("told") == [f"共 {found} 篇"]


class TestFilters:
    def test_counts_are_those_of_the_question(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        ask(page, "讲座")
        found = [entry for entry in ENTRIES if entry.address in answer(ENTRIES, "讲座", LAYOUT)]
        page.locator("#search-filters a").first.wait_for()
        for facet in FACETS:
            shown = page.get_by_label(facet.name, exact=True).last.locator("a").all_inner_texts()
            counts = {label: sum(ident in e.facets.get(facet.id, ()) for e in found) for ident, label in facet.values}
            assert [" ".join(text.split()) for text in shown] == [f"{k} {n}" for k, n in counts.items() if n]

    def test_filters_join_and_stay_in_the_address(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        ask(page, "讲座")
        page.locator("#search-filters").get_by_role("link", name="2011年").click()
        page.wait_for_url("**year=2011")
        page.locator("#search-filters").get_by_role("link", name="退休党支部").click()
        page.wait_for_url("**branch=retired")
        expected = [
            e.address
            for e in in_order(ENTRIES)
            if e.address in answer(ENTRIES, "讲座", LAYOUT)
            and {"2011", "retired"} <= {value for values in e.facets.values() for value in values}
        ]
        assert count(page) == len(expected) > 0
        page.get_by_role("link", name="按日期").click()
        page.wait_for_url("**sort=date")
        assert all_hits(page) == expected[::-1]
        page.goto(page.url)
        assert count(page) == len(expected)
        assert page.locator("#search-field").input_value() == "讲座"
        assert all_hits(page) == expected[::-1]
        current = page.locator("#search-filters a[aria-current]")
        current.first.wait_for()
        assert [text.split()[0] for text in current.all_inner_texts()] == ["2011年", "退休党支部"]
        current.first.click()
        page.wait_for_function("!location.search.includes('year')")
        assert count(page) > len(expected)
        assert page.evaluate("document.activeElement.dataset.key") == "year=2011"

    def test_focus_stays_near_a_filter_that_is_there_no_more(self, desk: WatchedPage) -> None:
        page = desk.goto(search_address(q="一段长文", year="2011", branch="retired"))
        for key, then in (("year=2011", "branch=retired"), ("branch=retired", "search-field")):
            page.locator(f"#search-filters [data-key='{key}']").press("Enter")
            page.locator(f"#search-filters [data-key='{key}']").wait_for(state="detached")
            assert page.evaluate("document.activeElement.dataset.key || document.activeElement.id") == then
        assert not page.locator("#search-filters").is_visible()

    def test_what_others_add_to_the_address_filters_nothing(self, desk: WatchedPage) -> None:
        """As WeChat does when an address is shared."""
        page = desk.goto(search_address(q="讲座", year="2011", **{"from": "singlemessage"}))
        page.locator("#search-filters").get_by_role("link", name="退休党支部").click()
        page.wait_for_url("**branch=retired")
        assert "year=2011" in page.url
        assert "singlemessage" not in page.url

    def test_nothing_in_the_range_leads_to_all(self, desk: WatchedPage) -> None:
        page = desk.goto(search_address(q="青年教师讲课", year="2012"))
        assert count(page) == 0
        page.get_by_role("link", name="看全部范围").click()
        assert count(page) == 1

    def test_back_leads_to_what_was_seen(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        ask(page, "青年教师")
        ask(page, "讲课")
        page.locator("#search-results a").first.click()
        page.wait_for_url(f"**/{REAL}")
        page.go_back()
        assert count(page) == 1
        assert page.locator("#search-field").input_value() == "讲课"
        page.go_back()
        assert page.url == "about:blank"


class TestEmpty:
    def test_it_says_what_is_nowhere_and_offers_pieces(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        assert ask(page, "学习 图书馆鷹志愿服务") == 0
        page.locator("#search-none").wait_for()
        assert "各条内容里没有“图书馆鷹志愿服务”。" in page.locator("#search-none").inner_text()
        near = page.locator("#search-none li a")
        assert near.all_inner_texts() == ["志愿服务", "图书馆", "学习"]
        near.first.click()
        assert count(page) == len(answer(ENTRIES, "志愿服务", LAYOUT)) > 0

    def test_a_piece_of_two_words_is_offered_once(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        assert ask(page, "图书馆鷹 鷹图书馆") == 0
        page.locator("#search-none").wait_for()
        assert page.locator("#search-none li a").all_inner_texts() == ["图书馆"]

    def test_pieces_are_offered_as_they_were_typed(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        assert ask(page, "鷹黨員") == 0
        page.locator("#search-none").wait_for()
        assert page.locator("#search-none li a").all_inner_texts() == ["黨員"]

    def test_parts_that_are_never_together_are_offered_apart(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        assert ask(page, "明德楼 台湾") == 0
        page.locator("#search-none").wait_for()
        assert page.locator("#search-none li a").all_inner_texts() == ["明德楼", "台湾"]

    @pytest.mark.parametrize("part", ['"−5℃"', "“－３℃”", "“行程　２５　ｋｍ”"])
    def test_what_is_offered_is_asked_as_it_was(self, desk: WatchedPage, part: str) -> None:
        page = desk.goto("search/")
        assert ask(page, f"{part} 鷹鷹") == 0
        page.locator("#search-none li a").last.click()
        assert count(page) == 1
        assert hits(page) == ["news/rare/"]

    def test_what_is_left_out_is_told(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        assert ask(page, "明德楼 -青年教师") == 0
        page.locator("#search-none").wait_for()
        assert page.locator("#search-none li a").all_inner_texts() == ["明德楼"]

    def test_questions_are_text_and_never_markup(self, desk: WatchedPage) -> None:
        page = desk.goto(search_address(q="<img src=x onerror=alert(1)>"))
        assert count(page) == 0
        page.locator("#search-none").wait_for()
        assert page.locator("#search-page img").count() == 0


class TestSuggestions:
    def test_titles_are_offered_and_chosen_by_keyboard(self, desk: WatchedPage) -> None:
        page = desk.goto("news/")
        field = page.get_by_role("combobox", name="站内搜索")
        page.keyboard.press("/")
        page.keyboard.type("青年教")
        options = page.get_by_role("option")
        options.first.wait_for()
        assert field.get_attribute("aria-expanded") == "true"
        assert options.locator("span").all_inner_texts() == ["青年教师讲课竞赛"]
        assert options.locator("mark").all_inner_texts() == ["青年教"]
        page.keyboard.press("ArrowDown")
        active = field.get_attribute("aria-activedescendant")
        assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
        assert axe_violations(page) == []
        page.keyboard.press("Escape")
        assert options.count() == 0
        assert field.input_value() == "青年教"
        page.keyboard.press("ArrowDown")
        options.first.wait_for()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{REAL}")

    def test_eight_at_most_and_all_by_enter(self, desk: WatchedPage) -> None:
        page = desk.goto("news/")
        page.locator("#cx-search-field").click()
        page.keyboard.type("学习")
        page.get_by_role("option").nth(7).wait_for()
        assert page.get_by_role("option").count() == 8
        assert all("学习" in text for text in page.get_by_role("option").all_inner_texts())
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=*")
        assert count(page) == len(answer(ENTRIES, "学习", LAYOUT))

    def test_above_hits_they_are_the_first_of_them(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        page.locator("#search-field").click()
        page.keyboard.type("学习", delay=100)
        options = page.get_by_role("option")
        options.filter(has=page.locator("mark", has_text="学习")).nth(3).wait_for()
        count(page)
        titles = page.locator("#search-results h2").all_inner_texts()
        assert options.locator("span").all_inner_texts() == titles[:4]
        assert re.fullmatch(r"\d+年\d+月\d+日", options.locator("small").first.inner_text())

    def test_a_choice_is_none_any_more_when_something_else_is_typed(self, desk: WatchedPage) -> None:
        page = desk.goto("news/")
        field = page.locator("#cx-search-field")
        field.press_sequentially("学习")
        page.get_by_role("option").first.wait_for()
        page.keyboard.press("ArrowDown")
        assert field.get_attribute("aria-activedescendant")
        page.keyboard.type("党员")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=*")
        assert page.locator("#search-field").input_value() == "学习党员"

    def test_they_go_when_focus_goes(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        page.locator("#search-field").press_sequentially("青年")
        page.get_by_role("option").wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.get_by_role("option").wait_for(state="detached")

    def test_a_click_leads_there(self, phone: WatchedPage) -> None:
        page = phone.goto("search/")
        page.locator("#search-field").press_sequentially("青年教师")
        page.get_by_role("option").click()
        page.wait_for_url(f"**/{REAL}")

    def test_what_an_input_method_composes_is_no_question_yet(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        page.locator("#search-field").focus()
        page.context.new_cdp_session(page).send(
            "Input.imeSetComposition", {"text": "xuexi", "selectionStart": 5, "selectionEnd": 5}
        )
        page.wait_for_timeout(150)
        assert page.locator("#search-count").inner_text() == ""

    def test_nor_is_it_if_it_begins_as_another_ends(self, desk: WatchedPage) -> None:
        page = desk.goto("search/")
        page.locator("#search-field").focus()
        page.evaluate(COMPOSE, ["学习", "学习dang"])
        page.wait_for_timeout(150)
        assert page.locator("#search-count").inner_text() == ""
        page.evaluate(COMPOSE, ["学习党员"])
        assert count(page) == len(answer(ENTRIES, "学习党员", LAYOUT))


class TestWays:
    def test_nothing_is_asked_for_before_the_reader_turns_to_search(self, browser: Browser, address: str) -> None:
        with watched_page(browser, address) as watched:
            asked: list[str] = []
            watched.page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
            page = watched.goto("news/")
            page.wait_for_load_state("networkidle")
            assert [one for one in asked if "search" in one] == []
            with page.expect_response("**/search/index.js"), page.expect_response("**/search/fold.js"):
                page.locator("#cx-search-field").focus()
            assert sorted(one for one in asked if "search" in one) == [
                "assets/search/asking.js", "assets/search/showing.js", "search/fold.js", "search/index.js",
            ]  # fmt: skip
            page.keyboard.type("讲课竞赛")
            page.get_by_role("option").wait_for()
            assert not any("facets" in one for one in asked)
            numbered = [one for one in asked if one.startswith(("search/texts/", "search/grams/", "search/blocks/"))]
            assert numbered
            assert all("?" in one for one in numbered)  # another address when anything is another

    def test_from_a_folder(self, browser: Browser, folder: Path) -> None:
        with watched_page(browser, f"{folder.as_uri()}/") as watched:
            page = watched.goto("news/index.html")
            page.locator("#cx-search-field").fill("讲课竞赛")
            page.get_by_role("option").wait_for()
            page.keyboard.press("Enter")
            page.wait_for_url("**/search/index.html?q=*")
            assert count(page) == 1
            page.locator("#search-filters a").first.wait_for()
            assert ask(page, "黨員") == len(answer(ENTRIES, "党员", LAYOUT))
            page.locator("#search-filters").get_by_role("link", name="2011年").click()
            page.wait_for_function("document.querySelectorAll('#search-filters [aria-current]').length")
            assert 0 < count(page) < len(answer(ENTRIES, "党员", LAYOUT))
            ask(page, "讲课竞赛 青年")
            assert page.locator("#search-results a").count() == 0  # not of that year
            everywhere = page.get_by_role("link", name="看全部范围")
            with page.expect_navigation():
                everywhere.evaluate("link => link.click()")  # wherever it has moved to meanwhile
            page.locator("#search-results a").click()
            page.wait_for_url(f"**/{REAL}index.html")
            page.locator(".cx-crumbs a").first.click()
            page.wait_for_url(f"{folder.as_uri()}/index.html")
            assert watched.faults() == []

    def test_a_phone_has_a_link_that_leads_to_the_field(self, phone: WatchedPage) -> None:
        page = phone.goto("news/")
        assert not page.locator("#cx-search-field").is_visible()
        page.get_by_role("link", name="搜索").click()
        page.wait_for_url("**/search/")
        assert ask(page, "讲座") > 10
        page.locator("#search-filters summary").click()
        page.locator("#search-filters").get_by_role("link", name="2012年").click()
        page.wait_for_url("**year=2012")
        assert count(page) > 0

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [360, 1280])
    @pytest.mark.parametrize("contrast", [False, True])
    def test_it_is_accessible(
        self, browser: Browser, address: str, width: int, scheme: ColorScheme, contrast: bool
    ) -> None:
        with watched_page(browser, address, Visitor(width=width, color_scheme=scheme)) as watched:
            if contrast:
                watched.page.add_init_script("localStorage.setItem('cxzy-reading', '{\"contrast\":\"high\"}')")
            page = watched.goto(search_address(q="讲座 先锋", year="2011"))
            hold_still(page)
            count(page)
            page.locator("#search-filters a").first.wait_for(state="attached")
            page.eval_on_selector("#search-filters", "(filters) => { filters.open = true }")
            assert axe_violations(page) + overflow_problems(page) == []
            assert keyboard_problems(page) == []
            page.locator("#search-field").fill("学习")
            page.get_by_role("option").first.wait_for()
            page.keyboard.press("ArrowDown")
            assert axe_violations(page) + overflow_problems(page) == []
            page.locator("#search-field").fill("学习 鷹鷹")
            page.locator("#search-none").wait_for()
            assert axe_violations(page) + overflow_problems(page) == []
            assert watched.faults() == []

    def test_without_scripts_the_form_leads_to_the_site_map(self, browser: Browser, address: str) -> None:
        with watched_page(browser, address, Visitor(javascript=False)) as watched:
            page = watched.goto("news/")
            page.locator("#cx-search-field").fill("学习")
            page.keyboard.press("Enter")
            page.wait_for_url("**/sitemap/?q=*")
            page = watched.goto("search/")
            assert "搜索要靠脚本" in page.locator("main").inner_text()
            assert page.locator("main").get_by_role("link", name="网站地图").is_visible()
            assert watched.faults() == []


class TestFailures:
    def test_it_is_told_that_an_answer_takes_its_time(self, browser: Browser, address: str) -> None:
        with watched_page(browser, address) as watched:
            page = watched.goto(search_address(q="讲座"))
            count(page)
            page.route("**/search/grams/*", lambda route: None)  # never answered
            page.locator("#search-field").fill("鹰鹰")
            page.wait_for_function("document.querySelector('#search-count').textContent.startsWith('正在找')")
            assert page.locator("#search-count").get_attribute("data-count") is None

    def test_a_page_left_open_asks_the_site_that_is_there_now(
        self, browser: Browser, folder: Path, tmp_path: Path
    ) -> None:
        site = tmp_path / "site"
        shutil.copytree(folder, site)
        with serve_under(site, "/cxzy/") as base, watched_page(browser, base) as watched:
            watched.page.clock.install()
            page = watched.goto(search_address(q="没有日子"))
            count(page)
            shutil.rmtree(site / "search/grams")
            shutil.rmtree(site / "search/texts")
            added = [Entry(f"news/old-{n}/", "鹰击长空", "1999-01-01", parts=(("body", "学习。"),)) for n in range(3)]
            write_index(site, [*added, *ENTRIES], FACETS, replace(LAYOUT, stamp="beef"))
            page.clock.fast_forward(60_000)
            page.locator("#search-field").fill("")
            page.keyboard.type("鹰击")
            page.clock.run_for(1000)
            assert page.evaluate("document.activeElement.id") == "search-field"
            page.keyboard.press("Tab")
            page.wait_for_function("document.querySelector('#search-count')?.dataset.count === '3'")
            assert sorted(hits(page)) == [f"news/old-{n}/" for n in range(3)]
            assert page.locator("#search-field").input_value() == "鹰击"

    @pytest.mark.parametrize("lost", ["search/index.js", "search/fold.js", "grams/", "blocks/", "texts/", "facets.js"])
    def test_a_file_that_does_not_come_is_told_and_asked_for_again(
        self, browser: Browser, address: str, lost: str
    ) -> None:
        with watched_page(browser, address) as watched:
            page = watched.page
            page.route(re.compile(re.escape(lost)), lambda route: route.abort())
            watched.goto(search_address(q="讲座"))
            told = page.locator("#search-failed")
            told.wait_for()
            assert "没有取到" in told.inner_text()
            page.unroute_all()
            page.get_by_role("button", name="再试一次").click()
            assert page.evaluate("document.activeElement.id") == "search-field", "the button is gone"
            assert count(page) == len(answer(ENTRIES, "讲座", LAYOUT))
            told.wait_for(state="hidden")
            page.locator("#search-filters a").first.wait_for()

    def test_a_file_that_is_another_one_is_told(self, browser: Browser, address: str) -> None:
        with watched_page(browser, address) as watched:
            page = watched.page
            page.route("**/search/index.js", lambda route: route.fulfill(body="void 0", content_type="text/javascript"))
            watched.goto(search_address(q="讲座"))
            page.locator("#search-failed").wait_for()

    @pytest.mark.parametrize("lost", ["**/search/asking.js", "**/search/showing.js", "**/search/grams/*"])
    def test_the_masthead_tells_too(self, browser: Browser, address: str, lost: str) -> None:
        with watched_page(browser, address) as watched:
            page = watched.page
            page.route(lost, lambda route: route.abort())
            watched.goto("news/")
            page.locator("#cx-search-field").focus()
            page.keyboard.type("讲课竞赛")
            page.locator(".cx-search--head .cx-search__failed").wait_for()
            page.unroute_all()
            page.get_by_role("button", name="再试一次").click()
            page.get_by_role("option").wait_for()


def test_the_scripts_are_small() -> None:
    scripts = [PROJECT / "theme/assets/search" / name for name in ("asking.js", "showing.js")]
    assert sum(len(gzip.compress(script.read_bytes(), 6)) for script in scripts) <= SCRIPTS


@pytest.mark.parametrize("by", ["an option", "a setting"])
def test_a_site_without_search_has_nothing_of_it(site: Site, run_cli: Callable[..., None], by: str) -> None:
    run_cli(site, "build")
    assert (site.site_dir / "search/index.html").is_file()
    config = site.config.read_text("utf-8")
    assert "  - cxzy\n" in config
    if by == "an option":
        run_cli(site, "build", "--no-search")
    else:
        site.config.write_text(config.replace("  - cxzy\n", "  - cxzy: {search: false}\n"), "utf-8")
        run_cli(site, "build")
    assert [path for path in site.site_dir.rglob("*search*") if "mkdocs" not in path.name] == []
    assert all("cx-search" not in path.read_text("utf-8") for path in site.site_dir.rglob("*.html"))
    site.config.write_text(config, "utf-8")
    run_cli(site, "build")
    assert 'id="cx-search-field"' in (site.site_dir / "404.html").read_text("utf-8")


@pytest.fixture
def run_cli() -> Callable[..., None]:
    import subprocess
    import sys

    def run(site: Site, *arguments: str) -> None:
        subprocess.run([sys.executable, "-m", "cxzy_build", *arguments], cwd=site.root, check=True, capture_output=True)

    return run
