"""Looking at content/ and at the trees in other processes, while this one loads what it may need."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from ..background import meanwhile
from ..delivery.trees import Damage, TreesKnown, damage_of_spare, damage_seen, look_at_files, look_at_folders
from ..files import Signature
from ..settings import Settings
from ..source.tree import Tree, TreeChanges, changes_of, list_tree, list_tree_here, with_changes

R = TypeVar("R")

_PATIENCE = 10
"""By how much looking at trees is less urgent than looking at content/ (see nice(2))."""


@dataclass(frozen=True)
class Listing:
    """What lies under content/, perhaps listed by another process. tree: gives all of it, once that has been looked at;
    first: where that process says that it met a file that is new or another one."""

    tree: Callable[[], Tree]
    first: int

    def finds_something(self) -> bool:
        """Whether some file is known to be new or another one; waits until the first is met, or all have been looked
        at."""
        return bool(os.read(self.first, 1))


@contextmanager
def listing_of(settings: Settings, before: Mapping[str, Signature]) -> Iterator[Listing]:
    """The listing of content/; `before` is what lay there last time."""
    first, says = os.pipe()
    there, here = partial(_list, settings, before, says), partial(_list_here, settings, before)
    try:
        with meanwhile(there, is_worth_it=settings.jobs > 1, instead=here) as changes:
            os.close(says)
            yield Listing(lambda: with_changes(before, changes()), first)
    finally:
        os.close(first)


def _list(settings: Settings, before: Mapping[str, Signature], says: int) -> TreeChanges:
    try:
        os.chdir(settings.content_dir)
        return changes_of(list_tree_here(settings, before, lambda: os.write(says, b"!")), before)
    finally:
        os.close(says)


def _list_here(settings: Settings, before: Mapping[str, Signature]) -> TreeChanges:
    return changes_of(list_tree(settings), before)


@contextmanager
def look_at_site(top: str, known: TreesKnown, jobs: int) -> Iterator[Callable[[], Damage]]:
    """What waits for the damage of the published tree, which two processes look at: where nothing has changed, nothing
    else takes as long."""
    with (
        _looked_at(partial(look_at_files, spare=False), top, known, jobs) as files,
        _looked_at(partial(look_at_folders, spare=False), top, known, jobs) as folders,
    ):
        yield lambda: damage_seen(known, files(), folders())


def look_at_spare(top: str, known: TreesKnown, jobs: int) -> AbstractContextManager[Callable[[], Damage]]:
    """What waits for the damage of the spare."""
    return _looked_at(damage_of_spare, top, known, jobs)


Look = Callable[[str, TreesKnown], R]


def _looked_at(look: Look[R], top: str, known: TreesKnown, jobs: int) -> AbstractContextManager[Callable[[], R]]:
    there = partial(_from_within, look, top, known)
    return meanwhile(there, is_worth_it=jobs > 1, instead=partial(look, top, known))


def _from_within(look: Look[R], top: str, known: TreesKnown) -> R:
    """What `look` finds, from a process of its own: it goes to the folder, whose paths are short then, and lets other
    processes go first, which are waited for sooner."""
    os.nice(_PATIENCE)
    if os.path.isdir(top) and not os.path.islink(top):  # from within nobody would see that it is one
        os.chdir(top)
        top = ""
    return look(top, known)
