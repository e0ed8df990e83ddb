"""Every internal link, picture and anchor of the finished pages must lead somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from ..pages.frame import base_of

_ADDRESSES = "[href],[src],[srcset],[poster],[data],[content]"
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
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


class PageVerifier:
    """Checks pages against the paths of all that will be published; one for each worker."""

    def __init__(self, paths: frozenset[str], site_url: str) -> None:
        self._paths = paths
        self._site_url = site_url
        self._site_path = urlsplit(site_url).path

    def check(self, address: str, html: str) -> PageCheck:
        tree = LexborHTMLParser(html)
        fragments: list[tuple[str, str]] = []
        broken: list[BrokenLink] = []
        for written in dict.fromkeys(_links(tree)):
            inside = self._inside(address, written)
            if inside is None:
                continue
            target, _, fragment = inside.partition("#")
            target, fragment = unquote(target.partition("?")[0]), unquote(fragment)
            if not self._exists(target):
                broken.append(BrokenLink(address, target, "", written))
            elif fragment:
                fragments.append((target, fragment))
        ids = frozenset(i for node in tree.css("[id]") if (i := node.attributes.get("id")))
        return PageCheck(address, ids, tuple(fragments), tuple(broken))

    def _inside(self, address: str, written: str) -> str | None:
        """The address relative to the root, fragment included; None for what is not of this site."""
        if written.startswith(self._site_url):
            return written[len(self._site_url) :]
        if _SCHEME.match(written) or not written:
            return None
        if written.startswith("#"):
            return address + written
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
