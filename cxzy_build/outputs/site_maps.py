"""sitemap.xml after sitemaps.org 0.9; beyond 50,000 addresses an index of several files, as the protocol asks."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from .xml_text import xml_document

MOST_ADDRESSES = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Entry = tuple[str, dt.date | None]
"""An address relative to the root, and the day its page last changed, if known."""


def site_maps(site_url: str, entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
    """File names and contents: `sitemap.xml`, and its parts where there are too many addresses for one file."""
    if len(entries) <= MOST_ADDRESSES:
        yield "sitemap.xml", _document("urlset", "url", site_url, entries)
        return
    parts = [entries[start : start + MOST_ADDRESSES] for start in range(0, len(entries), MOST_ADDRESSES)]
    for number, part in enumerate(parts, 1):
        yield f"sitemap-{number}.xml", _document("urlset", "url", site_url, part)
    names = [(f"sitemap-{number}.xml", None) for number in range(1, len(parts) + 1)]
    yield "sitemap.xml", _document("sitemapindex", "sitemap", site_url, names)


def _document(root_name: str, entry_name: str, site_url: str, entries: Sequence[Entry]) -> bytes:
    root = ET.Element(root_name, {"xmlns": _NAMESPACE})
    for address, day in entries:
        element = ET.SubElement(root, entry_name)
        ET.SubElement(element, "loc").text = f"{site_url}{quote(address)}"
        if day:
            ET.SubElement(element, "lastmod").text = day.isoformat()
    return xml_document(root)
