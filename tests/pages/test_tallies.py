"""Sums over promises."""

from __future__ import annotations

import pytest
from fixtures.sites import Site

from cxzy_build.content.items import PromiseState, promise_state
from cxzy_build.models.front_matter import Promise
from cxzy_build.models.schemas import make
from cxzy_build.pages.item_parts import ItemParts
from cxzy_build.pages.tallies import tally


def promise(state: str, due: str | None = None, on: str | None = None) -> PromiseState:
    return promise_state(make(Promise, {"promise": "办好", "state": state, "due": due, "on": on}))


@pytest.mark.parametrize(
    ("state", "due", "on", "in_time"),
    [
        ("kept", "2011-06-30", "2011-06-30", True),
        ("kept", "2011-06-30", "2011-07-01", False),
        ("kept", None, "2011-07-01", None),
        ("kept", "2011-06-30", None, None),
        ("doing", "2011-06-30", None, None),
    ],
)
def test_a_kept_promise_was_kept_in_time_or_not(
    state: str, due: str | None, on: str | None, in_time: bool | None
) -> None:
    assert promise(state, due, on).in_time is in_time


def test_shares_follow_each_other_and_add_up() -> None:
    states = ["kept", "missed", "kept", "promised", "doing", "kept"]
    found = tally(promise(state, "2011-06-30", "2011-06-01" if state == "kept" else None) for state in states)
    assert found
    assert [(s.state_id, s.start, s.count, s.in_time) for s in found.shares] == [
        ("kept", 0, 3, 3),
        ("doing", 3, 1, 0),
        ("promised", 4, 1, 0),
        ("missed", 5, 1, 0),
    ]
    assert (found.total, found.kept) == (6, "50%")


def test_nothing_promised_has_no_shares() -> None:
    assert tally(()) is None


@pytest.mark.parametrize(("now", "word"), [("2011-06-30", ""), ("2011-07-01", "已过期限")])
def test_a_promise_past_its_day_without_a_result_says_so(site: Site, now: str, word: str) -> None:
    site.write(
        "commitments/open.md",
        "---\ntitle: 承诺\ndate: 2011-01-01\nby: committee\n"
        "items:\n  - {promise: 办好, state: doing, due: 2011-06-30}\n---\n",
    )
    content = site.content(now)
    parts = ItemParts(content.lookup())
    (line,) = parts.promise_group(content.item("commitments/open.md")).promises
    assert line.punctual == word
