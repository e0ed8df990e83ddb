"""What links that lead nowhere were probably meant to lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..errors import Problem, nearest
from .addresses import Register

MOST_GUESSES = 40
"""Links that are looked for: comparing one with ten thousand names takes most of a second, and nobody mends more before
checking again."""


_ALIKE = 0.7
"""How much of two names must be the same: slugs of one kind of occasion are alike by half, and a wrong guess is worse
than none."""


def with_guesses(problems: Iterable[Problem], register: Register) -> Iterator[Problem]:
    """All the problems; the first links in reading order that lead nowhere say what was probably meant."""
    problems = tuple(problems)
    sought = dict.fromkeys(one.sought for one in sorted(problems) if one.sought)
    called = _called(register) if sought else {}
    near = {one: nearest(_last_part(one), called, _ALIKE) for one in tuple(sought)[:MOST_GUESSES]}
    for problem in problems:
        name = near.get(problem.sought)
        found = _meant(problem, called[name]) if name else None
        yield replace(problem, hint=f"是否想写 `{found}`？") if found else problem


Called = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By the last part of what people may write: what they may have meant, and the files that it is in."""


def _called(register: Register) -> Called:
    called: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for link, held in register.by_link.items():
        paths = tuple(one.outline.path for one in held)
        for name in (link.rpartition("/")[2], *(one.outline.name for one in held)):
            called[name][link] = paths
    for path in register.pages_by_path:
        called[_last_part(path)][path] = (path,)
    return called


def _meant(problem: Problem, known: Mapping[str, tuple[str, ...]]) -> str | None:
    """Which of those of one name: none that is in the problem's own file."""
    others = [link for link, paths in known.items() if not problem.position.file.endswith(paths)]
    return nearest(problem.sought, others, 0)


def _last_part(written: str) -> str:
    """What tells one page from another: `reading-group` of `../2011/reading-group/index.md`."""
    path = written.partition("#")[0].rstrip("/").removesuffix("/index.md").removesuffix(".md")
    return path.rpartition("/")[2]
