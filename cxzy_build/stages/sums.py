"""What the next build sees at a glance: until when nothing changes by itself, what was counted, what is not out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..content.graph import of_collection
from ..content.tree import COLLECTIONS
from ..errors import Problem
from ..ledger.inputs import Hidden, Inputs
from ..ledger.past import Past
from ..outputs.plan import count_pages
from ..pages import labels
from ..settings import Settings
from .memory import NO_BOUNDS, bounds_around, inputs_of
from .planning import Site
from .reading import Content
from .remaking import Making


def sums_of(
    settings: Settings,
    content: Content,
    site: Site,
    making: Making,
    past: Past | None,
    looked_at: int,
    problems: Iterable[Problem],
) -> Inputs:
    """What the next build sees at a glance."""
    known = past.inputs if past and past.inputs.since <= settings.minute < past.inputs.until else None
    if known and site.is_as_before:
        bounds, counts, hidden, pages = (known.since, known.until), known.items, known.hidden, known.pages
    else:
        bounds = _bounds(settings, content, making, past if known else None)
        counts = {labels.COLLECTION[c]: len(content.graph.list(of_collection(c))) for c in COLLECTIONS}
        hidden, pages = tuple(_hidden(settings, content)), count_pages(site.plan)
    return inputs_of(
        settings,
        tree=content.tree,
        looked_at=looked_at,
        before=past.contents if past else {},
        frame_digest=content.frame_digest,
        bounds=bounds,
        counts=counts,
        hidden=hidden,
        pages=pages,
        files=len(site.plan.recipes),
        problems=problems,
    )


def _bounds(settings: Settings, content: Content, making: Making, known: Past | None) -> tuple[str, str]:
    """The minutes around now between which the clock makes no difference. known: the build before, if it is between
    those of then: what it knew of still has none there, or has been edited."""
    outlines, questions, around = content.shelf.outlines, making.outputs.questions.all, NO_BOUNDS
    if known:
        outlines, questions = map(content.shelf.outline, content.linked.made), questions[len(known.output_questions) :]
        around = known.inputs.since, known.inputs.until
    spans = ((one.since, one.until) for one in outlines)
    return bounds_around(settings.minute, spans, questions, content.campaign.campaign, around)


def _hidden(settings: Settings, content: Content) -> Iterator[Hidden]:
    """The items that are not out: those whose time will come or has gone before drafts, of which there may be many."""
    names = content.register
    held = (names.by_address[address] for address in names.by_address.keys() - names.out)
    linked = sorted(
        (content.linked[placed.outline.path] for placed in held),
        key=lambda one: (one.placed.outline.draft, one.placed.outline.path),
    )
    return ((settings.shown(settings.content_dir / one.placed.outline.path), one.face.hidden) for one in linked)
