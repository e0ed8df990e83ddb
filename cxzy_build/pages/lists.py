"""Every index page that is a list of items, its pager, and the ways to narrow it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby
from operator import itemgetter

from ..content import list_addresses, list_names
from ..content.graph import Graph
from ..content.items import Teaser
from ..content.list_addresses import ARCHIVE, INTEGRATIONS, NEWS, PHASES, PLEDGES, TAGS, of_month, of_year
from ..content.pagination import NEARBY_PAGES, Slice, page_address
from ..models.front_matter import Campaign, Phase
from ..models.words import chinese_number
from ..records import Record
from . import labels
from .cards import Cards
from .density import density_by_day
from .grouping import grouped_by_day, grouped_by_month, month_links, results_first, ungrouped
from .item_parts import ItemParts
from .page import HOME_CRUMB, Column, Page, PageLink
from .phases import in_order, occasion_of, phase_line, phase_lines
from .tallies import promises_of, tally
from .views import BoardPart, Facet, Group, ListPart, MonthPart, Pager, PhasePart, Row


def pager(part: Slice[Teaser]) -> Pager:
    """Links from one page of a list to the others."""
    base = part.address if part.number is None else part.address.rsplit("page/", 1)[0]
    here = part.number or part.last_shown + 1
    near = [n for n in range(part.last_shown, 0, -1) if abs(n - here) <= NEARBY_PAGES or n == 1]
    pages = [PageLink("最新", base), *(PageLink(f"{n}", page_address(base, n)) for n in near)]
    return Pager(part.newer, part.older, tuple(pages) if part.last_shown else (), part.address)


class ListSpec(Record):
    """A list to be: all that its pages share. Strings are for readers.

    name: of the list in the graph. facets: how to narrow it, made when its first page is.
    """

    address: str
    section: str
    heading: str
    name: str
    crumbs: tuple[PageLink, ...]
    about: str = ""
    template: str = "lists/list.html"
    style: str = "entries"
    rows: tuple[Row, ...] = ()
    tasks: tuple[str, ...] = ()
    facets: Callable[[], tuple[Facet, ...]] = tuple
    group: Callable[[Cards, Sequence[Teaser]], tuple[Group, ...]] = ungrouped
    around: Callable[[ListPart, Slice[Teaser]], object] = lambda part, items: part
    """What the template is shown: the list itself, or a view that holds it and more."""
    feed: str = ""
    told: str = ""
    """The list of campaign.yml that it was drawn from."""
    of_tag: bool = False
    empty: str = "这里还没有内容。"


class Lists:
    """Every list page of the site."""

    def __init__(self, parts: ItemParts, campaign: Campaign, graph: Graph) -> None:
        self._parts = parts
        self._lookup = parts.lookup
        self._campaign = campaign
        self._graph = graph

    def pages(self) -> Iterator[tuple[str, str]]:
        """Where each list stands, and its name in the graph: what there is to page through."""
        yield from ((spec.address, spec.name) for spec in self._specs.values())

    def page(self, address: str, number: int | None) -> Page:
        """A page of the list at an address."""
        spec = self._specs[address]
        if spec.told:
            self._lookup.campaign(spec.told)
        elif spec.of_tag:
            self._lookup.tag_at(address)
        if spec.template == BOARD:
            return self._board_page(spec, number)
        title = spec.heading if number is None else f"{spec.heading}（第{number}页）"
        about = f"{spec.heading}：{self._lookup.text('organisation')}{self._lookup.text('name')}"
        return self._page(spec, number, title, spec.about or about, partial(self._part, spec, number), spec.about)

    @staticmethod
    def _page(
        spec: ListSpec, number: int | None, title: str, description: str, view: Callable[[], object], about: str
    ) -> Page:
        return Page(
            address=page_address(spec.address, number),
            section=spec.section,
            template=spec.template,
            title=title,
            view=view,
            description=description,
            crumbs=spec.crumbs,
            column=Column(spec.heading, about),
            feed=spec.feed,
        )

    def _part(self, spec: ListSpec, number: int | None) -> object:
        part = self._lookup.page(spec.name, spec.address, number)
        first = number is None
        shown = ListPart(
            about=spec.about if first else "",
            rows=spec.rows if first else (),
            tasks=spec.tasks if first else (),
            total=labels.total_text(self._lookup.size(spec.name), spec.section) if first else "",
            facets=tuple(f for f in spec.facets() if f.links) if first else (),
            groups=spec.group(self._parts.cards, part.items) if part.items else (),
            style=spec.style,
            pager=pager(part),
            empty=spec.empty,
        )
        return spec.around(shown, part)

    @cached_property
    def _specs(self) -> Mapping[str, ListSpec]:
        """By address."""
        makers = (
            self._news,
            self._exemplars,
            self._collections,
            self._phases,
            self._subjects,
            self._archive,
            self._board,
        )
        return {spec.address: spec for make in makers for spec in make()}

    def _crumbs(self, *steps: tuple[str, str]) -> tuple[PageLink, ...]:
        return (HOME_CRUMB, *(PageLink(text, address) for text, address in steps))

    # news

    def _news(self) -> Iterator[ListSpec]:
        name, news = labels.COLLECTION["news"], list_names.of_collection("news")
        home, crumbs = self._crumbs(), self._crumbs((name, NEWS))
        yield ListSpec(NEWS, "news", name, news, home, facets=lambda: (self._columns(), self._years(NEWS, news)))
        for column in self._campaign.columns:
            address = list_addresses.of_column(column.id)
            yield ListSpec(
                address,
                "news",
                column.name,
                list_names.of_column(column.id),
                crumbs,
                column.about or "",
                facets=lambda: (self._columns(),),
                feed=address,
                told="columns",
            )
        for year, months in self._time("news"):
            shown, held = f"{int(year)}年", list_names.of_time("news", year)
            yield ListSpec(
                of_year(NEWS, year),
                "news",
                f"{shown}新闻",
                held,
                crumbs,
                facets=partial(self._months, NEWS, held),
                group=grouped_by_month,
            )
            up = self._crumbs((name, NEWS), (shown, of_year(NEWS, year)))
            for month in months:
                heading, address = f"{shown}{int(month)}月新闻", of_month(NEWS, year, month)
                yield ListSpec(address, "news", heading, list_names.of_time("news", year, month), up)

    def _columns(self) -> Facet:
        columns = self._lookup.campaign("columns")
        return self._facet(
            "栏目", ((c.name, list_addresses.of_column(c.id), list_names.of_column(c.id)) for c in columns)
        )

    # exemplars, results, branches, documents

    def _exemplars(self) -> Iterator[ListSpec]:
        name = labels.COLLECTION["exemplars"]
        yield ListSpec(
            "exemplars/",
            "exemplars",
            name,
            list_names.of_collection("exemplars"),
            self._crumbs(),
            template="lists/exemplars.html",
            style="roll",
            facets=lambda: (self._roles(),),
            group=self._by_role,
        )
        for role in self._campaign.roles:
            yield ListSpec(
                list_addresses.of_role(role.id),
                "exemplars",
                role.name,
                list_names.of_role(role.id),
                self._crumbs((name, "exemplars/")),
                template="lists/exemplars.html",
                style="roll",
                rows=(Row("争做", role.model),) if role.model else (),
                facets=lambda: (self._roles(),),
                told="roles",
            )

    def _roles(self) -> Facet:
        roles = self._lookup.campaign("roles")
        return self._facet("岗位", ((r.name, list_addresses.of_role(r.id), list_names.of_role(r.id)) for r in roles))

    def _by_role(self, cards: Cards, teasers: Sequence[Teaser]) -> tuple[Group, ...]:
        """A wall for each role, in the campaign's order, beside the model its people strive for."""
        return tuple(
            Group(role.name, role.id, tuple(map(cards.of, held)), f"争做{role.model}" if role.model else "")
            for role in self._lookup.campaign("roles")
            if (held := [teaser for teaser in teasers if teaser.group == role.id])
        )

    def _collections(self) -> Iterator[ListSpec]:
        yield ListSpec(
            "results/",
            "results",
            labels.COLLECTION["results"],
            list_names.of_collection("results"),
            self._crumbs(),
            template="lists/results.html",
            style="tiles",
            facets=lambda: (self._by_phase(),),
        )
        yield ListSpec(
            "documents/",
            "documents",
            labels.COLLECTION["documents"],
            list_names.of_collection("documents"),
            self._crumbs(),
            template="lists/documents.html",
            style="register",
            group=self._by_document_kind,
        )

    def _by_document_kind(self, cards: Cards, teasers: Sequence[Teaser]) -> tuple[Group, ...]:
        return tuple(
            Group(kind.name, kind.id, tuple(map(cards.of, held)))
            for kind in self._lookup.campaign("document_kinds")
            if (held := [teaser for teaser in teasers if teaser.group == kind.id])
        )

    def _by_phase(self) -> Facet:
        phases = self._lookup.campaign("phases")
        return self._facet(
            "阶段", ((p.name, list_addresses.of_phase(p.id), list_names.of_phase(p.id, "results")) for p in phases)
        )

    # phases, pledges, integrations, tags

    def _phases(self) -> Iterator[ListSpec]:
        for phase in in_order(self._campaign.phases):
            yield ListSpec(
                list_addresses.of_phase(phase.id),
                "phases",
                f"第{chinese_number(phase.no)}阶段：{phase.name}",
                list_names.of_phase(phase.id),
                self._crumbs(("活动阶段", PHASES)),
                template="lists/phase.html",
                rows=(Row("起止", f"{labels.day_text(phase.start.day)}—{labels.day_text(phase.end.day)}"),),
                tasks=phase.tasks,
                group=results_first,
                around=partial(self._phase_part, phase),
                told="phases",
            )

    def _phase_part(self, phase: Phase, part: ListPart, items: Slice[Teaser]) -> PhasePart:
        if items.number is not None:
            return PhasePart(part, None, (), None)
        return PhasePart(part, phase_line(self._lookup, phase), phase_lines(self._lookup), occasion_of(self._lookup))

    def _subjects(self) -> Iterator[ListSpec]:
        pledges = self._crumbs(("五比五带头", PLEDGES))
        for pledge in self._campaign.pledges:
            name, address = list_names.of_pledge(pledge.id), list_addresses.of_pledge(pledge.id)
            yield ListSpec(address, "phases", pledge.name, name, pledges, pledge.lead or "", told="pledges")
        integrations = self._crumbs(("五个结合", INTEGRATIONS))
        for one in self._campaign.integrations:
            name, address = list_names.of_integration(one.id), list_addresses.of_integration(one.id)
            yield ListSpec(address, "phases", one.name, name, integrations, one.about or "", told="integrations")
        tags = self._crumbs(("标签", TAGS))
        for tag in self._graph.tags:
            if self._graph.list(list_names.of_tag(tag.name)):
                name, address = list_names.of_tag(tag.name), list_addresses.of_tag(tag.slug)
                yield ListSpec(address, "archive", f"标签：{tag.name}", name, tags, of_tag=True)

    # the archive by date

    def _archive(self) -> Iterator[ListSpec]:
        for year, months in self._time(""):
            shown, held = f"{int(year)}年", list_names.of_time("", year)
            crumbs = self._crumbs(("档案", ARCHIVE))
            yield ListSpec(
                of_year(ARCHIVE, year),
                "archive",
                f"{shown}档案",
                held,
                crumbs,
                style="rows",
                facets=partial(self._months, ARCHIVE, held),
                group=grouped_by_month,
            )
            up = self._crumbs(("档案", ARCHIVE), (shown, of_year(ARCHIVE, year)))
            for month in months:
                in_month = list_names.of_time("", year, month)
                yield ListSpec(
                    of_month(ARCHIVE, year, month),
                    "archive",
                    f"{shown}{int(month)}月档案",
                    in_month,
                    up,
                    template="lists/month.html",
                    style="rows",
                    group=grouped_by_day,
                    around=partial(self._month_part, in_month),
                )

    def _time(self, collection: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each year that has items, with its months, newest first."""
        months = sorted(self._graph.months(collection), reverse=True)
        for year, held in groupby(months, key=itemgetter(0)):
            yield year, tuple(month for _, month in held)

    def _month_part(self, name: str, part: ListPart, items: Slice[Teaser]) -> MonthPart:
        shown = {teaser.day for teaser in items.items if teaser.day}
        weeks = density_by_day(self._lookup.calendar(name), shown) if items.number is None else ()
        return MonthPart(part, weeks)

    # the commitments board

    def _board(self) -> Iterator[ListSpec]:
        name = labels.COLLECTION["commitments"]
        yield ListSpec(
            "commitments/", "commitments", name, list_names.of_collection("commitments"), self._crumbs(), template=BOARD
        )

    def _board_page(self, spec: ListSpec, number: int | None) -> Page:
        title = spec.heading if number is None else f"{spec.heading}（第{number}页）"
        description = "承诺、践诺、评诺：每一项承诺与它的兑现情况"
        return self._page(spec, number, title, description, partial(self._board_part, spec, number), "")

    def _board_part(self, spec: ListSpec, number: int | None) -> BoardPart:
        part = self._lookup.page(spec.name, spec.address, number)
        return BoardPart(
            about="向群众公开承诺，逐项兑现，请群众评议。",
            tally=tally(promises_of(self._lookup.teasers(spec.name))) if number is None else None,
            groups=tuple(self._parts.promise_group(self._lookup.front_of(teaser.address)) for teaser in part.items),
            pager=pager(part),
        )

    # ways to narrow a list

    def _facet(self, name: str, entries: Iterable[tuple[str, str, str]]) -> Facet:
        """Those that lead to something: (text, address, name of the list)."""
        sized = ((text, address, self._lookup.size(held)) for text, address, held in entries)
        return Facet(name, tuple(PageLink(text, address, size) for text, address, size in sized if size))

    def _years(self, base: str, name: str) -> Facet:
        years: Counter[str] = Counter()
        for (year, _), number in self._lookup.totals(name).items():
            years[year] += number
        shown = sorted((year for year in years if year), reverse=True)
        return Facet("按年", tuple(PageLink(f"{int(y)}年", of_year(base, y), years[y]) for y in shown))

    def _months(self, base: str, name: str) -> tuple[Facet, ...]:
        return (Facet("按月", month_links(base, self._lookup.calendar(name))),)


BOARD = "lists/board.html"
