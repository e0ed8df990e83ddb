"""What links that lead nowhere were probably meant to lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..errors import Problem, nearest
from .addresses import Register

MOST_GUESSES = 40
"""Links that are looked for: comparing one with ten thousand names takes most of a second, and nobody mends more before
checking again."""


def with_guesses(problems: Iterable[Problem], names: Register) -> Iterator[Problem]:
    """The same problems; of links that lead nowhere, the first ones in reading order say what was probably meant."""
    problems = tuple(problems)
    sought = dict.fromkeys(one.sought for one in sorted(problems) if one.sought)
    near = {one: _near(*one, names) for one in tuple(sought)[:MOST_GUESSES]}
    for problem in problems:
        found = near.get(problem.sought) if problem.sought else None
        yield replace(problem, hint=f"是否想写 `{found}`？") if found else problem


def _near(written: str, joined: str, names: Register) -> str | None:
    return nearest(written, (*names.by_link, *names.pages_by_path)) or nearest(joined, names.by_path)
