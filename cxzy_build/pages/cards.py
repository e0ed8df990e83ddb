"""Cards: what lists show of an item. Made once per item and worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..content.items import COMMITTEE, Teaser, address_in
from ..dependencies import Question
from ..hanzi.names import seal_of
from ..models.front_matter import FRONT_OF
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
    """An item in a list. `label` is its column, role or kind, or who promised if the title does not say so; `facts` are
    short texts shown beside it."""

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
    def filed_under(self) -> str:
        """Its column, role or kind; the collection where it has none."""
        return self.label or self.kind

    @property
    def slip(self) -> str:
        """The title as a drawn cover shows it, in columns; most lists draw none."""
        return labels.slip_text(self.heading, self.filed_under)


_GROUPS_IN: Mapping[str, str] = {
    name: front.IDS_IN[front.GROUP] for name, front in FRONT_OF.items() if front.GROUP in front.IDS_IN
}
"""By collection: the list of campaign.yml that has the groups of its items."""


class Cards:
    """Makes cards, each once; what was looked up for it counts for every task that shows it."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup
        self._own = lookup.apart()
        self._made: dict[str, tuple[Card, frozenset[Question]]] = {}

    def of(self, teaser: Teaser) -> Card:
        """The card of an item that is out."""
        known = self._made.get(teaser.address)
        if known is None:
            known = self._made[teaser.address] = self._make(teaser), self._own.log.take()
        card, asked = known
        self._lookup.note_all(asked)
        return card

    def at(self, addresses: Iterable[str]) -> tuple[Card, ...]:
        """The cards of items that a list named."""
        return tuple(self.of(self._lookup.seen(address)) for address in addresses)

    def _make(self, teaser: Teaser) -> Card:
        self._own.note(("teaser", teaser.address))
        day = teaser.day
        label, cloth = self._group(teaser)
        return Card(
            address=teaser.address,
            kind=labels.KIND_OF_ITEM[teaser.collection],
            heading=teaser.heading,
            initial=seal_of(teaser.heading.lstrip(_OPENING)),
            cloth=cloth,
            iso_date=teaser.start if teaser.has_time else teaser.start[:10],
            date=labels.day_text(day) if day else "",
            day=teaser.start[8:10],
            month=teaser.start[:7].replace("-", "."),
            summary=labels.lead_text(teaser.summary),
            label=label,
            cover=picture_at(teaser.cover, self._own, teaser.cover_alt),
            facts=tuple(_facts(self._own, teaser)),
            sample=teaser.sample,
            pinned=teaser.pinned > 0,
            is_person=teaser.collection == "exemplars",
            hidden=teaser.hidden,
        )

    def _group(self, teaser: Teaser) -> tuple[str, int]:
        """What the item's column, role or kind is called, and its cloth."""
        if teaser.collection in _GROUPS_IN:
            found = self._own.entry(_GROUPS_IN[teaser.collection], teaser.group)
            name = found[1].name if found else ""
            if teaser.collection == "news":
                return name, found[0] % CLOTHS + 1 if found else 1
            return name, CLOTH[teaser.collection]
        name = _unnamed_promiser(self._own, teaser) if teaser.by else labels.BRANCH_KIND[teaser.group]
        return name, CLOTH[teaser.collection]


def branch_links(lookup: Lookup, branches: Iterable[str]) -> tuple[PageLink, ...]:
    """The branches an item names, those that are out."""
    found = (lookup.teaser(address_in("branches", branch)) for branch in dict.fromkeys(branches))
    return tuple(PageLink(teaser.heading, teaser.address) for teaser in found if teaser)


def promiser_name(lookup: Lookup, teaser: Teaser) -> str:
    """Who made a commitment, as readers know them."""
    if teaser.by == COMMITTEE:
        return lookup.campaign.organisation
    holder = lookup.teaser(teaser.by)
    return holder.heading if holder else ""


_COMMITTEE_IN_TITLES = 4
"""Characters at the end of the organisation's name that titles call it by: 学院党委."""


def _unnamed_promiser(lookup: Lookup, teaser: Teaser) -> str:
    """Who made a commitment, where its title does not say so."""
    name = promiser_name(lookup, teaser)
    called = name[-_COMMITTEE_IN_TITLES:] if teaser.by == COMMITTEE else name
    return "" if called in teaser.heading else name


def _facts(lookup: Lookup, teaser: Teaser) -> list[str]:
    match teaser.collection:
        case "documents":
            successor = teaser.successor and lookup.teaser(address_in("documents", teaser.successor))  # if it is out
            issue = f"第{teaser.issue}期" if teaser.issue is not None else ""
            return [text for text in (teaser.number, issue, "已被新文件代替" if successor else "") if text]
        case "commitments":
            states = [promise.state for promise in teaser.promises]
            return [f"{labels.STATE[s]} {states.count(s)} 项" for s in labels.STATE if s in states]
        case "branches":
            return [f"党员 {teaser.members} 人"] if teaser.members is not None else []
        case "exemplars":
            return [teaser.post] if teaser.post else []
        case "results":
            return [*teaser.figure_names]
    return []
