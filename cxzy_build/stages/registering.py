"""Every name by which items, pages and files are called; after a small edit made of those of the build before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..content.addresses import HandPage, Placed, Register, edited_register, place, register_of
from ..content.draft_cache import DraftCache
from ..content.drafts import EXPIRED, OUT
from ..content.positions import Positions
from ..errors import Problem
from ..incremental.previous_build import PreviousBuild
from ..records import Record
from ..settings import Settings
from ..source.tree import Tree
from .build import Build

_FEW = 1000
"""Items edited up to which names are those of the build before, with these put in."""


class Names(Record):
    """Every name by which items, pages and files are called, and what is wrong with names.

    moved: paths of the items that have another address than in the build before, or are out now and were not, or the
    other way round; edited ones need not be among them.
    """

    register: Register
    moved: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def register_names(build: Build, draft_cache: DraftCache, pages: tuple[HandPage, ...], edited: Sequence[str]) -> Names:
    """All names; the very ones of the build before if all are the same.

    edited: the items that are new or others since the build before.
    """
    settings, tree, previous = build.settings, build.tree, build.previous
    if previous and build.clock_has_changed_nothing:
        if _has_same_names(tree, draft_cache, pages, previous, edited):
            return Names(previous.register)
        if len(edited) <= _FEW and (register := _edited_register(settings, tree, draft_cache, pages, previous, edited)):
            return Names(register)
    placed, problems = place(draft_cache.outlines, Positions(settings))
    register = register_of(placed, pages, tree, *_out_and_expired(settings, placed))
    moved = (one for one in placed if previous and not _is_as_it_was(one, previous, settings.minute))
    return Names(register, frozenset(one.outline.path for one in moved), tuple(problems))


def _is_as_it_was(placed: Placed, previous: PreviousBuild, minute: str) -> bool:
    """Whether an item is where it was, and out or not as it was."""
    return previous.placed_and_standing(placed.outline.path) == (placed, placed.outline.standing(minute))


def _edited_register(
    settings: Settings,
    tree: Tree,
    draft_cache: DraftCache,
    pages: tuple[HandPage, ...],
    previous: PreviousBuild,
    edited: Sequence[str],
) -> Register | None:
    """Names after an edit; None where something is wrong with them, which is found when all are made anew."""
    placed, problems = place(map(draft_cache.outline, edited), Positions(settings))
    gone = previous.plain_linked.keys() - draft_cache.digests.keys()
    if problems:
        return None
    return edited_register(previous.register, gone, placed, pages, tree, *_out_and_expired(settings, placed))


def _out_and_expired(settings: Settings, placed: Iterable[Placed]) -> tuple[frozenset[str], frozenset[str]]:
    """Addresses of those that are out, and of those that have been."""
    standing = [(one.address, one.outline.standing(settings.minute)) for one in placed]
    out = frozenset(address for address, how in standing if settings.preview or how == OUT)
    return out, frozenset(address for address, how in standing if how == EXPIRED)


def _has_same_names(
    tree: Tree, draft_cache: DraftCache, pages: tuple[HandPage, ...], previous: PreviousBuild, edited: Sequence[str]
) -> bool:
    if tree.files.keys() != previous.contents.keys() or tree.refused != previous.refused:
        return False
    if tuple((page.path, page.address) for page in pages) != previous.pages:
        return False
    known = previous.digests_of_items
    return all(path in known and tuple(draft_cache.outline(path)) == previous.outline(path) for path in edited)
