"""A converted body, its addresses and images left open."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from ..records import Record
from .slots import IMAGE_SLOT, SLOT

Use = Literal["link", "resource"]

_LINKED = re.compile(f"<a\\b[^>]*{SLOT.pattern}[^>]*>(.*?)</a>", re.DOTALL)


class Reference(NamedTuple):
    """An address in a body: as written, for the `nth` time in this body (from 0), to follow or to show."""

    target: str
    nth: int
    use: Use


class Heading(NamedTuple):
    level: int
    id: str
    text: str


class BodyImage(Record):
    """An image of this site in a body: its reference, and the tag as written with the reference's slot.

    caption: from its title, or the caption of the figure it stands in.
    width: as written, in CSS pixels or percent.
    clickable: whether it stands in a link already; in_album: among other images, with no text between; alone: in a line
    of its own: in a paragraph, with a title that is to stand below it, or in an album.
    """

    reference: int
    html: str
    alt: str
    caption: str
    width: str
    attributes: tuple[tuple[str, str], ...]
    clickable: bool
    in_album: bool = False
    alone: bool = False

    @property
    def title(self) -> str:
        return dict(self.attributes).get("title", "").strip()


class Body(Record):
    """A converted body. `html` has a slot for each of `references` and of `images`; `lead` is the plain text lists
    show. has_false_attributes: whether some text looks like an attribute (see `rules`).
    """

    html: str = ""
    references: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    lead: str = ""
    images: tuple[BodyImage, ...] = ()
    has_false_attributes: bool = False

    def fill(self, html: str, addresses: Callable[[int], str | None], draw: Callable[[int], str]) -> str:
        """`html`, in which this body stands, with each slot's address; a link whose address is None becomes its text.
        draw: gives the HTML of an image."""
        if not self.references:
            return html
        html = _LINKED.sub(lambda m: m[0] if addresses(int(m[1])) is not None else m[2], html)
        if self.images:
            html = IMAGE_SLOT.sub(lambda m: draw(int(m[1])), html)
        return SLOT.sub(lambda m: addresses(int(m[1])) or "", html)
