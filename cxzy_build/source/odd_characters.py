"""Characters that readers see otherwise than the writer did: lost ones, those of one font, signs of direction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Problem, Severity
from .text_files import TextFile

_ODD = re.compile("[\0\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufffd]")
_TOLD = {
    "turning": ("有看不见的方向控制符，会把字倒过来显示", "删去这里看不见的字符；看不出来的，把这几个字重新打一遍"),
    "empty": ("有空字符（NUL），多半是没有存完，后面的字已经丢了", "照原稿补上，删去这里看不见的字符，再存一次"),
    "lost": ("有乱码 `�`，原来的字已经丢了", "照原稿重新打这几个字"),
    "private": ("有只在某一种字体里才有的符号，读者多半只看到方框", "换成普通的字或符号（Word 的项目符号写成 `- `）"),
}


def odd_characters(source: TextFile) -> Iterator[Problem]:
    """Warnings about one file, at the first of each kind: who has one of a kind mostly has many."""
    if not _ODD.search(source.text):  # sooner asked than what is published
        return
    told = set()
    for found in _ODD.finditer(source.published):
        kind = _kind(found[0])
        if kind not in told:
            told.add(kind)
            message, hint = _TOLD[kind]
            yield Problem(source.at(found.start()), "odd-character", message, hint, Severity.WARNING)


def _kind(character: str) -> str:
    if character == "\0":
        return "empty"
    if character < "\u2070":
        return "turning"
    return "lost" if character == "\ufffd" else "private"
