"""Figures that say what they count must count right."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.models import ResultFront
from ..errors import Problem
from . import Context


def check(context: Context) -> Iterator[Problem]:
    graph = context.linked.graph
    uncertain = {item.collection for item in context.linked.all_items if not item.whole}
    for item in graph.by_collection.get("results", ()):
        assert isinstance(item.front, ResultFront)
        for index, metric in enumerate(item.front.metrics):
            if not metric.counts or metric.value is None or metric.counts.collection in uncertain:
                continue
            number = len(graph.counted(item, metric.counts))
            if metric.value != number:
                where = context.places.of_field(item.path, "metrics", index, "value")
                message = f"“{metric.name}”写的是 {metric.value}，按 `counts` 数到 {item.day} 为止是 {number}"
                hint = "改正 `value`，或删去它让系统来数；没有日期的条目不计入"
                yield Problem(where, "count-mismatch", message, hint)
