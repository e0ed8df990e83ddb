"""Addresses of items that the published site has, so that none vanishes unnoticed."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from ..content.addresses import alias_address
from ..content.items import Teaser
from ..content.paths import file_at

VANISHED = "vanished-address"

_DAMAGED = (OSError, ValueError, LookupError, TypeError, AttributeError)
"""What comes of a file that cannot be read, or is not what was published."""

PublishedAddress = tuple[str, str]
"""An address relative to the root, and the title of the item that stood there."""


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
            yield from ((address, teaser.heading) for alias in teaser.aliases if (address := alias_address(alias)))


def published_addresses(site_dir: Path) -> Iterator[PublishedAddress]:
    """The addresses that the site at `site_dir` has published, from its data files; none that we know of where these
    are missing or damaged."""
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


def _site_url(site_dir: Path) -> str:
    try:
        return str(json.loads((site_dir / "feed.json").read_bytes())["home_page_url"])
    except _DAMAGED:
        return ""
