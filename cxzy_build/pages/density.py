"""How densely the calendar is filled: counts of items by month and by day."""

from __future__ import annotations

import datetime as dt
from calendar import Calendar
from collections import Counter
from collections.abc import Collection, Mapping

from ..content.list_addresses import ARCHIVE, of_month, of_year
from .page import PageLink
from .views import DensityCell, DensityYear

LEVELS = 4
"""Shades, the densest being the last; 0 is for none."""


def density_by_month(calendar: Mapping[str, int]) -> tuple[DensityYear, ...]:
    """A line for each year that has items, newest first, with a cell for each of its months.

    calendar: how many items each day (ISO) has.
    """
    counts: Counter[tuple[int, int]] = Counter()
    for day, number in calendar.items():
        counts[int(day[:4]), int(day[5:7])] += number
    most = max(counts.values(), default=0)
    return tuple(
        DensityYear(
            PageLink(f"{year}年", of_year(ARCHIVE, year)),
            tuple(_month(year, month, counts[year, month], most) for month in range(1, 13)),
            sum(n for (y, _), n in counts.items() if y == year),
        )
        for year in sorted({year for year, _ in counts}, reverse=True)
    )


def _month(year: int, month: int, count: int, most: int) -> DensityCell:
    return DensityCell(f"{month}月", count, level(count, most), of_month(ARCHIVE, year, month) if count else "")


def density_by_day(
    calendar: Mapping[str, int], shown: Collection[dt.date]
) -> tuple[tuple[DensityCell | None, ...], ...]:
    """The weeks, from Monday, of the month that all days of `calendar` lie in; None outside it. Days in `shown` lead to
    their heading on the page."""
    counts = Counter({dt.date.fromisoformat(day): number for day, number in calendar.items()})
    first = next(iter(counts))
    most = max(counts.values())
    weeks = Calendar().monthdayscalendar(first.year, first.month)  # not the dates: beside the last month are none

    def cell(number: int) -> DensityCell | None:
        if not number:
            return None
        day = first.replace(day=number)
        address = f"#{day_id(day)}" if day in shown else ""
        return DensityCell(f"{number}", counts[day], level(counts[day], most), address)

    return tuple(tuple(map(cell, week)) for week in weeks)


def day_id(day: dt.date) -> str:
    """The id of a day's heading on its month's page."""
    return f"d{day.day}"


def level(count: int, most: int) -> int:
    """1 to LEVELS, in equal steps up to the densest; 0 for none."""
    return -(-LEVELS * count // most) if count else 0
