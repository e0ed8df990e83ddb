"""The files that are new, or would be others now: found by comparing, made, and their links verified."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache

from ..content.paths import address_at, file_at
from ..delivery.disk import readable_by_all
from ..delivery.publication import prepare_spare
from ..delivery.verification import Anchor, PageVerifier
from ..errors import Problem, any_error
from ..incremental.changes import changed
from ..incremental.previous_build import SPEC, OutputKnown, OutputsKnown, PreviousBuild, ids_of
from ..incremental.previous_graph import with_lists_from
from ..incremental.questions import Questions
from ..mappings import OverlaidMapping
from ..outputs.context import Before, RenderContext, nothing_published
from ..outputs.plan import Plan
from ..records import Record
from ..settings import Settings
from .broken_links import unresolved
from .build import Build
from .coming import broken_links_to_come
from .making import Batch, WorkerContext, make_outputs, outputs_known
from .planning import Site
from .reading import Content


class MadeOutputs(Record):
    """What was made, what is known of all files now, and the digests of those made anew. has_spare: the spare was made
    ready for them."""

    has_spare: bool
    outputs: OutputsKnown
    digests: Mapping[str, bytes]
    written: frozenset[str]
    problems: tuple[Problem, ...]


@readable_by_all()
def make_all(build: Build, content: Content, site: Site) -> MadeOutputs:
    """Every file that is new, that would be another one now, or that was lost."""
    settings, previous, tree_pair, progress = build.settings, build.previous, build.tree_pair, build.progress
    specs, touched = site.plan.specs, content.linked.touched
    failed = any_error((*content.problems, *site.problems))
    progress.step("比对哪些要重做")
    old = with_lists_from(content.graph, previous.world, touched) if previous else None
    before = Before(old, tree_pair.published if tree_pair else nothing_published, touched)
    stale = _stale(site, previous, before)
    lost = tree_pair.lost if tree_pair else frozenset()  # late: they may still be looked at
    kept = _kept(site, previous, stale | (frozenset() if failed else lost)) if previous else {}
    wanted = [path for path in specs if path not in kept]
    spare = prepare_spare(tree_pair, specs.keys(), settings.jobs) if tree_pair and not failed else None
    progress.stage("生成文件" if spare else "试生成文件", len(wanted))
    known, questions = (previous.outputs, previous.numbering()) if previous else ({}, Questions())
    batch = Batch()
    if wanted:
        digests = OverlaidMapping(tree_pair.known.digests if tree_pair else {}, dict.fromkeys(lost))
        rendering = RenderContext(
            settings, site.world, content.frame, site.templates(), site.plan.entries, before, site.index
        )
        context = WorkerContext(rendering, content.draft_cache, site.plan, spare, digests, site.frame_ids)
        batch = make_outputs(context, wanted, known, questions, progress.advance)
    progress.step("核对链接")
    outputs = outputs_known(batch.known, kept, known)
    anchors = tuple(_anchors(batch, previous, site.plan))
    return MadeOutputs(
        has_spare=spare is not None,
        outputs=OutputsKnown(outputs, questions, anchors),
        digests=batch.digests,
        written=batch.written,
        problems=tuple(_faults(settings, content, site, batch, outputs, anchors)),
    )


def _anchors(batch: Batch, previous: PreviousBuild | None, plan: Plan) -> Iterator[Anchor]:
    """Of all pages: of those that were not made again as they were known."""
    again = frozenset(map(address_at, batch.known))
    for anchor in previous.anchors if previous else ():
        if anchor.page not in again and file_at(anchor.page) in plan.specs:
            yield anchor
    yield from batch.anchors


def _faults(
    settings: Settings,
    content: Content,
    site: Site,
    batch: Batch,
    outputs: Mapping[str, OutputKnown],
    anchors: tuple[Anchor, ...],
) -> Iterator[Problem]:
    """Of the links that lead nowhere."""
    verifier = PageVerifier(site.plan.specs, settings.site_url, site.frame_ids)

    @cache
    def ids_at(address: str) -> Collection[str] | None:
        return ids_of(outputs.get(file_at(address)))

    broken = (
        *site.broken,
        *batch.broken,
        *verifier.broken_anchors(anchors, ids_at),
        *broken_links_to_come(content, site, ids_at, verifier.is_everywhere),
    )
    return unresolved(settings, content, site, broken)


def _stale(site: Site, previous: PreviousBuild | None, before: Before) -> frozenset[str]:
    """The files of the build before for which a question was asked that has another answer now."""
    if previous is None:
        return frozenset()
    assert before.world
    others = changed(before.world, site.world, previous.output_questions, before.touched, before.published)
    return previous.outputs_asking(others)


def _kept(site: Site, previous: PreviousBuild, again: frozenset[str]) -> Mapping[str, OutputKnown]:
    """The files of the build before that a task would make again just as they are."""
    if site.is_as_before and not again:
        return previous.outputs
    specs = site.plan.specs
    return {path: one for path, one in previous.outputs.items() if specs.get(path) == one[SPEC] and path not in again}
