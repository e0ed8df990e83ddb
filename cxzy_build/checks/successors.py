"""Documents that replace one another in a circle: none of them would be in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..content.items import Face
from ..errors import Problem
from .context import SiteContext


def check(context: SiteContext) -> Iterator[Problem]:
    replaced = {face.slug: face for face in context.faces if face.successor and face.successor != face.slug}
    for circle in _circles(replaced):
        newest = max(circle, key=lambda face: (face.start, face.slug))
        where = context.positions.of_field(newest.path, "replaced_by")
        others = "、".join(context.positions.shown(face.path) for face in circle if face is not newest)
        message = f"几份文件互相代替，没有一份是现行的：还有 {others}"
        yield Problem(where, "bad-value", message, "删去现行的那一份的 `replaced_by`")


def _circles(replaced: Mapping[str, Face]) -> Iterator[list[Face]]:
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
