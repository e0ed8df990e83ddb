"""Figures that say what they count must count right."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.models import Counts, ResultFront
from ..errors import Problem
from . import Context
from .identities import unknown_ids


def check(context: Context) -> Iterator[Problem]:
    graph = context.linked.graph
    unknown = {(path, *location[:2]) for path, location in unknown_ids(context)}
    blamed = {path for path, *_ in unknown}
    uncertain = {i.collection for i in context.linked.all_items if not i.whole or i.path in blamed}
    for item in graph.by_collection.get("results", ()):
        assert isinstance(item.front, ResultFront)
        for index, metric in enumerate(item.front.metrics):
            if metric.counts and (foreign := _foreign_keys(metric.counts)):
                where = context.places.of_field(item.path, "metrics", index, "counts", foreign[0])
                message = f"{metric.counts.collection} 没有 `{foreign[0]}`，数不出来"
                yield Problem(where, "bad-value", message, "删去这个条件，或换一个 collection")
                continue
            if not metric.counts or metric.value is None:
                continue
            if (item.path, "metrics", index) in unknown or metric.counts.collection in uncertain:
                continue
            number = len(graph.counted(item, metric.counts))
            if metric.value != number:
                where = context.places.of_field(item.path, "metrics", index, "value")
                message = f"“{metric.name}”写的是 {metric.value}，按 `counts` 数到 {item.day} 为止是 {number}"
                hint = "改正 `value`，或删去它让系统来数；没有日期的条目不计入"
                yield Problem(where, "count-mismatch", message, hint)


_ONLY_OF = {"column": ("news",), "role": ("exemplars",)}
_NOT_OF_BRANCHES = ("phase", "pledge", "branch")


def _foreign_keys(counts: Counts) -> list[str]:
    """Conditions that no item of the collection could meet."""
    given = [key for key in ("column", "role", "branch", "phase", "pledge") if getattr(counts, key) is not None]
    return [
        key
        for key in given
        if counts.collection not in _ONLY_OF.get(key, (counts.collection,))
        or (counts.collection == "branches" and key in _NOT_OF_BRANCHES)
    ]
