"""The Traditional edition: the same tree of pages once more, in a folder of its own, but none of the other files."""

from __future__ import annotations

from urllib.parse import quote

from ..models.front_matter import Campaign

SIMPLIFIED, TRADITIONAL = "zh-Hans", "zh-Hant"
FOLDER = "zh-hant/"
"""What the addresses of the Traditional edition start with."""


def has_traditional(campaign: Campaign) -> bool:
    return TRADITIONAL in campaign.editions


def original(address: str) -> str:
    """An address in the Simplified edition, of one in either."""
    return address.removeprefix(FOLDER)


def alternates(site_url: str, address: str) -> tuple[tuple[str, str], ...]:
    """Languages and URLs of the page at `address`: for search engines."""
    here = f"{site_url}{quote(address)}"
    return (SIMPLIFIED, here), (TRADITIONAL, f"{site_url}{FOLDER}{quote(address)}"), ("x-default", here)
