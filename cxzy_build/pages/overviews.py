"""Pages that are no plain list: home, phases, branches, exhibition, archive, site map, and the pages of links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from ..content.graph import Graph
from ..content.items import Item
from ..content.models import COLLECTIONS, BranchFront
from . import labels
from .cards import Card
from .density import density_by_month
from .frame import HOME
from .item_parts import ItemParts
from .lists import by_month, by_year, last_day, promises_of, totals_by_year
from .page import HOME_CRUMB, Column, Page, PageLink
from .phases import occasion_of, phase_lines, phases_in_order
from .tallies import tally
from .views import (
    ArchivePart,
    Facet,
    Group,
    Hall,
    HomePart,
    LinksPart,
    ListPart,
    Pager,
    PhasesPart,
    Row,
    Section,
    ShowcasePart,
)

HEADLINES = 4
COLUMN_NEWS = 5
HOME_EXEMPLARS = 6
HOME_RESULTS = 4
HOME_BRANCHES = 12
SHOWCASE_CARDS = 12

NO_PAGER = Pager(None, None, (), "")


class Overviews:
    """Every overview page. `hand_pages` are the hand-written ones, for the site map."""

    def __init__(self, parts: ItemParts, hand_pages: Iterable[PageLink]) -> None:
        self._parts = parts
        self._graph: Graph = parts.graph
        self._hand_pages = tuple(hand_pages)

    def pages(self) -> Iterator[Page]:
        campaign, day = self._graph.campaign, last_day(self._graph.items)
        about = "，".join(t for t in (campaign.theme, campaign.slogan) if t)
        yield Page("", HOME, "home.html", campaign.name, self._home, description=about, modified=day)
        yield self._page("phases/", "phases", "phases.html", "活动阶段", self._phases)
        yield self._page("branches/", "branches", "lists/branches.html", labels.COLLECTION["branches"], self._branches)
        yield self._page("showcase/", "showcase", "showcase.html", "成果展览", self._showcase)
        yield self._page("archive/", "archive", "archive.html", "档案", self._archive)
        yield self._page("sitemap/", HOME, "links.html", "网站地图", self._sitemap)
        for address, section, heading, facet in self._link_pages():
            view = partial(LinksPart, heading, (facet,))
            yield self._page(address, section, "links.html", heading, view)

    def _page(self, address: str, section: str, template: str, title: str, view: Callable[[], object]) -> Page:
        campaign = self._graph.campaign
        return Page(
            address=address,
            section=section,
            template=template,
            title=title,
            view=view,
            description=f"{campaign.organisation}{campaign.name}：{title}",
            crumbs=(HOME_CRUMB,),
            column=Column(title),
            modified=last_day(self._graph.items),
        )

    # home

    def _home(self) -> HomePart:
        graph, campaign, cards = self._graph, self._graph.campaign, self._parts.cards
        held = graph.by_collection
        news = held.get("news", ())
        pinned = sorted((i for i in news if i.front.pinned > 0), key=lambda i: -i.front.pinned)
        headlines = [*pinned, *(i for i in news if i.front.pinned <= 0)][:HEADLINES]
        exemplars, branches = held.get("exemplars", ()), held.get("branches", ())
        return HomePart(
            organisation=campaign.organisation,
            university=campaign.university or "",
            name=campaign.name,
            theme=campaign.theme or "",
            slogan=labels.clauses(campaign.slogan or ""),
            occasion=occasion_of(graph),
            headlines=tuple(map(cards.of, headlines)),
            phases=phase_lines(graph),
            columns=tuple(self._column_sections()),
            exemplars=tuple(map(cards.of, exemplars[:HOME_EXEMPLARS])),
            exemplars_total=len(exemplars),
            results=tuple(map(cards.of, held.get("results", ())[:HOME_RESULTS])),
            branches=tuple(map(cards.of, branches[:HOME_BRANCHES])),
            branches_total=len(branches),
            figures=self._figures(),
            tally=tally(promises_of(held.get("commitments", ()))),
            pledges=tuple(
                Row(p.name, p.lead or "", links=(PageLink(p.name, f"pledges/{p.id}/"),)) for p in campaign.pledges
            ),
            is_empty=not graph.items,
        )

    def _column_sections(self) -> Iterator[Section]:
        for column in self._graph.campaign.columns:
            items = self._graph.by_column.get(column.id, ())[:COLUMN_NEWS]
            if items:
                cards = tuple(map(self._parts.cards.of, items))
                yield Section(column.name, column.id, column.about or "", f"news/columns/{column.id}/", cards)

    def _figures(self) -> tuple[Row, ...]:
        """Key figures, counted from the content: what there is none of is not shown."""
        held = self._graph.by_collection
        members = sum(f.members or 0 for f in (i.front for i in held.get("branches", ())) if isinstance(f, BranchFront))
        promises = sum(1 for _ in promises_of(held.get("commitments", ())))
        counted = [(labels.COLLECTION[c], len(held.get(c, ())), f"{c}/") for c in COLLECTIONS if c != "commitments"]
        counted += [("支部党员", members, "branches/"), ("公开承诺", promises, "commitments/")]
        return tuple(Row(name, f"{n}", links=(PageLink(name, address),)) for name, n, address in counted if n)

    # phases

    def _phases(self) -> PhasesPart:
        return PhasesPart(phase_lines(self._graph), occasion_of(self._graph))

    # branches

    def _branches(self) -> ListPart:
        branches = sorted(self._graph.by_collection.get("branches", ()), key=lambda i: i.slug)
        groups = []
        for kind, name in labels.BRANCH_KIND.items():
            held = [i for i in branches if isinstance(i.front, BranchFront) and i.front.kind == kind]
            if held:
                groups.append(Group(name, kind, tuple(map(self._parts.cards.of, held))))
        return ListPart(
            about="",
            rows=(),
            tasks=(),
            total=len(branches),
            facets=(),
            groups=tuple(groups),
            style="branches",
            pager=NO_PAGER,
            empty="还没有支部资料。",
        )

    # the exhibition

    def _showcase(self) -> ShowcasePart:
        campaign = self._graph.campaign
        return ShowcasePart(
            name=campaign.name,
            organisation=campaign.organisation,
            theme=campaign.theme or "",
            slogan=labels.clauses(campaign.slogan or ""),
            occasion=occasion_of(self._graph),
            figures=self._figures(),
            tally=tally(promises_of(self._graph.by_collection.get("commitments", ()))),
            halls=tuple(self._halls()),
        )

    def _halls(self) -> Iterator[Hall]:
        """The sections that hold something."""
        shown = (section for section in self._showcase_sections() if section.cards or section.groups)
        for number, section in enumerate(shown, 1):
            feature = next((card for card in section.cards if card.cover), None)
            yield Hall(labels.chinese_number(number), section, feature)

    def _showcase_sections(self) -> tuple[Section, ...]:
        """Planning, practice, results, exemplars, commitments, long-term mechanism."""
        held, cards = self._graph.by_collection, self._parts.cards
        first, last = self._outer_phases()
        news = held.get("news", ())
        planning = [i for i in news if first and i.phase == first]
        practice = [i for i in news if not i.phase or i.phase not in (first, last)]
        lasting = [i for i in (*held.get("documents", ()), *news) if last and i.phase == last]
        results, exemplars = held.get("results", ()), held.get("exemplars", ())
        commitments = held.get("commitments", ())
        return (
            Section("部署", "planning", "学习动员，组织部署", f"phases/{first}/", _cards(cards.of, planning)),
            Section("实践", "practice", self._graph.campaign.slogan or "", "news/", _cards(cards.of, practice)),
            Section("成果", "results", "各阶段取得的成果", "results/", _cards(cards.of, results)),
            Section("典型", "exemplars", "身边的先进", "exemplars/", _cards(cards.of, exemplars)),
            Section(
                "承诺",
                "commitments",
                "公开承诺，逐项兑现",
                "commitments/",
                groups=tuple(map(self._parts.promise_group, commitments[:4])),
            ),
            Section("长效", "lasting", "固化成果，形成长效机制", f"phases/{last}/", _cards(cards.of, lasting)),
        )

    def _outer_phases(self) -> tuple[str, str]:
        """The ids of the first phase, where all is planned, and of the last, where it is summed up; with one phase or
        none there are no such phases."""
        phases = phases_in_order(self._graph)
        return (phases[0].id, phases[-1].id) if len(phases) > 1 else ("", "")

    # archive and site map

    def _archive(self) -> ArchivePart:
        items = self._graph.items
        return ArchivePart(totals_by_year(items, lambda year: f"archive/{year}/"), density_by_month(items))

    def _archive_months(self) -> Iterator[Facet]:
        for year, held in by_year(self._graph.items):
            months = tuple(PageLink(f"{m}月", f"archive/{year}/{m:02d}/", len(i)) for m, i in by_month(held))
            yield Facet(f"{year}年档案", months)

    def _sitemap(self) -> LinksPart:
        graph = self._graph
        sections = [
            PageLink(name, f"{c}/", len(graph.by_collection.get(c, ()))) for c, name in labels.COLLECTION.items()
        ]
        more = [("活动阶段", "phases/"), ("成果展览", "showcase/"), ("档案", "archive/")]
        sections += [PageLink(text, address) for text, address in more]
        branches = sorted(graph.by_collection.get("branches", ()), key=lambda i: i.slug)
        facets = [
            Facet("活动介绍", self._hand_pages),
            Facet("栏目集", tuple(sections)),
            *(facet for _, _, _, facet in self._link_pages()),
            Facet("各支部", tuple(PageLink(b.heading, b.address) for b in branches)),
            *self._archive_months(),
            Facet("订阅与数据", self._machine_links()),
        ]
        return LinksPart("网站地图", tuple(f for f in facets if f.links))

    def _machine_links(self) -> tuple[PageLink, ...]:
        data = [PageLink(f"{name}（JSON 数据）", f"data/{c}.json") for c, name in labels.COLLECTION.items()]
        feeds = [PageLink("订阅（Atom）", "feed.xml"), PageLink("订阅（JSON Feed）", "feed.json")]
        return (*feeds, *data, PageLink("sitemap.xml", "sitemap.xml"))

    def _link_pages(self) -> Iterator[tuple[str, str, str, Facet]]:
        """Pages that stand where the addresses of columns, roles, pledges, integrations and tags begin."""
        graph, campaign = self._graph, self._graph.campaign
        kinds = (
            ("news/columns/", "news", "新闻栏目", [(c.id, c.name) for c in campaign.columns], graph.by_column),
            ("exemplars/roles/", "exemplars", "按岗位看典型", [(r.id, r.name) for r in campaign.roles], graph.by_role),
            ("pledges/", "phases", "五比五带头", [(p.id, p.name) for p in campaign.pledges], graph.by_pledge),
            (
                "integrations/",
                "phases",
                "五个结合",
                [(i.id, i.name) for i in campaign.integrations],
                graph.by_integration,
            ),
        )
        for base, section, heading, entries, index in kinds:
            links = tuple(PageLink(name, f"{base}{ident}/", len(index.get(ident, ()))) for ident, name in entries)
            yield base, section, heading, Facet(heading, links)
        tags = [t for t in graph.tags if t.name in graph.by_tag]
        links = tuple(PageLink(t.name, f"tags/{t.slug}/", len(graph.by_tag[t.name])) for t in tags)
        yield "tags/", "archive", "标签", Facet("标签", links)


def _cards(make: Callable[[Item], Card], items: Sequence[Item]) -> tuple[Card, ...]:
    return tuple(make(item) for item in items[:SHOWCASE_CARDS])
