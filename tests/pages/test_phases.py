"""The campaign's phases on their own pages and in the exhibition, however many there are."""

from __future__ import annotations

import re

import pytest
from fixtures.sites import Site
from selectolax.lexbor import LexborHTMLParser

ONE_PHASE = "phases:\n  - {id: all, no: 1, name: 全程, start: 2010-01-01, end: 2012-12-31}\n"


def _page(site: Site, address: str) -> LexborHTMLParser:
    return LexborHTMLParser((site.site_dir / address / "index.html").read_text("utf-8"))


def _write_phases(site: Site, text: str) -> None:
    campaign = site.read("campaign.yml")
    site.write("campaign.yml", re.sub(r"(?ms)^phases:.*?(?=^columns)", text, campaign))


def test_every_phase_shows_where_it_stands_with_or_without_tasks(site: Site) -> None:
    site.replace("campaign.yml", ", tasks: [传达部署]", "")
    site.build()
    here = _page(site, "phases/mobilise/").css_first(".cx-track [aria-current]")
    assert here
    assert [link.text() for link in here.css("a")] == ["学习动员"]
    assert _page(site, "phases/mobilise/").css_first(".cx-tasks") is None


def test_older_pages_of_a_phase_are_its_list_alone(site: Site) -> None:
    for number in range(45):
        site.write(f"news/n{number}.md", f"---\ntitle: 稿{number}\ndate: 2010-09-01\ncolumn: practice\n---\n\n文。\n")
    site.build()
    assert _page(site, "phases/mobilise/").css_first(".cx-track")
    assert _page(site, "phases/mobilise/page/1/").css_first(".cx-track") is None


def test_phases_stand_in_the_order_of_their_numbers(site: Site) -> None:
    later = "  - {id: b, no: 2, name: 后, start: 2011-01-01, end: 2011-12-31}\n"
    earlier = "  - {id: a, no: 1, name: 前, start: 2010-01-01, end: 2010-12-31}\n"
    _write_phases(site, f"phases:\n{later}{earlier}")
    site.build()
    assert [link.text() for link in _page(site, "phases/").css(".cx-track a")] == ["前", "后"]


@pytest.mark.parametrize("phases", ["", ONE_PHASE])
def test_the_exhibition_has_no_first_and_last_part_without_a_first_and_last_phase(site: Site, phases: str) -> None:
    _write_phases(site, phases)
    site.build()
    halls = [heading.text() for heading in _page(site, "showcase/").css(".cx-hall h2")]
    assert halls == ["实践", "成果", "典型", "承诺"]


def test_the_distance_to_the_occasion_is_counted_from_each_first_day_before_it(site: Site) -> None:
    site.replace("campaign.yml", "start: 2012-07-01, end: 2012-11-08", "start: 2012-11-08, end: 2012-12-08")
    site.build()
    told = [line.text() for line in _page(site, "phases/").css(".cx-track__distance")]
    assert told[0] == "距党的十八大 896 天"
    assert len(told) == 3
