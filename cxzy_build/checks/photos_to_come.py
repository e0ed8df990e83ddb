"""Photos of items that are to come out by themselves: what is wrong with one must not wait until nobody is there."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.items import Item
from ..content.picture_names import is_picture, suffix_of
from ..errors import Position, Problem
from .context import ItemContext


def check(item: Item, context: ItemContext) -> Iterator[Problem]:
    """Those that cannot be published; those of what is out are looked at when they are encoded, drawings by
    their own rule."""
    for path, _ in item.files:
        if is_picture(path) and suffix_of(path) != ".svg":
            file = context.file(path)
            if why := context.picture_refusal(file):
                where = Position(context.positions.shown(path))
                yield Problem(where, why.code, f"图片 `{file.name}` {why.message}", why.hint)
