"""Lists of items: grouping, totals, pagers, and every index page that is a list."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby

from ..content.graph import Graph
from ..content.items import Item
from ..content.models import COLLECTIONS, CommitmentFront, DocumentFront, ExemplarFront, Promise
from . import labels
from .cards import Cards
from .density import day_id, density_by_day
from .item_parts import ItemParts
from .page import HOME_CRUMB, Column, Page, PageLink
from .pagination import Slice, paginate
from .phases import occasion_of, phase_lines, phases_in_order
from .tallies import tally
from .views import (
    BoardPart,
    Facet,
    Group,
    ListPart,
    MonthPart,
    Occasion,
    Pager,
    PhaseLine,
    PhasePart,
    Row,
    Totals,
)

NEARBY_PAGES = 2
"""Numbered pages shown on either side of the current one, besides both ends."""


def pager(part: Slice[Item]) -> Pager:
    """Links from one page of a list to the others."""
    base = part.address if part.number is None else part.address.rsplit("page/", 1)[0]
    here = part.number or part.older_pages + 1
    near = [n for n in range(part.older_pages, 0, -1) if abs(n - here) <= NEARBY_PAGES or n == 1]
    pages = [PageLink("最新", base), *(PageLink(f"{n}", f"{base}page/{n}/") for n in near)]
    return Pager(part.newer, part.older, tuple(pages) if part.older_pages else (), part.address)


def grouped_by_year(cards: Cards, items: Iterable[Item]) -> tuple[Group, ...]:
    groups = groupby(items, key=lambda i: i.day.year if i.day else 0)
    return tuple(
        Group(f"{year}年" if year else "未注明日期", f"y{year}", tuple(map(cards.of, held))) for year, held in groups
    )


def grouped_by_month(cards: Cards, items: Iterable[Item]) -> tuple[Group, ...]:
    groups = groupby(items, key=lambda i: (i.day.year, i.day.month) if i.day else (0, 0))
    return tuple(Group(f"{y}年{m}月", f"m{y}-{m:02d}", tuple(map(cards.of, held))) for (y, m), held in groups)


def grouped_by_day(cards: Cards, items: Iterable[Item]) -> tuple[Group, ...]:
    """Of one month's items."""
    groups = groupby((i for i in items if i.day), key=lambda i: i.day or dt.date.min)
    return tuple(Group(f"{d.month}月{d.day}日", day_id(d), tuple(map(cards.of, held))) for d, held in groups)


def ungrouped(cards: Cards, items: Iterable[Item]) -> tuple[Group, ...]:
    return (Group("", "", tuple(map(cards.of, items))),)


def totals_by_year(items: Iterable[Item], link: Callable[[int], str] = lambda year: "") -> Totals:
    """How many items of each collection each year has, newest year first; undated ones stand in a line of their own."""
    counts = Counter((item.day.year if item.day else 0, item.collection) for item in items)
    kinds = [c for c in COLLECTIONS if any(collection == c for _, collection in counts)]
    lines = []
    for year in sorted({year for year, _ in counts}, reverse=True):
        cells = tuple(counts[year, kind] for kind in kinds)
        name = PageLink(f"{year}年" if year else "未注明日期", link(year) if year else "")
        lines.append((name, cells, sum(cells)))
    sums = tuple(sum(n for (_, c), n in counts.items() if c == kind) for kind in kinds)
    return Totals(tuple(labels.COLLECTION[k] for k in kinds), tuple(lines), sums, sum(sums))


@dataclass(frozen=True)
class ListSpec:
    """A list to be: all that its pages share. Strings are for readers."""

    address: str
    section: str
    heading: str
    items: tuple[Item, ...]
    crumbs: tuple[PageLink, ...]
    about: str = ""
    template: str = "lists/list.html"
    style: str = "entries"
    rows: tuple[Row, ...] = ()
    tasks: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    group: Callable[[Cards, Sequence[Item]], tuple[Group, ...]] = ungrouped
    around: Callable[[ListPart, Slice[Item]], object] = lambda part, items: part
    """What the template is shown: the list itself, or a view that holds it and more."""
    feed: str = ""
    empty: str = "这里还没有内容。"


class Lists:
    """Every list page of the site."""

    def __init__(self, parts: ItemParts) -> None:
        self._parts = parts
        self._graph: Graph = parts.graph

    def pages(self) -> Iterator[Page]:
        for spec in self._specs():
            yield from self._pages_of(spec)
        yield from self._board()

    def _pages_of(self, spec: ListSpec) -> Iterator[Page]:
        for part in paginate(spec.address, spec.items):
            yield Page(
                address=part.address,
                section=spec.section,
                template=spec.template,
                title=spec.heading if part.number is None else f"{spec.heading}（第{part.number}页）",
                view=partial(self._part, spec, part),
                description=spec.about
                or f"{spec.heading}：{self._graph.campaign.organisation}{self._graph.campaign.name}",
                crumbs=spec.crumbs,
                column=Column(spec.heading, spec.about),
                feed=spec.feed,
                modified=last_day(part.items),
            )

    def _part(self, spec: ListSpec, part: Slice[Item]) -> object:
        first = part.number is None
        shown = ListPart(
            about=spec.about if first else "",
            rows=spec.rows if first else (),
            tasks=spec.tasks if first else (),
            total=len(spec.items),
            facets=spec.facets if first else (),
            groups=spec.group(self._parts.cards, part.items) if part.items else (),
            style=spec.style,
            pager=pager(part),
            empty=spec.empty,
        )
        return spec.around(shown, part)

    def _specs(self) -> Iterator[ListSpec]:
        yield from self._news()
        yield from self._exemplars()
        yield from self._collections()
        yield from self._phases()
        yield from self._subjects()
        yield from self._archive()

    def _crumbs(self, *steps: tuple[str, str]) -> tuple[PageLink, ...]:
        return (HOME_CRUMB, *(PageLink(text, address) for text, address in steps))

    # news

    def _news(self) -> Iterator[ListSpec]:
        news, name = self._graph.by_collection.get("news", ()), labels.COLLECTION["news"]
        home, crumbs = self._crumbs(), self._crumbs((name, "news/"))
        facets = (self._column_facet, year_facet("news/", news))
        yield ListSpec("news/", "news", name, news, home, facets=facets)
        for column in self._graph.campaign.columns:
            address, items = f"news/columns/{column.id}/", self._graph.by_column.get(column.id, ())
            about = column.about or ""
            yield ListSpec(
                address, "news", column.name, items, crumbs, about, facets=(self._column_facet,), feed=address
            )
        for year, held in by_year(news):
            months = tuple(by_month(held))
            facet = Facet("按月", tuple(PageLink(f"{m}月", f"news/{year}/{m:02d}/", len(i)) for m, i in months))
            yield ListSpec(
                f"news/{year}/", "news", f"{year}年新闻", held, crumbs, facets=(facet,), group=grouped_by_month
            )
            up = self._crumbs((name, "news/"), (f"{year}年", f"news/{year}/"))
            for month, in_month in months:
                yield ListSpec(f"news/{year}/{month:02d}/", "news", f"{year}年{month}月新闻", in_month, up)

    @cached_property
    def _column_facet(self) -> Facet:
        held = self._graph.by_column
        columns = self._graph.campaign.columns
        return facet("栏目", ((c.name, f"news/columns/{c.id}/", held.get(c.id, ())) for c in columns))

    # exemplars, results, branches, documents

    def _exemplars(self) -> Iterator[ListSpec]:
        name, held = labels.COLLECTION["exemplars"], self._graph.by_role
        roles = self._graph.campaign.roles
        by_role = facet("岗位", ((r.name, f"exemplars/roles/{r.id}/", held.get(r.id, ())) for r in roles))
        everyone = self._graph.by_collection.get("exemplars", ())
        yield ListSpec(
            "exemplars/",
            "exemplars",
            name,
            everyone,
            self._crumbs(),
            template="lists/exemplars.html",
            style="wall",
            facets=(by_role,),
            group=self._by_role,
        )
        for role in roles:
            rows = (Row("争做", role.model),) if role.model else ()
            yield ListSpec(
                f"exemplars/roles/{role.id}/",
                "exemplars",
                role.name,
                held.get(role.id, ()),
                self._crumbs((name, "exemplars/")),
                template="lists/exemplars.html",
                style="wall",
                rows=rows,
                facets=(by_role,),
            )

    def _by_role(self, cards: Cards, items: Sequence[Item]) -> tuple[Group, ...]:
        """A wall for each role, in the campaign's order, beside the model its people strive for."""
        return tuple(
            Group(role.name, role.id, tuple(map(cards.of, held)), f"争做{role.model}" if role.model else "")
            for role in self._graph.campaign.roles
            if (held := [i for i in items if isinstance(i.front, ExemplarFront) and i.front.role == role.id])
        )

    def _collections(self) -> Iterator[ListSpec]:
        results = self._graph.by_collection.get("results", ())
        documents = self._graph.by_collection.get("documents", ())
        yield ListSpec(
            "results/",
            "results",
            labels.COLLECTION["results"],
            results,
            self._crumbs(),
            template="lists/results.html",
            style="tiles",
            facets=(self._phase_facet,),
        )
        yield ListSpec(
            "documents/",
            "documents",
            labels.COLLECTION["documents"],
            documents,
            self._crumbs(),
            template="lists/documents.html",
            style="register",
            group=self._by_document_kind,
        )

    def _by_document_kind(self, cards: Cards, items: Sequence[Item]) -> tuple[Group, ...]:
        return tuple(
            Group(kind.name, kind.id, tuple(map(cards.of, held)))
            for kind in self._graph.campaign.document_kinds
            if (held := [i for i in items if isinstance(i.front, DocumentFront) and i.front.kind == kind.id])
        )

    @cached_property
    def _phase_facet(self) -> Facet:
        held = self._graph.by_phase
        phases = self._graph.campaign.phases
        return facet("阶段", ((p.name, f"phases/{p.id}/", held.get(p.id, ())) for p in phases))

    # phases, pledges, integrations, tags

    def _phases(self) -> Iterator[ListSpec]:
        lines = phase_lines(self._graph)
        occasion = occasion_of(self._graph)
        for phase, line in zip(phases_in_order(self._graph), lines, strict=True):
            yield ListSpec(
                line.address,
                "phases",
                f"第{labels.chinese_number(phase.no)}阶段：{phase.name}",
                self._graph.by_phase.get(phase.id, ()),
                self._crumbs(("活动阶段", "phases/")),
                template="lists/phase.html",
                rows=(Row("起止", f"{labels.day_text(phase.start.day)}—{labels.day_text(phase.end.day)}"),),
                tasks=phase.tasks,
                group=_results_first,
                around=partial(_phase_part, line, lines, occasion),
            )

    def _subjects(self) -> Iterator[ListSpec]:
        campaign, graph = self._graph.campaign, self._graph
        pledges = self._crumbs(("五比五带头", "pledges/"))
        for pledge in campaign.pledges:
            rows = (Row("带头", pledge.lead),) if pledge.lead else ()
            items = graph.by_pledge.get(pledge.id, ())
            yield ListSpec(f"pledges/{pledge.id}/", "phases", pledge.name, items, pledges, rows=rows)
        integrations = self._crumbs(("五个结合", "integrations/"))
        for one in campaign.integrations:
            items = graph.by_integration.get(one.id, ())
            yield ListSpec(f"integrations/{one.id}/", "phases", one.name, items, integrations, one.about or "")
        tags = self._crumbs(("标签", "tags/"))
        for tag in graph.tags:
            if tag.name in graph.by_tag:
                yield ListSpec(f"tags/{tag.slug}/", "archive", f"标签：{tag.name}", graph.by_tag[tag.name], tags)

    # the archive by date

    def _archive(self) -> Iterator[ListSpec]:
        for year, held in by_year(self._graph.items):
            months = tuple(by_month(held))
            facet = Facet("按月", tuple(PageLink(f"{m}月", f"archive/{year}/{m:02d}/", len(i)) for m, i in months))
            crumbs = self._crumbs(("档案", "archive/"))
            yield ListSpec(
                f"archive/{year}/",
                "archive",
                f"{year}年档案",
                held,
                crumbs,
                style="rows",
                facets=(facet,),
                group=grouped_by_month,
            )
            up = self._crumbs(("档案", "archive/"), (f"{year}年", f"archive/{year}/"))
            for month, in_month in months:
                yield ListSpec(
                    f"archive/{year}/{month:02d}/",
                    "archive",
                    f"{year}年{month}月档案",
                    in_month,
                    up,
                    template="lists/month.html",
                    style="rows",
                    group=grouped_by_day,
                    around=partial(_month_part, in_month),
                )

    # the commitments board

    def _board(self) -> Iterator[Page]:
        items = self._graph.by_collection.get("commitments", ())
        for part in paginate("commitments/", items):
            name = labels.COLLECTION["commitments"]
            yield Page(
                address=part.address,
                section="commitments",
                template="lists/board.html",
                title=name if part.number is None else f"{name}（第{part.number}页）",
                view=partial(self._board_part, part, items),
                description="承诺、践诺、评诺：每一项承诺与它的兑现情况",
                crumbs=self._crumbs(),
                column=Column(name),
                modified=last_day(part.items),
            )

    def _board_part(self, part: Slice[Item], items: tuple[Item, ...]) -> BoardPart:
        return BoardPart(
            about="向群众公开承诺，逐项兑现，请群众评议。",
            tally=tally(promises_of(items)) if part.number is None else None,
            groups=tuple(map(self._parts.promise_group, part.items)),
            pager=pager(part),
        )


def promises_of(items: Iterable[Item]) -> Iterator[Promise]:
    for item in items:
        if isinstance(item.front, CommitmentFront):
            yield from item.front.items


def by_year(items: Iterable[Item]) -> Iterator[tuple[int, tuple[Item, ...]]]:
    for year, held in groupby((i for i in items if i.day), key=lambda i: i.day.year if i.day else 0):
        yield year, tuple(held)


def by_month(items: Iterable[Item]) -> Iterator[tuple[int, tuple[Item, ...]]]:
    """Of one year's items."""
    for month, held in groupby((i for i in items if i.day), key=lambda i: i.day.month if i.day else 0):
        yield month, tuple(held)


def facet(name: str, entries: Iterable[tuple[str, str, Sequence[Item]]]) -> Facet:
    """Ways to narrow a list, those that lead to something: (text, address, items)."""
    return Facet(name, tuple(PageLink(text, address, len(held)) for text, address, held in entries if held))


def year_facet(address: str, items: Iterable[Item]) -> Facet:
    return facet("按年", ((f"{y}年", f"{address}{y}/", held) for y, held in by_year(items)))


def last_day(items: Iterable[Item]) -> dt.date | None:
    return max((i.day for i in items if i.day), default=None)


def _results_first(cards: Cards, items: Sequence[Item]) -> tuple[Group, ...]:
    results = [i for i in items if i.collection == "results"]
    others = [i for i in items if i.collection != "results"]
    groups = (("成果", "results", results), ("动态与其他", "others", others))
    return tuple(Group(name, ident, tuple(map(cards.of, held))) for name, ident, held in groups if held)


def _phase_part(
    line: PhaseLine, lines: tuple[PhaseLine, ...], occasion: Occasion | None, part: ListPart, items: Slice[Item]
) -> PhasePart:
    return PhasePart(part, line, lines if items.number is None else (), occasion)


def _month_part(in_month: Sequence[Item], part: ListPart, items: Slice[Item]) -> MonthPart:
    shown = {item.day for item in items.items if item.day}
    weeks = density_by_day([item.day for item in in_month if item.day], shown) if items.number is None else ()
    return MonthPart(part, weeks)
