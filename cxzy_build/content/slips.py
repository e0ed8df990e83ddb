"""What was meant for YAML or Markdown, but written with signs that they pass over in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Problem, Severity
from .text_files import TextFile

_CUT_OFF = re.compile(r"^[\w-]+:[ \t]+[^\s\"'#\[{|>][^\n#]*?[ \t]+(#(?=[^\s#])[^\n]*)", re.MULTILINE)
"""A value without quotation marks, and what stands behind ` #`; who writes a comment leaves a blank after the sign."""

_TAGS = re.compile(r"^tags:[ \t]*(\[[^\[\]\n]*[、，；][^\[\]\n]*\])", re.MULTILINE)
_BETWEEN = re.compile(r"\s*[、，；,;]\s*")

_LINE_ENDS = tuple(f"{sign}\n" for sign in "。！？；：”）")

_NO_TEXT = "\n -*+>#|<!`~:="
"""Beginnings of lines that are blank, or known to Markdown for something else."""

_LINK = re.compile(r"([!！]?)\[([^\[\]\n]*)\]([(（])([^()（）\s]+)([)）])")
_HALF_CLOSED = re.compile(r"\]\([^()（）\s]*）")
_ADDRESS = re.compile(r"(?=.*[a-zA-Z])(?:#|.*/|.*\.[a-zA-Z][a-zA-Z0-9]{1,4}$)")


def slips(source: TextFile) -> Iterator[Problem]:
    """Warnings about one file."""
    if " #" in source.front:
        yield from _cut_off(source)
    if "tags:" in source.front:
        yield from _one_tag_of_several(source)
    if "！[" in source.text or "]（" in source.text or _HALF_CLOSED.search(source.text):
        yield from _full_width(source)
    if _may_be_pasted(source.text):
        from .pasted import pasted  # late: few files need it, and compiling its patterns takes some milliseconds

        yield from pasted(source)


def _may_be_pasted(text: str) -> bool:
    """Whether text goes on below a line that ends as a sentence does, or something is set in."""
    return "\t" in text or "\n    " in text or any(_goes_on(text, end) for end in _LINE_ENDS)


def _goes_on(text: str, end: str) -> bool:
    at = text.find(end)
    while at >= 0:
        following = text[at + 2 : at + 6]
        if following[:1].isdigit():
            if "、" in following or "．" in following or "）" in following:
                return True
        elif following and following[0] not in _NO_TEXT:
            return True
        at = text.find(end, at + 2)
    return False


def _cut_off(source: TextFile) -> Iterator[Problem]:
    for found in _CUT_OFF.finditer(source.front):
        message = f"`{found[1].strip()}` 不会发布：空格加 # 后面的是注释"
        hint = "要写进去，就把整个值用英文双引号括起来；真是注释，就在 # 后面空一格"
        yield Problem(source.in_front(found.start(1)), "cut-off", message, hint, Severity.WARNING)


def parts_of(written: str) -> list[str]:
    """What a person wrote as one text and meant as several, parted by whatever sign."""
    return [part for part in _BETWEEN.split(written.strip("[]【】 ")) if part]


def _one_tag_of_several(source: TextFile) -> Iterator[Problem]:
    for found in _TAGS.finditer(source.front):
        message = "几个标签之间用了中文的标点，会当作一个标签"
        hint = f"用英文逗号隔开：`[{', '.join(parts_of(found[1]))}]`"
        yield Problem(source.in_front(found.start(1)), "one-tag", message, hint, Severity.WARNING)


def _full_width(source: TextFile) -> Iterator[Problem]:
    for position, found in source.matches_in_body(_LINK):
        mark, text, opened, address, closed = found.groups()
        is_wrong = mark == "！" or opened == "（" or closed == "）"
        if is_wrong and _ADDRESS.match(address):
            what = "图片" if mark else "链接"
            hint = f"改成半角的：`{'!' if mark else ''}[{text}]({address})`"
            message = f"{what}的括号或感叹号是全角的，会照字面印出来"
            yield Problem(position, "full-width", message, hint, Severity.WARNING)
