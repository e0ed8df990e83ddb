"""What browsers wait for: the news of how the last build ended."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Mapping
from typing import Any

from ..report import problem_object
from .outcome import State

SHOWN_PROBLEMS = 200
"""As many as a person reads; the terminal has them all."""


class Noticeboard:
    """The newest state, under a mark that no other state has; threads wait for another."""

    def __init__(self, state: State) -> None:
        self._changed = threading.Condition()
        self._session = f"{os.getpid():x}-{time.time_ns():x}"  # a server started again knows nothing of marks before
        self._number = 0
        self._state = state

    def post(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._number += 1
            self._changed.notify_all()

    def wait(self, seen: str, seconds: float) -> tuple[str, State]:
        """The newest state with its mark: at once if that is not the one `seen`, else when another comes."""
        with self._changed:
            self._changed.wait_for(lambda: self._mark != seen, seconds)
            return self._mark, self._state

    @property
    def _mark(self) -> str:
        return f"{self._session}-{self._number}"


def news(state: State) -> Mapping[str, Any]:
    """A state for the browser: errors come first."""
    errors = sum(p.is_error for p in state.problems)
    ordered = sorted(state.problems, key=lambda p: not p.is_error)
    return {
        "good": state.good,
        "building": state.building,
        "errors": errors,
        "warnings": len(state.problems) - errors,
        "problems": [problem_object(p) for p in ordered[:SHOWN_PROBLEMS]],
    }
