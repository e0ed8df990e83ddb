"""Which questions have another answer after an edit: told quickly, and just those that asking each would tell."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple, get_args

import pytest
from fixtures.rich import RICH_NOW, rich_site
from fixtures.sites import Site, StandIn, build_of
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from support.edits import KINDS, Desk, Edit, NothingThere
from support.edits.desk import Sources

from cxzy_build.content.addresses import Register
from cxzy_build.content.graph import Graph
from cxzy_build.content.items import Teaser, newest_first
from cxzy_build.content.list_names import ALL, of_branch, of_collection, of_promiser
from cxzy_build.delivery.trees import WHOLE, TreePair, TreesKnown
from cxzy_build.dependencies import Question, QuestionKind
from cxzy_build.hanzi.locks import Lock
from cxzy_build.incremental import changes, previous_graph
from cxzy_build.incremental.changes import changed
from cxzy_build.incremental.glance import glance_at
from cxzy_build.incremental.previous_build import previous_build_of
from cxzy_build.incremental.previous_graph import PreviousGraph, with_lists_from
from cxzy_build.mappings import OverlaidMapping
from cxzy_build.pages import world as world_module
from cxzy_build.pages.world import World
from cxzy_build.stages import registering
from cxzy_build.stages.planning import plan_all
from cxzy_build.stages.reading import read_content
from cxzy_build.stages.remaking import make_all

ASKED = frozenset(get_args(QuestionKind))
"""Every kind; that no other is noted anywhere is held by mypy."""


class State(NamedTuple):
    """The world of one state of the sources, and all that is asked of it when every item is linked and every file made.

    touched: addresses of the items that are not the very same as in the state before.
    """

    world: World
    questions: tuple[Question, ...]
    touched: frozenset[str]


@dataclasses.dataclass
class Edited:
    """A site that was built once, and then is edited."""

    site: Site
    desk: Desk
    first: Sources

    def state(self, *, remembers: bool) -> State:
        """As a build sees it now; with or without the first build to compare with."""
        settings = self.site.quick_settings(self.desk.now)
        with glance_at(settings, watches=False) as glance:
            previous = previous_build_of(glance) if remembers else None
            tree_pair = TreePair(settings.site_dir, TreesKnown(), lambda: WHOLE, lambda: WHOLE)
            build = build_of(settings, StandIn(settings.docs_dir), previous=previous, tree_pair=tree_pair)
            content = structs.replace(read_content(build), is_as_before=False)  # all is made, and nothing for search
            site = plan_all(build, content, None)
            made = make_all(structs.replace(build, previous=None, tree_pair=None), content, site)
        asked = (*made.outputs.questions.all, *(q for one in content.linked.made.values() for q in one.questions))
        return State(site.world, tuple(dict.fromkeys(asked)), content.linked.touched)

    def register(self, *, remembers: bool) -> Register:
        """The names of everything, as a build sees it now."""
        settings = self.site.quick_settings(self.desk.now)
        with glance_at(settings, watches=False) as glance:
            previous = previous_build_of(glance) if remembers else None
            content = read_content(build_of(settings, StandIn(settings.docs_dir), previous=previous))
        return content.register

    def before(self) -> State:
        """As the first build left it to be remembered."""
        settings = self.site.quick_settings()
        with glance_at(settings, watches=False) as glance:
            previous = previous_build_of(glance)
            assert previous
            return State(previous.world, (*previous.output_questions, *previous.item_questions), frozenset())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    site = rich_site(tmp_path_factory.mktemp("changes") / "site")
    site.quick_build(RICH_NOW)
    desk = Desk(site.root, RICH_NOW)
    return Edited(site, desk, desk.sources())


@pytest.fixture(scope="module")
def one_world(built: Edited) -> World:
    return built.before().world


@pytest.fixture
def edited(built: Edited) -> Iterator[Edited]:
    """The same for every test; its sources are as they were afterwards."""
    yield built
    built.desk.reset()
    built.desk.restore(built.first)


def differing(old: World, new: World, questions: Iterable[Question]) -> set[Question]:
    """The questions that have another answer, asked one by one."""
    return {question for question in questions if old.answer(question) != new.answer(question)}


def told(old: World, new: World, questions: tuple[Question, ...], items: frozenset[str]) -> set[Question]:
    return {questions[place] for place in changed(old, new, questions, items)}


EDITS = (
    "end of a body changed", "first paragraph changed", "heading renamed", "link added", "link removed",
    "picture in a body added", "campaign's name", "campaign's mourning", "one of columns renamed",
    "phases in another order", "border between phases moved", "names added to every list", "addresses of tags",
    "picture replaced by one of another size", "attachment changed", "file touched", "nothing at all",
    "template changed", "item of news added", "item of branches added", "item removed", "item renamed",
    "file became a folder", "item moved to another folder", "date moved to another phase", "link target hidden",
    "hidden item shown", "key tags", "key slug", "key pinned", "key contributor", "key items", "key replaced_by",
    "keys in another order", "hand-written page added", "hand-written page removed, and what names it", "clock moved",
)  # fmt: skip
"""Some kinds of edits; a soak makes every one that breaks nothing."""

HARMLESS = "nothing at all"
"""The edit after which every answer may be as it was."""

OTHERS = tuple(
    name
    for name, kind in KINDS.items()
    if not (name in EDITS or kind.breaks) and kind.act.__module__.rpartition(".")[2] not in ("damage", "surroundings")
)


@pytest.mark.parametrize("name", EDITS)
def test_just_those_are_told_that_asking_each_would_tell(edited: Edited, name: str) -> None:
    _compare(edited, name, 2)


def test_so_they_are_after_other_edits(edited: Edited, cases: Callable[[int, int], int]) -> None:
    for name in OTHERS[:: cases(8, 1)]:
        for number in range(cases(1, 5)):
            _compare(edited, name, number)
            edited.desk.restore(edited.first)


def _compare(edited: Edited, name: str, number: int) -> None:
    before = edited.before()
    with suppress(NothingThere):
        Edit(name, number, number).make(edited.desk)
    after = edited.state(remembers=True)
    questions = tuple(dict.fromkeys((*before.questions, *after.questions)))
    old = with_lists_from(after.world.graph, before.world, after.touched)
    found = told(old, after.world, questions, after.touched)
    assert found == differing(before.world, after.world, questions)
    _compare_lists(old.graph, before.world.graph, after.world.graph)
    assert found or name not in EDITS or name == HARMLESS


COMING_AND_GOING = (
    "item of news added", "item of branches added", "item removed", "item renamed", "file became a folder",
    "item moved to another folder", "date moved to another phase", "hidden item shown", "link target hidden",
    "key slug", "end of a body changed", "hand-written page added", "picture replaced by one of another size",
    "clock moved",
)  # fmt: skip


@pytest.mark.parametrize("few", [0, 1000])
def test_names_after_an_edit_are_those_of_a_build_that_knows_of_none_before(
    edited: Edited, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registering, "_FEW", few)
    by_edits = []
    for number, name in enumerate(COMING_AND_GOING):
        with suppress(NothingThere):
            Edit(name, number, number).make(edited.desk)
        again, fresh = edited.register(remembers=True), edited.register(remembers=False)
        assert sorted(again.by_path.items()) == sorted(fresh.by_path.items()), name
        assert again.by_address == fresh.by_address
        assert {link: set(held) for link, held in again.by_link.items()} == {
            link: set(held) for link, held in fresh.by_link.items()
        }
        assert (again.out, again.expired) == (fresh.out, fresh.expired)
        assert (again.files, again.refused) == (fresh.files, fresh.refused)
        assert {path: page.address for path, page in again.pages_by_path.items()} == {
            path: page.address for path, page in fresh.pages_by_path.items()
        }
        by_edits.append(isinstance(again.by_path, OverlaidMapping))
    assert any(by_edits) == bool(few)
    assert not all(by_edits)


def test_commitments_are_told_to_be_in_the_lists_of_another_branch(edited: Edited) -> None:
    before = edited.before().world
    site = edited.site
    promiser = next(
        teaser
        for teaser in before.graph.teasers
        if teaser.collection == "exemplars" and before.graph.list(of_promiser(teaser.address))
    )
    (branch,) = promiser.branches
    other = next(teaser.slug for teaser in before.graph.list(of_collection("branches")) if teaser.slug != branch)
    site.replace(promiser.path, f"branch: {branch}", f"branch: {other}")
    after = edited.state(remembers=True)
    held = before.graph.list(of_promiser(promiser.address))
    assert after.touched.isdisjoint(teaser.address for teaser in held)
    assert set(held) <= set(after.world.graph.list(of_branch(other)))
    told = with_lists_from(after.world.graph, before, after.touched)
    assert isinstance(told.graph, PreviousGraph)
    _compare_lists(told.graph, before.graph, after.world.graph)


def _compare_lists(told: Graph, before: Graph, after: Graph) -> None:
    """Whether one graph tells all that another does, of what is there now or was."""
    items = before.by_address.keys() | after.by_address.keys()
    for name in {*before.names, *after.names}:
        assert told.list(name) == before.list(name)
        assert told.totals(name) == before.totals(name)
        assert told.calendar(name) == before.calendar(name)
        assert all(told.index(name, address) == before.index(name, address) for address in items)
        counted = ("2012-06-01T00:00", "news", (name,))
        assert told.counted(*counted) == before.counted(*counted)


def test_lists_are_made_of_old_where_many_items_differ(edited: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    before = edited.before().world
    Edit("item of news added", 0, 0).make(edited.desk)
    after = edited.state(remembers=True)
    monkeypatch.setattr(previous_graph, "MOST", 0)
    assert with_lists_from(after.world.graph, before, after.touched) is before


def test_between_worlds_that_share_nothing_they_are_told_as_well(edited: Edited) -> None:
    old = edited.state(remembers=False)
    edited.site.delete("documents/notice.md").replace("news/n20.md", "title: 第20条新闻", "title: 改了")
    new = edited.state(remembers=False)
    items = frozenset({"documents/notice/", *(teaser.address for teaser in new.world.graph.teasers)})
    questions = tuple(dict.fromkeys((*old.questions, *new.questions)))
    found = told(old.world, new.world, questions, items)
    assert found == differing(old.world, new.world, questions) != set()


def graph_of(teasers: Iterable[Teaser]) -> Graph:
    held = tuple(sorted(teasers, key=newest_first))
    return Graph(load=lambda: held)


@given(
    st.sets(st.integers(0, 150), min_size=40),
    st.sets(st.integers(0, 150), max_size=3),
    st.dictionaries(st.integers(0, 150), st.integers(0, 2000), max_size=2),
)
def test_of_a_long_list_no_place_that_has_other_neighbours_is_missed(
    one_world: World, numbers: set[int], edited: set[int], moved: dict[int, int]
) -> None:
    addresses = [f"{number:03}/" for number in range(151)]
    model = one_world.graph.teasers[0]
    teasers = [model._replace(address=one, start=_minute(10 * number)) for number, one in enumerate(addresses)]
    others = [teaser._replace(start=_minute(moved[n])) if n in moved else teaser for n, teaser in enumerate(teasers)]
    old = structs.replace(one_world, graph=graph_of(teasers[number] for number in numbers))
    new = structs.replace(one_world, graph=graph_of(others[number] for number in numbers ^ edited))
    questions: tuple[Question, ...] = (
        *(("near", ALL, address) for address in addresses),
        *(("beside", ALL, address) for address in addresses),
        *(("page", ALL, "archive/", f"{number or ''}") for number in range(9)),
    )
    items = frozenset(addresses[number] for number in {*edited, *moved})
    assert told(old, new, questions, items) == differing(old, new, questions)


def _minute(number: int) -> str:
    return f"2011-01-{1 + number // 1440:02}T{number // 60 % 24:02}:{number % 60:02}"


def test_every_question_that_is_asked_has_an_answer(edited: Edited) -> None:
    edited.site.append("campaign.yml", "\neditions: [zh-Hant]\n")
    state = edited.state(remembers=False)
    assert {question[0] for question in state.questions} == ASKED
    for question in state.questions:
        state.world.answer(question)
    assert world_module._ANSWERS.keys() == ASKED


def test_asking_for_what_is_not_there_does_not_put_it_there(edited: Edited) -> None:
    world = edited.before().world
    absent: list[Question] = [
        ("id", "branches", "none"),
        ("items called", "branches/none"),
        ("item at", "x.md"),
        ("teaser", "x/"),
    ]
    answers = [world.answer(question) for question in absent]
    assert answers == [False, (), None, None]
    assert [world.answer(question) for question in absent] == answers


def test_no_kind_of_question_is_beyond_suspicion(edited: Edited) -> None:
    old = edited.state(remembers=False).world
    new = World(
        campaign=structs.replace(old.campaign, readable=False),
        register=structs.replace(old.register),
        linked=dict(old.linked),
        graph=structs.replace(old.graph),
        pictures=structs.replace(old.pictures),
        contents=dict(old.contents),
        digests={},
        now="9",
        paths={},
        locked={"于海": Lock("", True)},
    )
    assert changes._Suspicion(old, new, {"news/2010/06/n00/"}).kinds == ASKED
    assert changes._Suspicion(old, old, ()).kinds == frozenset()
