"""What the reader's browser runs: settings, page tools, photo viewer, drawer, presentation."""

from __future__ import annotations

import io
import json

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page
from support.browser import (
    ColorScheme,
    Visitor,
    WatchedPage,
    axe_violations,
    has_horizontal_overflow,
    overflowing_elements,
    watched_page,
)

ITEM = "news/2010/12/young-teachers-contest/"
CANONICAL = f"https://www.example.edu.cn/cxzy/{ITEM}"
KINDS = ("", ITEM, "exemplars/lin-shili/", "results/teaching-contest/", "branches/law-staff/", "showcase/", "overview/")
"""A page of each make."""

DENIED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') },"
DENIED += " configurable: true })"

# Notes what html carries when the first paint may come: when the body starts to be.
AT_FIRST_PAINT = """new MutationObserver((_, seer) => {
  if (!document.body) return;
  window.seen = { ...document.documentElement.dataset };
  seer.disconnect();
}).observe(document, { childList: true, subtree: true })"""

ADD_PHOTOS = """(count) => {
  const body = document.querySelector('.cx-body'), src = body.querySelector('img').src;
  body.replaceChildren();
  const photo = (n) => `<figure><a class="cx-zoom" href="${src}?${n}" data-caption="说明${n}"><picture>`
    + `<img src="${src}" width="300" height="200" alt="照片${n}"></picture></a></figure>`;
  const album = Array.from({ length: count }, (_, i) => photo(i + 1)).join('');
  body.insertAdjacentHTML('beforeend', `<div class="cx-album">${album}</div>${photo('单')}`);
}"""


def remember(page: Page, **choice: str) -> None:
    """As if the reader had chosen this on an earlier visit."""
    page.add_init_script(f"localStorage.setItem('cxzy-reading', {json.dumps(json.dumps(choice))})")


def focused(page: Page) -> str:
    """The name of the element that has focus."""
    name = "e => e.getAttribute('aria-label') || e.querySelector('img')?.alt || e.textContent.trim()"
    return str(page.evaluate(f"() => ({name})(document.activeElement)"))


def codes(png: bytes) -> list[str]:
    """What the QR codes in a picture say."""
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))]


PLAIN = {"contrast": "high"}
LARGE = {"contrast": "high", "ink": "yellow", "size": "150", "spacing": "wide"}


class TestSettings:
    def test_a_choice_by_keyboard_holds_on_other_pages_before_they_are_painted(self, desk: WatchedPage) -> None:
        desk.page.add_init_script(AT_FIRST_PAINT)
        page = desk.goto(ITEM)
        before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.cx-body')).fontSize)")
        page.get_by_role("button", name="阅读设置").focus()
        page.keyboard.press("Enter")
        page.get_by_role("radio", name="标准").first.focus()
        page.keyboard.press("ArrowLeft")  # from the first radio round to the last
        page.get_by_role("radio", name="高对比").check()
        page.keyboard.press("Escape")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.checked"), "or the next key would change a setting"
        page.keyboard.press("Escape")
        assert not page.get_by_role("dialog").is_visible()
        assert focused(page) == "阅读设置"
        after = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.cx-body')).fontSize)")
        assert after == pytest.approx(1.5 * before)
        desk.goto("overview/")
        assert page.evaluate("window.seen") == {"cxSize": "150", "cxContrast": "high"}
        page.get_by_role("button", name="阅读设置").click()
        assert page.get_by_role("radio", name="特大").is_checked()
        page.get_by_role("button", name="恢复标准").click()
        page.wait_for_function("() => !document.documentElement.dataset.cxSize")
        desk.goto("")
        assert page.evaluate("window.seen") == {}

    def test_denied_storage_leaves_everything_at_work(self, desk: WatchedPage) -> None:
        desk.page.add_init_script(DENIED)
        page = desk.goto(ITEM)
        page.get_by_role("button", name="放大文字").click()
        assert page.locator("html").get_attribute("data-cx-size") == "125"
        page.locator(".md-header__option label:visible").click()
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"

    def test_a_spoilt_choice_is_no_choice(self, desk: WatchedPage) -> None:
        desk.page.add_init_script("localStorage.setItem('cxzy-reading', '{')")
        assert desk.goto("").locator("html").get_attribute("data-cx-size") is None

    @pytest.mark.parametrize(
        ("width", "choice", "scheme"),
        [(360, PLAIN, "light"), (360, LARGE, "dark"), (1280, PLAIN, "dark"), (1280, LARGE, "light")],
        ids=["360-plain-light", "360-large-dark", "1280-plain-dark", "1280-large-light"],
    )
    def test_pages_stay_sound_in_every_choice(
        self, browser: Browser, address: str, width: int, choice: dict[str, str], scheme: ColorScheme
    ) -> None:
        """Every two of width, choice and scheme together."""
        with watched_page(browser, address, Visitor(width=width, color_scheme=scheme)) as watched:
            remember(watched.page, **choice)
            for kind in KINDS:
                page = watched.goto(kind)
                assert not has_horizontal_overflow(page), (kind, overflowing_elements(page))
                assert axe_violations(page) == [], kind
            page.get_by_role("button", name="阅读设置").click()
            assert axe_violations(page) == []
            assert not has_horizontal_overflow(page)
            assert watched.faults() == []

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_high_contrast_is_seven_to_one(self, browser: Browser, address: str, scheme: ColorScheme) -> None:
        with watched_page(browser, address, Visitor(color_scheme=scheme)) as watched:
            remember(watched.page, contrast="high")
            for kind in KINDS:
                assert axe_violations(watched.goto(kind), ["wcag2aaa"]) == [], kind


class TestTools:
    def test_text_size_is_the_same_setting(self, desk: WatchedPage) -> None:
        page = desk.goto(ITEM)
        for _ in range(3):
            page.get_by_role("button", name="放大文字").click()
        assert page.locator(".cx-tools [role=status]").inner_text() == "文字大小：特大"
        page.get_by_role("button", name="标准大小").click()
        assert page.locator("html").get_attribute("data-cx-size") is None

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_the_shared_code_leads_to_the_canonical_address(
        self, browser: Browser, address: str, scheme: ColorScheme
    ) -> None:
        with watched_page(browser, address, Visitor(color_scheme=scheme)) as watched:
            page = watched.goto(ITEM)
            page.get_by_role("button", name="分享").click()
            page.get_by_role("img", name="本页网址的二维码").wait_for()
            assert codes(page.screenshot()) == [CANONICAL]
            assert axe_violations(page) == []
            page.get_by_role("button", name="复制网址").click()
            page.get_by_role("status").filter(has_text="已复制").wait_for()
            page.keyboard.press("Escape")
            assert focused(page) == "分享"
            assert watched.faults() == []

    def test_the_code_is_on_paper_without_touching_a_button(self, desk: WatchedPage) -> None:
        page = desk.goto(ITEM)
        page.wait_for_selector(".cx-paper-qr svg", state="attached")
        pdf = pypdfium2.PdfDocument(page.pdf())
        found = [code for sheet in pdf for code in zxingcpp.read_barcodes(sheet.render(scale=3).to_pil())]
        assert [code.text for code in found] == [CANONICAL]
        page.emulate_media(media="print")
        assert not page.locator(".cx-tools").is_visible()

    def test_without_scripts_no_dead_control_is_shown(self, browser: Browser, address: str) -> None:
        with watched_page(browser, address, Visitor(javascript=False)) as watched:
            for kind in KINDS:
                page = watched.goto(kind)
                dead = ":not(form[action] *):is(button, dialog, .cx-tools)"  # a form is sent without scripts too
                assert page.locator(f"{dead} >> visible=true").count() == 0, kind
            assert watched.faults() == []


class TestViewer:
    def test_photos_are_leafed_through_by_keyboard(self, desk: WatchedPage) -> None:
        page = desk.goto(ITEM)
        page.evaluate(ADD_PHOTOS, 3)
        page.locator("a.cx-zoom").nth(1).focus()
        page.keyboard.press("Enter")
        place, photo = page.locator(".cx-viewer__place"), page.locator(".cx-viewer img")
        seen = []
        for key in ("", "ArrowRight", "ArrowRight", "Home", "ArrowLeft", "End"):
            if key:
                page.keyboard.press(key)
            seen.append((place.inner_text()[2], photo.get_attribute("alt")))
        expected = [("2", "照片2"), ("3", "照片3"), ("3", "照片3"), ("1", "照片1"), ("1", "照片1"), ("3", "照片3")]
        assert seen == expected
        assert place.inner_text() == "第 3 张，共 3 张"
        assert page.locator(".cx-viewer figcaption").inner_text() == "说明3"
        assert axe_violations(page) == []
        for _ in range(4):  # focus goes round in the dialog (and over the browser's own bar)
            page.keyboard.press("Tab")
            assert page.evaluate(
                "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
            )
        page.keyboard.press("Escape")
        assert focused(page) == "照片2"

    def test_a_photo_in_no_album_stands_alone(self, phone: WatchedPage) -> None:
        page = phone.goto(ITEM)
        page.evaluate(ADD_PHOTOS, 2)
        page.locator("a.cx-zoom").last.click()
        assert page.locator(".cx-viewer img").get_attribute("alt") == "照片单"
        assert not page.locator(".cx-viewer__place").is_visible()
        assert axe_violations(page) == []
        assert not has_horizontal_overflow(page)
        page.get_by_role("button", name="关闭").click()
        assert page.locator("dialog:visible").count() == 0


class TestWays:
    def test_the_drawer_by_keyboard(self, phone: WatchedPage) -> None:
        page = phone.goto("")
        visited = []
        for _ in range(7):
            page.keyboard.press("Tab")
            visited.append(focused(page))
        assert visited[0] == "跳到正文"
        assert visited[2:6] == ["搜索", "阅读设置", "切换到深色", "导航菜单"]
        assert visited[6] == page.locator("main a:visible").first.inner_text()  # and nothing of the closed drawer
        menu = page.get_by_role("button", name="导航菜单")
        assert menu.is_visible()
        menu.focus()
        page.keyboard.press("Space")
        assert focused(page) == "首页"
        assert page.locator(".cx-menu").get_attribute("aria-expanded") == "true"
        assert axe_violations(page) == []
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert focused(page) == "返回，收起活动概况"
        page.keyboard.press("Tab")
        assert focused(page) == "活动概况"
        assert page.evaluate("scrollX + document.scrollingElement.scrollLeft") == 0
        page.keyboard.press("Escape")
        assert focused(page) == "导航菜单"
        assert page.locator("[inert]:not(.md-sidebar--primary *)").count() == 0

    def test_the_drawer_opens_on_the_list_that_is_shown_though_it_slides(self, browser: Browser, address: str) -> None:
        with watched_page(browser, address, Visitor(390, 740, reduced_motion="no-preference")) as watched:
            page = watched.goto("overview/")
            page.locator(".cx-menu").focus()
            page.keyboard.press("Enter")
            assert focused(page) == "返回，收起活动概况"
            stops = set()
            for _ in range(12):
                page.keyboard.press("Tab")
                stops.add(page.evaluate("document.activeElement.closest('.md-nav')?.dataset.mdLevel"))
            assert stops <= {"1", None}, "the lists that it covers"
            page.keyboard.press("Escape")
            assert focused(page) == "导航菜单"

    @pytest.mark.parametrize("width", [320, 390, 720])
    def test_the_site_s_name_can_be_read_in_large_type(self, browser: Browser, address: str, width: int) -> None:
        with watched_page(browser, address, Visitor(width, 700)) as watched:
            remember(watched.page, size="150")
            page = watched.goto("news/")
            name = page.locator(".cx-brand__name")
            assert name.evaluate("e => e.scrollWidth <= e.clientWidth")
            assert page.locator(".md-header").evaluate("e => e.offsetHeight") < 200
            assert axe_violations(page) == []

    @pytest.mark.parametrize("kind", [*KINDS, "404.html", "help/", "plan/", "theme/", "standards/", "contact/"])
    def test_the_skip_link_leads_into_the_page(self, desk: WatchedPage, kind: str) -> None:
        page = desk.goto(kind)
        assert page.locator("html").get_attribute("lang") == "zh-CN"
        page.keyboard.press("Tab")
        assert focused(page) == "跳到正文"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.matches('main article, main article *')")

    def test_a_wide_window_has_no_menu_button(self, desk: WatchedPage) -> None:
        assert not desk.goto("").locator(".cx-menu").is_visible()

    def test_pages_ask_for_no_site_map(self, browser: Browser, address: str) -> None:
        with watched_page(browser, address) as watched:
            asked: list[str] = []
            watched.page.on("request", lambda request: asked.append(request.url))
            watched.goto("branches/law-staff/").wait_for_load_state("networkidle")
            assert [url for url in asked if url.endswith("sitemap.xml")] == []


# What sticks out of the boards: their bodies hold all, and nothing is set very small.
LOOSE_BOARDS = """() => [...document.querySelectorAll('.cx-board-body')].filter((body) =>
  body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1
  || Number(body.firstElementChild.style.zoom || 1) < 0.7).map((body) => body.textContent.trim().slice(0, 40))"""


class TestPresentation:
    @pytest.mark.parametrize(("width", "height"), [(1024, 768), (1920, 1080)])
    def test_boards_fit_and_change_by_keyboard(self, browser: Browser, address: str, width: int, height: int) -> None:
        with watched_page(browser, address, Visitor(width=width, height=height)) as watched:
            page = watched.goto("showcase/")
            page.get_by_role("button", name="放映").focus()
            page.keyboard.press("Enter")
            page.locator(".cx-screen.is-shown").wait_for()
            assert page.evaluate(LOOSE_BOARDS) == []
            total = page.locator(".cx-screen").count()
            counter, title = page.locator(".cx-present .cx-count"), page.locator(".cx-screen.is-shown .cx-board-head")

            def after(*keys: str) -> str:
                for key in keys:
                    page.keyboard.press(key)
                return counter.last.inner_text().split(" / ")[0]

            assert [after(k) for k in ("ArrowRight", "Space", "PageDown", "Enter", "ArrowLeft", "PageUp")] == list(
                "234543"
            )
            assert after("End") == str(total)
            assert after("ArrowRight") == str(total)
            assert axe_violations(page) == []
            assert after("Home") == "1"
            after("1")
            assert "部署" in (title.text_content() or "")
            assert page.locator(".cx-spoken").inner_text() == f"第 3 屏，共 {total} 屏：部署"
            page.mouse.click(width * 0.9, height / 2)
            assert after() == "4"
            page.mouse.click(width * 0.1, height / 2)
            assert after() == "3"
            page.reload()
            assert after() == "3"
            page.set_viewport_size({"width": height, "height": width})
            page.wait_for_function(f"document.querySelectorAll('.cx-screen').length !== {total}")
            assert page.evaluate(LOOSE_BOARDS) == []
            page.keyboard.press("Escape")
            page.locator(".cx-present").wait_for(state="detached")
            assert "#" not in page.url
            assert focused(page) == "放映"
            assert watched.faults() == []

    def test_f_leaves_the_full_screen_and_esc_the_show(self, desk: WatchedPage) -> None:
        page = desk.goto("showcase/")
        page.get_by_role("button", name="放映").click()
        page.locator(".cx-screen.is-shown").wait_for()
        for full in (False, True):
            page.keyboard.press("f")
            page.wait_for_function(f"Boolean(document.fullscreenElement) === {str(full).lower()}")
            assert page.locator(".cx-screen.is-shown").is_visible()
        page.evaluate("document.exitFullscreen()")  # what the browser does at Esc
        page.locator(".cx-present").wait_for(state="detached")

    @pytest.mark.parametrize("number", [1, 2, 3])
    def test_boards_can_be_read_in_high_contrast(self, browser: Browser, address: str, number: int) -> None:
        with watched_page(browser, address, Visitor(color_scheme="dark")) as watched:
            remember(watched.page, contrast="high", size="150")
            page = watched.goto(f"showcase/#fang-ying-{number}")
            assert page.locator(".cx-screen.is-shown").is_visible()
            assert axe_violations(page) == []
            assert page.evaluate(LOOSE_BOARDS) == []

    def test_the_cover_in_high_contrast_is_black_to_its_edges(self, browser: Browser, address: str) -> None:
        with watched_page(browser, address) as watched:
            remember(watched.page, contrast="high")
            page = watched.goto("showcase/#fang-ying-1")
            looks = page.locator(".cx-screen--cover.is-shown").evaluate(
                """(cover) => [cover, cover.querySelector(".cx-hero__slogan")]
                    .map((el) => getComputedStyle(el)).map((style) => [style.color, style.backgroundColor])"""
            )
        assert looks[0][1] == "rgb(0, 0, 0)"
        assert looks[1] == ["rgb(244, 223, 174)", "rgba(0, 0, 0, 0)"]

    def test_every_item_of_the_exhibition_is_shown(self, desk: WatchedPage) -> None:
        page = desk.goto("showcase/")
        titles = "(root) => [...document.querySelectorAll(root + ' :is(h1, h3)')].map((h) => h.textContent.trim())"
        on_page = page.evaluate(titles, "article")
        page.get_by_role("button", name="放映").click()
        page.locator(".cx-screen.is-shown").wait_for()
        assert set(page.evaluate(titles, ".cx-present")) == set(on_page)

    def test_boards_change_by_themselves_until_a_key_is_pressed(self, browser: Browser, address: str) -> None:
        with watched_page(browser, address, Visitor(reduced_motion="no-preference")) as watched:
            watched.page.clock.install()
            page = watched.goto("showcase/#fang-ying-2")
            page.keyboard.press("p")
            page.clock.run_for(25_000)
            assert page.locator(".cx-present .cx-count").inner_text().startswith("4 /")
            page.keyboard.press("ArrowLeft")
            page.clock.run_for(25_000)
            assert page.locator(".cx-present .cx-count").inner_text().startswith("3 /")

    def test_nothing_moves_by_itself_for_who_wants_less_motion(self, desk: WatchedPage) -> None:
        desk.page.clock.install()
        page = desk.goto("showcase/#fang-ying-2")
        page.keyboard.press("p")
        assert page.locator(".cx-spoken").inner_text() == "系统设置了减少动画，不自动放映"
        page.clock.run_for(25_000)
        assert page.locator(".cx-present .cx-count").inner_text().startswith("2 /")


@pytest.mark.parametrize(("day", "phase"), [("2011-03-01", "2"), ("2012-11-08", "4"), ("2013-01-01", None)])
def test_the_phase_that_today_falls_in_is_marked(browser: Browser, address: str, day: str, phase: str | None) -> None:
    with watched_page(browser, address, Visitor(width=1280)) as watched:
        watched.page.clock.set_fixed_time(f"{day}T12:00:00+08:00")
        watched.goto("")
        marked = watched.page.locator(".cx-track [aria-current] .cx-track__no")
        assert marked.all_inner_texts() == ([phase] if phase else [])
