"""The rules about bodies that both ways of converting one keep."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from msgspec import structs

from ..hanzi.spacing import join_chinese
from .body import BodyImage
from .slots import IMAGE_SLOT, image_slot

_PICTURES = f"<p>(?:\\s|<br>)*(?:{IMAGE_SLOT.pattern}(?:\\s|<br>)*)+</p>\\s*"
_ALBUM = re.compile(f"{_PICTURES}(?:{_PICTURES})*")
"""Neighbouring paragraphs of nothing but pictures: an album, if there are two or more pictures."""
_ODD_ALBUMS = (3, 5)
"""Of how many pictures the first has a line to itself: the others stand two by two (`.cx-album` in cxzy.css)."""

MORE = re.compile(r"<!--\s*more\s*-->")
"""What a writer puts where the text that lists show ends."""

SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp"})

CHINESE_QUOTES = ("“", "”", "‘", "’")
"""To Markdown and HTML they are characters like others."""

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FALSE_ATTRIBUTE = re.compile(r'>[^<]*="')
_HEADING_TAG = re.compile(r"<(/?)[hH]([1-6])(?=[\s>])")


def is_elsewhere(address: str, site_url: str) -> bool:
    """Whether an address names its host or scheme, and these are not this site's: it stays as written."""
    is_whole = bool(SCHEME.match(address)) or address.startswith("//")
    return is_whole and not (site_url and address.startswith(site_url))


def levels(written: Iterable[str]) -> dict[str, int]:
    """What levels of headings become: one after another from the second, for the first is the page's title's."""
    return {level: min(number, 6) for number, level in enumerate(sorted(set(written)), 2)}


def levelled(html: str) -> str:
    """The HTML with the levels of its headings as `levels` has them."""
    become = levels(level for _, level in _HEADING_TAG.findall(html))
    if all(int(level) == number for level, number in become.items()):
        return html
    return _HEADING_TAG.sub(lambda m: f"<{m[1]}h{become[m[2]]}", html)


def plain_text(html: str) -> str:
    """The text of HTML, white space folded."""
    return join_chinese(" ".join(unescape(_TAG.sub(" ", COMMENT.sub("", html))).split()))


def has_false_attributes(html: str) -> bool:
    """Whether some text in HTML looks like an attribute: only then have tags to be told from what stands between them.
    Of our pages that may be so where a body is: templates write quotation marks in texts otherwise."""
    return bool(_FALSE_ATTRIBUTE.search(f">{html}"))


def with_figures(html: str, images: tuple[BodyImage, ...]) -> tuple[str, tuple[BodyImage, ...]]:
    """Runs of images wrapped, single ones with a title out of their paragraph, which cannot hold a figure; both
    marked."""
    marked = list(images)

    def wrapped(found: re.Match[str]) -> str:
        slots = [int(number) for number in IMAGE_SLOT.findall(found[0])]
        if len(slots) == 1:
            (number,) = slots
            marked[number] = structs.replace(marked[number], alone=bool(marked[number].title))
            return f"{image_slot(number)}\n" if marked[number].alone else found[0]
        for number in slots:
            first_of_odd = number == slots[0] and len(slots) in _ODD_ALBUMS
            marked[number] = structs.replace(marked[number], in_album=True, alone=first_of_odd)
        held = "".join(map(image_slot, slots))
        return f'<div class="cx-album" data-count="{len(slots)}">{held}</div>\n'

    return (_ALBUM.sub(wrapped, html) if images else html), tuple(marked)
