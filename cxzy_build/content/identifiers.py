"""Ids that items name: of entries of campaign.yml, and of items by their collection."""

from __future__ import annotations

from collections.abc import Collection

from ..models.collections import COLLECTIONS
from .addresses import Register
from .campaign_file import CampaignFile


def knows(campaign: CampaignFile, register: Register, kind: str, ident: str) -> bool:
    """Whether there is such an id; a list of campaign.yml that has a fault of its own counts as knowing all."""
    if kind in COLLECTIONS:
        return f"{kind}/{ident}" in register.by_link
    return ident in campaign.ids.get(kind, (ident,))


def known_ids(campaign: CampaignFile, register: Register, kind: str) -> Collection[str]:
    """All that `knows` knows of a kind."""
    if kind in COLLECTIONS:
        return frozenset(one.slug for one in register.of_collection(kind))
    return campaign.ids.get(kind, frozenset())
