"""MkDocs at work in a process of its own: it says what the settings are, then makes the frame for them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..background import Background, WorkerDied, outcome_in, outcome_of
from ..incremental.frame_cache import Signatures, signatures_now
from ..settings import Settings

if TYPE_CHECKING:
    from ..pages.frame import Frame


class MkDocsProcess:
    """Whoever started it loads the program meanwhile, which takes as long; MkDocs itself is loaded there alone.

    load: gives the settings. make: gives the frame for them.
    """

    def __init__(self, load: Callable[[], Settings], make: Callable[[Settings], Frame]) -> None:
        self._receive, send = os.pipe()
        try:
            self._work: Background[Frame] = Background(lambda: _work(load, make, send))
        finally:
            os.close(send)

    def settings(self) -> tuple[Settings, Signatures]:
        """The settings, once, and what the files were that `make` reads, before it read them; raises what `load`
        raised, or WorkerDied."""
        with open(self._receive, "rb") as pipe:
            sent = pipe.read()
        try:
            if not sent:
                self.result()  # which says how it ended
                raise WorkerDied("子进程意外结束")
            settings, seen = outcome_in(sent)
        except Exception:
            self.stop()
            raise
        return settings, seen

    def result(self) -> Frame:
        """The frame, once; may take a while."""
        return self._work.result()

    def stop(self) -> None:
        """End it, whatever it is doing; nothing where it has ended."""
        self._work.stop()


def _work(load: Callable[[], Settings], make: Callable[[Settings], Frame], send: int) -> Frame:
    with open(send, "wb") as pipe:
        sent = outcome_of(lambda: _with_signatures(load()))
        pipe.write(sent)
    settings, _ = outcome_in(sent)
    return make(settings)


def _with_signatures(settings: Settings) -> tuple[Settings, Signatures]:
    return settings, signatures_now(settings)
