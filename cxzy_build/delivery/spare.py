"""The site is built beside the published one and takes its place in one step.

Two trees are kept: the published one, and its twin, the spare, which is made when it is first wanted. A build brings
the spare up to date, writing only files whose bytes differ, exchanges the two by one system call, and brings the other
up to date by links. Whatever is interrupted, the published tree is whole; a spare left half-done is put right by the
next build.
"""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import UsageError
from ..files import read_file, write_file
from .disk import is_for_all, is_open, link_file, make_folder, open_folders, readable_by_all

MARKER = ".cxzy-site"
"""An empty file at the top of every site we publish, by which a later build knows that it may replace the folder."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


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


def check_site_dir(site_dir: Path, sources: Iterable[Path]) -> None:
    """Refuse a folder that holds something else: publishing replaces all of it. Raises UsageError."""
    for own in sources:
        if own.is_relative_to(site_dir) or site_dir.is_relative_to(own):
            raise UsageError(f"不能把网站生成到 {site_dir}：它与 {own} 重叠，会覆盖原稿")
    if holder := next((one for one in site_dir.parents if (one / MARKER).exists()), None):
        raise UsageError(f"不能把网站生成到 {site_dir}：它在另一个网站 {holder} 里面，那个网站下次生成时会删去它")
    if os.path.ismount(site_dir):
        why = "它是磁盘的挂载点，不能整个换成新的"
        raise UsageError(f"不能把网站生成到 {site_dir}：{why}；请生成到它里面的一个文件夹，或把磁盘挂在它的上一级")
    if site_dir.exists() and not site_dir.is_dir():
        raise UsageError(f"不能把网站生成到 {site_dir}：它不是文件夹")
    if site_dir.is_dir() and any(site_dir.iterdir()) and not (site_dir / MARKER).exists():
        raise UsageError(f"{site_dir} 里有不是本程序生成的文件，为免覆盖没有动它；请换一个文件夹，或先把它移走")


@contextmanager
def exclusive(site_dir: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Only one build of a site at a time; a second one waits. The lock goes with the process, however it ends.
    UsageError where nothing can be written beside the site."""
    lock = _lock_beside(site_dir)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _lock_beside(site_dir: Path) -> int:
    """The lock file, opened. Behind a link lies what is somebody else's, and a pipe would wait for ever."""
    lock = site_dir.parent / f".{site_dir.name}.lock"
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        with readable_by_all():
            site_dir.parent.mkdir(parents=True, exist_ok=True)
        opened = os.open(lock, flags, 0o666)
        if stat.S_ISREG(os.fstat(opened).st_mode):
            return opened
        os.close(opened)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    except OSError as error:
        is_no_file = error.errno in (errno.EINVAL, errno.ELOOP, errno.EISDIR, errno.ENXIO)
        if is_no_file or (os.path.lexists(lock) and os.access(lock.parent, os.W_OK)):
            why = "它不是普通的文件" if is_no_file else error.strerror
            raise UsageError(f"打不开 {lock}（{why}）；请删去它，再生成一次") from None
        why = f"{site_dir.parent} 不能写（{error.strerror}）；新网站要在它里面做好再换上"
        raise UsageError(f"不能把网站生成到 {site_dir}：{why}。请换一个文件夹，或让网管给这个文件夹写的权限") from None


def spare_of(site_dir: Path) -> Path:
    """Beside the published tree, so that the two can be exchanged within one file system."""
    return site_dir.parent / f".{site_dir.name}.spare"


def recover(site_dir: Path) -> None:
    """Finish an exchange by two renames that was interrupted between them."""
    old = _set_aside(site_dir)
    if old.exists():
        if not site_dir.exists():
            os.rename(old, site_dir)
        else:
            import shutil

            shutil.rmtree(old)


def swap_in(spare: Path, site_dir: Path) -> None:
    """Put the spare in the published tree's place; the published one becomes the spare."""
    if not site_dir.exists() or not any(site_dir.iterdir()):
        if site_dir.exists():
            site_dir.rmdir()
        os.rename(spare, site_dir)
    elif not _exchange(spare, site_dir):
        old = _set_aside(site_dir)
        os.rename(site_dir, old)
        os.rename(spare, site_dir)
        os.rename(old, spare)


def _set_aside(site_dir: Path) -> Path:
    return site_dir.parent / f".{site_dir.name}.old"


def _exchange(one: Path, other: Path) -> bool:
    """renameat2(RENAME_EXCHANGE): both change places in one step. False where the file system cannot."""
    import ctypes  # only where something is published

    libc = ctypes.CDLL(None, use_errno=True)
    try:
        failed = libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    except AttributeError:
        return False
    if not failed:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
