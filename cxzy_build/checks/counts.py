"""Figures that say what they count must count right."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.items import Item
from ..content.list_names import of_collection
from ..errors import Problem
from ..models.front_matter import Counts, ResultFront
from .context import ItemContext, SiteContext
from .identities import unknown_ids


def check_keys(item: Item, context: ItemContext) -> Iterator[Problem]:
    """Conditions that no item of the collection counted could meet."""
    if not isinstance(item.front, ResultFront):
        return
    for index, metric in enumerate(item.front.metrics):
        if metric.counts and (foreign := _foreign_keys(metric.counts)):
            where = context.positions.of_field(item.path, "metrics", index, "counts", foreign[0])
            message = f"{metric.counts.collection} 没有 `{foreign[0]}`，数不出来"
            yield Problem(where, "bad-value", message, "删去这个条件，或换一个 collection")


def uncountable(item: Item, context: ItemContext) -> Iterator[int]:
    """Places of the figures that a rule over the item has blamed: counting them would only repeat it."""
    if isinstance(item.front, ResultFront):
        unknown = {location[1] for location, _, _ in unknown_ids(item, context) if location[0] == "metrics"}
        for index, metric in enumerate(item.front.metrics):
            if index in unknown or (metric.counts and _foreign_keys(metric.counts)):
                yield index


def check(context: SiteContext) -> Iterator[Problem]:
    """Values that differ from what is counted."""
    for teaser in context.graph.list(of_collection("results")):
        for figure in teaser.counts:
            if figure.collection in context.uncertain or figure.place in context.unknown.get(teaser.address, ()):
                continue
            number = len(context.graph.counted(teaser.end, figure.collection, figure.conditions))
            if figure.value != number:
                where = context.positions.of_field(teaser.path, "metrics", figure.place, "value")
                message = f"“{figure.name}”写的是 {figure.written}，按 `counts` 数到 {teaser.day} 为止是 {number}"
                hint = "改正 `value`，或删去它让系统来数；没有日期的条目不计入"
                yield Problem(where, "count-mismatch", message, hint)


_ONLY_OF = {"column": ("news",), "role": ("exemplars",)}
_NOT_OF_BRANCHES = ("phase", "pledge", "branch")


def _foreign_keys(counts: Counts) -> list[str]:
    """Conditions that no item of the collection could meet."""
    given = [key for key in Counts.IDS_IN if getattr(counts, key) is not None]
    return [
        key
        for key in given
        if counts.collection not in _ONLY_OF.get(key, (counts.collection,))
        or (counts.collection == "branches" and key in _NOT_OF_BRANCHES)
    ]
