"""sitemap.xml after sitemaps.org 0.9; beyond 50,000 addresses an index of several files, as the protocol asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

MOST_ADDRESSES = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Entry = tuple[str, str]
"""An address relative to the root, and the day (ISO) its page last changed, empty if not known."""


def names_of_site_maps(entries: Sequence[Entry], folder: str = "") -> tuple[str, ...]:
    """The files that the addresses in `folder` need: `sitemap.xml`, and its parts where there are too many for one
    file. They lie there, for a site map may name nothing that is not in or below its own folder."""
    return _names(len(_within(folder, entries)), folder)


def _names(count: int, folder: str) -> tuple[str, ...]:
    parts = -(-count // MOST_ADDRESSES)
    numbered = (f"{folder}sitemap-{number}.xml" for number in range(1, parts + 1) if parts > 1)
    return (f"{folder}sitemap.xml", *numbered)


def site_maps(site_url: str, entries: Sequence[Entry], folder: str = "") -> Iterator[tuple[str, bytes]]:
    """Names and contents of these files."""
    entries = _within(folder, entries)
    first, *others = _names(len(entries), folder)
    if not others:
        yield first, _document("urlset", "url", site_url, entries)
        return
    yield first, _document("sitemapindex", "sitemap", site_url, [(name, "") for name in others])
    for number, name in enumerate(others):
        part = entries[number * MOST_ADDRESSES : (number + 1) * MOST_ADDRESSES]
        yield name, _document("urlset", "url", site_url, part)


def _within(folder: str, entries: Sequence[Entry]) -> Sequence[Entry]:
    return [entry for entry in entries if entry[0].startswith(folder)] if folder else entries


def _document(root: str, element: str, site_url: str, entries: Sequence[Entry]) -> bytes:
    # A document of 50,000 elements takes seconds as a tree; nothing in these can be malformed.
    lines = [f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{_NAMESPACE}">']
    start = escape(site_url, quote=False)
    addresses = quote("\n".join(address for address, _ in entries), safe="/\n").split("\n")  # at once: twice as fast
    for address, (_, day) in zip(addresses, entries, strict=False):
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<{element}><loc>{start}{address}</loc>{changed}</{element}>")
    return "\n".join((*lines, f"</{root}>\n")).encode()
