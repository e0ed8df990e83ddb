"""What files are made of, whichever they are."""

from __future__ import annotations

from collections.abc import Callable

from ..pages.frame import Frame
from ..pages.renderer import Templates
from ..pages.world import World
from ..records import Record
from ..settings import Settings
from .search.index import SearchIndex
from .site_maps import Entry


class Before(Record):
    """The build before: its world, and the bytes of a file it published; None where they are not as it made them.

    touched: addresses of the items that are not the very same as then.
    """

    world: World | None
    published: Callable[[str], bytes | None]
    touched: frozenset[str]


def nothing_published(path: str) -> None:
    """The files of a site that was never published."""


class RenderContext(Record):
    """All that a file may be made of. entries: of the site map."""

    settings: Settings
    world: World
    frame: Frame
    templates: Templates
    entries: tuple[Entry, ...]
    before: Before
    index: SearchIndex | None
