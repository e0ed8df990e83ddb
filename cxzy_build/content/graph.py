"""The graph: the faces of all items that are out, in every list that readers find them in. Immutable once made."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from operator import attrgetter

from ..errors import Position, Problem
from ..records import Record
from . import list_names, slugs
from .items import Face, newest_first
from .models import Campaign, Tag
from .positions import Positions

FaceList = tuple[Face, ...]
Totals = Mapping[tuple[str, str], int]
Calendar = Mapping[str, int]

OVERVIEWS_OF_BRANCH = ("exemplars", "results", "commitments")
"""Collections that a branch's page shows by themselves."""


def branches_of(face: Face, by_address: Mapping[str, Face]) -> tuple[str, ...]:
    """The branches an item belongs to: those it names, else that of who made a commitment (which `ledger/earlier`
    knows)."""
    if face.branches or not face.by:
        return face.branches
    kind, _, slug = face.by.rstrip("/").partition("/")
    if kind == "branches":
        return (slug,)
    promiser = by_address.get(face.by)
    return promiser.branches if promiser else ()


class Graph(Record, dict=True):
    """The faces of what is out, newest first, and every tag with its slug. `load` gives the faces when wanted."""

    load: Callable[[], FaceList]
    tags: tuple[Tag, ...] = ()

    @cached_property
    def faces(self) -> FaceList:
        return self.load()

    @cached_property
    def by_address(self) -> Mapping[str, Face]:
        return {face.address: face for face in self.faces}

    def list(self, name: str) -> FaceList:
        return self._lists.get(name, ())

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
    def _lists(self) -> Mapping[str, FaceList]:
        return {name: tuple(held) for name, held in self.by_list(self.faces).items()}

    def by_list(self, faces: Iterable[Face]) -> Mapping[str, Sequence[Face]]:
        """Some of the items, by each list that they stand in."""
        found: dict[str, list[Face]] = defaultdict(list)
        for face in faces:
            for name in self.lists_of(face):
                found[name].append(face)
        return found

    def lists_of(self, face: Face) -> Iterable[str]:
        """The names of the lists that an item stands in. They depend on its face alone, but for what `branches_of`
        says: `ledger/earlier` relies on it."""
        kind, phase = face.collection, face.phase
        names = [list_names.ALL, list_names.of_collection(kind)]
        names += (list_names.of_phase(phase), list_names.of_phase(phase, kind))
        if kind == "news":
            names.append(list_names.of_column(face.group))
            if face.pinned > 0:
                names.append(list_names.PINNED)
        elif kind == "exemplars":
            names.append(list_names.of_role(face.group))
        elif kind == "commitments":
            names.append(list_names.of_promiser(face.by))
        elif face.successor:
            names.append(list_names.replaced_by(face.successor))
        for branch in self.branches_of(face):
            names.append(list_names.of_branch(branch))
            if kind in OVERVIEWS_OF_BRANCH:
                names.append(list_names.of_branch(branch, kind))
        if face.start:
            year, month = face.start[:4], face.start[5:7]
            for collection in ("", "news") if kind == "news" else ("",):
                names += (list_names.of_time(collection, year), list_names.of_time(collection, year, month))
        names += map(list_names.of_pledge, face.pledges)
        names += map(list_names.of_integration, face.integrations)
        names += map(list_names.of_tag, face.tags)
        names += map(list_names.mentioning, face.mentions)
        return dict.fromkeys(names)

    def branches_of(self, face: Face) -> tuple[str, ...]:
        return branches_of(face, self.by_address)

    def index(self, name: str, address: str) -> int | None:
        """Where an item stands in a list."""
        return self._indexes(name).get(address)

    @cached_property
    def _indexes(self) -> Callable[[str], Mapping[str, int]]:
        return cache(self._indexes_in)

    def _indexes_in(self, name: str) -> Mapping[str, int]:
        return {face.address: index for index, face in enumerate(self.list(name))}

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

    def counted(self, until: str, collection: str, conditions: tuple[str, ...]) -> FaceList:
        """The items of a collection that stand in every list of `conditions`, dated up to the minute `until` (ISO).

        Items without a date are left out, for nothing says that they had happened; branches stand without one. What
        only a preview shows is not counted there either: figures are checked as they will be published.
        """
        held = self._fitting((collection, *conditions))
        if collection == "branches":
            return tuple(face for face in held if not face.start or face.start <= until)
        newer = bisect_left(held, True, key=lambda face: face.start <= until)
        return tuple(face for face in held[newer:] if face.start)

    @cached_property
    def _fitting(self) -> Callable[[tuple[str, ...]], FaceList]:
        return cache(self._that_fit)

    def _that_fit(self, key: tuple[str, ...]) -> FaceList:
        collection, *conditions = key
        lists = sorted((list_names.of_collection(collection), *conditions), key=lambda name: len(self.list(name)))
        others = [self._indexes(name) for name in lists[1:]]
        shown = (face for face in self.list(lists[0]) if not face.hidden)
        return tuple(face for face in shown if all(face.address in other for other in others))


def totals_of(faces: Iterable[Face]) -> Counter[tuple[str, str]]:
    """See `Graph.totals`."""
    totals = Counter[tuple[str, str]]()
    for (start, collection), number in Counter(map(attrgetter("start", "collection"), faces)).items():
        totals[start[:4], collection] += number
    return totals


def calendar_of(faces: Iterable[Face]) -> Counter[str]:
    """See `Graph.calendar`."""
    return Counter(face.start[:10] for face in faces if face.start)


def make_graph(
    faces: Iterable[Face], campaign: Campaign, positions: Positions, out: frozenset[str]
) -> tuple[Graph, list[Problem]]:
    """The graph of those of all `faces` that are `out`; tags that share a slug are problems."""
    faces = tuple(faces)
    tags, problems = name_tags(campaign, faces, positions)
    shown = tuple(sorted((face for face in faces if face.address in out), key=newest_first))
    return Graph(lambda: shown, tags), problems


def name_tags(campaign: Campaign, faces: Iterable[Face], positions: Positions) -> tuple[tuple[Tag, ...], list[Problem]]:
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
    for face in sorted((face for face in faces if face.tags), key=lambda face: face.path):
        for index, name in enumerate(face.tags):
            if name in found:
                continue
            found[name] = given.get(name) or slugs.slug_of_text(name)
            holder = holders.setdefault(found[name], name)
            if (holder != name and name not in given) or not found[name]:
                where = positions.of_field(face.path, "tags", index)
                problems.append(_tag_collision(where, name, holder, found[name]))
    return tuple(sorted((Tag(name=n, slug=s or "x") for n, s in found.items()), key=lambda t: t.slug)), problems


def _tag_collision(where: Position, name: str, holder: str, slug: str) -> Problem:
    hint = f"在 campaign.yml 的 `tags` 里写：`- {{name: {name}, slug: …}}`"
    if not slug:
        return Problem(where, "bad-id", f"从标签“{name}”得不出网址", hint)
    return Problem(where, "tag-collision", f"标签“{name}”与“{holder}”的网址都是 /tags/{slug}/", hint)
