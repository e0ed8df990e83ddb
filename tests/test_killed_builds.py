"""Builds that are killed, that run at once, that are overtaken by edits: the site is the old or the new one, whole, and
the next build gives what a fresh one gives."""

from __future__ import annotations

import dataclasses
import random
import shutil
import time
from collections.abc import Callable, Mapping

import pytest
from fixtures.builds import Order, Process, build_apart
from fixtures.fresh import tree_of
from fixtures.rich import RICH_NOW
from fixtures.warm import VANISHED, Warm
from support.edits import KINDS, Edit
from support.tree import differences, tree_digest

EDITS = [name for name, kind in KINDS.items() if not (kind.is_damage or kind.breaks or kind.is_wide)]

SOURCE_EDITS = [name for name in EDITS if KINDS[name].changes_sources]

SEED = 20120701
"""Of the dice; a soak takes others, and a failure tells which."""

CHANGED = (
    Edit("key title", 40),
    Edit("item of news added"),
    Edit("item removed", 7),
    Edit("picture replaced by one of another size", 3),
    Edit("end of a body changed", 20),
)
"""Edits that add, change and remove files of the site."""


def test_a_build_killed_before_any_change_to_a_file(warm: Warm, cases: Callable[[int, int], int]) -> None:
    """From one content to another and back. A soak kills at each change in turn; usually at some, and at the last ones.
    What is being written then is left half-written."""
    warm.start()
    contents = [warm.desk.sources()]
    assert all(warm.edit(edit) for edit in CHANGED)
    contents.append(warm.desk.sources())
    order, numbers, trees = Order(RICH_NOW, later=True), [0, 0], []
    for there in (1, 0, 1, 0):
        warm.desk.restore(contents[there])
        numbers[there] = len(build_apart(warm.site.root, dataclasses.replace(order, last=0)).changes)
        trees.append(tree_digest(warm.site.site_dir))
    assert differences(trees[0], trees[2]) == differences(trees[1], trees[3]) == []
    dice, here = _dice(warm, cases), 0
    for back in sorted({0, 1, 2, *dice.sample(range(max(numbers)), cases(5, max(numbers)))}):
        there = 1 - here
        warm.desk.restore(contents[there])
        for last in (numbers[there] - back, dice.randrange(1, numbers[there]))[: dice.choice((1, 1, 2))]:
            outcome = build_apart(warm.site.root, dataclasses.replace(order, last=max(1, last)))
            warm.story.append(f"   to content {there}, killed before change {last}: {outcome.state}")
            assert outcome.state in ("killed", "done"), outcome
            _is_whole(warm, *trees[:2])
        here = dice.choice((here, there))
        warm.desk.restore(contents[here])
        warm.story.append(f"   content {here}")
        warm.build(later=dice.random() < 0.7)


def _dice(warm: Warm, cases: Callable[[int, int], int]) -> random.Random:
    seed = cases(SEED, random.getrandbits(32))
    warm.story.append(f"   the dice's seed: {seed}")
    return random.Random(seed)


def _is_whole(warm: Warm, old: Mapping[str, str], new: Mapping[str, str]) -> None:
    found = tree_of(warm.site.site_dir)
    if found not in (old, new):
        said = [
            *(f"old: {line}" for line in differences(found, old)),
            *(f"new: {line}" for line in differences(found, new)),
        ]
        pytest.fail("\n".join(["neither the old site nor the new", *said[:20], "after:", *warm.story]))


def test_a_build_killed_at_any_instant(warm: Warm, cases: Callable[[int, int], int]) -> None:
    """With its workers, or alone: then they die by themselves. Sometimes again and again, with more edits between."""
    warm.start()
    dice, killed = _dice(warm, cases), 0
    began = time.monotonic()
    build_apart(warm.site.root, Order(RICH_NOW, jobs=2, later=True))
    lasts = time.monotonic() - began
    for _ in range(cases(5, 100)):
        for _ in range(dice.choice((1, 1, 2))):
            warm.find_edit(dice.choice(EDITS), dice)
            if dice.random() < 0.3:  # as after a full build, which leaves none
                shutil.rmtree(warm.site.root / ".site.spare", ignore_errors=True)
            old = tree_of(warm.site.site_dir)
            order = Order(warm.desk.now, warm.desk.preview, dice.choice((1, 2)), later=dice.random() < 0.7)
            after, group = dice.uniform(0, lasts), dice.random() < 0.7
            process = Process(warm.site.root)
            process.begin(order)
            time.sleep(after)
            process.kill(group=group)
            outcome = process.outcome()
            process.stop()
            warm.story.append(f"   killed after {after:.3f} s, {'its group' if group else 'alone'}: {outcome.state}")
            killed += outcome.state == "killed"
            fresh = warm.fresh.build(warm.desk.sources(), order)
            _is_whole(warm, old, fresh.tree if fresh.outcome.state == "done" else old)
        warm.build()
        warm.mend()
    assert killed


def test_a_text_changed_as_it_is_read(warm: Warm, cases: Callable[[int, int], int]) -> None:
    """What the build at hand makes of it may be either; the next one knows."""
    warm.start()
    dice, changed = _dice(warm, cases), 0
    for _ in range(cases(5, 100)):
        if dice.random() < 0.8:
            warm.find_edit(dice.choice(EDITS), dice)
        nth = dice.choice((1, 1, 2, 3, dice.randrange(1, 120)))
        order = Order(warm.desk.now, warm.desk.preview, meddle=(nth, dice.random() < 0.5))
        outcome = build_apart(warm.site.root, order)
        warm.story.append(f"   built: {outcome.state}; meanwhile changed: {outcome.changes}")
        changed += any(outcome.changes)
        warm.build()
        warm.mend()
    assert changed


def test_edits_at_any_instant_of_a_build(warm: Warm, cases: Callable[[int, int], int]) -> None:
    """It may fail for it; the next one is right."""
    warm.start()
    dice = _dice(warm, cases)
    for _ in range(cases(3, 100)):
        warm.find_edit(dice.choice(EDITS), dice)
        process = Process(warm.site.root)
        process.begin(Order(warm.desk.now, warm.desk.preview, dice.choice((1, 2))))
        for _ in range(3):
            time.sleep(dice.uniform(0, 0.2))
            warm.find_edit(dice.choice(SOURCE_EDITS), dice)
        warm.story.append(f"   meanwhile built: {process.outcome().state}")
        process.stop()
        warm.build()
        warm.mend()


def test_two_builds_at_once(warm: Warm, cases: Callable[[int, int], int]) -> None:
    """Into the same folder or into two, sometimes with a check beside them, sometimes with one of them killed."""
    warm.start()
    dice = _dice(warm, cases)
    for _ in range(cases(3, 40)):
        warm.find_edit(dice.choice(EDITS), dice)
        base = Order(warm.desk.now, warm.desk.preview, later=dice.random() < 0.5)
        folders = dice.choice((("site", "site"), ("site", "elsewhere"), ("site", "elsewhere", "site")))
        orders = [dataclasses.replace(base, site_dir=folder, jobs=dice.choice((1, 2))) for folder in folders]
        if dice.random() < 0.3:
            orders.append(dataclasses.replace(base, only_check=True))
        fresh = warm.fresh.build(warm.desk.sources(), base)
        processes = [Process(warm.site.root) for _ in orders]
        for process, order in zip(processes, orders, strict=True):
            process.begin(order)
        victim = processes[-1] if dice.random() < 0.4 else None
        if victim:
            time.sleep(dice.uniform(0, 0.5))
            victim.kill()
        outcomes = [process.outcome() for process in processes]
        for process in processes:
            process.stop()
        warm.story.append(f"   at once, into {folders}: {[outcome.state for outcome in outcomes]}")
        for process, order, outcome in zip(processes, orders, outcomes, strict=True):
            if process is not victim:
                problems = tuple(p for p in outcome.problems if p.code != VANISHED)
                assert (outcome.state, problems) == (fresh.outcome.state, fresh.outcome.problems), warm.story
                if outcome.state == "done" and not order.only_check:
                    found = tree_digest(warm.site.root / order.site_dir)
                    assert differences(found, fresh.tree) == [], warm.story
        warm.build()
        warm.mend()
