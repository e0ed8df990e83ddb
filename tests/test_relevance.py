"""What readers ask, and what they are shown: counts as a scan of the published text gives them; what comes first."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fixtures.sites import Site
from playwright.sync_api import Browser, Page
from support.browser import watched_page
from support.scanning import Scanned, answers, scan
from support.server import serve_under

from bench.corpus import write_ours

ITEMS = 700
"""So many that some grams occur often, and longer ones are listed."""

QUESTIONS = (
    # names of people, units and things
    *(
        "文法学院",
        "法律系",
        "青年教师",
        "先锋",
        "先锋人物",
        "党支部",
        "图书馆",
        "教工党员",
        "学生党员",
        "支部委员",
        "志愿者",
    ),
    # half phrases
    *(
        "创先争",
        "先争优",
        "五比五",
        "比五带头",
        "部委员在",
        "务在社区开展",
        "员在图书馆",
        "开展第",
        "了分工。",
        "逐条讨论",
    ),
    # numbers and dates
    *("2011", "2011年", "2010年七一", "第3期", "第3次", "第12次", "3", "18", "十八大", "七一", "第50次民主评议"),
    # Traditional, full-width, mixed
    *("創先爭優", "黨員", "黨支部", "圖書館", "學習實踐", "第３次", "２０１１", "Ａ", "ABC", "pdf", "www", "e"),
    # very common ones
    *("，", "。", "的", "党", "员", "在", "第", "集中学习", "学习"),
    # rare ones, long ones
    *("交换了意见。", "在会议室开展第7次", "退休教师在宿舍区开展第", "参看计划和通知。", "之699", "嗣"),
    # several parts, phrases, exclusions
    *(
        "党员 学习",
        "支部 图书馆 评议",
        '"公开承诺" 社区',
        "“结对帮扶” 宿舍区",
        "「读书交流」",
        "学习 -图书馆",
        "-的",
        "党员 -党员",
    ),
    # none
    *("不存在的词语", "火星登陆", "zzzz", "图图书馆", "党员党员党员党员", "第999次", "学习 龘"),
)


@dataclass(frozen=True)
class Library:
    """A published site and what a scan of it gives."""

    address: str
    items: list[Scanned]


def library(site: Path, content: Path, base: str) -> list[Scanned]:
    items = scan(site, content, base)
    assert len(items) == len({one.address for one in items})
    return items


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    root = tmp_path_factory.mktemp("generated")
    write_ours(root, ITEMS)
    site = Site(root)
    site.build()
    with serve_under(site.site_dir, "/cxzy/") as address:
        yield Library(address, library(site.site_dir, site.content_dir, base_of(site)))


@pytest.fixture(scope="module")
def demonstration(demo: Site) -> Iterator[Library]:
    with serve_under(demo.site_dir, "/cxzy/") as address:
        yield Library(address, library(demo.site_dir, demo.content_dir, base_of(demo)))


def base_of(site: Site) -> str:
    line = next(line for line in site.config.read_text("utf-8").splitlines() if line.startswith("site_url:"))
    return line.split(maxsplit=1)[1]


@pytest.fixture(params=["demonstration", "generated"])
def asked(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, list[Scanned]]]:
    held: Library = request.getfixturevalue(request.param)
    with watched_page(browser, held.address) as watched:
        yield watched.goto("search/"), held.items
        assert watched.problems() == []


def count(page: Page, question: str) -> int:
    """How many are found, once that is known."""
    page.evaluate("document.querySelector('#search-count').removeAttribute('data-count')")
    page.locator("#search-field").fill("")
    page.locator("#search-field").fill(question)
    page.wait_for_selector("#search-count[data-count]")
    return int(page.locator("#search-count").get_attribute("data-count") or -1)


def first(page: Page) -> str:
    """The text of the first hit's link."""
    return page.locator("#search-results > li").first.locator("a").first.inner_text()


def test_counts_are_those_of_a_scan(asked: tuple[Page, list[Scanned]]) -> None:
    page, items = asked
    assert len(QUESTIONS) >= 60
    found = {question: count(page, question) for question in QUESTIONS}
    assert found == {question: len(answers(items, question)) for question in QUESTIONS}


def test_so_are_those_of_random_pieces_of_text(asked: tuple[Page, list[Scanned]]) -> None:
    page, items = asked
    dice = random.Random(3)
    pieces = {piece_of(dice, items) for _ in range(60)}
    found = {piece: count(page, f'"{piece}"') for piece in sorted(pieces)}
    assert found == {piece: sum(one.has(piece) for one in items) for piece in found}


def piece_of(dice: random.Random, items: list[Scanned]) -> str:
    while True:
        block = dice.choice(dice.choice(items).blocks)
        start = dice.randrange(len(block))
        piece = block[start : start + dice.randint(1, 8)].strip()
        if piece and not set(piece) & set('"“”「」'):
            return piece


def test_a_title_finds_its_item_first(asked: tuple[Page, list[Scanned]]) -> None:
    page, items = asked
    titles = [one.title for one in items]
    once = [title for title in titles if titles.count(title) == 1]
    within_others = [title for title in once if sum(title in other for other in titles) > 3]
    for title in (*random.Random(5).sample(once, 25), *within_others[:15]):
        count(page, title)
        assert first(page) == title
