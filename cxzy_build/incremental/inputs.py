"""What tells at a glance that nothing has changed since the last build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from ..errors import Problem, plain_problem, problem_from_plain
from ..files import Signature
from ..store import Store

INPUTS, CONTENTS, DIGESTS = "inputs", "contents", "digests"
ITEMS, ITEM_QUESTIONS = "items", "item questions"
OUTPUTS, OUTPUT_QUESTIONS, NOTES = "outputs", "output questions", "notes"
WORLD, SEARCH = "world", "search"
FILES, FOLDERS, TREES = "files", "folders", "trees"
"""Names of tables."""

UNSETTLED: Signature = (-1, -1, -1, -1)
"""Stands for the signature of a file that had only just changed: no file has it."""

Hidden = tuple[str, str]
"""The file of an item that is not out, as people call it, and why."""


@dataclass(frozen=True)
class Summary:
    """What there is: items by collection, those that are not out, pages, and files in all."""

    items: Mapping[str, int]
    hidden: tuple[Hidden, ...]
    pages: int
    files: int

    def plain(self) -> dict[str, Any]:
        """All this as plain values."""
        return {one.name: getattr(self, one.name) for one in fields(self)} | {"items": dict(self.items)}


@dataclass(frozen=True)
class Inputs:
    """What decides, at a glance, that nothing has changed.

    contents: signatures of the files under content/, or UNSETTLED. frame: the digest of all that MkDocs read.
    now: the minute (ISO) of the build; from `since` on and before `until` the clock changes nothing.
    is_sound: nothing under content/ was refused or told of by its name: what becomes of that, signatures do not show.
    summary, problems: what the last build told; the latter are warnings.
    """

    contents: Mapping[str, Signature]
    frame: str
    now: str
    since: str
    until: str
    is_sound: bool
    summary: Summary
    problems: tuple[Problem, ...]

    def tables(self) -> dict[str, dict[str, Any]]:
        """All this as tables of plain values."""
        plain = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "contents"}
        plain |= {"summary": self.summary.plain(), "problems": tuple(map(plain_problem, self.problems))}
        return {INPUTS: plain, CONTENTS: dict(self.contents)}


def load_inputs(store: Store) -> Inputs | None:
    """What the last build left, if there was one."""
    plain, contents = store.load(INPUTS), store.load(CONTENTS)
    if plain is None or contents is None:
        return None
    problems = tuple(map(problem_from_plain, plain["problems"]))
    return Inputs(contents=contents, **(plain | {"summary": Summary(**plain["summary"]), "problems": problems}))
