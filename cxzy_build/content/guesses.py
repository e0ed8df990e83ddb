"""What names that lead nowhere were probably meant to lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from ..errors import Problem, Sought
from ..hints import did_you_mean, nearest
from .addresses import Register
from .identifiers import KnownIds

MOST_GUESSES = 40
"""Names that are looked for: comparing one with ten thousand takes most of a second, and nobody mends more before
checking again."""

_ALIKE = 0.7
"""How much of two names must be the same: slugs of one kind of occasion are alike by half, and a wrong guess is worse
than none."""


def with_guesses(problems: Iterable[Problem], register: Register, ids: KnownIds) -> Iterator[Problem]:
    """All the problems; the first names in reading order that lead nowhere say what was probably meant."""
    problems = tuple(problems)
    sought = dict.fromkeys(one.sought for one in sorted(problems) if one.sought)
    first = frozenset(tuple(sought)[:MOST_GUESSES])
    guesses = _Guesses(register, ids)
    for problem in problems:
        hint = guesses.hint(problem, problem.sought) if problem.sought in first and problem.sought else ""
        yield replace(problem, hint=hint) if hint else problem


Called = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By the last part of what people may write: what they may have meant, and the files that it is in."""


class _Guesses:
    """Each name is looked for once."""

    def __init__(self, register: Register, ids: KnownIds) -> None:
        self._register = register
        self._ids = ids
        self._found: dict[Sought, str] = {}

    def hint(self, problem: Problem, sought: Sought) -> str:
        """What to do about a name that leads nowhere; empty: nothing comes near it."""
        if sought.kind == "link":
            return self._link(problem, sought)
        return self._once(sought, self._file if sought.kind == "file" else self._id)

    def _once(self, sought: Sought, look: Callable[[Sought], str]) -> str:
        if sought not in self._found:
            self._found[sought] = look(sought)
        return self._found[sought]

    def _link(self, problem: Problem, sought: Sought) -> str:
        name = self._once(sought, lambda one: nearest(_last_part(one.name), self._called, _ALIKE) or "")
        return did_you_mean(_meant(problem, sought.name, self._called[name])) if name else ""

    def _file(self, sought: Sought) -> str:
        folder, _, name = sought.name.rpartition("/")
        beside = self._register.folders.get(folder)
        return did_you_mean(beside.nearest(name)) if beside else ""

    def _id(self, sought: Sought) -> str:
        """Of an item of a collection; who wrote Chinese may have meant its name."""
        names = self._ids.by_name(sought.kind)
        if not sought.name.isascii() and (name := nearest(sought.name, names)):
            return f"这里要写 id：是否想写 `{names[name]}`（{name}）？"
        return did_you_mean(nearest(sought.name, self._ids.of(sought.kind)))

    @cached_property
    def _called(self) -> Called:
        called: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for link, held in self._register.by_link.items():
            paths = tuple(one.outline.path for one in held)
            for name in (link.rpartition("/")[2], *(one.outline.name for one in held)):
                called[name][link] = paths
        for path in self._register.pages_by_path:
            called[_last_part(path)][path] = (path,)
        return called


def _meant(problem: Problem, written: str, known: Mapping[str, tuple[str, ...]]) -> str | None:
    """Which of those of one name: none that is in the problem's own file."""
    others = [link for link, paths in known.items() if not problem.position.file.endswith(paths)]
    return nearest(written, others, 0)


def _last_part(written: str) -> str:
    """What tells one page from another: `reading-group` of `../2011/reading-group/index.md`."""
    path = written.partition("#")[0].rstrip("/").removesuffix("/index.md").removesuffix(".md")
    return path.rpartition("/")[2]
