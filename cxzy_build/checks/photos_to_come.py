"""Photos of items that are to come out by themselves: what is wrong with one must not wait until nobody is there."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.items import Item
from ..content.picture_names import is_picture
from ..errors import Position, Problem
from ..pictures.formats import Refused, kind_of, start_of
from .context import ItemContext


def check(item: Item, context: ItemContext) -> Iterator[Problem]:
    """Those that are no pictures, or others than they say, by their first bytes; those of what is out are decoded."""
    for path, _ in item.files:
        if is_picture(path):
            context.looks.note(("contents of", path))
            file = context.positions.file(path)
            try:
                kind_of(start_of(file), file.name)
            except Refused as refused:
                why = refused.refusal
                where = Position(context.positions.shown(path))
                yield Problem(where, why.code, f"`{file.name}` {why.message}", why.hint)
