"""The catalogue: everything there is to show, and the lists that it is found in. What files the site has is not known
yet.

An answer is compared with the answer of the build before, so it must hold all that a task can draw from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from functools import cached_property
from itertools import islice

from msgspec import field

from ..content import list_addresses
from ..content.editions import has_traditional
from ..content.graph import Dated, Graph, TeaserList, with_date
from ..content.items import Teaser
from ..content.linking import Linked
from ..content.list_names import of_tag
from ..content.naming import chosen_forms, locked_of_campaign
from ..content.pagination import Slice, slice_of
from ..content.sources import Sources
from ..dependencies import QuestionKind
from ..hanzi.locks import Lock, Locked, merged
from ..models.front_matter import Campaign
from ..pictures.library import Pictures, Published
from .page import SocialPicture
from .social import SocialCards

NEAR = 12
"""How far from an item, within a list, others count as near: keeps the work for each item bounded however long the
lists grow."""


class Catalogue(Sources, dict=True):
    """The items, their lists and pictures.

    linked: every item, by the path of its file. now: ISO, to the minute. locked: texts that the Traditional edition
    looks after; see `locked_texts`.
    """

    linked: Mapping[str, Linked]
    graph: Graph
    pictures: Pictures
    now: str
    locked: Mapping[str, Lock] = field(default_factory=dict)

    # of items

    def teaser(self, address: str) -> Teaser | None:
        return self.graph.by_address.get(address)

    def _item(self, address: str) -> object:
        linked = self.linked_at(address)
        return linked and (linked.digest, linked.teaser, linked.targets, linked.fields)

    def _front(self, address: str) -> object:
        linked = self.linked_at(address)
        return linked and (linked.front_digest, linked.teaser, linked.fields)

    def is_same_front(self, other: Catalogue, address: str) -> bool:
        """Whether an item's front matter, and all that it leads to, is the same in another world."""
        front = self._front(address)
        return front is not None and front == other._front(address)

    def linked_at(self, address: str) -> Linked | None:
        """The item that is out at an address."""
        placed = self.register.by_address.get(address) if address in self.register.out else None
        return self.linked[placed.outline.path] if placed else None

    # of lists

    def addresses(self, name: str) -> Dated:
        return self.graph.dated(name)

    def first(self, name: str, most: str) -> Dated:
        """The newest of a list, `most` at most."""
        return tuple(map(with_date, islice(self.graph.list(name), int(most))))  # a list of all is long

    def near(self, name: str, address: str) -> Dated:
        """What stands in a list within NEAR places of an item; of an item that is not in it, the newest. How far this
        and the next two look is known to `incremental/changes`."""
        index = self.graph.index(name, address) or 0
        return self.graph.dated(name)[max(0, index - NEAR) : index + NEAR + 1]

    def beside(self, name: str, address: str) -> tuple[str, str]:
        """The addresses of the next older and the next newer item of a list, or empty."""
        held, index = self.graph.list(name), self.graph.index(name, address)
        if index is None:
            return "", ""
        older = held[index + 1].address if index + 1 < len(held) else ""
        return older, held[index - 1].address if index else ""

    def page(self, name: str, base: str, number: str) -> Slice[str]:
        """A page of a list, `number` being empty for the newest; of later pages only those that a pager shows."""
        part = slice_of(base, self.graph.list(name), int(number) if number else None)
        return part.of(tuple(teaser.address for teaser in part.items))

    def size(self, name: str) -> int:
        return len(self.graph.list(name))

    def totals(self, name: str) -> Mapping[tuple[str, str], int]:
        return self.graph.totals(name)

    def calendar(self, name: str) -> Mapping[str, int]:
        return self.graph.calendar(name)

    def teasers(self, name: str) -> TeaserList:
        return self.graph.list(name)

    def _fronts(self, name: str) -> object:
        return tuple((self.linked[f.path].front_digest, f, self.linked[f.path].fields) for f in self.graph.list(name))

    def counted(self, until: str, collection: str, *conditions: str) -> tuple[str, ...]:
        return tuple(teaser.address for teaser in self.graph.counted(until, collection, conditions))

    def slug_of_tag(self, name: str) -> str:
        """The last part of a tag's address; empty for one that no item has."""
        return self._tag_slugs.get(name, "")

    @cached_property
    def _tag_slugs(self) -> Mapping[str, str]:
        return {tag.name: tag.slug for tag in self.graph.tags}

    def tag_at(self, address: str) -> str:
        """The tag whose list stands at an address."""
        return self._tags_by_address.get(address, "")

    @cached_property
    def _tags_by_address(self) -> Mapping[str, str]:
        return {list_addresses.of_tag(tag.slug): tag.name for tag in reversed(self.graph.tags)}

    def tags(self) -> tuple[tuple[str, str], ...]:
        """Names and slugs of the tags that lead to something, by slug."""
        return tuple((tag.name, tag.slug) for tag in self.graph.tags if self.graph.list(of_tag(tag.name)))

    def _tags_about(self, _everything: str) -> object:
        return self.tags()

    # of everything else

    def picture(self, address: str) -> Published | None:
        return self.pictures.at(address)

    def has_come(self, minute: str) -> bool:
        """Whether it is `minute` (ISO) or later."""
        return self.now >= minute

    def _locked_in(self, path: str) -> object:
        """Which of the locked texts stand in the file at `path`: told more exactly where changes are looked for."""
        return self.locked

    def card_for_links(self, name: str) -> SocialPicture:
        """The drawn card for pages called `name`, or below it."""
        return self._social_cards.of(name)

    @cached_property
    def _social_cards(self) -> SocialCards:
        return SocialCards(self.campaign.campaign)


def locked_texts(campaign: Campaign, items: Iterable[Iterable[Locked]]) -> Mapping[str, Lock]:
    """Of campaign and items that are out; none where there is no Traditional edition. See `hanzi.locks`."""
    if not has_traditional(campaign):
        return {}
    return merged((locked_of_campaign(campaign), *items), chosen_forms(campaign))


CATALOGUE_ANSWERS: Mapping[QuestionKind, Callable[..., object]] = {
    "teaser": Catalogue.teaser,
    "item": Catalogue._item,
    "front": Catalogue._front,
    "addresses": Catalogue.addresses,
    "first": Catalogue.first,
    "near": Catalogue.near,
    "beside": Catalogue.beside,
    "page": Catalogue.page,
    "size": Catalogue.size,
    "totals": Catalogue.totals,
    "calendar": Catalogue.calendar,
    "teasers": Catalogue.teasers,
    "fronts": Catalogue._fronts,
    "counted": Catalogue.counted,
    "slug of tag": Catalogue.slug_of_tag,
    "tag at": Catalogue.tag_at,
    "tags": Catalogue._tags_about,
    "picture": Catalogue.picture,
    "has come": Catalogue.has_come,
    "locked in": Catalogue._locked_in,
    "card for links": Catalogue.card_for_links,
}
"""What can be asked of a catalogue besides, and who answers."""

LISTS: Set[QuestionKind] = frozenset(
    {"addresses", "first", "near", "beside", "page", "size", "totals", "calendar", "teasers", "fronts"}
)
"""Questions about the list that they name first."""
