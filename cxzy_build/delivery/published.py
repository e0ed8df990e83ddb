"""What the published site already promised: addresses of items, so that none vanishes unnoticed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote


def published_addresses(site_dir: Path) -> Iterator[tuple[str, str]]:
    """Address (relative to the root) and title of each item of the published site, aliases included, samples left out.

    Read from its data files; a site without them, or with damaged ones, has promised nothing we know of.
    """
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
        except (OSError, ValueError, KeyError, TypeError):
            continue


def _site_url(site_dir: Path) -> str:
    try:
        return str(json.loads((site_dir / "feed.json").read_bytes())["home_page_url"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
