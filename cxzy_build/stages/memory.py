"""The build before, at hand: whether anything has changed at all, and what is kept for the build after."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Mapping
from functools import partial

from ..content.drafts import Outline, Tree
from ..content.models import Campaign
from ..delivery.publication import Twins
from ..delivery.published import VANISHED
from ..delivery.stage import spare_of
from ..delivery.trees import Damage, TreesKnown, damage_of
from ..errors import Problem
from ..files import is_settled
from ..ledger.fingerprint import purpose_of
from ..ledger.past import (
    INPUTS,
    ITEMS,
    OUTPUTS,
    TREES,
    WORLD,
    Inputs,
    OutputsKnown,
    Past,
    Questions,
    plain_linked,
    plain_world,
)
from ..ledger.store import Store
from ..looks import Question
from ..outputs.plan import Plan, count_pages
from ..pages.world import World
from ..parallel import Background
from ..pictures.cache import Cache
from ..settings import Settings
from .linking import LinkedItems

_FOR_EVER = "9999-12-31T23:59"


class Memory:
    """What is remembered of the site in one folder; nothing where its settings or the program were others."""

    def __init__(self, settings: Settings, *, watches: bool) -> None:
        self._watches = watches
        name = hashlib.blake2b(os.fsencode(settings.site_dir), digest_size=8).hexdigest()
        purpose = f"{purpose_of(settings)}\0{settings.site_dir}"
        self._store = Store(settings.cache_dir / "sites" / f"{name}{'-preview' if settings.preview else ''}", purpose)
        self._settings = settings
        past = Past(self._store, Cache(settings.cache_dir / "pictures"))
        self.past = past if settings.config_digest and past.inputs else None

    def __enter__(self) -> Memory:
        """Begin to look at the published tree."""
        known = self.past.trees if self.past and self._watches else TreesKnown()
        self.known = known
        self._site = self._looking(known, spare=False) if known.files else None
        self._spare: Background[Damage] | None = None
        return self

    def __exit__(self, *about: object) -> None:
        for looking in (self._site, self._spare):
            if looking:
                looking.stop()

    def _looking(self, known: TreesKnown, *, spare: bool) -> Background[Damage]:
        top = spare_of(self._settings.site_dir) if spare else self._settings.site_dir
        return Background(partial(damage_of, top, known, spare=spare))

    def look_at_spare(self) -> None:
        """Begin to look at the spare: there is something to publish."""
        if self.known.files:
            self._spare = self._looking(self.known, spare=True)

    def damage(self) -> Damage:
        """How the published tree differs from what is known; waits for it."""
        if self._site:
            self._damage = self._site.result()
            self._site = None
        return self._damage

    def is_site_whole(self) -> bool:
        """Whether the published site is just what the last build made of it."""
        damage = self.damage() if self.known.files else None
        return damage is not None and not damage.files and not damage.strays

    def twins(self) -> Twins:
        none = Damage(frozenset(), frozenset())
        if not self.known.files:
            return Twins(self._settings.site_dir, self.known, none, none)
        assert self._spare
        return Twins(self._settings.site_dir, self.known, self.damage(), self._spare.result())

    def unchanged(self, tree: Tree, frame_digest: str) -> Inputs | None:
        """What is known of the last build, if a build now would give the same."""
        inputs = self.past.inputs if self.past else None
        if inputs is None or not frame_digest or inputs.frame != frame_digest or tree.problems:
            return None
        is_same = inputs.contents == tree.files and inputs.since <= self._settings.minute < inputs.until
        return inputs if is_same else None

    def keep(
        self,
        inputs: Inputs,
        linked: LinkedItems,
        world: World,
        plan: Plan,
        refused: frozenset[str],
        outputs: OutputsKnown,
        trees: TreesKnown,
    ) -> None:
        """Remember a build that was published. Tables in which nothing changed are left as they are."""
        if not self._settings.config_digest:
            return
        past = self.past if self.past and self.past.is_whole else None
        tables: dict[str, object] = {TREES: trees.plain(), INPUTS: inputs.plain()}
        if past is None or linked.made or len(past.linked) != len(linked):
            tables[ITEMS] = _plain_items(linked, past)
        tables[WORLD] = plain_world(world, entries=plan.entries, refused=refused)
        if past is None or not outputs.is_as_in(past):
            tables[OUTPUTS] = outputs.plain()
        self._store.keep(tables)


def _plain_items(linked: LinkedItems, past: Past | None) -> dict[str, object]:
    questions = Questions(past.item_questions if past else ())
    before = past.plain_linked if past else {}
    made = {path: plain_linked(one, questions.numbers_of) for path, one in linked.made.items()}
    plain = {path: made[path] if path in made else before[path] for path in linked}
    return {"linked": plain, "questions": questions.all}


def inputs_of(
    settings: Settings,
    tree: Tree,
    looked_at: int,
    frame_digest: str,
    bounds: tuple[str, str],
    counts: Mapping[str, int],
    hidden: int,
    plan: Plan,
    problems: Iterable[Problem],
) -> Inputs:
    """What is to be remembered at a glance. looked_at: when the tree was (ns)."""
    since, until = bounds
    return Inputs(
        contents={path: one if is_settled(one, looked_at) else None for path, one in tree.files.items()},
        frame=frame_digest,
        now=settings.minute,
        since=since,
        until=until,
        items=dict(counts),
        hidden=hidden,
        pages=count_pages(plan),
        files=len(plan.recipes),
        problems=tuple(problem for problem in problems if problem.code != VANISHED),
    )


def bounds_around(
    now: str, outlines: Iterable[Outline], questions: Iterable[Question], campaign: Campaign
) -> tuple[str, str]:
    """The minutes (ISO) from which, and before which, the clock makes no difference."""
    moments = {"", _FOR_EVER}
    for outline in outlines:
        moments.update((outline.since, _minute_after(outline.until)))
    moments.update(question[1] for question in questions if question[0] == "has come")
    for span in campaign.mourning:
        moments.add(span.since.start.isoformat(timespec="minutes"))
        moments.add(_minute_after(span.until.end.isoformat(timespec="minutes")))
    return max(one for one in moments if one <= now), min(one for one in moments if one > now)


def _minute_after(minute: str) -> str:
    if not minute:
        return ""
    return (dt.datetime.fromisoformat(minute) + dt.timedelta(minutes=1)).isoformat(timespec="minutes")
