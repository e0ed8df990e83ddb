"""Lists: who stands in them and how they are headed, narrowed and paged."""

from __future__ import annotations

import pytest
from fixtures.sites import NEWS, Site

from cxzy_build.pages.item_parts import ItemParts
from cxzy_build.pages.lists import Lists
from cxzy_build.pages.page import Page
from cxzy_build.pages.views import BoardPart, ListPart, MonthPart, PhasePart


def lists_of(site: Site) -> Lists:
    content = site.content()
    lookup = content.lookup()
    return Lists(ItemParts(lookup), content.campaign.campaign, content.graph)


def page_of(site: Site, address: str, number: int | None = None) -> Page:
    return lists_of(site).page(address, number)


def plain(page: Page) -> ListPart:
    view = page.view()
    assert isinstance(view, ListPart)
    return view


def test_lists_stand_where_readers_were_promised_them(site: Site) -> None:
    assert dict(lists_of(site).pages()).keys() >= {
        "news/", "news/columns/meetings/", "news/2010/", "news/2010/05/", "exemplars/", "exemplars/roles/teachers/",
        "results/", "documents/", "phases/mobilise/", "pledges/ability/", "integrations/central-work/",
        "tags/practice/", "archive/2011/", "archive/2011/03/", "commitments/",
    }  # fmt: skip


def test_a_mistyped_year_has_its_lists_where_its_items_are(site: Site) -> None:
    site.write("news/typed.md", NEWS.replace("2011-04-05", "0211-04-05").format(""))
    lists = {"news/0211/", "news/0211/04/", "archive/0211/", "archive/0211/04/"}
    assert {address for address, _ in lists_of(site).pages() if "211" in address} == lists


@pytest.mark.parametrize(
    ("address", "groups"),
    [
        ("exemplars/", [("教师党员", ["林示例"]), ("学生党员", ["白示例"])]),
        ("documents/", [("实施方案", ["创先争优活动实施方案"]), ("简报", ["创先争优简报第一期"])]),
        ("exemplars/roles/students/", [("", ["白示例"])]),
        ("news/columns/practice/", [("", ["党员迎新服务", "学雷锋志愿服务"])]),
        ("pledges/service/", [("", ["白示例", "学雷锋志愿服务"])]),
        ("news/2011/", [("2011年9月", ["党员迎新服务"]), ("2011年3月", ["学雷锋志愿服务"])]),
    ],
)
def test_items_stand_in_their_groups(site: Site, address: str, groups: list[tuple[str, list[str]]]) -> None:
    found = plain(page_of(site, address)).groups
    assert [(group.heading, [card.heading for card in group.cards]) for group in found] == groups


def test_roles_are_headed_by_their_model(site: Site) -> None:
    assert [group.note for group in plain(page_of(site, "exemplars/")).groups] == [
        "争做教书育人楷模",
        "争做全面成才表率",
    ]
    (row,) = plain(page_of(site, "exemplars/roles/teachers/")).rows
    assert (row.name, row.text) == ("争做", "教书育人楷模")


def test_ways_to_narrow_a_list_lead_to_something(site: Site) -> None:
    facets = plain(page_of(site, "news/")).facets
    assert [(facet.name, [(link.text, link.count) for link in facet.links]) for facet in facets] == [
        ("栏目", [("会议部署", 1), ("争创实践", 2)]),
        ("按年", [("2011年", 2), ("2010年", 1)]),
    ]
    site.delete("news/2010-05-27-launch.md")
    columns, _ = plain(page_of(site, "news/")).facets
    assert [link.text for link in columns.links] == ["争创实践"]


def test_numbered_pages_are_the_list_alone(site: Site) -> None:
    for number in range(45):
        site.write(f"news/n{number}.md", f"---\ntitle: 稿{number}\ndate: 2012-03-05\ncolumn: practice\n---\n\n文。\n")
    site.replace("campaign.yml", "name: 争创实践}", "name: 争创实践, about: 各支部的做法}")
    first, numbered = (page_of(site, "news/columns/practice/", number) for number in (None, 1))
    assert (first.title, numbered.title) == ("争创实践", "争创实践（第1页）")
    assert first.description == numbered.description == "各支部的做法"
    shown, rest = plain(first), plain(numbered)
    assert (shown.about, shown.total, bool(shown.facets)) == ("各支部的做法", "共 47 条", True)
    assert (rest.about, rest.total, rest.facets) == ("", "", ())
    assert [sum(len(group.cards) for group in one.groups) for one in (shown, rest)] == [27, 20]
    assert [(link.text, link.address) for link in rest.pager.pages] == [
        ("最新", "news/columns/practice/"),
        ("1", "news/columns/practice/page/1/"),
    ]


@pytest.mark.parametrize(
    ("number", "texts"),
    [
        (None, "最新 6 5 … 1"), (6, "最新 6 5 4 … 1"), (5, "最新 6 5 4 3 2 1"), (4, "最新 6 5 4 3 2 1"),
        (1, "最新 3 2 1"),
    ],
)  # fmt: skip
def test_pages_left_out_are_hinted_at(site: Site, number: int | None, texts: str) -> None:
    for one in range(145):
        site.write(f"news/n{one}.md", f"---\ntitle: 稿{one}\ndate: 2012-03-05\ncolumn: practice\n---\n\n文。\n")
    links = plain(page_of(site, "news/columns/practice/", number)).pager.pages
    assert " ".join(link.text for link in links) == texts
    assert [link.text for link in links if not link.address] == ["…"] * texts.count("…")


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("news/columns/meetings/", "columns"),
        ("exemplars/roles/teachers/", "roles"),
        ("phases/mobilise/", "phases"),
        ("pledges/ability/", "pledges"),
        ("integrations/central-work/", "integrations"),
    ],
)
def test_a_list_is_made_again_when_what_it_is_drawn_from_changes(site: Site, address: str, key: str) -> None:
    content = site.content()
    lookup = content.lookup()
    Lists(ItemParts(lookup), content.campaign.campaign, content.graph).page(address, 1)
    assert ("entry", key, address.split("/")[-2]) in lookup.log.take()


def test_pages_that_show_more_than_a_list_hold_it(site: Site) -> None:
    addresses = "phases/mobilise/", "archive/2011/03/", "commitments/"
    phase, month, board = (page_of(site, address).view() for address in addresses)
    assert isinstance(phase, PhasePart)
    assert phase.phase
    assert isinstance(month, MonthPart)
    assert month.weeks
    assert isinstance(board, BoardPart)
    assert [group.heading for group in board.groups] == ["林示例的公开承诺", "学院党委的公开承诺"]


def test_only_the_newest_page_of_the_board_has_the_tally(site: Site) -> None:
    text = site.read("commitments/committee.md")
    for number in range(45):
        site.write(f"commitments/c{number}.md", text)
    views = [page_of(site, "commitments/", number).view() for number in (None, 1)]
    assert [isinstance(view, BoardPart) and view.tally is not None for view in views] == [True, False]
