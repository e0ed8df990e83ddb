"""Figures as text: medians with their ranges, in tables that are read on a terminal and in Markdown alike."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence

MB = 1_000_000
WIDE = 0.2
"""A spread from which a figure is marked: something else was at work, and the median is not worth its last digit."""

NONE = "–"


def figure(values: Iterable[float], digits: int = 2) -> str:
    """Median, and the least and the greatest of the values: `1.52 (1.49–1.60)`; `–` where there is none."""
    values = list(values)
    if not values:
        return NONE
    middle, least, most = (f"{value:.{digits}f}" for value in (statistics.median(values), min(values), max(values)))
    return f"{middle} ({least}–{most})"


def spread(values: Iterable[float]) -> float:
    """How far the values lie apart, as a share of their median; 0 where there is none."""
    values = list(values)
    return (max(values) - min(values)) / statistics.median(values) if values else 0.0


def spread_text(values: Iterable[float]) -> str:
    """`4 %`, or `31 % !` where it is wide."""
    share = spread(values)
    return f"{share:.0%}".replace("%", " %") + (" !" if share > WIDE else "")


def megabytes(values: Iterable[int]) -> str:
    """Bytes as a figure in MB."""
    return figure((value / MB for value in values), 0)


def ratios(ours: Sequence[float], theirs: Sequence[float]) -> list[float]:
    """Each of ours to the one of theirs in the same round; none where there are none of theirs."""
    return [mine / other for mine, other in zip(ours, theirs, strict=True)] if theirs else []


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table whose columns stand under each other: the first to the left, figures to the right."""
    rows = [list(row) for row in rows]
    widths = [max(3, *(len(line[column]) for line in (head, *rows))) for column in range(len(head))]
    rule = ["-" * width if column == 0 else "-" * (width - 1) + ":" for column, width in enumerate(widths)]
    return [_line(head, widths), _line(rule, widths), *(_line(row, widths) for row in rows)]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [c.rjust(w) if column else c.ljust(w) for column, (c, w) in enumerate(zip(cells, widths, strict=True))]
    return f"| {' | '.join(padded)} |"
