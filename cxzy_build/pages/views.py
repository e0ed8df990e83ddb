"""What each template shows: frozen, ready to print, with addresses relative to the site's root."""

from __future__ import annotations

from dataclasses import dataclass

from ..content.bodies import Heading
from .cards import Card
from .page import PageLink


@dataclass(frozen=True, slots=True)
class Row:
    """A line of facts: 来源：…"""

    name: str
    text: str
    iso: str = ""
    links: tuple[PageLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Download:
    title: str
    address: str
    type: str
    size: str


@dataclass(frozen=True, slots=True)
class ItemPart:
    """What every item's page shows, whatever its collection."""

    card: Card
    shows_cover: bool
    """Whether the cover stands above the body: not where the body shows it anyway."""
    rows: tuple[Row, ...]
    labels: tuple[Row, ...]
    body: str
    headings: tuple[Heading, ...]
    downloads: tuple[Download, ...]
    correction: str
    updated: str
    previous: PageLink | None
    next: PageLink | None
    related: tuple[Card, ...]
    mentioned_by: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class HonourLine:
    title: str
    issuer: str
    date: str


@dataclass(frozen=True, slots=True)
class ExemplarPart:
    item: ItemPart
    role: PageLink | None
    model: str
    post: str
    quote: str
    portrait: str
    portrait_alt: str
    honours: tuple[HonourLine, ...]
    commitments: tuple[PromiseGroup, ...]


@dataclass(frozen=True, slots=True)
class MetricLine:
    """One figure; numbers as text, shares in percent of the largest for a bar's length."""

    name: str
    unit: str
    before: str
    value: str
    target: str
    reached: str
    """What of the target was reached, as a share, or empty."""
    before_length: int
    value_length: int
    target_length: int
    evidence: tuple[Card, ...]
    evidence_total: int


@dataclass(frozen=True, slots=True)
class ResultPart:
    item: ItemPart
    metrics: tuple[MetricLine, ...]


@dataclass(frozen=True, slots=True)
class PromiseLine:
    promise: str
    gap: str
    measure: str
    due: str
    state: str
    state_id: str
    punctual: str
    """按期兑现, 逾期兑现 or empty."""
    on: str
    evidence: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class PromiseGroup:
    """A commitment: who promised, and each promise."""

    heading: str
    address: str
    by: str
    by_address: str
    date: str
    sample: bool
    promises: tuple[PromiseLine, ...]
    reviews: tuple[Row, ...]
    appraisal: str


@dataclass(frozen=True, slots=True)
class CommitmentPart:
    item: ItemPart
    group: PromiseGroup


@dataclass(frozen=True, slots=True)
class DocumentPart:
    item: ItemPart
    replaced_by: PageLink | None
    replaces: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """A table of counts: a line for each `lines` name, a column for each of `columns`, sums at the end."""

    columns: tuple[str, ...]
    lines: tuple[tuple[PageLink, tuple[int, ...], int], ...]
    sums: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Group:
    """Cards under a heading of their own (a year, a month, a kind)."""

    heading: str
    id: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Pager:
    newer: str | None
    older: str | None
    pages: tuple[PageLink, ...]
    """Every page from the newest to the oldest, or those near this one and both ends."""
    current: str


@dataclass(frozen=True, slots=True)
class Facet:
    """Ways to narrow a list: links under a name."""

    name: str
    links: tuple[PageLink, ...]


@dataclass(frozen=True, slots=True)
class ListPart:
    """A list of items in groups. `style` chooses how a card is drawn: news, wall, board, rows."""

    heading: str
    about: str
    rows: tuple[Row, ...]
    tasks: tuple[str, ...]
    total: int
    facets: tuple[Facet, ...]
    groups: tuple[Group, ...]
    style: str
    pager: Pager
    empty: str


@dataclass(frozen=True, slots=True)
class BranchPart:
    """A branch's portrait and its archive; on older pages only the archive."""

    item: ItemPart
    kind: str
    motto: str
    facts: tuple[Row, ...]
    honours: tuple[HonourLine, ...]
    exemplars: tuple[Card, ...]
    commitments: tuple[PromiseGroup, ...]
    totals: Totals
    groups: tuple[Group, ...]
    total: int
    pager: Pager
    is_first: bool


@dataclass(frozen=True, slots=True)
class BoardPart:
    """The commitments board."""

    about: str
    figures: tuple[Row, ...]
    groups: tuple[PromiseGroup, ...]
    pager: Pager
    total: int


@dataclass(frozen=True, slots=True)
class PhaseLine:
    no: int
    name: str
    address: str
    span: str
    tasks: tuple[str, ...]
    counts: tuple[PageLink, ...]
    total: int


@dataclass(frozen=True, slots=True)
class PhasesPart:
    phases: tuple[PhaseLine, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the home page or the exhibition."""

    heading: str
    id: str
    about: str
    address: str
    cards: tuple[Card, ...] = ()
    groups: tuple[PromiseGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class HomePart:
    organisation: str
    university: str
    name: str
    theme: str
    slogan: str
    occasion: str
    headlines: tuple[Card, ...]
    phases: tuple[PhaseLine, ...]
    columns: tuple[Section, ...]
    exemplars: tuple[Card, ...]
    exemplars_total: int
    results: tuple[Card, ...]
    branches: tuple[Card, ...]
    branches_total: int
    figures: tuple[Row, ...]
    pledges: tuple[Row, ...]
    is_empty: bool


@dataclass(frozen=True, slots=True)
class ShowcasePart:
    name: str
    theme: str
    occasion: str
    figures: tuple[Row, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class ArchivePart:
    totals: Totals
    years: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class LinksPart:
    """A page of links under headings: site map, all tags, all columns."""

    heading: str
    about: str
    facets: tuple[Facet, ...]
