"""What each template shows: frozen, ready to print, with addresses relative to the site's root."""

from __future__ import annotations

from collections.abc import Mapping

from ..bodies.body import Heading
from ..records import Record
from .cards import Card
from .page import PageLink
from .pictures import BodyPart, Picture


class Row(Record):
    """A line of facts: 来源：…; `iso` is its date, if it tells one, or a year or a month."""

    name: str
    text: str
    iso: str = ""


class Labels(Record):
    """What an item is filed under, and where the rest of that is."""

    name: str
    links: tuple[PageLink, ...]


class Figure(Record):
    """A count, with what is counted. address: of the page that lists it; empty: there is none."""

    name: str
    number: str
    address: str = ""


class PledgeLine(Record):
    """One of the pledges, and what it asks for."""

    name: str
    lead: str
    address: str


class Download(Record):
    title: str
    address: str
    type: str
    size: str


class ItemPart(Record):
    """What every item's page shows, whatever its collection."""

    card: Card
    shows_cover: bool
    """Whether the cover stands above the body: not where the body shows it anyway."""
    rows: tuple[Row, ...]
    labels: tuple[Labels, ...]
    body: BodyPart
    headings: tuple[Heading, ...]
    downloads: tuple[Download, ...]
    correction: str
    updated: str
    previous: PageLink | None
    next: PageLink | None
    related: tuple[Card, ...]
    mentioned_by: tuple[Card, ...]


class HonourLine(Record):
    """An honour; `iso` is its date, which may be a year or a month only."""

    title: str
    issuer: str
    date: str
    iso: str


class ExemplarPart(Record):
    item: ItemPart
    model: str
    post: str
    quote: str
    portrait: Picture | None
    honours: tuple[HonourLine, ...]
    commitments: tuple[PromiseGroup, ...]


class MetricLine(Record):
    """One figure: its numbers as text; where its bars start, how long they are and where the target stands, in percent
    of a line that holds 0 and all of them."""

    name: str
    unit: str
    before: str
    value: str
    target: str
    reached: str
    """How far the target was met, in words, or empty."""
    before_start: int
    before_length: int
    value_start: int
    value_length: int
    target_place: int
    evidence: tuple[Card, ...]
    evidence_total: int


class ResultPart(Record):
    item: ItemPart
    metrics: tuple[MetricLine, ...]


class Evidence(Record):
    """What shows that a promise was kept. href: leads from BASE, or to another site."""

    text: str
    href: str


class PromiseLine(Record):
    promise: str
    gap: str
    measure: str
    due: str
    state: str
    state_id: str
    punctual: str
    """按期, 逾期, 已过期限 or empty."""
    on: str
    evidence: tuple[Evidence, ...]


class Appraisal(Record):
    """What the public thinks: in words, as a share in whole percent for the bar's length, and when it was asked."""

    text: str
    percent: int
    iso_date: str
    date: str


class Share(Record):
    """A part of a bar: `start` and `count` in promises; `in_time` how many were kept by their due day."""

    state_id: str
    name: str
    count: int
    start: int
    in_time: int


class Tally(Record):
    """Promises by state; `kept` is the share kept."""

    total: int
    shares: tuple[Share, ...]
    kept: str


class ReviewLine(Record):
    """What a leader said of a commitment; who it was and when, if that is told."""

    by: str
    text: str
    iso: str
    date: str


class PromiseGroup(Record):
    """A commitment: who promised, and each promise."""

    heading: str
    address: str
    by: str
    by_address: str
    date: str
    sample: bool
    hidden: str
    """Why readers do not see it, for previews; else empty."""
    promises: tuple[PromiseLine, ...]
    review: ReviewLine | None
    appraisal: Appraisal | None


class CommitmentPart(Record):
    item: ItemPart
    group: PromiseGroup


class DocumentPart(Record):
    item: ItemPart
    replaced_by: PageLink | None
    replaces: tuple[PageLink, ...]


class Totals(Record):
    """A table of counts: a line for each `lines` name, a column for each of `columns`, sums at the end."""

    columns: tuple[str, ...]
    lines: tuple[tuple[PageLink, tuple[int, ...], int], ...]
    sums: tuple[int, ...]
    total: int


class Group(Record):
    """Cards under a heading of their own (a year, a month, a kind), with a short note beside it."""

    heading: str
    id: str
    cards: tuple[Card, ...]
    note: str = ""


class Pager(Record):
    newer: str | None
    older: str | None
    pages: tuple[PageLink, ...]
    """Every page from the newest to the oldest, or those near this one and both ends; `…`, which leads nowhere, for
    those left out before the oldest."""
    current: str


class Facet(Record):
    """Ways to narrow a list: links under a name."""

    name: str
    links: tuple[PageLink, ...]


class ListPart(Record):
    """A list of items in groups. `style` chooses how a card is drawn: see the macro `cards`."""

    about: str
    rows: tuple[Row, ...]
    tasks: tuple[str, ...]
    total: str
    facets: tuple[Facet, ...]
    groups: tuple[Group, ...]
    style: str
    pager: Pager
    empty: str


class BranchArchivePart(Record):
    """A page of what a branch did."""

    groups: tuple[Group, ...]
    pager: Pager


class BranchPart(Record):
    """A branch's portrait, and the newest page of its archive."""

    item: ItemPart
    kind: str
    motto: str
    facts: tuple[Row, ...]
    honours: tuple[HonourLine, ...]
    exemplars: tuple[Card, ...]
    results: tuple[Card, ...]
    commitments: tuple[PromiseGroup, ...]
    kinds: tuple[Figure, ...]
    """How much of each kind the archive holds."""
    totals: Totals
    archive: BranchArchivePart


class BoardPart(Record):
    """The commitments board."""

    about: str
    tally: Tally | None
    groups: tuple[PromiseGroup, ...]
    pager: Pager


class PhaseLine(Record):
    no: int
    name: str
    address: str
    span: str
    iso_start: str
    iso_end: str
    distance: str
    """How far the phase's first day is from the occasion, or empty."""
    tasks: tuple[str, ...]
    counts: tuple[PageLink, ...]
    total: int


class OccasionLine(Record):
    """What the campaign leads up to."""

    name: str
    date: str
    iso_date: str


class DensityCell(Record):
    """A month or a day of the calendar: how many items, how dark (0 to 4), and where they are."""

    name: str
    count: int
    level: int
    address: str


class DensityYear(Record):
    year: PageLink
    months: tuple[DensityCell, ...]
    total: int


class MonthPart(Record):
    """A month of the archive: the list, and its calendar by weeks."""

    list: ListPart
    weeks: tuple[tuple[DensityCell | None, ...], ...]


class PhasePart(Record):
    """A phase: its list, and where it stands among the others."""

    list: ListPart
    phase: PhaseLine | None
    phases: tuple[PhaseLine, ...]
    """On the list's first page only, like the phase's own line."""
    occasion: OccasionLine | None


class PhasesPart(Record):
    phases: tuple[PhaseLine, ...]
    occasion: OccasionLine | None


class Section(Record):
    """A part of the home page or the exhibition."""

    heading: str
    id: str
    about: str
    address: str
    cards: tuple[Card, ...] = ()
    groups: tuple[PromiseGroup, ...] = ()
    is_of_people: bool = False


class Hall(Record):
    """A section of the exhibition: its number in Chinese, and the card that is hung large (the first with a photo)."""

    no: str
    section: Section
    feature: Card | None


class HomePart(Record):
    organisation: str
    university: str
    name: str
    theme: str
    slogan: str
    """A clause a line."""
    occasion: OccasionLine | None
    headlines: tuple[Card, ...]
    phases: tuple[PhaseLine, ...]
    columns: tuple[Section, ...]
    exemplars: tuple[Card, ...]
    all_exemplars: str
    """`全部 8 人`."""
    results: tuple[Card, ...]
    branches: tuple[Card, ...]
    all_branches: str
    figures: tuple[Figure, ...]
    tally: Tally | None
    pledges: tuple[PledgeLine, ...]
    is_empty: bool


class ShowcasePart(Record):
    name: str
    organisation: str
    theme: str
    slogan: str
    """A clause a line."""
    occasion: OccasionLine | None
    figures: tuple[Figure, ...]
    tally: Tally | None
    halls: tuple[Hall, ...]


class ArchivePart(Record):
    totals: Totals
    density: tuple[DensityYear, ...]


class LinksPart(Record):
    """A page of links under headings: site map, all tags, all columns."""

    heading: str
    facets: tuple[Facet, ...]


class SearchPart(Record):
    """The page that answers questions: `kinds` are the names of collections, by id."""

    kinds: Mapping[str, str]
