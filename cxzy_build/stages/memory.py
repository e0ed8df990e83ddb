"""What a build leaves for the next one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from ..background import meanwhile
from ..content.models import Campaign
from ..content.moments import minute_after
from ..content.tree import Tree
from ..delivery.published import VANISHED
from ..delivery.trees import TreesKnown
from ..errors import Problem
from ..files import Signature, is_settled
from ..ledger.inputs import DIGESTS, FILES, FOLDERS, ITEM_QUESTIONS, ITEMS, SEARCH, UNSETTLED, WORLD, Hidden, Inputs
from ..ledger.past import OutputsKnown, Past
from ..ledger.plain import QUESTIONS, is_same, plain_linked
from ..ledger.questions import Questions
from ..looks import Question
from ..settings import Settings
from ..store import Files, Store, in_chunks
from .linking import LinkedItems

_FOR_EVER = "9999-12-31T24:00"
"""Later than any minute."""

NO_BOUNDS = "", _FOR_EVER
"""Around every minute."""


@contextmanager
def items_written(
    store: Store, linked: LinkedItems, past: Past | None, settings: Settings
) -> Iterator[Callable[[], Files]]:
    """Gives what writes the tables of items, for `keep`; all of them, after a build of which nothing is known, are
    written by another process while this one does what is within."""
    is_much = past is None and settings.jobs > 1 and bool(settings.config_digest)  # without it nothing is kept
    with meanwhile(lambda: store.write(_tables_of_items(linked, past)), is_worth_it=is_much) as written:
        yield written


def keep(
    store: Store,
    past: Past | None,
    *,
    inputs: Inputs,
    digests: Mapping[str, bytes],
    items: Callable[[], Files],
    world: Callable[[], dict[str, Any]] | None,
    outputs: OutputsKnown,
    gram_sizes: Mapping[str, int] | None,
    trees: TreesKnown,
) -> None:
    """Remember a build that was published.

    digests: of the bytes of each item's file. items: see `items_written`. world: gives the table of the world, if that
    changed. gram_sizes: those of the search index, if there is one.
    """
    tables = replace(inputs, exchanged=trees.exchanged).tables() | tables_of_trees(trees)
    tables[DIGESTS] = dict(digests)
    if world:
        tables[WORLD] = world()
    if past is None or not outputs.is_as_in(past):
        tables |= outputs.tables()
    if gram_sizes is not None and (past is None or gram_sizes is not past.gram_sizes):
        tables[SEARCH] = dict(gram_sizes)
    store.adopt({**store.write(tables), **items()})


_RECOUNT = 4096
"""Items' questions: after as many new ones it is seen which are still asked."""


def tables_of_trees(trees: TreesKnown) -> dict[str, dict[str, Any]]:
    """What is known of the published tree and its spare."""
    return {FILES: dict(trees.files), FOLDERS: dict(trees.folders)}


def _tables_of_items(linked: LinkedItems, past: Past | None) -> dict[str, dict[str, Any]]:
    """The tables of items; none if they are the same as before."""
    questions = Questions(past.item_questions if past else ())
    before = past.plain_linked if past else {}
    asked = {path: before[path][QUESTIONS] for path in linked.made if path in before}
    made = {
        path: plain_linked(one, questions.numbers_like(one.questions, asked.get(path)))
        for path, one in linked.made.items()
    }
    made |= {path: before[path] for path, one in made.items() if path in before and is_same(before[path], one)}
    if past and not linked.gone and all(before.get(path) is one for path, one in made.items()):
        return {}
    plain = {path: made.get(path) or before[path] for path in linked}
    if past and len(questions.all) // _RECOUNT > len(past.item_questions) // _RECOUNT:
        numbers, questions = questions.without_unasked({path: one[QUESTIONS] for path, one in plain.items()})
        plain = {path: (*one[:QUESTIONS], numbers[path], *one[QUESTIONS + 1 :]) for path, one in plain.items()}
    return {ITEMS: plain, ITEM_QUESTIONS: in_chunks(questions.all)}


def inputs_of(
    settings: Settings,
    *,
    tree: Tree,
    looked_at: int,
    before: Mapping[str, Signature],
    frame_digest: str,
    bounds: tuple[str, str],
    counts: Mapping[str, int],
    hidden: tuple[Hidden, ...],
    pages: int,
    files: int,
    problems: Iterable[Problem],
) -> Inputs:
    """What is to be remembered at a glance. looked_at: when the tree was (ns). before: the contents that the build
    before remembered."""
    since, until = bounds
    return Inputs(
        contents={
            path: one if before.get(path) == one or is_settled(one, looked_at) else UNSETTLED
            for path, one in tree.files.items()
        },
        frame=frame_digest,
        now=settings.minute,
        since=since,
        until=until,
        is_sound=not tree.problems,
        items=dict(counts),
        hidden=hidden,
        pages=pages,
        files=files,
        problems=tuple(problem for problem in problems if problem.code != VANISHED),
        exchanged=False,
    )


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
        moments.add(span.since.start.isoformat(timespec="minutes"))
        moments.add(minute_after(span.until.end))
    return max(one for one in moments if one <= now), min(one for one in moments if one > now)
