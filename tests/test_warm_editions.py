"""Builds after edits of a site in both editions: what a fresh build gives, and nothing made again that need not be."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from fixtures.sites import Site
from fixtures.warm import Warm
from support.edits import Edit

ON, OFF = Edit("campaign's editions", 0, 0), Edit("campaign's editions", 0, 1)

EDITS = (
    "end of a body changed", "first paragraph changed", "key title", "key lang", "key contributor", "key photographer",
    "key name", "key secretary", "key aliases", "item of news added", "item of branches added", "item removed",
    "item renamed", "campaign's names", "campaign's footer", "campaign's mourning", "one of columns renamed",
    "picture in a body added", "hand-written page added", "template changed",
)  # fmt: skip


def test_the_edition_comes_stays_and_goes(warm: Warm, cases: Callable[[int, int], int]) -> None:
    dice = random.Random(cases(7, random.getrandbits(32)))
    warm.start()
    try:
        assert warm.edit(ON)
        warm.build()
        assert (warm.site.site_dir / "zh-hant/index.html").exists()
        for name in EDITS:
            if warm.find_edit(name, dice):
                warm.mend()
                warm.build(later=dice.random() < 0.5)
        warm.desk.preview = True
        warm.build()
        warm.desk.preview = False
        assert warm.edit(OFF)
        warm.build()
        assert not (warm.site.site_dir / "zh-hant").exists()
    finally:
        warm.stop()


@pytest.fixture
def both(site: Site) -> Site:
    """The small site in both editions, built once."""
    site.append("campaign.yml", "\neditions: [zh-Hant]\n")
    site.write("news/told.md", _news("在会上", "范后里、于海和叶某发言，后来干杯。", ""))
    site.quick_build()
    return site


def _news(title: str, body: str, keys: str) -> str:
    return f"---\ntitle: {title}\ndate: 2012-06-01\ncolumn: practice\n{keys}---\n\n{body}\n"


def _read(site: Site, path: str) -> str:
    return (site.site_dir / path).read_text("utf-8")


def test_a_name_that_is_new_reaches_just_the_pages_that_it_stands_on(both: Site) -> None:
    page = "zh-hant/news/2012/06/told/index.html"
    assert "範后里、於海和葉某發言，後來乾杯" in _read(both, page)
    other = both.site_dir / "zh-hant/exemplars/index.html"
    before = other.stat().st_mtime_ns
    both.write("news/other.md", _news("旁边", "没有提到。", "contributor: 范后里、于海\n"))
    both.quick_build()
    assert "范后里、于海和葉某發言，後來乾杯" in _read(both, page)
    assert other.stat().st_mtime_ns == before
    both.delete("news/other.md")
    both.quick_build()
    assert "範后里、於海和葉某發言，後來乾杯" in _read(both, page)


def test_names_of_the_campaign_count_as_well(both: Site) -> None:
    both.append("campaign.yml", "names: 于海\n")
    both.quick_build()
    assert "範后里、于海" in _read(both, "zh-hant/news/2012/06/told/index.html")


def test_a_page_that_was_lost_is_there_again(both: Site) -> None:
    path = both.site_dir / "zh-hant/news/2012/06/told/index.html"
    data = path.read_bytes()
    path.unlink()
    report = both.quick_build()
    assert path.read_bytes() == data
    assert report.changed == 0
