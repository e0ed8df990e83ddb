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
from .trees import Damage, Mark, TreesKnown, folders_of, mark_of_file, mark_of_folder

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


def prepare_spare(twins: Twins, paths: Mapping[str, object]) -> Stage:
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
    for path in sorted(twins.spare_damage.files - twins.damage.files):
        _link(f"{twins.site_dir}/{path}", f"{spare}/{path}")
    _remove_files(spare, _gone(twins.known, paths))
    return Stage(twins.spare)


def _clear(top: str, damage: Damage) -> None:
    """Leave nothing in a tree that is not known, and folders where they are known to be.

    What stands in a folder's place goes first: it may be a link, and what lies behind it is not ours.
    """
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

    written: paths that were made anew in the spare. digests: of every file.
    """
    damage, spare_damage = twins.damage, twins.spare_damage
    seen = {*damage.touched, *spare_damage.touched, *spare_damage.files, *spare_damage.strays}
    changed = {*written, *damage.files} & set(paths) if twins.known.files else set(paths)
    gone = _gone(twins.known, paths)
    if not (changed or gone or damage.strays or not twins.known.files):
        return _looked_at(twins, twins.known, paths, frozenset(seen), digests)
    swap_in(twins.spare, twins.site_dir)
    _bring_up_to_date(twins, sorted(changed), gone, paths, jobs)
    touched = frozenset({*seen, *changed, *gone, *damage.strays})
    return _looked_at(twins, replace(twins.known, exchanged=not twins.known.exchanged), paths, touched, digests)


def _bring_up_to_date(
    twins: Twins, changed: list[str], gone: list[str], paths: Mapping[str, object], jobs: int
) -> None:
    """Make the tree that was published until now like the one that is."""
    spare = os.fspath(twins.spare)
    if twins.known.files:
        _clear(spare, twins.damage)
        _remove_files(spare, gone)
    else:
        _make_folder(spare)
        Stage(twins.spare).prune(frozenset(paths))
    for folder in sorted(folders_of(changed)) if twins.known.files else ():  # else the workers make them: they are many
        _make_folder(f"{spare}/{folder}")
    parts = [changed[start : start + _LINKED_AT_ONCE] for start in range(0, len(changed), _LINKED_AT_ONCE)]
    map_forked(lambda: partial(_link_all, f"{twins.site_dir}", spare), parts, jobs, chunk=1)


def _link_all(source: str, target: str, paths: Iterable[str]) -> None:
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
    mark, twin = mark_of_folder(f"{one}/{folder}"), mark_of_folder(f"{other}/{folder}")
    assert mark
    assert twin
    return mark, twin
