"""Views of single items: what is related to what, what a leader said of a commitment."""

from __future__ import annotations

import re

import pytest
from fixtures.sites import Site, maker_of

from cxzy_build.pages.frame import NOWHERE, Frame, Slot
from cxzy_build.pages.item_parts import ItemParts

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
    html = ready.maker.make(ready.plan.specs["commitments/committee/index.html"]).data.decode()
    assert re.findall("<footer>(领导.*?)</footer>", html) == [footer]
