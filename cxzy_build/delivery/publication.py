"""Bringing the spare up to date, exchanging it with the published tree, and bringing the other one up to date too."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ..parallel import map_forked
from .stage import Stage, spare_of, swap_in
from .trees import UNSEEN, Damage, Mark, TreesKnown, folders_of, mark_of_file, mark_of_folder

_LINKED_AT_ONCE = 256
"""Files that a worker links before it asks for more."""


@dataclass(frozen=True)
class Twins:
    """The published tree and its spare, and how they differ from what is known of them.

    Without anything known (`known.files` empty), the trees may hold whatever they like.
    """

    site_dir: Path
    known: TreesKnown
    damage: Damage
    spare_damage: Damage

    @property
    def spare(self) -> Path:
        return spare_of(self.site_dir)

    @property
    def lost(self) -> frozenset[str]:
        """Known files that neither tree has as they were."""
        return self.damage.files & self.spare_damage.files

    @property
    def is_whole(self) -> bool:
        """Whether the published tree is what it is known to be."""
        return not self.damage.files and not self.damage.strays and bool(self.known.files)


def prepare_spare(twins: Twins, paths: Mapping[str, object], jobs: int) -> Stage:
    """The spare as a stage that holds nothing but what is known, and none of what is not among `paths`."""
    spare = os.fspath(twins.spare)
    if not twins.known.files:
        if os.path.islink(spare):
            os.unlink(spare)
        stage = Stage(twins.spare)
        stage.prune(frozenset(paths))
        return stage
    _clear(spare, twins.spare_damage)
    for path in twins.lost:
        _remove(f"{spare}/{path}")
    _link_all(twins.site_dir, spare, sorted(twins.spare_damage.files - twins.damage.files), jobs)
    _remove_files(spare, _gone(twins.known, paths))
    return Stage(twins.spare)


def _clear(top: str, damage: Damage) -> None:
    """Leave nothing in a tree that is not known, and folders where they are known to be.

    What stands in a folder's place goes first: it may be a link, and what lies behind it is not ours. In a tree that is
    not there nothing stands in the way; the folders come with their files.
    """
    if not os.path.lexists(top):
        os.mkdir(top)
        return
    _make_folder(top)
    for folder in sorted(folders_of(damage.files) - {""}):
        _make_folder(f"{top}/{folder}")
    for stray in damage.strays:
        _remove(f"{top}/{stray}")


def _gone(known: TreesKnown, paths: Mapping[str, object]) -> list[str]:
    return [path for path in known.files if path not in paths]


def publish(
    twins: Twins, paths: Mapping[str, object], written: Iterable[str], digests: Mapping[str, bytes], jobs: int
) -> TreesKnown:
    """Exchange the trees where they differ, and make them alike again: what both hold now.

    written: paths that were made anew in the spare. digests: of every file. A site of which nothing was known gets no
    twin yet: the next build that changes something makes it, and often none follows.
    """
    if not twins.known.files:
        swap_in(twins.spare, twins.site_dir)
        return _without_twin(twins.site_dir, paths, digests)
    damage, spare_damage = twins.damage, twins.spare_damage
    seen = {*damage.touched, *spare_damage.touched, *spare_damage.files, *spare_damage.strays}
    changed = {*written, *damage.files} & set(paths)
    gone = _gone(twins.known, paths)
    if not (changed or gone or damage.strays):
        return _looked_at(twins, twins.known, paths, frozenset(seen), digests)
    swap_in(twins.spare, twins.site_dir)
    spare = os.fspath(twins.spare)
    _clear(spare, damage)
    _remove_files(spare, gone)
    _link_all(twins.site_dir, spare, sorted(changed), jobs)
    touched = frozenset({*seen, *changed, *gone, *damage.strays})
    return _looked_at(twins, replace(twins.known, exchanged=not twins.known.exchanged), paths, touched, digests)


def _link_all(site_dir: Path, spare: str, paths: list[str], jobs: int) -> None:
    """Put the published tree's files at `paths` into the spare, whatever is there."""
    parts = [paths[start : start + _LINKED_AT_ONCE] for start in range(0, len(paths), _LINKED_AT_ONCE)]
    map_forked(lambda: partial(_link_each, f"{site_dir}", spare), parts, jobs, chunk=1)


def _link_each(source: str, target: str, paths: Iterable[str]) -> None:
    made = set[str]()
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in made:  # first, for most are missing, and to find that out by linking costs more
            _make_folder(f"{target}/{folder}")
            made.add(folder)
        _link(f"{source}/{path}", f"{target}/{path}")


def _link(source: str, target: str) -> None:
    """Make `target` the same file as `source`, or a copy where the file system has no links."""
    with suppress(OSError):
        os.link(source, target)
        return
    with suppress(OSError):
        os.unlink(target)
    try:
        os.link(source, target)
    except OSError:
        if os.path.isdir(target) and not os.path.islink(target):
            shutil.rmtree(target)
        _make_folder(os.path.dirname(target))
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)


def _make_folder(path: str) -> None:
    """A folder, whatever stands there; its parents too."""
    try:
        os.mkdir(path)
    except FileExistsError:
        if os.path.islink(path) or not os.path.isdir(path):
            os.unlink(path)
            os.mkdir(path)
    except (FileNotFoundError, NotADirectoryError):
        _make_folder(os.path.dirname(path))
        _make_folder(path)


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(path)


def _remove_files(top: str, paths: Iterable[str]) -> None:
    """Delete files, and the folders that are empty then."""
    for path in paths:
        _remove(f"{top}/{path}")
        folder = path.rpartition("/")[0]
        with suppress(OSError):
            while folder:
                os.rmdir(f"{top}/{folder}")
                folder = folder.rpartition("/")[0]


# what is known afterwards


def _without_twin(site_dir: Path, paths: Mapping[str, object], digests: Mapping[str, bytes]) -> TreesKnown:
    top = os.fspath(site_dir)
    files = {path: (digests[path], mark_of_file(f"{top}/{path}"), UNSEEN) for path in paths}
    return TreesKnown(files, {folder: (_mark(top, folder), UNSEEN) for folder in folders_of(paths)})


def _looked_at(
    twins: Twins, known: TreesKnown, paths: Mapping[str, object], touched: frozenset[str], digests: Mapping[str, bytes]
) -> TreesKnown:
    """What is known, with new marks for the files and folders `touched`."""
    one, other = f"{twins.site_dir}", f"{twins.spare}"
    if known.exchanged:
        one, other = other, one
    is_same = known.files.keys() == paths.keys()
    if not touched and is_same:
        return known
    files = dict(known.files) if is_same else {path: known.files[path] for path in paths if path in known.files}
    for path in paths if not is_same else touched:
        if path in paths and (path in touched or path not in files):
            files[path] = (digests[path], mark_of_file(f"{one}/{path}"), mark_of_file(f"{other}/{path}"))
    again = folders_of(touched)
    folders = known.folders.keys() if is_same else folders_of(paths)
    marks = {folder: known.folders[folder] for folder in folders if folder in known.folders and folder not in again}
    marks |= {folder: _marks(one, other, folder) for folder in folders if folder not in marks}
    return TreesKnown(files, marks, known.exchanged)


def _marks(one: str, other: str, folder: str) -> tuple[Mark, Mark]:
    return _mark(one, folder), _mark(other, folder)


def _mark(top: str, folder: str) -> Mark:
    mark = mark_of_folder(f"{top}/{folder}")
    assert mark
    return mark
