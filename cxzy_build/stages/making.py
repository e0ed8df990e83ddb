"""Every file that has to be made, made and verified in workers, and written beside the published site."""

from __future__ import annotations

import os
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from msgspec import field

from ..content.draft_cache import DraftCache
from ..content.paths import address_at, file_at
from ..delivery.spare import SpareTree
from ..delivery.verification import Anchor, BrokenLink, PageCheck, PageVerifier
from ..dependencies import DependencyLog, Question, Steps
from ..files import digest_of
from ..incremental.previous_build import ASKED, OutputKnown
from ..incremental.questions import Questions
from ..incremental.serialization import as_one
from ..outputs.context import RenderContext
from ..outputs.file_maker import FileMaker
from ..outputs.plan import Plan
from ..outputs.specs import OutputKind, OutputSpec, made_from, simplified
from ..pages.lookup import Lookup
from ..pages.renderer import MadeFile
from ..parallel import each_forked
from ..records import Record

_SEVERAL = 100
"""Files up to which this process makes all itself: to start others would take longer."""

_CHUNK = 32
"""Groups of files made at a time: of 16 a fifth less time was saved."""

_LARGE: Set[OutputKind] = frozenset({"copy", "picture"})

_LOADED = 2 * _CHUNK
"""Drafts that a worker holds: an item's page and what search has of it are made in steps of the same chunk."""


class WorkerContext(Record):
    """All that it takes to make files and write them.

    digests: of the files that the tree to write into holds already. frame_ids: the ids in the frame around pages.
    """

    rendering: RenderContext
    draft_cache: DraftCache
    plan: Plan
    spare: SpareTree | None
    digests: Mapping[str, bytes]
    frame_ids: frozenset[str]


class _FileReport(NamedTuple):
    """What a worker tells of a file it made: the digest of its bytes, whether it had to be written, and what a page
    says of itself.

    worker, fresh, numbers: which worker's table of questions the numbers are of, and what it added to that table.
    """

    digest: bytes
    written: bool
    ids: str | None
    anchors: tuple[Anchor, ...]
    broken: tuple[BrokenLink, ...]
    worker: int
    fresh: tuple[Question, ...]
    numbers: bytes


class Batch(Record):
    """Files made, by path: what the next build will want to know of each, and the digests of their bytes; those that
    had to be written; links of theirs that are to be compared, and those to nothing."""

    known: Mapping[str, OutputKnown] = field(default_factory=dict)
    digests: Mapping[str, bytes] = field(default_factory=dict)
    written: frozenset[str] = frozenset()
    anchors: tuple[Anchor, ...] = ()
    broken: tuple[BrokenLink, ...] = ()


def make_outputs(
    context: WorkerContext,
    paths: Sequence[str],
    before: Mapping[str, OutputKnown],
    questions: Questions,
    on_done: Callable[[int], None] | None = None,
) -> Batch:
    """The files at `paths`; what they asked is numbered in `questions`. before: what is known of those of the last
    build."""
    gathered = _Gathering(context.plan, before, questions)
    groups = made_together(paths, context.plan)
    jobs = 1
    if len(paths) > _SEVERAL:
        jobs = context.rendering.settings.jobs
        context.rendering.templates.compile_all()  # once, before there are workers
    for place, made in each_forked(lambda: _Worker(context).make, groups, jobs, chunk=_CHUNK):
        for path, one in zip(groups[place], made, strict=True):
            gathered.add(path, one)
        if on_done:
            on_done(len(made))
    return gathered.batch(paths)


def made_together(paths: Iterable[str], plan: Plan) -> list[list[str]]:
    """What is made together: a page, the same of the other edition, which is made from it, and what search has of an
    item, for it is made of the same draft. Long work first, so that all workers end together."""
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(_first_of(path, plan.specs[path]), []).append(path)
    return sorted(groups.values(), key=lambda group: simplified(plan.specs[group[0]])[0] != "data")


def _first_of(path: str, spec: OutputSpec) -> str:
    """The path of the file that the one at `path` is made after."""
    match spec[0]:
        case "in Traditional":
            return made_from(spec)[0]
        case "text":
            item, _ = spec[1:]
            return file_at(item)
    return path


class _Gathering:
    """Takes files as they come from the workers, while these make the next ones."""

    def __init__(self, plan: Plan, before: Mapping[str, OutputKnown], questions: Questions) -> None:
        self._plan = plan
        self._before = before
        self._questions = questions
        self._asked: dict[int, list[Question]] = defaultdict(list)
        self._numbers: dict[int, list[int]] = defaultdict(list)
        self._known: dict[str, OutputKnown] = {}
        self._digests: dict[str, bytes] = {}
        self._written: set[str] = set()
        self._with_links: dict[str, _FileReport] = {}

    def add(self, path: str, made: _FileReport) -> None:
        self._asked[made.worker] += made.fresh
        old = self._before.get(path)
        self._known[path] = self._plan.specs[path], self._numbered(made, old), made.ids
        self._digests[path] = made.digest
        if made.written:
            self._written.add(path)
        if made.anchors or made.broken:
            self._with_links[path] = made

    def _numbered(self, made: _FileReport, old: OutputKnown | None) -> bytes:
        """What was asked for a file: numbers of one worker's table into those of all."""
        asked, numbers = self._asked[made.worker], self._numbers[made.worker]
        places = array("I", made.numbers)
        if old and self._questions.are_numbered(map(asked.__getitem__, places), old[ASKED]):
            return old[ASKED]
        numbers += map(self._questions.number_of, asked[len(numbers) :])
        return array("I", map(numbers.__getitem__, places)).tobytes()

    def batch(self, paths: Iterable[str]) -> Batch:
        """All of it, in the order of `paths`, whichever worker was first."""
        known = {path: self._known[path] for path in paths}
        with_links = [self._with_links[path] for path in known if path in self._with_links]
        return Batch(
            known,
            self._digests,
            frozenset(self._written),
            tuple(anchor for one in with_links for anchor in one.anchors),
            tuple(link for one in with_links for link in one.broken),
        )


class _Worker:
    """Makes files, some groups at a time."""

    def __init__(self, context: WorkerContext) -> None:
        self._context = context
        self._log = DependencyLog()
        load = lru_cache(_LOADED)(context.draft_cache.load)
        lookup = Lookup(context.rendering.world, self._log, load)
        self._maker = FileMaker(context.rendering, lookup)
        self._verifier = PageVerifier(context.plan.specs, context.rendering.settings.site_url, context.frame_ids)
        self._questions = Questions()

    def make(self, groups: Sequence[Sequence[str]]) -> list[list[_FileReport]]:
        """Groups of files made, verified, and written where they have to be written. For groups see `made_together`."""
        reports = list[list[_FileReport]]()
        for are_large, run in groupby(groups, self._are_large):
            for some in ([group] for group in run) if are_large else (list(run),):
                reports += self._made(some)
        return reports

    def _are_large(self, group: Sequence[str]) -> bool:
        """Whether its files are what people put beside items: of those only one may be held at a time."""
        return self._context.plan.specs[group[0]][0] in _LARGE

    def _made(self, groups: Sequence[Sequence[str]]) -> list[list[_FileReport]]:
        steps, specs = Steps(self._log), self._context.plan.specs
        made = self._maker.make({path: specs[path] for group in groups for path in group}, steps)
        checks = {path: self._check(path, file) for path, file in made.items() if file.pieces}
        return [
            [self._delivered(path, made[path], checks.get(path), steps.asked(path)) for path in group]
            for group in groups
        ]

    def _check(self, path: str, page: MadeFile) -> PageCheck:
        return self._verifier.check(address_at(path), page.pieces, is_regular=page.is_regular)

    def _delivered(self, path: str, file: MadeFile, check: PageCheck | None, asked: frozenset[Question]) -> _FileReport:
        """Number what was asked for a file, and write it where it has to be written."""
        if check:
            asked |= {("exists", target) for target in check.targets if ("teaser", target) not in asked}
        known = len(self._questions.all)
        numbers = self._questions.numbers_of(asked)
        digest, spare = digest_of(file.data), self._context.spare
        held = self._context.digests.get(path)
        differs = held != digest
        return _FileReport(
            digest=digest,
            written=spare.write(path, file.data, is_other=held is not None) if spare and differs else False,
            ids=as_one(check.ids) if check else None,
            anchors=check.anchors if check else (),
            broken=check.broken if check else (),
            worker=os.getpid(),
            fresh=tuple(self._questions.all[known:]),
            numbers=numbers,
        )


def outputs_known(
    made: Mapping[str, OutputKnown], kept: Mapping[str, OutputKnown], before: Mapping[str, OutputKnown]
) -> Mapping[str, OutputKnown]:
    """All files as the next build will want to know them.

    kept: those that were not made again. before: those of the last build, which are given back if all is the same.
    """
    if len(before) == len(kept) + len(made) and all(before.get(path) == one for path, one in made.items()):
        return before
    return {**kept, **made}
