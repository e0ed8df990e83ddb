"""The campaign's phases as readers see them, and how far each is from the occasion it all leads up to."""

from __future__ import annotations

from ..content.graph import Graph
from ..content.models import COLLECTIONS, Phase
from . import labels
from .page import PageLink
from .views import Occasion, PhaseLine


def phases_in_order(graph: Graph) -> tuple[Phase, ...]:
    return tuple(sorted(graph.campaign.phases, key=lambda p: (p.no, p.id)))


def phase_lines(graph: Graph) -> tuple[PhaseLine, ...]:
    return tuple(_line(graph, phase) for phase in phases_in_order(graph))


def occasion_of(graph: Graph) -> Occasion | None:
    """What the campaign leads up to, if campaign.yml names it."""
    occasion = graph.campaign.occasion
    if not occasion:
        return None
    day = occasion.date.day
    return Occasion(occasion.name, labels.day_text(day), str(day))


def _line(graph: Graph, phase: Phase) -> PhaseLine:
    items = graph.by_phase.get(phase.id, ())
    address = f"phases/{phase.id}/"
    counts = [(c, sum(i.collection == c for i in items)) for c in COLLECTIONS]
    return PhaseLine(
        no=phase.no,
        name=phase.name,
        address=address,
        span=f"{phase.start.day:%Y.%m}—{phase.end.day:%Y.%m}",
        iso_start=str(phase.start.day),
        iso_end=str(phase.end.day),
        distance=_distance(graph, phase),
        tasks=phase.tasks,
        counts=tuple(PageLink(labels.COLLECTION[c], address, n) for c, n in counts if n),
        total=len(items),
    )


def _distance(graph: Graph, phase: Phase) -> str:
    occasion = graph.campaign.occasion
    if not occasion:
        return ""
    days = (occasion.date.day - phase.start.day).days
    return f"距{occasion.name} {days} 天" if days > 0 else ""
