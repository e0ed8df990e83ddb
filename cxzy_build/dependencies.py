"""What a task depends on: it is done again when the answer to one of its questions has changed, and only then.

A question is a tuple of strings: its kind, then what it is about. A task (linking an item, rendering a page) asks for
everything it needs to know; what it asked is noted and kept with what it made. The next build asks the same questions
of the content as it was and as it is (`incremental/`), and does again the tasks for which an answer differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Literal, TypeVar

T = TypeVar("T")

QuestionKind = Literal[
    "addresses",
    "beside",
    "calendar",
    "campaign",
    "card for links",
    "contents of",
    "counted",
    "digest",
    "entry",
    "exists",
    "file at",
    "first",
    "front",
    "fronts",
    "has come",
    "id",
    "item",
    "item at",
    "item of",
    "items called",
    "locked in",
    "near",
    "page",
    "page at",
    "picture",
    "size",
    "slug of tag",
    "tag at",
    "tags",
    "teaser",
    "teasers",
    "totals",
]
"""Of questions. One that is about nothing by name ("tags") names an empty text.

A new kind takes, besides its name here:

1. who answers: a method of `Sources`, `Catalogue` or `World`, and its entry in the table that follows the class.
   Answers have to compare equal if and only if nothing that a task can draw from them has changed;
2. who asks: a method of `Resolver` or `Lookup` that notes the question and gives the answer.

mypy refuses a kind that is not named here; `tests/incremental/test_changes.py` finds one that nobody answers or nobody
asks. Of a kind that it does not know, `incremental/changes` asks every question in each build: right, but slow where
there are many, until it is told what must differ for the answer to do so."""

Question = tuple[QuestionKind, str, *tuple[str, ...]]


class DependencyLog:
    """Notes the questions of the task at hand; one for each worker."""

    def __init__(self) -> None:
        self._noted: set[Question] = set()
        self.note = self._noted.add
        self.note_all = self._noted.update

    def take(self) -> frozenset[Question]:
        """The questions noted since the last time; the next task begins with none."""
        taken = frozenset(self._noted)
        self._noted.clear()
        return taken

    def move_to(self, asked: set[Question]) -> None:
        """Put the questions noted since the last time there."""
        asked.update(self._noted)
        self._noted.clear()


class Steps:
    """Tasks taken together: one step for all of them before the next, so that what a step needs, code above all, stays
    in the processor's caches (see docs/architecture.md). What each task asked is kept by its name."""

    def __init__(self, log: DependencyLog) -> None:
        self._log = log
        self._asked: dict[str, set[Question]] = defaultdict(set)

    def each(self, names: Iterable[str], step: Callable[[str], T]) -> dict[str, T]:
        """What a step makes for each task, by the task's name."""
        made = {}
        for name in names:
            made[name] = step(name)
            self._log.move_to(self._asked[name])
        return made

    def asked(self, name: str) -> frozenset[Question]:
        """What was asked for a task so far."""
        return frozenset(self._asked[name])
