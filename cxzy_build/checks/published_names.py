"""Names that are published with an item: those of its files, and what its address is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from ..content.drafts import name_of
from ..content.items import Item
from ..errors import Problem, Severity
from ..source.private_numbers import kind_of
from .context import ItemContext

_NUMBER = re.compile(r"(?<!\d)(?:\d{11}|\d{17}[\dXx])(?!\d)")
_COPY = re.compile(r" - (?:副本|Copy)(?: ?\(\d+\))?$| ?\(\d{1,2}\)$")
"""How Windows and browsers call a second one of a file."""


def check(item: Item, context: ItemContext) -> Iterator[Problem]:
    for code, message, hint in _found_in(item):
        yield Problem(context.positions.of_field(item.path), code, message, hint, Severity.WARNING)


def _found_in(item: Item) -> Iterator[tuple[str, str, str]]:
    name = name_of(item.path)
    if _COPY.search(name):
        yield "copy", f"`{name}` 像是复制出来的副本，也会成为一个网页", "删去它；确实是另一条的，重新起一个文件名"
    for one in dict.fromkeys((name, *(PurePosixPath(path).name for path, _ in item.files))):
        for digits in _NUMBER.findall(one):
            if kind := kind_of(digits.upper()):
                shown = one.replace(digits, f"{digits[:3]}……{digits[-2:]}")
                yield "private-number", f"文件名 `{shown}` 里的数字像是{kind}，会成为公开的网址", "重新起一个文件名"
