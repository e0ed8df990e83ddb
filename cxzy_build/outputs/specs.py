"""What a file of the site is made of: its spec, which says so in words alone, so that two can be compared and kept."""

from __future__ import annotations

from typing import Literal

OutputKind = Literal[
    "atom",
    "block",
    "branch",
    "card",
    "copy",
    "data",
    "empty",
    "grams",
    "hand-written",
    "in Traditional",
    "item",
    "json feed",
    "list",
    "not found",
    "overview",
    "picture",
    "redirect",
    "search",
    "site map",
    "static",
    "text",
]
"""Of files: which method of `file_maker.FileMaker` makes one. "in Traditional" is followed by the path and the spec of
the file of the Simplified edition that it is made from."""

OutputSpec = tuple[OutputKind, *tuple[str, ...]]
"""A kind, and what its method is to be told."""

PAGES: frozenset[OutputKind] = frozenset({"overview", "list", "item", "branch", "hand-written"})
"""Kinds of pages. The site map lists all, but for the page that answers questions."""

IN_BOTH: frozenset[OutputKind] = PAGES | {"atom", "json feed", "data", "not found"}
"""Kinds of files that either edition has its own of, besides redirects and the facets of search."""


def simplified(spec: OutputSpec) -> OutputSpec:
    """The spec of the same file in the Simplified edition."""
    return made_from(spec)[1] if spec[0] == "in Traditional" else spec


def made_from(spec: OutputSpec) -> tuple[str, OutputSpec]:
    """The path and the spec of the file that one "in Traditional" is made from."""
    return spec[1], spec[2:]  # type: ignore[misc]


def in_traditional(path: str, spec: OutputSpec) -> OutputSpec:
    """The spec of the same file in the Traditional edition; path: that of the one in the Simplified edition."""
    return ("in Traditional", path, *spec)


def page_of(spec: OutputSpec) -> tuple[str, int | None]:
    """Base address and number of the page that a spec for one makes; no number for the newest or only one."""
    address, *number = spec[1:]
    return address, int(number[0]) if number and number[0] else None
