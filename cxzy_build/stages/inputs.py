"""What the next build sees at a glance: until when nothing changes by itself, what was counted, what is not out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from ..content.list_names import of_collection
from ..delivery.published import VANISHED
from ..dependencies import Question
from ..errors import Problem
from ..files import Signature, is_settled
from ..incremental.inputs import UNSETTLED, Hidden, Inputs, Summary
from ..incremental.previous_build import PreviousBuild
from ..models.collections import COLLECTIONS
from ..models.front_matter import Campaign
from ..models.moments import minute_after
from ..outputs.plan import Plan, count_pages
from ..pages import labels
from ..settings import Settings
from .build import Build
from .planning import Site
from .reading import Content
from .remaking import MadeOutputs

_FOR_EVER = "9999-12-31T24:00"
"""Later than any minute."""

NO_BOUNDS = "", _FOR_EVER
"""Around every minute."""


def inputs_of(build: Build, content: Content, site: Site, made: MadeOutputs, problems: Iterable[Problem]) -> Inputs:
    """What the next build sees at a glance."""
    known = build.previous.inputs if build.previous and build.clock_has_changed_nothing else None
    if known and site.is_as_before:
        since, until, summary = known.since, known.until, known.summary
    else:
        since, until = _bounds(build.settings, content, made, build.previous if known else None)
        summary = _summary(build.settings, content, site.plan)
    return Inputs(
        contents=_contents(build),
        frame=content.frame_digest,
        now=build.settings.minute,
        since=since,
        until=until,
        is_sound=not build.tree.problems,
        summary=summary,
        problems=tuple(problem for problem in problems if problem.code != VANISHED),
    )


def _summary(settings: Settings, content: Content, plan: Plan) -> Summary:
    return Summary(
        items={labels.COLLECTION[c]: len(content.graph.list(of_collection(c))) for c in COLLECTIONS},
        hidden=tuple(_hidden(settings, content)),
        pages=count_pages(plan),
        files=len(plan.specs),
    )


def _contents(build: Build) -> dict[str, Signature]:
    """Signatures of the files under content/, as far as they will tell of a later change."""
    before, looked_at = build.previous.contents if build.previous else {}, build.looked_at
    return {
        path: one if before.get(path) == one or is_settled(one, looked_at) else UNSETTLED
        for path, one in build.tree.files.items()
    }


def _bounds(settings: Settings, content: Content, made: MadeOutputs, known: PreviousBuild | None) -> tuple[str, str]:
    """The minutes around now between which the clock makes no difference.

    known: the build before, if now lies between those that it found; then only items and questions that are new since
    can narrow them.
    """
    outlines, questions, around = content.draft_cache.outlines, made.outputs.questions.all, NO_BOUNDS
    if known:
        outlines, questions = (
            map(content.draft_cache.outline, content.linked.made),
            questions[len(known.output_questions) :],
        )
        around = known.inputs.since, known.inputs.until
    spans = ((one.since, one.until) for one in outlines)
    return bounds_around(settings.minute, spans, questions, content.campaign.campaign, around)


def _hidden(settings: Settings, content: Content) -> Iterator[Hidden]:
    """The items that are not out: those whose time will come or has gone before drafts, of which there may be many."""
    linked = sorted(content.linked.not_out, key=lambda one: (one.placed.outline.draft, one.placed.outline.path))
    return ((settings.shown_content(one.placed.outline.path), one.teaser.hidden) for one in linked)


def bounds_around(
    now: str,
    spans: Iterable[tuple[str, str]],
    questions: Iterable[Question],
    campaign: Campaign,
    known: tuple[str, str] = NO_BOUNDS,
) -> tuple[str, str]:
    """The minutes (ISO) from which, and before which, the clock makes no difference. spans: `since` and `until` of
    each item's outline. known: such minutes around `now` for whatever else there is."""
    moments = set(known)
    for since, until in set(spans):
        moments.add(since)
        if until:
            moments.add(minute_after(dt.datetime.fromisoformat(until)))
    moments.update(question[1] for question in questions if question[0] == "has come")
    for span in campaign.mourning:
        moments.add(span.since.first_minute)
        moments.add(minute_after(span.until.end))
    return max(one for one in moments if one <= now), min(one for one in moments if one > now)
