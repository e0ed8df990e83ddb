"""Lists of documents as text."""

from __future__ import annotations

import json
from array import array
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from support.search_lists import read_list

from cxzy_build.outputs.search.grams import Listed, Rare
from cxzy_build.outputs.search.layout import AS_WITHOUT_LAST, SHARED
from cxzy_build.outputs.search.letters import ALPHABET, BASE, MIDDLE, SHORT, pairs_of, write_list, write_numbers
from cxzy_build.outputs.search.lists import decode_numbers, encode_lists, renumber

GAPS = st.one_of(
    st.integers(0, SHORT + 2), st.integers(SHORT, MIDDLE + 2), st.integers(MIDDLE - 2, MIDDLE + BASE**3 - 1)
)
ENTRIES = st.lists(st.tuples(GAPS, st.integers(0, 3)), min_size=1, max_size=40)


def listed(gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Documents and classes, of gaps and classes."""
    number, entries = -1, []
    for gap, kind in gaps:
        number += gap + 1
        entries.append((number, kind))
    return entries


def test_the_alphabet_needs_no_escape() -> None:
    assert len(ALPHABET) == BASE == 92
    assert json.dumps(ALPHABET) == f'"{ALPHABET}"'


def test_lists_as_the_documentation_says() -> None:
    assert write_list([(0, 0), (1, 0), (2, 0)]) == "!!! "
    assert write_list([(5, 3)]) == "' %"
    assert write_list([(64, 0), (65, 1)]) == f"{ALPHABET[64]}!! {ALPHABET[4]}"
    assert write_list([]) == ""


@given(ENTRIES)
def test_what_is_written_is_read(gaps: list[tuple[int, int]]) -> None:
    entries = listed(gaps)
    assert list(read_list(write_list(entries))) == entries


@given(st.lists(ENTRIES, min_size=1, max_size=8))
def test_many_at_once_are_written_as_each_is(lists: list[list[tuple[int, int]]]) -> None:
    held = [listed(gaps) for gaps in lists]
    flat = [entry for entries in held for entry in entries if entry[0] < 2**31]
    if len(flat) < sum(map(len, held)):
        return
    starts = np.cumsum([0, *map(len, held)])
    documents = np.array([number for number, _ in flat], np.int32)
    classes = np.array([kind for _, kind in flat], np.uint8)
    together = encode_lists(
        Listed([""] * len(held), starts, documents, classes, (), (), Rare(documents.view(np.uint32), documents))
    )
    assert together == [write_list(entries) for entries in held]


@given(st.lists(ENTRIES, max_size=8))
def test_many_at_once_are_read_as_each_is(lists: list[list[tuple[int, int]]]) -> None:
    held = [[number for number, _ in listed(gaps)] for gaps in lists]
    if any(numbers[-1] >= 2**31 for numbers in held):
        return
    together, starts = decode_numbers([write_numbers(numbers) for numbers in held])
    assert [together[start:end].tolist() for start, end in pairwise(starts.tolist())] == held


def test_files_of_grams_are_renumbered() -> None:
    lists = {
        SHARED: f"{write_numbers([0, 70])}  {write_numbers([1])}",
        "一": write_list([(0, 3), (2, 0), (70, 1)]),
        "一二三": AS_WITHOUT_LAST,
    }
    moved = array("i", [2, 3, 5, *range(100, 200)])
    others = {">": write_list([(0, 0)])}
    renumbered = {
        SHARED: f"{write_numbers([2, 167])}  {write_numbers([3])}",
        "一": write_list([(2, 3), (5, 0), (167, 1)]),
        "一二三": AS_WITHOUT_LAST,
    }
    assert renumber([lists, others], moved) == [renumbered, {">": write_list([(2, 0)])}]


@given(st.lists(st.integers(0, BASE**2 - 1)))
def test_pairs(values: list[int]) -> None:
    written = pairs_of(values)
    digits = [ALPHABET.index(letter) for letter in written]
    assert [BASE * one + other for one, other in zip(digits[::2], digits[1::2], strict=True)] == values
