"""How tasks ask what there is to show: every question is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from ..content.drafts import Draft
from ..content.graph import Dated, TeaserList
from ..content.items import Item, Teaser
from ..content.pagination import Slice
from ..dependencies import DependencyLog
from ..hanzi.locks import PERSON, spelled
from ..models.front_matter import Campaign, Named
from ..pictures.library import Published
from .catalogue import Catalogue
from .page import SocialPicture


class _NotedCampaign:
    """campaign.yml; each key that is read is noted."""

    def __init__(self, campaign: Campaign, log: DependencyLog) -> None:
        self._campaign = campaign
        self._note = log.note

    def __getattr__(self, key: str) -> object:
        self._note(("campaign", key))
        return getattr(self._campaign, key)


class Lookup:
    """Asks a catalogue on behalf of tasks, and notes what was asked; one for each worker.

    load: the draft of the item in the file at a path. campaign: whoever reads a key of it has asked for that.
    """

    def __init__(self, catalogue: Catalogue, log: DependencyLog, load: Callable[[str], Draft]) -> None:
        self._catalogue = catalogue
        self._load = load
        self.log = log
        self.note = log.note
        self.note_all = log.note_all
        self.campaign = cast(Campaign, _NotedCampaign(catalogue.campaign.campaign, log))

    def apart(self) -> Lookup:
        """A lookup in the same catalogue that notes its questions apart from this one's."""
        return Lookup(self._catalogue, DependencyLog(), self._load)

    def item(self, address: str) -> Item:
        """An item that is out, whole."""
        self.note(("item", address))
        return self._whole(address)

    def front_of(self, address: str) -> Item:
        """An item that is out, for tasks that show nothing of its body, and are not done again when that changes."""
        self.note(("front", address))
        return self._whole(address)

    def fronts_of(self, name: str) -> TeaserList:
        """The teasers of a list whose items' front matter is to be shown: see `front_again`."""
        self.note(("fronts", name))
        return self._catalogue.teasers(name)

    def front_again(self, address: str) -> Item:
        """An item of a list that `fronts_of` was asked for."""
        return self._whole(address)

    def _whole(self, address: str) -> Item:
        linked = self._catalogue.linked_at(address)
        assert linked
        return linked.item(self._load(linked.placed.outline.path))

    def entry(self, key: str, ident: str) -> tuple[int, Named] | None:
        self.note(("entry", key, ident))
        return self._catalogue.entry(key, ident)

    def card_for_links(self, name: str) -> SocialPicture:
        self.note(("card for links", name))
        return self._catalogue.card_for_links(name)

    def teaser(self, address: str) -> Teaser | None:
        self.note(("teaser", address))
        return self._catalogue.teaser(address)

    def seen(self, address: str) -> Teaser:
        """The teaser of an item that a list named."""
        teaser = self.teaser(address)
        assert teaser
        return teaser

    def addresses(self, name: str) -> Dated:
        self.note(("addresses", name))
        return self._catalogue.addresses(name)

    def first(self, name: str, most: int) -> tuple[str, ...]:
        self.note(("first", name, f"{most}"))
        return tuple(address for address, _ in self._catalogue.first(name, f"{most}"))

    def near(self, name: str, address: str) -> Dated:
        self.note(("near", name, address))
        return self._catalogue.near(name, address)

    def beside(self, name: str, address: str) -> tuple[Teaser | None, Teaser | None]:
        self.note(("beside", name, address))
        older, newer = self._catalogue.beside(name, address)
        return self.teaser(older) if older else None, self.teaser(newer) if newer else None

    def page(self, name: str, base: str, number: int | None) -> Slice[Teaser]:
        written = f"{number}" if number else ""
        self.note(("page", name, base, written))
        part = self._catalogue.page(name, base, written)
        return part.of(tuple(map(self.seen, part.items)))

    def size(self, name: str) -> int:
        self.note(("size", name))
        return self._catalogue.size(name)

    def totals(self, name: str) -> Mapping[tuple[str, str], int]:
        self.note(("totals", name))
        return self._catalogue.totals(name)

    def calendar(self, name: str) -> Mapping[str, int]:
        self.note(("calendar", name))
        return self._catalogue.calendar(name)

    def teasers(self, name: str) -> TeaserList:
        self.note(("teasers", name))
        return self._catalogue.teasers(name)

    def counted(self, until: str, collection: str, conditions: Iterable[str]) -> tuple[str, ...]:
        items = (collection, *conditions)
        self.note(("counted", until, *items))
        return self._catalogue.counted(until, *items)

    def slug_of_tag(self, name: str) -> str:
        self.note(("slug of tag", name))
        return self._catalogue.slug_of_tag(name)

    def tag_at(self, address: str) -> str:
        self.note(("tag at", address))
        return self._catalogue.tag_at(address)

    def tags(self) -> tuple[tuple[str, str], ...]:
        self.note(("tags", ""))
        return self._catalogue.tags()

    def picture(self, address: str) -> Published | None:
        self.note(("picture", address))
        return self._catalogue.picture(address)

    def has_come(self, minute: str) -> bool:
        self.note(("has come", minute))
        return self._catalogue.has_come(minute)

    def written(self, address: str) -> Mapping[str, str]:
        """How the texts of the item at an address were written in Traditional (see `locks.spelled`); none of one that
        was not. For tasks that have asked for the item."""
        linked = self._catalogue.linked_at(address)
        if linked is None or not any(form not in ("", PERSON) for _, form in linked.locked):
            return {}
        written = self._load(linked.placed.outline.path).written
        return spelled(dict((*written.body, *written.front)))

    def bytes_in(self, path: str) -> int:
        """The size of a file under content/."""
        self.note(("contents of", path))
        return self._catalogue.contents[path][0]

    def depends_on(self, name: str) -> None:
        """Note that what is being made depends on something of which only the digest is known."""
        self.note(("digest", name))
