"""The folder that a site is published into: whether it may be, and by whom."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import UsageError
from ..refusals import why_refused
from .disk import readable_by_all

MARKER = ".cxzy-site"
"""An empty file at the top of every site we publish, by which a later build knows that it may replace the folder."""


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
        raise UsageError(_why_no_lock(error, lock, site_dir)) from None


def _why_no_lock(error: OSError, lock: Path, site_dir: Path) -> str:
    """What is in the way: what lies where the lock should, a file where a folder should be, or no right to write."""
    is_no_file = error.errno in (errno.EINVAL, errno.ELOOP, errno.EISDIR, errno.ENXIO)
    why = "它不是普通的文件" if is_no_file else why_refused(error).why
    if is_no_file or (os.path.lexists(lock) and os.access(lock.parent, os.W_OK)):
        return f"打不开 {lock}（{why}）；请删去它，再生成一次"
    if file := next((one for one in site_dir.parents if os.path.lexists(one) and not one.is_dir()), None):
        return f"不能把网站生成到 {site_dir}：{file} 不是文件夹；请换一个文件夹"
    why = f"{site_dir.parent} 不能写（{why}）；新网站要在它里面做好再换上"
    return f"不能把网站生成到 {site_dir}：{why}。请换一个文件夹，或让网管给这个文件夹写的权限"
