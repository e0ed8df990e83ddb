"""An item with its place in the site: draft plus slug, address, and what its references lead to; and its teaser."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from msgspec import field

from ..bodies.body import Body
from ..models.front_matter import (
    BranchFront,
    CommitmentFront,
    Counts,
    DocumentFront,
    ExemplarFront,
    Front,
    NewsFront,
    Promise,
    ResultFront,
)
from ..models.moments import Moment, minute_after
from ..records import Record
from . import list_names
from .drafts import Outline

LISTED_LEAD = 140
"""Characters of a first paragraph that a list shows at most, cut back to the last sentence end."""

PLACEHOLDER = "在这里写正文。"
"""The body of a new item, until somebody writes one."""

PLACEHOLDERS = ("在这里写指标名称", "在这里写差距", "在这里写承诺", "在这里写措施")
"""What a new result and a new commitment say, until somebody writes over it."""

COMMITTEE = "committee"
"""In the place of an address: the Party committee, which makes commitments and has no page."""

_ENDS = (
    re.compile(
        r".*(?:[。！？…]|[!?](?![!?=&/A-Za-z0-9])|(?<=[a-z]{4})\.(?=[\s”’)）])|(?<=[^\W\d\x00-\x7f])\.(?![A-Za-z0-9.]))",
        re.DOTALL,
    ),
    re.compile(".*[；;]", re.DOTALL),
)
"""Texts up to the last end of a sentence, and of a clause. Half-width marks are such where they are no part of numbers,
names, abbreviations and addresses."""

_CLOSING = frozenset("”’」』）)】》〉…")
"""What still belongs to a sentence that has ended."""


class Target(NamedTuple):
    """What a reference leads to: an address of the site (relative to its root) with a fragment, or a file."""

    address: str = ""
    fragment: str = ""
    query: str = ""
    item: str = ""
    """The address of the item it leads to, if it leads to one."""


class PromiseState(NamedTuple):
    """How a promise stands. `in_time`: whether a kept one was kept by its due day; None where that cannot be told.
    `late_from`: the minute (ISO) from which an open one is overdue; empty: never."""

    state: str
    in_time: bool | None
    late_from: str


class CountedFigure(NamedTuple):
    """A figure of a result, given and to be counted: its place among the metrics, its name, its value as written, the
    collection counted, and the lists that what counts must stand in."""

    place: int
    name: str
    written: str
    collection: str
    conditions: tuple[str, ...]

    @property
    def value(self) -> Decimal:
        return Decimal(self.written)


class Teaser(NamedTuple):
    """What other pages show of an item, and what lists sort and group it by: plain values, quickly kept and compared.

    start: the minute of publication (ISO), empty for undated ones. updated: the day of the last change, likewise.
    group: the id of its column, role or kind. by: who made a commitment: COMMITTEE, or an address.
    post: of an exemplar. figure_names: of the first figures of a result. members: of a branch. number, issue: of a
    document.
    successor: the slug of the document that replaces this one. mentions: addresses of the items it refers to.
    files: the files published with it, (path under content/, address).
    """

    address: str
    collection: str
    slug: str
    path: str
    heading: str
    start: str
    has_time: bool
    updated: str
    summary: str
    group: str
    by: str
    branches: tuple[str, ...]
    phase: str
    pledges: tuple[str, ...]
    integrations: tuple[str, ...]
    tags: tuple[str, ...]
    cover: str
    cover_alt: str
    post: str
    figure_names: tuple[str, ...]
    members: int | None
    number: str
    issue: int | None
    promises: tuple[PromiseState, ...]
    counts: tuple[CountedFigure, ...]
    successor: str
    sample: bool
    pinned: int
    hidden: str
    """Why readers do not see it, for previews; else empty."""
    is_valid: bool
    mentions: tuple[str, ...]
    aliases: tuple[str, ...]
    files: tuple[tuple[str, str], ...]

    @property
    def day(self) -> dt.date | None:
        return dt.date.fromisoformat(self.start[:10]) if self.start else None

    @property
    def end(self) -> str:
        """The last minute (ISO) that its date covers: the day's last for a day; empty if undated."""
        return self.start if self.has_time or not self.start else f"{self.start[:10]}T23:59"

    @property
    def modified(self) -> str:
        """The day (ISO) of the last change; empty if undated."""
        return self.updated or self.start[:10]


class Item(Record, eq=False):
    """One item of a collection, resolved. `address` is relative to the site's root and ends with a slash.

    targets: where each of the body's references leads; None: to an item that is not out.
    fields: the same for what the front matter refers to (pictures, attachments, evidence), by the text written.
    files: the files published with it, (path under content/, address).
    phase: the id written, or that of the phase whose range holds the event or publication day; empty: none.
    cut: see `Draft`.
    """

    path: str
    collection: str
    slug: str
    address: str
    front: Front
    body: Body
    phase: str
    is_valid: bool
    cut: tuple[str, ...] = ()
    targets: tuple[Target | None, ...] = ()
    fields: Mapping[str, Target | None] = field(default_factory=dict)
    files: tuple[tuple[str, str], ...] = ()

    @property
    def heading(self) -> str:
        return self.front.heading

    @property
    def date(self) -> Moment | None:
        return self.front.date

    @property
    def day(self) -> dt.date | None:
        return self.front.date.day if self.front.date else None

    @property
    def link(self) -> str:
        """How people refer to it: `collection/slug`."""
        return f"{self.collection}/{self.slug}"

    @property
    def summary(self) -> str:
        return self.front.summary or cut_at_sentence(self.body.lead, LISTED_LEAD)

    @property
    def column(self) -> str:
        return self.front.column if isinstance(self.front, NewsFront) else ""


def address_of(outline: Outline, slug: str) -> str:
    """An item's address, as docs/writing.md promises it (网址)."""
    return f"news/{outline.month}/{slug}/" if outline.collection == "news" else address_in(outline.collection, slug)


def address_in(collection: str, slug: str) -> str:
    """The address of an item of a collection whose addresses have no month: of any but news."""
    return f"{collection}/{slug}/"


def link_at(address: str) -> str:
    """How people refer to the item at an address: `collection/slug`."""
    collection, *_, slug = address.rstrip("/").split("/")
    return f"{collection}/{slug}"


def cut_at_sentence(text: str, limit: int) -> str:
    """At most `limit` characters, and what closes the last sentence: ending where a sentence ends, else where a clause
    does, or with an ellipsis; nothing ends in the first quarter, for that would be a mere `同志们！`."""
    if len(text) <= limit:
        return text
    for marks in _ENDS:
        found = marks.match(text[: limit + 1])
        if found and found.end() > limit:
            found = marks.match(text[:limit])
        if found and (end := found.end()) > limit // 4:
            while text[end : end + 1] in _CLOSING:
                end += 1
            return text[:end]
    return f"{text[: limit - 1]}…"


def newest_first(teaser: Teaser) -> tuple[bool, str, str]:
    """Sort key: by date, undated last, then by address."""
    return not teaser.start, teaser.start.translate(_REVERSED), teaser.address


_REVERSED = str.maketrans("0123456789", "9876543210")
"""Turns the order of ISO dates round."""


_FIGURES = 3
"""Of a result, whose names cards show."""


def teaser_of(item: Item, hidden: str) -> Teaser:
    """The teaser of `item`; `hidden`: why it is seen in previews only."""
    front = item.front
    date = front.date
    cover, cover_alt = _cover(item)
    return Teaser(
        address=item.address,
        collection=item.collection,
        slug=item.slug,
        path=item.path,
        heading=front.heading,
        start=date.first_minute if date else "",
        has_time=date.has_time if date else False,
        updated=front.updated.day.isoformat() if front.updated else "",
        summary=item.summary,
        group=front.group,
        by=_promiser(front),
        branches=tuple(dict.fromkeys(front.branch)),
        phase=item.phase,
        pledges=front.pledges,
        integrations=front.integrations,
        tags=front.tags,
        cover=cover,
        cover_alt=cover_alt,
        post=(front.post or "") if isinstance(front, ExemplarFront) else "",
        figure_names=tuple(metric.name for metric in front.metrics[:_FIGURES])
        if isinstance(front, ResultFront)
        else (),
        members=front.members if isinstance(front, BranchFront) else None,
        number=(front.number or "") if isinstance(front, DocumentFront) else "",
        issue=front.issue if isinstance(front, DocumentFront) else None,
        promises=tuple(map(promise_state, front.items)) if isinstance(front, CommitmentFront) else (),
        counts=tuple(_counted_figures(front)),
        successor=front.successor if isinstance(front, DocumentFront) else "",
        sample=front.sample,
        pinned=front.pinned,
        hidden=hidden,
        is_valid=item.is_valid,
        mentions=tuple(_mentions(item)),
        aliases=front.aliases,
        files=item.files,
    )


def _cover(item: Item) -> tuple[str, str]:
    """The address of the picture that stands for the item, and its text alternative."""
    front = item.front
    picture, alt = front.cover, front.cover_alt
    if not picture and isinstance(front, ExemplarFront):
        picture, alt = front.portrait, front.portrait_alt
    target = item.fields.get(picture) if picture else None
    return target.address if target else "", alt or ""


def _promiser(front: Front) -> str:
    if not isinstance(front, CommitmentFront):
        return ""
    by = front.by
    if by.kind == "committee":
        return COMMITTEE
    return address_in("branches" if by.kind == "branch" else "exemplars", by.id)


def promise_state(promise: Promise) -> PromiseState:
    """How `promise` stands."""
    kept, due = promise.state == "kept", promise.due
    in_time = promise.on.start <= due.end if kept and due and promise.on else None
    is_open = due and promise.state in ("promised", "doing")
    late_from = minute_after(due.end) if due and is_open else ""
    return PromiseState(promise.state, in_time, late_from)


def _counted_figures(front: Front) -> Iterator[CountedFigure]:
    for index, metric in enumerate(front.metrics if isinstance(front, ResultFront) else ()):
        if metric.counts and metric.value is not None:
            counts = metric.counts
            yield CountedFigure(index, metric.name, f"{metric.value}", counts.collection, conditions_of(counts))


def conditions_of(counts: Counts) -> tuple[str, ...]:
    """The lists of the graph that an item must stand in to be counted, besides its collection's."""
    named = (
        (list_names.of_column, counts.column),
        (list_names.of_role, counts.role),
        (list_names.of_branch, counts.branch),
        (list_names.of_phase, counts.phase),
        (list_names.of_pledge, counts.pledge),
    )
    return tuple(name_of(ident) for name_of, ident in named if ident is not None)


def _mentions(item: Item) -> tuple[str, ...]:
    targets = (*item.targets, *item.fields.values())
    found = [target.item for target in targets if target and target.item and target.item != item.address]
    if isinstance(item.front, DocumentFront) and item.front.successor:
        found.append(address_in("documents", item.front.successor))
    return tuple(dict.fromkeys(found))
