"""A page to be: where it goes, what frames it, and how its view is made when it is rendered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link as templates show it; `count` is how many items stand behind it, where that is told."""

    text: str
    address: str
    count: int | None = None


HOME_CRUMB = PageLink("首页", "")


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML page of ours. `address` is relative to the root; the file is `address` + `index.html`.

    view: makes the frozen object that the template shows; called where the page is rendered, in a worker.
    source: the content file a fault of the page is reported at.
    modified: for the site map.
    """

    address: str
    section: str
    template: str
    title: str
    view: Callable[[], object]
    description: str = ""
    crumbs: tuple[PageLink, ...] = ()
    feed: str = ""
    """Address of the folder whose feeds announce this page's list; empty for the site's own."""
    modified: dt.date | None = None
    source: str = ""
    in_sitemap: bool = True

    @property
    def file(self) -> str:
        return f"{self.address}index.html"
