"""Files among hand-written pages, all of which are published: those that nobody means to publish, and what is wrong
with others that are no pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from ..content.picture_names import is_picture
from ..errors import Position, Problem, Severity
from ..files import leads_back
from ..source.leftovers import is_leftover
from . import attachments, drawings


def why_not_published(file: Path, shown: str) -> Problem | None:
    """Why nobody means to publish a page or a file, which messages call `shown`, if so."""
    message, hint = "像是软件留下的文件，不发布", "删去它；确实要发布的，换一个文件名"
    if not file.is_file():
        message = "符号链接指向不存在的文件，不发布" if file.is_symlink() else "不是普通的文件，不发布"
        hint = "删去它，或放入真实文件"
    elif not is_leftover(file.name):
        return None
    return Problem(Position(shown), "not-read", message, hint, Severity.WARNING)


def ways_back(top: Path, shown: Callable[[Path], str]) -> Iterator[Problem]:
    """Links from folders below `top` to one that they lie in, which nobody can follow to an end."""
    for folder, inside, _ in os.walk(top):
        for link in sorted(Path(folder, name) for name in inside):
            if leads_back(link):
                message, hint = "文件夹的符号链接绕回它自己所在的文件夹，没有尽头", "删去它，或放入真实文件夹"
                yield Problem(Position(shown(link)), "broken-symlink", message, hint)


def problems(file: Path, shown: str) -> Iterator[Problem]:
    """What is wrong with one that is to be published and is no page."""
    if file.suffix.lower() == ".svg":
        yield from drawings.problems(file, shown)
    elif not is_picture(file.name):
        yield from attachments.problems(file, shown)
