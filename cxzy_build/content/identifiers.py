"""Ids that items name: of entries of campaign.yml, and of items by their collection."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain

from ..models.collections import COLLECTIONS
from ..models.words import chinese_number
from .addresses import Register
from .campaign_file import CampaignFile


def knows(campaign: CampaignFile, register: Register, kind: str, ident: str) -> bool:
    """Whether there is such an id; a list of campaign.yml that has a fault of its own counts as knowing all."""
    if kind in COLLECTIONS:
        return f"{kind}/{ident}" in register.by_link
    return ident in campaign.ids.get(kind, (ident,))


class KnownIds:
    """All that `knows` knows, for hints; each kind is gone through once. heading: of the item in the file at a path."""

    def __init__(self, campaign: CampaignFile, register: Register, heading: Callable[[str], str]) -> None:
        self._campaign, self._register, self._heading = campaign, register, heading
        self._ids: dict[str, Sequence[str]] = {}
        self._names: dict[str, Mapping[str, str]] = {}

    def of(self, kind: str) -> Sequence[str]:
        """The ids of a kind, in order."""
        if kind not in self._ids:
            self._ids[kind] = self._ids_of_items(kind) if kind in COLLECTIONS else self._ids_of_entries(kind)
        return self._ids[kind]

    def _ids_of_items(self, collection: str) -> Sequence[str]:
        return sorted({one.slug for one in self._register.of_collection(collection)})

    def _ids_of_entries(self, kind: str) -> Sequence[str]:
        return sorted(self._campaign.ids.get(kind, ()))

    def by_name(self, kind: str) -> Mapping[str, str]:
        """The ids of a kind, by what readers see."""
        if kind not in self._names:
            self._names[kind] = self._names_of_items(kind) if kind in COLLECTIONS else self._names_of_entries(kind)
        return self._names[kind]

    def _names_of_items(self, collection: str) -> Mapping[str, str]:
        return {self._heading(one.outline.path): one.slug for one in self._register.of_collection(collection)}

    def _names_of_entries(self, kind: str) -> Mapping[str, str]:
        campaign = self._campaign.campaign
        numbered = (
            (number, one.id)
            for one in (campaign.phases if kind == "phases" else ())
            for number in (str(one.no), f"第{one.no}阶段", f"第{chinese_number(one.no)}阶段")
        )
        return dict(chain(((one.name, one.id) for one in getattr(campaign, kind, ())), numbered))
