"""Files beside hand-written pages, all of which are published: pictures that hide what they are, drawings that run
something, and what programs left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..content.picture_names import is_picture
from ..errors import Position, Problem, Severity
from ..pictures.formats import hidden_picture, start_of
from ..settings import Settings
from . import drawings

_LEFT_BEHIND = re.compile(
    r"(?:.*/)?(?:~\$[^/]*|[^/]*(?:~|\.bak|\.tmp|\.swp|\.orig)|Thumbs\.db|desktop\.ini)", re.IGNORECASE
)


def is_left_behind(path: str) -> bool:
    """Whether a file is an editor's, or the file manager's, and nobody means to publish it."""
    return bool(_LEFT_BEHIND.fullmatch(path))


def check(settings: Settings) -> Iterator[Problem]:
    """What is wrong with them."""
    for file in sorted(settings.docs_dir.rglob("*")):
        path = file.relative_to(settings.docs_dir)
        is_hidden = any(part.startswith(".") for part in path.parts)  # MkDocs leaves these aside
        if not is_hidden and file.suffix != ".md" and file.is_file():
            yield from _faults_of(file, settings.shown(file))


def _faults_of(file: Path, shown: str) -> Iterator[Problem]:
    if is_left_behind(file.name):
        message, hint = "像是软件留下的文件，不发布", "删去它；确实要发布的，换一个文件名"
        yield Problem(Position(shown), "not-read", message, hint, Severity.WARNING)
    elif file.suffix.lower() == ".svg":
        yield from drawings.problems(file, shown)
    elif not is_picture(file.name) and (refusal := hidden_picture(start_of(file))):
        yield Problem(Position(shown), refusal.code, f"`{file.name}` {refusal.message}", refusal.hint)
