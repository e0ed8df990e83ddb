"""The leading group of campaign.yml, as far as it can be made out: it may be written in any way, for long nothing
showed it."""

from __future__ import annotations

from typing import Any

from ..records import Record

KEYS = ("about", "members")
KEYS_OF_MEMBER = ("duty", "name")


class Member(Record):
    """One of the group. `duty` may be empty."""

    duty: str
    name: str


class LeadingGroup(Record):
    """A paragraph about it, which may be empty, and its members."""

    about: str
    members: tuple[Member, ...]


NOBODY = LeadingGroup("", ())


def leading_group_of(given: Any) -> LeadingGroup:
    """What is understood of the key's value."""
    if not isinstance(given, dict):
        return LeadingGroup(_text(given), ())
    entries = given.get("members")
    held = tuple(filter(None, map(member_of, entries if isinstance(entries, list | tuple) else ())))
    return LeadingGroup(_text(given.get("about")), held)


def member_of(given: Any) -> Member | None:
    """One of the members; None if it has no name."""
    duty, name = (_text(given.get("duty")), _text(given.get("name"))) if isinstance(given, dict) else ("", _text(given))
    return Member(duty, name) if name else None


def _text(given: Any) -> str:
    return given.strip() if isinstance(given, str) else ""
