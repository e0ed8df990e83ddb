"""What a file for download carries besides what its author sees: it is published byte for byte."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..content.items import Item
from ..content.picture_names import is_picture, suffix_of
from ..errors import Position, Problem, Severity
from ..pictures.formats import hidden_picture, start_of
from ..source.text_files import unreadable
from .context import ItemContext
from .whereabouts import PHOTO_START, RECORDINGS, photo_tells_place, recording_tells_place

if TYPE_CHECKING:
    from zipfile import ZipFile

_MOST_BYTES = 50_000_000
"""Of a part of a document that is looked into."""

_Trace = tuple[str, re.Pattern[bytes], str]

_TRACES: Mapping[str, tuple[_Trace, ...]] = {
    ".docx": (
        ("word/", re.compile(rb"<(?:\w+:)?(?:ins|del|moveFrom|moveTo)[\s>]"), "修订记录"),
        ("word/comments.xml", re.compile(rb"<(?:\w+:)?comment[\s>]"), "批注"),
    ),
    ".xlsx": (
        (
            "xl/workbook.xml",
            re.compile(rb"<(?:\w+:)?sheet\s[^>]*state=[\"'](?:hidden|veryHidden)[\"']"),
            "隐藏的工作表",
        ),
        ("xl/comments", re.compile(rb"<(?:\w+:)?comment[\s>]"), "批注"),
        ("xl/threadedComments/", re.compile(rb"<(?:\w+:)?threadedComment[\s>]"), "批注"),
    ),
    ".pptx": (("ppt/comments/", re.compile(rb"<(?:\w+:)?cm[\s>]"), "批注"),),
}
"""By kind: how the names of parts begin, what is looked for in them, and what that is called (ECMA-376, Office Open
XML)."""

_PHOTO = re.compile(r"(?:word|ppt|xl)/media/[^/]+\.jpe?g", re.IGNORECASE)
"""Office keeps a photo that is put in as the phone made it."""


def check(item: Item, context: ItemContext) -> Iterator[Problem]:
    """What is wrong with the files of an item that are no pictures."""
    for path, _ in item.files:
        if not is_picture(path):
            yield from problems(context.file(path), context.positions.shown(path))


def problems(file: Path, shown: str) -> Iterator[Problem]:
    """Of one file, which messages call `shown`: it hides a picture, or what its author thought nobody sees. One that
    cannot be read is an error, which no build remembers: to another it may be readable, though the file is the same."""
    where = Position(shown)
    try:
        start = start_of(file)
    except OSError as error:
        yield unreadable(shown, error)
        return
    if refusal := hidden_picture(start):
        yield Problem(where, refusal.code, f"`{file.name}` {refusal.message}", refusal.hint)
    elif suffix_of(file.name) in _TRACES:
        yield from _of_document(file, where)
    elif suffix_of(file.name) in RECORDINGS and recording_tells_place(file):
        message = f"`{file.name}` 里记着拍摄地点，下载的人看得到"
        hint = "在手机相册里导出时关掉“位置”，或用剪辑软件另存一份"
        yield Problem(where, "traces", message, hint, Severity.WARNING)


def _of_document(file: Path, where: Position) -> Iterator[Problem]:
    held = traces(file)
    if held is None:
        message = f"`{file.name}` 打不开：坏了、加了密码，或其实是旧格式（.doc、.wps 等）"
        yield Problem(where, "damaged-file", message, "取消密码，重新拷贝或另存一份", Severity.WARNING)
    elif held:
        message = f"`{file.name}` 里有{'、'.join(held)}，下载的人看得到"
        hint = "接受修订，删去批注和隐藏的工作表，压缩图片，再存一份；或改放 PDF"
        yield Problem(where, "traces", message, hint, Severity.WARNING)


def traces(file: Path) -> tuple[str, ...] | None:
    """What is left in a document of Office, by name, its largest parts left aside; None of one that cannot be read."""
    import struct  # late: few items have such a file
    import zlib
    from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

    try:
        with ZipFile(file) as document:
            parts = [part for part in document.infolist() if part.filename.endswith(".xml")]
            if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
                return None  # no program of Office writes such a one
            texts = ((part.filename, partial(document.read, part)) for part in parts if part.file_size < _MOST_BYTES)
            held = (*_in_texts(texts, _TRACES[suffix_of(file.name)]), *_in_photos(document))
            return tuple(dict.fromkeys(held))
    except (OSError, BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, ValueError):
        return None


def _in_texts(texts: Iterable[tuple[str, Callable[[], bytes]]], looked_for: tuple[_Trace, ...]) -> Iterator[str]:
    for part, read in texts:
        wanted = [(pattern, name) for start, pattern, name in looked_for if part.startswith(start)]
        text = read() if wanted else b""
        yield from (name for pattern, name in wanted if pattern.search(text))


def _in_photos(document: ZipFile) -> Iterator[str]:
    for part in filter(_PHOTO.fullmatch, document.namelist()):
        with document.open(part) as photo:
            if photo_tells_place(photo.read(PHOTO_START)):
                yield "照片的拍摄地点"
                return
