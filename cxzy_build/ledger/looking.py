"""Listing content/ in another process, for who wants to know as early as can be whether anything has changed there."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from functools import partial

from ..background import Background, WorkerDied
from ..content.tree import Tree, list_tree, list_tree_here
from ..files import Signature
from ..settings import Settings


class Looking:
    """What lies under content/; `before` is what lay there last time."""

    def __init__(self, settings: Settings, before: Mapping[str, Signature]) -> None:
        self._settings = settings
        self._first, says = os.pipe()
        self._listing = Background(partial(_list, settings, before, says), outlives=True)
        os.close(says)

    def finds_something(self) -> bool:
        """Whether some file is new or another one; waits until the first is met, or all have been looked at."""
        return bool(os.read(self._first, 1))

    def tree(self) -> Tree:
        """All of it; waits until it has been looked at."""
        with suppress(WorkerDied, OSError):
            return self._listing.result()
        return list_tree(self._settings)

    def stop(self) -> None:
        """Whatever has been found is of no interest."""
        self._listing.stop()
        os.close(self._first)


def _list(settings: Settings, before: Mapping[str, Signature], says: int) -> Tree:
    try:
        os.chdir(settings.content_dir)
        return list_tree_here(settings, before, lambda: os.write(says, b"!"))
    finally:
        os.close(says)
