"""Which documents of an index and of the next one are the same items, for some came, others went, or moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import zip_longest

from ...content.items import Teaser
from .documents import order_of

FEW = 3
"""Documents up to which those that have other numbers count as changed, instead of all files being renumbered. That
takes a second and a half, each of these a tenth where words are few, a half in a natural vocabulary."""

Pair = tuple[Teaser | None, Teaser | None]
"""What a document was and is; nothing where it was not there, or is not."""


def pairs_of(before: Sequence[Teaser], now: Sequence[Teaser]) -> list[Pair]:
    """The items of both indexes, each in the order of documents, as pairs in the order of both; by number, where few
    differ."""
    by_number = list(zip_longest(before, now))
    is_few = sum(not _is_same(*pair) for pair in by_number) <= FEW
    return by_number if is_few else list(_of_both(before, now))


def is_known(pair: Pair, touched: Set[str]) -> bool:
    """Whether a document is what it was. touched: addresses of the items that are not."""
    old, new = pair
    return _is_same(old, new) and not (new and new.address in touched)


def _is_same(old: Teaser | None, new: Teaser | None) -> bool:
    """Whether it is the same item, whatever it says now."""
    return bool(old and new and old.address == new.address)


def _of_both(before: Sequence[Teaser], now: Sequence[Teaser]) -> Iterator[Pair]:
    """Items as they were and are, in the order of both. One that comes where another one goes is paired with it; one
    that gets another date comes here, and goes there."""
    stay = set(map(order_of, before)) & set(map(order_of, now))
    for (gone, old), (come, new) in zip(_runs(before, stay), _runs(now, stay), strict=True):
        yield from zip_longest(gone, come)
        if old and new:
            yield old, new


def _runs(teasers: Sequence[Teaser], stay: Set[tuple[str, str]]) -> Iterator[tuple[Sequence[Teaser], Teaser | None]]:
    """Those before each one that stays, and that one; those after the last."""
    run: list[Teaser] = []
    for teaser in teasers:
        if order_of(teaser) in stay:
            yield run, teaser
            run = []
        else:
            run.append(teaser)
    yield run, None
