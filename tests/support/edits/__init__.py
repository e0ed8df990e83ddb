"""Edits as people make them, each under a name: to the files of a site, and to what surrounds its builds.

An `Edit` is a name and two numbers, so that a sequence of them can be drawn, made shorter, printed and played again.
The numbers choose among what is there when the edit is made: which item, which value.

* :mod:`.desk`: the files of a site and how it is built next; what an edit is made to
* :mod:`.kinds`: the register of kinds
* :mod:`.bodies`, :mod:`.keys`, :mod:`.items`, :mod:`.campaign`, :mod:`.files`, :mod:`.pages`, :mod:`.frame`,
  :mod:`.relations`:
  the kinds that change sources
* :mod:`.surroundings`: the clock, the cache, the published tree
* :mod:`.damage`: what may befall the cache
"""

from . import bodies, campaign, damage, files, frame, items, keys, pages, relations, surroundings
from .desk import Desk, NothingThere
from .kinds import KINDS, Edit

__all__ = [
    "KINDS", "Desk", "Edit", "NothingThere",
    "bodies", "campaign", "damage", "files", "frame", "items", "keys", "pages", "relations", "surroundings",
]  # fmt: skip
