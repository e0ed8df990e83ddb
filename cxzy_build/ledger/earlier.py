"""The graph of the build before, told by that of now: after an edit most of their lists are the very same."""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import structs

from ..content.graph import Calendar, FaceList, Graph, Totals, calendar_of, of_promiser, totals_of
from ..content.items import Face, newest_first
from ..pages.world import World

_ByList = Mapping[str, Sequence[Face]]


def told_by(old: World, graph: Graph, touched: Collection[str]) -> World:
    """The `old` world; its lists are told by those of a later `graph`. touched: addresses of all items that are not the
    very same."""
    if old.graph is graph:
        return old
    earlier = EarlierGraph(load=old.graph.load, tags=old.graph.tags, later=graph, touched=touched)
    return structs.replace(old, graph=earlier)


class EarlierGraph(Graph, kw_only=True, dict=True, eq=False):
    """A graph that has the faces of a `later` one, but for those of the items `touched`: only lists that these are in
    are made."""

    later: Graph
    touched: Collection[str]

    def list(self, name: str) -> FaceList:
        return self._others[name] if name in self._others else self.later.list(name)

    @cached_property
    def _others(self) -> Mapping[str, FaceList]:
        """Every list that is not known to be the same."""
        return {name: self._made(name) for name in self._ours.keys() | self._theirs.keys()}

    def _made(self, name: str) -> FaceList:
        held = [face for face in self.later.list(name) if face.address not in self._moved]
        for face in self._ours.get(name, ()):
            insort(held, face, key=newest_first)
        return tuple(held)

    @cached_property
    def _moved(self) -> frozenset[str]:
        """Addresses of the items whose face differs, and of their commitments: these stand in the lists of branches
        of who made them."""
        differing = {one for one in self.touched if self.by_address.get(one) != self.later.by_address.get(one)}
        promised = {face.address for one in differing for face in self.later.list(of_promiser(one))}
        return frozenset(differing | promised)

    @cached_property
    def _ours(self) -> _ByList:
        return _by_list(self, self._moved)

    @cached_property
    def _theirs(self) -> _ByList:
        return _by_list(self.later, self._moved)

    def _places_in(self, name: str) -> Mapping[str, int]:
        return super()._places_in(name) if name in self._others else self.later._places[name]

    def _totals_of(self, name: str) -> Totals:
        totals = Counter(self.later.totals(name))
        totals.subtract(totals_of(self._theirs.get(name, ())))
        return totals + totals_of(self._ours.get(name, ()))

    def _calendar_of(self, name: str) -> Calendar:
        calendar = Counter(self.later.calendar(name))
        calendar.subtract(calendar_of(self._theirs.get(name, ())))
        return calendar + calendar_of(self._ours.get(name, ()))


def _by_list(graph: Graph, addresses: Iterable[str]) -> _ByList:
    """The items at some addresses that a graph has, by each list that they stand in."""
    found: dict[str, list[Face]] = defaultdict(list)
    for face in filter(None, map(graph.by_address.get, addresses)):
        for name in graph.lists_of(face):
            found[name].append(face)
    return found
