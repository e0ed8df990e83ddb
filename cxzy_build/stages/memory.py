"""What a build leaves for the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ..background import meanwhile
from ..content.linking import Linked
from ..delivery.trees import TreesKnown
from ..incremental.inputs import DIGESTS, FILES, FOLDERS, ITEM_QUESTIONS, ITEMS, SEARCH, TREES, WORLD, Inputs
from ..incremental.previous_build import PreviousBuild, plain_world
from ..incremental.questions import Questions
from ..incremental.serialization import QUESTIONS, PlainLinked, is_same, plain_linked, with_questions
from ..store import Files, in_chunks
from .build import Build
from .linking import LinkedItems
from .planning import Site
from .reading import Content
from .remaking import MadeOutputs

Tables = dict[str, dict[str, Any]]


@contextmanager
def tables_written(
    build: Build, content: Content, site: Site, made: MadeOutputs, inputs: Inputs
) -> Iterator[Callable[[], Files]]:
    """Gives what writes all that is to be remembered of a build but its trees; after a build of which nothing is known,
    another process writes it while this one does what is within."""
    previous, settings = build.previous, build.settings
    is_much = previous is None and settings.jobs > 1 and bool(settings.config_digest)  # without it nothing is kept

    def write() -> Files:
        return build.store.write(_tables_of(build, content, site, made, inputs))

    with meanwhile(write, is_worth_it=is_much) as written:
        yield written


def _tables_of(build: Build, content: Content, site: Site, made: MadeOutputs, inputs: Inputs) -> Tables:
    """Those of which something is another than before."""
    previous = build.previous
    tables = inputs.tables() | _tables_of_items(content.linked, previous)
    tables[DIGESTS] = dict(content.draft_cache.digests)
    if previous is None or not site.is_as_before or site.world.digests != previous.digests:
        entries, refused = site.plan.entries, build.tree.refused
        tables[WORLD] = dict(
            plain_world(site.world, previous, entries=entries, refused=refused, frame_ids=site.frame_ids)
        )
    if previous is None or not made.outputs.is_as_in(previous):
        tables |= made.outputs.tables()
    if site.index and (previous is None or site.index.sizes is not previous.gram_sizes):
        tables[SEARCH] = dict(site.index.sizes)
    return tables


def tables_of_trees(trees: TreesKnown) -> Tables:
    """What is known of the published tree and its spare."""
    return {FILES: dict(trees.files), FOLDERS: dict(trees.folders), TREES: {"exchanged": trees.exchanged}}


_RECOUNT = 4096
"""Items' questions: after as many new ones it is seen which are still asked."""


def _tables_of_items(linked: LinkedItems, previous: PreviousBuild | None) -> Tables:
    """The tables of items; none if they are the same as before."""
    questions = Questions(previous.item_questions if previous else ())
    before = previous.plain_linked if previous else {}
    made = {path: _plain(one, before.get(path), questions) for path, one in linked.made.items()}
    if previous and not linked.gone and all(before.get(path) is one for path, one in made.items()):
        return {}
    plain = {path: made.get(path) or before[path] for path in linked}
    if previous and len(questions.all) // _RECOUNT > len(previous.item_questions) // _RECOUNT:
        numbers, questions = questions.without_unasked({path: one[QUESTIONS] for path, one in plain.items()})
        plain = {path: with_questions(one, numbers[path]) for path, one in plain.items()}
    return {ITEMS: plain, ITEM_QUESTIONS: in_chunks(questions.all)}


def _plain(linked: Linked, before: PlainLinked | None, questions: Questions) -> PlainLinked:
    """A linked item to be kept: the very values of `before` if those are the same."""
    if before is None:
        return plain_linked(linked, questions.numbers_of(linked.questions))
    plain = plain_linked(linked, questions.numbers_like(linked.questions, before[QUESTIONS]))
    return before if is_same(before, plain) else plain
