"""Sums over promises: how many stand in which state, and how many were kept in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from ..content.items import PromiseState, Teaser
from . import labels
from .views import Share, Tally

KEPT_FIRST = ("kept", "doing", "promised", "missed")
"""States in the order of the bar."""


def tally(promises: Iterable[PromiseState]) -> Tally | None:
    """The states of promises as shares of all; None where there are none."""
    held = tuple(promises)
    if not held:
        return None
    counts: Counter[str] = Counter(promise.state for promise in held)
    shares, start = [], 0
    for state in KEPT_FIRST:
        if counts[state]:
            timely = sum(promise.in_time is True for promise in held) if state == "kept" else 0
            shares.append(Share(state, labels.STATE[state], counts[state], start, timely))
            start += counts[state]
    kept = labels.percent_text(counts["kept"], len(held))
    return Tally(len(held), tuple(shares), kept)


def promises_of(teasers: Iterable[Teaser]) -> Iterator[PromiseState]:
    """Every promise of some commitments."""
    for teaser in teasers:
        yield from teaser.promises
