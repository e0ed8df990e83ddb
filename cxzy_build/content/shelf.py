"""Drafts kept from build to build under `.cache/drafts/`, so that only files that changed are read and converted.

The table says of each item's file when it was looked at, the digest of its bytes, and in which pack its draft lies.
Packs are only ever added to by the worker that made them. A draft that is not there, or not whole, is made again.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import Problem, plain_problem, problem_again
from ..files import Signature, is_settled, read_file
from ..parallel import map_forked
from ..sealed import Sealed
from ..settings import Settings
from .drafts import Draft, DraftReader, Outline, outline_of
from .tree import Tree

MOST_PACKS = 32
"""Packs that a table may name before small ones are put together."""

SMALL = 64
"""Drafts up to which a pack counts as small."""

_STRAY_AFTER = 600
"""Seconds after which a pack that no table names is nobody's: a build that just wrote it has long named it."""


_FENCE = re.compile(rb"\n(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)")


class Place(NamedTuple):
    """Where a draft lies: its pack, from where, how many bytes; without a pack the bytes themselves."""

    pack: str
    start: int
    size: int
    digest: bytes
    data: bytes = b""


class Kept(NamedTuple):
    """What the table says of an item's file. front: digest of the front matter in it."""

    digest: bytes
    front: bytes
    outline: Outline
    problems: tuple[Problem, ...]
    place: Place


class Shelf:
    """The drafts of one build: all that its tree names, read or remembered."""

    def __init__(self, settings: Settings, kept: Mapping[str, Kept]) -> None:
        self._settings = settings
        self._folder = _folder(settings)
        self._open: dict[str, int] = {}
        self.kept = kept

    @property
    def outlines(self) -> Iterable[Outline]:
        return (kept.outline for kept in self.kept.values())

    @property
    def problems(self) -> Iterable[Problem]:
        return (problem for kept in self.kept.values() for problem in kept.problems)

    def load(self, path: str) -> Draft:
        """The draft of the item at `path`."""
        place = self.kept[path].place
        data = place.data or self._read(place)
        if hashlib.blake2b(data, digest_size=16).digest() != place.digest:
            return DraftReader(self._settings).read(path)[0]
        draft: Draft = pickle.loads(data)
        return draft

    def _read(self, place: Place) -> bytes:
        try:
            if place.pack not in self._open:
                self._open[place.pack] = os.open(f"{self._folder}/{place.pack}", os.O_RDONLY | os.O_CLOEXEC)
            return os.pread(self._open[place.pack], place.size, place.start)
        except OSError:
            return b""

    def close(self) -> None:
        for descriptor in self._open.values():
            os.close(descriptor)
        self._open.clear()


def read_shelf(settings: Settings, tree: Tree, purpose: str, on_done: Callable[[int], None] | None = None) -> Shelf:
    """The draft of every item of `tree`: those of files that changed are read and converted, in workers.

    purpose: whatever, besides the files, decides what drafts are like; empty: nothing is kept.
    """
    table = Sealed(_folder(settings) / "table", f"drafts {purpose}")
    looked_at = time.time_ns()
    known = _parsed(table.load()) if purpose else {}
    current = {path: known[path][1] for path in tree.items if path in known and known[path][0] == tree.files[path]}
    wanted = [path for path in tree.items if path not in current]
    read = map_forked(lambda: _Worker(settings, known, bool(purpose)).read, wanted, settings.jobs, on_done=on_done)
    fresh = dict(zip(wanted, read, strict=True))
    kept = {path: current.get(path) or fresh[path] for path in tree.items}
    shelf = Shelf(settings, kept)
    if purpose and (fresh or len(known) != len(kept)):
        shelf = _put_together(shelf, settings)
        table.keep(_plain(shelf.kept, tree.files, known, looked_at))
        _remove_strays(settings, shelf.kept)
    return shelf


class _Worker:
    """Reads files; writes the drafts into a pack of its own."""

    def __init__(self, settings: Settings, known: Mapping[str, tuple[Signature | None, Kept]], keeps: bool) -> None:
        self._settings = settings
        self._content_dir = settings.content_dir
        self._known = known
        self._reader: DraftReader | None = None
        self._pack = _Pack(_folder(settings)) if keeps else None

    def read(self, path: str) -> Kept:
        known = self._known.get(path)
        try:
            data = read_file(f"{self._content_dir}/{path}")
        except OSError:
            return self._convert(path, b"\0unreadable", None)
        digest = hashlib.blake2b(data, digest_size=16).digest()
        if known and known[1].digest == digest:
            return known[1]
        return self._convert(path, digest, data)

    def _convert(self, path: str, digest: bytes, data: bytes | None) -> Kept:
        self._reader = self._reader or DraftReader(self._settings)
        draft, problems = self._reader.read(path) if data is None else self._reader.read_bytes(path, data)
        pickled = pickle.dumps(draft, pickle.HIGHEST_PROTOCOL)
        place = self._pack.add(pickled) if self._pack else None
        return Kept(digest, front_digest(data or b""), outline_of(draft), problems, place or _in_memory(pickled))


def front_digest(data: bytes) -> bytes:
    """A digest of a file's front matter, or of more where its end is not plain."""
    end = _FENCE.search(data, 3)
    return hashlib.blake2b(data[: end.start()] if end else data, digest_size=16).digest()


def _in_memory(pickled: bytes) -> Place:
    return Place("", 0, len(pickled), hashlib.blake2b(pickled, digest_size=16).digest(), pickled)


class _Pack:
    """A file that drafts are added to; made when the first comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = f"{os.getpid()}-{time.time_ns()}.pack"
        self._file: int | None = None
        self._end = 0

    def add(self, data: bytes) -> Place | None:
        """Where `data` lies now; None where nothing can be kept."""
        try:
            if self._file is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
                self._file = os.open(f"{self._folder}/{self._name}", flags, 0o666)
            written = os.write(self._file, data)
        except OSError:
            return None
        start, self._end = self._end, self._end + written
        if written < len(data):
            return None
        return Place(self._name, start, written, hashlib.blake2b(data, digest_size=16).digest())

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _put_together(shelf: Shelf, settings: Settings) -> Shelf:
    """The drafts of many small packs in one, so that packs do not become ever more."""
    drafts = Counter(kept.place.pack for kept in shelf.kept.values())
    if len(drafts) <= MOST_PACKS:
        return shelf
    pack = _Pack(_folder(settings))
    moved = {
        path: kept._replace(place=pack.add(pickle.dumps(shelf.load(path), pickle.HIGHEST_PROTOCOL)) or kept.place)
        for path, kept in shelf.kept.items()
        if drafts[kept.place.pack] < SMALL
    }
    pack.close()
    shelf.close()
    return Shelf(settings, {**shelf.kept, **moved})


def _remove_strays(settings: Settings, kept: Mapping[str, Kept]) -> None:
    named = {one.place.pack for one in kept.values()}
    with suppress(OSError):
        for entry in os.scandir(_folder(settings)):
            if entry.name not in named and entry.name != "table" and entry.stat().st_mtime < time.time() - _STRAY_AFTER:
                os.unlink(entry.path)


def _folder(settings: Settings) -> Path:
    return settings.cache_dir / "drafts"


# the table as plain values


def _plain(
    kept: Mapping[str, Kept],
    files: Mapping[str, Signature],
    known: Mapping[str, tuple[Signature | None, Kept]],
    looked_at: int,
) -> dict[str, Any]:
    """Of files that changed just now the signature tells nothing yet: they are read again next time."""
    plain: dict[str, Any] = {}
    for path, one in kept.items():
        if not one.place.data:
            signature = files[path] if is_settled(files[path], looked_at) else None
            problems = tuple(map(plain_problem, one.problems))
            plain[path] = (signature, one.digest, one.front, tuple(one.outline), problems, tuple(one.place))
    return plain


def _parsed(plain: object) -> Mapping[str, tuple[Signature | None, Kept]]:
    if not isinstance(plain, dict):
        return {}
    return {
        path: (signature, Kept(digest, front, Outline(*outline), tuple(map(problem_again, problems)), Place(*place)))
        for path, (signature, digest, front, outline, problems, place) in plain.items()
    }
