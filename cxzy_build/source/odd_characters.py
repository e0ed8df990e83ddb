"""Characters that are not what the writer saw: lost ones, those of one font, signs of direction, radicals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Problem, Severity
from ..hanzi.radicals import character_meant
from .text_files import TextFile

_ODD = re.compile("[\0\u202a-\u202e\u2066-\u2069\u2e80-\u2fdf\ue000-\uf8ff\ufffd]")
_TOLD = {
    "turning": ("有看不见的方向控制符，会把字倒过来显示", "删去这里看不见的字符；看不出来的，把这几个字重新打一遍"),
    "empty": ("有空字符（NUL），多半是没有存完，后面的字已经丢了", "照原稿补上，删去这里看不见的字符，再存一次"),
    "lost": ("有乱码 `�`，原来的字已经丢了", "照原稿重新打这几个字"),
    "private": ("有只在某一种字体里才有的符号，读者多半只看到方框", "换成普通的字或符号（Word 的项目符号写成 `- `）"),
    "radical": (
        "“{found}”是部首，不是汉字{meant}：样子相近，朗读和查找却不当它是这个字",
        "重新打这个字；从 PDF 复制来的文字里常有，别处也看一看",
    ),
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
            told_of = message.format(found=found[0], meant=_meant(found[0]))
            yield Problem(source.at(found.start()), "odd-character", told_of, hint, Severity.WARNING)


def _meant(radical: str) -> str:
    """The character that it looks like, quoted; empty where there is none."""
    character = character_meant(radical)
    return f"“{character}”" if character != radical else ""


def _kind(character: str) -> str:
    if character == "\0":
        return "empty"
    if character < "\u2070":
        return "turning"
    if character < "\u3000":
        return "radical"
    return "lost" if character == "\ufffd" else "private"
