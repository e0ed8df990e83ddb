"""What the system refuses, and a person can put right: rights, a full disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping

_WORDS: Mapping[int, str] = {
    errno.EACCES: "没有读写的权限；请改回权限，或让有权限的人来做",
    errno.EPERM: "没有读写的权限；请改回权限，或让有权限的人来做",
    errno.EROFS: "磁盘是只读的，写不进去",
    errno.ENOSPC: "磁盘满了；腾出一些空间再做",
    errno.EDQUOT: "磁盘的配额用完了；腾出一些空间再做",
    errno.EIO: "磁盘读写出错；请检查磁盘",
    errno.ENAMETOOLONG: "文件名太长；请改短",
    errno.EMFILE: "打开的文件太多；关掉一些程序再做",
    errno.ENFILE: "打开的文件太多；关掉一些程序再做",
    errno.ENOMEM: "内存不够；关掉一些程序再做",
}


def refusal_of(error: Exception) -> str:
    """What a person is told; empty where it is the program's own fault."""
    if not isinstance(error, OSError) or not (said := _WORDS.get(error.errno or 0)):
        return ""
    where = f"{os.fsdecode(error.filename)}：" if isinstance(error.filename, str | bytes) else ""
    return f"{where}{said}"
