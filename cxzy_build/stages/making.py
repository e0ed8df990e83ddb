"""Every file that has to be made, made and verified in workers, and written beside the published site."""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..content.shelf import Shelf
from ..delivery.stage import Stage
from ..delivery.trees import digest_of
from ..delivery.verification import Anchor, BrokenLink, PageVerifier
from ..ledger.past import OutputKnown, Questions
from ..looks import Looks, Question
from ..outputs.plan import Plan, Recipe
from ..outputs.press import Before, Press
from ..outputs.search.index import SearchIndex
from ..pages.frame import Frame
from ..pages.lookup import Lookup
from ..pages.renderer import Templates
from ..pages.world import World
from ..parallel import map_forked
from ..settings import Settings


@dataclass(frozen=True)
class Workshop:
    """All that making a file takes.

    digests: of the files that the tree to write into holds already. frame_ids: the ids in the frame around pages.
    """

    settings: Settings
    world: World
    shelf: Shelf
    frame: Frame
    templates: Templates
    plan: Plan
    before: Before
    stage: Stage | None
    index: SearchIndex | None
    digests: Mapping[str, bytes]
    frame_ids: frozenset[str]


class Made(NamedTuple):
    """One file made: the digest of its bytes, whether it had to be written, and what a page says of itself.

    worker, fresh, numbers: which worker's table of questions the numbers are of, and what it added to that table.
    """

    path: str
    recipe: Recipe
    digest: bytes
    written: bool
    ids: tuple[str, ...] | None
    anchors: tuple[Anchor, ...]
    broken: tuple[BrokenLink, ...]
    worker: int
    fresh: tuple[Question, ...]
    numbers: bytes


def make_outputs(workshop: Workshop, paths: Sequence[str], on_done: Callable[[int], None] | None = None) -> list[Made]:
    """The files at `paths`, in that order."""
    return map_forked(lambda: _Worker(workshop).make, paths, workshop.settings.jobs, on_done=on_done)


class _Worker:
    """Makes one file after the other."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._looks = Looks()
        lookup = Lookup(workshop.world, self._looks, workshop.shelf.load)
        self._press = Press(
            workshop.settings,
            workshop.world,
            workshop.frame,
            workshop.templates,
            lookup,
            workshop.plan.entries,
            workshop.before,
            workshop.index,
        )
        self._verifier = PageVerifier(workshop.plan.recipes, workshop.settings.site_url, workshop.frame_ids)
        self._questions = Questions()

    def make(self, path: str) -> Made:
        recipe = self._workshop.plan.recipes[path]
        made = self._press.make(recipe)
        check = self._verifier.check(address_of(path), made.pieces, framed=bool(made.frame)) if made.pieces else None
        questions = self._looks.take()
        if check:
            faces = {question[1] for question in questions if question[0] == "face"}
            questions |= {("exists", target) for target in check.targets - faces}
        known = len(self._questions.all)
        numbers = self._questions.numbers_of(questions)
        digest = digest_of(made.data)
        stage = self._workshop.stage
        differs = self._workshop.digests.get(path) != digest
        return Made(
            path=path,
            recipe=recipe,
            digest=digest,
            written=stage.write(path, made.data) if stage and differs else False,
            ids=check.ids if check else None,
            anchors=check.anchors if check else (),
            broken=check.broken if check else (),
            worker=os.getpid(),
            fresh=tuple(self._questions.all[known:]),
            numbers=numbers,
        )


def address_of(path: str) -> str:
    """What follows the site's root in the address of the file at `path`."""
    return path.removesuffix("index.html") if path.endswith("index.html") else path


def outputs_known(
    made: Iterable[Made], kept: Mapping[str, OutputKnown], before: Mapping[str, OutputKnown], questions: Questions
) -> Mapping[str, OutputKnown]:
    """All files as the next build will want to know them, their questions numbered in one table.

    kept: those that were not made again. before: those of the last build, which are given back if all is the same.
    """
    tables: dict[int, list[Question]] = {}
    known: dict[str, OutputKnown] = {}
    for one in made:
        table = tables.setdefault(one.worker, [])
        table += one.fresh
        asked = [table[number] for number in array("I", one.numbers)]
        old = before.get(one.path)
        numbers = questions.numbers_like(asked, old.questions if old else None)
        known[one.path] = OutputKnown(one.recipe, numbers, one.ids)
    if len(before) == len(kept) + len(known) and all(before.get(path) == one for path, one in known.items()):
        return before
    return {**kept, **known}
