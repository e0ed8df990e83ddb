"""Which changes of files matter, and which of them belong together."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import PurePath

from ..source.leftovers import is_hidden_or_lock, is_leftover

QUIET = 0.04
"""Seconds without a change after which what was changed is taken to be whole: editors write, rename and delete."""

LONGEST = 0.2
"""Seconds after the first change when waiting ends, whatever still comes."""

_NEVER_READ = {"__pycache__", "node_modules"}
_READ_THOUGH_HIDDEN = {".icons"}
"""Where Material looks for a theme's own icons."""


def matters(inside: PurePath) -> bool:
    """Whether a build may read the file or folder, named from the folder that is watched."""
    folders = inside.parts[:-1]
    if any(one in _NEVER_READ or (is_hidden_or_lock(one) and one not in _READ_THOUGH_HIDDEN) for one in folders):
        return False
    return inside.name not in _NEVER_READ and not (inside.suffix == ".pyc" or is_leftover(inside.name))


class Gathering:
    """Collects changes until nothing has come for a moment."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._paths: set[str] = set()
        self._first = self._last = 0.0

    def add(self, path: str) -> None:
        self._last = self._clock()
        if not self._paths:
            self._first = self._last
        self._paths.add(path)

    def left(self) -> float | None:
        """Seconds until they are whole, 0 if they are; None while there are none."""
        if not self._paths:
            return None
        return max(0.0, min(self._last + QUIET, self._first + LONGEST) - self._clock())

    def take(self) -> frozenset[str]:
        """All of them; the next ones begin anew."""
        taken, self._paths = frozenset(self._paths), set()
        return taken
