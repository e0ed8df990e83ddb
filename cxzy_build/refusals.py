"""Failures that are no fault of the program, and that a person can put right: rights, a full disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from typing import NamedTuple

from .background import WorkerKilled


class Reason(NamedTuple):
    """Why the system refused something, and what to do; perhaps nothing can be done."""

    why: str
    hint: str

    def __str__(self) -> str:
        return "；".join(filter(None, self))


_NO_RIGHT = Reason("没有读写的权限", "请改回权限，或让有权限的人来做")
_TOO_MANY = Reason("打开的文件太多", "关掉一些程序再做")

_WORDS: Mapping[int, Reason] = {
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: Reason("磁盘是只读的，写不进去", ""),
    errno.ENOSPC: Reason("磁盘满了", "腾出一些空间再做"),
    errno.EDQUOT: Reason("磁盘的配额用完了", "腾出一些空间再做"),
    errno.EFBIG: Reason("文件超过了系统准许的大小", "请让网管放宽（ulimit -f）"),
    errno.EIO: Reason("磁盘读写出错", "请检查磁盘"),
    errno.ENAMETOOLONG: Reason("文件名太长", "请改短"),
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.EBUSY: Reason("被占用，或是磁盘的挂载点，换不上新的", "请换一个文件夹"),
    errno.EXDEV: Reason("在另一个磁盘上，换不上新的", "请换一个文件夹"),
    errno.ENOMEM: Reason("内存不够", "关掉一些程序再做"),
}


_KILLED = Reason("一个子进程被系统中止了，多半是内存不够", "关掉一些程序再做")


def why_refused(error: OSError) -> Reason:
    """What the system had against it, in our words where there are some."""
    return _WORDS.get(error.errno or 0) or Reason(f"{error.strerror}", "")


def refusal_of(error: Exception) -> str:
    """What a person is told; empty where it is the program's own fault."""
    if isinstance(error, WorkerKilled):
        return f"{_KILLED}"
    if not isinstance(error, OSError) or not (said := _WORDS.get(error.errno or 0)):
        return ""
    name = error.filename2 or error.filename  # of a copy, the second is what could not be written
    where = f"{os.fsdecode(name)}：" if isinstance(name, str | bytes) else ""
    return f"{where}{said}"


def keep_trace() -> str:
    """Put the exception being handled where a maintainer can read it, for a person can do nothing with it; what to do
    with it, or else what it was."""
    import tempfile
    import traceback

    trace = traceback.format_exc()
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="cxzy-error-", suffix=".log", delete=False
        ) as file:
            file.write(trace)
    except (OSError, UnicodeError):
        return f"请告诉维护者：{trace.strip().splitlines()[-1]}"
    return f"请把 {file.name} 交给维护者"
