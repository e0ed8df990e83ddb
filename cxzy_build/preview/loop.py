"""The preview's course: build, tell, wait for a change, build again.

Three processes: this one has no threads and forks a child for each build, so that a build may crash or grow and what it
imports is loaded once; the server and the watcher are full of threads and never fork.
"""

from __future__ import annotations

import errno
import gc
import importlib
import os
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Protocol

from ..background import Background, WorkerDied
from ..errors import Position, Problem, UsageError
from ..settings import current_moment, minute_of
from .outcome import Grounds, Outcome, State
from .retries import Retries
from .server import Serving
from .watcher import Watcher

SLOW = 1.0
"""Seconds after which browsers are told that a build is at work."""

LOOK = 1.0
"""Seconds between two looks whether the site is still there: the cache, and it with it, may be deleted at any time."""


class Builds(Protocol):
    """What is done in children, one at a time."""

    def build(self) -> Outcome: ...

    def make_ready(self) -> tuple[str, ...]:
        """After the first build: what the next one need not do then; modules that it had to load."""


class Teller(Protocol):
    """Shows a person at the terminal how things stand."""

    def note(self, text: str) -> None: ...

    def built(self, outcome: Outcome, address: str) -> None:
        """A build ended; the site, as it now is or still is, is shown at `address`."""


def preview(builds: Builds, grounds: Grounds, folder: Path, port: int, teller: Teller) -> None:
    """Show the site in `folder` at the port, and build it whenever a source changes; until interrupted.

    UsageError if the port cannot be had.
    """
    try:
        serving = Serving(folder, State(grounds.base_path), port)
    except OSError as error:
        another = f"换一个：.venv/bin/cxzy serve -p {port + 1}"
        raise UsageError(f"不能使用端口 {port}（{_why(error)}）；{another}") from None
    try:
        with _interruptions() as interrupted:
            _Preview(builds, grounds, folder, serving, teller, interrupted).run()
    finally:
        serving.stop()


@contextmanager
def _interruptions() -> Iterator[int]:
    """A file descriptor that can be read from once Ctrl+C was pressed. The exception alone will not do: it is raised in
    the midst of anything, and lost in what lets none out (a finalizer, a library's bare `except`)."""
    heard, pressed = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(pressed, warn_on_full_buffer=False)
    try:
        yield heard
    finally:
        signal.set_wakeup_fd(-1)
        os.close(heard)
        os.close(pressed)


def _why(error: OSError) -> str:
    if error.errno == errno.EACCES:
        return "1024 以下的端口，只有管理员能用"
    return "有程序正在用它，也许预览已经开着" if error.errno == errno.EADDRINUSE else f"{error.strerror}"


class _Preview:
    def __init__(
        self,
        builds: Builds,
        grounds: Grounds,
        folder: Path,
        serving: Serving,
        teller: Teller,
        interrupted: int,
    ) -> None:
        self._builds = builds
        self._grounds = grounds
        self._folder = folder
        self._serving = serving
        self._teller = teller
        self._interrupted = interrupted
        self._state = State(grounds.base_path)
        self._until = ""
        self._is_ready = False
        self._retries = Retries()

    def run(self) -> None:
        watcher = self._watch()
        try:
            while True:
                was_refused = self._retries.is_wanted
                changed = self._build_once(watcher)
                is_over = was_refused and not self._retries.is_wanted  # the folders may be others than were watched
                if is_over or watcher.sources != self._grounds.sources:  # or mkdocs.yml names others than before
                    watcher.stop()
                    watcher, changed = self._watch(), True
                if not changed:
                    self._make_ready()
                    self._wait_for_reason(watcher)
        finally:
            watcher.stop()

    def _wait_for_reason(self, watcher: Watcher) -> None:
        """Until there is one to build: something changed, the site is gone, something comes out or ends now, or what
        was refused may be so no longer."""
        while not self._ready(watcher.messages, seconds=LOOK):
            if self._state.good and not self._folder.exists():
                return
            if self._until and minute_of(current_moment()) >= self._until:
                return
            if self._retries.begin():
                return

    def _make_ready(self) -> None:
        """Once there is a site: what the first change would have to wait for. A change that comes meanwhile waits for
        the rest of it."""
        if self._is_ready or not self._state.good:
            return
        working = Background(self._builds.make_ready)
        try:
            self._ready(working.ended)
            with suppress(WorkerDied):
                _load(working.result())
        finally:
            working.stop()
        self._is_ready = True

    def _watch(self) -> Watcher:
        watcher = Watcher(self._grounds.sources)
        if watcher.note:
            self._teller.note(watcher.note)
        return watcher

    def _build_once(self, watcher: Watcher) -> bool:
        """Build, and tell; True if something changed meanwhile, which this build may have read or not."""
        gc.collect()
        gc.freeze()  # what exists now is not scanned in the child, so its pages stay shared
        watcher.forget()
        building = Background(self._builds.build)
        try:
            changed = self._wait_for(building, watcher)
            outcome = _result(building)
        finally:
            building.stop()
        self._learn(outcome)
        return changed

    def _wait_for(self, building: Background[Outcome], watcher: Watcher) -> bool:
        """Until the build ends; True if something changed meanwhile."""
        changed = False
        slow_at = time.monotonic() + SLOW
        while True:
            left = None if self._state.building else max(0.0, slow_at - time.monotonic())
            ready = self._ready(building.ended, watcher.messages, seconds=left)
            if watcher.messages in ready:
                watcher.receive()
                changed = True
            if building.ended in ready:
                return changed
            if not self._state.building and time.monotonic() >= slow_at:
                self._tell_browsers(replace(self._state, building=True))

    def _learn(self, outcome: Outcome) -> None:
        """Tell everybody what came of a build, and take over what it found out."""
        self._grounds = outcome.grounds or self._grounds
        self._until = outcome.until
        is_told = self._retries.is_one and outcome.refused and outcome.problems == self._state.problems
        self._retries.end(refused=outcome.refused)
        self._tell_browsers(State(self._grounds.base_path, outcome.good, outcome.problems))
        if not is_told:
            self._teller.built(outcome, f"http://127.0.0.1:{self._serving.port}{self._grounds.base_path}")
        _load(outcome.imported)

    def _tell_browsers(self, state: State) -> None:
        self._state = state
        self._serving.tell(state)

    def _ready(self, *connections: Connection | int, seconds: float | None = None) -> Sequence[object]:
        """Those of the connections that have something to say; raises what ended the server, and KeyboardInterrupt."""
        ready = wait([*connections, self._serving.ended, self._interrupted], seconds)
        if self._interrupted in ready:
            raise KeyboardInterrupt
        if self._serving.ended in ready:
            self._serving.result()
            raise WorkerDied("预览的网页服务意外结束")
        return ready


def _load(modules: Iterable[str]) -> None:
    """So that the next child has them."""
    for name in modules:
        with suppress(Exception):
            importlib.import_module(name)


def _result(building: Background[Outcome]) -> Outcome:
    try:
        return building.result()
    except WorkerDied as died:
        return Outcome(False, (Problem(Position("mkdocs.yml"), "internal", f"生成时意外中断：{died}"),))
