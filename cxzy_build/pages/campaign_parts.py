"""What hand-written pages show of campaign.yml: where a paragraph says just `[领导小组]`, and the like."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..models.leading_group import leading_group_of
from .lookup import Lookup

TEMPLATE = "cxzy/parts/of_campaign.html"


def _review_steps(lookup: Lookup) -> tuple[str, ...]:
    return tuple(step.strip() for step in lookup.campaign.review.steps if isinstance(step, str) and step.strip())


PARTS: Mapping[str, tuple[str, Callable[[Lookup], object]]] = {
    "[争创标准]": ("standards", lambda lookup: lookup.campaign.standards),
    "[领导小组]": ("leading_group", lambda lookup: leading_group_of(lookup.campaign.leading_group)),
    "[审核步骤]": ("review_steps", _review_steps),
}
"""By the paragraph that asks for it: the macro that draws it, and what that is shown."""
