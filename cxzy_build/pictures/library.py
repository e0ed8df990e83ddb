"""Every picture of the site, looked at and (for a build) encoded: from its address to the forms that are published."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from msgspec import field

from .. import refusals
from ..content.picture_names import derived_name, published_name
from ..errors import Position, Problem, UsageError
from ..files import Signature, read_file
from ..parallel import map_forked, one_by_one
from ..records import Record
from ..settings import Settings
from .cache import Entry, Known, Part, PictureCache, Seen, known_as, stat_of
from .formats import Refusal, Refused


class Wanted(Record):
    """A picture that is to be published: its file, the address it was given, where it is named for the first time."""

    file: str
    address: str
    named: Callable[[], Position]


class Published(Record):
    """One picture at one address; `key` is the cache's name for it, `entry` what the cache knows of it."""

    address: str
    file: str
    key: str
    entry: Entry

    @property
    def paths(self) -> Iterator[tuple[str, Part]]:
        """Every file that is published of it, the one at its own address first."""
        for part in self.entry.parts:
            yield derived_name(self.address, part.width, part.kind) if part.kind else self.address, part

    @property
    def size(self) -> int:
        """Bytes at its own address; 0 where nothing was encoded."""
        return self.entry.parts[0].size if self.entry.parts else 0


class Pictures(Record):
    """The pictures by the address that a reference to them resolves to, and what is wrong with the others."""

    by_address: Mapping[str, Published] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def at(self, address: str) -> Published | None:
        return self.by_address.get(address)


def picture_cache(settings: Settings) -> PictureCache:
    """Where encoded pictures lie."""
    return PictureCache(settings.cache_dir / "pictures")


def bytes_of(picture: Published, part: Part, cache: PictureCache) -> bytes:
    """One form's bytes; encoded again where the cache lost them since."""
    kept = cache.data(picture.key, part)
    if kept is not None:
        return kept
    from .derivatives import forms  # late, see `cache`

    try:
        data = read_file(picture.file)
        made = forms(data, picture.file)
        remade = cache.keep(known_as(data, picture.file).key, made)
        return made[remade.parts.index(part)].data
    except (OSError, Refused, ValueError):
        raise UsageError(f"图片 {picture.file} 在生成网站时被改动了；请再运行一次") from None


class _Looked(Record):
    """What looking at one file gave; `stat` None: it could not be read this time, which is not to be remembered."""

    stat: Signature | None
    known: Known
    entry: Entry

    @property
    def is_sound(self) -> bool:
        return self.stat is not None and not self.entry.refusal


def _not_read(error: OSError) -> _Looked:
    why, hint = refusals.why_refused(error)
    return _Looked(None, Known("", ""), Entry(Refusal("unreadable", f"读不了：{why}", hint)))


def read_pictures(
    settings: Settings, wanted: Iterable[Wanted], *, encode: bool, on_done: Callable[[int], None] | None = None
) -> Pictures:
    """Look at every picture, in workers those that are new; with `encode`, all forms are in the cache afterwards."""
    wanted, started = tuple(wanted), time.time_ns()
    cache, seen = picture_cache(settings), Seen(settings.cache_dir / "pictures")
    files = tuple(dict.fromkeys(one.file for one in wanted))
    found = {file: one for file in files if (one := _remembered(file, seen, cache, encode))}
    new = tuple(file for file in files if file not in found)
    look = one_by_one(partial(_look, cache=cache, encode=encode))
    looked = map_forked(lambda: look, new, settings.jobs, chunk=1, on_done=on_done)
    found |= dict(zip(new, looked, strict=True))
    seen.keep({file: (one.stat, one.known) for file, one in found.items() if one.stat}, started)
    by_address = {one.address: _published(one, found[one.file]) for one in wanted if found[one.file].is_sound}
    return Pictures(by_address, tuple(_problems(wanted, found)))


def _published(wanted: Wanted, looked: _Looked) -> Published:
    return Published(published_name(wanted.address), wanted.file, looked.known.key, looked.entry)


def picture_refusal(settings: Settings, file: Path) -> Refusal | None:
    """Why one picture may not be published, by all of it; nothing is encoded."""
    return _look(str(file), picture_cache(settings), encode=False).entry.refusal


def _remembered(file: str, seen: Seen, cache: PictureCache, encode: bool) -> _Looked | None:
    try:
        stat = stat_of(file)
    except OSError:
        return None
    known = seen.known(file, stat)
    entry = cache.entry(known.key, encoded=encode) if known else None
    return _Looked(stat, known, entry) if known and entry else None


def _look(file: str, cache: PictureCache, encode: bool) -> _Looked:
    try:
        stat = stat_of(file)  # before reading: a change between the two is then seen by the next build
        data = read_file(file)
    except OSError as error:
        return _not_read(error)
    known = known_as(data, file)
    key = known.key
    entry = cache.entry(key, encoded=encode)
    if entry is None:
        from .derivatives import forms, measure  # late, see `cache`

        try:
            entry = cache.keep(key, forms(data, file)) if encode else cache.note(key, Entry(None, *measure(data, file)))
        except Refused as refused:
            entry = cache.note(key, Entry(refused.refusal))
        except MemoryError:
            return _not_read(OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)))
    return _Looked(stat, known, entry)


def _problems(wanted: Iterable[Wanted], found: Mapping[str, _Looked]) -> Iterator[Problem]:
    """One for each file, where it is named first."""
    for file, one in {w.file: w for w in reversed(tuple(wanted))}.items():
        if refusal := found[file].entry.refusal:
            yield Problem(one.named(), refusal.code, f"图片 `{Path(file).name}` {refusal.message}", refusal.hint)
