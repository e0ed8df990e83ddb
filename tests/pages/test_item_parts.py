"""Views of single items: what is related, reviews of commitments, figures of results, covers."""

from __future__ import annotations

import re

import pytest
from fixtures.pictures import phone_photo
from fixtures.sites import Site, maker_of

from cxzy_build.pages.frame import NOWHERE, Frame, Slot
from cxzy_build.pages.item_parts import ItemParts
from cxzy_build.pages.views import MetricLine

NEWS = "---\ntitle: {title}\ndate: {date}\ncolumn: practice\n{more}---\n\n{body}\n"


def related(site: Site, path: str) -> list[str]:
    content = site.content()
    parts = ItemParts(content.lookup())
    return [card.heading for card in parts.item(content.item(path)).related]


def test_those_that_mention_the_same_person_come_before_those_of_the_same_branch(site: Site) -> None:
    site.write(
        "news/a.md", NEWS.format(title="甲", date="2012-03-01", more="branch: retired\n", body="[林](exemplars/lin)")
    )
    site.write("news/b.md", NEWS.format(title="乙", date="2010-06-01", more="", body="[林](exemplars/lin)"))
    site.write("news/c.md", NEWS.format(title="丙", date="2012-03-02", more="branch: retired\n", body="文"))
    found = related(site, "news/a.md")
    assert found.index("乙") < found.index("丙")


def test_branches_that_share_a_tag_crowd_nothing_out(site: Site) -> None:
    branch = "---\nname: {name}党支部\nkind: staff\ntags: [独有]\n---\n\n文\n"
    for name in "abcdefghijkl":
        site.write(f"branches/{name}.md", branch.format(name=name))
    site.write("news/n.md", NEWS.format(title="甲", date="2012-03-01", more="tags: [独有]\n", body="文"))
    assert related(site, "branches/a.md") == ["甲"]


def test_an_item_is_related_to_nothing_that_it_shares_nothing_with(site: Site) -> None:
    site.write("news/a.md", NEWS.format(title="甲", date="2012-03-01", more="tags: [独有]\n", body="文"))
    assert related(site, "news/a.md") == []
    site.write("news/b.md", NEWS.format(title="乙", date="2012-03-05", more="tags: [独有]\n", body="文"))
    assert related(site, "news/a.md") == ["乙"]


@pytest.mark.parametrize(
    ("review", "footer"),
    [
        (
            "{by: 学校党委, date: 2011-06-20, text: 具体}",
            '领导点评：学校党委，<time datetime="2011-06-20">2011年6月20日</time>',
        ),
        ("{text: 具体}", "领导点评"),
    ],
)
def test_a_review_says_of_whom_it_is_if_that_is_told(site: Site, review: str, footer: str) -> None:
    site.replace("commitments/committee.md", "{by: 学校党委, text: 措施具体}", review)
    ready = maker_of(site.settings(), Frame({NOWHERE: Slot.BODY}, (), {}))
    html = ready.made("commitments/committee/index.html").data.decode()
    assert re.findall("<footer>(领导.*?)</footer>", html) == [footer]


# the figures of results: bars, targets, and what is said of them


def _line(site: Site, metric: str) -> MetricLine:
    site.write("results/r.md", f"---\ntitle: 成果\ndate: 2011-01-01\nmetrics: [{metric}]\n---\n\n正文。\n")
    content = site.content()
    (line,) = ItemParts(content.lookup()).metrics(content.item("results/r.md"))
    return line


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("value: 3", ""),
        ("value: 59, target: 64", "目标完成 92.2%"),
        ("before: 50, value: 70, target: 64", "目标完成 109.4%"),
        ("before: 9, value: 4, target: 5", "已达到目标"),
        ("before: 9, value: 6, target: 5", "未达到目标"),
        ("before: 5, value: 0, target: 0", "已达到目标"),
        ("before: 5, value: 1, target: 0", "未达到目标"),
        ("before: -10, value: -3, target: 5", "未达到目标"),
        ("before: -10, value: 0, target: 0", "已达到目标"),
        ("value: 3, target: 0", ""),
        ("value: -3, target: -5", ""),
    ],
)
def test_a_target_is_met_or_missed_whichever_way_is_better(site: Site, figures: str, said: str) -> None:
    assert _line(site, f"{{name: 指标, {figures}}}").reached == said


@pytest.mark.parametrize(
    ("figures", "before", "value", "target"),
    [
        ("before: 20, value: 50, target: 40", (0, 40), (0, 100), 80),
        ("before: -10, value: -5, target: 10", (0, 50), (25, 25), 100),
        ("value: 0, target: 0", (0, 0), (0, 0), 0),
        ("value: -4", (100, 0), (0, 100), 100),
    ],
)
def test_bars_start_at_nought_on_either_side(
    site: Site, figures: str, before: tuple[int, int], value: tuple[int, int], target: int
) -> None:
    line = _line(site, f"{{name: 指标, {figures}}}")
    assert (line.before_start, line.before_length) == before
    assert (line.value_start, line.value_length) == value
    assert line.target_place == target


# covers

COVER = "cover: photo.jpg\ncover_alt: 合影\n"
FRONTS = {
    "news/2012/12": "title: 甲\ndate: 2012-12-30\ncolumn: practice\n",
    "exemplars": "name: 甲\ndate: 2012-12-30\nrole: teachers\nbranch: law-staff\n",
    "results": "title: 甲\ndate: 2012-12-30\n",
    "commitments": "title: 甲\ndate: 2012-12-30\nby: committee\nitems: [promise: 办好]\n",
    "documents": "title: 甲\ndate: 2012-12-30\nkind: plan\n",
}


@pytest.mark.parametrize("folder", FRONTS)
def test_an_items_cover_stands_on_its_page_unless_its_body_shows_it(site: Site, folder: str) -> None:
    collection = folder.partition("/")[0]
    site.write(f"{collection}/d/photo.jpg", phone_photo((300, 200)))
    site.write(f"{collection}/d/index.md", f"---\n{FRONTS[folder]}{COVER}---\n\n正文。\n").build()
    page = site.site_dir / folder / "d/index.html"
    assert page.read_text("utf-8").count('<figure class="cx-lead">') == 1
    site.append(f"{collection}/d/index.md", "\n![合影](photo.jpg)\n").build()
    assert '<figure class="cx-lead">' not in page.read_text("utf-8")
