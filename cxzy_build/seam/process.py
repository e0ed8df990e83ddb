"""MkDocs at work in a process of its own: it says what the settings are, then makes the frame for them."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..background import Background, Raised, WorkerDied, outcome_of
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
        first = pickle.loads(sent) if sent else Raised(WorkerDied("子进程意外结束"))
        if isinstance(first, Raised):
            self.stop()
            raise first.error
        settings, seen = first
        assert isinstance(settings, Settings)
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
    first = pickle.loads(sent)
    if isinstance(first, Raised):
        raise first.error
    return make(first[0])


def _with_signatures(settings: Settings) -> tuple[Settings, Signatures]:
    return settings, signatures_now(settings)
