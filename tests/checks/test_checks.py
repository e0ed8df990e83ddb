"""Rules over the whole content: ids, dates, figures, old addresses, what readers miss."""

from __future__ import annotations

import datetime as dt

import pytest
from fixtures.documents import DOCUMENT
from fixtures.pictures import encoded, scene
from fixtures.sites import Site, codes, where

from cxzy_build.authoring.new_item import new_item
from cxzy_build.content.items import PLACEHOLDER, PLACEHOLDERS

LAUNCH = "news/2010-05-27-launch.md"
NEWS = "---\ntitle: 一\ndate: 2011-04-05\ncolumn: practice\n{}---\n\n正文。\n"

DANGLING = [
    (LAUNCH, "[law-staff, law-students]", "[law-staff, law-student]", 6, "law-students"),
    (LAUNCH, "[law-staff, law-students]", "law-stuff", 6, "law-staff"),
    (LAUNCH, "column: meetings", "column: meeting", 5, "meetings"),
    (LAUNCH, "[ability]", "[abilities]", 7, "ability"),
    (LAUNCH, "[central-work]", "[center-work]", 8, "central-work"),
    (LAUNCH, "column: meetings", "column: meetings\nphase: mobilize", 6, "mobilise"),
    ("exemplars/lin.md", "role: teachers", "role: teacher", 3, "teachers"),
    ("exemplars/lin.md", "branch: law-staff", "branch: law_staff", 4, "law-staff"),
    ("results/teaching.md", "kind: teaching", "kind: teachings", 4, "teaching"),
    ("results/teaching.md", "column: practice}", "column: practise}", 8, "practice"),
    ("results/teaching.md", "{collection: news, column: practice}", "{collection: news, branch: retird}", 8, "retired"),
    ("results/teaching.md", "{collection: news, column: practice}", "{collection: news, phase: striv}", 8, "strive"),
    ("results/teaching.md", "{collection: news, column: practice}", "{collection: news, pledge: servic}", 8, "service"),
    (
        "results/teaching.md",
        "{collection: news, column: practice}",
        "{collection: exemplars, role: student}",
        8,
        "students",
    ),
    ("documents/plan/index.md", "kind: plan", "kind: plans", 4, "plan"),
    ("documents/plan/index.md", "kind: plan", "kind: plan\nreplaced_by: bulletin-2", 5, "bulletin-1"),
    ("documents/plan/index.md", "kind: plan", "kind: plan\nreplaced_by: documents/bulletin", 5, "bulletin-1"),
    ("commitments/lin-commitment.md", "exemplar: lin", "exemplar: linn", 4, "lin"),
    ("commitments/lin-commitment.md", "exemplar: lin", "branch: law-stuff", 4, "law-staff"),
]


@pytest.mark.parametrize(("path", "old", "new", "line", "near"), DANGLING)
def test_an_unknown_id_is_one_error_with_the_nearest_known_one(
    site: Site, path: str, old: str, new: str, line: int, near: str
) -> None:
    problems = site.replace(path, old, new).problems()
    assert where(problems) == [(path, line, "unknown-id")]
    assert f"`{near}`" in problems[0].hint


def test_an_id_that_is_near_to_none_is_answered_with_those_there_are(site: Site) -> None:
    (problem,) = site.replace(LAUNCH, "column: meetings", "column: zzz").problems()
    assert "`meetings`" in problem.hint
    assert "`practice`" in problem.hint


def test_a_name_in_the_place_of_an_id_is_answered_with_the_id(site: Site) -> None:
    (problem,) = site.replace(LAUNCH, "column: meetings", "column: 争创实践").problems()
    assert "`practice`" in problem.hint
    assert "名称" in problem.hint


@pytest.mark.parametrize("written", ["法学教工党支部", "法学教工支部"])
def test_so_is_a_branch_by_its_name(site: Site, written: str) -> None:
    site.write("news/x.md", NEWS.format(f"branch: {written}\n"))
    (problem,) = site.problems()
    assert problem.code == "unknown-id"
    assert "`law-staff`" in problem.hint


@pytest.mark.parametrize("written", ["第一阶段", "1", "学习动员"])
def test_so_is_a_phase_by_its_number(site: Site, written: str) -> None:
    site.write("news/x.md", NEWS.format(f"phase: {written}\n"))
    (problem,) = site.problems()
    assert "`mobilise`" in problem.hint


def test_names_in_a_list_are_answered_with_all_their_ids(site: Site) -> None:
    site.write("news/x.md", NEWS.format("branch: 法学教工党支部、离退休党支部\n"))
    (problem,) = site.problems()
    assert problem.hint.endswith("`[law-staff, retired]`")


@pytest.mark.parametrize("written", ["[law-staff，retired]", "law-staff, retired", "[law-staff、retired]"])
def test_ids_that_are_not_parted_as_a_list_are_shown_as_one(site: Site, written: str) -> None:
    site.write("news/x.md", NEWS.format(f"branch: {written}\n"))
    (problem,) = site.problems()
    assert problem.code == "unknown-id"
    assert "`[law-staff, retired]`" in problem.hint


def test_an_id_with_something_in_it_that_nobody_sees_is_told_from_the_one_meant(site: Site) -> None:
    site.write("news/x.md", NEWS.format('branch: "law-staff\u200b"\n'))
    (problem,) = site.problems()
    assert "“law-staff”，里面有看不见的字符" in problem.message
    assert "`law-staff`" in problem.hint


def test_items_that_are_not_out_are_checked_too(site: Site) -> None:
    site.write("news/x.md", NEWS.format("draft: true\nbranch: nobody\n"))
    assert where(site.problems()) == [("news/x.md", 6, "unknown-id")]


DATES = [
    ("event_date: 2011-04-06\n", [(5, "event-after-date")]),
    ("event_date: 2011-04-05\n", []),
    ("event_date: 2011-04-05 23:00\n", []),
    ("event_date: 2011-04-04\nevent_end: 2011-04-06\n", [(6, "event-after-date")]),
    ("event_date: 2011-04-04\nevent_end: 2011-04-03\n", [(6, "bad-date")]),
    ("event_end: 2011-04-03\n", [(5, "bad-date")]),
    ("event_date: 2011-04-07\nevent_end: 2011-04-06\n", [(5, "event-after-date")]),
    ("updated: 2011-04-04\n", [(5, "bad-date")]),
    ("updated: 2011-04-05\n", []),
    ("expire_on: 2011-04-04\n", [(5, "bad-date")]),
    ("expire_on: 2011-04-05\n", []),
    ("publish_on: 2011-05-05\nexpire_on: 2011-05-04\n", [(6, "bad-date")]),
]


@pytest.mark.parametrize(("front", "expected"), DATES)
def test_dates_that_contradict_each_other_are_an_error(site: Site, front: str, expected: list[tuple[int, str]]) -> None:
    site.write("news/x.md", NEWS.format(front))
    assert [(line, code) for _, line, code in where(site.problems())] == expected


def test_what_has_no_date_but_those_of_its_time_cannot_end_before_it_begins(site: Site) -> None:
    times = "publish_on: 2012-12-01\nexpire_on: 2012-11-01\n"
    site.write("exemplars/some.md", f"---\nname: 某示例\nrole: teachers\nbranch: law-staff\n{times}---\n\n事迹。\n")
    assert [code for _, _, code in where(site.problems())] == ["bad-date"]


@pytest.mark.parametrize("key", ["branch: [law-staff, retired, law-staff]", "tags: [读书, 读书]"])
def test_what_stands_twice_in_a_list_is_told_and_shown_once(site: Site, key: str) -> None:
    site.write("news/x.md", NEWS.format(f"{key}\n"))
    assert where(site.problems()) == [("news/x.md", 5, "repeated-value")]
    site.quick_build()
    page = (site.site_dir / "news/2011/04/x/index.html").read_text("utf-8")
    assert page.count('href="../../../../branches/law-staff/"') == key.startswith("branch")


def test_an_old_address_with_the_path_of_the_site_is_told(site: Site) -> None:
    site.write("news/x.md", NEWS.format("aliases: [/old/a/, /cxzy/old/b.html]\n"))
    (problem,) = site.problems()
    assert (problem.code, problem.is_error, problem.hint) == ("bad-alias", False, "写成 `/old/b.html`")


def test_files_of_what_is_not_out_are_told_where_another_item_publishes_them(site: Site) -> None:
    site.write("news/y/index.md", NEWS.format("draft: true\n")).write("news/y/list.txt", "文")
    site.write("news/x.md", f"{NEWS.format('')}\n[名单](y/list.txt)\n")
    assert [(path, code) for path, _, code in where(site.problems())] == [("news/x.md", "file-of-hidden")]
    site.write("news/y/index.md", NEWS.format(""))
    assert site.problems() == ()


def test_a_promise_kept_without_a_date_is_a_warning(site: Site) -> None:
    (problem,) = site.replace("commitments/committee.md", "    on: 2012-01-10\n", "").problems()
    assert (problem.code, problem.is_error) == ("missing-date", False)


@pytest.mark.parametrize(("value", "right"), [("1", True), ("1.0", True), ("0", False), ("2", False), ("1.5", False)])
def test_a_figure_that_says_what_it_counts_must_count_right(site: Site, value: str, right: bool) -> None:
    site.replace("results/teaching.md", "value: 1,", f"value: {value},")
    assert where(site.problems()) == ([] if right else [("results/teaching.md", 7, "count-mismatch")])


def test_a_figure_counts_what_is_out_only(site: Site) -> None:
    site.replace(LAUNCH, "column: meetings", "column: meetings\ndraft: true")
    assert ("results/teaching.md", 7, "count-mismatch") in where(site.problems())


def test_a_preview_counts_what_will_be_published_and_no_drafts(site: Site) -> None:
    site.write("news/x.md", NEWS.format("draft: true\n"))
    assert "news/x.md" in site.content(preview=True).listed("columns/practice")
    counted = site.content(preview=True).graph.counted("2012-12-31T23:59", "news", ("columns/practice",))
    assert counted == site.content().graph.counted("2012-12-31T23:59", "news", ("columns/practice",)) != ()


def test_a_branch_that_is_not_out_can_be_counted(site: Site) -> None:
    site.write("branches/new.md", site.read("branches/retired.md").replace("---\n", "---\ndraft: true\n", 1))
    figure = "  - {name: 新, counts: {collection: news, branch: new}}\n"
    site.replace("results/teaching.md", "metrics:\n", f"metrics:\n{figure}")
    assert "link-to-hidden" not in codes(site.problems())


@pytest.mark.parametrize(
    ("old", "new"),
    [("column: meetings", "column: meeting"), ("date: 2010-05-28", "date: 2010-05-48"), ("title: ", "titel: ")],
)
def test_a_faulty_item_is_not_blamed_on_the_figure_that_counts_it(site: Site, old: str, new: str) -> None:
    assert {path for path, _, _ in where(site.replace(LAUNCH, old, new).problems())} == {LAUNCH}


@pytest.mark.parametrize(
    "counts",
    [
        "{collection: exemplars, column: practice}",
        "{collection: news, role: students}",
        "{collection: branches, pledge: service}",
    ],
)
def test_a_figure_may_not_ask_for_what_its_collection_does_not_have(site: Site, counts: str) -> None:
    site.replace("results/teaching.md", "{collection: news, column: practice}", counts)
    assert [(path, line) for path, line, _ in where(site.problems())] == [("results/teaching.md", 8)]


def test_a_document_may_not_replace_itself(site: Site) -> None:
    site.replace("documents/plan/index.md", "kind: plan", "kind: plan\nreplaced_by: plan")
    assert [(path, line) for path, line, _ in where(site.problems())] == [("documents/plan/index.md", 5)]


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


def test_what_a_new_item_said_is_a_warning_once_it_is_out(site: Site) -> None:
    campaign = site.content().campaign
    for kind in ("news", "results", "commitments"):
        path = new_item(site.settings(), campaign, kind, "新的", dt.date(2012, 10, 1))
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


def test_warnings_do_not_stop_the_build(site: Site) -> None:
    site.replace("news/2011-03-05-volunteers/index.md", "cover_alt: 志愿者在校门口\n", "")
    assert [p.code for p in site.build().problems] == ["no-alt"]


def test_a_published_address_that_would_vanish_is_a_warning_until_an_alias_keeps_it(site: Site) -> None:
    site.build()
    text = site.read("documents/bulletin-1.md")
    site.delete("documents/bulletin-1.md").write("documents/bulletin-one.md", text)
    assert [(p.code, p.is_error) for p in site.check()] == [("vanished-address", False)]
    site.replace("documents/bulletin-one.md", "issue: 1", "issue: 1\naliases: [/documents/bulletin-1/]")
    assert site.check() == ()


@pytest.mark.parametrize(("date", "is_odd"), [("0211-04-23", True), ("1921-07-23", False), ("3011-04-23", True)])
def test_a_year_that_can_hardly_be_meant_is_told(site: Site, date: str, is_odd: bool) -> None:
    problems = site.write("news/x.md", NEWS.format("").replace("2011-04-05", date)).problems()
    assert where(problems) == ([("news/x.md", 3, "odd-date")] if is_odd else [])
    assert not any(problem.is_error for problem in problems)


@pytest.mark.parametrize(
    ("path", "keys", "line"),
    [
        ("news/x.md", "title: 甲\ndate: 2011-04-05\ncolumn: practice\nupdated: 2911-01-01", 5),
        ("branches/x.md", "name: 甲\nkind: staff\nfounded: 2910-07", 4),
        ("exemplars/x.md", "name: 甲\nrole: teachers\nbranch: law\nhonours:\n  - title: 乙\n    date: 0211", 7),
        (
            "commitments/x.md",
            "title: 甲\ndate: 2011-04-05\nby: committee\nitems:\n  - promise: 乙\n    due: 2911-01-01",
            7,
        ),
    ],
)
def test_so_is_one_of_any_date_that_is_shown(site: Site, path: str, keys: str, line: int) -> None:
    problems = site.write(path, f"---\n{keys}\n---\n\n文。\n").problems()
    assert (path, line, "odd-date") in where(problems)


def test_an_event_of_the_wrong_year_is_told_once(site: Site) -> None:
    site.write("news/x.md", NEWS.format("event_date: 2012-04-04\nevent_end: 2011-04-05\n"))
    assert [code for _, _, code in where(site.problems())] == ["event-after-date"]


def test_a_cover_that_is_no_picture_is_an_error(site: Site) -> None:
    site.write("news/x/index.md", NEWS.format("cover: list.xlsx\n")).write("news/x/list.xlsx", DOCUMENT)
    assert where(site.problems()) == [("news/x/index.md", 5, "not-a-picture")]


def test_an_old_address_of_two_items_is_told_once(site: Site) -> None:
    site.write("news/x.md", NEWS.format("aliases: [/old/]\n")).write("news/y.md", NEWS.format("aliases: [/old/]\n"))
    assert where(site.check()) == [("news/y.md", 5, "address-collision")]


def test_documents_that_replace_one_another_are_told_once(site: Site) -> None:
    document = "---\ntitle: 甲\ndate: 2011-04-{:02}\nkind: bulletin\nreplaced_by: {}\n---\n\n文。\n"
    for day, (slug, successor) in enumerate([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "d")], 1):
        site.write(f"documents/{slug}.md", document.format(day, successor))
    assert where(site.problems()) == [("documents/c.md", 5, "bad-value")]


@pytest.mark.parametrize(
    ("path", "old", "new", "named", "line"),
    [
        ("commitments/lin-commitment.md", "by: {exemplar: lin}", "by: {exemplar: lin}", "exemplars/lin.md", 4),
        ("documents/plan/index.md", "kind: plan", "kind: plan\nreplaced_by: bulletin-1", "documents/bulletin-1.md", 5),
        (LAUNCH, "[law-staff, law-students]", "[law-staff, retired]", "branches/retired.md", 6),
    ],
)
def test_an_item_named_that_is_not_out_is_a_warning_until_it_is(
    site: Site, path: str, old: str, new: str, named: str, line: int
) -> None:
    site.replace(path, old, new)
    published = site.read(named)
    site.write(named, published.replace("---\n", "---\ndraft: true\n", 1))
    found = [one for one in where(site.problems()) if one[0] == path]
    assert found == [(path, line, "link-to-hidden")]
    assert not site.write(named, published).problems()


@pytest.mark.parametrize(("path", "key"), [("exemplars/lin.md", "role"), ("branches/retired.md", "kind")])
def test_a_title_that_no_page_shows_is_a_warning(site: Site, path: str, key: str) -> None:
    site.write(path, site.read(path).replace(f"{key}:", f"title: 师德标兵\n{key}:", 1))
    (problem,) = site.problems()
    assert (problem.code, problem.is_error, site.read(path).splitlines()[problem.position.line - 1]) == (
        "not-shown",
        False,
        "title: 师德标兵",
    )


def test_what_is_wrong_with_an_item_to_come_is_told_before_it_comes(site: Site) -> None:
    site.write(
        "news/x/index.md",
        NEWS.format("publish_on: 2099-01-01\ncover: p.jpg\naliases: ['http://x/y']\nattachments: [{file: a.pdf}]\n"),
    )
    site.write("news/x/p.jpg", b"no picture").write("news/x/a.pdf", b"%PDF")
    found = {problem.code for problem in site.problems()}
    assert found == {"no-alt", "bad-alias", "bad-picture"}
    site.write("news/x/p.jpg", encoded(scene(), "JPEG")[:-2000])
    assert "坏了" in next(problem.message for problem in site.problems() if problem.code == "bad-picture")
    site.write("news/x/index.md", site.read("news/x/index.md").replace("publish_on: 2099-01-01", "draft: true"))
    assert site.problems() == ()


@pytest.mark.parametrize(("first", "told"), [("2098-12-31", 0), ("2099-01-01", 0), ("2099-01-02", 2)])
def test_items_to_come_may_name_what_comes_before_them(site: Site, first: str, told: int) -> None:
    branch = site.read("branches/retired.md").replace("---\n", f"---\npublish_on: {first}\n", 1)
    site.write("branches/new.md", branch)
    front = "publish_on: 2099-01-01\nbranch: new\n"
    site.write("news/x.md", NEWS.format(front) + "\n见[支部](branches/new)。\n")
    assert codes(site.problems()) == ["link-to-hidden"] * told


def test_places_are_told_though_entries_before_them_could_not_be_read(site: Site) -> None:
    front = (
        "attachments:\n  - x.pdf\n  - {title: y}\n  - {file: no1.pdf}\n  - {file: no2.pdf}\naliases: [/a/, '', 'b:c']\n"
    )
    site.write("news/x.md", NEWS.format(front + "branch:\n  -\n  - nobody\n"))
    found = {(line, code) for _, line, code in where(site.problems()) if code in ("missing-file", "unknown-id")}
    assert found == {(8, "missing-file"), (9, "missing-file"), (13, "unknown-id")}
