"""The graph: the teasers of all items that are out, in every list that readers find them in. Immutable once made."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from operator import attrgetter

from ..errors import Position, Problem
from ..models import slugs
from ..models.front_matter import Campaign, Tag
from ..records import Record
from . import list_names
from .items import Teaser, newest_first
from .positions import Positions

TeaserList = tuple[Teaser, ...]
Dated = tuple[tuple[str, str], ...]
"""Addresses, with the minute of publication of each."""

with_date: Callable[[Teaser], tuple[str, str]] = attrgetter("address", "start")
"""One of them."""

Totals = Mapping[tuple[str, str], int]
Calendar = Mapping[str, int]

OVERVIEWS_OF_BRANCH = ("exemplars", "results", "commitments")
"""Collections that a branch's page shows by themselves."""


def branches_of(teaser: Teaser, by_address: Mapping[str, Teaser]) -> tuple[str, ...]:
    """The branches an item belongs to: those it names, else that of who made a commitment (which
    `incremental/previous_graph` knows)."""
    if teaser.branches or not teaser.by:
        return teaser.branches
    kind, _, slug = teaser.by.rstrip("/").partition("/")
    if kind == "branches":
        return (slug,)
    promiser = by_address.get(teaser.by)
    return promiser.branches if promiser else ()


class Graph(Record, dict=True):
    """The teasers of what is out, newest first, and every tag with its slug. `load` gives the teasers when wanted."""

    load: Callable[[], TeaserList]
    tags: tuple[Tag, ...] = ()

    @cached_property
    def teasers(self) -> TeaserList:
        return self.load()

    @cached_property
    def by_address(self) -> Mapping[str, Teaser]:
        return {teaser.address: teaser for teaser in self.teasers}

    def list(self, name: str) -> TeaserList:
        return self._lists.get(name, ())

    @cached_property
    def dated(self) -> Callable[[str], Dated]:
        """A list as addresses with dates."""
        return cache(self._dated_list)

    def _dated_list(self, name: str) -> Dated:
        return tuple(map(with_date, self.list(name)))

    @property
    def names(self) -> Iterable[str]:
        """Of every list that is not empty."""
        return self._lists

    def months(self, collection: str = "") -> Iterator[tuple[str, str]]:
        """Year and month (`2010`, `05`) of every list of a month that is not empty, see `of_time`."""
        start = list_names.of_time(collection, "")[:-1]
        held = (name.removeprefix(start).partition("/") for name in self.names if name.startswith(start))
        return ((year, month) for year, _, month in held if month)

    @cached_property
    def _lists(self) -> Mapping[str, TeaserList]:
        return {name: tuple(held) for name, held in self.by_list(self.teasers).items()}

    def by_list(self, teasers: Iterable[Teaser]) -> Mapping[str, Sequence[Teaser]]:
        """Some of the items, by each list that they stand in."""
        found: dict[str, list[Teaser]] = defaultdict(list)
        for teaser in teasers:
            for name in self.lists_of(teaser):
                found[name].append(teaser)
        return found

    def lists_of(self, teaser: Teaser) -> Iterable[str]:
        """The names of the lists that an item stands in, each once. They depend on its teaser alone, but for what
        `branches_of` says: `incremental/previous_graph` relies on it."""
        kind = teaser.collection
        names = [*_of_group(kind, teaser.phase, teaser.group), *_of_month(kind, teaser.start[:7])]
        if kind == "news":
            if teaser.pinned > 0:
                names.append(list_names.PINNED)
        elif kind == "commitments":
            names.append(list_names.of_promiser(teaser.by))
        elif teaser.successor:
            names.append(list_names.replaced_by(teaser.successor))
        for branch in self.branches_of(teaser):
            names += _of_branch(kind, branch)
        if teaser.pledges:
            names += map(list_names.of_pledge, dict.fromkeys(teaser.pledges))
        if teaser.integrations:
            names += map(list_names.of_integration, dict.fromkeys(teaser.integrations))
        if teaser.tags:
            names += map(list_names.of_tag, dict.fromkeys(teaser.tags))
        if teaser.mentions:
            names += map(list_names.mentioning, teaser.mentions)
        return names

    def branches_of(self, teaser: Teaser) -> tuple[str, ...]:
        return branches_of(teaser, self.by_address)

    def index(self, name: str, address: str) -> int | None:
        """Where an item stands in a list."""
        return self._indexes(name).get(address)

    @cached_property
    def _indexes(self) -> Callable[[str], Mapping[str, int]]:
        return cache(self._indexes_in)

    def _indexes_in(self, name: str) -> Mapping[str, int]:
        return {teaser.address: index for index, teaser in enumerate(self.list(name))}

    @cached_property
    def totals(self) -> Callable[[str], Totals]:
        """How many items of a list each year (empty: undated) and collection has."""
        return cache(self._totals_of)

    def _totals_of(self, name: str) -> Totals:
        return totals_of(self.list(name))

    @cached_property
    def calendar(self) -> Callable[[str], Calendar]:
        """How many items of a list each day (ISO) has."""
        return cache(self._calendar_of)

    def _calendar_of(self, name: str) -> Calendar:
        return calendar_of(self.list(name))

    def counted(self, until: str, collection: str, conditions: tuple[str, ...]) -> TeaserList:
        """The items of a collection that stand in every list of `conditions`, dated up to the minute `until` (ISO).

        Items without a date are left out, for nothing says that they had happened; branches stand without one. What
        only a preview shows is not counted there either: figures are checked as they will be published.
        """
        held = self._fitting((collection, *conditions))
        if collection == "branches":
            return tuple(teaser for teaser in held if not teaser.start or teaser.start <= until)
        newer = bisect_left(held, True, key=lambda teaser: teaser.start <= until)
        return tuple(teaser for teaser in held[newer:] if teaser.start)

    @cached_property
    def _fitting(self) -> Callable[[tuple[str, ...]], TeaserList]:
        return cache(self._that_fit)

    def _that_fit(self, key: tuple[str, ...]) -> TeaserList:
        collection, *conditions = key
        lists = sorted((list_names.of_collection(collection), *conditions), key=lambda name: len(self.list(name)))
        others = [self._indexes(name) for name in lists[1:]]
        shown = (teaser for teaser in self.list(lists[0]) if not teaser.hidden)
        return tuple(teaser for teaser in shown if all(teaser.address in other for other in others))


# Thousands of items share these. The very same strings, which know their hashes, make lists in half of the time.


@cache
def _of_group(collection: str, phase: str, group: str) -> tuple[str, ...]:
    every = list_names.ALL, list_names.of_collection(collection)
    phases = list_names.of_phase(phase), list_names.of_phase(phase, collection)
    if collection == "news":
        return *every, *phases, list_names.of_column(group)
    return (*every, *phases, list_names.of_role(group)) if collection == "exemplars" else (*every, *phases)


@cache
def _of_month(collection: str, month: str) -> tuple[str, ...]:
    """Of `2010-05`; of no month there are none."""
    year, _, number = month.partition("-")
    kinds = ("", "news") if collection == "news" else ("",)
    return tuple(list_names.of_time(kind, year, one) for kind in kinds for one in ("", number)) if month else ()


@cache
def _of_branch(collection: str, branch: str) -> tuple[str, ...]:
    every = list_names.of_branch(branch)
    return (every, list_names.of_branch(branch, collection)) if collection in OVERVIEWS_OF_BRANCH else (every,)


def totals_of(teasers: Iterable[Teaser]) -> Counter[tuple[str, str]]:
    """See `Graph.totals`."""
    totals = Counter[tuple[str, str]]()
    for (start, collection), number in Counter(map(attrgetter("start", "collection"), teasers)).items():
        totals[start[:4], collection] += number
    return totals


def calendar_of(teasers: Iterable[Teaser]) -> Counter[str]:
    """See `Graph.calendar`."""
    return Counter(teaser.start[:10] for teaser in teasers if teaser.start)


def make_graph(
    teasers: Iterable[Teaser], campaign: Campaign, positions: Positions, out: frozenset[str]
) -> tuple[Graph, list[Problem]]:
    """The graph of those of all `teasers` that are `out`; tags that share a slug are problems."""
    teasers = tuple(teasers)
    tags, problems = name_tags(campaign, teasers, positions)
    shown = tuple(sorted((teaser for teaser in teasers if teaser.address in out), key=newest_first))
    return Graph(lambda: shown, tags), problems


def name_tags(
    campaign: Campaign, teasers: Iterable[Teaser], positions: Positions
) -> tuple[tuple[Tag, ...], list[Problem]]:
    """Every tag with its slug; two that would share one are an error where campaign.yml gives it to the later one, or
    else at that one's first use."""
    given = {tag.name: tag.slug for tag in campaign.tags}
    holders: dict[str, str] = {}
    problems: list[Problem] = []
    for index, tag in enumerate(campaign.tags):
        if holders.setdefault(tag.slug, tag.name) != tag.name:
            message = f"标签“{tag.name}”与“{holders[tag.slug]}”的 slug 都是 `{tag.slug}`"
            where = positions.of_campaign("tags", index, "slug")
            problems.append(Problem(where, "tag-collision", message, "换一个 slug"))
    found: dict[str, str] = {}
    for teaser in sorted((teaser for teaser in teasers if teaser.tags), key=lambda teaser: teaser.path):
        for index, name in enumerate(teaser.tags):
            if name in found:
                continue
            found[name] = given.get(name) or slugs.slug_of_text(name)
            holder = holders.setdefault(found[name], name)
            if (holder != name and name not in given) or not found[name]:
                where = positions.of_field(teaser.path, "tags", index)
                problems.append(_tag_collision(where, name, holder, found[name]))
    return tuple(sorted((Tag(name=n, slug=s or "x") for n, s in found.items()), key=lambda t: t.slug)), problems


def _tag_collision(where: Position, name: str, holder: str, slug: str) -> Problem:
    hint = f"在 campaign.yml 的 `tags` 里写：`- {{name: {name}, slug: …}}`"
    if not slug:
        return Problem(where, "bad-id", f"从标签“{name}”得不出网址", hint)
    return Problem(where, "tag-collision", f"标签“{name}”与“{holder}”的网址都是 /tags/{slug}/", hint)
