"""Days on which the whole site is grey: known to every page, for a page made today is read on other days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ..models.front_matter import Mourning
from ..records import Record


class MourningDays(Record):
    """What theme/cxzy/site_head.html tells assets/mourning.js.

    spans: `from/until` in Shanghai's time to the minute, both included, separated by blanks.
    now: whether the moment of building lies in one of them, for readers without scripts.
    """

    spans: str
    now: bool


def mourning_days(spans: Iterable[Mourning], now: dt.datetime) -> MourningDays | None:
    """None where no days are configured."""
    bounds = [(span.since.start, span.until.end) for span in spans]
    if not bounds:
        return None
    written = " ".join(f"{since:%Y-%m-%dT%H:%M}/{until:%Y-%m-%dT%H:%M}" for since, until in bounds)
    return MourningDays(written, any(since <= now <= until for since, until in bounds))
