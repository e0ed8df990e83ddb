"""Home, exhibition and other overviews: what stands where, in which order, and once."""

from __future__ import annotations

import pytest
from fixtures.sites import Site

from cxzy_build.pages.item_parts import ItemParts
from cxzy_build.pages.overviews import LINK_PAGES, Overviews
from cxzy_build.pages.views import HomePart, LinksPart, ListPart, ShowcasePart

NEWS = "---\ntitle: {title}\ndate: 2012-11-{day:02d}\ncolumn: meetings\n{front}---\n\n文。\n"


def overviews_of(site: Site) -> Overviews:
    return Overviews(ItemParts(site.content().lookup()), tuple, has_search=True)


def test_what_is_pinned_comes_first_and_once(site: Site) -> None:
    for day, (title, front) in enumerate((("甲", "pinned: 1\n"), ("乙", "pinned: 2\n"), ("丙", "")), 1):
        site.write(f"news/n{day}.md", NEWS.format(title=title, day=day, front=front))
    home = overviews_of(site).page("").view()
    assert isinstance(home, HomePart)
    assert [card.heading for card in home.headlines] == ["乙", "甲", "丙", "党员迎新服务"]
    assert (home.all_exemplars, home.all_branches) == ("全部 2 人", "全部 3 个")


def test_branches_stand_under_their_kind_alone(site: Site) -> None:
    site.write("branches/others.md", "---\nname: 研究生党支部\nkind: student\n---\n\n文。\n")
    part = overviews_of(site).page("branches/").view()
    assert isinstance(part, ListPart)
    assert [(group.heading, [card.heading for card in group.cards]) for group in part.groups] == [
        ("教工支部", ["法学教工党支部"]),
        ("学生支部", ["法学学生党支部", "研究生党支部"]),
        ("离退休支部", ["离退休党支部"]),
    ]


def test_practice_shows_nothing_of_the_first_and_the_last_phase(site: Site) -> None:
    for day, phase in enumerate(("mobilise", "strive", "conclude"), 1):
        site.write(f"news/{phase}.md", NEWS.format(title=phase, day=day, front=f"phase: {phase}\n"))
    part = overviews_of(site).page("showcase/").view()
    assert isinstance(part, ShowcasePart)
    halls = {hall.section.id: {card.heading for card in hall.section.cards} for hall in part.halls}
    assert "strive" in halls["practice"]
    assert not {"mobilise", "conclude"} & halls["practice"]
    assert "mobilise" in halls["planning"]
    assert "conclude" in halls["lasting"]
    assert [hall.section.id for hall in part.halls if hall.section.is_of_people] == ["exemplars"]


@pytest.mark.parametrize(
    ("address", "links"),
    [
        ("news/columns/", [("会议部署", "news/columns/meetings/", 1), ("争创实践", "news/columns/practice/", 2)]),
        (
            "exemplars/roles/",
            [("教师党员", "exemplars/roles/teachers/", 1), ("学生党员", "exemplars/roles/students/", 1)],
        ),
        ("pledges/", [("比本领", "pledges/ability/", 1), ("比服务", "pledges/service/", 2)]),
        ("integrations/", [("与学院当前中心工作相结合", "integrations/central-work/", 1)]),
    ],
)
def test_pages_of_links_say_how_much_stands_behind_each(
    site: Site, address: str, links: list[tuple[str, str, int]]
) -> None:
    part = overviews_of(site).page(address).view()
    assert isinstance(part, LinksPart)
    (facet,) = part.facets
    assert [(link.text, link.address, link.count) for link in facet.links] == links


@pytest.mark.parametrize(
    ("address", "note"),
    [
        ("news/columns/", "学院党委研究、部署活动的会议。"), ("exemplars/roles/", "争做教书育人楷模"),
        ("pledges/", "带头学习钻研强素质"), ("integrations/", "结合讲课比赛开展争创。"),
    ],
)  # fmt: skip
def test_pages_of_links_say_what_each_is_about_and_their_heading_once(site: Site, address: str, note: str) -> None:
    for key, text in (("meetings", "学院党委研究、部署活动的会议。"), ("central-work", "结合讲课比赛开展争创。")):
        site.replace("campaign.yml", f"id: {key}, ", f"id: {key}, about: {text}, ")
    site.build()
    html = (site.site_dir / address / "index.html").read_text("utf-8")
    assert f"<span>{note}</span>" in html
    assert "<h2" not in html.partition("<article")[2]


def test_tags_are_listed_by_their_slugs(site: Site) -> None:
    part = overviews_of(site).page("tags/").view()
    assert isinstance(part, LinksPart)
    found = {link.text: (link.address, link.count) for link in part.facets[0].links}
    assert found["实践"] == ("tags/practice/", 1)
    assert found["志愿服务"][1] == 2


def test_every_page_of_links_is_an_overview(site: Site) -> None:
    assert set(LINK_PAGES) < set(overviews_of(site).pages())


def test_promises_are_a_figure_where_no_bar_of_their_states_stands_beside(site: Site) -> None:
    home, showcase = (overviews_of(site).page(address).view() for address in ("", "showcase/"))
    assert isinstance(home, HomePart)
    assert isinstance(showcase, ShowcasePart)
    assert home.tally
    assert [figure.name for figure in showcase.figures] == [*(figure.name for figure in home.figures), "公开承诺"]
    assert showcase.figures[-1].number == str(home.tally.total)


def test_the_site_map_marks_sample_branches(site: Site) -> None:
    site.write("branches/others.md", "---\nname: 研究生党支部\nkind: student\nsample: true\n---\n\n文。\n")
    part = overviews_of(site).page("sitemap/").view()
    assert isinstance(part, LinksPart)
    (branches,) = (facet.links for facet in part.facets if facet.name == "各支部")
    assert [link.text for link in branches if link.is_sample] == ["研究生党支部"]
