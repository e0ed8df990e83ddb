"""Questions by number, as tables of tasks name them."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from ..dependencies import Question

_FEW = 2
"""Numbers up to which looking for their bytes is quicker."""


class _Numbers(dict[Question, int]):
    """The number of each question: where it stands in a table; one that is not there yet is put at its end."""

    def __init__(self, table: list[Question]) -> None:
        super().__init__(zip(table, range(len(table)), strict=True))
        self._table = table

    def __missing__(self, question: Question) -> int:
        number = self[question] = len(self._table)
        self._table.append(question)
        return number


class Questions:
    """Numbers questions: each is kept once, however many tasks asked it.

    in_use: how many there were when all of them were asked by some task; 0 if that was never counted.
    """

    def __init__(self, known: Iterable[Question] = (), in_use: int = 0) -> None:
        self.all = list(known)
        self.in_use = in_use

    @cached_property
    def _numbers(self) -> _Numbers:
        return _Numbers(self.all)

    def numbers_of(self, questions: Iterable[Question]) -> bytes:
        return array("I", map(self._numbers.__getitem__, questions)).tobytes()

    @property
    def is_wasteful(self) -> bool:
        """Whether most of them may be asked by nobody any more."""
        return 0 < 2 * self.in_use < len(self.all)

    def number_of(self, question: Question) -> int:
        return self._numbers[question]

    def are_numbered(self, questions: Iterable[Question], before: bytes) -> bool:
        """Whether `before` are the numbers of `questions`: which is so for most tasks done again, and spares us the
        look-up of all that were ever asked."""
        return {self.all[number] for number in array("I", before)} == set(questions)

    def numbers_like(self, questions: Collection[Question], before: bytes | None) -> bytes:
        """Their numbers, being the very ones of `before` if those are of the same questions."""
        return before if before is not None and self.are_numbered(questions, before) else self.numbers_of(questions)

    def without_unasked(self, asked: Mapping[str, bytes]) -> tuple[dict[str, bytes], Questions]:
        """A table of what is still asked, and by name the numbers there of what each asked here."""
        used, table = Questions(), self.all
        numbers = {name: used.numbers_of(table[number] for number in array("I", one)) for name, one in asked.items()}
        return numbers, used


def asking(numbers: frozenset[int], tasks: Mapping[str, Sequence[Any]], place: int) -> frozenset[str]:
    """The names of the tasks that asked any of the questions of these numbers; of each, an array of the numbers of what
    it asked stands at `place`."""
    candidates: Iterable[str] = tasks
    if len(numbers) <= _FEW:  # looking for bytes takes a fifth of the time, and may only find too much
        sought = [array("I", [number]).tobytes() for number in numbers]
        candidates = {name for number in sought for name, known in tasks.items() if number in known[place]}
    asks_none = numbers.isdisjoint
    return frozenset([name for name in candidates if not asks_none(array("I", tasks[name][place]))])
