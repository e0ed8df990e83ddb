"""Sums over promises: how many stand in which state, and how many were kept in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..content.models import Promise
from . import labels
from .views import Share, Tally

KEPT_FIRST = ("kept", "doing", "promised", "missed")
"""States in the order of the bar."""


def kept_in_time(promise: Promise) -> bool | None:
    """Whether a kept promise was kept by its due day; None where that cannot be told."""
    if promise.state != "kept" or not (promise.due and promise.on):
        return None
    return promise.on.start <= promise.due.end


def tally(promises: Iterable[Promise]) -> Tally | None:
    """The states of promises as shares of all; None where there are none."""
    held = tuple(promises)
    if not held:
        return None
    counts: Counter[str] = Counter(promise.state for promise in held)
    shares, start = [], 0
    for state in KEPT_FIRST:
        if counts[state]:
            shares.append(Share(state, labels.STATE[state], counts[state], start))
            start += counts[state]
    kept = labels.percent_text(counts["kept"], len(held))
    return Tally(len(held), tuple(shares), kept, sum(kept_in_time(promise) is True for promise in held))
