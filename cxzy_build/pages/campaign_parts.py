"""What hand-written pages show of campaign.yml: where a paragraph says just `[领导小组]`, and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .lookup import Lookup

TEMPLATE = "cxzy/parts/of_campaign.html"


PARTS: Mapping[str, tuple[str, Callable[[Lookup], object]]] = {
    "[争创标准]": ("standards", lambda lookup: lookup.campaign.standards),
    "[领导小组]": ("leading_group", lambda lookup: lookup.campaign.leading_group),
    "[审核步骤]": ("review_steps", lambda lookup: lookup.campaign.review.steps),
}
"""By the paragraph that asks for it: the macro that draws it, and what that is shown."""
