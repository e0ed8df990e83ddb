"""Links of finished pages that lead nowhere: which of them are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from ..content.editions import FOLDER, has_traditional, original
from ..content.list_addresses import COLUMNS, PHASES, TAGS
from ..delivery.verification import FRAME, BrokenLink
from ..errors import Problem, any_error
from ..pages.world import World
from ..settings import Settings
from .link_places import LinkPlaces
from .planning import Site
from .reading import Content


def unresolved(settings: Settings, content: Content, site: Site, broken: Iterable[BrokenLink]) -> Iterator[Problem]:
    """A problem for each broken link, at every place that made it."""
    if faults := _once(broken, has_both=has_traditional(site.world.campaign.campaign)):
        told = _ToldElsewhere(content, site.world, faults)
        places = LinkPlaces(settings, content, site)
        for fault in faults:
            if not told.has(fault):
                yield from places.problems(fault)


_OF_CAMPAIGN = (PHASES, COLUMNS, TAGS)
"""Pages that there are because campaign.yml says so."""


class _ToldElsewhere:
    """Faults that come of others: of the navigation's, which all pages have, and of items and of entries of
    campaign.yml that are faulty themselves."""

    def __init__(self, content: Content, world: World, faults: Iterable[BrokenLink]) -> None:
        self._in_frame = {fault.target for fault in faults if fault.page == FRAME}
        self._of_campaign = _OF_CAMPAIGN if any_error(world.campaign.problems) else ()
        faulty = [one.teaser for one in world.linked.values() if not one.teaser.is_valid]
        self._items = {(teaser.collection, teaser.slug) for teaser in faulty}
        self._paths = {teaser.address: teaser.path for teaser in faulty}
        self._load = content.draft_cache.load

    def has(self, fault: BrokenLink) -> bool:
        if fault.page != FRAME and fault.target in self._in_frame:
            return True
        if fault.fragment and (path := self._paths.get(fault.target)):
            return "attachments" in self._load(path).cut  # whose place is named; of an item not read it is every key
        target = original(fault.target)
        return _names(target) in self._items or target.startswith(self._of_campaign)


def _once(broken: Iterable[BrokenLink], *, has_both: bool) -> tuple[BrokenLink, ...]:
    """Each as it is in the Simplified edition, where the other has it as well: to the same place, or to the like of it
    in its own. What somebody wrote as an address of the other edition is told as such."""
    known: dict[tuple[str, str, str], BrokenLink] = {}
    for fault in sorted(broken, key=lambda fault: (fault.page.startswith(FOLDER), fault.target.startswith(FOLDER))):
        page, target = original(fault.page), fault.target
        in_other = has_both and (page == FRAME or page != fault.page)
        if in_other and (page, target, fault.fragment) not in known:
            target = original(target)
        known.setdefault((page, target, fault.fragment), structs.replace(fault, page=page, target=target))
    return tuple(known.values())


def _names(address: str) -> tuple[str, str]:
    """Collection and slug of an item's address."""
    parts = address.strip("/").split("/")
    return parts[0], parts[-1]
