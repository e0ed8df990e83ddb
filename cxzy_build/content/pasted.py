"""Text as it comes out of Word: paragraphs without a blank line between them, or set in by a tab, tables as lines with
tabs. Markdown makes one paragraph, or code, of each, and says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from ..errors import Problem, Severity
from .text_files import TextFile

_TEXT = re.compile(r"[ \t　]*(?:[^\s\-*+>#|<!`~:=\d]|\d+[、．）])")
"""A line that Markdown does not know for anything but text."""

_POINT = re.compile(r"[ \t　]*[•●■◆▪○·]")
_OWN_MARK = re.compile(
    r"　|\t|[•●■◆▪○·①-⑳]|\d+[、．）]"
    r"|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[条章]"
)
"""How lines begin that are no continuation of what stands above, whoever wrote them."""

_SENTENCE_END = re.compile(r"[。！？；：…][”’」』）]?[ \t]*")
_TWO_SENTENCES = re.compile(r"[。！？](?!$|[”’」』）]?[ \t]*$)")
_MARKED = re.compile(r"[-*+>|<!:`~]|\d+\. |[ \t]")
"""Beginnings of blocks that are no paragraphs."""

_SET_IN = re.compile(r"(?: {4}|\t)[ \t]*(?=[^\n]*[，。；！？])")
_HOLDS_SET_IN = re.compile(r"(?:[-*+]|\d+[.)]) |!!!|\?\?\?|\[\^|: ")
"""Beginnings of blocks whose further paragraphs are set in: points, boxes, notes, definitions."""

_ROW = re.compile(r"[^\t]*[^\t ][^\t]*(?:\t[^\t]*)+")


def pasted(source: TextFile) -> Iterator[Problem]:
    """Warnings about one file: one for each block."""
    yield from _set_in(source)
    yield from _tables(source)
    yield from _run_together(source)


_Lines = list[tuple[int, str]]
"""Lines of a body, each with the number that it has there, from 0."""


def _blocks(lines: Iterable[tuple[int, str]]) -> Iterator[_Lines]:
    for is_blank, held in groupby(lines, lambda line: not line[1].strip()):
        if not is_blank:
            yield list(held)


def _run_together(source: TextFile) -> Iterator[Problem]:
    for block in _blocks(source.body_lines):
        while block and block[0][1].startswith("#"):
            del block[0]
        if not block or _MARKED.match(block[0][1]):
            continue
        is_of_paragraphs = _is_of_paragraphs([line for _, line in block])
        for (_, above), (number, line) in pairwise(block):
            if _ends(above) and _TEXT.match(line) and (is_of_paragraphs or _OWN_MARK.match(line)):
                hint = "要分成两段，中间空一行（从 Word 粘贴来的没有空行）"
                if _POINT.match(line):
                    hint = "前面空一行，每一条写成 `- 文字`"
                message = "和上一行之间没有空行，会连成一段"
                yield Problem(source.in_body(number), "run-together", message, hint, Severity.WARNING)
                break


def _is_of_paragraphs(lines: list[str]) -> bool:
    """Whether each line is a paragraph: all end as sentences do, and some hold several. One sentence a line is a way to
    write a paragraph."""
    return all(map(_ends, lines)) and any(map(_TWO_SENTENCES.search, lines))


def _ends(line: str) -> bool:
    found = _SENTENCE_END.search(line, max(len(line) - 3, 0))
    return bool(found and found.end() == len(line)) and not line.endswith("  ")


def _set_in(source: TextFile) -> Iterator[Problem]:
    holder = ""
    for block in _blocks(source.body_lines):
        number, line = block[0]
        if not line.startswith((" ", "\t")):
            holder = line
        elif (found := _SET_IN.match(line)) and not _HOLDS_SET_IN.match(holder):
            what = "制表符（Tab）" if "\t" in found[0] else "空格"
            message = f"这一段开头有{what}，会当作代码，照原样显示，不换行"
            yield Problem(source.in_body(number), "set-in", message, f"删去开头的{what}", Severity.WARNING)


def _tables(source: TextFile) -> Iterator[Problem]:
    for columns, rows in groupby(source.body_lines, lambda line: _columns(line[1])):
        (number, first), *more = rows
        if columns > 1 and more:
            row = "|".join(f" {cell.strip()} " for cell in first.split("\t"))
            hint = f"表格写成 `|{row}|`，第二行写 `|{' --- |' * columns}`"
            message = "看来是从 Word 或 Excel 粘贴来的表格，会连成一段"
            yield Problem(source.in_body(number), "pasted-table", message, hint, Severity.WARNING)


def _columns(line: str) -> int:
    """Of a row whose cells are parted by tabs; 0 for other lines."""
    return line.count("\t") + 1 if _ROW.fullmatch(line) else 0
