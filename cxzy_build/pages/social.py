"""The pictures that links to the site show: an item's photo, or the card drawn for its column, role or kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..content.items import Item
from ..content.list_addresses import COLUMNS, ROLES
from ..models.front_matter import Campaign, Named
from . import labels
from .page import SocialPicture

WIDTH, HEIGHT = 1200, 630
"""A drawn card's size in pixels: what the platforms ask for, 1.91 to 1."""

SITE = "site"
"""The name of the card of pages that have none of their own."""


def drawn_cards(campaign: Campaign) -> Mapping[str, str]:
    """The words on each drawn card's title slip, by the card's name.

    A list's card has the name of the list's address, so that all pages below it find it.
    """
    return {SITE: "", **dict(_names(campaign))}


def _names(campaign: Campaign) -> Iterator[tuple[str, str]]:
    yield from labels.COLLECTION.items()
    yield from labels.SECTION.items()
    lists: tuple[tuple[str, tuple[Named, ...]], ...] = (
        (COLUMNS, campaign.columns),
        (ROLES, campaign.roles),
        ("results/kinds/", campaign.result_kinds),
        ("documents/kinds/", campaign.document_kinds),
    )
    for folder, entries in lists:
        yield from ((f"{folder}{entry.id}", entry.name) for entry in entries)
    yield from ((f"branches/kinds/{kind}", name) for kind, name in labels.BRANCH_KIND.items())


def card_of_item(item: Item) -> str:
    """The name of the card drawn for the item's column, role or kind."""
    if not item.front.group:
        return item.collection
    folder = {"news": COLUMNS, "exemplars": ROLES}.get(item.collection, f"{item.collection}/kinds/")
    return f"{folder}{item.front.group}"


def card_of_address(address: str) -> str:
    """What the card of the page at `address` is called, if it has one."""
    return address.partition("/page/")[0].rstrip("/")


class SocialCards:
    """Finds the drawn card for a page."""

    def __init__(self, campaign: Campaign) -> None:
        self._slips = drawn_cards(campaign)
        self._name = campaign.name

    def of(self, name: str) -> SocialPicture:
        """The card called `name`, or that of the nearest name above it, or the site's."""
        while name and name not in self._slips:
            name = name.rpartition("/")[0]
        name = name or SITE
        slip = self._slips[name]
        return SocialPicture(card_address(name), f"{self._name} · {slip}" if slip else self._name, WIDTH, HEIGHT)


def card_address(name: str) -> str:
    return f"assets/cards/{name}.jpg"
