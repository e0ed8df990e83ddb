"""The site is built beside the published one and takes its place in one step.

Two trees are kept: the published one, and its twin, the spare, which is made when it is first wanted. A build brings
the spare up to date, writing only files whose bytes differ, exchanges the two by one system call, and brings the other
up to date by links. Whatever is interrupted, the published tree is whole; a spare left half-done is put right by the
next build.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ..files import read_file, write_file
from .disk import is_for_all, is_open, link_file, make_folder, open_folders


class SpareTree:
    """The spare tree, being brought up to date by the workers.

    published: the published tree where nothing is known of either: what it holds already is linked, not made anew, for
    its time tells readers and mirrors that it is the same.
    """

    def __init__(self, folder: Path, published: Path | None = None) -> None:
        self.folder = folder
        self._top = str(folder)
        self._published = str(published) if published and published.exists() else ""
        self._is_new = not folder.exists()
        self._made: set[str] = set()
        self._reached: dict[str, bool] = {}

    def write(self, path: str, data: bytes, *, is_other: bool = False) -> bool:
        """Make the file at `path` hold `data`; False if it already did. is_other: it is known not to, which spares
        reading it.

        A file that differs is replaced, not changed: a reader may still be given the one that was published before.
        """
        full = f"{self._top}/{path}"
        if self._published and self._is_published(path, data):
            self._make_folder(full.rpartition("/")[0])
            link_file(f"{self._published}/{path}", full)
            return False
        if not self._is_new:
            try:
                if not (self._published or is_other) and read_file(full) == data and is_for_all(os.stat(full).st_mode):
                    return False
                os.unlink(full)
            except IsADirectoryError:
                import shutil  # late: seldom needed

                shutil.rmtree(full, ignore_errors=True)
            except (FileNotFoundError, NotADirectoryError):
                pass
        self._make_folder(full.rpartition("/")[0])
        write_file(full, data)
        return True

    def _is_published(self, path: str, data: bytes) -> bool:
        """Whether the published tree itself holds it: behind a link lies what is somebody else's."""
        at = f"{self._published}/{path}"
        try:
            mode = os.lstat(at).st_mode
            is_file = stat.S_ISREG(mode) and is_for_all(mode) and self._is_reached(path.rpartition("/")[0])
            return is_file and read_file(at) == data
        except OSError:
            return False

    def _is_reached(self, folder: str) -> bool:
        """Whether no link leads to a folder within the published tree."""
        if folder and folder not in self._reached:
            is_here = not os.path.islink(f"{self._published}/{folder}")
            self._reached[folder] = is_here and self._is_reached(folder.rpartition("/")[0])
        return not folder or self._reached[folder]

    def _make_folder(self, folder: str) -> None:
        if folder not in self._made:
            make_folder(folder)
            self._made.add(folder)

    def prune(self, paths: frozenset[str]) -> None:
        """Delete every file that is not among `paths`, every symbolic link, and folders left empty."""
        if not self._is_new:
            self._prune("", paths)

    def _prune(self, inside: str, paths: frozenset[str]) -> bool:
        """Whether the folder at `inside` (empty, or with a final slash) has nothing left."""
        empty = True
        if not is_open(os.lstat(f"{self.folder}/{inside}").st_mode):
            open_folders(self._top, (inside.rstrip("/"),))
        with os.scandir(f"{self.folder}/{inside}") as entries:
            for entry in list(entries):
                if entry.is_dir(follow_symlinks=False):
                    gone = self._prune(f"{inside}{entry.name}/", paths)
                    if gone:
                        os.rmdir(entry.path)
                elif gone := entry.is_symlink() or f"{inside}{entry.name}" not in paths:
                    os.unlink(entry.path)
                empty = empty and gone
        return empty
