"""What MkDocs gave, kept from build to build: it is asked again only when something that it reads has changed."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ..files import read_file
from ..sealed import Sealed
from ..settings import Settings, current_moment
from .fingerprint import fingerprint, purpose_of

if TYPE_CHECKING:
    from ..pages.frame import Frame


class FrameSource(Protocol):
    """Where a build gets its frame.

    digest: of all that the frame was made of; empty if that is not known.
    """

    @property
    def digest(self) -> str: ...

    def result(self) -> Frame:
        """The frame; may take a while."""


class GivenFrame:
    """A frame that is there already."""

    digest = ""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def result(self) -> Frame:
        return self._frame


class KeptFrame:
    """The frame of an earlier build where nothing that MkDocs reads has changed since, else one made now.

    make: asks MkDocs, in a process of its own; its `result` waits for it.
    """

    def __init__(self, settings: Settings, make: Callable[[], Making]) -> None:
        self.digest = _digest_of_inputs(settings) if settings.config_digest else ""
        self._sealed = Sealed(settings.cache_dir / "mkdocs/frame", self.digest)
        kept = self._sealed.load() if self.digest else None
        self._kept = kept if isinstance(kept, bytes) else None
        self._making = None if self._kept else make()

    def result(self) -> Frame:
        if self._kept is not None:
            frame: Frame = pickle.loads(self._kept)
            return frame
        assert self._making
        frame = self._making.result()
        if self.digest and frame.shells and not any(problem.is_error for problem in frame.problems):
            self._sealed.keep(pickle.dumps(frame, pickle.HIGHEST_PROTOCOL))
        return frame

    def stop(self) -> None:
        """Do not wait for MkDocs any longer."""
        if self._making:
            self._making.stop()


class Making(Protocol):
    """MkDocs at work."""

    def result(self) -> Frame: ...

    def stop(self) -> None: ...


def _digest_of_inputs(settings: Settings) -> str:
    digest = hashlib.blake2b(f"{purpose_of(settings)} {settings.config_digest}".encode(), digest_size=16)
    for path in _files((settings.docs_dir, settings.theme_dir)):
        data = read_file(path)
        digest.update(f"\0{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return digest.hexdigest()


def _files(folders: Iterable[Path]) -> Iterable[str]:
    """All files below `folders`, in order; MkDocs follows links."""
    for top in folders:
        for folder, inside, names in os.walk(top, followlinks=True):
            inside.sort()
            yield from (
                os.path.join(folder, name) for name in sorted(names) if os.path.isfile(os.path.join(folder, name))
            )


def recall_settings(config_file: str) -> Settings | None:
    """The settings that mkdocs.yml gave last time, if it has not changed and they depend on nothing else."""
    kept = _settings_file(config_file)
    data = kept.load() if kept else None
    if not isinstance(data, bytes):
        return None
    settings: Settings = pickle.loads(data)
    return replace(settings, now=current_moment(), jobs=len(os.sched_getaffinity(0)))


def remember_settings(config_file: str, settings: Settings) -> None:
    """Keep settings for `recall_settings`."""
    kept = _settings_file(config_file)
    if kept and settings.config_digest:
        kept.keep(pickle.dumps(settings, pickle.HIGHEST_PROTOCOL))


def _settings_file(config_file: str) -> Sealed | None:
    path = os.path.abspath(config_file)
    try:
        data = read_file(path)
    except OSError:
        return None
    purpose = f"{fingerprint()} {path} {hashlib.blake2b(data).hexdigest()}"
    return Sealed(Path(path).parent / ".cache/mkdocs" / f"settings-{Path(path).name}", purpose)
