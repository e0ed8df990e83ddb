"""What MkDocs gave, kept from build to build: it is asked again only when something that it reads has changed."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from xxhash import xxh3_128

from ..cache_file import CacheFile
from ..errors import any_error
from ..files import Signature, digest_text, files_below, read_file, signature_of
from ..fingerprint import fingerprint, purpose_of_frame
from ..settings import Settings, current_moment

if TYPE_CHECKING:
    from ..pages.frame import Frame


class FrameSource(Protocol):
    """Where a build gets its frame.

    digest: of all that the frame is made of, as it was when the source was looked at; empty if that is not known.
    """

    @property
    def digest(self) -> str: ...

    def result(self) -> tuple[Frame, str]:
        """The frame, and the digest of what it was made of; may take a while. The digest is empty where somebody wrote
        to it meanwhile: nobody knows what it was."""

    def is_current(self) -> bool:
        """Whether nobody has written to what it was made of, templates among it, since it was looked at."""


class GivenFrame:
    """A frame that is there already."""

    digest = ""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def result(self) -> tuple[Frame, str]:
        return self._frame, self.digest

    def is_current(self) -> bool:
        return True


class CachedFrame:
    """The frame of an earlier build where nothing that MkDocs reads has changed since, else one made now.

    make: asks MkDocs, in a process of its own; its `result` waits for it. seen: of what MkDocs reads, where it may be
    reading already.
    """

    def __init__(self, settings: Settings, make: Callable[[], PendingFrame], seen: Signatures | None = None) -> None:
        self._settings = settings
        self._seen = signatures_now(settings) if seen is None else seen
        is_known = settings.config_digest == digest_of_config(settings.root / settings.config_name)
        self.digest = _digest_of_inputs(settings) if settings.config_digest and is_known else ""
        self._cache_file = CacheFile(settings.cache_dir / "mkdocs" / f"frame-{settings.config_name}", self.digest)
        kept = self._cache_file.load() if self.digest else None
        self._kept = kept if isinstance(kept, bytes) else None
        self._pending = None if self._kept else make()

    @property
    def is_made_now(self) -> bool:
        """Whether MkDocs had to be asked."""
        return self._pending is not None

    def result(self) -> tuple[Frame, str]:
        if self._kept is not None:
            frame: Frame = pickle.loads(self._kept)
            return frame, self.digest
        assert self._pending
        frame = self._pending.result()
        digest = self.digest if self.is_current() else ""
        if digest and frame.shells and not any_error(frame.problems):
            self._cache_file.keep(pickle.dumps(frame, pickle.HIGHEST_PROTOCOL))
        return frame, digest

    def is_current(self) -> bool:
        return self._seen == signatures_now(self._settings)

    def close(self) -> None:
        """Do not wait for MkDocs any longer."""
        if self._pending:
            self._pending.stop()


class PendingFrame(Protocol):
    """A frame that MkDocs is at work on."""

    def result(self) -> Frame: ...

    def stop(self) -> None: ...


Signatures = Mapping[str, Signature]
"""By path."""


def signatures_now(settings: Settings) -> Signatures:
    """Of all that MkDocs and templates read: those of a file that was another one for a moment are others."""
    found: dict[str, Signature] = {}
    for path in (f"{settings.root / settings.config_name}", *_files(settings)):
        with suppress(OSError):
            found[path] = signature_of(os.stat(path))
    return found


def _digest_of_inputs(settings: Settings) -> str:
    purpose = f"{purpose_of_frame(settings)}\0{digest_of_config(settings.root / settings.config_name)}"
    digest = xxh3_128(purpose.encode("utf-8", "surrogateescape"))
    for path in _files(settings):
        data = _contents(path)
        if data is not None:
            digest.update(f"\0{path}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return digest.hexdigest()


def _files(settings: Settings) -> Iterable[str]:
    return chain.from_iterable(map(files_below, (settings.docs_dir, settings.theme_dir)))


def _contents(path: str) -> bytes | None:
    """What stands for a file's contents; None if it is an editor's, gone again."""
    try:
        if os.path.isfile(path):
            return read_file(path)
        return b"\0no file" if os.path.lexists(path) else None
    except FileNotFoundError:
        return None
    except OSError:
        return b"\0unreadable"


def digest_of_config(config_file: str | os.PathLike[str]) -> str:
    """Of mkdocs.yml as it is now; empty if it cannot be read."""
    try:
        return digest_text(read_file(config_file))
    except OSError:
        return ""


def recall_settings(config_file: str) -> Settings | None:
    """The settings that mkdocs.yml gave last time, if it has not changed and they depend on nothing else. Where folders
    that it names are gone, MkDocs has to say so."""
    kept = _settings_file(config_file, digest_of_config(config_file))
    data = kept.load() if kept else None
    if not isinstance(data, bytes):
        return None
    settings: Settings = pickle.loads(data)
    if not (settings.docs_dir.is_dir() and settings.theme_dir.is_dir()):
        return None
    return replace(settings, now=current_moment(), jobs=len(os.sched_getaffinity(0)))


def remember_settings(config_file: str, settings: Settings) -> None:
    """Keep settings for `recall_settings`."""
    if kept := _settings_file(config_file, settings.config_digest):
        kept.keep(pickle.dumps(settings, pickle.HIGHEST_PROTOCOL))


def _settings_file(config_file: str, digest: str) -> CacheFile | None:
    """digest: of mkdocs.yml as it was read, which may be another one by now."""
    path = Path(config_file).absolute()
    purpose = f"{fingerprint()} {path} {digest}"
    return CacheFile(path.parent / ".cache/mkdocs" / f"settings-{path.name}", purpose) if digest else None
