"""Making the spare ready, exchanging it with the published tree, and making the two alike again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from functools import partial
from pathlib import Path

from ..parallel import in_threads
from .disk import link_file, make_folder, open_folders, readable_by_all, remove, remove_files
from .exchange import swap_in
from .spare import SpareTree
from .trees import UNSEEN, Damage, Mark, TreePair, TreesKnown, folders_of, mark_of_file, mark_of_folder


def prepare_spare(tree_pair: TreePair, paths: Set[str], jobs: int) -> SpareTree:
    """The spare, made ready for what is new: of what is known it holds all that is among `paths`, and nothing else.

    Where nothing is known, files are compared with the published ones as they are written; whatever the spare held may
    be of any build.
    """
    spare = os.fspath(tree_pair.spare)
    if not tree_pair.known.files:
        if os.path.islink(spare) or os.path.isfile(spare):
            os.unlink(spare)
        tree = SpareTree(tree_pair.spare, tree_pair.site_dir)
        tree.prune(frozenset(paths))
        return tree
    _clear(spare, tree_pair.spare_damage)
    open_folders(spare, tree_pair.spare_damage.closed)
    for path in tree_pair.lost:
        remove(f"{spare}/{path}")
    _link_shared(tree_pair.site_dir, spare, sorted(tree_pair.linkable), jobs)
    remove_files(spare, _gone(tree_pair.known, paths))
    return SpareTree(tree_pair.spare)


def _clear(top: str, damage: Damage) -> None:
    """Leave nothing in a tree that is not known, and folders where they are known to be.

    What stands in a folder's place goes first: it may be a link, and what lies behind it is not ours. In a tree that is
    not there nothing stands in the way; the folders come with their files.
    """
    if not os.path.lexists(top):
        os.mkdir(top)
        return
    make_folder(top)
    for folder in sorted(folders_of(damage.files) - {""}):
        make_folder(f"{top}/{folder}")
    for stray in damage.strays:
        remove(f"{top}/{stray}")


def _gone(known: TreesKnown, paths: Set[str]) -> list[str]:
    return sorted(known.files.keys() - paths)


@readable_by_all()
def publish(
    tree_pair: TreePair, paths: Set[str], written: Iterable[str], digests: Mapping[str, bytes], jobs: int
) -> TreesKnown:
    """Exchange the trees where they differ, and make them alike again: what both hold now.

    written: paths that were made anew in the spare. digests: of every file. Where there was no site, none gets a twin
    yet: the next build that needs one makes it, and often none follows.
    """
    if not tree_pair.known.files:
        return _publish_all(tree_pair, paths, digests, jobs)
    damage, spare_damage = tree_pair.damage, tree_pair.spare_damage
    open_folders(os.fspath(tree_pair.site_dir), damage.closed)
    seen = {*damage.touched, *spare_damage.touched, *spare_damage.files, *spare_damage.strays}
    seen |= {f"{folder}/" for folder in (*damage.closed, *spare_damage.closed)}  # these have other marks now
    changed = {*written, *damage.files} & paths
    gone = _gone(tree_pair.known, paths)
    if not (changed or gone or damage.strays):
        return _known_after(tree_pair, tree_pair.known, paths, frozenset(seen), digests)
    swap_in(tree_pair.spare, tree_pair.site_dir)
    spare = os.fspath(tree_pair.spare)
    _clear(spare, damage)
    remove_files(spare, gone)
    _link_shared(tree_pair.site_dir, spare, sorted(changed), jobs)
    touched = frozenset({*seen, *changed, *gone, *damage.strays})
    return _known_after(
        tree_pair, replace(tree_pair.known, exchanged=not tree_pair.known.exchanged), paths, touched, digests
    )


def _publish_all(tree_pair: TreePair, paths: Set[str], digests: Mapping[str, bytes], jobs: int) -> TreesKnown:
    """Publish where nothing is known of the published tree, or there is none."""
    swap_in(tree_pair.spare, tree_pair.site_dir)
    if not tree_pair.spare.exists():
        return _without_twin(tree_pair.site_dir, paths, digests)
    SpareTree(tree_pair.spare).prune(frozenset(paths))
    site, spare = os.fspath(tree_pair.site_dir), os.fspath(tree_pair.spare)
    others = (path for path in paths if _mark_or_none(f"{spare}/{path}") != mark_of_file(f"{site}/{path}"))
    _link_shared(tree_pair.site_dir, spare, sorted(others), jobs)
    return _known_after(tree_pair, tree_pair.known, paths, frozenset(paths), digests)


@readable_by_all()
def made_twin(tree_pair: TreePair, jobs: int) -> TreesKnown | None:
    """Make the spare what the published tree is: what is known of both then; None if there was nothing to be made."""
    paths = tree_pair.known.files.keys()
    if not tree_pair.linkable:
        return None
    prepare_spare(tree_pair, paths, jobs)
    return twin_left(tree_pair, paths, ())


def twin_left(tree_pair: TreePair, paths: Set[str], written: Iterable[str]) -> TreesKnown | None:
    """What is known of the trees where a build fails after `prepare_spare`; None if that made no links: else the next
    build would make them again. written: paths that were made anew in the spare."""
    known, linked = tree_pair.known, tree_pair.linkable
    if not linked:
        return None
    others = frozenset({*written, *_gone(known, paths)})
    site, spare = os.fspath(tree_pair.site_dir), os.fspath(tree_pair.spare)
    files = dict(known.files)
    for path in linked:
        mark = UNSEEN if path in others else mark_of_file(f"{spare}/{path}")
        files[path] = (known.files[path][0], *known.in_order(mark_of_file(f"{site}/{path}"), mark))
    unsure, folders = folders_of(others), dict[str, tuple[Mark, Mark]]()
    for folder, marks in known.folders.items():
        mark = UNSEEN if folder in unsure else mark_of_folder(spare, folder) or UNSEEN
        folders[folder] = known.in_order(marks[known.place(spare=False)], mark)
    return replace(known, files=files, folders=folders)


def _link_shared(site_dir: Path, spare: str, paths: list[str], jobs: int) -> None:
    """Put the published tree's files at `paths` into the spare, whatever is there."""
    in_threads(partial(_link_here, f"{site_dir}", spare), paths, jobs)


def _link_here(source: str, target: str, paths: Iterable[str]) -> None:
    made = set[str]()
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in made:  # first, for most are missing, and to find that out by linking costs more
            make_folder(f"{target}/{folder}")
            made.add(folder)
        link_file(f"{source}/{path}", f"{target}/{path}")


def _mark_or_none(path: str) -> Mark | None:
    try:
        return mark_of_file(path)
    except OSError:
        return None


# what is known afterwards


def _without_twin(site_dir: Path, paths: Set[str], digests: Mapping[str, bytes]) -> TreesKnown:
    top = os.fspath(site_dir)
    files = {path: (digests[path], mark_of_file(f"{top}/{path}"), UNSEEN) for path in paths}
    return TreesKnown(files, {folder: (_mark(top, folder), UNSEEN) for folder in folders_of(paths)})


def _known_after(
    tree_pair: TreePair,
    known: TreesKnown,
    paths: Set[str],
    touched: frozenset[str],
    digests: Mapping[str, bytes],
) -> TreesKnown:
    """What is known, with new marks for the files and folders `touched`."""
    one, other = f"{tree_pair.site_dir}", f"{tree_pair.spare}"
    if known.exchanged:
        one, other = other, one
    new, gone = paths - known.files.keys(), known.files.keys() - paths
    if not (touched or new or gone):
        return known
    files = dict(known.files)
    for path in gone:
        del files[path]
    for path in {*new, *(touched & paths)}:
        files[path] = (digests[path], mark_of_file(f"{one}/{path}"), mark_of_file(f"{other}/{path}"))
    folders = folders_of(paths) if gone else known.folders.keys() | folders_of(new)
    again = folders_of({*touched, *new}) & folders
    marks = {folder: mark for folder, mark in known.folders.items() if folder in folders}
    marks |= {folder: _marks(one, other, folder) for folder in again}
    return TreesKnown(files, marks, known.exchanged)


def _marks(one: str, other: str, folder: str) -> tuple[Mark, Mark]:
    return _mark(one, folder), _mark(other, folder)


def _mark(top: str, folder: str) -> Mark:
    mark = mark_of_folder(top, folder)
    assert mark
    return mark
