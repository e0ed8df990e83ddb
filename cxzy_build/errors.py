"""Where a problem stands, what it is, and the few exceptions of the package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

Location = tuple[str | int, ...]
"""Keys and indices that lead to a value, as pydantic-core names them."""


class Severity(StrEnum):
    """Errors stop publication; warnings are shown and do not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file: `file` is relative to the folder of mkdocs.yml; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Sought(NamedTuple):
    """A name that leads nowhere.

    kind: `link`, `file`, `promiser`, `pledges` or `integrations` (one text in the place of their list), the collection
    that should have an item of that id, or `choice`: nothing was written. name: as written; of a file its path; of a
    choice what there is to choose from.
    """

    kind: str
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: where, what and why (`message`), and what to do (`hint`), in Chinese."""

    position: Position
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    sought: Sought | None = field(default=None, compare=False)
    """A name that leads nowhere: what was meant is looked for when all problems are known, for that takes long
    (`content/guesses`)."""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


PlainProblem = tuple[str, int, int, str, str, str, str, tuple[str, ...]]
"""A problem as plain values."""


def plain_problem(problem: Problem) -> PlainProblem:
    """`problem` to be kept."""
    where, said = problem.position, (problem.code, problem.message, problem.hint)
    return where.file, where.line, where.column, *said, problem.severity.value, tuple(problem.sought or ())


def problem_from_plain(plain: PlainProblem) -> Problem:
    """What `plain_problem` was given."""
    file, line, column, code, message, hint, severity, sought = plain
    where = Position(file, line, column)
    return Problem(where, code, message, hint, Severity(severity), Sought(*sought) if sought else None)


class BadValue(ValueError):
    """A value that somebody wrote is wrong: how, and what to do about it, in Chinese. `code` and `sought`: of the
    problem that it makes."""

    def __init__(self, message: str, hint: str, code: str = "bad-value", sought: Sought | None = None) -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code
        self.sought = sought


class BuildFailed(Exception):
    """The content has errors; nothing was published."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted_problems(problems)
        super().__init__(f"{sum(p.is_error for p in self.problems)} 个错误")


class UsageError(Exception):
    """The command cannot be used as it stands; the text says why, in Chinese."""


class SettingsRefused(UsageError):
    """mkdocs.yml cannot be used as it stands: all that was found wrong in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted_problems(problems)
        super().__init__("\n".join(f"{one.position}: {one.message}；{one.hint}" for one in self.problems))

    def __reduce__(self) -> tuple[type[SettingsRefused], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)  # it may be raised in another process than the one that tells it


def any_error(problems: Iterable[Problem]) -> bool:
    """Whether one of them stops publication."""
    return any(problem.is_error for problem in problems)


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In reading order, each once."""
    return tuple(sorted(set(problems)))
