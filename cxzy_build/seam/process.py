"""MkDocs at work in a process of its own: it says what the settings are, then makes the frame for them."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..background import Background, Raised, WorkerDied, outcome_of
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

    def settings(self) -> Settings:
        """The settings, once; raises what `load` raised, or WorkerDied."""
        with open(self._receive, "rb") as pipe:
            sent = pipe.read()
        settings = pickle.loads(sent) if sent else Raised(WorkerDied("子进程意外结束"))
        if isinstance(settings, Raised):
            self.stop()
            raise settings.error
        assert isinstance(settings, Settings)
        return settings

    def result(self) -> Frame:
        """The frame, once; may take a while."""
        return self._work.result()

    def stop(self) -> None:
        """End it, whatever it is doing; nothing where it has ended."""
        self._work.stop()


def _work(load: Callable[[], Settings], make: Callable[[Settings], Frame], send: int) -> Frame:
    with open(send, "wb") as pipe:
        sent = outcome_of(load)
        pipe.write(sent)
    settings = pickle.loads(sent)
    if isinstance(settings, Raised):
        raise settings.error
    return make(settings)
