"""The minutes between which the clock makes no difference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.bodies.body import Body
from cxzy_build.content.drafts import Draft, Outline, outline_of
from cxzy_build.dependencies import Question
from cxzy_build.models.front_matter import Campaign, NewsFront
from cxzy_build.models.moments import Moment
from cxzy_build.models.schemas import make
from cxzy_build.pages.mourning import mourning_days
from cxzy_build.stages.inputs import bounds_around

START = dt.datetime(2012, 6, 30, 23, 40)
MINUTES = [START + dt.timedelta(minutes=number) for number in range(40)]
"""All that happens in these tests happens in these minutes, with midnight in the middle."""

LAST = "9999-12-31"
"""What people write for never."""

moments = st.sampled_from([f"{one:%Y-%m-%d %H:%M}" for one in MINUTES] + ["2012-06-30", "2012-07-01", LAST])
spans = st.tuples(moments, moments).map(lambda ends: {"from": min(ends), "until": max(ends)})
items = st.fixed_dictionaries(
    {"date": moments}, optional={"publish_on": moments, "expire_on": moments, "draft": st.just("true")}
).map(lambda front: make(NewsFront, {"title": "甲", "column": "a", **front}))


def iso(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")


def campaign(mourning: Sequence[object] = ()) -> Campaign:
    return make(Campaign, {"name": "甲", "organisation": "乙", "mourning": list(mourning)})


def span(outline: Outline) -> tuple[str, str]:
    return outline.since, outline.until


def draft(front: NewsFront) -> Draft:
    return Draft("news/a.md", front, Body(), True)


@given(
    st.sampled_from(MINUTES), st.lists(items, max_size=3), st.lists(moments, max_size=2), st.lists(spans, max_size=2)
)
def test_within_the_bounds_nothing_depends_on_the_clock(
    now: dt.datetime, fronts: list[NewsFront], minutes: list[str], mourning: list[object]
) -> None:
    outlines = [outline_of(draft(front)) for front in fronts]
    asked: list[Question] = [("has come", minute.replace(" ", "T")) for minute in minutes]
    told = campaign(mourning)

    def seen(moment: dt.datetime) -> object:
        return (
            [outline.standing(iso(moment)) for outline in outlines],
            [iso(moment) >= question[1] for question in asked],
            mourning_days(told.mourning, moment),
        )

    since, until = bounds_around(iso(now), map(span, outlines), asked, told)
    assert since <= iso(now) < until
    assert all(seen(moment) == seen(now) for moment in MINUTES if since <= iso(moment) < until)


def test_what_the_clock_changes_next_ends_the_bounds_and_what_it_changed_last_begins_them() -> None:
    front = make(NewsFront, {"title": "甲", "column": "a", "date": "2012-06-30", "expire_on": "2012-07-01"})
    outlines = [outline_of(draft(front))]
    asked: list[Question] = [("has come", "2012-06-30T12:00"), ("teaser", "2012-06-30T12:30")]
    told = campaign([{"from": "2012-06-30 18:00", "until": "2012-06-30 19:00"}])
    bounds = ["", "2012-06-30T00:00", "2012-06-30T12:00", "2012-06-30T18:00", "2012-06-30T19:01", "2012-07-02T00:00"]
    for since, until in pairwise(bounds):
        last = iso(dt.datetime.fromisoformat(until) - dt.timedelta(minutes=1))
        for now in (since or "1949-10-01T00:00", last):
            assert bounds_around(now, map(span, outlines), asked, told) == (since, until)


def test_bounds_that_are_known_stay_where_nothing_new_is_within() -> None:
    front = make(NewsFront, {"title": "甲", "column": "a", "date": "2012-06-30", "expire_on": "2012-07-01"})
    spans, known = [span(outline_of(draft(front)))], ("2012-07-01T06:00", "2012-07-01T18:00")
    assert bounds_around("2012-07-01T12:00", spans, (), campaign(), known) == known
    asked: list[Question] = [
        ("has come", "2012-07-01T09:00"),
        ("has come", "2012-07-01T15:00"),
        ("has come", "2012-07-01T20:00"),
    ]
    assert bounds_around("2012-07-01T12:00", spans, asked, campaign(), known) == (
        "2012-07-01T09:00",
        "2012-07-01T15:00",
    )


def test_where_nothing_has_a_date_the_clock_never_matters() -> None:
    for now in ("0001-01-01T00:00", "2012-07-01T00:00", "9999-12-31T23:59"):
        since, until = bounds_around(now, (), (), campaign())
        assert since <= "0001-01-01T00:00"
        assert until > "9999-12-31T23:59"


@pytest.mark.parametrize("mourning", [[], [{"from": "2012-07-01", "until": LAST}]])
def test_what_ends_with_the_calendar_never_ends(mourning: list[object]) -> None:
    front = make(NewsFront, {"title": "甲", "column": "a", "date": "2012-06-30", "expire_on": LAST})
    _, until = bounds_around("2012-07-01T00:00", [span(outline_of(draft(front)))], (), campaign(mourning))
    assert until > iso(Moment(dt.datetime(9999, 12, 31)).end)
