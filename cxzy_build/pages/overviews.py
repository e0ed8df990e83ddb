"""Pages that are no plain list: home, phases, branches, exhibition, archive, site map, and the pages of links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

from msgspec import structs

from ..content import list_addresses, list_names
from ..content.items import newest_first
from ..content.list_addresses import (
    ARCHIVE,
    BRANCHES,
    COLUMNS,
    COMMITMENTS,
    EXEMPLARS,
    INTEGRATIONS,
    NEWS,
    PHASES,
    PLEDGES,
    RESULTS,
    ROLES,
    SEARCH,
    SHOWCASE,
    SITE_MAP,
    TAGS,
    of_year,
)
from ..models.collections import COLLECTIONS
from ..models.front_matter import Pledge, Role
from ..models.words import chinese_number
from . import labels
from .cards import Card
from .density import density_by_month
from .frame import HOME, NOWHERE
from .grouping import month_links, totals_by_year
from .item_parts import ItemParts
from .page import HOME_CRUMB, Page, PageLink, ToldColumn
from .phases import in_order, occasion_of, phase_lines
from .tallies import promises_of, tally
from .views import (
    ArchivePart,
    Facet,
    Figure,
    Group,
    Hall,
    HomePart,
    LinksPart,
    ListPart,
    Pager,
    PhasesPart,
    PledgeLine,
    SearchPart,
    Section,
    ShowcasePart,
)

HEADLINES = 4
COLUMN_NEWS = 5
HOME_EXEMPLARS = 6
HOME_RESULTS = 4
HOME_BRANCHES = 12
SHOWCASE_CARDS = 12
SHOWCASE_COMMITMENTS = 4

NO_PAGER = Pager(None, None, (), "")


class Overviews:
    """Every overview page; the one that answers questions if the site `has_search`. `hand_pages` gives the
    hand-written ones, for the site map."""

    def __init__(self, parts: ItemParts, hand_pages: Callable[[], tuple[PageLink, ...]], *, has_search: bool) -> None:
        self._parts = parts
        self._lookup = parts.lookup
        self._hand_pages = hand_pages
        self._makers: Mapping[str, Callable[[], Page]] = {
            "": self._home_page,
            PHASES: lambda: self._page(PHASES, "phases", "phases.html", labels.SECTION["phases"], self._phases),
            BRANCHES: lambda: self._page(
                BRANCHES, "branches", "lists/shelves.html", labels.COLLECTION["branches"], self._branches
            ),
            SHOWCASE: lambda: self._page(
                SHOWCASE, "showcase", "showcase.html", labels.SECTION["showcase"], self._showcase
            ),
            ARCHIVE: lambda: self._page(ARCHIVE, "archive", "archive.html", labels.SECTION["archive"], self._archive),
            SITE_MAP: lambda: self._page(SITE_MAP, NOWHERE, "links.html", "网站地图", self._sitemap),
            **({SEARCH: self._search_page} if has_search else {}),
        }

    def pages(self) -> Iterator[str]:
        """The address of each."""
        yield from self._makers
        yield from LINK_PAGES

    def page(self, address: str) -> Page:
        """The overview page at an address."""
        if address in self._makers:
            return self._makers[address]()
        links = LINK_PAGES[address]
        return self._page(
            address, links.section, "links.html", links.heading, lambda: LinksPart(links.heading, (self._links(links),))
        )

    def _home_page(self) -> Page:
        campaign = self._lookup.campaign
        about = "，".join(filter(None, (campaign.theme, campaign.slogan)))
        return Page("", HOME, "home.html", campaign.name, self._home, description=about)

    def _search_page(self) -> Page:
        """Where the reader's questions are answered; not for search engines, nor in site maps."""
        page = self._page(SEARCH, NOWHERE, "search.html", "搜索", lambda: SearchPart(labels.COLLECTION))
        return structs.replace(page, is_indexed=False)

    def _page(self, address: str, section: str, template: str, title: str, view: Callable[[], object]) -> Page:
        return Page(
            address=address,
            section=section,
            template=template,
            title=title,
            view=view,
            description=f"{self._lookup.campaign.organisation}{self._lookup.campaign.name}：{title}",
            crumbs=(HOME_CRUMB,),
            column=ToldColumn(title),
        )

    def _newest(self, name: str, most: int) -> tuple[Card, ...]:
        return self._parts.cards.at(self._lookup.first(name, most))

    # home

    def _home(self) -> HomePart:
        lookup = self._lookup
        commitments = lookup.teasers(list_names.of_collection("commitments"))
        pledges = lookup.campaign.pledges
        return HomePart(
            organisation=lookup.campaign.organisation,
            university=lookup.campaign.university or "",
            name=lookup.campaign.name,
            theme=lookup.campaign.theme or "",
            slogan=labels.clauses(lookup.campaign.slogan or ""),
            occasion=occasion_of(lookup),
            headlines=self._parts.cards.at(self._headlines()),
            phases=phase_lines(lookup),
            columns=tuple(self._column_sections()),
            exemplars=self._newest(list_names.of_collection("exemplars"), HOME_EXEMPLARS),
            all_exemplars=self._all("exemplars"),
            results=self._newest(list_names.of_collection("results"), HOME_RESULTS),
            branches=self._newest(list_names.of_collection("branches"), HOME_BRANCHES),
            all_branches=self._all("branches"),
            figures=self._figures(),
            tally=tally(promises_of(commitments)),
            pledges=tuple(PledgeLine(p.name, p.lead or "", list_addresses.of_pledge(p.id)) for p in pledges),
            is_empty=not lookup.size(list_names.ALL),
        )

    def _all(self, collection: str) -> str:
        """`全部 8 人`."""
        return f"全部 {labels.count_text(self._lookup.size(list_names.of_collection(collection)), collection)}"

    def _headlines(self) -> tuple[str, ...]:
        """Addresses: what is pinned, highest first, then the newest."""
        pinned = sorted(self._lookup.teasers(list_names.PINNED), key=lambda teaser: -teaser.pinned)
        first = [teaser.address for teaser in pinned]
        newest = self._lookup.first(list_names.of_collection("news"), HEADLINES + len(first))
        return (*first, *(address for address in newest if address not in first))[:HEADLINES]

    def _column_sections(self) -> Iterator[Section]:
        for column in self._lookup.campaign.columns:
            cards = self._newest(list_names.of_column(column.id), COLUMN_NEWS)
            if cards:
                yield Section(column.name, column.id, column.about or "", list_addresses.of_column(column.id), cards)

    def _figures(self, promises: int = 0) -> tuple[Figure, ...]:
        """Key figures, counted from the content: what there is none of is not shown. `promises` where no bar of their
        states stands beside."""
        lookup = self._lookup
        branches = lookup.teasers(list_names.of_collection("branches"))
        members = sum(teaser.members or 0 for teaser in branches)
        counted = [
            (labels.COLLECTION[c], lookup.size(list_names.of_collection(c)), list_addresses.of_collection(c))
            for c in COLLECTIONS
            if c != "commitments"
        ]
        counted += [("支部党员", members, BRANCHES), ("公开承诺", promises, COMMITMENTS)]
        return tuple(Figure(name, f"{n}", address) for name, n, address in counted if n)

    # phases

    def _phases(self) -> PhasesPart:
        return PhasesPart(phase_lines(self._lookup), occasion_of(self._lookup))

    # branches

    def _branches(self) -> ListPart:
        branches = sorted(self._lookup.teasers(list_names.of_collection("branches")), key=lambda teaser: teaser.slug)
        groups = []
        for kind, name in labels.BRANCH_KIND.items():
            held = [teaser for teaser in branches if teaser.group == kind]
            if held:
                groups.append(Group(name, kind, tuple(map(self._parts.cards.of, held))))
        return ListPart(
            about="",
            rows=(),
            tasks=(),
            total=labels.total_text(len(branches), "branches"),
            facets=(),
            groups=tuple(groups),
            style="chapters",
            pager=NO_PAGER,
            empty="还没有支部资料。",
        )

    # the exhibition

    def _showcase(self) -> ShowcasePart:
        lookup = self._lookup
        promised = tally(promises_of(lookup.teasers(list_names.of_collection("commitments"))))
        return ShowcasePart(
            name=lookup.campaign.name,
            organisation=lookup.campaign.organisation,
            theme=lookup.campaign.theme or "",
            slogan=labels.clauses(lookup.campaign.slogan or ""),
            occasion=occasion_of(lookup),
            figures=self._figures(promised.total if promised else 0),
            tally=promised,
            halls=tuple(self._halls()),
        )

    def _halls(self) -> Iterator[Hall]:
        """The sections that hold something."""
        shown = (section for section in self._showcase_sections() if section.cards or section.groups)
        for number, section in enumerate(shown, 1):
            feature = next((card for card in section.cards if card.cover), None)
            yield Hall(chinese_number(number), section, feature)

    def _showcase_sections(self) -> tuple[Section, ...]:
        """Planning, practice, results, exemplars, commitments, long-term mechanism."""
        lookup = self._lookup
        phases = [phase.id for phase in in_order(lookup.campaign.phases)]
        # With one phase or none there is neither a first, where all is planned, nor a last, where it is summed up.
        first, last = (phases[0], phases[-1]) if len(phases) > 1 else ("", "")
        practice = ["", *(phase for phase in phases if phase not in (first, last))]
        planning = list_names.of_phase(first, "news")
        lasting = [list_names.of_phase(last, c) for c in ("documents", "news")] if last else []
        commitments = lookup.first(list_names.of_collection("commitments"), SHOWCASE_COMMITMENTS)
        groups = tuple(self._parts.promise_group(lookup.front_of(address)) for address in commitments)
        slogan = lookup.campaign.slogan or ""
        return (
            Section(
                "部署",
                "planning",
                "学习动员，组织部署",
                list_addresses.of_phase(first),
                self._newest(planning, SHOWCASE_CARDS) if first else (),
            ),
            Section(
                "实践", "practice", slogan, NEWS, self._newest_of(list_names.of_phase(p, "news") for p in practice)
            ),
            Section("成果", "results", "各阶段取得的成果", RESULTS, self._shown("results")),
            Section("典型", "exemplars", "身边的先进", EXEMPLARS, self._shown("exemplars"), is_of_people=True),
            Section("承诺", "commitments", "公开承诺，逐项兑现", COMMITMENTS, groups=groups),
            Section(
                "长效",
                "lasting",
                "固化成果，形成长效机制",
                list_addresses.of_phase(last),
                tuple(card for name in lasting for card in self._newest(name, SHOWCASE_CARDS))[:SHOWCASE_CARDS],
            ),
        )

    def _shown(self, collection: str) -> tuple[Card, ...]:
        return self._newest(list_names.of_collection(collection), SHOWCASE_CARDS)

    def _newest_of(self, names: Iterable[str]) -> tuple[Card, ...]:
        """The newest of several lists together."""
        lists = ([self._lookup.seen(a) for a in self._lookup.first(name, SHOWCASE_CARDS)] for name in names)
        return tuple(map(self._parts.cards.of, islice(merge(*lists, key=newest_first), SHOWCASE_CARDS)))

    # archive and site map

    def _archive(self) -> ArchivePart:
        totals = totals_by_year(self._lookup.totals(list_names.ALL), partial(of_year, ARCHIVE))
        return ArchivePart(totals, density_by_month(self._lookup.calendar(list_names.ALL)))

    def _archive_months(self) -> Iterator[Facet]:
        calendar = self._lookup.calendar(list_names.ALL)
        for year in sorted({day[:4] for day in calendar}, reverse=True):
            held = {day: number for day, number in calendar.items() if day.startswith(year)}
            yield Facet(f"{int(year)}年档案", month_links(ARCHIVE, held))

    def _sitemap(self) -> LinksPart:
        lookup = self._lookup
        sections = [
            PageLink(name, list_addresses.of_collection(c), lookup.size(list_names.of_collection(c)))
            for c, name in labels.COLLECTION.items()
        ]
        sections += [PageLink(name, f"{section}/") for section, name in labels.SECTION.items()]
        branches = sorted(lookup.teasers(list_names.of_collection("branches")), key=lambda teaser: teaser.slug)
        facets = [
            Facet("活动介绍", self._hand_pages()),
            Facet("栏目集", tuple(sections)),
            *map(self._links, LINK_PAGES.values()),
            Facet("各支部", tuple(PageLink(b.heading, b.address, is_sample=b.sample) for b in branches)),
            *self._archive_months(),
            Facet("订阅与数据", self._machine_links()),
        ]
        return LinksPart("网站地图", tuple(f for f in facets if f.links))

    def _machine_links(self) -> tuple[PageLink, ...]:
        data = [PageLink(f"{name}（JSON 数据）", f"data/{c}.json") for c, name in labels.COLLECTION.items()]
        feeds = [PageLink("订阅（Atom）", "feed.xml"), PageLink("订阅（JSON Feed）", "feed.json")]
        return (*feeds, *data, PageLink("sitemap.xml", "sitemap.xml"))

    def _links(self, page: LinkPage) -> Facet:
        """The links of one of LINK_PAGES."""
        if page.key:
            named = getattr(self._lookup.campaign, page.key)
            entries = [(one.name, one.id, one.id, page.note_of(one) or "") for one in named]
        else:
            entries = [(name, slug, name, "") for name, slug in self._lookup.tags()]
        links = (
            PageLink(text, page.address_of(a), self._lookup.size(page.name_of(n)), note) for text, a, n, note in entries
        )
        return Facet(page.heading, tuple(links))


class LinkPage(NamedTuple):
    """A page of links to lists that are alike.

    key: the list of campaign.yml that they are made of; empty: the tags. address_of, name_of: of such a list, by its
    id; of a tag, by its slug and by its name. note_of: what one of its entries is about, if that is told.
    """

    section: str
    heading: str
    key: str
    address_of: Callable[[str], str]
    name_of: Callable[[str], str]
    note_of: Callable[[Any], str | None] = lambda _: None


def _about(entry: Any) -> str | None:
    about: str | None = entry.about
    return about


def _model(role: Role) -> str | None:
    return role.model and f"争做{role.model}"


def _lead(pledge: Pledge) -> str | None:
    return pledge.lead


LINK_PAGES: Mapping[str, LinkPage] = {
    COLUMNS: LinkPage("news", "新闻栏目", "columns", list_addresses.of_column, list_names.of_column, _about),
    ROLES: LinkPage("exemplars", "按岗位看典型", "roles", list_addresses.of_role, list_names.of_role, _model),
    PLEDGES: LinkPage(
        "phases", labels.LIST["pledges"], "pledges", list_addresses.of_pledge, list_names.of_pledge, _lead
    ),
    INTEGRATIONS: LinkPage(
        "phases",
        labels.LIST["integrations"],
        "integrations",
        list_addresses.of_integration,
        list_names.of_integration,
        _about,
    ),
    TAGS: LinkPage("archive", labels.TAGS, "", list_addresses.of_tag, list_names.of_tag),
}
"""They stand where the addresses of columns, roles, pledges, integrations and tags begin."""
