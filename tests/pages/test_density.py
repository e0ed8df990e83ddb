"""The calendar's density: counts, shades and where they lead."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from fixtures.sites import Site

from cxzy_build.pages.density import density_by_day, level

SHADES = [(0, 5, 0), (1, 100, 1), (25, 100, 1), (26, 100, 2), (100, 100, 4)]


@pytest.mark.parametrize(("count", "most", "shade"), SHADES)
def test_shades_rise_in_equal_steps(count: int, most: int, shade: int) -> None:
    assert level(count, most) == shade


def test_the_last_month_of_the_calendar_has_weeks_too() -> None:
    weeks = density_by_day({"9999-12-31": 1}, ())
    assert [cell.name for week in weeks for cell in week if cell] == [str(day) for day in range(1, 32)]


def test_a_month_is_laid_out_in_weeks_from_monday() -> None:
    weeks = density_by_day({"2011-06-10": 1, "2011-06-20": 2}, {dt.date(2011, 6, 20)})
    assert [len(week) for week in weeks] == [7] * 5
    assert weeks[0][:3] == (None, None, weeks[0][2])
    cells = {cell.name: cell for week in weeks for cell in week if cell}
    assert list(cells) == [str(day) for day in range(1, 31)]
    assert (cells["10"].count, cells["10"].level, cells["10"].address) == (1, 2, "")
    assert (cells["20"].count, cells["20"].level, cells["20"].address) == (2, 4, "#d20")
    assert cells["1"].count == 0


def test_the_archive_counts_every_dated_item_by_month(site: Site) -> None:
    for name, day in (("a", "2012-02-20"), ("b", "2012-02-02")):
        site.write(f"news/{name}.md", f"---\ntitle: 稿{name}\ndate: {day}\ncolumn: practice\n---\n\n正文。\n")
    site.build()
    archive = (site.site_dir / "archive/index.html").read_text("utf-8")
    assert re.search(r'cx-density__\d"><a href="../archive/2012/02/" aria-label="2012年2月，2 条">2</a>', archive)
    month = (site.site_dir / "archive/2012/02/index.html").read_text("utf-8")
    for number in (2, 20):
        assert f'href="#d{number}" aria-label="{number}日，1 条"' in month
        assert f'id="d{number}"' in month
