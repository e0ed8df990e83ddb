"""The published tree and its twin, the spare: which files they are known to hold, and whether they still do.

The twins are made of the same files, by hard links where the file system has them: a build brings the spare up to date,
exchanges the two, and brings the other up to date as well.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from ..files import Signature, digest_of, read_file, signature_of
from ..mappings import LazyMapping
from .disk import is_for_all, is_open
from .exchange import spare_of

Mark = Signature
"""A file's signature; of a folder the size in it is 0, and of the top, whose inode changes with the exchange of trees,
the time of that change as well."""


UNSEEN: Mark = (0, 0, 0, 0)
"""Stands for the mark of what was never looked at: no file and no folder has it."""

FileKnown = tuple[bytes, Mark, Mark]
"""A published file: the digest of its bytes, and its mark in either tree (they differ where files are copies)."""


@dataclass(frozen=True)
class TreesKnown:
    """What both trees held when the last build ended: files by path, folders' marks by path ("" is the top).

    A spare that is no twin yet has marks `UNSEEN`: whatever it may hold, it is damaged.

    exchanged: the published tree is the one whose marks stand second.
    """

    files: Mapping[str, FileKnown] = field(default_factory=dict)
    folders: Mapping[str, tuple[Mark, Mark]] = field(default_factory=dict)
    exchanged: bool = False

    def in_order(self, published: Mark, spare: Mark) -> tuple[Mark, Mark]:
        """The marks of the published tree and of its spare, in the order in which they are kept."""
        return (spare, published) if self.exchanged else (published, spare)

    def place(self, *, spare: bool) -> int:
        """Which of two marks is the published tree's, or the spare's."""
        return int(self.exchanged != spare)

    @cached_property
    def digests(self) -> Mapping[str, bytes]:
        """Of the bytes of each file."""
        return LazyMapping(self.files, itemgetter(0))

    def of(self, paths: Set[str]) -> TreesKnown:
        """Of the files those at `paths` alone."""
        return replace(self, files={path: self.files[path] for path in paths})

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """What each folder holds: names of files and folders."""
        held: dict[str, set[str]] = defaultdict(set)
        for path in (*self.files, *self.folders):
            if path:
                folder, _, name = path.rpartition("/")
                held[folder].add(name)
        return {folder: frozenset(names) for folder, names in held.items()}


class Damage(NamedTuple):
    """Files of a tree that are not as they are known to be, and what lies in it that is not known.

    touched: files that have another mark, but hold what they are known to: copied, restored, given to another owner.
    closed: folders that not everybody may look into.
    """

    files: frozenset[str]
    strays: frozenset[str]
    touched: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()


WHOLE = Damage(frozenset(), frozenset())


@dataclass(frozen=True)
class TreePair:
    """The published tree and its spare. `look` and `look_at_spare` tell how they differ from what is known of them, the
    second as `damage_of_spare` does, and may have to wait for that.

    Without anything known (`known.files` empty), the trees may hold whatever they like.
    """

    site_dir: Path
    known: TreesKnown
    look: Callable[[], Damage]
    look_at_spare: Callable[[], Damage]

    @property
    def spare(self) -> Path:
        return spare_of(self.site_dir)

    @property
    def damage(self) -> Damage:
        return self.look()

    @cached_property
    def spare_damage(self) -> Damage:
        """With that of files which are those of the published tree."""
        found, published = self.look_at_spare(), self.damage
        twins = {path for path in published.files | published.touched if _is_shared(self.known.files[path])}
        if not twins:
            return found
        seen = look_at_files(os.fspath(self.spare), self.known.of(twins), spare=True)
        others = found.files | seen.others
        return found._replace(files=others, touched=(found.touched | seen.touched) - others)

    @property
    def lost(self) -> frozenset[str]:
        """Known files that neither tree has as they were."""
        return self.damage.files & self.spare_damage.files

    @property
    def linkable(self) -> frozenset[str]:
        """Known files that the spare lacks and the published tree has."""
        return self.spare_damage.files - self.damage.files

    def published(self, path: str) -> bytes | None:
        """A file of the published site; nothing where it is not as it is known to be."""
        if path not in self.known.files or path in self.damage.files:
            return None
        return read_file(f"{self.site_dir}/{path}")

    @property
    def is_whole(self) -> bool:
        """Whether the published tree is what it is known to be."""
        return not self.damage.files and not self.damage.strays and bool(self.known.files)


class FilesSeen(NamedTuple):
    """Files that are not as they are known to be; see `Damage.touched`."""

    others: frozenset[str]
    touched: frozenset[str]


class FoldersSeen(NamedTuple):
    """Known folders that are gone, or replaced by links; what lies in the others that is not known; see also
    `Damage.closed`. changed: those that have another mark: other files may lie in them."""

    gone: frozenset[str]
    strays: frozenset[str]
    closed: frozenset[str]
    changed: frozenset[str]


def damage_of_spare(top: str, known: TreesKnown) -> Damage:
    """How the spare at `top` differs from what is known of it, but for files that are those of the published tree by
    another name, in folders that are as they were: it takes half of the time not to look at them twice. See
    `TreePair.spare_damage`."""
    if not os.path.isdir(top or "."):
        return Damage(frozenset(known.files), frozenset())
    folders = look_at_folders(top, known, spare=True)
    at_the_top = (path for path in known.files if "/" not in path)  # whose mark tells less
    apart = {*at_the_top, *(path for path, one in known.files.items() if not _is_shared(one))}
    if folders.changed:
        apart |= {path for path in known.files if path.rpartition("/")[0] in folders.changed}
    return damage_seen(known, look_at_files(top, known.of(apart), spare=True), folders)


def _is_shared(known: FileKnown) -> bool:
    """Whether a file is the same one in both trees."""
    return known[1] == known[2] != UNSEEN


def look_at_files(top: str, known: TreesKnown, *, spare: bool) -> FilesSeen:
    """Every known file. top: empty for the folder that this process is in: so short paths are found sooner."""
    if not os.path.isdir(top or "."):
        return FilesSeen(frozenset(known.files), frozenset())
    place, start, lstat = known.place(spare=spare) + 1, _start(top), os.lstat
    others, touched = set[str](), set[str]()
    for path, one in known.files.items():
        if one[place] == UNSEEN:
            others.add(path)
            continue
        try:
            found = lstat(f"{start}{path}")
        except OSError:
            others.add(path)
            continue
        if signature_of(found) != one[place]:
            is_same = _is_as_published(found, one) and _digest_at(f"{start}{path}") == one[0]
            (touched if is_same else others).add(path)
    return FilesSeen(frozenset(others), frozenset(touched))


def _is_as_published(found: os.stat_result, known: FileKnown) -> bool:
    """Whether it may be the known file, touched: its bytes are still to be compared."""
    return stat.S_ISREG(found.st_mode) and is_for_all(found.st_mode) and found.st_size == known[1][0]


def look_at_folders(top: str, known: TreesKnown, *, spare: bool) -> FoldersSeen:
    """Every known folder, and what lies in those that have another mark. top: as for `look_at_files`."""
    if not os.path.isdir(top or "."):
        return FoldersSeen(frozenset(), frozenset(), frozenset(), frozenset())
    place = known.place(spare=spare)
    gone, strays, closed, changed = set[str](), set[str](), set[str](), set[str]()
    for folder, marks in known.folders.items():
        found = _folder_at(top, folder)
        if found is None:
            gone.add(folder)
            continue
        if not is_open(found.st_mode):
            closed.add(folder)
        if _mark_of(found, folder) != marks[place]:
            changed.add(folder)
            strays |= _strays(top, folder, known)
    return FoldersSeen(frozenset(gone), frozenset(strays), frozenset(closed), frozenset(changed))


def damage_seen(known: TreesKnown, files: FilesSeen, folders: FoldersSeen) -> Damage:
    """What was found at files and folders, put together."""
    others, strays = files.others, folders.strays
    if gone := folders.gone:  # or replaced by links, behind which lies what is somebody else's
        others |= {path for path in known.files if _is_below(path, gone)}
        strays -= {path for path in strays if _is_below(path, gone)}
    return Damage(others, strays, files.touched - others, folders.closed)


def _is_below(path: str, folders: frozenset[str]) -> bool:
    """Whether `path` lies in one of `folders`, however deep."""
    while path:
        path = path.rpartition("/")[0]
        if path in folders:
            return True
    return False


def _digest_at(path: str) -> bytes | None:
    try:
        return digest_of(read_file(path))
    except OSError:
        return None


def _start(top: str) -> str:
    """How paths of what lies in a tree begin."""
    return f"{top}/" if top else ""


def _strays(top: str, folder: str, known: TreesKnown) -> set[str]:
    names = known.names.get(folder, frozenset())
    inside = f"{folder}/" if folder else ""
    return {f"{inside}{name}" for name in os.listdir(f"{_start(top)}{folder}" or ".") if name not in names}


def mark_of_file(path: str) -> Mark:
    return signature_of(os.lstat(path))


def mark_of_folder(top: str, folder: str) -> Mark | None:
    """Of a folder of the tree at `top` (empty: where this process is), whose own name is empty; None where there is
    none."""
    found = _folder_at(top, folder)
    return _mark_of(found, folder) if found else None


def _folder_at(top: str, folder: str) -> os.stat_result | None:
    try:
        found = os.lstat(f"{_start(top)}{folder}" if folder else top or ".")
    except OSError:
        return None
    return found if stat.S_ISDIR(found.st_mode) else None


def _mark_of(found: os.stat_result, folder: str) -> Mark:
    return 0, found.st_mtime_ns, found.st_ctime_ns if folder else 0, found.st_ino


def folders_of(paths: Iterable[str]) -> frozenset[str]:
    """Every folder that files at `paths` lie in, the top ("") included."""
    folders = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(folders)
