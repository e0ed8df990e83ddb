"""What hand-written pages show of campaign.yml: where a paragraph says just `[领导小组]`, and the like."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..content.models import Review, Standard
from ..records import Record
from .lookup import Lookup

TEMPLATE = "cxzy/parts/of_campaign.html"


class Member(Record):
    """One of the leading group. `duty` may be empty."""

    duty: str
    name: str


class LeadingGroup(Record):
    """The leading group: a paragraph about it, which may be empty, and its members."""

    about: str
    members: tuple[Member, ...]


def standards(lookup: Lookup) -> tuple[Standard, ...]:
    return lookup.campaign("standards")


def leading_group(lookup: Lookup) -> LeadingGroup:
    """What can be made out of it: for long nothing read it, so that it may be written in any way."""
    match lookup.told("leading_group"):
        case {**group}:
            return LeadingGroup(_text(group.get("about")), tuple(_members(group.get("members"))))
        case about:
            return LeadingGroup(_text(about), ())


def _members(given: Any) -> Iterator[Member]:
    for one in given if isinstance(given, list | tuple) else ():
        duty, name = (_text(one.get("duty")), _text(one.get("name"))) if isinstance(one, dict) else ("", _text(one))
        if name:
            yield Member(duty, name)


def review_steps(lookup: Lookup) -> tuple[str, ...]:
    review = lookup.told("review")
    return tuple(step for step in map(_text, review.steps) if step) if isinstance(review, Review) else ()


def _text(given: object) -> str:
    return given.strip() if isinstance(given, str) else ""


PARTS: Mapping[str, tuple[str, Callable[[Lookup], object]]] = {
    "[争创标准]": ("standards", standards),
    "[领导小组]": ("leading_group", leading_group),
    "[审核步骤]": ("review_steps", review_steps),
}
"""By the paragraph that asks for it: the macro that draws it, and what that is shown."""
