"""Every internal link, picture and anchor of the finished pages must lead somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from ..pages.frame import base_of

_ADDRESSES = "[href],[src],[srcset],[poster],[data],[content]"
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_TAG_WITH_ATTRIBUTES = re.compile(r'<[a-zA-Z][^">]*"[^"]*"(?:[^">]|"[^"]*")*>')
_QUOTED = re.compile(r'\s(href|src|srcset|poster|data|id)="([^"]*)"')
_OWN_ANCHORS = re.compile(r'\shref="#[^"]*"')
"""A frame's links within the page (to `#content`): they are not addresses from the root."""
_REFRESH = re.compile(r"\s*\d+\s*;\s*url\s*=\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """On the page at `page`, a link to `target` (an address relative to the root) with `fragment` leads nowhere."""

    page: str
    target: str
    fragment: str
    written: str


@dataclass(frozen=True, slots=True)
class PageCheck:
    """What one page says of itself: its ids, links with fragments still to be compared, links to nothing."""

    address: str
    ids: frozenset[str]
    fragments: tuple[tuple[str, str], ...]
    broken: tuple[BrokenLink, ...]


@dataclass(frozen=True, slots=True)
class _Scan:
    """What a piece of HTML refers to and offers. Links are (address relative to the root, fragment, as written)."""

    links: tuple[tuple[str, str, str], ...]
    ids: frozenset[str]


FRAME = "*"
"""In the place of a page's address: the fault is the frame's, on every page."""


class PageVerifier:
    """Checks pages against the paths of all that will be published; one for each worker.

    A frame is the same text on thousands of pages; its links start at the site's root, so one scan serves all.
    """

    def __init__(self, paths: frozenset[str], site_url: str) -> None:
        self._paths = paths
        self._site_url = site_url
        self._site_path = urlsplit(site_url).path
        self._frames: dict[str, _Scan] = {}

    def check(self, address: str, pieces: tuple[str, ...], frame: str) -> PageCheck:
        """The page at `address`: its own pieces of HTML, and the frame around them."""
        if frame not in self._frames:
            self._frames[frame] = self._scan(address, _OWN_ANCHORS.sub("", frame))
        around = self._frames[frame]
        own = self._quick_scan(address, "".join(pieces)) if frame else self._scan(address, "".join(pieces))
        broken = [BrokenLink(FRAME, t, "", t) for t, _, _ in around.links if not self._exists(t)]
        broken += [BrokenLink(address, t, "", written) for t, _, written in own.links if not self._exists(t)]
        links = dict.fromkeys((*around.links, *own.links))
        fragments = tuple((t, fragment) for t, fragment, _ in links if fragment and self._exists(t))
        return PageCheck(address, around.ids | own.ids, fragments, tuple(broken))

    def _scan(self, address: str, html: str) -> _Scan:
        tree = LexborHTMLParser(html)
        ids = frozenset(i for node in tree.css("[id]") if (i := node.attributes.get("id")))
        return _Scan(tuple(self._resolved(address, dict.fromkeys(_links(tree)))), ids)

    def _resolved(self, address: str, written: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        for one in written:
            inside = self._inside(address, one)
            if inside is not None:
                target, _, fragment = inside.partition("#")
                yield unquote(target.partition("?")[0]), unquote(fragment), one

    def _quick_scan(self, address: str, html: str) -> _Scan:
        """The same of HTML that our templates and the HTML5 serializer made, whose attributes are all in double quotes.

        Parsing costs five times as much; `tests/delivery/test_verification.py` compares the two.
        """
        found: dict[str, None] = {}
        ids: set[str] = set()
        for tag in _TAG_WITH_ATTRIBUTES.findall(html):
            for name, value in _QUOTED.findall(tag):
                value = unescape(value) if "&" in value else value
                if name == "id":
                    ids.add(value)
                elif name == "srcset":
                    found.update(dict.fromkeys(c.split()[0] for c in value.split(",") if c.strip()))
                else:
                    found[value.strip()] = None
        return _Scan(tuple(self._resolved(address, found)), frozenset(ids))

    def _inside(self, address: str, written: str) -> str | None:
        """The address relative to the root, fragment included; None for what is not of this site."""
        if written.startswith(self._site_url):
            return written[len(self._site_url) :]
        if _SCHEME.match(written) or not written:
            return None
        if written.startswith("#"):
            return address + written if written != "#" else None
        up = f"{base_of(address)}/"
        if written.startswith(up) and "/." not in written[len(up) - 1 :]:
            return written[len(up) :]
        path, mark, rest = written.partition("#")
        if path.startswith("/"):
            if not path.startswith(self._site_path):
                return f"..{path}"
            return path[len(self._site_path) :] + mark + rest
        joined = posixpath.normpath(posixpath.join("/", address, path)).lstrip("/")
        return joined + ("/" if path.endswith(("/", "..", ".")) and joined else "") + mark + rest

    def _exists(self, target: str) -> bool:
        if not target or target.endswith("/"):
            return f"{target}index.html" in self._paths
        return target in self._paths


def _links(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css(_ADDRESSES):
        for name, value in node.attributes.items():
            if value is None:
                continue
            if name == "content":
                found = _REFRESH.match(value) if node.attributes.get("http-equiv") == "refresh" else None
                if found:
                    yield found[1].strip()
            elif name in ("href", "src", "poster", "data"):
                yield value.strip()
            elif name == "srcset":
                yield from (candidate.split()[0] for candidate in value.split(",") if candidate.strip())


def broken_fragments(checks: Mapping[str, PageCheck]) -> Iterator[BrokenLink]:
    """Links to ids that their target page does not have."""
    for check in checks.values():
        for target, fragment in check.fragments:
            if target in checks and fragment not in checks[target].ids and fragment != "top":
                yield BrokenLink(check.address, target, fragment, f"#{fragment}")
