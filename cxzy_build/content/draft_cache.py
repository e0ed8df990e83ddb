"""Drafts kept from build to build under `.cache/drafts/`, so that only files that changed are read and converted.

The table says of each item's file when it was looked at, the digest of its bytes, and in which pack its draft lies.
Packs are only ever added to by the worker that made them. A draft that is not there, or not whole, is made again.
"""

from __future__ import annotations

import os
import pickle
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple

from ..errors import PlainProblem, Problem, plain_problem, problem_from_plain
from ..files import Signature, digest_of, is_settled, open_to_read, read_file
from ..parallel import map_forked
from ..settings import Settings
from ..source.tree import Tree
from ..store import Store
from .drafts import Draft, DraftReader, Outline, PlainOutline, ReadDraft, outline_of, plain_outline

MOST_PACKS = 32
"""Packs that a table may name before small ones are put together."""

SMALL = 64
"""Drafts up to which a pack counts as small."""

_CHUNK = 64
"""Files read at a time: of 16 a quarter less time was saved."""

_STRAY_AFTER = 600
"""Seconds after which a pack that no table names is nobody's: a build that just wrote it has long named it."""

_FENCE = re.compile(rb"\n(?:---|\.\.\.)[ \t]*(?=\r?(?:\n|\Z))")


class Place(NamedTuple):
    """Where a draft lies: its pack, from where, how many bytes; without a pack the bytes themselves."""

    pack: str
    start: int
    size: int
    digest: bytes
    data: bytes = b""


class DraftCache:
    """The drafts of one build: the table has all that its tree names. fresh: paths of those written a moment ago."""

    def __init__(self, settings: Settings, paths: Iterable[str], table: _Table, fresh: Set[str]) -> None:
        self._settings = settings
        self._packs = _Packs(_folder(settings))
        self._table = table
        self._fresh = fresh
        self.paths = tuple(paths)

    def digests_at(self, path: str) -> tuple[bytes, bytes]:
        """Of the bytes of the item's file at `path`, and of the front matter in it."""
        return self._table[path][_DIGEST], self._table[path][_FRONT]

    def place(self, path: str) -> Place:
        """Where the draft of the item at `path` lies."""
        return Place(*self._table[path][_PLACE])

    @cached_property
    def digests(self) -> Mapping[str, bytes]:
        """Of the bytes of each item's file."""
        table = self._table
        return {path: table[path][_DIGEST] for path in self.paths}

    def outline(self, path: str) -> Outline:
        """Of the item in the file at `path`."""
        return Outline(*self._table[path][_OUTLINE])

    @property
    def outlines(self) -> Iterable[Outline]:
        return map(self.outline, self.paths)

    @property
    def problems(self) -> Iterable[Problem]:
        return (problem_from_plain(problem) for path in self.paths for problem in self._table[path][_PROBLEMS])

    def load(self, path: str) -> Draft:
        """The draft of the item at `path`."""
        place = self.place(path)
        data = place.data or self._packs.read(place)
        is_ours = path in self._fresh and len(data) == place.size  # nothing has damaged it since
        if not is_ours and digest_of(data) != place.digest:
            return DraftReader(self._settings).read(path)[0]
        draft: Draft = pickle.loads(data)
        return draft

    def heading(self, path: str) -> str:
        """What readers call the item at `path`."""
        return self.load(path).front.heading


class _Packs:
    """Reads the packs in a folder, each opened once."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._open: dict[str, int] = {}

    def read(self, place: Place) -> bytes:
        """What lies there; nothing where that cannot be read."""
        try:
            if place.pack not in self._open:
                self._open[place.pack] = open_to_read(f"{self._folder}/{place.pack}")
            return os.pread(self._open[place.pack], place.size, place.start)
        except OSError:
            return b""


def read_drafts(
    settings: Settings, tree: Tree, purpose: str, on_done: Callable[[int], None] | None = None
) -> DraftCache:
    """The draft of every item of `tree`: those of files that changed are read and converted, in workers.

    purpose: whatever, besides the files, decides what drafts are like; empty: nothing is kept.
    """
    store = Store(_folder(settings) / "tables", f"drafts {purpose}")
    looked_at = time.time_ns()
    table = (store.load(_DRAFTS) if purpose else None) or {}
    wanted = [path for path in tree.items if path not in table or table[path][_SIGNATURE] != tree.files[path]]
    if not (wanted or len(table) != len(tree.items)):
        return DraftCache(settings, tree.items, table, frozenset())
    made = map_forked(
        lambda: _Worker(settings, table, bool(purpose)).read, wanted, settings.jobs, chunk=_CHUNK, on_done=on_done
    )
    read = {path: _signed(one, tree.files[path], looked_at) for path, one in zip(wanted, made, strict=True)}
    now = {path: read.get(path) or table[path] for path in tree.items}
    # The draft of a file that was only touched lies where it lay.
    fresh = {path for path, one in read.items() if path not in table or one[_PLACE] != table[path][_PLACE]}
    draft_cache = DraftCache(settings, tree.items, now, fresh)
    if purpose:
        kept = {path: one for path, one in now.items() if not one[_PLACE][_DATA]}
        kept |= _put_together(draft_cache, kept, settings)
        store.keep({_DRAFTS: kept})
        _remove_strays(settings, kept)
    return draft_cache


_UNREADABLE = b"\0unreadable"
"""In the place of a digest."""


class _Worker:
    """Reads files; writes the drafts into a pack of its own."""

    def __init__(self, settings: Settings, table: _Table, keeps: bool) -> None:
        self._settings = settings
        self._content_dir = str(settings.content_dir)
        self._table = table
        self._packs = _Packs(_folder(settings))
        self._pack = _Pack(_folder(settings)) if keeps else None

    @cached_property
    def _reader(self) -> DraftReader:
        return DraftReader(self._settings)

    def read(self, paths: Sequence[str]) -> list[_Plain]:
        """What is to be kept of the files at `paths`, without their signatures."""
        files, kept = dict[str, bytes](), dict[str, _Plain]()
        for path in paths:
            try:
                files[path] = read_file(f"{self._content_dir}/{path}")
            except OSError as error:
                kept[path] = self._unread(path, error)
        digests = {path: digest_of(data) for path, data in files.items()}
        kept |= {path: known for path, digest in digests.items() if (known := self._known_as(path, digest))}
        if others := {path: data for path, data in files.items() if path not in kept}:
            kept |= self._converted(others, digests)
        return [kept[path] for path in paths]

    def _unread(self, path: str, error: OSError) -> _Plain:
        """In memory alone: it may be readable the next time, or to somebody else, though nothing tells so."""
        read = self._reader.refused(path, error)
        return _plain(_UNREADABLE, b"", read, _in_memory(pickle.dumps(read[0], pickle.HIGHEST_PROTOCOL)))

    def _known_as(self, path: str, digest: bytes) -> _Plain | None:
        """What the table says of a file, if it held the same bytes."""
        known = self._table.get(path)
        return known if known and known[_DIGEST] == digest else None

    def _converted(self, files: Mapping[str, bytes], digests: Mapping[str, bytes]) -> dict[str, _Plain]:
        fronts = {path: digest_of_front(data) for path, data in files.items()}
        before = {path: draft for path, front in fronts.items() if (draft := self._before(path, front))}
        read = self._reader.read_all(files, before)
        pickled = [pickle.dumps(draft, pickle.HIGHEST_PROTOCOL) for draft, _ in read.values()]
        places = self._pack.add(pickled) if self._pack else map(_in_memory, pickled)
        return {
            path: _plain(digests[path], fronts[path], one, place)
            for (path, one), place in zip(read.items(), places, strict=True)
        }

    def _before(self, path: str, front: bytes) -> Draft | None:
        """What was read when the front matter, by its digest, was the same and there was nothing wrong in the file."""
        known = self._table.get(path)
        if known is None or known[_PROBLEMS] or known[_FRONT] != front:
            return None
        place = Place(*known[_PLACE])
        pickled = self._packs.read(place)
        draft: Draft | None = pickle.loads(pickled) if digest_of(pickled) == place.digest else None
        return draft


def digest_of_front(data: bytes) -> bytes:
    """A digest of a file's front matter with its end, or of more where that is not plain."""
    end = _FENCE.search(data, 3)
    return digest_of(data[: end.end()] if end else data)


def _in_memory(pickled: bytes) -> _PlainPlace:
    return "", 0, len(pickled), digest_of(pickled), pickled


class _Pack:
    """A file that drafts are added to; made when the first comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = f"{os.getpid()}-{time.time_ns()}.pack"
        self._file: int | None = None
        self._end = 0

    def add(self, drafts: Sequence[bytes]) -> list[_PlainPlace]:
        """Where each lies now: in memory where it cannot be kept."""
        at, places = self._end, list[_PlainPlace]()
        self._end += self._write(b"".join(drafts))
        for data in drafts:
            is_here = at + len(data) <= self._end
            places.append((self._name, at, len(data), digest_of(data), b"") if is_here else _in_memory(data))
            at += len(data)
        return places

    def _write(self, data: bytes) -> int:
        """How much of it was."""
        try:
            if self._file is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
                self._file = os.open(f"{self._folder}/{self._name}", flags, 0o666)
            return os.write(self._file, data)
        except OSError:
            return 0

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _put_together(draft_cache: DraftCache, table: _Table, settings: Settings) -> _Table:
    """The drafts of many small packs in one, so that packs do not become ever more: what is new in the table."""
    drafts = Counter(one[_PLACE][_PACK] for one in table.values())
    if len(drafts) <= MOST_PACKS:
        return {}
    pack, moved = _Pack(_folder(settings)), dict[str, _Plain]()
    for path, one in table.items():
        if drafts[one[_PLACE][_PACK]] < SMALL:
            (place,) = pack.add([pickle.dumps(draft_cache.load(path), pickle.HIGHEST_PROTOCOL)])
            moved[path] = one if place[_DATA] else (*one[:_PLACE], place)
    pack.close()
    return moved


def _remove_strays(settings: Settings, table: _Table) -> None:
    named = {one[_PLACE][_PACK] for one in table.values()}
    with suppress(OSError):
        for entry in os.scandir(_folder(settings)):
            if (
                entry.name not in named
                and entry.name != "tables"
                and entry.stat().st_mtime < time.time() - _STRAY_AFTER
            ):
                os.unlink(entry.path)


def _folder(settings: Settings) -> Path:
    return settings.cache_dir / "drafts"


# the table

_PlainPlace = tuple[str, int, int, bytes, bytes]
"""As `Place` has it."""

_Plain = tuple[Signature | None, bytes, bytes, PlainOutline, tuple[PlainProblem, ...], _PlainPlace]
"""What is kept of a file: its signature, digests of its bytes and of the front matter in it, the outline of its draft,
what is wrong in it, and where the draft lies. Of files that had changed just before they were looked at the signature
tells nothing: it is None, and they are read again."""

_Table = dict[str, _Plain]
"""By path."""

_SIGNATURE: Final = 0
_DIGEST: Final = 1
_FRONT: Final = 2
_OUTLINE: Final = 3
_PROBLEMS: Final = 4
_PLACE: Final = 5
"""Where it has what."""

_PACK: Final = 0
_DATA: Final = 4
"""Where a place has what."""

_DRAFTS = "drafts"


def _plain(digest: bytes, front: bytes, read: ReadDraft, place: _PlainPlace) -> _Plain:
    """What is to be kept of a file whose bytes, and front matter, have these digests."""
    draft, problems = read
    return None, digest, front, plain_outline(outline_of(draft)), tuple(map(plain_problem, problems)), place


def _signed(plain: _Plain, signature: Signature, looked_at: int) -> _Plain:
    """What was read of a file with the signature that it had when it was looked at."""
    return signature if is_settled(signature, looked_at) else None, *plain[_DIGEST:]
