"""What readers and reviewers miss in an item."""

from __future__ import annotations

import datetime as dt

import pytest
from fixtures.documents import DOCUMENT
from fixtures.sites import NEWS, Site, where

from cxzy_build.authoring.new_item import new_item
from cxzy_build.content.items import PLACEHOLDER, PLACEHOLDERS


def test_pictures_without_text_alternatives_are_warnings(site: Site) -> None:
    site.replace("exemplars/bai/index.md", "portrait_alt: 白示例在图书馆\n", "")
    site.replace("news/2011-03-05-volunteers/index.md", "cover_alt: 志愿者在校门口\n", "")
    problems = site.problems()
    assert [(p.code, p.is_error) for p in problems] == [("no-alt", False)] * 2


def test_so_are_text_alternatives_without_pictures(site: Site) -> None:
    site.replace("exemplars/bai/index.md", "portrait: portrait.png\n", "")
    site.replace("news/2011-03-05-volunteers/index.md", "cover: photo.png\n", "")
    problems = site.problems()
    assert [(p.code, p.is_error) for p in problems] == [("no-picture", False)] * 2
    assert "`cover: " in problems[1].hint


@pytest.mark.parametrize("written", ["cover: [photo.png]", "cvoer: photo.png"])
def test_a_cover_written_wrong_is_one_problem(site: Site, written: str) -> None:
    site.replace("news/2011-03-05-volunteers/index.md", "cover: photo.png", written)
    assert len(site.problems()) == 1


def test_a_slip_elsewhere_hides_no_picture_without_a_text_alternative(site: Site) -> None:
    path = "news/2011-03-05-volunteers/index.md"
    site.replace(path, "cover_alt: 志愿者在校门口\n", "draft: 否\n")
    assert [code for _, _, code in where(site.problems())] == ["no-alt", "bad-type"]


def test_what_a_new_item_said_is_a_warning_once_it_is_out(site: Site) -> None:
    campaign = site.content().campaign
    for kind in ("news", "results", "commitments"):
        path = new_item(site.settings(), campaign, kind, "新的", dt.date(2012, 10, 1))
        for key, choice in (("column", "meetings"), ("by", "committee")):
            path.write_text(path.read_text("utf-8").replace(f"{key}: ", f"{key}: {choice} "), "utf-8")
        assert site.problems() == ()
        path.write_text(path.read_text("utf-8").replace("draft: true", "draft: false"), "utf-8")
        problems = site.problems()
        assert {p.code for p in problems if not p.is_error} == {"placeholder"}
        lines = path.read_text("utf-8").splitlines()
        told = {word for word in (PLACEHOLDER, *PLACEHOLDERS) if any(f"“{word}”" in p.message for p in problems)}
        assert told == {word for word in PLACEHOLDERS if any(word in line for line in lines)}
        assert all(p.position.line > 1 for p in problems)
        path.unlink()


def test_a_missing_reviewer_is_a_warning_where_the_campaign_asks_for_one(site: Site) -> None:
    assert site.problems() == ()
    problems = site.append("campaign.yml", "review: {required: true}\n").problems()
    assert {p.code for p in problems} == {"not-reviewed"}
    assert not any(p.is_error for p in problems)


def test_a_cover_that_is_no_picture_is_an_error(site: Site) -> None:
    site.write("news/x/index.md", NEWS.format("cover: list.xlsx\n")).write("news/x/list.xlsx", DOCUMENT)
    assert where(site.problems()) == [("news/x/index.md", 5, "not-a-picture")]


@pytest.mark.parametrize(("path", "key"), [("exemplars/lin.md", "role"), ("branches/retired.md", "kind")])
def test_a_title_that_no_page_shows_is_a_warning(site: Site, path: str, key: str) -> None:
    site.write(path, site.read(path).replace(f"{key}:", f"title: 师德标兵\n{key}:", 1))
    (problem,) = site.problems()
    assert (problem.code, problem.is_error, site.read(path).splitlines()[problem.position.line - 1]) == (
        "not-shown",
        False,
        "title: 师德标兵",
    )


@pytest.mark.parametrize(("path", "line"), [("exemplars/lin.md", 2), ("branches/retired.md", 2)])
def test_a_title_in_the_place_of_a_name_is_one_error(site: Site, path: str, line: int) -> None:
    (problem,) = site.write(path, site.read(path).replace("name:", "title:", 1)).problems()
    assert (problem.code, problem.position.line, problem.position.column) == ("missing-key", line, 1)
    assert "把 `title` 改成 `name`" in problem.hint


@pytest.mark.parametrize("key", ["branch: [law-staff, retired, law-staff]", "tags: [读书, 读书]"])
def test_what_stands_twice_in_a_list_is_told_and_shown_once(site: Site, key: str) -> None:
    site.write("news/x.md", NEWS.format(f"{key}\n"))
    assert where(site.problems()) == [("news/x.md", 5, "repeated-value")]
    site.quick_build()
    page = (site.site_dir / "news/2011/04/x/index.html").read_text("utf-8")
    assert page.count('href="../../../../branches/law-staff/"') == key.startswith("branch")


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("“党员示范岗”", True),
        ("‘党员示范岗’", True),
        ("“三创”“五比”", False),
        ("“三创”活动", False),
        ('"“三创”"', True),
        ('党员示范岗"', True),
        ('争当"先锋"', False),
    ],
)
def test_a_title_in_the_marks_of_word_is_told(site: Site, title: str, is_told: bool) -> None:
    site.write("news/x.md", NEWS.format("").replace("title: 一", f"title: {title}"))
    assert where(site.problems()) == ([("news/x.md", 2, "quoted")] if is_told else [])


def test_a_name_in_them_is_told_until_what_is_proposed_was_done(site: Site) -> None:
    site.replace("exemplars/lin.md", "name: 林示例", "name: “林示例”")
    (problem,) = site.problems()
    assert (problem.code, problem.is_error, problem.position.line) == ("quoted", False, 2)
    assert '`name: "林示例"`' in problem.hint
    assert not site.replace("exemplars/lin.md", "name: “林示例”", 'name: "林示例"').problems()


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("XX月XX日，支部召开会议", True),
        ("×月×日召开", True),
        ("XXXX年XX月", True),
        ("名单见后（待补充）", True),
        ("【此处插入照片】", True),
        ("TODO：核对人数", True),
        ("Lorem ipsum dolor sit amet", True),
        ("20XX年，某某同志入党，时间待定，请补充材料（补充通知见附件，已经印发给各支部）", False),
        ("10 月 8 日（请填写附件），通知（补充），TODO-list，6×月均用量", False),
    ],
)
def test_what_was_to_be_written_is_told_of_what_is_no_draft(site: Site, text: str, is_told: bool) -> None:
    news = "---\ntitle: {}\ndate: 2011-04-05\ncolumn: practice\n{}---\n\n{}\n"
    site.write("news/x.md", news.format("一", "", f"前文。\n\n{text}。"))
    assert [(p.code, p.is_error, p.position.line) for p in site.problems()] == [("placeholder", False, 9)] * is_told
    site.write("news/x.md", news.format(f'"{text}"', "", "正文。"))
    assert [(p.code, p.position.line) for p in site.problems()] == [("placeholder", 2)] * is_told
    site.write("news/x.md", news.format("一", f'summary: "{text}"\nsource: "{text}"\n', "正文。"))
    assert [p.position.line for p in site.problems() if p.code == "placeholder"] == [5, 6] * is_told
    site.write("news/x.md", news.format("一", "draft: true\n", f"{text}。"))
    assert site.problems() == ()
