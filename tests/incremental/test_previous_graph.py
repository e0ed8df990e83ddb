"""A graph that takes its lists from a later one tells what the one before told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from fixtures.sites import make_site
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from cxzy_build.content.graph import Graph
from cxzy_build.content.items import COMMITTEE, Teaser, newest_first
from cxzy_build.incremental.previous_graph import MOST, PreviousGraph, with_lists_from
from cxzy_build.pages.world import World, world_of

COLLECTIONS = "news", "exemplars", "commitments", "branches"
Shown = Mapping[int, Mapping[str, Any]]
"""What is shown of some items, by their numbers."""

FIELDS = st.fixed_dictionaries({
    "start": st.sampled_from(("", "2011-03-05T00:00", "2011-04-01T08:00", "2012-04-01T00:00")),
    "phase": st.sampled_from(("", "strive")),
    "tags": st.lists(st.sampled_from("甲乙"), max_size=2).map(tuple),
    "branches": st.lists(st.sampled_from(("b1", "b2")), max_size=1).map(tuple),
    "by": st.sampled_from((COMMITTEE, "exemplars/1/", "exemplars/5/", "branches/3/")),
    "heading": st.sampled_from(("一", "二")),
    "pinned": st.integers(0, 1),
})  # fmt: skip
NUMBERS = st.integers(0, 11)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return world_of(make_site(tmp_path_factory.mktemp("graph") / "site").content().catalogue(), {}, ())


def graph_of(model: Teaser, shown: Shown) -> Graph:
    teasers = tuple(sorted((_teaser(model, number, one) for number, one in shown.items()), key=newest_first))
    return Graph(load=lambda: teasers)


def _teaser(model: Teaser, number: int, shown: Mapping[str, Any]) -> Teaser:
    collection = COLLECTIONS[number % len(COLLECTIONS)]
    by = shown["by"] if collection == "commitments" else ""
    return model._replace(**{**shown, "by": by, "collection": collection, "address": f"{collection}/{number}/"})


@given(st.dictionaries(NUMBERS, FIELDS, min_size=3), st.dictionaries(NUMBERS, st.none() | FIELDS, max_size=3))
def test_lists_sums_and_places_are_those_of_before(world: World, before: Shown, edits: Mapping[int, Any]) -> None:
    now = {number: shown for number, shown in {**before, **edits}.items() if shown}
    model = world.graph.teasers[0]
    old, new = (graph_of(model, shown) for shown in (before, now))
    touched = {f"{COLLECTIONS[number % len(COLLECTIONS)]}/{number}/" for number in edits}
    told = with_lists_from(new, structs.replace(world, graph=old), touched).graph
    assert isinstance(told, PreviousGraph)
    assert told.teasers == old.teasers
    assert set(told.names) == set(old.names)
    for name in {*old.names, *new.names}:
        assert told.list(name) == old.list(name)
        assert told.totals(name) == old.totals(name)
        assert told.calendar(name) == old.calendar(name)
        assert [told.index(name, address) for address in new.by_address] == [
            old.index(name, address) for address in new.by_address
        ]


@pytest.mark.parametrize(("edited", "is_made_of_it"), [(MOST, True), (MOST + 1, False)])
def test_where_many_items_differ_lists_are_the_old_ones(world: World, edited: int, is_made_of_it: bool) -> None:
    plain = {"start": "", "phase": "", "tags": (), "branches": (), "by": COMMITTEE, "heading": "一", "pinned": 0}
    old = graph_of(world.graph.teasers[0], dict.fromkeys(range(MOST + 1), plain))
    new = graph_of(
        world.graph.teasers[0], {n: {**plain, "heading": "二" if n < edited else "一"} for n in range(MOST + 1)}
    )
    before = structs.replace(world, graph=old)
    told = with_lists_from(new, before, old.by_address.keys())
    assert isinstance(told.graph, PreviousGraph) is is_made_of_it
    assert (told is before) is not is_made_of_it


def test_a_graph_in_which_two_items_have_one_address_is_not_used(world: World) -> None:
    teaser = world.graph.teasers[0]
    assert with_lists_from(Graph(load=lambda: (teaser, teaser)), world, ()) is world
    assert with_lists_from(world.graph, world, ()) is world
