"""When what the system refused is tried again: nothing that is watched tells when it would do it."""

from __future__ import annotations

import time
from collections.abc import Callable

AGAIN = 5.0
"""Seconds after which a build that the system refused is tried again; twice as many each time, a minute at most."""

_RAREST = 60.0


class Retries:
    """Of builds, one after the other, some of which somebody else gave the reason for."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._pause = 0.0
        """Seconds until the next one; 0 where nothing was refused."""
        self._due = 0.0
        self.is_one = False
        """Whether the build at work is one."""

    @property
    def is_wanted(self) -> bool:
        """Whether the last build was refused."""
        return self._pause > 0

    def begin(self) -> bool:
        """Whether it is time for one, which is at work from now on."""
        self.is_one = self.is_wanted and self._clock() >= self._due
        return self.is_one

    def end(self, *, refused: bool) -> None:
        """A build ended, whatever it was."""
        longer = min(2 * self._pause, _RAREST) if self.is_one else AGAIN
        self._pause = longer if refused else 0.0
        self._due = self._clock() + self._pause
        self.is_one = False
