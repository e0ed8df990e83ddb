"""docs/performance.md: the figures between its two marks are replaced, the prose around them is not touched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .corpus import PROJECT

DOCUMENT = PROJECT / "docs/performance.md"
START, END = "<!-- figures -->", "<!-- /figures -->"


def with_figures(document: str, figures: Iterable[str]) -> str:
    """The document with `figures`, blocks of Markdown, between its marks; ValueError if it has not one of each."""
    if document.count(START) != 1 or document.count(END) != 1:
        raise ValueError(f"needs one {START} and one {END}")
    above, _, rest = document.partition(START)
    _, _, below = rest.partition(END)
    blocks = "\n\n".join(block.strip() for block in figures)
    return f"{above}{START}\n\n{blocks}\n\n{END}{below}"


def write(figures: Iterable[str], path: Path) -> None:
    path.write_text(with_figures(path.read_text("utf-8"), figures), "utf-8")
