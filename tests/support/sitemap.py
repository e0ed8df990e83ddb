"""Whether a document is a valid sitemap or sitemap index (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

from lxml import etree

from .formats import is_w3c_datetime, is_web_url
from .xmldoc import parse_xml, place, text_of

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MAX_ENTRIES = 50_000
MAX_BYTES = 52_428_800  # "no larger than 50MB (52,428,800 bytes)" unpacked
MAX_LOC = 2_048  # "This value must be less than 2,048 characters."
_FREQUENCIES = {"always", "hourly", "daily", "weekly", "monthly", "yearly", "never"}
_PRIORITY = re.compile(r"0(?:\.\d+)?|1(?:\.0+)?", re.ASCII)


def _is_escaped_url(text: str) -> bool:
    """Whether it is an absolute URL with all other characters than ASCII's escaped ("must be URL-escaped")."""
    return is_web_url(text) and text.isascii() and len(text) < MAX_LOC


Form = Callable[[str], bool]
_SITEMAP_FORMS: Mapping[str, Form] = {"loc": _is_escaped_url, "lastmod": is_w3c_datetime}
_URL_FORMS: Mapping[str, Form] = {
    **_SITEMAP_FORMS,
    "changefreq": _FREQUENCIES.__contains__,
    "priority": lambda text: _PRIORITY.fullmatch(text) is not None,
}
# The root's name, with the name of its entries and what they may hold.
_KINDS = {"urlset": ("url", _URL_FORMS), "sitemapindex": ("sitemap", _SITEMAP_FORMS)}


def sitemap_problems(data: bytes) -> list[str]:
    """What is wrong with a sitemap or a sitemap index, one line each; empty for one that is right.

    Beyond the protocol this wants each ``loc`` once only. Elements of other namespaces are extensions,
    which the protocol allows, and are left unchecked.
    """
    try:
        root = parse_xml(data)
    except etree.XMLSyntaxError as error:
        return [f"not well-formed XML: {error}"]
    kind = _KINDS.get(str(root.tag).removeprefix(SITEMAP))
    if kind is None or not str(root.tag).startswith(SITEMAP):
        return [f"the root element is {root.tag}, not urlset or sitemapindex of {SITEMAP}"]
    name, forms = kind
    return [*_size_problems(data, root), *_entry_problems(root, name, forms), *_loc_problems(root)]


def _size_problems(data: bytes, root: etree._Element) -> Iterator[str]:
    if len(data) > MAX_BYTES:
        yield f"{len(data)} bytes, more than {MAX_BYTES}"
    entries = len(_elements(root))
    if entries > MAX_ENTRIES:
        yield f"{entries} entries, more than {MAX_ENTRIES}"
    if not entries:
        yield "no entries"  # the schema (sitemap.xsd) asks for one at least


def _elements(parent: etree._Element) -> list[etree._Element]:
    """The child elements that aren't extensions (an element without a namespace is none)."""
    children = [child for child in parent if isinstance(child.tag, str)]
    return [child for child in children if etree.QName(child).namespace in (None, SITEMAP.strip("{}"))]


def _entry_problems(root: etree._Element, name: str, forms: Mapping[str, Form]) -> Iterator[str]:
    for entry in _elements(root):
        if entry.tag != SITEMAP + name:
            yield f"{place(entry)}: only {name} of the sitemap's namespace may stand here"
        else:
            yield from _member_problems(entry, forms)


def _member_problems(entry: etree._Element, forms: Mapping[str, Form]) -> Iterator[str]:
    members = _elements(entry)
    counts = Counter(str(member.tag) for member in members)
    if not counts[f"{SITEMAP}loc"]:
        yield f"{place(entry)}: no loc"
    yield from (f"{place(entry)}: {times} times {tag}" for tag, times in counts.items() if times > 1)
    for member in members:
        form = forms.get(str(member.tag).removeprefix(SITEMAP))
        if form is None or not str(member.tag).startswith(SITEMAP):
            yield f"{place(member)}: unknown in {place(entry)}"
        elif len(member) or not form(text_of(member).strip()):
            yield f"{place(member)}: {text_of(member)[:100]!r} does not have the form it must have"


def _loc_problems(root: etree._Element) -> Iterator[str]:
    """No address twice, and all on one host ("All URLs in a Sitemap must be from a single host")."""
    locs = Counter(text_of(loc).strip() for loc in root.iterfind(f"*/{SITEMAP}loc"))
    yield from (f"{times} times {loc}" for loc, times in locs.items() if times > 1)
    hosts = sorted({urlsplit(loc).netloc for loc in locs if is_web_url(loc)})
    if len(hosts) > 1:
        yield f"more than one host: {', '.join(hosts)}"
