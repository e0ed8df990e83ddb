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

RENAME = "重新起一个文件名"


def check(item: Item, context: ItemContext) -> Iterator[Problem]:
    for code, message, hint in _found_in(item):
        yield Problem(context.positions.of_field(item.path), code, message, hint, Severity.WARNING)


def _found_in(item: Item) -> Iterator[tuple[str, str, str]]:
    name = name_of(item.path)
    if _COPY.search(name):
        yield "copy", f"`{name}` 像是复制出来的副本，也会成为一个网页", "删去它；确实是另一条的，重新起一个文件名"
    for one in dict.fromkeys((name, *(PurePosixPath(path).name for path, _ in item.files))):
        for message in private_numbers_in(one):
            yield "private-number", f"文件名 {message}", RENAME
    for key, addresses in (("slug", (item.front.slug or "",)), ("aliases", item.front.aliases)):
        for one in (one for one in addresses if not kind_of(one.upper())):  # else told of the text
            for message in private_numbers_in(one):
                yield "private-number", f"`{key}` {message}", "换一个网址"


def private_numbers_in(name: str) -> Iterator[str]:
    """What is said of each private number in a name that becomes an address; the number is not repeated."""
    for digits in _NUMBER.findall(name):
        if kind := kind_of(digits.upper()):
            shown = name.replace(digits, f"{digits[:3]}……{digits[-2:]}")
            yield f"`{shown}` 里的数字像是{kind}，会成为公开的网址"
