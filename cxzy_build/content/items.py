"""An item with its place in the site: draft plus slug, address, and what its references lead to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from .bodies import Body
from .drafts import Draft
from .models import Front, NewsFront
from .moments import Moment

LISTED_LEAD = 140
"""Characters of a first paragraph that a list shows at most, cut back to the last sentence end."""

PLACEHOLDER = "在这里写正文。"
"""The body of a new item, until somebody writes one."""

_SENTENCE_ENDS = "。！？；…"


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference leads to: an address of the site (relative to its root) with a fragment, or a file."""

    address: str = ""
    fragment: str = ""
    query: str = ""
    item: str = ""
    """The address of the item it leads to, if it leads to one."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One item of a collection, resolved. `address` is relative to the site's root and ends with a slash.

    targets: where each of the body's references leads; None: to an item that is not out.
    fields: the same for what the front matter refers to (pictures, attachments, evidence), by the text written.
    files: the files published with it, (path under content/, address).
    phase: the id written, or that of the phase whose range holds the event or publication day; empty: none.
    """

    path: str
    collection: str
    slug: str
    address: str
    front: Front
    body: Body
    phase: str
    whole: bool
    targets: tuple[Target | None, ...] = ()
    fields: Mapping[str, Target | None] = field(default_factory=dict)
    files: tuple[tuple[str, str], ...] = ()

    @property
    def heading(self) -> str:
        return self.front.heading

    @property
    def date(self) -> Moment | None:
        return self.front.date

    @property
    def day(self) -> dt.date | None:
        return self.front.date.day if self.front.date else None

    @property
    def link(self) -> str:
        """How people refer to it: `collection/slug`."""
        return f"{self.collection}/{self.slug}"

    @property
    def summary(self) -> str:
        return self.front.summary or cut_at_sentence(self.body.lead, LISTED_LEAD)

    @property
    def column(self) -> str:
        return self.front.column if isinstance(self.front, NewsFront) else ""


def address_of(draft: Draft, slug: str) -> str:
    """An item's address after the contract's table."""
    if isinstance(draft.front, NewsFront):
        return f"news/{draft.front.date.start:%Y/%m}/{slug}/"
    return f"{draft.collection}/{slug}/"


def cut_at_sentence(text: str, limit: int) -> str:
    """At most `limit` characters, ending where a sentence ends, or with an ellipsis where none does."""
    if len(text) <= limit:
        return text
    end = max(text.rfind(mark, 0, limit) for mark in _SENTENCE_ENDS)
    return text[: end + 1] if end >= limit // 4 else f"{text[: limit - 1]}…"


def newest_first(item: Item) -> tuple[int, int, str]:
    """Sort key: by date, undated last, then by address."""
    start = item.date.start if item.date else None
    minutes = int((start - dt.datetime(1, 1, 1)).total_seconds()) // 60 if start else 0
    return (0 if start else 1, -minutes, item.address)
