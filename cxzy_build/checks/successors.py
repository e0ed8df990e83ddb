"""Documents that replace themselves, or one another in a circle: none of them would be in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..content.items import Item, Teaser
from ..errors import Problem
from ..models.front_matter import DocumentFront
from .context import ItemContext, SiteContext


def check_item(item: Item, context: ItemContext) -> Iterator[Problem]:
    if isinstance(item.front, DocumentFront) and item.front.successor == item.slug:
        where = context.positions.of_field(item.path, "replaced_by")
        yield Problem(where, "bad-value", "文件不能代替它自己", "写上代替它的那份文件的 slug")


def check(context: SiteContext) -> Iterator[Problem]:
    replaced = {
        teaser.slug: teaser for teaser in context.teasers if teaser.successor and teaser.successor != teaser.slug
    }
    for circle in _circles(replaced):
        newest = max(circle, key=lambda teaser: (teaser.start, teaser.slug))
        where = context.positions.of_field(newest.path, "replaced_by")
        others = "、".join(context.positions.shown(teaser.path) for teaser in circle if teaser is not newest)
        message = f"几份文件互相代替，没有一份是现行的：还有 {others}"
        yield Problem(where, "bad-value", message, "删去现行的那一份的 `replaced_by`")


def _circles(replaced: Mapping[str, Teaser]) -> Iterator[list[Teaser]]:
    """Each circle once, from one of its documents on. replaced: documents that have a successor, by slug."""
    seen: set[str] = set()
    for start in replaced:
        chain: list[str] = []
        slug = start
        while slug in replaced and slug not in seen:
            seen.add(slug)
            chain.append(slug)
            slug = replaced[slug].successor
        if slug in chain:
            yield [replaced[one] for one in chain[chain.index(slug) :]]
