"""The campaign's phases as readers see them, and how far each is from the occasion it all leads up to."""

from __future__ import annotations

from collections.abc import Iterable

from ..content import list_addresses, list_names
from ..models.collections import COLLECTIONS
from ..models.front_matter import Occasion, Phase
from . import labels
from .lookup import Lookup
from .page import PageLink
from .views import OccasionLine, PhaseLine


def in_order(phases: Iterable[Phase]) -> tuple[Phase, ...]:
    return tuple(sorted(phases, key=lambda p: (p.no, p.id)))


def phase_lines(lookup: Lookup) -> tuple[PhaseLine, ...]:
    return tuple(phase_line(lookup, phase) for phase in in_order(lookup.campaign.phases))


def occasion_of(lookup: Lookup) -> OccasionLine | None:
    """What the campaign leads up to, if campaign.yml names it."""
    occasion = lookup.campaign.occasion
    if not occasion:
        return None
    day = occasion.date.day
    return OccasionLine(occasion.name, labels.day_text(day), str(day))


def phase_line(lookup: Lookup, phase: Phase) -> PhaseLine:
    """A phase of the campaign, which must have been looked up."""
    address = list_addresses.of_phase(phase.id)
    counts = [(c, lookup.size(list_names.of_phase(phase.id, c))) for c in COLLECTIONS]
    return PhaseLine(
        no=phase.no,
        name=phase.name,
        address=address,
        span=f"{phase.start.day:%Y.%m}—{phase.end.day:%Y.%m}",
        iso_start=str(phase.start.day),
        iso_end=str(phase.end.day),
        distance=_distance(lookup.campaign.occasion, phase),
        tasks=phase.tasks,
        counts=tuple(PageLink(labels.COLLECTION[c], address, n) for c, n in counts if n),
        total=lookup.size(list_names.of_phase(phase.id)),
    )


def _distance(occasion: Occasion | None, phase: Phase) -> str:
    if not occasion:
        return ""
    days = (occasion.date.day - phase.start.day).days
    return f"距{occasion.name} {days} 天" if days > 0 else ""
