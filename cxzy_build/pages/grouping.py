"""How the items of a list are grouped, and how many there are by year and month."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from ..content.items import Teaser
from ..content.list_addresses import of_month
from ..models.collections import COLLECTIONS
from . import labels
from .cards import Cards
from .density import day_id
from .page import PageLink
from .views import Group, Totals


def grouped_by_year(cards: Cards, teasers: Iterable[Teaser]) -> tuple[Group, ...]:
    groups = groupby(teasers, key=lambda teaser: teaser.day.year if teaser.day else 0)
    return tuple(
        Group(f"{year}年" if year else "未注明日期", f"y{year}", tuple(map(cards.of, held))) for year, held in groups
    )


def grouped_by_month(cards: Cards, teasers: Iterable[Teaser]) -> tuple[Group, ...]:
    groups = groupby(teasers, key=lambda teaser: (teaser.day.year, teaser.day.month) if teaser.day else (0, 0))
    return tuple(Group(f"{y}年{m}月", f"m{y}-{m:02d}", tuple(map(cards.of, held))) for (y, m), held in groups)


def grouped_by_day(cards: Cards, teasers: Iterable[Teaser]) -> tuple[Group, ...]:
    """Of one month's items."""
    groups = groupby((teaser for teaser in teasers if teaser.start), key=lambda teaser: teaser.day or dt.date.min)
    return tuple(Group(f"{d.month}月{d.day}日", day_id(d), tuple(map(cards.of, held))) for d, held in groups)


def ungrouped(cards: Cards, teasers: Iterable[Teaser]) -> tuple[Group, ...]:
    return (Group("", "", tuple(map(cards.of, teasers))),)


def totals_by_year(counts: Mapping[tuple[str, str], int], link: Callable[[str], str] = lambda year: "") -> Totals:
    """How many items of each collection each year has, newest year first; undated ones stand in a line of their own.

    counts: by year (empty: undated) and collection.
    """
    kinds = [c for c in COLLECTIONS if any(collection == c for _, collection in counts)]
    lines = []
    for year in sorted({year for year, _ in counts}, reverse=True):
        cells = tuple(counts.get((year, kind), 0) for kind in kinds)
        name = PageLink(f"{int(year)}年" if year else "未注明日期", link(year) if year else "")
        lines.append((name, cells, sum(cells)))
    sums = tuple(sum(n for (_, c), n in counts.items() if c == kind) for kind in kinds)
    return Totals(tuple(labels.COLLECTION[k] for k in kinds), tuple(lines), sums, sum(sums))


def results_first(cards: Cards, teasers: Sequence[Teaser]) -> tuple[Group, ...]:
    """What a phase brought, before all else that belongs to it."""
    results = [teaser for teaser in teasers if teaser.collection == "results"]
    others = [teaser for teaser in teasers if teaser.collection != "results"]
    groups = (("成果", "results", results), ("动态与其他", "others", others))
    return tuple(Group(name, ident, tuple(map(cards.of, held))) for name, ident, held in groups if held)


def month_links(base: str, calendar: Mapping[str, int]) -> tuple[PageLink, ...]:
    """The months of one year below `base` (see `of_year`), newest first; `calendar` has a count for each day (ISO)."""
    months: Counter[tuple[str, str]] = Counter()
    for day, number in calendar.items():
        months[day[:4], day[5:7]] += number
    return tuple(PageLink(f"{int(m)}月", of_month(base, y, m), months[y, m]) for y, m in sorted(months, reverse=True))
