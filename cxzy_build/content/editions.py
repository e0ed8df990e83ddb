"""The Traditional edition: the same tree of pages once more, in a folder of its own, but none of the other files."""

from __future__ import annotations

from ..models.front_matter import Campaign
from .paths import whole_address

SIMPLIFIED, TRADITIONAL = "zh-Hans", "zh-Hant"
"""What items say they are written in, and how links between the editions name them."""

LANGUAGE = "zh-CN"
"""What pages and feeds of the Simplified edition say they are written in, templates of whole pages among them; those of
the other edition say TRADITIONAL."""

LOCALE, TRADITIONAL_LOCALE = "zh_CN", "zh_TW"
"""The same in Open Graph, which takes a language with a country."""

FOLDER = "zh-hant/"
"""What the addresses of the Traditional edition start with."""


def has_traditional(campaign: Campaign) -> bool:
    return TRADITIONAL in campaign.editions


def original(address: str) -> str:
    """An address in the Simplified edition, of one in either."""
    return address.removeprefix(FOLDER)


def alternates(site_url: str, address: str) -> tuple[tuple[str, str], ...]:
    """Languages and URLs of the page at `address`: for search engines."""
    here = whole_address(site_url, address)
    return (SIMPLIFIED, here), (TRADITIONAL, whole_address(site_url, f"{FOLDER}{address}")), ("x-default", here)
