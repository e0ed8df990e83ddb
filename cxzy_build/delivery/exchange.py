"""The published tree and its spare change places."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


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
