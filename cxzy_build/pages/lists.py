"""Every index page that is a list of items, its pager, and the ways to narrow it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from msgspec import structs

from ..content import list_addresses, list_names
from ..content.graph import Graph
from ..content.items import Teaser
from ..content.list_addresses import (
    ARCHIVE,
    COMMITMENTS,
    DOCUMENTS,
    EXEMPLARS,
    INTEGRATIONS,
    NEWS,
    PHASES,
    PLEDGES,
    RESULTS,
    TAGS,
    of_month,
    of_year,
)
from ..content.pagination import NEARBY_PAGES, Slice, page_address
from ..dependencies import Question
from ..models.front_matter import Campaign, Named, Phase
from ..models.words import chinese_number
from ..records import Record
from . import labels
from .cards import Cards
from .density import density_by_day
from .grouping import grouped_by_day, grouped_by_month, month_links, results_first, ungrouped
from .item_parts import ItemParts
from .page import HOME_CRUMB, Page, PageLink, ToldColumn
from .phases import in_order, occasion_of, phase_line, phase_lines
from .tallies import promises_of, tally
from .views import BoardPart, Facet, Group, ListPart, MonthPart, Pager, PhasePart, Row


def pager(part: Slice[Teaser]) -> Pager:
    """Links from one page of a list to the others."""
    base = part.address if part.number is None else part.address.rsplit("page/", 1)[0]
    here = part.number or part.last_shown + 1
    pages = [PageLink("最新", base)]
    before = part.last_shown + 1
    for number in range(part.last_shown, 0, -1):
        is_only_one_left_out = number == 2 and before == number + 1
        if abs(number - here) <= NEARBY_PAGES or number == 1 or is_only_one_left_out:
            if before > number + 1:
                pages.append(PageLink("…", ""))
            pages.append(PageLink(f"{number}", page_address(base, number)))
            before = number
    return Pager(part.newer, part.older, tuple(pages) if part.last_shown else (), part.address)


class ListSpec(Record, kw_only=True):
    """A list to be: all that its pages share. Strings are for readers.

    name: of the list in the graph. facets: how to narrow it, made when its first page is. description: for search
    engines, where `about` is empty. view: what the template is shown, if that is not a `ListPart`.
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
    feed: str = ""
    description: str = ""
    view: Callable[[ListSpec, int | None], object] | None = None

    def title(self, number: int | None) -> str:
        """Of a page of it."""
        return self.heading if number is None else f"{self.heading}（第{number}页）"


N = TypeVar("N", bound=Named)


class Lists:
    """Every list page of the site.

    Which lists there are is known from `campaign` and `graph`; what one is made of besides its name is asked for, so
    that its pages are made again when that changes.
    """

    def __init__(self, parts: ItemParts, campaign: Campaign, graph: Graph) -> None:
        self._parts = parts
        self._lookup = parts.lookup
        self._campaign = campaign
        self._graph = graph
        self._asking = parts.lookup.apart()
        """For the specs; what was asked for one counts for each of its pages."""

    def pages(self) -> Iterator[tuple[str, str]]:
        """Where each list stands, and its name in the graph: what there is to page through."""
        yield from ((spec.address, spec.name) for spec, _ in self._specs.values())

    def page(self, address: str, number: int | None) -> Page:
        """A page of the list at an address."""
        spec, asked = self._specs[address]
        campaign = self._lookup.campaign
        self._lookup.note_all(asked)
        return Page(
            address=page_address(spec.address, number),
            section=spec.section,
            template=spec.template,
            title=spec.title(number),
            view=partial(spec.view or self._part, spec, number),
            description=spec.about or spec.description or f"{spec.heading}：{campaign.organisation}{campaign.name}",
            crumbs=spec.crumbs,
            column=ToldColumn(spec.heading, spec.about),
            feed=spec.feed,
        )

    def _part(self, spec: ListSpec, number: int | None) -> ListPart:
        part = self._lookup.page(spec.name, spec.address, number)
        first = number is None
        return ListPart(
            about=spec.about if first else "",
            rows=spec.rows if first else (),
            tasks=spec.tasks if first else (),
            total=labels.total_text(self._lookup.size(spec.name), spec.section) if first else "",
            facets=tuple(f for f in spec.facets() if f.links) if first else (),
            groups=spec.group(self._parts.cards, part.items) if part.items else (),
            style=spec.style,
            pager=pager(part),
            empty="这里还没有内容。",
        )

    @cached_property
    def _specs(self) -> Mapping[str, tuple[ListSpec, frozenset[Question]]]:
        """By address, each with what was asked for it."""
        makers = (
            self._news,
            self._exemplars,
            self._collections,
            self._phases,
            self._subjects,
            self._archive,
            self._board,
        )
        return {spec.address: (spec, self._asking.log.take()) for make in makers for spec in make()}

    def _each(self, key: str, entries: Iterable[N]) -> Iterator[N]:
        """Entries of a list of campaign.yml, each asked for as it comes."""
        for one in entries:
            self._asking.entry(key, one.id)
            yield one

    def _crumbs(self, *steps: tuple[str, str]) -> tuple[PageLink, ...]:
        return (HOME_CRUMB, *(PageLink(text, address) for text, address in steps))

    # news

    def _news(self) -> Iterator[ListSpec]:
        name, news = labels.COLLECTION["news"], list_names.of_collection("news")
        home, crumbs = self._crumbs(), self._crumbs((name, NEWS))
        yield ListSpec(
            address=NEWS,
            section="news",
            heading=name,
            name=news,
            crumbs=home,
            facets=lambda: (self._columns(), self._years(NEWS, news)),
        )
        for column in self._each("columns", self._campaign.columns):
            address = list_addresses.of_column(column.id)
            yield ListSpec(
                address=address,
                section="news",
                heading=column.name,
                name=list_names.of_column(column.id),
                crumbs=crumbs,
                about=column.about or "",
                facets=lambda: (self._columns(),),
                feed=address,
            )
        yield from (spec for spec, _ in self._dated(NEWS, "news", "news", (name, "新闻")))

    def _columns(self) -> Facet:
        columns = self._lookup.campaign.columns
        return self._facet(
            labels.LIST["columns"],
            ((c.name, list_addresses.of_column(c.id), list_names.of_column(c.id)) for c in columns),
        )

    # exemplars, results, branches, documents

    def _exemplars(self) -> Iterator[ListSpec]:
        name = labels.COLLECTION["exemplars"]
        yield ListSpec(
            address=EXEMPLARS,
            section="exemplars",
            heading=name,
            name=list_names.of_collection("exemplars"),
            crumbs=self._crumbs(),
            template="lists/shelves.html",
            style="roll",
            facets=lambda: (self._roles(),),
            group=self._by_role,
        )
        for role in self._each("roles", self._campaign.roles):
            yield ListSpec(
                address=list_addresses.of_role(role.id),
                section="exemplars",
                heading=role.name,
                name=list_names.of_role(role.id),
                crumbs=self._crumbs((name, EXEMPLARS)),
                template="lists/shelves.html",
                style="roll",
                rows=(Row("争做", role.model),) if role.model else (),
                facets=lambda: (self._roles(),),
            )

    def _roles(self) -> Facet:
        roles = self._lookup.campaign.roles
        return self._facet("岗位", ((r.name, list_addresses.of_role(r.id), list_names.of_role(r.id)) for r in roles))

    def _by_role(self, cards: Cards, teasers: Sequence[Teaser]) -> tuple[Group, ...]:
        """A wall for each role, in the campaign's order, beside the model its people strive for."""
        return tuple(
            Group(role.name, role.id, tuple(map(cards.of, held)), f"争做{role.model}" if role.model else "")
            for role in self._lookup.campaign.roles
            if (held := [teaser for teaser in teasers if teaser.group == role.id])
        )

    def _collections(self) -> Iterator[ListSpec]:
        yield ListSpec(
            address=RESULTS,
            section="results",
            heading=labels.COLLECTION["results"],
            name=list_names.of_collection("results"),
            crumbs=self._crumbs(),
            template="lists/shelves.html",
            style="tiles",
            facets=lambda: (self._by_phase(),),
        )
        yield ListSpec(
            address=DOCUMENTS,
            section="documents",
            heading=labels.COLLECTION["documents"],
            name=list_names.of_collection("documents"),
            crumbs=self._crumbs(),
            template="lists/shelves.html",
            style="register",
            group=self._by_document_kind,
        )

    def _by_document_kind(self, cards: Cards, teasers: Sequence[Teaser]) -> tuple[Group, ...]:
        return tuple(
            Group(kind.name, kind.id, tuple(map(cards.of, held)))
            for kind in self._lookup.campaign.document_kinds
            if (held := [teaser for teaser in teasers if teaser.group == kind.id])
        )

    def _by_phase(self) -> Facet:
        phases = self._lookup.campaign.phases
        return self._facet(
            labels.LIST["phases"],
            ((p.name, list_addresses.of_phase(p.id), list_names.of_phase(p.id, "results")) for p in phases),
        )

    # phases, pledges, integrations, tags

    def _phases(self) -> Iterator[ListSpec]:
        for phase in self._each("phases", in_order(self._campaign.phases)):
            yield ListSpec(
                address=list_addresses.of_phase(phase.id),
                section="phases",
                heading=f"第{chinese_number(phase.no)}阶段：{phase.name}",
                name=list_names.of_phase(phase.id),
                crumbs=self._crumbs((labels.SECTION["phases"], PHASES)),
                template="lists/phase.html",
                rows=(Row("起止", f"{labels.day_text(phase.start.day)}—{labels.day_text(phase.end.day)}"),),
                tasks=phase.tasks,
                group=results_first,
                view=partial(self._phase_part, phase),
            )

    def _phase_part(self, phase: Phase, spec: ListSpec, number: int | None) -> PhasePart:
        part = self._part(spec, number)
        if number is not None:
            return PhasePart(part, None, (), None)
        return PhasePart(part, phase_line(self._lookup, phase), phase_lines(self._lookup), occasion_of(self._lookup))

    def _subjects(self) -> Iterator[ListSpec]:
        pledges = self._crumbs((labels.LIST["pledges"], PLEDGES))
        for pledge in self._each("pledges", self._campaign.pledges):
            yield ListSpec(
                address=list_addresses.of_pledge(pledge.id),
                section="phases",
                heading=pledge.name,
                name=list_names.of_pledge(pledge.id),
                crumbs=pledges,
                about=pledge.lead or "",
            )
        integrations = self._crumbs((labels.LIST["integrations"], INTEGRATIONS))
        for one in self._each("integrations", self._campaign.integrations):
            yield ListSpec(
                address=list_addresses.of_integration(one.id),
                section="phases",
                heading=one.name,
                name=list_names.of_integration(one.id),
                crumbs=integrations,
                about=one.about or "",
            )
        tags = self._crumbs((labels.TAGS, TAGS))
        for tag in self._graph.tags:
            name, address = list_names.of_tag(tag.name), list_addresses.of_tag(tag.slug)
            if self._graph.list(name):
                self._asking.tag_at(address)
                yield ListSpec(
                    address=address,
                    section="archive",
                    heading=f"标签：{tag.name}",
                    name=name,
                    crumbs=tags,
                )

    # the archive

    def _archive(self) -> Iterator[ListSpec]:
        name = labels.SECTION["archive"]
        for spec, is_month in self._dated(ARCHIVE, "", "archive", (name, name)):
            rows = structs.replace(spec, style="rows")
            if is_month:
                yield structs.replace(rows, template="lists/month.html", group=grouped_by_day, view=self._month_part)
            else:
                yield rows

    # lists by date

    def _dated(
        self, base: str, collection: str, section: str, called: tuple[str, str]
    ) -> Iterator[tuple[ListSpec, bool]]:
        """The lists of each year, and of each of its months, below `base`; whether it is a month's. called: the list at
        `base`, and what they all hold."""
        above, word = called
        up = above, base
        for year, months in self._time(collection):
            shown, name = f"{int(year)}年", list_names.of_time(collection, year)
            of_this_year = ListSpec(
                address=of_year(base, year),
                section=section,
                heading=f"{shown}{word}",
                name=name,
                crumbs=self._crumbs(up),
                facets=partial(self._months, base, name),
                group=grouped_by_month,
            )
            yield of_this_year, False
            for month in months:
                of_this_month = ListSpec(
                    address=of_month(base, year, month),
                    section=section,
                    heading=f"{shown}{int(month)}月{word}",
                    name=list_names.of_time(collection, year, month),
                    crumbs=self._crumbs(up, (shown, of_this_year.address)),
                )
                yield of_this_month, True

    def _time(self, collection: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Each year that has items, with its months, newest first."""
        months = sorted(self._graph.months(collection), reverse=True)
        for year, held in groupby(months, key=itemgetter(0)):
            yield year, tuple(month for _, month in held)

    def _month_part(self, spec: ListSpec, number: int | None) -> MonthPart:
        items = self._lookup.page(spec.name, spec.address, number).items
        shown = {teaser.day for teaser in items if teaser.day}
        weeks = density_by_day(self._lookup.calendar(spec.name), shown) if number is None else ()
        return MonthPart(self._part(spec, number), weeks)

    # the commitments board

    def _board(self) -> Iterator[ListSpec]:
        yield ListSpec(
            address=COMMITMENTS,
            section="commitments",
            heading=labels.COLLECTION["commitments"],
            name=list_names.of_collection("commitments"),
            crumbs=self._crumbs(),
            template="lists/board.html",
            description="承诺、践诺、评诺：每一项承诺与它的兑现情况",
            view=self._board_part,
        )

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
