"""The templates of the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ..errors import Position, Problem
from ..source.text_files import FileUnreadable, decode

OWN_TEMPLATES = ("404.html", "main.html", *(f"partials/{name}.html" for name in ("header", "language", "logo", "tabs")))
"""Templates of our theme that Material has as well."""


def problems(theme_dir: Path, shown: Callable[[Path], str]) -> Iterator[Problem]:
    """Templates in whose place MkDocs would take Material's own without a word, of the same name; those that are not
    UTF-8, and those that hold nothing: cut short, for none of ours is to be left out so."""
    for name in OWN_TEMPLATES:
        path = theme_dir / name
        if not path.is_file():
            yield Problem(Position(shown(path)), "missing-template", "缺少模板", "恢复这个文件")
    for path in sorted(filter(Path.is_file, theme_dir.rglob("*.html"))):
        try:
            is_empty = not decode(path.read_bytes(), shown(path)).strip()
        except FileUnreadable as error:
            yield error.problem
        else:
            if is_empty:
                yield Problem(Position(shown(path)), "missing-template", "模板里没有内容", "恢复这个文件")
