"""Which links that lead nowhere are told: each once, and none that comes of another fault."""

from __future__ import annotations

import pytest
from fixtures.sites import Site, where

ITEM = "news/2010-01-01-x.md"
NEWS = "---\ntitle: 一\ndate: 2010-01-01\ncolumn: practice\n{}---\n\n第一行。\n\n{}\n"
LINE = 9
"""The line of an item's body on which the reference stands."""


def write(site: Site, body: str, front: str = "") -> Site:
    return site.write(ITEM, NEWS.format(front, body))


@pytest.mark.parametrize("editions", ["[]", "[zh-Hant]"])
def test_an_address_of_the_traditional_edition_is_told_as_it_is_written(site: Site, editions: str) -> None:
    site.append("campaign.yml", f"\neditions: {editions}\n")
    write(site, "[甲](/news/)\n\n[乙](/zh-hant/none/)\n\n[丙](/none/)")
    told = [(problem.position.line, problem.message) for problem in site.check()]
    assert told == [(LINE + 2, "链接指向的 /zh-hant/none/ 不存在"), (LINE + 4, "链接指向的 /none/ 不存在")]


def test_a_slip_in_the_front_matter_hides_no_anchor_that_does_not_exist(site: Site) -> None:
    write(site, "[甲](#none) [乙](#here)\n\n## Here", "draft: 是\n")
    assert where(site.check()) == [(ITEM, 5, "bad-type"), (ITEM, LINE + 1, "broken-anchor")]


@pytest.mark.parametrize("slip", ["attachments: [a.pdf]\n", "source: @\n"])
def test_an_item_may_lack_places_for_its_front_matter_is_wrong(site: Site, slip: str) -> None:
    write(site, "[甲](#fu-jian) [乙](#here)\n\n## Here", slip)
    assert [line for _, line, _ in where(site.check())] == [5]


def test_a_page_that_is_not_there_is_told_of_the_navigation_alone(site: Site) -> None:
    config = site.config.read_text("utf-8")
    site.config.write_text(config.replace("  - 文件资料: documents/", "  - 文件资料: document/"), "utf-8")
    write(site, "[甲](/document/) [乙](/none/)")
    assert [path for path, _, _ in where(site.check())] == ["mkdocs.yml", ITEM]


def test_links_to_what_an_entry_that_could_not_be_read_was_to_bring_are_no_faults(site: Site) -> None:
    write(site, "[甲](/phases/none/) [乙](/none/)")
    assert [code for _, _, code in where(site.check())] == ["broken-link"] * 2
    site.replace("campaign.yml", "id: mobilise, no: 1", "id: mobilise, no: 一")
    assert [code for path, _, code in where(site.check()) if path == ITEM] == ["broken-link"]
