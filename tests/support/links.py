"""Which addresses an HTML page or a style sheet refers to, and which ids a page has (HTML Living Standard)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from selectolax.lexbor import LexborHTMLParser, LexborNode


class Kind(Enum):
    """What a reference is for."""

    NAVIGATION = "a visitor goes there"
    RESOURCE = "a browser loads it, or opens a connection to it, by itself"
    METADATA = "machines read it: the canonical address, a feed, the picture for a preview"


@dataclass(frozen=True, slots=True)
class Link:
    """A reference as it is written."""

    href: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Document:
    """What a page refers to, without repeats, which fragments it has, and what its relative links start from."""

    links: tuple[Link, ...]
    ids: frozenset[str]
    base: str | None = None


# The elements with an address in one attribute or more. Forms are left out: they are sent, not followed.
_ADDRESSES: dict[str, tuple[tuple[str, Kind], ...]] = {
    "a": (("href", Kind.NAVIGATION), ("xlink:href", Kind.NAVIGATION)),
    "area": (("href", Kind.NAVIGATION),),
    "audio": (("src", Kind.RESOURCE),),
    "embed": (("src", Kind.RESOURCE),),
    "iframe": (("src", Kind.RESOURCE),),
    "image": (("href", Kind.RESOURCE), ("xlink:href", Kind.RESOURCE)),
    "img": (("src", Kind.RESOURCE),),
    "input": (("src", Kind.RESOURCE),),
    "object": (("data", Kind.RESOURCE),),
    "script": (("src", Kind.RESOURCE),),
    "source": (("src", Kind.RESOURCE),),
    "track": (("src", Kind.RESOURCE),),
    "use": (("href", Kind.RESOURCE), ("xlink:href", Kind.RESOURCE)),
    "video": (("src", Kind.RESOURCE), ("poster", Kind.RESOURCE)),
}
_SOURCE_SETS = {"img": "srcset", "source": "srcset", "link": "imagesrcset"}
_SELECTOR = ",".join([*_ADDRESSES, "link", "meta", "style", "[style]"])

# The relations of <link> that make a browser fetch or connect by itself.
_LOADED = {
    *("stylesheet", "icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon", "manifest"),
    *("preload", "modulepreload", "prefetch", "prerender", "preconnect", "dns-prefetch"),
}
# The names of <meta> whose content is the address of a preview (https://ogp.me/ and X's cards).
_PREVIEWS = {
    *("og:url", "og:image", "og:image:url", "og:image:secure_url", "og:audio", "og:video"),
    *("twitter:image", "twitter:image:src"),
}

# The candidates of a srcset: an address without white space, then perhaps a descriptor, up to the comma.
_CANDIDATE = re.compile(r"[\s,]*([^\s,](?:\S*[^\s,])?)(?:\s+[^,]+)?\s*(?:,|$)")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,\s]\s*(?:url\s*=\s*)?(['\"]?)(.+?)\1\s*", re.IGNORECASE | re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_ADDRESS = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)|@import\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_XML_ID = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def read_html(html: bytes) -> Document:
    """What a page in UTF-8 refers to; ``<template>`` holds nothing until a script says so, and is left out."""
    tree = LexborHTMLParser(html.decode("utf-8", errors="replace"))
    links = dict.fromkeys(link for node in tree.css(_SELECTOR) for link in _links(node))
    base = tree.css_first("base[href]")
    return Document(tuple(links), _ids(tree), None if base is None else base.attributes.get("href"))


def read_css(css: str) -> tuple[Link, ...]:
    """What a style sheet, or a style attribute, loads."""
    plain = _CSS_COMMENT.sub(" ", css)
    addresses = (next((group for group in match.groups() if group), "") for match in _CSS_ADDRESS.finditer(plain))
    return tuple(Link(address, Kind.RESOURCE) for address in dict.fromkeys(addresses) if address)


def read_svg_ids(svg: str) -> frozenset[str]:
    """The ids in a picture, which a ``<use>`` may name."""
    return frozenset(first or second for first, second in _XML_ID.findall(svg))


def read_srcset(srcset: str) -> list[str]:
    """The addresses of a srcset."""
    return _CANDIDATE.findall(srcset)


def _ids(tree: LexborHTMLParser) -> frozenset[str]:
    """What a fragment can name: an id, or the name of an ``<a>``."""
    ids = {node.attributes.get("id") for node in tree.css("[id]")}
    names = {node.attributes.get("name") for node in tree.css("a[name]")}
    return frozenset(value for value in ids | names if value)


def _links(node: LexborNode) -> Iterator[Link]:
    tag, attributes = node.tag or "", node.attributes
    for name, kind in _ADDRESSES.get(tag, ()):
        if name in attributes:
            yield Link(attributes[name] or "", kind)
    if tag in _SOURCE_SETS:
        yield from (Link(href, Kind.RESOURCE) for href in read_srcset(attributes.get(_SOURCE_SETS[tag]) or ""))
    if tag == "link":
        yield from _link_element(attributes)
    elif tag == "meta":
        yield from _meta_element(attributes)
    elif tag == "style":
        yield from read_css(node.text())
    if attributes.get("style"):
        yield from read_css(attributes["style"] or "")


def _link_element(attributes: dict[str, str | None]) -> Iterator[Link]:
    """A ``<link>``: loaded or not, by its relations."""
    relations = frozenset((attributes.get("rel") or "").lower().split())
    if "href" in attributes and relations:
        yield Link(attributes["href"] or "", Kind.RESOURCE if relations & _LOADED else Kind.METADATA)


def _meta_element(attributes: dict[str, str | None]) -> Iterator[Link]:
    """A ``<meta>``: a refresh that leads elsewhere, or the address of a preview."""
    content = attributes.get("content") or ""
    if (attributes.get("http-equiv") or "").lower() == "refresh":
        match = _REFRESH.fullmatch(content)
        if match:
            yield Link(match[2], Kind.NAVIGATION)
    elif (attributes.get("property") or attributes.get("name") or "").lower() in _PREVIEWS:
        yield Link(content, Kind.METADATA)
