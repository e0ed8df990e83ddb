"""What tells at a glance that nothing has changed since the last build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from ..errors import Problem, plain_problem, problem_again
from ..files import Signature
from .store import Store

INPUTS, ITEMS, WORLD, OUTPUTS, TREES = "inputs", "items", "world", "outputs", "trees"
"""Names of tables."""

_UNSETTLED: Signature = (-1, -1, -1, -1)


@dataclass(frozen=True)
class Inputs:
    """What decides, at a glance, that nothing has changed.

    contents: signatures of the files under content/, None for those that had only just changed.
    digests: of the items' files. frame: the digest of all that MkDocs read.
    now: the minute (ISO) of the build; from `since` on and before `until` the clock changes nothing.
    items: how many by collection; hidden: how many are not out. problems: the warnings.
    """

    contents: Mapping[str, Signature | None]
    digests: Mapping[str, bytes]
    frame: str
    now: str
    since: str
    until: str
    items: Mapping[str, int]
    hidden: int
    pages: int
    files: int
    problems: tuple[Problem, ...]

    @cached_property
    def settled(self) -> Mapping[str, Signature]:
        """The signatures; of files that had only just changed, one that no file has."""
        return {path: signature or _UNSETTLED for path, signature in self.contents.items()}

    def plain(self) -> dict[str, Any]:
        """The fields as plain values."""
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        return plain | {"problems": tuple(map(plain_problem, self.problems)), "items": dict(self.items)}


def load_inputs(store: Store) -> Inputs | None:
    """What the last build left, if there was one."""
    plain = store.load(INPUTS)
    if not isinstance(plain, dict):
        return None
    return Inputs(**(plain | {"problems": tuple(map(problem_again, plain["problems"]))}))
