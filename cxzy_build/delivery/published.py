"""Addresses that the published site has, so that none vanishes unnoticed: those of items, and of pages that are there
whatever items there are."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import unquote

from ..content.addresses import alias_addresses
from ..content.editions import FOLDER
from ..content.items import Teaser
from ..content.list_addresses import ARCHIVE, OF_IDS, SEARCH, SHOWCASE, SITE_MAP, TAGS, of_collection
from ..content.paths import file_at
from ..models.collections import COLLECTIONS

VANISHED = "vanished-address"

_DAMAGED = (OSError, ValueError, LookupError, TypeError, AttributeError)
"""What comes of a file that cannot be read, or is not what was published."""

PublishedAddress = tuple[str, str]
"""An address relative to the root, and the title of the item that stood there; empty for a page that is none."""

_LOCATION = re.compile(rb"<loc>([^<]*)</loc>")

_OURS = frozenset({*map(of_collection, COLLECTIONS), *OF_IDS, ARCHIVE, SHOWCASE, TAGS, FOLDER, SEARCH, SITE_MAP})
"""How the addresses of pages begin that nobody wrote by hand."""


def vanished(
    published: Iterable[PublishedAddress], paths: Container[str], hidden: Container[str]
) -> Iterator[PublishedAddress]:
    """Addresses that were published and are not among `paths`; those of `hidden` items, old ones too, are meant to
    go."""
    return ((one, title) for one, title in published if file_at(one) not in paths and one not in hidden)


def addresses_of(teasers: Iterable[Teaser]) -> Iterator[PublishedAddress]:
    """The addresses that a site of these items has published, old ones too; samples are left out."""
    for teaser in teasers:
        if not teaser.sample:
            yield teaser.address, teaser.heading
            yield from ((address, teaser.heading) for address in alias_addresses(teaser.aliases))


def lasting_pages(addresses: Iterable[str]) -> Iterator[PublishedAddress]:
    """Those of pages written by hand, and of lists called after ids in campaign.yml: no item says where they were."""
    return ((address, "") for address in addresses if _is_lasting(address))


def _is_lasting(address: str) -> bool:
    for base in OF_IDS:
        if address.startswith(base):
            return address.count("/", len(base)) == 1  # not an older page of such a list
    top, slash, _ = address.partition("/")
    return bool(slash) and top + slash not in _OURS


def published_addresses(site_dir: Path) -> Iterator[PublishedAddress]:
    """The addresses that the site at `site_dir` has published, from its data files and its site map; none that we know
    of where these are missing or damaged."""
    root = _site_url(site_dir)
    for path in sorted(site_dir.glob("data/*.json")):
        try:
            items = json.loads(path.read_bytes())["items"]
            for item in items:
                if item.get("sample"):
                    continue
                for url in (item["url"], *item.get("aliases", ())):
                    if root and url.startswith(root):
                        yield unquote(url[len(root) :]), item["title"]
        except _DAMAGED:
            continue
    yield from lasting_pages(_in_site_map(site_dir, root))


def _in_site_map(site_dir: Path, root: str) -> Iterator[str]:
    """The addresses of all pages; they are written with percent signs, and so without entities. The root may have
    either."""
    start = escape(root, quote=False)
    for path in sorted(site_dir.glob("sitemap*.xml")) if root else ():
        try:
            urls = [url.decode() for url in _LOCATION.findall(path.read_bytes())]
        except _DAMAGED:
            continue
        yield from (unquote(url[len(start) :]) for url in urls if url.startswith(start))


def _site_url(site_dir: Path) -> str:
    try:
        return str(json.loads((site_dir / "feed.json").read_bytes())["home_page_url"])
    except _DAMAGED:
        return ""
