"""Material's frame around a page: rendered once per section of the navigation, then cut at its slots and spliced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from urllib.parse import quote

from ..bodies.body import Body
from ..content.addresses import HandPage
from ..content.items import Target
from ..content.paths import address_at, base_of
from ..errors import Problem
from ..files import digest_text
from ..records import Record


class Slot(StrEnum):
    """What differs between pages of one section. The values are the marks that a rendered shell carries."""

    BASE = "cxzy-slot-base-5f1d"
    """From the page to the site's root, without a final slash: `.`, `..`, `../..`."""
    HEAD = "cxzy-slot-head-5f1d"
    """What the head says of the page: HTML."""
    TITLE = "cxzy-slot-title-5f1d"
    """The page's title, escaped."""
    BODY = "cxzy-slot-body-5f1d"
    """The page's own part: HTML."""
    SITE = "cxzy-slot-site-5f1d"
    """What the head says of the whole site: HTML, the same on every page but for its BASE."""
    BRAND = "cxzy-slot-brand-5f1d"
    """The masthead's emblem and names, likewise."""
    FOOTER = "cxzy-slot-footer-5f1d"
    """Likewise."""
    SEARCH = "cxzy-slot-search-5f1d"
    """The form in the masthead, likewise; empty where the site cannot be searched."""
    SWITCH = "cxzy-slot-switch-5f1d"
    """The way to the same page in the other edition, likewise but for its PAGE as well."""
    PAGE = "cxzy-slot-page-5f1d"
    """The page's address, quoted."""


_MARK = re.compile("|".join(re.escape(slot) for slot in Slot))

HOME = "home"
"""The section of the home page."""

NOWHERE = ""
"""The section of pages that belong to no entry of the navigation."""


class HandWritten(Record):
    """A hand-written page as MkDocs rendered it; `html` holds HEAD, SITE, BRAND, SEARCH, SWITCH and FOOTER marks and
    `body`'s reference slots."""

    path: str
    address: str
    title: str
    description: str
    html: str
    body: Body

    @property
    def hand_page(self) -> HandPage:
        return HandPage(self.path, self.address, self.body.references)


class Frame(Record):
    """All that MkDocs gives a build: shells by section, hand-written pages, other files, what it complained of."""

    shells: Mapping[str, str]
    pages: tuple[HandWritten, ...]
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()

    @property
    def written_as_html(self) -> frozenset[str]:
        """Addresses of pages that are neither ours nor MkDocs' own: `index.html` files among the hand-written ones."""
        return frozenset(address_at(path) for path in self.files if path.endswith("/index.html"))


def no_frame(problems: Iterable[Problem]) -> Frame:
    """Where MkDocs could give nothing."""
    return Frame({}, (), {}, tuple(problems))


def frame_digests(frame: Frame) -> dict[str, str]:
    """By name: digests of each shell, hand-written page and file, and of the pages' titles and addresses."""
    digests = {f"shell/{section}": digest_text(html) for section, html in frame.shells.items()}
    digests |= {f"page/{page.path}": digest_text(repr(page)) for page in frame.pages}
    digests |= {f"file/{path}": digest_text(data) for path, data in frame.files.items()}
    return digests | {"titles of pages": digest_text(repr([(page.title, page.address) for page in frame.pages]))}


def href(target: Target | None, base: str) -> str | None:
    """A target as it stands in the HTML of a page whose way to the root is `base`; None stays None."""
    if target is None:
        return None
    query = f"?{target.query}" if target.query else ""
    fragment = f"#{quote(target.fragment)}" if target.fragment else ""
    return f"{base}/{quote(target.address)}{query}{fragment}"


_Cut = tuple[tuple[bytes, ...], tuple[Slot, ...], str]
"""A shell's texts, encoded once for all pages, the slots between them, and the texts joined."""


class Splicer:
    """Puts pages together; keeps each shell's pieces for each depth once cut.

    shared: the HTML of the slots that are the same on every page but for their BASE.
    """

    def __init__(self, shells: Mapping[str, str], shared: Mapping[Slot, str]) -> None:
        self._shells = shells
        self.shared = shared
        self._cut: dict[tuple[str, str], _Cut] = {}

    def page(self, section: str, address: str, values: Mapping[Slot, str]) -> bytes:
        """The whole page: the section's shell with `values` for HEAD, TITLE, BODY and PAGE."""
        texts, slots, _ = self._pieces_of(section, address)
        parts = [texts[0]]
        for slot, text in zip(slots, texts[1:], strict=True):
            parts += (values[slot].encode(), text)
        return b"".join(parts)

    def frame_of(self, section: str, address: str) -> str:
        """The HTML around a page: the same object for every page of one section and depth."""
        return self._pieces_of(section, address)[2]

    def frames(self) -> list[str]:
        """Each section's, as it stands around a page at the root."""
        return [self.frame_of(section, "") for section in self._shells]

    def complete(self, html: str, address: str, head: str) -> str:
        """A hand-written page with its HEAD and what all pages share."""
        base = base_of(address)
        values = {slot: _placed(text, address) for slot, text in self.shared.items()}
        values |= {Slot.HEAD: head, Slot.BASE: base}
        return _MARK.sub(lambda m: values.get(Slot(m[0]), ""), html)

    def with_shared(self, html: str) -> str:
        """`html` with what all pages share in place; its addresses still start at BASE marks."""
        for slot, text in self.shared.items():
            html = html.replace(slot, text)
        return html

    def _pieces_of(self, section: str, address: str) -> _Cut:
        key = (section if section in self._shells else NOWHERE, base_of(address))
        if key not in self._cut:
            shell = self.with_shared(self._shells[key[0]]).replace(Slot.BASE, key[1])
            texts = _MARK.split(shell)
            slots = tuple(Slot(m) for m in _MARK.findall(shell))
            self._cut[key] = tuple(text.encode() for text in texts), slots, "".join(texts)
        return self._cut[key]


def _placed(html: str, address: str) -> str:
    return html.replace(Slot.BASE, base_of(address)).replace(Slot.PAGE, quote(address))


def sections(urls: Iterable[str]) -> tuple[str, ...]:
    """The sections that the navigation's plain links (`news/`, `showcase/`) make, the home page's first, and none."""
    return (HOME, NOWHERE, *dict.fromkeys(url.strip("./").partition("/")[0] for url in urls if url.strip("./")))
