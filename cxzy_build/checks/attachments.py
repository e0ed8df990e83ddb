"""What a file for download carries besides what its author sees: it is published byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..content.items import Item
from ..content.picture_names import is_picture, suffix_of
from ..errors import Position, Problem, Severity
from ..pictures.formats import hidden_picture, start_of
from .context import ItemContext

_MOST_BYTES = 50_000_000
"""Of a part of a document that is looked into."""

_TRACES = {
    ".docx": (
        ("word/document.xml", re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) "), "修订记录"),
        ("word/comments.xml", re.compile(rb"<w:comment "), "批注"),
    ),
    ".xlsx": (("xl/workbook.xml", re.compile(rb'<sheet [^>]*state="(?:hidden|veryHidden)"'), "隐藏的工作表"),),
    ".pptx": (("ppt/commentAuthors.xml", re.compile(rb"<p:cmAuthor "), "批注"),),
}
"""By kind: a part of it, what is looked for there, and what that is called (ECMA-376, Office Open XML)."""


def check(item: Item, context: ItemContext) -> Iterator[Problem]:
    """Files that hide a picture; documents with what their authors thought nobody sees."""
    for path, _ in item.files:
        if is_picture(path):
            continue
        file, where = context.positions.file(path), Position(context.positions.shown(path))
        context.looks.note(("contents of", path))
        if refusal := hidden_picture(start_of(file)):
            yield Problem(where, refusal.code, f"`{file.name}` {refusal.message}", refusal.hint)
        elif held := "、".join(traces(file)):
            message = f"`{file.name}` 里有{held}，下载的人看得到"
            hint = "在 Word 里接受修订、删去批注，在 Excel 里删去隐藏的工作表，再存一份；或改放 PDF"
            yield Problem(where, "traces", message, hint, Severity.WARNING)


def traces(file: Path) -> Iterator[str]:
    """What is left in a document of Office, by name; nothing in one that cannot be read."""
    looked_for = _TRACES.get(suffix_of(file.name))
    if not looked_for:
        return
    import zlib  # late: few items have such a file
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(file) as held:
            sizes = {part.filename: part.file_size for part in held.infolist()}
            for part, pattern, name in looked_for:
                if sizes.get(part, _MOST_BYTES) < _MOST_BYTES and pattern.search(held.read(part)):
                    yield name
    except (OSError, BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError):
        return
