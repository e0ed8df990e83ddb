"""The preview as it looks and behaves in a browser while somebody writes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fixtures.sites import PROJECT, Site, make_site
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect
from support.browser import (
    ColorScheme,
    Visitor,
    WatchedPage,
    axe_violations,
    darkened,
    hold_still,
    marked,
    overflow_problems,
    watched_page,
)
from support.serving import Served, serving

ITEM, FILE = "news/2011/03/volunteers/", "news/2011-03-05-volunteers/index.md"
TITLE = "title: 学雷锋志愿服务"
DRAFT = "---\ntitle: 还没写完\ndate: 2012-12-30\ncolumn: meetings\ndraft: true\n---\n\n文。\n"
WITHOUT_TEXT = "---\ntitle: 有图\ndate: 2012-12-30\ncolumn: meetings\n---\n\n![](p.png)\n"

LOADED = """() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
    .filter((path) => !path.startsWith('/__preview/'))"""

expect.set_options(timeout=30_000)


@pytest.fixture
def served(site: Site) -> Iterator[Served]:
    """At work on a site with a theme of its own, which tests may change."""
    (site.root / "theme").unlink()
    shutil.copytree(PROJECT / "theme", site.root / "theme")
    with serving(site.root) as running:
        yield running


@pytest.fixture
def desk(browser: Browser, served: Served) -> Iterator[WatchedPage]:
    with watched_page(browser, served.url) as watched:
        yield watched


def panel(page: Page) -> Locator:
    return page.get_by_role("dialog")


def goto_and_remember(desk: WatchedPage, path: str) -> Page:
    """Open a page and mark it as it is: one that is loaded anew has no mark. The mark comes once the server knows all
    that the page is made of, for a page that a new site overtakes while it loads cannot tell, and is loaded anew."""
    known: set[str] = set()
    desk.page.on("request", lambda request: known.update(_made_known_by(request)))
    page = desk.goto(path)
    while not known.issuperset(page.evaluate(LOADED)):
        page.wait_for_event("request")
    remember(page)
    return page


def _made_known_by(request: Request) -> list[str]:
    """The paths in a question that waits for news: those are known. Others in a first one are only now made so."""
    question = request.post_data_json if request.url.endswith("/wait") else None
    return list(question["uses"]) if question and question["seen"] else []


def remember(page: Page) -> None:
    page.evaluate("window.remembered = true")


def is_remembered(page: Page) -> bool:
    return bool(page.evaluate("window.remembered === true"))


def settle(page: Page, site: Site, text: str) -> None:
    """Wait until a change made now has come to the page: what was made before has then come too."""
    site.append(FILE, f"\n{text}\n")
    with page.context.new_page() as other:
        other.goto(page.url.split("/cxzy/")[0] + f"/cxzy/{ITEM}")
        expect(other.get_by_text(text)).to_be_visible()


def break_item(site: Site) -> int:
    """Write a key that is none; gives its line."""
    site.replace(FILE, TITLE, TITLE.replace("title", "titel"))
    return site.line_of(FILE, "titel:")


def mend_item(site: Site) -> None:
    site.replace(FILE, "titel:", "title:")


def _next(page: Page, questions: list[Route]) -> Route:
    """The question that a page has asked, or is going to."""
    while not questions:
        page.evaluate("0")  # lets what has happened be told
    return questions[0]


def _answer(page: Page, questions: list[Route], script: Mapping[str, str], tree: str) -> None:
    """News of a site with this mark, in which all that was asked for is as it was."""
    question = _next(page, questions)
    questions.clear()
    asked = (question.request.post_data_json or {})["uses"]
    uses = {path: script["sign"] if path == f"/cxzy/{ITEM}" else "" for path in asked}
    said = {"good": True, "building": False, "errors": 0, "warnings": 0, "problems": []}
    question.fulfill(json={"tree": tree, "mark": tree, "uses": uses, **said})


class TestPage:
    def test_what_is_saved_is_shown_where_the_reader_was(self, desk: WatchedPage, site: Site) -> None:
        site.append(FILE, "\n一段。\n" * 40)
        page = desk.goto(ITEM)
        expect(page.get_by_text("一段。").nth(39)).to_be_attached()
        page.evaluate("window.scrollTo({ top: 700, behavior: 'instant' })")
        site.append(FILE, "\n新加的话。\n")
        expect(page.get_by_text("新加的话。")).to_be_attached()
        page.wait_for_function("() => window.scrollY === 700")
        assert not panel(page).is_visible()

    def test_a_page_that_a_change_does_not_concern_is_left_alone(self, desk: WatchedPage, site: Site) -> None:
        page = goto_and_remember(desk, "overview/")
        settle(page, site, "别处的话。")
        assert is_remembered(page)

    def test_a_picture_of_the_page_that_changes_is_shown(self, desk: WatchedPage, site: Site) -> None:
        page = desk.goto(ITEM)
        remember(page)
        other = site.content_dir / "exemplars/bai/portrait.png"
        site.write("news/2011-03-05-volunteers/photo.png", other.read_bytes())
        page.wait_for_function("() => window.remembered === undefined")

    def test_what_was_loaded_while_a_new_site_came_may_be_old(self, desk: WatchedPage) -> None:
        """It was not asked for, so the answer does not say what it is now."""
        questions: list[Route] = []
        desk.page.add_init_script("window.setTimeout = () => 0")  # so that the page does not ask anew meanwhile
        desk.page.route("**/__preview/wait", lambda route: questions.append(route))
        page = desk.goto(ITEM)
        script = page.evaluate("() => ({ ...document.querySelector('script[data-cx-preview]').dataset })")
        _answer(page, questions, script, script["tree"])
        _next(page, questions)
        page.evaluate(
            """() => new Promise((loaded) => {
                const image = document.body.appendChild(new Image());
                image.onload = loaded;
                image.src = '/cxzy/assets/cards/news.jpg';
            })"""
        )
        with page.expect_event("load"):
            _answer(page, questions, script, "another")

    def test_a_style_sheet_is_changed_without_loading_the_page(self, desk: WatchedPage, site: Site) -> None:
        page = goto_and_remember(desk, ITEM)
        site.append("../theme/assets/cxzy.css", "\n.cx h1 { color: rgb(1, 2, 3) }\n")
        expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
        assert is_remembered(page)
        expect(page.locator("link[rel=stylesheet][href*='cxzy.css']")).to_have_count(1)
        site.append("../theme/assets/cxzy.css", "\n.cx h1 { color: rgb(3, 2, 1) }\n")
        expect(page.locator("h1")).to_have_css("color", "rgb(3, 2, 1)")
        assert is_remembered(page)

    def test_a_page_whose_item_is_deleted_says_so_and_comes_back(self, desk: WatchedPage, site: Site) -> None:
        site.write("news/draft.md", DRAFT)
        page = desk.goto("news/")
        expect(page.get_by_role("link", name="还没写完")).to_be_visible()
        desk.goto("news/2012/12/draft/")
        site.delete("news/draft.md")
        expect(page.get_by_text("这个页面刚才还在")).to_be_visible()
        expect(page.get_by_role("heading", name="没有这个页面")).to_be_visible()
        assert axe_violations(page) == []
        site.write("news/draft.md", DRAFT)
        expect(page.get_by_role("heading", name="还没写完")).to_be_visible()

    def test_an_address_that_never_was_is_just_not_there(self, desk: WatchedPage) -> None:
        page = desk.goto("news/none/")
        expect(page.get_by_role("heading", name="没有这个页面")).to_be_visible()
        assert page.get_by_text("这个页面刚才还在").count() == 0

    def test_a_draft_is_marked_on_its_page_and_in_lists(self, desk: WatchedPage, site: Site) -> None:
        page = desk.goto("news/")
        site.write("news/draft.md", DRAFT)
        entry = page.locator(".cx-entry", has_text="还没写完")
        expect(entry.locator(".cx-mark--hidden")).to_be_visible()
        expect(page.locator(".cx-mark--hidden")).to_have_count(1)
        entry.get_by_role("link").click()
        expect(page.locator(".cx-head .cx-mark--hidden")).to_be_visible()
        expect(page.get_by_text("预览 · 含草稿和未到日期的内容")).to_be_visible()

    def test_a_page_that_nobody_sees_asks_nothing(self, desk: WatchedPage, site: Site) -> None:
        page = desk.goto(ITEM)
        page.evaluate("""() => {
            Object.defineProperty(document, 'hidden', { get: () => window.isHidden, configurable: true });
            window.isHidden = true;
            document.dispatchEvent(new Event('visibilitychange'));
        }""")
        remember(page)
        settle(page, site, "看不见的时候。")
        assert is_remembered(page)
        page.evaluate("window.isHidden = false; document.dispatchEvent(new Event('visibilitychange'))")
        expect(page.get_by_text("看不见的时候。")).to_be_visible()


class TestPanel:
    def test_an_error_is_shown_with_its_place_and_goes_when_it_is_mended(self, desk: WatchedPage, site: Site) -> None:
        page = goto_and_remember(desk, ITEM)
        line = break_item(site)
        expect(panel(page)).to_be_visible()
        expect(panel(page).get_by_role("heading")).to_have_text("没有更新：内容有错误")
        expect(panel(page).locator(".place")).to_have_text(f"错误 content/{FILE}:{line}:1")
        expect(panel(page).locator(".message")).to_have_text("不认识的键 titel")
        expect(panel(page).locator(".hint")).to_have_text("是否想写 title？")
        assert is_remembered(page)
        expect(page.get_by_role("heading", name="学雷锋志愿服务")).to_be_visible()
        mend_item(site)
        expect(panel(page)).to_be_hidden()
        expect(page.get_by_role("region", name="预览", exact=True).get_by_role("button")).to_have_count(0)
        assert is_remembered(page)

    def test_it_is_worked_by_keyboard(self, desk: WatchedPage, site: Site) -> None:
        page = desk.goto(ITEM)
        break_item(site)
        heading = panel(page).get_by_role("heading")
        expect(heading).to_be_focused()
        page.keyboard.press("Tab")
        expect(panel(page).get_by_role("button", name="收起")).to_be_focused()
        page.keyboard.press("Tab")
        expect(panel(page).get_by_role("group", name="问题清单")).to_be_focused()
        page.keyboard.press("Escape")
        expect(panel(page)).to_be_hidden()
        badge = page.get_by_role("button", name="1 个错误")
        expect(badge).to_be_focused()
        page.keyboard.press("Enter")
        expect(heading).to_be_focused()

    def test_what_was_put_away_stays_so_until_there_is_something_else(self, desk: WatchedPage, site: Site) -> None:
        page = desk.goto(ITEM)
        break_item(site)
        panel(page).get_by_role("button", name="收起").click()
        desk.goto("news/")
        expect(page.get_by_role("button", name="1 个错误")).to_be_visible()
        assert not panel(page).is_visible()
        site.append(FILE, "\n[坏](news/none)\n")
        expect(panel(page)).to_be_visible()
        expect(panel(page).locator("li")).to_have_count(2)

    def test_a_reader_at_work_keeps_the_focus(self, desk: WatchedPage, site: Site) -> None:
        page = desk.goto(ITEM)
        setting = page.get_by_role("button", name="阅读设置")
        setting.focus()
        break_item(site)
        expect(panel(page)).to_be_visible()
        expect(setting).to_be_focused()
        expect(page.get_by_role("status").filter(has_text="没有更新：1 个错误。")).to_have_count(1)

    def test_warnings_are_a_quiet_badge_that_opens_the_list(self, desk: WatchedPage, site: Site) -> None:
        page = desk.goto("news/")
        photo = (site.content_dir / "news/2011-03-05-volunteers/photo.png").read_bytes()
        site.write("news/w/p.png", photo).write("news/w/index.md", WITHOUT_TEXT)
        badge = page.get_by_role("button", name="1 个警告")
        expect(badge).to_be_visible()
        assert not panel(page).is_visible()
        badge.click()
        expect(panel(page).locator(".place")).to_have_text("警告 content/news/w/index.md:7:5")
        page.keyboard.press("Escape")
        site.write("news/w/index.md", WITHOUT_TEXT.replace("![]", "![一张照片]"))
        expect(page.get_by_role("button", name="1 个警告")).to_have_count(0)

    def test_what_problems_say_is_text_and_no_markup(self, desk: WatchedPage, site: Site) -> None:
        page = desk.goto(ITEM)
        site.append(FILE, '\n<a href="javascript:alert(1)"><img src=x onerror=alert(1)>坏</a>\n')
        expect(panel(page)).to_be_visible()
        assert panel(page).locator("img").count() == 0

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("width", [360, 1280])
    def test_panel_and_badge_are_sound(
        self, browser: Browser, served: Served, site: Site, width: int, scheme: ColorScheme
    ) -> None:
        photo = (site.content_dir / "news/2011-03-05-volunteers/photo.png").read_bytes()
        site.write("news/w/p.png", photo).write("news/w/index.md", WITHOUT_TEXT)
        visitor = Visitor(width=width, height=740, color_scheme=scheme)
        with watched_page(browser, served.url, visitor) as watched:
            page = watched.goto(ITEM)
            hold_still(page)
            expect(page.get_by_role("button", name="1 个警告")).to_be_visible()
            assert axe_violations(page) == []
            break_item(site)
            expect(panel(page)).to_be_visible()
            assert axe_violations(page) == []
            assert overflow_problems(page) == []
            with marked(page, cxContrast="high", cxSize="150"):
                assert axe_violations(page) == []
                assert overflow_problems(page) == []
            if scheme == "light":
                with darkened(page):
                    assert axe_violations(page) == []
            assert watched.foreign_requests == []

    def test_nothing_of_it_is_printed(self, desk: WatchedPage, site: Site) -> None:
        page = desk.goto(ITEM)
        break_item(site)
        expect(panel(page)).to_be_visible()
        page.emulate_media(media="print")
        expect(panel(page)).to_be_hidden()


class TestServer:
    @pytest.mark.parametrize("width", [360, 1280])
    def test_a_site_that_was_never_built_is_awaited(self, browser: Browser, site: Site, width: int) -> None:
        break_item(site)
        with (
            serving(site.root) as served,
            watched_page(browser, served.url, Visitor(width=width)) as watched,
        ):
            page = watched.goto(ITEM)
            expect(panel(page).get_by_role("heading")).to_have_text("还不能生成：内容有错误")
            expect(panel(page).locator(".message").first).to_have_text("不认识的键 titel")
            assert axe_violations(page) == []
            assert overflow_problems(page) == []
            mend_item(site)
            expect(page.get_by_role("heading", name="学雷锋志愿服务")).to_be_visible()
            expect(panel(page)).to_be_hidden()

    def test_a_server_that_is_started_again_is_found_again(self, browser: Browser, tmp_path: Path) -> None:
        site = make_site(tmp_path / "again")
        with serving(site.root) as first:
            url = first.url
            port = url.split(":")[2].split("/")[0]
            watched = browser.new_context().new_page()
            watched.goto(url + ITEM)
            watched.evaluate("window.remembered = true")
            expect(watched.get_by_role("region", name="预览", exact=True)).to_be_attached()
        expect(watched.get_by_role("button", name="预览已停止")).to_be_visible()
        with serving(site.root, "-p", port) as second:
            assert second.url == url
            expect(watched.get_by_role("button", name="预览已停止")).to_be_hidden()
            assert watched.evaluate("window.remembered") is True
            site.append(FILE, "\n又开始了。\n")
            expect(watched.get_by_text("又开始了。")).to_be_visible()
        watched.context.close()


def test_one_connection_is_all_a_page_holds(desk: WatchedPage) -> None:
    page = desk.goto(ITEM)
    asked: list[str] = []
    done: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfinished", lambda request: done.append(request.url))
    page.on("requestfailed", lambda request: done.append(request.url))
    page.reload(wait_until="load")
    page.wait_for_function("() => document.querySelector('[aria-label=\"预览\"]')")
    waiting = [url for url in asked if url.endswith("/wait")]
    assert len(waiting) - len([url for url in done if url.endswith("/wait")]) <= 1
    assert len(waiting) <= 4, json.dumps(asked)
