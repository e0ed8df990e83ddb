"""Every internal link, picture and anchor of the finished pages must lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from ..bodies.srcset import candidates
from ..content.editions import FOLDER, original
from ..content.paths import HAS_SCHEME, address_from, base_of, file_at
from ..records import Record

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_ADDRESSES = "[href],[src],[srcset],[poster],[data],[content]"
_NAMED = '(?<=[ \\n\\t\\r\\f]{}=")'
_ATTRIBUTE = re.compile(
    rf'''="(?<=[acdfrt]=")(?![\s>,}}\]])(?:{_NAMED.format("id")}([^"]*)"|{_NAMED.format("srcset")}([^"]*)"'''
    rf"""|(?:{"|".join(map(_NAMED.format, ("href", "src", "poster", "data")))})([^"]*)")"""
)
"""An id, several addresses, or one. Names are looked at behind `="`: a pattern that starts with two certain characters
is searched for several times as fast as one that starts with any white space. What follows tells the end of a value, as
of a title `… href=`, from the beginning of one."""

_REFRESH = re.compile(r"\s*\d+\s*;\s*url\s*=\s*(.+)", re.IGNORECASE)


class BrokenLink(Record):
    """On the page at `page`, a link to `target` (an address relative to the root) with `fragment` leads nowhere."""

    page: str
    target: str
    fragment: str
    written: str


class Anchor(NamedTuple):
    """A link to a place within another page, or in a frame, to be compared when either is made again."""

    page: str
    target: str
    fragment: str


class PageCheck(Record):
    """What one page says of itself: its ids, the files its links lead to, links into other pages and frames still to be
    compared, links to nothing. Of a framed page, what stands in the frame is left out."""

    address: str
    ids: tuple[str, ...]
    targets: frozenset[str]
    anchors: tuple[Anchor, ...]
    broken: tuple[BrokenLink, ...]


class _Scan(Record):
    """What a piece of HTML refers to and offers. Links are (address relative to the root, fragment, as written)."""

    links: tuple[tuple[str, str, str], ...]
    ids: frozenset[str]


FRAME = "*"
"""In the place of a page's address: the fault is the frame's, on every page."""


IdsAt = Callable[[str], Collection[str] | None]
"""The ids on the page at an address; None where there is no such page."""


class PageVerifier:
    """Checks pages against the paths of all that will be published; one for each worker.

    frame_ids: of what stands in the frames: links may lead there on any page.
    """

    def __init__(self, paths: Container[str], site_url: str, frame_ids: frozenset[str] = frozenset()) -> None:
        self._paths = paths
        self._site_url = site_url
        self._site_path = urlsplit(site_url).path
        self._frame_ids = frame_ids
        self._known: set[str] = set()
        """Addresses that are there."""

    def check(self, address: str, pieces: tuple[str, ...], *, is_regular: bool) -> PageCheck:
        """The page at `address`, of its own pieces of HTML. is_regular: see `_quick_scan`."""
        html = "".join(pieces)
        own = self._quick_scan(address, html) if is_regular else self._scan(address, html)
        targets = frozenset([target for target, _, _ in own.links])
        missing = frozenset([target for target in targets - self._known if not self._exists(target)])
        self._known |= targets - missing
        broken, anchors = [], []
        for target, fragment, written in own.links:
            if target in missing:
                broken.append(BrokenLink(address, target, "", written))
            elif not fragment or (target == address and fragment in own.ids):
                continue
            elif target != address or fragment in self._frame_ids:  # of any frame, which this page may not depend on
                anchors.append(Anchor(address, target, fragment))
            elif not self.is_everywhere(fragment):
                broken.append(BrokenLink(address, target, fragment, f"#{fragment}"))
        return PageCheck(address, tuple(sorted(own.ids)), targets, tuple(anchors), tuple(broken))

    def check_frame(self, html: str, address: str = "") -> tuple[frozenset[str], tuple[BrokenLink, ...]]:
        """The ids in a frame as it stands around the home page at `address`, and its links to nothing."""
        scan = self._scan(address, html)
        links = (target for target, _, written in scan.links if not written.startswith("#"))
        return scan.ids, tuple(BrokenLink(FRAME, t, "", t) for t in dict.fromkeys(links) if not self._exists(t))

    def is_everywhere(self, fragment: str) -> bool:
        """Whether a link may lead there on any page."""
        return fragment == "top" or fragment in self._frame_ids

    def broken_anchors(self, anchors: Iterable[Anchor], ids_at: IdsAt) -> Iterator[BrokenLink]:
        """Those that lead nowhere."""
        for page, target, fragment in anchors:
            held = ids_at(target)
            if held is not None and fragment not in held and not self.is_everywhere(fragment):
                yield BrokenLink(page, target, fragment, f"#{fragment}")

    def _scan(self, address: str, html: str) -> _Scan:
        from selectolax.lexbor import LexborHTMLParser  # late: our own templates' pages are scanned without

        tree = LexborHTMLParser(html)
        ids = frozenset(i for node in tree.css("[id]") if (i := node.attributes.get("id")))
        return _Scan(tuple(self._resolved(address, dict.fromkeys(_links(tree)))), ids)

    def _resolved(self, address: str, written: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        up = f"{base_of(address)}/"
        start = len(up)
        inner = original(address)
        home = f"{base_of(inner)}/" if inner != address else up
        for one in written:
            if one.startswith(up) and "/." not in one[start - 1 :]:  # nearly all: from the root down
                inside: str | None = one[start:]
            elif one.startswith(home) and "/." not in one[len(home) - 1 :]:  # from the root of the page's edition
                inside = f"{FOLDER}{one[len(home) :]}"
            else:
                inside = self._inside(address, one)
            if inside is None:
                continue
            if "#" in inside or "%" in inside or "?" in inside:
                target, _, fragment = inside.partition("#")
                yield unquote(target.partition("?")[0]), unquote(fragment), one
            else:
                yield inside, "", one

    def _quick_scan(self, address: str, html: str) -> _Scan:
        """Ids and links of HTML that our templates and the HTML5 serializer made: all attributes are in double quotes,
        and in no text is there anything like one.

        Parsing costs five times as much; `tests/delivery/test_verification.py` compares the two.
        """
        found: dict[str, None] = {}
        ids: set[str] = set()
        for ident, several, one in _ATTRIBUTE.findall(html):
            if ident:
                ids.add(unescape(ident))
            elif several:
                found.update(dict.fromkeys(address for address, _ in candidates(unescape(several))))
            elif one:
                found[(unescape(one) if "&" in one else one).strip()] = None
        return _Scan(tuple(self._resolved(address, found)), frozenset(ids))

    def _inside(self, address: str, written: str) -> str | None:
        """The address relative to the root, fragment included; None for what is not of this site."""
        if written.startswith(self._site_url):
            return written[len(self._site_url) :]
        if HAS_SCHEME.match(written) or not written:
            return None
        if written.startswith("#"):
            return address + written if written != "#" else None
        path, mark, rest = written.partition("#")
        if path.startswith("/"):
            if not path.startswith(self._site_path):
                return f"..{path}"
            return path[len(self._site_path) :] + mark + rest
        return address_from(address, path) + mark + rest

    def _exists(self, target: str) -> bool:
        return file_at(target) in self._paths


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
                yield from (address for address, _ in candidates(value))
