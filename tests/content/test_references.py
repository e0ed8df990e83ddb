"""What references lead to, and how those that lead nowhere are reported."""

from __future__ import annotations

import pytest
from fixtures.sites import Site, where

from cxzy_build.errors import BuildFailed

ITEM = "news/2010-01-01-x.md"
NEWS = "---\ntitle: 一\ndate: 2010-01-01\ncolumn: practice\n{}---\n\n第一行。\n\n{}\n"
LINE = 9
"""The line of an item's body on which the reference stands."""


def write(site: Site, body: str, front: str = "") -> Site:
    return site.write(ITEM, NEWS.format(front, body))


@pytest.mark.parametrize(
    ("written", "address", "fragment"),
    [
        ("documents/plan", "documents/plan/", ""),
        ("documents/plan/", "documents/plan/", ""),
        ("news/launch#next", "news/2010/05/launch/", "next"),
        ("2010-05-27-launch.md", "news/2010/05/launch/", ""),
        ("./2010-05-27-launch.md#next", "news/2010/05/launch/", "next"),
        ("2011-03-05-volunteers/index.md", "news/2011/03/volunteers/", ""),
        ("2011-03-05-volunteers/", "news/2011/03/volunteers/", ""),
        ("迎新服务.md", "news/2011/09/ying-xin-fu-wu/", ""),
        ("%E8%BF%8E%E6%96%B0%E6%9C%8D%E5%8A%A1.md", "news/2011/09/ying-xin-fu-wu/", ""),
        ("../branches/retired.md", "branches/retired/", ""),
        ("/news/2010/05/launch/", "news/2010/05/launch/", ""),
        ("/overview/#aims", "overview/", "aims"),
        ("/overview/index.html#aims", "overview/", "aims"),
        ("/index.html", "", ""),
        ("https://www.example.edu.cn/cxzy/news/2010/05/launch/index.html", "news/2010/05/launch/", ""),
        ("../../site_src/overview.md#aims", "overview/", "aims"),
        ("overview.md", "overview/", ""),
    ],
)
def test_a_link_leads_to_its_item_or_page(site: Site, written: str, address: str, fragment: str) -> None:
    content = write(site, f"[甲]({written})").content()
    (target,) = content.item(ITEM).targets
    assert target
    assert (target.address, target.fragment, content.problems) == (address, fragment, ())


def test_a_link_to_the_file_of_a_page_leads_to_the_page(site: Site) -> None:
    site.page("help.md", "# 说明\n\n[甲](/overview/index.html#aims)、[乙](../overview/index.html)\n").build()
    html = (site.site_dir / "help/index.html").read_text("utf-8")
    assert '<a href="../overview/#aims">甲</a>、<a href="../overview/">乙</a>' in html


def test_a_picture_and_an_attachment_are_published_under_the_items_address(site: Site) -> None:
    write(site, "![图](2011-03-05-volunteers/photo.png) [附](2011-03-05-volunteers/programme.pdf)")
    assert dict(site.content().item(ITEM).files) == {
        "news/2011-03-05-volunteers/photo.png": "news/2010/01/x/photo.png",
        "news/2011-03-05-volunteers/programme.pdf": "news/2010/01/x/programme.pdf",
    }


def test_two_files_of_one_name_do_not_take_each_others_place(site: Site) -> None:
    site.write("news/a/p.pdf", "1").write("news/b/p.pdf", "2")
    files = write(site, "[一](a/p.pdf) [二](b/p.pdf)").content().item(ITEM).files
    assert len({address for _, address in files}) == 2


FAULTS = [
    ("[甲](news/lunch)", "broken-link"),
    ("[甲](2010-05-27-lunch.md)", "broken-link"),
    ("[甲](../branches/none.md)", "broken-link"),
    ("[甲](nope/)", "broken-link"),
    ("![甲](nope.png)", "missing-file"),
    ("[甲](nope.pdf)", "missing-file"),
    ("<video src='nope.mp4'></video>", "missing-file"),
    ("<video src='2011-03-05-volunteers/photo.png' poster='nope.png'></video>", "missing-file"),
    ("[甲](../../mkdocs.yml)", "outside-content"),
    ("![甲](../../../../../../etc/hostname)", "outside-content"),
    ("[甲](../campaign.yml)", "unsafe-file"),
]


@pytest.mark.parametrize(("body", "code"), FAULTS)
def test_a_reference_that_leads_nowhere_is_one_error_at_its_line(site: Site, body: str, code: str) -> None:
    assert where(write(site, body).problems()) == [(ITEM, LINE, code)]


@pytest.mark.parametrize("suffix", [".html", ".HTM", ".js", ".xml", ".xhtml", ".exe", ""])
def test_a_file_that_could_run_or_rewrite_the_site_is_not_published(site: Site, suffix: str) -> None:
    script = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    site.write(f"news/evil{suffix}", script)
    write(site, "正文", f"attachments:\n  - file: evil{suffix}\n")
    assert where(site.problems()) == [(ITEM, 6, "unsafe-file")]


VERIFIED = [
    ("[甲](news/launch#none)", "broken-anchor"),
    ("[甲](#none)", "broken-anchor"),
    ("[甲](overview.md#none)", "broken-anchor"),
    ("[甲](/news/none/)", "broken-link"),
    ("[甲](/news/2010/05/launch)", "broken-link"),
    ("[甲](https://www.example.edu.cn/cxzy/none/)", "broken-link"),
    ("[甲](/zh-hant/news/)", "broken-link"),
]


@pytest.mark.parametrize(("body", "code"), VERIFIED)
def test_an_anchor_or_address_that_does_not_exist_is_one_error_at_its_line(site: Site, body: str, code: str) -> None:
    assert where(write(site, body).check()) == [(ITEM, LINE, code)]


def test_a_link_to_the_old_address_of_an_item_that_is_not_out_becomes_its_text(site: Site) -> None:
    site.replace("documents/bulletin-1.md", "kind: bulletin", "kind: bulletin\naliases: [/old/b1/]")
    site.page("help.md", "---\ntitle: 说明\n---\n\n# 说明\n\n[乙](/old/b1/)\n")
    write(site, "[甲](/old/b1/)").build()
    page = site.site_dir / "news/2010/01/x/index.html"
    assert "old/b1/" in page.read_text("utf-8")
    site.replace("documents/bulletin-1.md", "kind: bulletin", "kind: bulletin\nexpire_on: 2012-01-02")
    told = [one for one in site.build().problems if one.position.file.endswith((ITEM, "help.md"))]
    assert [(one.code, one.position.line) for one in told] == [("link-to-hidden", LINE), ("link-to-hidden", 7)]
    assert all("已过期" in one.message for one in told)
    assert "old/b1/" not in page.read_text("utf-8")


def test_a_path_as_windows_writes_it_is_put_right(site: Site) -> None:
    (problem,) = write(site, "[甲](..\\branches\\retired.md)").problems()
    assert (problem.code, problem.hint) == ("broken-link", "路径用 / 不用 \\：写成 `../branches/retired.md`")


def test_a_short_link_that_fits_two_items_is_an_error_that_names_both(site: Site) -> None:
    site.write("news/2010-02-02-x.md", NEWS.format("", "").replace("2010-01-01", "2010-02-02"))
    write(site, "[甲](news/x)")
    (problem,) = site.problems()
    assert problem.code == "ambiguous-link"
    assert ITEM in problem.message
    assert "news/2010-02-02-x.md" in problem.message


@pytest.mark.parametrize(
    "written",
    [
        "news/launch",
        "2010-05-27-launch.md",
        "/news/2010/05/launch/",
        "news/launch#next",
        "/zh-hant/news/2010/05/launch/",
    ],
)
def test_a_link_to_an_item_that_is_not_out_becomes_its_text_with_a_warning(site: Site, written: str) -> None:
    site.replace("news/2010-05-27-launch.md", "column: meetings", "column: meetings\ndraft: true")
    content = write(site, f"[甲]({written})").content()
    (problem,) = [p for p in content.problems if p.position.file.endswith(ITEM)]
    assert (problem.code, problem.is_error, problem.position.line) == ("link-to-hidden", False, LINE)
    assert content.item(ITEM).targets == (None,)


@pytest.mark.parametrize(
    ("now", "why", "what_to_do"),
    [
        ("2012-11-30", "尚未发布", "发布后重新生成"),
        ("2012-12-31", "", ""),
        ("2013-01-01", "已过期（`expire_on`：到 2012-12-31 为止）", "改那一条的 `expire_on`"),
    ],
)
def test_a_link_to_an_item_that_is_not_out_says_whether_it_ever_will_be(
    site: Site, now: str, why: str, what_to_do: str
) -> None:
    times = "column: meetings\npublish_on: 2012-12-01\nexpire_on: 2012-12-31"
    site.replace("news/2010-05-27-launch.md", "column: meetings", times)
    write(site, "[甲](news/launch)")
    told = [p for p in site.problems(now) if p.position.file.endswith(ITEM)]
    assert [why in p.message and what_to_do in p.hint for p in told] == [True] * bool(why)


def test_the_last_minute_of_an_item_is_told_as_it_was_written(site: Site) -> None:
    site.replace("news/2010-05-27-launch.md", "column: meetings", "column: meetings\nexpire_on: 2012-01-02 09:30")
    (told,) = (p for p in write(site, "[甲](news/launch)").problems() if p.position.file.endswith(ITEM))
    assert "到 2012-01-02 09:30 为止" in told.message


def test_a_build_after_an_item_came_and_went_unseen_says_that_it_has_gone(site: Site) -> None:
    times = "kind: bulletin\npublish_on: 2012-12-01\nexpire_on: 2012-12-31"
    site.replace("documents/bulletin-1.md", "kind: bulletin", times)
    write(site, "[甲](documents/bulletin-1)")
    site.replace("documents/plan/index.md", "kind: plan", "kind: plan\nreplaced_by: bulletin-1")
    for now, why in (("2012-11-30", "尚未发布"), ("2013-01-01", "已过期"), ("2012-11-30", "尚未发布")):
        told = [p.message for p in site.quick_build(now).problems if p.code == "link-to-hidden"]
        assert [why in message for message in told] == [True, True]


def test_links_to_old_addresses_follow_the_clock(site: Site) -> None:
    times = "kind: bulletin\naliases: [/old/b1/]\nexpire_on: 2012-12-31"
    site.replace("documents/bulletin-1.md", "kind: bulletin", times)
    write(site, "[甲](/old/b1/)")
    for now, count in (("2012-12-01", 0), ("2013-01-01", 1), ("2012-12-01", 0), ("2013-01-01", 1)):
        assert [p.code for p in site.quick_build(now).problems if "old/" in p.message] == ["link-to-hidden"] * count
    site.replace("documents/bulletin-1.md", "/old/b1/", "/older/b1/")
    with pytest.raises(BuildFailed) as failed:
        site.quick_build("2013-01-01")
    assert {p.position.line: p.code for p in failed.value.problems if p.is_error} == {LINE: "broken-link"}


PAGE_FAULTS = [
    ("[甲](news/lunch)", "broken-link"),
    ("[甲](nope.md)", "broken-link"),
    ("[甲](/nope/)", "broken-link"),
    ("[甲](#none)", "broken-anchor"),
    ("[甲](overview.md#none)", "broken-anchor"),
    ("[甲](news/launch#none)", "broken-anchor"),
    ("![甲](nope.png)", "missing-file"),
    ("![甲](https://img.example.com/a.png)", "foreign-resource"),
    ("<p onclick='go()'>甲</p>", "event-handler"),
    ("<script>1</script>", "script"),
]


@pytest.mark.parametrize(("body", "code"), PAGE_FAULTS)
def test_a_hand_written_page_is_held_to_the_same_rules(site: Site, body: str, code: str) -> None:
    site.page("help.md", f"---\ntitle: 说明\n---\n\n# 说明\n\n{body}\n")
    assert where(site.check()) == [("site_src/help.md", 7, code)]


def test_each_of_two_equal_broken_links_of_a_page_is_reported(site: Site) -> None:
    site.page("help.md", "# 说明\n\n[甲](news/lunch)\n\n[甲](news/lunch)\n")
    assert [line for _, line, _ in where(site.check())] == [3, 5]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("# 说明".encode("gbk"), "not-utf8"),
        (b"---\ntitle: [a\n---\n# a", "yaml-syntax"),
        (b"---\ntemplate: nope.html\n---\n# a", "unknown-key"),
        (b"---\nhide: 3\n---\n# a", "bad-type"),
    ],
)
def test_a_hand_written_page_that_cannot_be_read_is_a_problem_of_that_page(site: Site, data: bytes, code: str) -> None:
    (site.root / "site_src/help.md").write_bytes(data)
    found = where(site.check())
    assert [path for path, _, _ in found] == ["site_src/help.md"], code


FIELDS = [
    "/etc/hostname",
    "https://img.example.com/a.png",
    "//img.example.com/a.png",
    "../../mkdocs.yml",
    "#top",
    ".",
    "/news/",
    "http://[x/a.png",
    "2010-05-27-launch.md",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("written", FIELDS)
@pytest.mark.parametrize("key", ["cover: {}\ncover_alt: 图", "attachments: [{{file: {}}}]"])
def test_a_picture_or_attachment_must_be_a_file_of_content(site: Site, key: str, written: str) -> None:
    write(site, "正文", key.format(f"'{written}'") + "\n")
    found = where(site.check())
    assert [(path, line) for path, line, _ in found] == [(ITEM, 5)]


@pytest.mark.parametrize("name", ["100%.pdf", "a?b#c.pdf", "[x].pdf", "a b&c.pdf", "附件（一）.pdf", "%41.pdf"])
def test_an_attachment_may_have_any_name(site: Site, name: str) -> None:
    site.write(f"news/{name}", "%PDF-1.4")
    write(site, "正文", f"attachments: [{{file: '{name}'}}]\n")
    assert site.check() == ()


@pytest.mark.parametrize("written", ["javascript:alert(1)", "mailto:a@b.cn", "//a.cn/x", "/etc/hostname", "/none/"])
def test_evidence_is_an_item_a_file_or_a_web_address(site: Site, written: str) -> None:
    site.replace("commitments/committee.md", "evidence: news/launch", f"evidence: '{written}'")
    found = where(site.check())
    assert [(path, line) for path, line, _ in found] == [("commitments/committee.md", 12)]


def test_a_name_that_differs_in_case_alone_is_proposed_before_those_that_look_more_alike(site: Site) -> None:
    photo = (site.content_dir / "news/2011-03-05-volunteers/photo.png").read_bytes()
    site.write("news/p/照片1.png", photo).write("news/p/照片2.PNG", photo)
    site.write("news/p/index.md", NEWS.format("", "![甲](照片1.png)\n\n![乙](照片2.png)"))
    (problem,) = (one for one in site.problems() if one.is_error)
    assert "`照片2.PNG`" in problem.hint


HINTS = [
    ("[甲](news/volunteer)", "`news/volunteers`"),
    ("[甲](2011-03-05-volunters/index.md)", "`news/volunteers`"),
    ("[甲](news/2010-01-01-y)", "写成 `栏目集/名称`"),
    ("[甲](overveiw.md)", "`overview.md`"),
    ("[甲](www.example.cn/a)", "`http://www.example.cn/a`"),
    ("[甲](http：//example.cn/a)", "`http://example.cn/a`"),
    ("[甲](https//example.cn/a)", "`https://example.cn/a`"),
    ("[甲](office@example.cn)", "`mailto:office@example.cn`"),
    ("![楼](3#楼.png)", "`3%23%E6%A5%BC.png`"),
    ("![图](cafe\u0301.png)", "看起来一样"),
    ("![图](a.jfif)", "改成 .jpg"),
    ("![图](photo)", "加上它的结尾"),
    ("![图](三.jpg)", "先把文件拷到条目旁边"),
]


@pytest.mark.parametrize(("body", "hint"), HINTS)
def test_what_is_proposed_can_be_followed(site: Site, body: str, hint: str) -> None:
    png = site.content_dir.joinpath("news/2011-03-05-volunteers/photo.png").read_bytes()
    for name in ("3#楼.png", "caf\u00e9.png", "a.jfif", "photo", "b.jpg"):
        site.write(f"news/{name}", png)
    (problem,) = write(site, body).problems()
    assert hint in problem.hint


def test_quotation_marks_of_a_field_are_no_part_of_a_name(site: Site) -> None:
    (problem,) = write(site, "", "cover: “photo.png”\ncover_alt: 图\n").problems()
    assert problem.hint == "删去引号，写成 `photo.png`"


SITE = "https://www.example.edu.cn/cxzy/"


def test_the_own_address_written_out_is_a_link_as_any_other(site: Site) -> None:
    content = write(site, f"[甲]({SITE}news/2010/05/launch#next) [乙]({SITE}overview/)").content()
    targets = content.item(ITEM).targets
    assert [(target and target.address, target and target.fragment) for target in targets] == [
        ("news/2010/05/launch/", "next"),
        ("overview/", ""),
    ]
    site.replace("news/2010-05-27-launch.md", "---\ntitle", "---\nexpire_on: 2011-01-01\ntitle")
    found = [code for path, _, code in where(site.problems()) if path == ITEM]
    assert found == ["link-to-hidden"]


@pytest.mark.parametrize("written", ["news/launch#nosuch", f"{SITE}nosuch/", f"{SITE}news/2010/05/launch/#nosuch"])
def test_evidence_that_leads_nowhere_is_told_where_it_stands_and_nowhere_else(site: Site, written: str) -> None:
    site.replace("commitments/committee.md", "evidence: news/launch", f"evidence: {written}")
    line = site.line_of("commitments/committee.md", written)
    (problem,) = site.check()
    assert (problem.position.file, problem.position.line) == ("content/commitments/committee.md", line)
    assert problem.is_error


def test_evidence_of_this_site_that_is_not_out_is_shown_nowhere(site: Site) -> None:
    address = "documents/some"
    document = "---\ntitle: 某文件\ndate: 2012-01-01\nkind: bulletin\n{}---\n\n文。\n"
    site.write("documents/some.md", document.format(""))
    site.replace("commitments/committee.md", "evidence: news/launch", f"evidence: {SITE}{address}/").quick_build()
    shown = (site.site_dir / "commitments/index.html", site.site_dir / "data/commitments.json")
    assert all(address in path.read_text("utf-8") for path in shown)
    site.write("documents/some.md", document.format("expire_on: 2012-01-02\n")).quick_build()
    assert not any(address in path.read_text("utf-8") for path in shown)
