"""Digests of all files of a folder, to tell whether two builds gave the same."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path


def tree_digest(directory: Path) -> dict[str, str]:
    """The SHA-256 of each file's bytes by its path below the folder, with ``/`` between names, sorted.

    A file's times, its mode and empty folders don't count. A symbolic link, to a file or to a folder,
    counts as a link by its target, so it never equals a copy.
    """
    if not directory.is_dir():
        raise NotADirectoryError(directory)
    return dict(sorted((path.relative_to(directory).as_posix(), _digest(path)) for path in _files(directory)))


def _files(directory: Path) -> Iterator[Path]:
    for entry in os.scandir(directory):
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry))
        else:
            yield Path(entry)


def _digest(path: Path) -> str:
    if path.is_symlink():
        return f"link:{path.readlink()}"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def differences(a: Mapping[str, str], b: Mapping[str, str]) -> list[str]:
    """How two digests of trees differ, one line for each path; empty when they are the same."""
    return [f"{_difference(path, a, b)}: {path}" for path in sorted({*a, *b}) if a.get(path) != b.get(path)]


def _difference(path: str, a: Mapping[str, str], b: Mapping[str, str]) -> str:
    if path not in b:
        return "only in the first"
    return "only in the second" if path not in a else "differs"
