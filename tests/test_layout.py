"""How content lies on a page, measured in a browser: what a look at it would find wrong."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from fixtures.pictures import encoded, scene
from fixtures.sites import Site, make_site
from PIL import Image
from playwright.sync_api import Browser, Page
from support.browser import Visitor, another, marked, overflow_problems, watched_page
from support.kinds import KINDS
from support.print import printed
from support.server import serve_under

FRONT = "---\ntitle: {}\ndate: 2012-03-05\ncolumn: practice\n{}---\n\n{}\n"
LONG = "党员对照标准查找差距，逐项列出措施和期限，由群众来评议。" * 3
COLUMNS = 14
ROW = "| " + " | ".join(["1234.5"] * COLUMNS) + " |\n"
BODY = f"""{LONG}

按 <kbd>Ctrl</kbd> 键，见 [PM2.5](https://www.example.edu.cn/) 。

- 一级
    - 二级

![竖](tall.jpg "图下的话")

三张：

![甲](wide.jpg)
![乙](wide.jpg)
![丙](wide.jpg)

| {" | ".join(f"第{n}项" for n in range(COLUMNS))} |
| {" | ".join(["-"] * COLUMNS)} |
{ROW}
| 序号 | 事项 | 责任人 | 期限 |
| - | - | - | - |
| 1 | {LONG} | 某某 | 2012-02-15 |

## 小标题

## 又一个

## 第三个
"""
BARE = "---\ntitle: 无正文\ndate: 2012-03-05\nby: committee\nitems: [{promise: 一}]\n---\n"
ITEM = "news/2012/03/photos/"
COVERED = "news/2012/03/covered/"
EMPTY = "exemplars/ding/"

WHITE = (255, 255, 255)

TOUCHED = (
    ".md-header button, .md-header label:not([hidden]), .md-header a:not(.cx-brand), .cx-facet a, .cx-tools button,"
    " .cx-toc a, .cx-labels a, .cx-pager a, .cx-footer a, .cx-title__more, .cx-line__text a, .cx-crumbs a,"
    " .cx-links ul:not(.cx-branches) a, .cx-downloads a"
)
"""What a finger is meant to hit, but for links in a text."""


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = make_site(tmp_path_factory.mktemp("layout") / "project")
    for name, size in (("tall", (900, 1600)), ("wide", (1500, 1000))):
        site.write(f"news/photos/{name}.jpg", encoded(scene(size), "JPEG"))
    site.write("news/photos/index.md", FRONT.format("照片", "", BODY))
    site.write("news/covered/p.jpg", encoded(scene((1500, 300)), "JPEG"))
    site.write("news/covered/index.md", FRONT.format("全景", "cover: p.jpg\ncover_alt: 全景\n", LONG))
    site.write("exemplars/ding.md", f"---\nname: 丁示例\nrole: teachers\nbranch: law-staff\npost: {LONG}\n---\n")
    site.write("exemplars/ou.md", "---\nname: 欧阳示例\nrole: teachers\nbranch: law-staff\ntags: [شەرەپ]\n---\n")
    site.replace("campaign.yml", "tags:\n", "tags:\n  - {name: شەرەپ, slug: honour}\n")
    site.write("commitments/bare.md", BARE)
    site.build()
    return site


@pytest.fixture(scope="module")
def address(laid_out: Site) -> Iterator[str]:
    with serve_under(laid_out.site_dir, "/cxzy/") as base:
        yield base


@pytest.fixture(scope="module", params=[390, 1280], ids=["phone", "desk"])
def item(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    with watched_page(browser, address, Visitor(width=request.param, height=800)) as watched:
        page = watched.goto(ITEM)
        _load_pictures(page)
        yield page


def _load_pictures(page: Page) -> None:
    page.evaluate("""() => Promise.all([...document.images].map((image) => {
        image.loading = "eager";
        return image.decode();
    }))""")


def _box(page: Page, selector: str, number: int = 0) -> dict[str, Any]:
    """The box of one of the elements that fit, in CSS pixels."""
    box: dict[str, Any] = page.locator(selector).nth(number).evaluate("(el) => el.getBoundingClientRect().toJSON()")
    return box


def test_a_list_is_set_in_by_two_characters_at_each_level(item: Page) -> None:
    size = item.locator(".cx-body").evaluate("(body) => parseFloat(getComputedStyle(body).fontSize)")
    edge = _box(item, ".cx-body")["left"]
    first, second = (_box(item, ".cx-body li", number)["left"] - edge for number in (0, 1))
    assert (first, second) == (pytest.approx(2 * size, abs=1), pytest.approx(4 * size, abs=1))


def test_a_key_is_as_wide_as_its_name(item: Page) -> None:
    assert item.locator("kbd").evaluate("(key) => getComputedStyle(key).textIndent") == "0px"


def test_latin_letters_are_not_spaced_out(item: Page) -> None:
    """Where a line is too short, as before a long address: the blanks stand between Chinese characters alone."""
    styles = item.evaluate("""() => [...document.querySelectorAll(".cx-body > p")].slice(0, 2)
        .map((p) => [getComputedStyle(p).textAlign, getComputedStyle(p).textJustify])""")
    is_desk = item.evaluate("innerWidth") > 1000
    assert styles == [["justify" if is_desk else "start", "auto"], ["start", "auto"]]


def test_a_tall_picture_fits_the_window_and_is_in_the_middle_with_its_words(item: Page) -> None:
    picture, body = _box(item, ".cx-body > figure img"), _box(item, ".cx-body")
    assert picture["height"] <= item.evaluate("innerHeight") * 0.86
    middle = (body["left"] + body["right"]) / 2
    assert (picture["left"] + picture["right"]) / 2 == pytest.approx(middle, abs=1)
    assert item.locator(".cx-body > figure figcaption").evaluate("(el) => getComputedStyle(el).textAlign") == "center"


def test_the_first_of_three_pictures_fills_a_line_and_is_fetched_as_large(item: Page) -> None:
    album, first, second = _box(item, ".cx-album"), _box(item, ".cx-album img"), _box(item, ".cx-album img", 1)
    assert first["width"] == pytest.approx(album["width"], abs=1)
    assert second["width"] < album["width"] / 2
    assert second["top"] - first["bottom"] < 20
    sizes = item.evaluate("""() => [...document.querySelectorAll(".cx-album picture")]
        .map((picture) => picture.querySelector("source").sizes)""")
    assert sizes[0] != sizes[1] == sizes[2]


def test_the_list_of_contents_says_what_it_is(item: Page) -> None:
    shown = item.locator(".cx-toc").evaluate("(toc) => getComputedStyle(toc, '::before').content")
    assert "attr(aria-label)" in shown or "本页目录" in shown


def test_a_date_in_a_table_is_not_torn(browser: Browser, address: str) -> None:
    with watched_page(browser, address, Visitor(width=390, height=800)) as watched:
        cell = watched.goto(ITEM).locator("td", has_text="2012-02-15")
        lines = cell.evaluate("""(td) => {
            const range = document.createRange();
            range.selectNodeContents(td);
            return new Set([...range.getClientRects()].map((box) => box.top)).size;
        }""")
    assert lines == 1


def test_a_cover_is_shown_whole_on_its_own_page(browser: Browser, address: str) -> None:
    with watched_page(browser, address) as watched:
        page = watched.goto(COVERED)
        _load_pictures(page)
        box = _box(page, ".cx-lead img")
    assert box["width"] / box["height"] == pytest.approx(5, abs=0.1)


def test_neighbours_stand_one_below_the_other_on_a_phone(browser: Browser, address: str) -> None:
    with watched_page(browser, address, Visitor(width=390)) as watched:
        page = watched.goto(ITEM)
        assert page.locator(".cx-neighbours a").count() == 2
        assert _box(page, ".cx-neighbours a")["bottom"] <= _box(page, ".cx-neighbours a", 1)["top"]


def test_a_phase_is_broken_at_its_comma(browser: Browser, demo: Site) -> None:
    with serve_under(demo.site_dir, "/cxzy/") as base, watched_page(browser, base, Visitor(width=768)) as watched:
        texts = watched.goto().evaluate("""() => [...document.querySelectorAll(".cx-track a")].map((link) => {
            const range = document.createRange(), text = link.firstChild;
            const top = (at) => {
                range.setStart(text, at);
                range.setEnd(text, at + 1);
                return range.getBoundingClientRect().top;
            };
            return [...text.data].map((one, at) => at && top(at) > top(at - 1) ? `|${one}` : one).join("");
        })""")
    assert texts[0] == "学习动员，|组织部署"


def test_a_long_post_takes_two_lines_on_a_wall(browser: Browser, address: str) -> None:
    with watched_page(browser, address) as watched:
        post = watched.goto("exemplars/").locator(".cx-person", has_text="丁示例").locator(".cx-person__post")
        lines = post.evaluate("(p) => p.clientHeight / parseFloat(getComputedStyle(p).lineHeight)")
    assert lines == pytest.approx(2, abs=0.1)


def test_both_characters_of_a_surname_stand_within_its_seal(browser: Browser, address: str) -> None:
    with watched_page(browser, address) as watched:
        seal = watched.goto("exemplars/ou/").locator(".cx-seal")
        size = seal.evaluate("(el) => parseFloat(getComputedStyle(el, '::before').width)")
        picture = Image.open(BytesIO(seal.screenshot())).convert("RGB")
    middle, inner = picture.width / 2, size / 2 - 4
    white = [(x, y) for x in range(picture.width) for y in range(picture.height) if picture.getpixel((x, y)) == WHITE]
    down = [y - picture.height / 2 for _, y in white]
    assert all(abs(x - middle) < inner for x, _ in white)
    assert -inner < min(down) < -size / 4
    assert size / 4 < max(down) < inner


def test_a_commitment_without_a_text_begins_below_one_rule(browser: Browser, address: str) -> None:
    with watched_page(browser, address) as watched:
        commitment = watched.goto("commitments/bare/").locator(".cx-commitment")
        assert commitment.evaluate("(el) => getComputedStyle(el).borderTopWidth") == "0px"


def test_a_count_stands_behind_a_name_that_is_read_from_the_right(browser: Browser, address: str) -> None:
    with watched_page(browser, address) as watched:
        name, count = watched.goto("tags/").evaluate("""() => {
            const count = document.querySelector("[href$='/honour/'] .cx-count"), range = document.createRange();
            range.selectNode(count.previousSibling);
            return [range.getBoundingClientRect().right, count.getBoundingClientRect().left];
        }""")
    assert count >= name - 1


def test_an_exemplar_of_whom_nothing_is_written_leaves_no_empty_column(browser: Browser, address: str) -> None:
    with watched_page(browser, address) as watched:
        page = watched.goto(EMPTY)
        assert page.locator(".cx-body").count() == 0
        assert _box(page, ".cx-item__side")["left"] == pytest.approx(_box(page, ".cx-item")["left"], abs=1)


def test_the_largest_letters_leave_the_words_beside_a_photo_room_on_a_phone(browser: Browser, address: str) -> None:
    with watched_page(browser, address, Visitor(width=360)) as watched:
        page = watched.goto("news/")
        with marked(page, cxSize="150"):
            words = _box(page, ".cx-entry:has(.cx-cover) > div:not(.cx-cover)")
    assert words["width"] > 180


def test_a_phone_whose_browser_has_letters_twice_as_large_shows_all(browser: Browser, demo: Site) -> None:
    """WCAG 2.2, 1.4.4: what a reader set in the browser, not by the site's own settings."""
    with (
        another(browser, "--blink-settings=defaultFontSize=32") as large,
        serve_under(demo.site_dir, "/cxzy/") as base,
        watched_page(large, base, Visitor(width=390)) as watched,
    ):
        kinds = ("home", "news", "exemplar", "branch", "showcase")
        found = {kind: overflow_problems(watched.goto(KINDS[kind])) for kind in kinds}
        letters = watched.page.evaluate("() => parseFloat(getComputedStyle(document.documentElement).fontSize)")
    assert letters == 40
    assert {kind: problems for kind, problems in found.items() if problems} == {}


def test_a_wide_table_is_printed_whole(browser: Browser, address: str) -> None:
    with watched_page(browser, address) as watched:
        page = watched.goto(ITEM)
        text = "".join(printed(page))
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 658, "height": 900})  # what A4 leaves between the margins
        table = page.locator("table").first
        fits = table.evaluate("(table) => table.scrollWidth <= table.closest('.cx-body').clientWidth")
    assert f"第{COLUMNS - 1}项" in text
    assert fits


def test_a_list_is_printed_without_the_rule_below_its_hidden_filters(browser: Browser, demo: Site) -> None:
    with serve_under(demo.site_dir, "/cxzy/") as base, watched_page(browser, base) as watched:
        page = watched.goto(KINDS["exemplars"])
        page.emulate_media(media="print")
        rules = page.evaluate("""() => [...document.querySelectorAll(".cx-shelf")].slice(0, 2)
            .map((shelf) => parseFloat(getComputedStyle(shelf).borderTopWidth) > 0)""")
    assert rules == [False, True]


def test_a_phone_shows_two_columns_of_links_and_a_count_beside_its_name(browser: Browser, demo: Site) -> None:
    with serve_under(demo.site_dir, "/cxzy/") as base, watched_page(browser, base, Visitor(width=360)) as watched:
        page = watched.goto(KINDS["tags"])
        tops = page.evaluate("() => [...document.querySelectorAll('.cx-links li')].map((li) => li.offsetTop)")
        assert tops[0] == tops[1] < tops[2]
        parted = page.evaluate("() => document.querySelector('.cx-links .cx-count').previousSibling.data.slice(-1)")
    assert parted == "\u00a0"


def test_quotations_look_alike_on_hand_written_pages_and_on_items(browser: Browser, demo: Site) -> None:
    with serve_under(demo.site_dir, "/cxzy/") as base, watched_page(browser, base) as watched:
        looks = [
            watched.goto(path)
            .locator("blockquote")
            .first.evaluate(
                """(quote) => ["color", "fontFamily", "borderLeftColor", "paddingLeft"]
                    .map((name) => getComputedStyle(quote)[name])"""
            )
            for path in ("theme/", KINDS["news-photos"])
        ]
    assert looks[0] == looks[1]


@pytest.mark.parametrize("kind", ["home", "news", "news-photos", "news-attachments", "archive", "sitemap", "pledges"])
def test_a_finger_hits_what_it_means(browser: Browser, demo: Site, kind: str) -> None:
    with serve_under(demo.site_dir, "/cxzy/") as base:
        context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
        page = context.new_page()
        page.goto(base + KINDS[kind])
        small = page.evaluate(
            """(wanted) => [...document.querySelectorAll(wanted)]
                .map((el) => [el, el.getBoundingClientRect().height])
                .filter(([el, height]) => height && height < 43.5 && el.checkVisibility({ visibilityProperty: true }))
                .map(([el, height]) => `${el.className || el.tagName} ${el.textContent} ${height}`)""",
            TOUCHED,
        )
        fits = page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        context.close()
    assert small == []
    assert fits
