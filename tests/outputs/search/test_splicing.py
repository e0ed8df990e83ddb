"""Lists with a few documents changed, beside lists that are read and written whole."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.search_lists import read_list

from cxzy_build.outputs.search.letters import write_list
from cxzy_build.outputs.search.splicing import Spliced, documents_in, splice

Entries = dict[int, int]

NUMBERS = st.one_of(st.integers(0, 300), st.integers(0, 6000), st.integers(0, 700_000))
CHANGES = st.dictionaries(NUMBERS, st.none() | st.integers(0, 3), min_size=1, max_size=5)


def expected(entries: Entries, changes: dict[int, int | None]) -> Spliced:
    changed = {number: kind for number, kind in {**entries, **changes}.items() if kind is not None}
    return Spliced(write_list(sorted(changed.items())), len(entries), len(changed))


@given(st.dictionaries(NUMBERS, st.integers(0, 3), max_size=40), CHANGES, st.data())
def test_a_list_is_as_if_written_anew(entries: Entries, changes: dict[int, int | None], data: st.DataObject) -> None:
    known = st.dictionaries(st.sampled_from(sorted(entries)), st.none() | st.integers(0, 3)) if entries else st.just({})
    changes |= data.draw(known)
    written = write_list(sorted(entries.items()))
    assert splice(written, changes) == expected(entries, changes)
    assert documents_in(written) == len(entries)


@pytest.mark.parametrize("share", [1, 2, 30, 100])
def test_so_are_long_ones(share: int) -> None:
    """Of which several hundred numbers of one character follow each other."""
    dice = random.Random(share)
    entries = {number: dice.randrange(4) for number in range(3000) if not dice.randrange(share)}
    for _ in range(200):
        changes = {dice.randrange(3100): dice.choice((None, 0, 1, 2, 3)) for _ in range(dice.choice((1, 3)))}
        written = write_list(sorted(entries.items()))
        spliced = splice(written, changes)
        assert spliced == expected(entries, changes)
        entries = dict(read_list(spliced.written))
