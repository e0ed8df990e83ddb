"""All the rules over items and over the whole site, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.items import Item
from ..errors import Problem
from . import (
    aliases,
    attachments,
    counts,
    dates,
    drawings,
    emblem,
    fields,
    identities,
    photos_to_come,
    published_names,
    successors,
)
from .context import ItemContext, SiteContext


def check_item(item: Item, context: ItemContext, *, is_out: bool, is_coming: bool) -> Iterator[Problem]:
    """Every rule over one item, one after the other; some concern only what is out, or will be by itself: when that
    time comes, nobody may be there to mend it."""
    yield from identities.check(item, context)
    yield from dates.check(item, context)
    if is_out or is_coming:
        yield from aliases.check_item(item, context)
        yield from identities.check_hidden(item, context)
        yield from fields.check(item, context)
        yield from successors.check_item(item, context)
        yield from published_names.check(item, context)
        yield from drawings.check(item, context)
        yield from attachments.check(item, context)
        yield from counts.check_keys(item, context)
    if is_coming and not is_out:
        yield from photos_to_come.check(item, context)


def check_site(context: SiteContext) -> Iterator[Problem]:
    """Every rule over the whole site."""
    for rule in (emblem, aliases, counts, successors):
        yield from rule.check(context)
