"""Which files of the content and of the hand-written pages are pictures, and where each is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from ..content.addresses import HandPage
from ..content.draft_cache import DraftCache
from ..content.graph import Graph
from ..content.linking import Linked, place_of_file
from ..content.picture_names import is_picture, namesakes, same_name, unfit_name
from ..content.positions import Positions
from ..content.references import Resolver
from ..errors import Position, Problem
from ..settings import Settings
from .library import Wanted


def pictures_of_items(
    settings: Settings, graph: Graph, linked: Mapping[str, Linked], draft_cache: DraftCache, blamed: frozenset[str]
) -> Iterator[Wanted]:
    """Those that items publish: shown, linked or attached; but for files that a rule has `blamed`."""
    positions = Positions(settings)
    for teaser in graph.teasers:
        for path, address in teaser.files:
            if is_picture(path) and not (blamed and settings.shown_content(path) in blamed):
                named = partial(_in_item, linked, draft_cache, teaser.path, address, positions)
                yield Wanted(f"{settings.content_dir}/{path}", address, named)


def _in_item(
    linked: Mapping[str, Linked], draft_cache: DraftCache, path: str, address: str, positions: Positions
) -> Position:
    return place_of_file(linked[path].item(draft_cache.load(path)), address, positions)


def pictures_of_pages(
    settings: Settings, files: Iterable[str], pages: Iterable[HandPage], resolver: Resolver, blamed: frozenset[str]
) -> Iterator[Wanted]:
    """Those beside hand-written pages, all of which are published; `files` are paths in the site, the theme's too."""
    pages, positions = tuple(pages), Positions(settings)
    for path in files:
        file = settings.docs_dir / path
        if is_picture(path) and file.is_file() and settings.shown(file) not in blamed:
            yield Wanted(str(file), path, partial(_in_pages, settings, path, pages, positions, resolver))


def _in_pages(
    settings: Settings, path: str, pages: Iterable[HandPage], positions: Positions, resolver: Resolver
) -> Position:
    for page in pages:
        for reference in page.references:
            target = resolver.from_page(page, reference).target
            if target and target.address == path:
                return positions.in_page(page.path, (reference.target, path.rpartition("/")[2]), reference.nth)
    return Position(settings.shown(settings.docs_dir / path))


def names_among_pages(settings: Settings, files: Iterable[str]) -> Iterator[Problem]:
    """Pictures beside hand-written pages that would be published under one name, or under a name that is not theirs."""
    present = frozenset(path for path in files if is_picture(path) and (settings.docs_dir / path).is_file())
    for path in sorted(present):
        where = Position(settings.shown(settings.docs_dir / path))
        if unfit := unfit_name(path):
            yield Problem(where, *unfit)
        if other := next((name for name in namesakes(path) if name in present), ""):
            yield Problem(where, *same_name(path, other))
