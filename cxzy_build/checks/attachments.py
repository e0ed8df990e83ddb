"""What a file for download carries besides what its author sees: it is published byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..content.items import Item
from ..content.picture_names import is_picture, suffix_of
from ..errors import Position, Problem, Severity
from ..pictures.formats import hidden_picture, start_of
from .context import ItemContext

if TYPE_CHECKING:
    from zipfile import ZipFile

_MOST_BYTES = 50_000_000
"""Of a part of a document that is looked into."""

_TRACES = {
    ".docx": (
        ("word/", re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) "), "修订记录"),
        ("word/comments.xml", re.compile(rb"<w:comment "), "批注"),
    ),
    ".xlsx": (
        ("xl/workbook.xml", re.compile(rb'<sheet [^>]*state="(?:hidden|veryHidden)"'), "隐藏的工作表"),
        ("xl/comments", re.compile(rb"<comment "), "批注"),
        ("xl/threadedComments/", re.compile(rb"<threadedComment "), "批注"),
    ),
    ".pptx": (("ppt/comments/", re.compile(rb"<p(?:188)?:cm "), "批注"),),
}
"""By kind: how the names of parts begin, what is looked for in them, and what that is called (ECMA-376, Office Open
XML)."""


def check(item: Item, context: ItemContext) -> Iterator[Problem]:
    """What is wrong with the files of an item that are no pictures."""
    for path, _ in item.files:
        if not is_picture(path):
            context.looks.note(("contents of", path))
            yield from problems(context.positions.file(path), context.positions.shown(path))


def problems(file: Path, shown: str) -> Iterator[Problem]:
    """Of one file, which messages call `shown`: it hides a picture, or what its author thought nobody sees."""
    where = Position(shown)
    if refusal := hidden_picture(start_of(file)):
        yield Problem(where, refusal.code, f"`{file.name}` {refusal.message}", refusal.hint)
    elif suffix_of(file.name) in _TRACES:
        yield from _of_document(file, where)


def _of_document(file: Path, where: Position) -> Iterator[Problem]:
    held = traces(file)
    if held is None:
        message = f"`{file.name}` 坏了，或加了密码，读者下载了也打不开"
        yield Problem(where, "damaged-file", message, "取消密码，重新拷贝或另存一份", Severity.WARNING)
    elif held:
        message = f"`{file.name}` 里有{'、'.join(held)}，下载的人看得到"
        hint = "接受修订，删去批注和隐藏的工作表，再存一份；或改放 PDF"
        yield Problem(where, "traces", message, hint, Severity.WARNING)


def traces(file: Path) -> tuple[str, ...] | None:
    """What is left in a document of Office, by name; None of one that cannot be read."""
    import zlib  # late: few items have such a file
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(file) as document:
            return tuple(dict.fromkeys(_held(document, suffix_of(file.name))))
    except (OSError, BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError):
        return None


def _held(document: ZipFile, suffix: str) -> Iterator[str]:
    readable = (part for part in document.infolist() if part.filename.endswith(".xml") and part.file_size < _MOST_BYTES)
    for part in readable:
        for start, pattern, name in _TRACES[suffix]:
            if part.filename.startswith(start) and pattern.search(document.read(part)):
                yield name
