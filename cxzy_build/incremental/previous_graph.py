"""The graph of the build before, its lists taken from those of now: after a small edit few of them differ."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from msgspec import structs

from ..content.graph import Calendar, Graph, TeaserList, Totals, calendar_of, totals_of
from ..content.items import Teaser, newest_first
from ..content.list_names import of_promiser
from ..pages.world import World

K = TypeVar("K")

MOST = 30
"""Items with another teaser up to which lists are taken from those of now: to put so many into them takes as long as to
make all lists of 10,000 items (50 ms)."""


def with_lists_from(graph: Graph, old: World, touched: Collection[str]) -> World:
    """The `old` world; if few items have another teaser in `graph`, it takes its lists from there, as far as they are
    the same. touched: addresses of all items that are not the very same."""
    before = old.graph
    if before is graph or len(graph.by_address) < len(graph.teasers):  # two items with one address: an error
        return old
    changed = frozenset(one for one in touched if before.by_address.get(one) != graph.by_address.get(one))
    if len(changed) > MOST:
        return old
    previous = PreviousGraph(load=lambda: before.teasers, tags=before.tags, later=graph, changed=changed)
    return structs.replace(old, graph=previous)


class PreviousGraph(Graph, kw_only=True, dict=True, eq=False):
    """A graph that has the teasers of a `later` one but for those at the addresses `changed`: only the lists that these
    are in are made."""

    later: Graph
    changed: frozenset[str]

    def list(self, name: str) -> TeaserList:
        return self._remade[name] if name in self._remade else self.later.list(name)

    @property
    def names(self) -> Iterable[str]:
        return filter(self.list, {*self.later.names, *self._remade})

    @cached_property
    def _remade(self) -> Mapping[str, TeaserList]:
        """Every list that is not known to be the same."""
        return {name: self._made(name) for name in self._then.keys() | self._now.keys()}

    def _made(self, name: str) -> TeaserList:
        held = [teaser for teaser in self.later.list(name) if teaser.address not in self._suspects]
        for teaser in self._then.get(name, ()):
            insort(held, teaser, key=newest_first)
        return tuple(held)

    @cached_property
    def _suspects(self) -> frozenset[str]:
        """Addresses of the items that may stand in other lists, or show another teaser there: those changed, and the
        commitments that they made, for these stand in lists of their branches."""
        promised = {teaser.address for one in self.changed for teaser in self.later.list(of_promiser(one))}
        return self.changed | promised

    @cached_property
    def _then(self) -> Mapping[str, Sequence[Teaser]]:
        return self.by_list(filter(None, map(self.by_address.get, self._suspects)))

    @cached_property
    def _now(self) -> Mapping[str, Sequence[Teaser]]:
        return self.later.by_list(filter(None, map(self.later.by_address.get, self._suspects)))

    def _indexes_in(self, name: str) -> Mapping[str, int]:
        return super()._indexes_in(name) if name in self._remade else self.later._indexes(name)

    def _totals_of(self, name: str) -> Totals:
        return self._recounted(self.later.totals(name), totals_of, name)

    def _calendar_of(self, name: str) -> Calendar:
        return self._recounted(self.later.calendar(name), calendar_of, name)

    def _recounted(
        self, later: Mapping[K, int], count: Callable[[Iterable[Teaser]], Counter[K]], name: str
    ) -> Mapping[K, int]:
        """The sums of a list, made of those that it has in the later graph."""
        sums = Counter(later)
        sums.subtract(count(self._now.get(name, ())))
        return sums + count(self._then.get(name, ()))
