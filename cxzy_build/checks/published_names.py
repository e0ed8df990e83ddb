"""Names that are published with an item: those of its files, and what its address is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath

from ..content.drafts import name_of
from ..content.items import Item
from ..content.linking import place_of_file
from ..errors import Location, Position, Problem, Severity
from ..source.private_numbers import PrivateNumber, numbers_in, numbers_in_name
from ..source.text_files import TextFile
from .context import ItemContext

_COPY = re.compile(r" - (?:副本|Copy)(?: ?\(\d+\))?$| ?\(\d{1,2}\)$")
"""How Windows and browsers call a second one of a file."""

RENAME = "重新起一个文件名"


def check(item: Item, context: ItemContext) -> Iterator[Problem]:
    name, positions = name_of(item.path), context.positions
    if _COPY.search(name):
        message, hint = f"`{name}` 像是复制出来的副本，也会成为一个网页", "删去它；确实是另一条的，重新起一个文件名"
        yield Problem(positions.of_field(item.path), "copy", message, hint, Severity.WARNING)
    for message in private_numbers_in(name):
        yield _told(positions.of_field(item.path), f"文件名 {message}", RENAME)
    text = partial(context.text, item)
    for path, address in item.files:
        for part in _published_parts(path, address, item):
            for message in private_numbers_in(part, text):
                yield _told(place_of_file(item, address, positions), f"文件名 {message}", RENAME)
    for location, written in _addresses(item):
        for message in private_numbers_in(written, text):
            yield _told(positions.of_field(item.path, *location), f"`{location[0]}` {message}", "换一个网址")


def _published_parts(path: str, address: str, item: Item) -> Sequence[str]:
    """The names in a file's path that stand in its address below the item's: its own, and those of folders beside."""
    depth = address.removeprefix(item.address).count("/") + 1
    return PurePosixPath(path).parts[-depth:]


def _addresses(item: Item) -> Iterator[tuple[Location, str]]:
    """Those that the front matter gives."""
    if item.front.slug:
        yield ("slug",), item.front.slug
    for index, alias in enumerate(item.front.aliases):
        yield ("aliases", index), alias


def _told(where: Position, message: str, hint: str) -> Problem:
    return Problem(where, "private-number", message, hint, Severity.WARNING)


def private_numbers_in(name: str, text: Callable[[], TextFile] | None = None) -> Iterator[str]:
    """What is said of each private number in a name that becomes an address; the numbers are not repeated. Not of those
    that are told anyway where the `text` has the name."""
    found = numbers_in_name(name)
    if found and text:
        found = _untold(name, found, text())
    shown = name
    for number in reversed(found):
        shown = f"{shown[: number.start]}{number.shown}{shown[number.end :]}"
    for kind in dict.fromkeys(number.kind for number in found):
        yield f"`{shown}` 里的数字像是{kind}，会成为公开的网址"


def _untold(name: str, found: Sequence[PrivateNumber], text: TextFile) -> Sequence[PrivateNumber]:
    told = {number.start for number in numbers_in(text)}
    places = [place.start() for place in re.finditer(re.escape(name), text.text)]
    return [number for number in found if not any(place + number.start in told for place in places)]
