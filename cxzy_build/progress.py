"""How far a build has come, for the person who waits for it: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable, Mapping
from typing import Protocol, TextIO

APPEARS_AFTER = 1.0
"""Seconds: a build that is done sooner shows no bar."""

REDRAWN_EVERY = 0.1
"""Seconds between two drawings of the bar, at least."""

_LONGEST_BAR, _SHORTEST_BAR = 30, 8
_CLEAR = "\r\x1b[K"


class Progress(Protocol):
    """Is told what a build is doing."""

    def stage(self, name: str, total: int = 0) -> None:
        """A stage begins; `total` is how many pieces it has, if that is known."""

    def advance(self, count: int = 1) -> None:
        """So many more pieces of the stage are done."""

    def step(self, name: str) -> None:
        """A step begins that is told to nobody but who asked where the time goes."""

    def note(self, text: str) -> None:
        """Something a person should know while it lasts; no problem of the content."""

    def close(self) -> None:
        """The work is over, however it ended: what is printed next begins on a line of its own."""


class Silent:
    """Says nothing."""

    def stage(self, name: str, total: int = 0) -> None:
        pass

    def advance(self, count: int = 1) -> None:
        pass

    def step(self, name: str) -> None:
        pass

    def note(self, text: str) -> None:
        pass

    def close(self) -> None:
        pass


SILENT = Silent()


class Lines:
    """One line for each stage: for logs, and for terminals that cannot redraw a line or were told not to."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def stage(self, name: str, total: int = 0) -> None:
        self.note(f"{name}（{total}）……" if total else f"{name}……")

    def advance(self, count: int = 1) -> None:
        pass

    def step(self, name: str) -> None:
        pass

    def note(self, text: str) -> None:
        self._stream.write(f"{text}\n")
        self._stream.flush()

    def close(self) -> None:
        pass


class Bar:
    """One line, drawn again and again, and gone at the end. It is drawn by those who report, never by a thread of its
    own: a build forks, and must not among threads."""

    def __init__(
        self,
        stream: TextIO,
        *,
        clock: Callable[[], float] = time.monotonic,
        columns: Callable[[], int] | None = None,
        after: float = APPEARS_AFTER,
    ) -> None:
        self._stream = stream
        self._clock = clock
        self._columns = columns or (lambda: _columns_of(stream))
        self._after = after
        self._started: float | None = None
        self._drawn: float | None = None
        """When the line was drawn that stands now."""
        self._name, self._done, self._total = "", 0, 0

    def stage(self, name: str, total: int = 0) -> None:
        self._name, self._done, self._total = name, 0, total
        self._draw()

    def advance(self, count: int = 1) -> None:
        self._done += count
        self._draw()

    def step(self, name: str) -> None:
        pass

    def note(self, text: str) -> None:
        self.close()
        self._stream.write(f"{text}\n")
        self._stream.flush()

    def close(self) -> None:
        if self._drawn is not None:
            self._drawn = None
            self._stream.write(_CLEAR)
            self._stream.flush()

    def _draw(self) -> None:
        now = self._clock()
        if self._started is None:
            self._started = now
        if now - self._started < self._after or (self._drawn is not None and now - self._drawn < REDRAWN_EVERY):
            return
        self._drawn = now
        room = self._columns() - 1  # a terminal may go to the next line when the last column is filled
        line = bar_line(self._name, self._done, self._total, now - self._started, room)
        self._stream.write(f"\r{line}\x1b[K")
        self._stream.flush()


def progress_on(stream: TextIO, environment: Mapping[str, str] = os.environ) -> Progress:
    """What fits the stream: a bar where a line can be redrawn and nobody asked for plain text."""
    dumb = environment.get("TERM", "dumb") == "dumb" or environment.get("NO_COLOR")
    return Bar(stream) if stream.isatty() and not dumb else Lines(stream)


def bar_line(name: str, done: int, total: int, seconds: float, room: int) -> str:
    """`name [####----] done/total  time` in at most `room` columns; what does not fit is left out, the bar first."""
    rest = f" {min(done, total)}/{total}  {_elapsed(seconds)}" if total else f"  {_elapsed(seconds)}"
    length = min(room - text_width(name) - text_width(rest) - len(" []"), _LONGEST_BAR)
    if total and length >= _SHORTEST_BAR:
        full = length * min(done, total) // total
        return f"{name} [{'#' * full}{'-' * (length - full)}]{rest}"
    for_name = room - text_width(rest)
    return cut_to_width(name, for_name) + rest if for_name > 0 else cut_to_width(name, room)


def _elapsed(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} 分 {rest:02d} 秒" if minutes else f"{rest} 秒"


def text_width(text: str) -> int:
    """Columns that `text` takes on a terminal; what is wide in some and narrow in others counts as wide."""
    return sum(map(_width, text))


def cut_to_width(text: str, width: int) -> str:
    """As much of the beginning as has room."""
    taken = 0
    for place, character in enumerate(text):
        taken += _width(character)
        if taken > width:
            return text[:place]
    return text


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _columns_of(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
