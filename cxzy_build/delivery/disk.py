"""Files and folders put in their places, whatever stands there; what links lead to is left alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress


def is_for_all(mode: int) -> bool:
    """Whether everybody may read a file of that mode: a web server, say."""
    return mode & 0o444 == 0o444


@contextmanager
def readable_by_all() -> Iterator[None]:
    """What is made meanwhile, everybody may read, whatever the umask: 644, folders 755."""
    before = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(before)


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
