"""Cards: what lists show of an item. Made once per item and worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..content.graph import Graph, is_out
from ..content.items import Item
from ..content.models import (
    BranchFront,
    CommitmentFront,
    DocumentFront,
    ExemplarFront,
    Named,
    NewsFront,
    ResultFront,
)
from ..pictures.library import Pictures
from ..settings import Settings
from . import labels
from .page import PageLink
from .pictures import Picture, picture_of

CLOTHS = 6
"""Colours of the covers drawn where there is no photo."""

CLOTH: Mapping[str, int] = {"exemplars": 1, "results": 3, "branches": 1, "commitments": 4, "documents": 6}
"""Which of them an item has that is no news."""

_OPENING = "《〈“‘「『（【[("


@dataclass(frozen=True, slots=True)
class Card:
    """An item in a list. `label` is its column, role or kind; `facts` are short texts shown beside it."""

    address: str
    kind: str
    heading: str
    initial: str
    """The first character that is no bracket or quotation mark: drawn where there is no picture."""
    slip: str
    """The title as a drawn cover shows it, in columns; see `labels.slip_text`."""
    cloth: int
    """Which of the covers' six cloths: by column, or by kind of item."""
    iso_date: str
    date: str
    day: str
    """The day of the month, two digits."""
    month: str
    """`2010.12`"""
    summary: str
    label: str
    cover: Picture | None
    facts: tuple[str, ...]
    sample: bool
    pinned: bool
    hidden: bool
    """Not yet out: seen in previews only."""


class Cards:
    """Makes cards; the names that ids stand for are looked up once."""

    def __init__(self, graph: Graph, settings: Settings, pictures: Pictures) -> None:
        self._graph = graph
        self._pictures = pictures
        self._settings = settings
        campaign = graph.campaign
        lists: dict[str, Sequence[Named]] = {
            "column": campaign.columns,
            "role": campaign.roles,
            "result": campaign.result_kinds,
            "document": campaign.document_kinds,
        }
        self._names = {(kind, e.id): e.name for kind, entries in lists.items() for e in entries}
        self._column_cloths = {c.id: n % CLOTHS + 1 for n, c in enumerate(campaign.columns)}
        self.of = cache(self._make)

    def _make(self, item: Item) -> Card:
        front = item.front
        picture = front.cover or (front.portrait if isinstance(front, ExemplarFront) else None) or ""
        alt = front.cover_alt if front.cover else getattr(front, "portrait_alt", None)
        return Card(
            address=item.address,
            kind=labels.KIND_OF_ITEM[item.collection],
            heading=item.heading,
            initial=item.heading.lstrip(_OPENING)[:1],
            slip=labels.slip_text(item.heading),
            cloth=self._cloth(item),
            iso_date=str(item.date or "").replace(" ", "T"),
            date=labels.day_text(item.day) if item.day else "",
            day=f"{item.day:%d}" if item.day else "",
            month=f"{item.day:%Y.%m}" if item.day else "",
            summary=item.summary,
            label=self._label(item),
            cover=picture_of(item.fields.get(picture), self._pictures, alt or ""),
            facts=tuple(_facts(item)),
            sample=front.sample,
            pinned=front.pinned > 0,
            hidden=self._settings.preview and not is_out(front, self._settings.now),
        )

    def _cloth(self, item: Item) -> int:
        if isinstance(item.front, NewsFront):
            return self._column_cloths.get(item.front.column, 1)
        return CLOTH[item.collection]

    def _label(self, item: Item) -> str:
        match item.front:
            case NewsFront(column=column):
                return self._names.get(("column", column), "")
            case ExemplarFront(role=role):
                return self._names.get(("role", role), "")
            case ResultFront(kind=kind):
                return self._names.get(("result", kind or ""), "")
            case DocumentFront(kind=kind):
                return self._names.get(("document", kind), "")
            case BranchFront(kind=kind):
                return labels.BRANCH_KIND[kind]
            case CommitmentFront():
                return promiser_name(self._graph, item)
        return ""


def branch_links(graph: Graph, item: Item) -> tuple[PageLink, ...]:
    """The branches an item names, those that are out."""
    known = graph.branches
    return tuple(PageLink(known[b].heading, known[b].address) for b in item.front.branch if b in known)


def promiser_name(graph: Graph, item: Item) -> str:
    """Who made a commitment, as readers know them."""
    assert isinstance(item.front, CommitmentFront)
    by = item.front.by
    if by.kind == "committee":
        return graph.campaign.organisation
    holder = (graph.branches if by.kind == "branch" else graph.exemplars).get(by.id)
    return holder.heading if holder else ""


def _facts(item: Item) -> list[str]:
    match item.front:
        case DocumentFront() as front:
            issue = f"第{front.issue}期" if front.issue is not None else ""
            return [text for text in (front.number, issue, "已被新文件代替" if front.replaced_by else "") if text]
        case ExemplarFront() as front:
            return [front.post] if front.post else []
        case CommitmentFront() as front:
            states = [p.state for p in front.items]
            return [f"{labels.STATE[s]} {states.count(s)} 项" for s in labels.STATE if s in states]
        case ResultFront() as front:
            return [m.name for m in front.metrics[:3]]
        case BranchFront() as front:
            return [f"党员 {front.members} 人"] if front.members is not None else []
    return []
