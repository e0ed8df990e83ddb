"""Looking at content/ and at the trees in other processes, while this one loads what it may need."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from typing import TypeVar

from ..background import Background, WorkerDied, meanwhile
from ..content.tree import Tree, list_tree, list_tree_here
from ..delivery.trees import Damage, TreesKnown, damage_of, damage_seen, look_at_files, look_at_folders
from ..files import Signature
from ..settings import Settings

R = TypeVar("R")

_PATIENCE = 10
"""By how much looking at trees is less urgent than looking at content/ (see nice(2))."""


class Listing:
    """What lies under content/; `before` is what lay there last time. Listed by another process, if there are several
    `jobs` and it can be had."""

    def __init__(self, settings: Settings, before: Mapping[str, Signature]) -> None:
        self._settings = settings
        self._first, says = os.pipe()
        self._other: Background[Tree] | None = None
        try:
            if settings.jobs > 1:
                with suppress(OSError):
                    self._other = Background(partial(_list, settings, before, says))
        finally:
            os.close(says)

    def finds_something(self) -> bool:
        """Whether some file is known to be new or another one; waits until the first is met, or all have been looked
        at."""
        return bool(os.read(self._first, 1))

    def tree(self) -> Tree:
        """All of it; waits until it has been looked at."""
        if self._other:
            with suppress(WorkerDied, OSError):
                return self._other.result()
        return list_tree(self._settings)

    def stop(self) -> None:
        """Whatever else could be found is of no interest."""
        os.close(self._first)
        if self._other:
            self._other.stop()


def _list(settings: Settings, before: Mapping[str, Signature], says: int) -> Tree:
    try:
        os.chdir(settings.content_dir)
        return list_tree_here(settings, before, lambda: os.write(says, b"!"))
    finally:
        os.close(says)


@contextmanager
def damage_of_site(top: str, known: TreesKnown, jobs: int) -> Iterator[Callable[[], Damage]]:
    """What waits for the damage of the published tree, which two processes look at: where nothing has changed, nothing
    else takes as long."""
    with (
        _looked_at(look_at_files, top, known, jobs, spare=False) as files,
        _looked_at(look_at_folders, top, known, jobs, spare=False) as folders,
    ):
        yield lambda: damage_seen(known, files(), folders())


def damage_of_spare(top: str, known: TreesKnown, jobs: int) -> AbstractContextManager[Callable[[], Damage]]:
    """What waits for the damage of the spare."""
    return _looked_at(damage_of, top, known, jobs, spare=True)


def _looked_at(
    look: Callable[..., R], top: str, known: TreesKnown, jobs: int, *, spare: bool
) -> AbstractContextManager[Callable[[], R]]:
    there = partial(_from_within, look, top, known, spare=spare)
    return meanwhile(there, is_worth_it=jobs > 1, instead=partial(look, top, known, spare=spare))


def _from_within(look: Callable[..., R], top: str, known: TreesKnown, *, spare: bool) -> R:
    """The same for a process that may go where it looks, and lets others go before: they are waited for sooner."""
    os.nice(_PATIENCE)
    if os.path.isdir(top):
        os.chdir(top)
        top = ""
    return look(top, known, spare=spare)
