"""Every name by which items, pages and files are called; after a small edit made of those of the build before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..content.addresses import HandPage, Placed, Register, place, register, register_again
from ..content.positions import Positions
from ..content.shelf import Shelf
from ..content.tree import Tree
from ..errors import Problem
from ..ledger.past import Past
from ..settings import Settings
from .build import Build

_FEW = 1000
"""Items edited up to which names are those of the build before, with these put in."""


def find_names(
    build: Build, shelf: Shelf, pages: tuple[HandPage, ...], edited: Sequence[str]
) -> tuple[Register, list[Problem]]:
    """Every name by which items, pages and files are called; the very ones of the build before if all are the same.

    edited: the items that are new or others since the build before.
    """
    settings, tree, past = build.settings, build.tree, build.past
    if past and build.clock_has_changed_nothing:
        if _has_same_names(tree, shelf, pages, past, edited):
            return past.register, []
        if len(edited) <= _FEW and (names := _names_after(settings, tree, shelf, pages, past, edited)):
            return names, []
    placed, problems = place(shelf.outlines, Positions(settings))
    return register(placed, pages, tree, _out(settings, placed)), problems


def _names_after(
    settings: Settings, tree: Tree, shelf: Shelf, pages: tuple[HandPage, ...], past: Past, edited: Sequence[str]
) -> Register | None:
    """Names after an edit; None where something is wrong with them, which is found when all are made anew."""
    placed, problems = place(map(shelf.outline, edited), Positions(settings))
    gone = past.plain_linked.keys() - shelf.digests.keys()
    return None if problems else register_again(past.register, gone, placed, pages, tree, _out(settings, placed))


def _out(settings: Settings, placed: Iterable[Placed]) -> frozenset[str]:
    """Addresses of those that are out."""
    now = settings.minute
    return frozenset(one.address for one in placed if settings.preview or not one.outline.standing(now))


def _has_same_names(tree: Tree, shelf: Shelf, pages: tuple[HandPage, ...], past: Past, edited: Sequence[str]) -> bool:
    if tree.files.keys() != past.contents.keys() or tree.refused != past.refused:
        return False
    if tuple((page.path, page.address) for page in pages) != past.pages:
        return False
    known = past.digests_of_items
    return all(path in known and tuple(shelf.outline(path)) == past.outline(path) for path in edited)
