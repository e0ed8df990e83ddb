"""The register of the kinds of edits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .desk import Desk, NothingThere

T = TypeVar("T")

Act = Callable[[Desk, int, int], str]
"""Makes an edit: `at` chooses what it is made to, `how` the way. Says what it did; raises NothingThere."""


@dataclass(frozen=True)
class Kind:
    """breaks: the content has an error afterwards, as a rule."""

    name: str
    act: Act
    breaks: bool

    @property
    def is_wide(self) -> bool:
        """Whether it may well reach every page, and so hide what another edit did."""
        return self.act.__module__.endswith((".campaign", ".frame"))

    @property
    def changes_sources(self) -> bool:
        """Whether it is an edit in the narrow sense."""
        return not self.act.__module__.endswith((".surroundings", ".damage"))

    @property
    def is_damage(self) -> bool:
        """Whether it does to the cache what no person does on purpose."""
        return self.act.__module__.endswith(".damage")


@dataclass(frozen=True)
class Edit:
    """One edit; `at` and `how` are taken modulo the choices there are."""

    name: str
    at: int = 0
    how: int = 0

    def make(self, desk: Desk) -> str:
        """Do it, and say what was done; NothingThere if it cannot be done."""
        return KINDS[self.name].act(desk, self.at, self.how)


KINDS: dict[str, Kind] = {}
"""By name, in the order of their definition."""


def kind(name: str, *, breaks: bool = False) -> Callable[[Act], Act]:
    """Enter a function as a kind of edits."""

    def enter(act: Act) -> Act:
        assert name not in KINDS, name
        KINDS[name] = Kind(name, act, breaks)
        return act

    return enter


def pick(things: Sequence[T], number: int) -> T:
    """One of `things`, if there are any."""
    if not things:
        raise NothingThere
    return things[number % len(things)]
