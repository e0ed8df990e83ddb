"""Where a problem stands, what it is, and the few exceptions of the package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

    kind: `link`, `file`, or the collection that should have an item of that id. name: as written; of a file its path.
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


Plain = tuple[str, int, int, str, str, str, str]
"""A problem as plain values."""


def plain_problem(problem: Problem) -> Plain:
    """`problem` to be kept."""
    where = problem.position
    return where.file, where.line, where.column, problem.code, problem.message, problem.hint, problem.severity.value


def problem_again(plain: Plain) -> Problem:
    """What `plain_problem` was given."""
    file, line, column, code, message, hint, severity = plain
    return Problem(Position(file, line, column), code, message, hint, Severity(severity))


class BadValue(ValueError):
    """A value that somebody wrote is wrong: how, and what to do about it, in Chinese. `code`: of the problem that it
    makes."""

    def __init__(self, message: str, hint: str, code: str = "bad-value") -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code


class BuildFailed(Exception):
    """The content has errors; nothing was published."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted_problems(problems)
        super().__init__(f"{sum(p.is_error for p in self.problems)} 个错误")


class UsageError(Exception):
    """The command or mkdocs.yml cannot be used as it stands; the text says why, in Chinese."""


def any_error(problems: Iterable[Problem]) -> bool:
    """Whether one of them stops publication."""
    return any(problem.is_error for problem in problems)


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In reading order, each once."""
    return tuple(sorted(set(problems)))


def nearest(word: str, candidates: Iterable[str], alike: float = 0.6) -> str | None:
    """The candidate a person most likely meant by `word`, or none: before all the one that differs in case alone. It
    does not depend on their order. alike: how much of them must be the same, from 0 to 1."""
    import difflib  # half of this module's time to import

    known = list(candidates)
    same = [one for one in known if one.casefold() == word.casefold()]
    found = sorted(same) or difflib.get_close_matches(word, known, n=1, cutoff=alike)
    return found[0] if found else None


def as_written(text: str) -> str:
    """`text` in quotation marks; a warning is appended if it holds invisible characters."""
    seen = "".join(one if one.isprintable() else "⏎" if one in "\r\n" else " " if one == "\t" else "" for one in text)
    is_all_seen = all(one.isprintable() or one in "\r\n\t" for one in text)
    return f"“{seen}”" if is_all_seen else f"“{seen}”，里面有看不见的字符，请删去重写"


def suggestion(word: str, candidates: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the nearest candidate, else lists a few, else says `otherwise`."""
    known = sorted(candidates)
    if near := nearest(word, known):
        return f"是否想写 `{near}`？"
    return otherwise or choice_of(known)


def choice_of(known: Sequence[str]) -> str:
    """A hint that lists the first of what there is; empty if there is nothing."""
    shown = "、".join(f"`{k}`" for k in known[:12])
    return f"可用的有：{shown}{'等' if len(known) > 12 else ''}。" if known else ""
