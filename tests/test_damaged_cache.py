"""Whatever befalls the cache, a build gives what it gives without one: it may only take longer."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from fixtures.builds import build_with_few_rights
from fixtures.sites import Site
from fixtures.warm import Step, Warm
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support.edits import KINDS, Edit
from support.edits.damage import HURTS, files_of, sort_of
from support.tree import differences, tree_digest

DAMAGE = [name for name, kind in KINDS.items() if kind.is_damage]
EDITS = [name for name, kind in KINDS.items() if not kind.is_damage and not kind.breaks]


def test_every_kind_of_damage(warm: Warm, cases: Callable[[int, int], int]) -> None:
    """By itself, and before an edit: some of them, in a soak all."""
    for round_ in range(cases(1, 3)):
        dice, steps = random.Random(cases(round_, random.getrandbits(32))), list[Step]()
        warm.start()
        try:
            for number, name in enumerate(DAMAGE):
                _damage(warm, name, [], dice, steps)
                if number % cases(5, 1) == 0:
                    _damage(warm, name, [dice.choice(EDITS)], dice, steps)
        except AssertionError as failure:
            raise warm.retold(steps, failure) from None
        finally:
            warm.stop()


def _damage(warm: Warm, name: str, edits: list[str], dice: random.Random, steps: list[Step]) -> None:
    warm.mend()
    made = [edit for one in (name, *edits) if (edit := warm.find_edit(one, dice))]
    steps.append(Step(tuple(made), later=dice.random() < 0.7))
    warm.build(later=steps[-1].later)


def test_every_file_of_the_cache(warm: Warm, cases: Callable[[int, int], int]) -> None:
    """A soak hurts each by itself in every way; usually one of each sort is, in two ways."""
    warm.start()
    dice, files = random.Random(0), {sort_of(warm.desk, file): file for file in files_of(warm.desk)}
    for file in (cases(0, 1) and files_of(warm.desk)) or files.values():
        for way in dice.sample(sorted(HURTS), cases(2, len(HURTS))):
            if file.is_file():
                HURTS[way](file, dice, files_of(warm.desk))
                warm.story.append(f"   {file.relative_to(warm.site.root)} {way}")
                warm.build(later=True)


def test_an_older_cache_put_back(warm: Warm) -> None:
    """With the sources it was made from, with newer ones, and among files of a newer one."""
    title, text = Edit("key title", 40), Edit("end of a body changed", 40)
    back, part = Edit("backup of the cache put back"), Edit("backup of the cache put back", 1, 1)
    warm.play(
        [
            Step((Edit("cache backed up"),)),
            Step((title,)),
            Step((text, Edit("item of news added"))),
            Step((back,)),
            Step((back, Edit("undone", 3))),
            Step((back, Edit("key title", 40, 1)), later=False),
            Step((part,)),
            Step((part, Edit("trees exchanged"))),
            Step((back, Edit("tree removed"), Edit("picture replaced by one of another size"))),
        ]
    )


def test_the_cache_of_another_site(warm: Warm) -> None:
    """Also of one that had the same files at the same places."""
    other = Edit("cache of another site")
    edits = Edit("key title", 40), Edit("clock moved"), Edit("trees exchanged")
    warm.play([Step((other,)), *(Step((edit, other)) for edit in edits), Step((Edit(other.name, 1),))])


def test_sequences_of_edits_and_damage(warm: Warm, cases: Callable[[int, int], int]) -> None:
    numbers = st.integers(0, 999)
    damage = st.lists(st.builds(Edit, st.sampled_from(DAMAGE), numbers, numbers), min_size=1, max_size=2)
    edits = st.lists(st.builds(Edit, st.sampled_from(list(KINDS)), numbers, numbers), max_size=2)
    steps = st.builds(lambda damage, edits: Step((*damage, *edits)), damage, edits)
    failing: list[Step] = []

    @settings(max_examples=cases(2, 100), suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(st.lists(steps, min_size=1, max_size=cases(4, 8)))
    def play(steps: list[Step]) -> None:
        failing[:] = steps
        warm.play(steps)

    try:
        play()
    except AssertionError as failure:
        raise warm.retold(failing, failure) from None


@pytest.mark.parametrize("state", ["a file", "a link to nothing", "not to be written", "not to be read"])
def test_where_there_can_be_no_cache_the_command_works_all_the_same(site: Site, state: str) -> None:
    site.build()
    before = tree_digest(site.site_dir)
    cache = site.root / ".cache"
    (cache / "pictures/cards").unlink()
    if state.startswith("not"):
        for path in (*cache.rglob("*"), cache):
            path.chmod(0o500 if state == "not to be written" else 0)
    else:
        cache.rename(site.root / "aside")
        cache.write_text("") if state == "a file" else cache.symlink_to("nowhere")
    done = build_with_few_rights(site)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert differences(before, tree_digest(site.site_dir)) == []
