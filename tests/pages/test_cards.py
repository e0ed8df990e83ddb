"""What lists show of an item."""

from __future__ import annotations

import pytest
from fixtures.sites import Site

from cxzy_build.pages.cards import CLOTHS, Card, Cards

ITEM = "---\ntitle: 稿\ndate: 2012-03-05\ncolumn: {column}\n{front}---\n\n文。\n"


def cards(site: Site, *addresses: str) -> tuple[Card, ...]:
    return Cards(site.content().lookup()).at(addresses)


@pytest.mark.parametrize(
    ("address", "kind", "label", "facts"),
    [
        ("news/2010/05/launch/", "新闻", "会议部署", ()),
        ("exemplars/lin/", "典型", "教师党员", ("教授",)),
        ("branches/law-staff/", "支部", "教工支部", ("党员 21 人",)),
        ("branches/retired/", "支部", "离退休支部", ()),
        ("commitments/committee/", "承诺", "", ("已兑现 1 项",)),
        ("commitments/lin-commitment/", "承诺", "", ("践诺中 1 项",)),
        ("documents/plan/", "文件", "实施方案", ("文法党〔2010〕7号",)),
        ("documents/bulletin-1/", "文件", "简报", ("第1期",)),
    ],
)
def test_each_kind_of_item_says_what_is_its_own(
    site: Site, address: str, kind: str, label: str, facts: tuple[str, ...]
) -> None:
    (card,) = cards(site, address)
    assert (card.kind, card.label, card.facts) == (kind, label, facts)
    assert card.filed_under == (label or kind)


@pytest.mark.parametrize(
    ("by", "title", "label"),
    [
        ("committee", "2012年公开承诺", "文法学院党委"),
        ("committee", "文法学院党委公开承诺", ""),
        ("{branch: law-staff}", "公开承诺", "法学教工党支部"),
        ("{branch: law-staff}", "法学教工党支部承诺", ""),
        ("{exemplar: lin}", "教工党支部一名党员的承诺", "林示例"),
    ],
)
def test_a_commitment_is_filed_under_who_made_it_if_its_title_does_not_say(
    site: Site, by: str, title: str, label: str
) -> None:
    site.write("commitments/one.md", f"---\ntitle: {title}\ndate: 2012-01-01\nby: {by}\nitems: [promise: 办好]\n---\n")
    (card,) = cards(site, "commitments/one/")
    assert (card.label, card.filed_under) == (label, label or "承诺")


def test_states_of_promises_are_counted_in_their_order(site: Site) -> None:
    items = "".join(f"  - {{promise: 办好, state: {state}}}\n" for state in ("missed", "doing", "promised", "doing"))
    site.write("commitments/many.md", f"---\ntitle: 承诺\ndate: 2012-01-01\nby: committee\nitems:\n{items}---\n")
    (card,) = cards(site, "commitments/many/")
    assert card.facts == ("已承诺 1 项", "践诺中 2 项", "未兑现 1 项")


def test_a_document_that_is_replaced_says_so_once_the_other_is_out(site: Site) -> None:
    site.replace("documents/bulletin-1.md", "issue: 1\n", "replaced_by: plan\n")
    assert cards(site, "documents/bulletin-1/")[0].facts == ("已被新文件代替",)
    site.replace("documents/plan/index.md", "kind: plan\n", "kind: plan\ndraft: true\n")
    assert cards(site, "documents/bulletin-1/")[0].facts == ()


def test_columns_have_cloths_of_their_own_and_begin_again_when_there_are_no_more(site: Site) -> None:
    columns = "".join(f"  - {{id: c{number}, name: 栏目{number}}}\n" for number in range(CLOTHS + 1))
    site.replace("campaign.yml", "roles:\n", f"{columns}roles:\n")
    names = ["meetings", "practice", *(f"c{number}" for number in range(CLOTHS + 1))]
    for column in names:
        site.write(f"news/n-{column}.md", ITEM.format(column=column, front=""))
    found = [card.cloth for card in cards(site, *(f"news/2012/03/n-{column}/" for column in names))]
    assert found == [place % CLOTHS + 1 for place in range(len(names))]


def test_a_card_knows_its_day_its_marks_and_its_first_character(site: Site) -> None:
    item = ITEM.format(column="practice", front="pinned: 1\nsample: true\n")
    site.write("news/pinned.md", item.replace("稿", "“七一”表彰"))
    pinned, exemplar = cards(site, "news/2012/03/pinned/", "exemplars/bai/")
    assert (pinned.initial, pinned.day, pinned.month, pinned.iso_date) == ("七", "05", "2012.03", "2012-03-05")
    assert (pinned.pinned, pinned.sample, pinned.is_person) == (True, True, False)
    assert (exemplar.pinned, exemplar.sample, exemplar.is_person) == (False, False, True)


def test_what_was_looked_up_for_a_card_counts_for_every_task_that_shows_it(site: Site) -> None:
    lookup = site.content().lookup()
    held = Cards(lookup)
    held.at(["news/2010/05/launch/"])
    first = lookup.log.take()
    held.at(["news/2010/05/launch/"])
    assert lookup.log.take() == first >= {("teaser", "news/2010/05/launch/"), ("entry", "columns", "meetings")}
