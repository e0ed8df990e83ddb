"""What was meant by names that lead nowhere: for the first of them, whichever worker found them."""

from __future__ import annotations

import pytest
from fixtures.sites import Site

from cxzy_build.content.guesses import MOST_GUESSES
from cxzy_build.content.references import IF_GONE

NEWS = "---\ntitle: 稿\ndate: 2012-03-{day:02d}\ncolumn: practice\n{front}---\n\n{body}\n"


def hints(site: Site, code: str) -> list[str]:
    return [one.hint for one in site.check() if one.code == code]


@pytest.mark.parametrize(
    ("front", "body", "code", "hint"),
    [
        ("branch: law-stuff\n", "文。", "unknown-id", f"是否想写 `law-staff`？{IF_GONE}"),
        ("branch: 法学教工党支部\n", "文。", "unknown-id", "这是名称或序号，要写的是它的 id：`law-staff`"),
        ("branch: 法学教工支部\n", "文。", "unknown-id", "这里要写 id：是否想写 `law-staff`（法学教工党支部）？"),
        ("cover: beside-1.png\ncover_alt: 图\n", "文。", "missing-file", "是否想写 `beside1.png`？"),
        ("", "[文](beside-1.pdf)", "missing-file", "是否想写 `beside1.png`？"),
    ],
)
def test_one_name_is_guessed(site: Site, front: str, body: str, code: str, hint: str) -> None:
    site.write("news/beside1.png", b"")
    site.write("news/n.md", NEWS.format(day=1, front=front, body=body))
    assert hints(site, code) == [hint]


DOCUMENT = "---\ntitle: 制度\ndate: 2012-01-01\nkind: plan\n---\n\n文。\n"

LINKS = [
    ("documents/mentoring-sistem", "documents/mentoring-system"),
    ("../documents/mentoring-sistem.md", "documents/mentoring-system"),
    ("news/mentoring-system", "documents/mentoring-system"),
    ("mentoring-system.md", "documents/mentoring-system"),
    ("news/mentoring-sistem", ""),
    ("documents/mentoring-report", ""),
    ("mentoring-sistem.md", ""),
    ("news/overveiw", ""),
    ("overveiw.md", "overview.md"),
    ("lunch.md", "news/launch"),
]
"""What is written, and what is taken to have been meant."""


@pytest.mark.parametrize(("written", "meant"), LINKS)
def test_a_link_is_taken_for_one_to_another_collection_only_by_the_very_name(
    site: Site, written: str, meant: str
) -> None:
    site.write("documents/mentoring-system.md", DOCUMENT)
    site.write("news/n.md", NEWS.format(day=1, front="", body=f"[文]({written})"))
    (hint,) = hints(site, "broken-link")
    assert (f"是否想写 `{meant}`？" in hint) if meant else ("是否想写" not in hint)
    assert "`expire_on: 日期`" in hint


def test_what_is_proposed_for_a_deleted_item_can_be_followed(site: Site) -> None:
    site.replace("commitments/committee.md", "evidence: news/launch", "evidence: documents/mentoring")
    assert "`expire_on: 日期`" in hints(site, "broken-link")[0]
    site.write("documents/mentoring.md", DOCUMENT.replace("---\n\n", "expire_on: 2012-01-02\n---\n\n"))
    assert [(one.code, one.is_error) for one in site.check()] == [("link-to-hidden", False)]


CHOICES = [
    ("news/n.md", "title: 稿\ndate: 2012-01-01\n{}", "column:", "`meetings` 会议部署、`practice` 争创实践"),
    ("documents/n.md", "title: 稿\ndate: 2012-01-01\n{}", "kind:", "`plan` 实施方案、`bulletin` 简报"),
    (
        "exemplars/n.md",
        "name: 某示例\nrole: teachers\n{}",
        "branch:",
        "`law-staff` 法学教工党支部、`law-students` 法学学生党支部、`retired` 离退休党支部",
    ),
]


@pytest.mark.parametrize(("path", "front", "key", "choices"), CHOICES)
@pytest.mark.parametrize("is_written", [True, False])
@pytest.mark.parametrize("more", ["", "draft: true\n"])
def test_what_must_be_chosen_is_answered_with_all_there_is(
    site: Site, path: str, front: str, key: str, choices: str, is_written: bool, more: str
) -> None:
    front = front.format(f"{key}\n" if is_written else "")
    site.write(path, f"---\n{front}{more}---\n\n文。\n")
    for _ in range(2):
        (hint,) = hints(site, "missing-key")
        assert hint.endswith(f"。现有：{choices}")


def test_no_more_is_shown_to_choose_from_than_one_can_take_in(site: Site) -> None:
    for number in range(12):
        site.write(f"branches/b{number:02d}.md", f"---\nname: 支部{number}\nkind: staff\n---\n\n文。\n")
    site.write("exemplars/n.md", "---\nname: 某示例\nrole: teachers\nbranch:\n---\n\n文。\n")
    (hint,) = hints(site, "missing-key")
    assert hint.endswith("`b11` 支部11等")


COMMITMENT = "---\ntitle: 诺\ndate: 2012-01-01\nby: {}\nitems: [{{promise: 做}}]\n---\n\n文。\n"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("law-staff", "{branch: law-staff}"),
        ("法学教工党支部", "{branch: law-staff}"),
        ("法学教工支部", "{branch: law-staff}"),
        ("lin", "{exemplar: lin}"),
        ("林示例", "{exemplar: lin}"),
        ("comittee", "committee"),
        ("文法学院党委", "committee"),
    ],
)
def test_who_promises_by_name_or_id_alone_is_written_in_full(site: Site, written: str, meant: str) -> None:
    site.write("commitments/c.md", COMMITMENT.format(written))
    assert [f"`{meant}`" in hint for hint in hints(site, "bad-value")] == [True]
    assert [f"`{meant}`" in hint for hint in hints(site, "bad-value")] == [True], "where the file was read before"
    assert not [one for one in site.write("commitments/c.md", COMMITMENT.format(meant)).check() if one.is_error]


def test_a_promiser_who_is_like_nobody_is_answered_with_the_ways_there_are(site: Site) -> None:
    site.write("commitments/c.md", COMMITMENT.format("某某"))
    assert hints(site, "bad-value") == ["照上面三种写法之一改正"]


@pytest.mark.parametrize(
    ("front", "meant"),
    [
        ("pledges: 比本领\n", "[ability]"),
        ("pledges: 比本领、比服务\n", "[ability, service]"),
        ("pledges: ability\n", "[ability]"),
        ("integrations: 与学院当前中心工作相结合\n", "[central-work]"),
    ],
)
def test_names_in_the_place_of_a_list_are_answered_with_a_list_of_ids(site: Site, front: str, meant: str) -> None:
    site.write("news/n.md", NEWS.format(day=1, front=front, body="文。"))
    assert hints(site, "bad-type") == [f"写成 `{meant}`，几个之间用英文逗号隔开"]
    front = f"{front.partition(':')[0]}: {meant}\n"
    assert not site.write("news/n.md", NEWS.format(day=1, front=front, body="文。")).check()


def test_nothing_in_the_place_of_a_list_is_answered_with_how_one_is_written(site: Site) -> None:
    site.write("news/n.md", NEWS.format(day=1, front="pledges: ''\n", body="文。"))
    assert hints(site, "bad-type") == ["写成 `[甲, 乙]`，几个之间用英文逗号隔开"]


def test_only_the_first_are_looked_for(site: Site) -> None:
    for number in range(MOST_GUESSES + 5):
        front = f"branch: law-staff-{number:02d}\n"
        site.write(f"news/n{number:02d}.md", NEWS.format(day=number % 28 + 1, front=front, body="文。"))
    found = hints(site, "unknown-id")
    assert found[:MOST_GUESSES] == [f"是否想写 `law-staff`？{IF_GONE}"] * MOST_GUESSES
    assert found[MOST_GUESSES:] == [f"可用的有：`law-staff`、`law-students`、`retired`。{IF_GONE}"] * 5


def test_another_branch_is_not_proposed_for_one_that_was_renamed(site: Site) -> None:
    site.write("branches/admin-staff.md", "---\nname: 行政党支部\nkind: staff\n---\n")
    site.write("news/n.md", NEWS.format(day=1, front="branch: xx-staff\n", body="文。"))
    (hint,) = hints(site, "unknown-id")
    assert "是否想写" not in hint
    assert "`admin-staff`" in hint
    assert hint.endswith(IF_GONE)
