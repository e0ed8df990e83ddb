"""All the rules, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.items import Item
from ..errors import Problem
from . import aliases, counts, dates, drawings, emblem, fields, identities, successors
from .context import ItemContext, SiteContext


def check_item(item: Item, context: ItemContext, *, is_out: bool) -> Iterator[Problem]:
    """Every rule over one item, one after the other; some concern only what is out."""
    yield from identities.check(item, context)
    yield from dates.check(item, context)
    if is_out:
        yield from identities.check_hidden(item, context)
        yield from fields.check(item, context)
        yield from drawings.check(item, context)
        yield from counts.check_keys(item, context)


def check_site(context: SiteContext) -> Iterator[Problem]:
    """Every rule over the whole site."""
    for rule in (emblem, aliases, counts, successors):
        yield from rule.check(context)
