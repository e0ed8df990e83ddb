"""The figures of results: bars, targets, and what is said of them."""

from __future__ import annotations

import pytest
from fixtures.sites import Site

from cxzy_build.pages.item_parts import ItemParts
from cxzy_build.pages.views import MetricLine


def _line(site: Site, metric: str) -> MetricLine:
    site.write("results/r.md", f"---\ntitle: 成果\ndate: 2011-01-01\nmetrics: [{metric}]\n---\n\n正文。\n")
    content = site.content()
    (line,) = ItemParts(content.lookup()).metrics(content.item("results/r.md"))
    return line


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("value: 3", ""),
        ("value: 59, target: 64", "目标完成 92.2%"),
        ("before: 50, value: 70, target: 64", "目标完成 109.4%"),
        ("before: 9, value: 4, target: 5", "已达到目标"),
        ("before: 9, value: 6, target: 5", "未达到目标"),
        ("before: 5, value: 0, target: 0", "已达到目标"),
        ("before: 5, value: 1, target: 0", "未达到目标"),
        ("before: -10, value: -3, target: 5", "未达到目标"),
        ("before: -10, value: 0, target: 0", "已达到目标"),
        ("value: 3, target: 0", ""),
        ("value: -3, target: -5", ""),
    ],
)
def test_a_target_is_met_or_missed_whichever_way_is_better(site: Site, figures: str, said: str) -> None:
    assert _line(site, f"{{name: 指标, {figures}}}").reached == said


@pytest.mark.parametrize(
    ("figures", "before", "value", "target"),
    [
        ("before: 20, value: 50, target: 40", (0, 40), (0, 100), 80),
        ("before: -10, value: -5, target: 10", (0, 50), (25, 25), 100),
        ("value: 0, target: 0", (0, 0), (0, 0), 0),
        ("value: -4", (100, 0), (0, 100), 100),
    ],
)
def test_bars_start_at_nought_on_either_side(
    site: Site, figures: str, before: tuple[int, int], value: tuple[int, int], target: int
) -> None:
    line = _line(site, f"{{name: 指标, {figures}}}")
    assert (line.before_start, line.before_length) == before
    assert (line.value_start, line.value_length) == value
    assert line.target_place == target
