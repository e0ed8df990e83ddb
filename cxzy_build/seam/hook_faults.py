"""Mistakes in the programs of a project's own that mkdocs.yml names in `hooks`, told with their place."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path

from ..errors import Position, Problem

_PACKAGE = Path(__file__).parents[1]


def hook_fault(error: BaseException, root: Path) -> Problem | None:
    """What is to be told of an error that came of a program of the project in `root`; None if it did not."""
    place = _place_of(error, root)
    if place is None:
        return None
    file, line = place
    said = getattr(error, "msg", "") or error  # as a text, a SyntaxError repeats the place
    message = f"`hooks` 里的这个程序出了错：{type(error).__name__}: {said}"
    hint = "请写它的人改正，或从 mkdocs.yml 的 `hooks` 里删去它"
    return Problem(Position(file.relative_to(root).as_posix(), line), "hook", message, hint)


def _place_of(error: BaseException, root: Path) -> tuple[Path, int] | None:
    """Where it was last in a program of the project."""
    frames = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append((error.filename, error.lineno or 1))
    places = ((Path(name), line) for name, line in reversed(frames) if name.endswith(".py"))
    return next((place for place in places if _is_own(place[0], root)), None)


def _is_own(file: Path, root: Path) -> bool:
    """Whether it belongs to the project, and neither to this program nor to a library, which may lie there as well."""
    libraries = (_PACKAGE, Path(sys.prefix), Path(sys.base_prefix))
    return file.is_relative_to(root) and not any(file.is_relative_to(one) for one in libraries)
