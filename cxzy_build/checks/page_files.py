"""Files beside hand-written pages, all of which are published: pictures that hide what they are, drawings that run
something, and what programs left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..content.picture_names import is_picture
from ..errors import Position, Problem, Severity
from . import attachments, drawings

_LEFT_BEHIND = re.compile(r"~\$.*|.*(?:~|\.bak|\.tmp|\.swp|\.orig)|Thumbs\.db|desktop\.ini", re.IGNORECASE)


def is_left_behind(name: str) -> bool:
    """Whether a file is an editor's, or the file manager's, and nobody means to publish it."""
    return bool(_LEFT_BEHIND.fullmatch(name))


def is_published(file: Path) -> bool:
    """Whether it is one to publish: no leftover of a program, and a file with an end."""
    return file.is_file() and not is_left_behind(file.name)


def problems(file: Path, shown: str) -> Iterator[Problem]:
    """What is wrong with one that is no page, which messages call `shown`."""
    if not file.is_file():
        message = "符号链接指向不存在的文件，不发布" if file.is_symlink() else "不是普通的文件，不发布"
        yield Problem(Position(shown), "not-read", message, "删去它，或放入真实文件", Severity.WARNING)
    elif is_left_behind(file.name):
        message, hint = "像是软件留下的文件，不发布", "删去它；确实要发布的，换一个文件名"
        yield Problem(Position(shown), "not-read", message, hint, Severity.WARNING)
    elif file.suffix.lower() == ".svg":
        yield from drawings.problems(file, shown)
    elif not is_picture(file.name):
        yield from attachments.problems(file, shown)
