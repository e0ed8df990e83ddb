"""Links of items that are to come out by themselves: one that leads nowhere must not wait until nobody is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from html import unescape

from ..content.editions import has_traditional, original
from ..content.linking import Linked
from ..content.paths import file_at
from ..delivery.verification import BrokenLink, IdsAt
from ..models.collections import COLLECTIONS
from .planning import Site
from .reading import Content

_MAY_COME_WITH_IT = frozenset((*COLLECTIONS, "archive", "tags"))
"""The first parts of addresses that an item may bring about."""

_ID = re.compile(r'\sid="([^"]+)"')
_ATTACHMENTS = "fu-jian"
"""The place on an item's page that the template names."""


def broken_links_to_come(
    content: Content, site: Site, ids_at: IdsAt, is_everywhere: Callable[[str], bool]
) -> Iterator[BrokenLink]:
    """Those of which it is certain today: addresses that no item brings about, and places within hand-written pages,
    within items that are out, and within the item itself. is_everywhere: see `PageVerifier`."""
    hand_written, out = {page.address for page in content.pages}, content.register.out
    has_both = has_traditional(site.world.campaign.campaign)
    for linked in content.linked.coming:
        here = linked.placed.address
        for target in filter(None, (*linked.targets, *(target for _, target in linked.fields))):
            address, fragment = target.address, target.fragment
            page = original(address) if has_both else address
            if address != here and file_at(address) not in site.plan.specs:
                if page.partition("/")[0] not in _MAY_COME_WITH_IT:
                    yield BrokenLink(here, address, "", address)
            elif fragment and (address == here or page in hand_written or page in out):
                ids = _own_ids(content, linked) if address == here else ids_at(address)
                if ids is not None and fragment not in ids and not is_everywhere(fragment):
                    yield BrokenLink(here, address, fragment, f"#{fragment}")


def _own_ids(content: Content, linked: Linked) -> Collection[str] | None:
    if linked.teaser.collection == "branches":  # whose archive has places of its own
        return None
    body = content.draft_cache.load(linked.teaser.path).body
    html = "".join((body.html, *(image.html for image in body.images)))
    return {_ATTACHMENTS, *map(unescape, _ID.findall(html))}
