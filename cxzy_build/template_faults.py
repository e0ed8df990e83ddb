"""Mistakes in the templates of theme/, told as those in the content are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import BuildFailed, Position, Problem
from .settings import Settings

_HINT = "改正这个模板，或恢复原来的"
_FRAME = re.compile(r'^ *File "([^"]+)", line (\d+)', re.MULTILINE)


@contextmanager
def template_faults_told(settings: Settings) -> Iterator[None]:
    """While it lasts, a mistake in a template that this process or another one meets raises BuildFailed."""
    try:
        yield
    except BuildFailed:
        raise
    except Exception as error:
        if fault := _fault_of(error, settings):
            raise BuildFailed((fault,)) from error
        raise


def _fault_of(error: Exception, settings: Settings) -> Problem | None:
    if place := _place_of(error):
        file, line = place
        where = Position(settings.shown(settings.root / file), line)
        said = getattr(error, "message", None) or error  # as a text, Jinja's repeats the place, with the whole path
        return Problem(where, "template", f"模板里有错：{said}", _HINT)
    if type(error).__name__ == "TemplateNotFound":
        name = getattr(error, "name", None) or error
        where = Position(settings.shown(settings.theme_dir / f"{name}"))
        return Problem(where, "missing-file", "缺少这个模板", "恢复这个文件，或改正引用它的地方")
    return None


def _place_of(error: Exception) -> tuple[Path, int] | None:
    """The template, and the line in it, that an error came of; the trace of another process is in its notes."""
    import traceback  # late: mostly there is no error

    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if not line:
        frames = _FRAME.findall("".join(traceback.format_exception(error)))
        file, line = frames[-1] if frames else (None, None)
    return (Path(file), int(line)) if file and line and str(file).endswith(".html") else None
