"""What a converted body is made of, and the rules about it that both ways of converting one keep."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Literal, NamedTuple

from msgspec import structs

from ..records import Record

Use = Literal["link", "resource"]

SLOT = re.compile("\x02(\\d+)\x03")
_IMAGE = re.compile("\x02i(\\d+)\x03")
_PICTURES = "<p>(?:\\s|<br>)*(?:\x02i\\d+\x03(?:\\s|<br>)*)+</p>\\s*"
_ALBUM = re.compile(f"{_PICTURES}(?:{_PICTURES})*")
"""Neighbouring paragraphs of nothing but pictures: an album, if there are two or more pictures."""

_LINKED = re.compile("<a\\b[^>]*\x02(\\d+)\x03[^>]*>(.*?)</a>", re.DOTALL)
MORE = re.compile(r"<!--\s*more\s*-->")
"""What a writer puts where the text that lists show ends."""

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_H1 = re.compile(r"<[hH]1[\s>]")
_HEADING_TAG = re.compile(r"<(/?)[hH]([1-5])(?=[\s>])")


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
    clickable: whether it stands in a link already; in_album: among other images, with no text between; alone: in a
    paragraph of its own, with a title that is to stand below it.
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
    show."""

    html: str = ""
    references: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    lead: str = ""
    images: tuple[BodyImage, ...] = ()

    def filled(self, addresses: Callable[[int], str | None], draw: Callable[[int], str] | None = None) -> str:
        """The HTML with each slot's address; a link whose address is None becomes its text.

        `draw` gives the HTML of an image by its number; without it images are plain, as written.
        """
        return self.filled_into(self.html, addresses, draw)

    def filled_into(
        self, html: str, addresses: Callable[[int], str | None], draw: Callable[[int], str] | None = None
    ) -> str:
        """`html`, which has the body's HTML in it, filled as `filled` says."""
        if not self.references:
            return html
        html = _LINKED.sub(lambda m: m[0] if addresses(int(m[1])) is not None else m[2], html)
        if self.images:
            html = _IMAGE.sub(lambda m: draw(int(m[1])) if draw else self.images[int(m[1])].html, html)
        return SLOT.sub(lambda m: addresses(int(m[1])) or "", html)


def is_elsewhere(address: str, site_url: str) -> bool:
    """Whether an address names its host or scheme, and these are not this site's: it stays as written."""
    is_whole = bool(SCHEME.match(address)) or address.startswith("//")
    return is_whole and not (site_url and address.startswith(site_url))


def demoted(html: str) -> str:
    """The HTML with its headings one level down if there is one of the first, which is the page's title's."""
    return _HEADING_TAG.sub(lambda m: f"<{m[1]}h{int(m[2]) + 1}", html) if _H1.search(html) else html


def plain_text(html: str) -> str:
    """The text of HTML, white space folded."""
    return join_chinese(" ".join(unescape(_TAG.sub(" ", COMMENT.sub("", html))).split()))


_CHINESE = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
_ONE_CHINESE = re.compile(_CHINESE)
_GAP = re.compile(f" (?<={_CHINESE} )(?={_CHINESE})")


def is_chinese(character: str) -> bool:
    """Whether blanks beside it are dropped, see `join_chinese`."""
    return _ONE_CHINESE.match(character) is not None


def join_chinese(text: str) -> str:
    """Drop the blanks that line breaks and tags leave between Chinese characters."""
    return _GAP.sub("", text)


def with_figures(html: str, images: tuple[BodyImage, ...]) -> tuple[str, tuple[BodyImage, ...]]:
    """Runs of images wrapped, single ones with a title out of their paragraph, which cannot hold a figure; both
    marked."""
    marked = list(images)

    def wrapped(found: re.Match[str]) -> str:
        slots = [int(number) for number in _IMAGE.findall(found[0])]
        if len(slots) == 1:
            (number,) = slots
            marked[number] = structs.replace(marked[number], alone=bool(marked[number].title))
            return f"\x02i{number}\x03\n" if marked[number].alone else found[0]
        for number in slots:
            marked[number] = structs.replace(marked[number], in_album=True)
        held = "".join(f"\x02i{number}\x03" for number in slots)
        return f'<div class="cx-album" data-count="{len(slots)}">{held}</div>\n'

    return (_ALBUM.sub(wrapped, html) if images else html), tuple(marked)
