"""Files and folders put in their places, whatever stands there; what links lead to is left alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

_READABLE, _OPEN = 0o444, 0o555


def is_for_all(mode: int) -> bool:
    """Whether everybody may read a file of that mode: a web server, say."""
    return mode & _READABLE == _READABLE


def is_open(mode: int) -> bool:
    """Whether everybody may look into a folder of that mode."""
    return mode & _OPEN == _OPEN


@contextmanager
def readable_by_all() -> Iterator[None]:
    """What is made meanwhile, everybody may read, whatever the umask; who may write is left as it says."""
    before = os.umask(0o777)
    os.umask(before & ~_OPEN)
    try:
        yield
    finally:
        os.umask(before)


def open_folders(top: str, folders: Iterable[str]) -> None:
    """Let everybody look into folders of the tree at `top`, whose own name is empty."""
    for folder in folders:
        path = f"{top}/{folder}" if folder else top
        os.chmod(path, stat.S_IMODE(os.lstat(path).st_mode) | _OPEN)


def link_file(source: str, target: str) -> None:
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
            remove(target)
        make_folder(os.path.dirname(target))
        try:
            os.link(source, target)
        except OSError:
            import shutil  # late, as below: it is seldom needed, and takes two milliseconds to load

            shutil.copy2(source, target)


def make_folder(path: str) -> None:
    """A folder, whatever stands there; its parents too."""
    try:
        os.mkdir(path)
    except FileExistsError:
        if os.path.islink(path) or not os.path.isdir(path):
            with suppress(FileNotFoundError, IsADirectoryError):  # another worker was quicker
                os.unlink(path)
            make_folder(path)
    except (FileNotFoundError, NotADirectoryError):
        make_folder(os.path.dirname(path))
        make_folder(path)


def remove(path: str) -> None:
    """A file, a link or a whole folder; nothing where there is none."""
    if os.path.isdir(path) and not os.path.islink(path):
        import shutil

        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(path)


def remove_files(top: str, paths: Iterable[str]) -> None:
    """Delete files, and the folders that are empty then."""
    for path in paths:
        remove(f"{top}/{path}")
        folder = path.rpartition("/")[0]
        with suppress(OSError):
            while folder:
                os.rmdir(f"{top}/{folder}")
                folder = folder.rpartition("/")[0]
