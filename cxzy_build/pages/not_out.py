"""What previews say of an item that readers do not see."""

from __future__ import annotations

import datetime as dt

from ..content.models import Front
from .labels import moment_text


def why_not_out(front: Front, now: dt.datetime) -> str:
    """What keeps the item from being read at `now`: draft, not yet, no longer; empty where nothing does."""
    if front.draft:
        return "草稿"
    coming = [moment for moment in (front.date, front.publish_on) if moment and moment.start > now]
    if coming:
        return f"将于{moment_text(max(coming))}发布"
    return "已过期" if front.expire_on and front.expire_on.end < now else ""
