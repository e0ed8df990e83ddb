"""Cards: what lists show of an item. Made once per item and worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..content.items import COMMITTEE, Face
from ..looks import Question
from ..records import Record
from . import labels
from .lookup import Lookup
from .page import PageLink
from .pictures import Picture, picture_at

CLOTHS = 6
"""Colours of the covers drawn where there is no photo."""

CLOTH: Mapping[str, int] = {"exemplars": 1, "results": 3, "branches": 1, "commitments": 4, "documents": 6}
"""Which of them an item has that is no news."""

_OPENING = "《〈“‘「『（【[("


class Card(Record):
    """An item in a list. `label` is its column, role or kind; `facts` are short texts shown beside it."""

    address: str
    kind: str
    heading: str
    initial: str
    """The first character that is no bracket or quotation mark: drawn where there is no picture."""
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
    is_person: bool
    hidden: str
    """Why readers do not see it, for previews; else empty."""

    @property
    def slip(self) -> str:
        """The title as a drawn cover shows it, in columns; most lists draw none."""
        return labels.slip_text(self.heading)


_NAMES: Mapping[str, str] = {
    "news": "columns", "exemplars": "roles", "results": "result_kinds", "documents": "document_kinds",
}  # fmt: skip
"""Where campaign.yml names the group of an item."""


class Cards:
    """Makes cards, each once; what was looked up for it counts for every task that shows it."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._own = lookup.apart()
        self._made: dict[str, tuple[Face, Card, frozenset[Question]]] = {}

    def of(self, face: Face) -> Card:
        """The card of an item that is out."""
        known = self._made.get(face.address)
        if known is None or known[0] is not face:
            known = self._made[face.address] = face, self._make(face), self._own.looks.take()
        self._lookup.note_all(known[2])
        return known[1]

    def at(self, addresses: Iterable[str]) -> tuple[Card, ...]:
        """The cards of items that a list named."""
        return tuple(self.of(self._lookup.seen(address)) for address in addresses)

    def _make(self, face: Face) -> Card:
        self._own.note(("face", face.address))
        day = face.day
        label, cloth = self._group(face)
        return Card(
            address=face.address,
            kind=labels.KIND_OF_ITEM[face.collection],
            heading=face.heading,
            initial=face.heading.lstrip(_OPENING)[:1],
            cloth=cloth,
            iso_date=face.start if face.has_time else face.start[:10],
            date=labels.day_text(day) if day else "",
            day=face.start[8:10],
            month=face.start[:7].replace("-", "."),
            summary=labels.lead_text(face.summary),
            label=label,
            cover=picture_at(face.cover, self._own, face.cover_alt),
            facts=tuple(_facts(self._own, face)),
            sample=face.sample,
            pinned=face.pinned > 0,
            is_person=face.collection == "exemplars",
            hidden=face.hidden,
        )

    def _group(self, face: Face) -> tuple[str, int]:
        """What the item's column, role or kind is called, and its cloth."""
        if face.collection in _NAMES:
            found = self._own.entry(_NAMES[face.collection], face.group)
            name = found[1].name if found else ""
            if face.collection == "news":
                return name, found[0] % CLOTHS + 1 if found else 1
            return name, CLOTH[face.collection]
        name = promiser_name(self._own, face) if face.by else labels.BRANCH_KIND[face.group]
        return name, CLOTH[face.collection]


def branch_links(lookup: Lookup, branches: Iterable[str]) -> tuple[PageLink, ...]:
    """The branches an item names, those that are out."""
    found = (lookup.face(f"branches/{branch}/") for branch in dict.fromkeys(branches))
    return tuple(PageLink(face.heading, face.address) for face in found if face)


def promiser_name(lookup: Lookup, face: Face) -> str:
    """Who made a commitment, as readers know them."""
    if face.by == COMMITTEE:
        return lookup.text("organisation")
    holder = lookup.face(face.by)
    return holder.heading if holder else ""


def _facts(lookup: Lookup, face: Face) -> list[str]:
    match face.collection, face.details:
        case "documents", (number, issue):
            is_replaced = face.successor and lookup.face(f"documents/{face.successor}/")  # which may not be out yet
            texts = (number, f"第{issue}期" if issue else "", "已被新文件代替" if is_replaced else "")
            return [text for text in texts if text]
        case "commitments", _:
            states = [promise.state for promise in face.promises]
            return [f"{labels.STATE[s]} {states.count(s)} 项" for s in labels.STATE if s in states]
        case "branches", (members,):
            return [f"党员 {members} 人"] if members else []
        case "exemplars" | "results", details:
            return [detail for detail in details if detail]
    return []
