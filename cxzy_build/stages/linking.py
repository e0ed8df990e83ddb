"""Items linked and checked, in workers: those that changed, and those for which something they refer to did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, partial
from typing import NamedTuple

from ..checks.context import ItemContext
from ..checks.counts import uncountable
from ..checks.rules import check_item
from ..content.addresses import Placed, Register
from ..content.campaign_file import CampaignFile
from ..content.draft_cache import DraftCache
from ..content.drafts import COMING, Standing
from ..content.identifiers import KnownIds
from ..content.items import Item, Teaser, teaser_of
from ..content.linking import Linked, Linker
from ..content.naming import locked_of
from ..content.positions import Positions
from ..content.sources import Sources
from ..dependencies import DependencyLog, Question, Steps
from ..errors import Problem
from ..hanzi.locks import Locked
from ..incremental.changes import changed_sources
from ..incremental.previous_build import PreviousBuild
from ..pages.not_out import why_not_out
from ..parallel import Work, each_forked
from ..pictures.library import picture_refusal
from ..settings import Settings
from ..source.tree import Tree
from .build import Build

_CHUNK = 64
"""Items linked at a time."""


class LinkedItems(Mapping[str, Linked]):
    """Every item, by path, in the order of paths: those made now, and those of the build before."""

    def __init__(self, made: Mapping[str, Linked], previous: PreviousBuild | None, paths: tuple[str, ...]) -> None:
        self.made = made
        self.previous = previous
        self.paths = paths

    @cached_property
    def _before(self) -> Mapping[str, Linked]:
        return self.previous.linked if self.previous else {}

    @cached_property
    def gone(self) -> frozenset[str]:
        """Paths of the items of the build before that are no more."""
        return frozenset(self.previous.plain_linked.keys() - frozenset(self.paths)) if self.previous else frozenset()

    @cached_property
    def is_same_to_others(self) -> bool:
        """Whether every item shows others the teaser that it had before, and there are no others."""
        if not self.previous or self.gone or len(self.paths) != len(self._before):
            return False
        pairs = ((one, self._before.get(path)) for path, one in self.made.items())
        return all(old and one.teaser is old.teaser and one.is_out == old.is_out for one, old in pairs)

    @cached_property
    def touched(self) -> frozenset[str]:
        """Addresses of the items that are not the very same as before, those that are gone among them."""
        before = (self._before[path] for path in (*self.made, *self.gone) if path in self._before)
        return frozenset(one.teaser.address for one in (*self.made.values(), *before))

    @property
    def problems(self) -> Iterator[Problem]:
        for one in self._made_or(self.previous.with_problems if self.previous else ()):
            yield from one.problems

    @property
    def not_out(self) -> Iterator[Linked]:
        return (one for one in self._made_or(self.previous.not_out if self.previous else ()) if not one.is_out)

    @property
    def coming(self) -> Iterator[Linked]:
        """Those that will be out by themselves."""
        return (one for one in self.not_out if one.standing == COMING)

    def _made_or(self, kept: Iterable[str]) -> Iterator[Linked]:
        """Those made now, and of the build before those at `kept`."""
        yield from self.made.values()
        yield from (self._before[path] for path in kept if path not in self.made and path not in self.gone)

    @property
    def teasers(self) -> Iterator[Teaser]:
        made, before = self.made, self.previous.teasers.all_made() if self.previous else {}
        yield from (made[path].teaser if path in made else before[path] for path in self.paths)

    @property
    def locked(self) -> Iterator[tuple[Locked, ...]]:
        """What the Traditional edition looks after, item by item."""
        for path in self.paths:
            if path in self.made:
                yield self.made[path].locked if self.made[path].is_out else ()
            elif self.previous:
                yield self.previous.locked(path)

    def __getitem__(self, path: str) -> Linked:
        return self.made.get(path) or self._before[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


def link_items(
    build: Build, campaign: CampaignFile, register: Register, draft_cache: DraftCache, others: Set[str]
) -> LinkedItems:
    """Every item; what of the build before still holds is taken from there.

    others: paths of the items that are new or others since then, or stand elsewhere.
    """
    settings, tree, previous = build.settings, build.tree, build.previous
    wanted = _to_link(campaign, register, tree, previous, others) if previous else tree.items

    def worker() -> Work[str, Linked]:
        return _Worker(settings, campaign, register, draft_cache).link

    before = previous.linked if previous else {}
    asked: dict[Question, Question] = {}
    made: dict[str, Linked] = {}
    for place, linked in each_forked(worker, wanted, settings.jobs, chunk=_CHUNK, on_done=build.progress.advance):
        path = wanted[place]
        made[path] = _as_before(
            _with_ours(linked, register.by_path[path], draft_cache.digests_at(path), asked), before.get(path)
        )
    return LinkedItems({path: made[path] for path in wanted}, previous, tree.items)


def _with_ours(linked: Linked, placed: Placed, digests: tuple[bytes, bytes], asked: dict[Question, Question]) -> Linked:
    """With what we hold already in the place of a worker's copies: they would be half of an item's memory."""
    questions = tuple(asked.setdefault(question, question) for question in linked.questions)
    digest, front_digest = digests
    return linked._replace(placed=placed, digest=digest, front_digest=front_digest, questions=questions)


def _to_link(
    campaign: CampaignFile, register: Register, tree: Tree, previous: PreviousBuild, others: Set[str]
) -> list[str]:
    """The items that are new or changed, or for which something that they refer to has."""
    # Where an item's problems are was read from its file by and by: it may have been another one for that moment.
    stale = {path for path in previous.with_problems if tree.files.get(path) != previous.contents.get(path)}
    stale |= others
    now = Sources(campaign, register, tree.files)
    stale |= previous.items_asking(changed_sources(previous.world, now, previous.item_questions))
    return [path for path in tree.items if path in stale]


def _as_before(linked: Linked, before: Linked | None) -> Linked:
    """With the very teaser of the build before where it is equal, so that lists can be compared at a glance."""
    return linked._replace(teaser=before.teaser) if before and before.teaser == linked.teaser else linked


class _Check(NamedTuple):
    """How an item stands, whether it is out, what is wrong, and which of its figures cannot be counted."""

    standing: Standing
    is_out: bool
    problems: tuple[Problem, ...]
    unknown: tuple[int, ...]


class _Worker:
    """Links items, some at a time."""

    def __init__(self, settings: Settings, campaign: CampaignFile, register: Register, draft_cache: DraftCache) -> None:
        self._settings = settings
        self._register = register
        self._draft_cache = draft_cache
        self._log = DependencyLog()
        positions = Positions(settings)
        self._linker = Linker(settings, campaign.campaign, register, positions, self._log)
        refused = partial(picture_refusal, settings)
        ids = KnownIds(campaign, register, draft_cache.heading)
        base_path = settings.base_path
        self._context = ItemContext(campaign, register, positions, self._log, ids, refused, base_path)

    def link(self, paths: Sequence[str]) -> list[Linked]:
        """The items in the files at `paths`."""
        steps, by_path = Steps(self._log), self._register.by_path
        drafts = {path: self._draft_cache.load(path) for path in paths}
        linked = steps.each(paths, lambda path: self._linker.link(by_path[path], drafts[path]))
        items = {path: item for path, (item, _) in linked.items()}
        checks = steps.each(paths, lambda path: self._check(items[path], by_path[path], linked[path][1]))
        locked = {path: locked_of(items[path], drafts[path].written) for path in paths}
        return [
            self._linked(by_path[path], items[path], checks[path], locked[path], steps.asked(path)) for path in paths
        ]

    def _check(self, item: Item, placed: Placed, problems: Iterable[Problem]) -> _Check:
        standing, is_out = placed.outline.standing(self._settings.minute), self._linker.is_out(placed)
        found = check_item(item, self._context, is_out=is_out, is_coming=standing == COMING)
        return _Check(standing, is_out, (*problems, *found), tuple(uncountable(item, self._context)))

    def _linked(
        self,
        placed: Placed,
        item: Item,
        check: _Check,
        locked: tuple[Locked, ...],
        questions: Iterable[Question],
    ) -> Linked:
        digest, front_digest = self._draft_cache.digests_at(item.path)
        return Linked(
            placed=placed,
            digest=digest,
            front_digest=front_digest,
            standing=check.standing,
            is_out=check.is_out,
            teaser=teaser_of(item, why_not_out(item.front, check.standing)),
            targets=item.targets,
            fields=tuple(item.fields.items()),
            is_sound=item.is_valid and not any(problem.code == "unknown-id" for problem in check.problems),
            unknown=check.unknown,
            problems=check.problems,
            locked=locked,
            questions=tuple(questions),
        )
