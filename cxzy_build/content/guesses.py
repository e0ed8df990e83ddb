"""What names that lead nowhere were probably meant to lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property
from itertools import chain

from ..errors import Problem, Sought
from ..hints import did_you_mean, nearest
from ..models.advice import OF_IDS, parts_of
from ..models.collections import COLLECTIONS
from .addresses import Register
from .identifiers import KnownIds
from .references import IF_DELETED, IF_GONE

MOST_GUESSES = 40
"""Names that are looked for: comparing one with ten thousand takes most of a second, and nobody mends more before
checking again."""

_ALIKE = 0.8
"""How much of two names must be the same: slugs of one kind of occasion are alike by half and more, and a wrong guess
is worse than none: what a promise was kept by must not become another document."""


def with_guesses(problems: Iterable[Problem], register: Register, ids: KnownIds) -> Iterator[Problem]:
    """All the problems; the first names in reading order that lead nowhere say what was probably meant."""
    problems = tuple(problems)
    sought = dict.fromkeys(one.sought for one in sorted(problems) if one.sought)
    first = frozenset(tuple(sought)[:MOST_GUESSES])
    guesses = _Guesses(register, ids)
    for problem in problems:
        hint = guesses.hint(problem, problem.sought) if problem.sought in first and problem.sought else ""
        yield replace(problem, hint=hint) if hint else problem


_MOST_CHOICES = 12
"""Ids that are shown to choose from."""

Called = Mapping[str, Mapping[str, tuple[str, ...]]]
"""By the last part of what people may write: what they may have meant, and the files that it is in."""

_PAGES = ""
"""In the place of a collection: the hand-written pages."""


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
        if sought.kind == "choice":
            return self._choice(problem, sought)
        looks = {"file": self._file, "promiser": self._promiser, **dict.fromkeys(OF_IDS, self._list_of_ids)}
        return self._once(sought, looks.get(sought.kind, self._id))

    def _once(self, sought: Sought, look: Callable[[Sought], str]) -> str:
        if sought not in self._found:
            self._found[sought] = look(sought)
        return self._found[sought]

    def _link(self, problem: Problem, sought: Sought) -> str:
        """Of the collection written, or else of that it is written in, or of pages; of others only by the same name."""
        name, named = _last_part(sought.name), _collection_in(sought.name)
        homes = (named,) if named else (_collection_in(problem.position.file), _PAGES)
        same = (self._called[home].get(name, {}) for home in (*homes, *self._called))
        near = (self._called[home].get(self._near(home, name), {}) for home in homes)
        meant = (_meant(problem, sought.name, known) for known in chain(same, near))
        found = next(filter(None, meant), None)
        return f"{did_you_mean(found)}{IF_DELETED}" if found else ""

    @cached_property
    def _near(self) -> Callable[[str, str], str]:
        return cache(lambda home, name: nearest(name, self._called[home], _ALIKE) or "")

    def _file(self, sought: Sought) -> str:
        folder, _, name = sought.name.rpartition("/")
        beside = self._register.folders.get(folder)
        return did_you_mean(beside.nearest(name)) if beside else ""

    def _id(self, sought: Sought) -> str:
        """Of an item of a collection; who wrote Chinese may have meant its name."""
        names = self._ids.by_name(sought.kind)
        if not sought.name.isascii() and (name := nearest(sought.name, names)):
            return f"这里要写 id：是否想写 `{names[name]}`（{name}）？"
        near = did_you_mean(nearest(sought.name, self._ids.of(sought.kind), _ALIKE))
        return f"{near}{IF_GONE}" if near else ""

    def _choice(self, problem: Problem, sought: Sought) -> str:
        """With what there is to choose from."""
        ids = self._ids.by_name(sought.name).items()
        shown = "、".join(f"`{ident}` {name}" for name, ident in tuple(ids)[:_MOST_CHOICES])
        more = "等" if len(ids) > _MOST_CHOICES else ""
        return f"{problem.hint}。现有：{shown}{more}" if shown else ""

    def _promiser(self, sought: Sought) -> str:
        """Of a branch or an exemplar written by its id or name alone."""
        kinds = (("branches", "branch"), ("exemplars", "exemplar"))
        for alike in (1, _ALIKE):
            for collection, key in kinds:
                ids = {**self._ids.by_name(collection), **{one: one for one in self._ids.of(collection)}}
                if found := nearest(sought.name, ids, alike):
                    return f"写成 `{{{key}: {ids[found]}}}`"
        return ""

    def _list_of_ids(self, sought: Sought) -> str:
        """Of a list that was written as one text, perhaps with names in it."""
        ids = self._ids.by_name(sought.kind)
        written = ", ".join(ids.get(one, one) for one in parts_of(sought.name))
        return f"写成 `[{written}]`，几个之间用英文逗号隔开" if written else ""

    @cached_property
    def _called(self) -> Mapping[str, Called]:
        """Of each collection, and of the pages."""
        called: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {
            home: defaultdict(dict) for home in (*COLLECTIONS, _PAGES)
        }
        for link, held in self._register.by_link.items():
            collection, _, slug = link.partition("/")
            paths = tuple(one.outline.path for one in held)
            for name in (slug, *(one.outline.name for one in held)):
                called[collection][name][link] = paths
        for path in self._register.pages_by_path:
            called[_PAGES][_last_part(path)][path] = (path,)
        return called


def _meant(problem: Problem, written: str, known: Mapping[str, tuple[str, ...]]) -> str | None:
    """Which of those of one name: none that is in the problem's own file."""
    others = [link for link, paths in known.items() if not problem.position.file.endswith(paths)]
    return nearest(written, others, 0)


def _collection_in(path: str) -> str:
    """The collection that a path names; empty: none."""
    return next((part for part in path.split("/") if part in COLLECTIONS), _PAGES)


def _last_part(written: str) -> str:
    """What tells one page from another: `reading-group` of `../2011/reading-group/index.md`."""
    path = written.partition("#")[0].rstrip("/").removesuffix("/index.md").removesuffix(".md")
    return path.rpartition("/")[2]
