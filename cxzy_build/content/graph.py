"""The graph: every item that is out, resolved, with references both ways. Immutable once made."""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import PurePosixPath

from ..errors import Position, Problem
from ..settings import Settings
from . import slugs
from .addresses import HandPage, Placed, place, register
from .bodies import Reference
from .campaign_file import CampaignFile
from .drafts import Draft, Tree
from .items import Item, Target, newest_first
from .models import (
    BranchFront,
    Campaign,
    CommitmentFront,
    Counts,
    DocumentFront,
    ExemplarFront,
    Front,
    Tag,
)
from .picture_names import published_name
from .places import Places
from .references import Resolved, Resolver

Index = Mapping[str, tuple[Item, ...]]


@dataclass(frozen=True)
class Graph:
    """Items are newest first everywhere. Keys of indices are ids, slugs or addresses as their names say."""

    campaign: Campaign
    items: tuple[Item, ...]
    tags: tuple[Tag, ...]

    @cached_property
    def by_address(self) -> Mapping[str, Item]:
        return {item.address: item for item in self.items}

    @cached_property
    def by_collection(self) -> Index:
        return _index(self.items, lambda i: (i.collection,))

    @cached_property
    def by_column(self) -> Index:
        return _index(self.items, lambda i: (i.column,) if i.column else ())

    @cached_property
    def by_role(self) -> Index:
        return _index(self.items, lambda i: (i.front.role,) if isinstance(i.front, ExemplarFront) else ())

    @cached_property
    def by_phase(self) -> Index:
        return _index(self.items, lambda i: (i.phase,) if i.phase else ())

    @cached_property
    def by_branch(self) -> Index:
        """What each branch did: its items, and commitments it or its exemplars made."""
        return _index(self.items, self._branches_of)

    @cached_property
    def by_pledge(self) -> Index:
        return _index(self.items, lambda i: i.front.pledges)

    @cached_property
    def by_integration(self) -> Index:
        return _index(self.items, lambda i: i.front.integrations)

    @cached_property
    def by_tag(self) -> Index:
        return _index(self.items, lambda i: i.front.tags)

    @cached_property
    def commitments_of(self) -> Index:
        """By promiser: `committee`, or the address of the branch or exemplar."""
        return _index(self.by_collection.get("commitments", ()), lambda i: (self._promiser_of(i),))

    @cached_property
    def mentioned_by(self) -> Index:
        """By address: the items whose body links to it, or which name it as evidence or replacement."""
        return _index(self.items, self._mentions)

    @cached_property
    def branches(self) -> Mapping[str, Item]:
        return {item.slug: item for item in self.by_collection.get("branches", ())}

    @cached_property
    def exemplars(self) -> Mapping[str, Item]:
        return {item.slug: item for item in self.by_collection.get("exemplars", ())}

    @cached_property
    def tag_slugs(self) -> Mapping[str, str]:
        return {tag.name: tag.slug for tag in self.tags}

    def counted(self, result: Item, counts: Counts) -> tuple[Item, ...]:
        """The items that `counts` of `result` names: fitting every key, dated up to the result's day.

        Items without a date are left out, for nothing says that they had happened; branches stand without one.
        """
        until = result.date.end if result.date else dt.datetime.max
        return tuple(i for i in self.by_collection.get(counts.collection, ()) if self._fits(i, counts, until))

    def _fits(self, item: Item, counts: Counts, until: dt.datetime) -> bool:
        front = item.front
        dated = item.date.start <= until if item.date else item.collection == "branches"
        return (
            dated
            and counts.column in (None, item.column)
            and (counts.role is None or (isinstance(front, ExemplarFront) and front.role == counts.role))
            and (counts.branch is None or counts.branch in self._branches_of(item))
            and counts.phase in (None, item.phase)
            and (counts.pledge is None or counts.pledge in front.pledges)
        )

    def _branches_of(self, item: Item) -> tuple[str, ...]:
        named = item.front.branch
        if isinstance(item.front, CommitmentFront) and not named:
            by = item.front.by
            if by.kind == "branch":
                return (by.id,)
            if by.kind == "exemplar" and by.id in self.exemplars:
                return self.exemplars[by.id].front.branch
        return named

    def _mentions(self, item: Item) -> Iterator[str]:
        for target in (*item.targets, *item.fields.values()):
            if target and target.item != item.address:
                yield target.item
        if isinstance(item.front, DocumentFront) and item.front.successor:
            yield f"documents/{item.front.successor}/"

    def _promiser_of(self, item: Item) -> str:
        assert isinstance(item.front, CommitmentFront)
        by = item.front.by
        return {"committee": "committee", "branch": f"branches/{by.id}/", "exemplar": f"exemplars/{by.id}/"}[by.kind]


def _index(items: Iterable[Item], keys: Callable[[Item], Iterable[str]]) -> Index:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        for key in dict.fromkeys(keys(item)):
            if key:
                found[key].append(item)
    return {key: tuple(held) for key, held in found.items()}


@dataclass(frozen=True)
class Linked:
    """What linking made: the graph of what is out, all items (also those that are not out), and the problems."""

    graph: Graph
    all_items: tuple[Item, ...]
    resolver: Resolver
    problems: tuple[Problem, ...]


def link(
    settings: Settings, campaign: CampaignFile, tree: Tree, drafts: Iterable[Draft], pages: Iterable[HandPage]
) -> Linked:
    """Place every draft, resolve every reference, and make the graph of what is out."""
    places, pages = Places(settings), tuple(pages)
    placed, problems = place(drafts, places)
    out = frozenset(p.address for p in placed if settings.preview or is_out(p.draft.front, settings.now))
    known = register(placed, pages, tree, out)
    resolver = Resolver(known, os.path.relpath(settings.docs_dir, settings.content_dir))
    linker = _Linker(campaign, resolver, places)
    items = tuple(sorted((linker.item(one) for one in placed), key=newest_first))
    tags, tag_problems = _tags(campaign.campaign, items, places)
    graph = Graph(campaign.campaign, tuple(item for item in items if item.address in out), tags)
    page_problems = tuple(_of_pages(pages, resolver, places))
    return Linked(graph, items, resolver, (*problems, *linker.problems, *tag_problems, *page_problems))


def is_out(front: Front, now: dt.datetime) -> bool:
    """Whether an item is to be read at `now`; `expire_on` is its last day, or its last minute."""
    if front.draft:
        return False
    starts = (front.date, front.publish_on)
    if any(moment and moment.start > now for moment in starts):
        return False
    return front.expire_on is None or front.expire_on.end >= now


def _of_pages(pages: Iterable[HandPage], resolver: Resolver, places: Places) -> Iterator[Problem]:
    for page in pages:
        for reference in page.references:
            fault = resolver.from_page(page, reference).fault
            if fault:
                yield fault.at(partial(places.in_page, page.path, (reference.target,), reference.nth))


class _Linker:
    """Makes items of drafts, noting every reference that leads nowhere."""

    def __init__(self, campaign: CampaignFile, resolver: Resolver, places: Places) -> None:
        self._campaign = campaign
        self._resolver = resolver
        self._places = places
        self.problems: list[Problem] = []

    def item(self, placed: Placed) -> Item:
        draft, files = placed.draft, _Files(placed)
        targets = tuple(self._of_body(placed, r, files) for r in draft.body.references)
        fields = dict(self._of_fields(placed, files))
        return Item(
            path=draft.path,
            collection=draft.collection,
            slug=placed.slug,
            address=placed.address,
            front=draft.front,
            body=draft.body,
            phase=_phase(draft.front, self._campaign.campaign),
            whole=draft.whole,
            targets=targets,
            fields=fields,
            files=files.published,
        )

    def _of_body(self, placed: Placed, reference: Reference, files: _Files) -> Target | None:
        resolved = self._resolver.from_item(placed, reference)
        return self._target(
            resolved, files, lambda: self._places.in_body(placed.draft.path, reference.target, reference.nth)
        )

    def _of_fields(self, placed: Placed, files: _Files) -> Iterator[tuple[str, Target | None]]:
        path = placed.draft.path
        for location, written in file_fields(placed.draft.front):
            resolved = self._resolver.file(placed, written)
            yield written, self._target(resolved, files, partial(self._places.of_field, path, *location))
        for location, written in _link_fields(placed.draft.front):
            resolved = self._resolver.evidence(placed, written)
            yield written, self._target(resolved, files, partial(self._places.of_field, path, *location))

    def _target(self, resolved: Resolved, files: _Files, position: Callable[[], Position]) -> Target | None:
        if resolved.fault:
            self.problems.append(resolved.fault.at(position))
            return None
        return Target(files.publish(resolved.file)) if resolved.file else resolved.target


class _Files:
    """The files of one item as they are published: under its address, by their path beside it."""

    def __init__(self, placed: Placed) -> None:
        self._placed = placed
        self._addresses: dict[str, str] = {}

    def publish(self, path: str) -> str:
        if path not in self._addresses:
            self._addresses[path] = self._free(published_name(self._name(path)))
        return self._addresses[path]

    def _name(self, path: str) -> str:
        draft = self._placed.draft
        if draft.is_folder and path.startswith(f"{draft.folder}/"):
            return path[len(draft.folder) + 1 :]
        return PurePosixPath(path).name

    def _free(self, name: str) -> str:
        address, number = self._placed.address + name, 2
        while address in self._addresses.values():
            stem, suffix = os.path.splitext(name)
            address, number = f"{self._placed.address}{stem}-{number}{suffix}", number + 1
        return address

    @property
    def published(self) -> tuple[tuple[str, str], ...]:
        return tuple(self._addresses.items())


def file_fields(front: Front) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every file that front matter names: where, and as written."""
    if front.cover:
        yield ("cover",), front.cover
    if isinstance(front, ExemplarFront) and front.portrait:
        yield ("portrait",), front.portrait
    for index, attachment in enumerate(front.attachments):
        yield ("attachments", index, "file"), attachment.file


def _link_fields(front: Front) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(front, CommitmentFront):
        for index, promise in enumerate(front.items):
            for nth, evidence in enumerate(promise.evidence):
                if not evidence.startswith(("http://", "https://")):
                    yield ("items", index, "evidence", nth), evidence


def _phase(front: Front, campaign: Campaign) -> str:
    if front.phase or isinstance(front, BranchFront):
        return front.phase or ""
    moment = front.event_date or front.date
    for phase in campaign.phases:
        if moment and phase.start.start <= moment.start <= phase.end.end:
            return phase.id
    return ""


def _tags(campaign: Campaign, items: Iterable[Item], places: Places) -> tuple[tuple[Tag, ...], list[Problem]]:
    """Every tag with its slug; two tags that would share one are an error at the later one's first use."""
    given = {tag.name: tag.slug for tag in campaign.tags}
    holders: dict[str, str] = {}
    problems: list[Problem] = []
    for tag in campaign.tags:
        if holders.setdefault(tag.slug, tag.name) != tag.name:
            message = f"标签“{tag.name}”与“{holders[tag.slug]}”的 slug 都是 `{tag.slug}`"
            problems.append(Problem(places.in_campaign(tag.name), "tag-collision", message, "换一个 slug"))
    found: dict[str, str] = {}
    for item in sorted(items, key=lambda i: i.path):
        for index, name in enumerate(item.front.tags):
            if name in found:
                continue
            found[name] = given.get(name) or slugs.slug_of_text(name)
            holder = holders.setdefault(found[name], name)
            if holder != name or not found[name]:
                where = places.of_field(item.path, "tags", index)
                problems.append(_tag_collision(where, name, holder, found[name]))
    return tuple(sorted((Tag(name=n, slug=s or "x") for n, s in found.items()), key=lambda t: t.slug)), problems


def _tag_collision(where: Position, name: str, holder: str, slug: str) -> Problem:
    hint = f"在 campaign.yml 的 `tags` 里写：`- {{name: {name}, slug: …}}`"
    if not slug:
        return Problem(where, "bad-id", f"从标签“{name}”得不出网址", hint)
    return Problem(where, "tag-collision", f"标签“{name}”与“{holder}”的网址都是 /tags/{slug}/", hint)
