"""Questions keep their numbers, and who asked one is found by its number."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.dependencies import Question
from cxzy_build.incremental.questions import Questions, asking

QUESTIONS = st.tuples(st.sampled_from(["teaser", "near"]), st.text(max_size=2))
ASKED = st.dictionaries(st.text(max_size=3), st.sets(st.integers(0, 70_000), max_size=8).map(sorted))


def of(numbers: list[int]) -> bytes:
    return array("I", numbers).tobytes()


@given(st.lists(QUESTIONS), st.lists(QUESTIONS))
def test_a_number_is_the_questions_place_in_the_table(known: list[Question], asked: list[Question]) -> None:
    questions = Questions(dict.fromkeys(known))
    numbers = array("I", questions.numbers_of(asked))
    assert [questions.all[number] for number in numbers] == asked
    assert len(questions.all) == len({*known, *asked})


def test_numbers_of_the_same_questions_are_the_very_ones_of_before() -> None:
    questions = Questions([("teaser", "a"), ("teaser", "b")])
    before = of([1, 0])
    assert questions.numbers_like({("teaser", "a"), ("teaser", "b")}, before) is before
    assert questions.numbers_like([("teaser", "b")], before) == of([1])
    assert questions.numbers_like([("teaser", "b")], None) == of([1])


def test_a_table_is_wasteful_when_less_than_half_was_in_use() -> None:
    three: list[Question] = [("teaser", "a"), ("teaser", "b"), ("teaser", "c")]
    assert Questions(three, 1).is_wasteful
    assert not Questions(three, 2).is_wasteful
    assert not Questions(three).is_wasteful


@given(st.frozensets(st.integers(0, 70_000), max_size=20), ASKED)
def test_who_asked_is_who_has_the_number(wanted: frozenset[int], asked: dict[str, list[int]]) -> None:
    found = asking(wanted, {name: ("spec", of(numbers)) for name, numbers in asked.items()}, 1)
    assert found == {name for name, numbers in asked.items() if wanted.intersection(numbers)}


def test_bytes_of_two_numbers_are_not_taken_for_a_third() -> None:
    assert asking(frozenset({0x01000000}), {"a": [of([1, 0])]}, 0) == frozenset()
    assert asking(frozenset({0x00000100}), {"a": [of([0x01000000, 0])]}, 0) == frozenset()
