"""A build after edits gives what a fresh build of the same sources gives: every byte and every problem.

A failure prints what was done, build by build, and the steps as code: `PLAY_AGAIN` takes them.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path

import pytest
from fixtures.builds import Order, Outcome, build_apart
from fixtures.fresh import Built
from fixtures.rich import RICH_NOW
from fixtures.sites import PROJECT, Site
from fixtures.warm import VANISHED, Step, Warm, folder_in_memory
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from support.edits import KINDS, Edit
from support.edits.campaign import LISTS
from support.edits.campaign import VALUES as CAMPAIGN_VALUES
from support.edits.desk import remove_tree
from support.edits.keys import HOLDERS, VALUES
from support.tree import differences, tree_digest

from cxzy_build.models.front_matter import FRONT_OF, Campaign
from cxzy_build.report import problems_json

NAMES = [name for name, kind in KINDS.items() if not kind.is_damage]

PLAY_AGAIN: tuple[Step, ...] = ()
"""Steps of a failure, to be played again by `pytest tests/test_warm_builds.py -k again`."""

PARTS = 4
"""The tour of all kinds of edits is made in so many parts, so that workers may share it."""

UNDONE = {
    "folder became a file": "file became a folder",
    "item at an old address": "item renamed, its old address kept",
}
"""What makes again what an edit needs, where those before it have left nothing of it."""

AT_ONCE = 8
"""Edits to one build of the tour; a soak makes each by itself."""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_kind_of_edit(warm: Warm, part: int, cases: Callable[[int, int], int]) -> None:
    names = NAMES[part::PARTS]
    for tour in range(cases(1, 3)):
        steps: list[Step] = []
        try:
            _tour(warm, names, random.Random(cases(tour, random.getrandbits(32))), cases(AT_ONCE, 1), steps)
        except AssertionError as failure:
            raise warm.retold(steps, failure) from None
        finally:
            warm.stop()


def _tour(warm: Warm, names: list[str], dice: random.Random, at_once: int, steps: list[Step]) -> None:
    """Make one edit of every kind. Those that break the content come last, before them those that reach every page: for
    they would hide what others did. What nothing can be done to yet (no two trees to exchange) has its turn later."""
    warm.start()
    waiting = list(names)
    dice.shuffle(waiting)
    waiting.sort(key=_reach)
    while waiting:
        warm.mend()
        together = [name for name in waiting if _reach(name) == _reach(waiting[0])]
        found = (edit for name in together if (edit := warm.find_edit(name, dice)))
        edits = list(islice(found, at_once))
        edits = edits or [edit for name in together if (edit := warm.find_edit(UNDONE.get(name, name), dice))]
        assert edits, f"nothing was found to make these edits to: {together}"
        waiting = [name for name in waiting if name not in {edit.name for edit in edits}]
        steps.append(Step(tuple(edits), later=dice.random() < 0.7))
        warm.build(later=steps[-1].later)


def _reach(name: str) -> tuple[bool, bool]:
    return KINDS[name].breaks, KINDS[name].is_wide


@pytest.mark.parametrize("part", range(3))
def test_sequences_of_edits(warm: Warm, part: int, cases: Callable[[int, int], int]) -> None:
    edits = st.builds(Edit, st.sampled_from(NAMES), st.integers(0, 999), st.integers(0, 99))
    some = st.lists(edits, min_size=1, max_size=3).map(tuple)
    steps = st.builds(Step, some, mend=st.sampled_from((True, True, True, False)), later=st.booleans())
    failing: list[Step] = []

    @seed(cases(part, random.getrandbits(32)))
    @settings(max_examples=cases(1, 100), suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(st.lists(steps, min_size=1, max_size=cases(6, 8)), st.sampled_from((False, False, False, True)))
    def play(steps: list[Step], anew: bool) -> None:
        if anew:
            warm.fresh.forget()
        failing[:] = steps
        warm.play(steps)

    try:
        play()
    except AssertionError as failure:
        raise warm.retold(failing, failure) from None


def test_the_command_gives_the_same_in_other_surroundings(warm: Warm) -> None:
    """Warm builds of processes that share no hash seed, time zone or locale."""
    warm.start()
    surroundings: tuple[dict[str, str], ...] = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"},
    )
    for number, env in enumerate(surroundings):
        for edit in (Edit("key title", 40 + number), Edit("item of news added"), Edit("link added", number, 5)):
            assert warm.edit(edit)
        order = Order(RICH_NOW)
        fresh = warm.fresh.build(warm.desk.sources(), order)
        checked = _command(warm.site, PROJECT, env, "check", "--format", "json", "--now", RICH_NOW)
        told = [one for one in json.loads(checked.stdout) if one["code"] != VANISHED]
        assert told == json.loads(problems_json(fresh.outcome.problems))
        built = _command(warm.site, PROJECT, env, "build", "-j", str(1 + number % 2), "--now", RICH_NOW)
        assert built.returncode == 0, built.stderr
        assert differences(tree_digest(warm.site.site_dir), fresh.tree) == []
    warm.build()


def test_another_version_of_the_program_takes_nothing_from_the_cache_of_this_one(warm: Warm, tmp_path: Path) -> None:
    """And this one nothing from that one's."""
    warm.start()
    shutil.copytree(PROJECT / "cxzy_build", tmp_path / "cxzy_build", ignore=shutil.ignore_patterns("__pycache__"))
    for module, old, new in (
        ("models/words.py", 'Words("新闻", "新闻动态")', 'Words("新闻", "新闻纵览")'),
        ("bodies/conversion.py", '"note": "提示"', '"note": "请看"'),
        ("outputs/feeds.py", "FEED_ITEMS = 20", "FEED_ITEMS = 19"),
    ):
        text = (tmp_path / "cxzy_build" / module).read_text("utf-8")
        assert old in text
        (tmp_path / "cxzy_build" / module).write_text(text.replace(old, new), "utf-8")
    warm.fresh.build_now(warm.desk.sources(), Order(RICH_NOW))
    trees = []
    for site in (warm.site, warm.fresh.site):
        if site is warm.fresh.site:
            shutil.rmtree(site.root / ".cache")
        done = _command(site, tmp_path, {}, "build", "--now", RICH_NOW)
        assert done.returncode == 0, done.stderr
        trees.append(tree_digest(site.site_dir))
    assert differences(*trees) == []
    assert "新闻纵览" in (warm.site.site_dir / "news/index.html").read_text("utf-8")
    warm.build(later=True)


def _command(site: Site, program: Path, env: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cxzy_build", *arguments],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(program), **env},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def test_a_project_that_was_moved_or_copied(warm: Warm) -> None:
    """With all it remembers; another stands in its place, and its cache says nothing of that one."""
    warm.start()
    moved, order = warm.site.root.with_name("moved"), Order(RICH_NOW, later=True)
    first = warm.fresh.build(warm.desk.sources(), order)
    shutil.copytree(warm.site.root, moved, symlinks=True)
    assert warm.find_edit("key title", random.Random(1))
    warm.build(later=True)
    _is_built(moved, order, first)
    os.rename(warm.site.root, aside := warm.site.root.with_name("aside"))
    os.rename(moved, warm.site.root)
    _is_built(warm.site.root, order, first)
    os.rename(warm.site.root, moved)
    os.rename(aside, warm.site.root)
    warm.build(later=True)
    remove_tree(moved)


def _is_built(root: Path, order: Order, fresh: Built) -> None:
    assert build_apart(root, order) == fresh.outcome
    assert differences(tree_digest(root / "site"), fresh.tree) == []


@pytest.mark.skipif(not PLAY_AGAIN, reason="no steps are given")
def test_steps_given_are_played_again(warm: Warm) -> None:
    warm.play(PLAY_AGAIN)


def test_every_key_of_every_model_is_edited() -> None:
    assert set(VALUES) == {key for model in FRONT_OF.values() for key in model.known_keys()}
    for collection, model in FRONT_OF.items():
        own = {key for key, holders in HOLDERS.items() if collection in holders}
        assert own <= model.known_keys()
    assert {*CAMPAIGN_VALUES, *LISTS, "tags"} == Campaign.known_keys()


class Forgetful(Warm):
    """Leaves one file of the site as it was before."""

    def run(self, order: Order) -> Outcome:
        path = self.site.site_dir / "news/columns/practice/feed.xml"
        before = path.read_bytes() if path.exists() else None
        outcome = super().run(order)
        if before:
            path.write_bytes(before)
        return outcome


def test_a_build_that_forgets_a_file_is_found_and_told_in_a_few_lines(tmp_path: Path) -> None:
    failing = [Step((Edit("file touched"), Edit("campaign's organisation")))]
    with folder_in_memory(tmp_path) as folder:
        warm = Forgetful(folder)
        with pytest.raises(AssertionError) as told:
            warm.play(failing)
        found = warm.shortest(failing)
    assert "differs: news/columns/practice/feed.xml" in str(told.value)
    assert "  warm : " in str(told.value)
    assert "campaign's organisation: campaign.yml: organisation: 改名的党委" in str(told.value)
    assert found
    assert found[0] == [Step((Edit("campaign's organisation"),))]
