"""The documents of the index: their order, their names, and what they are filtered by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import NamedTuple

from ...content.graph import TeaserList, branches_of
from ...content.items import Teaser
from ...files import digest_text
from ...models.collections import COLLECTIONS
from ...models.front_matter import Campaign
from ...pages import labels
from .folding import fold
from .letters import pairs_of
from .texts import BLOCK_END, TITLE, Part

LEAST_TIMES = (0, 2, 5)
"""By class: how many times a gram stands in a document at least."""

IN_TITLE = 3
"""The class of a document that has a gram in its title."""

LONGEST = 8
"""Characters of the longest gram."""

_SHORTEST_KEY = 4


class Document(NamedTuple):
    """A text to be searched: the parts of its title, then the rest, blocks parted by BLOCK_END."""

    title: str
    rest: str

    @property
    def text(self) -> str:
        return f"{self.title}{BLOCK_END}{self.rest}"


NOTHING = Document("", "")
"""In the place of one that is not there."""

_NOT_IN_TITLES = re.compile(r'["“”「」\s]')


def titles_of(document: Document) -> frozenset[str]:
    """What stands in the index for a document's whole title and names, folded."""
    titles = (_NOT_IN_TITLES.sub("", fold(title)) for title in document.title.split(BLOCK_END))
    return frozenset(f"{BLOCK_END}{title}" for title in titles if title)


def document_of(parts: Iterable[Part]) -> Document:
    """The text made of an item's parts."""
    held = tuple(parts)
    return Document(
        BLOCK_END.join(part.text for part in held if part.field == TITLE),
        BLOCK_END.join(part.text for part in held if part.field != TITLE),
    )


def class_of(times: int, *, in_title: bool) -> int:
    """How much a document has of a gram: see docs/search.md."""
    if in_title:
        return IN_TITLE
    return bisect_right(LEAST_TIMES, times) - 1


def order_of(teaser: Teaser) -> tuple[str, str]:
    """By what items are numbered: oldest first, undated ones before all."""
    return teaser.start, teaser.address


def in_order(teasers: TeaserList) -> tuple[Teaser, ...]:
    """The items in the order of their numbers."""
    return tuple(sorted(teasers, key=order_of))


def keys_of(addresses: Iterable[str]) -> Mapping[str, str]:
    """By address: the name of its text's file. All are as short as tells them apart."""
    digests = {address: digest_text(address) for address in addresses}
    length = next(n for n in range(_SHORTEST_KEY, 33) if len({d[:n] for d in digests.values()}) == len(digests))
    return {address: digest[:length] for address, digest in digests.items()}


Labelled = Mapping[str, str]
"""Ids, and what readers are shown for them, in the order in which they are offered."""


class Facet(NamedTuple):
    """One way to filter: what it is called, its values, and which of them an item has."""

    id: str
    name: str
    values: Labelled
    of: Callable[[Teaser], tuple[str, ...]]


def facets_of(campaign: Campaign, teasers: Sequence[Teaser]) -> tuple[Facet, ...]:
    """All ways to filter `teasers`."""
    years = sorted({teaser.start[:4] for teaser in teasers if teaser.start}, reverse=True)
    branches = {teaser.slug: teaser.heading for teaser in teasers if teaser.collection == "branches"}
    return (
        Facet(
            "collection", "类别", {c: labels.COLLECTION[c] for c in COLLECTIONS}, lambda teaser: (teaser.collection,)
        ),
        Facet("year", "年份", {year: f"{year}年" for year in years}, lambda teaser: (teaser.start[:4],)),
        Facet(
            "phase",
            labels.LIST["phases"],
            {one.id: one.name for one in campaign.phases},
            lambda teaser: (teaser.phase,),
        ),
        Facet("column", labels.LIST["columns"], {one.id: one.name for one in campaign.columns}, _group_in("news")),
        Facet("role", "岗位", {one.id: one.name for one in campaign.roles}, _group_in("exemplars")),
        Facet("branch", "党支部", branches, partial(_branches, {teaser.address: teaser for teaser in teasers})),
    )


def _group_in(collection: str) -> Callable[[Teaser], tuple[str, ...]]:
    return lambda teaser: (teaser.group,) if teaser.collection == collection else ()


def _branches(by_address: Mapping[str, Teaser], teaser: Teaser) -> tuple[str, ...]:
    return (teaser.slug,) if teaser.collection == "branches" else branches_of(teaser, by_address)


def facet_file(facet: Facet, teasers: Sequence[Teaser]) -> Mapping[str, object]:
    """A facet as the index has it: the values that items have, the first that each has, and what more some have."""

    @cache
    def known(idents: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(ident for ident in idents if ident in facet.values)

    had = [known(facet.of(teaser)) for teaser in teasers]
    used = {ident for idents in frozenset(had) for ident in idents}
    offered = {ident: label for ident, label in facet.values.items() if ident in used}
    place = {ident: number for number, ident in enumerate(offered)}
    return {
        "id": facet.id,
        "name": facet.name,
        "values": [list(one) for one in offered.items()],
        "of": pairs_of(place[idents[0]] + 1 if idents else 0 for idents in had),
        "more": [[number, place[ident]] for number, idents in enumerate(had) for ident in idents[1:]],
    }
