"""What previews say of an item that readers do not see."""

from __future__ import annotations

from collections.abc import Mapping

from ..content.drafts import COMING, DRAFT, EXPIRED, OUT, Standing
from ..models.front_matter import Front
from .labels import moment_text

_SAID: Mapping[Standing, str] = {OUT: "", DRAFT: "草稿", EXPIRED: "已过期"}


def why_not_out(front: Front, standing: Standing) -> str:
    """What keeps an item from being read: draft, not yet, no longer; empty where nothing does."""
    if standing == COMING:
        return f"将于{moment_text(max(moment for moment in (front.date, front.publish_on) if moment))}发布"
    return _SAID[standing]
