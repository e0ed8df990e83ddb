"""What hand-written pages show of campaign.yml."""

from __future__ import annotations

import re
import shutil

import pytest
from fixtures.sites import Site, where

GIVEN = """
leading_group:
  about: 成立于<八月>。
  members:
    - {duty: 组长, name: 甲某某}
    - 乙某某
review: {steps: [自查, 初审]}
standards:
  - {id: goods, name: 五个好, source: 全国公布, points: [班子好, 队伍好]}
"""
PAGE = "\n## 组织领导\n\n[领导小组]\n\n[争创标准]\n\n[审核步骤]\n\n见 [领导小组] 与[标准](#goods)。\n"


def add_page(site: Site, text: str) -> None:
    page = site.root / "site_src/overview.md"
    page.write_text(page.read_text("utf-8") + text, "utf-8")


@pytest.fixture
def told(site: Site) -> Site:
    add_page(site, PAGE)
    return site.append("campaign.yml", GIVEN)


def shown(site: Site) -> str:
    return (site.site_dir / "overview/index.html").read_text("utf-8")


def test_a_page_shows_what_a_paragraph_of_it_asks_for(told: Site) -> None:
    assert told.build().problems == ()
    page = shown(told)
    assert "<p>成立于&lt;八月&gt;。</p>" in page
    assert re.findall("<td>(.*?)</td>", page) == ["组长", "甲某某", "", "乙某某"]
    assert '<h2 id="goods">五个好</h2>' in page
    assert re.findall("<li>(.*?)</li>", page[page.index("五个好") : page.index("见 [领导小组]")]) == [
        *("班子好", "队伍好"),
        *("自查", "初审"),
    ]


def test_it_follows_campaign_yml(told: Site) -> None:
    told.build()
    told.replace("campaign.yml", "甲某某", "丙某某").replace("campaign.yml", "队伍好", "业绩好").build()
    page = shown(told)
    assert "丙某某" in page
    assert "业绩好" in page
    shutil.rmtree(told.root / ".cache")
    told.build()
    assert shown(told) == page


@pytest.mark.parametrize(
    "given", ["", "leading_group: 成立于八月。", "leading_group: [甲]", "leading_group: {members: 甲}"]
)
def test_whatever_form_it_has_the_page_is_made(site: Site, given: str) -> None:
    add_page(site, PAGE.replace("[标准](#goods)", "标准"))
    site.append("campaign.yml", f"\n{given}\n").build()
    assert "<p>[领导小组]</p>" not in shown(site)


NOT_SHOWN = [
    ("members: [{duty: 组长, nmae: 甲}]", ["not-shown"]),
    ("membres: []", ["not-shown"]),
    ("members: [3, 甲]", []),
    ("members: [[甲]]", ["not-shown"]),
]


@pytest.mark.parametrize(("group", "codes"), NOT_SHOWN)
def test_what_will_not_be_shown_is_told(site: Site, group: str, codes: list[str]) -> None:
    site.append("campaign.yml", f"\nleading_group: {{{group}}}\n")
    assert [code for *_, code in where(site.problems())] == codes


def test_a_step_that_is_no_sentence_is_told(site: Site) -> None:
    site.append("campaign.yml", "\nreview: {steps: [自查, {初: 审}]}\n")
    assert [code for *_, code in where(site.problems())] == ["not-shown"]
