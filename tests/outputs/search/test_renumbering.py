"""Documents that have other numbers than before; test_grams.py has whole indexes."""

from __future__ import annotations

from cxzy_build.outputs.search.changes import OldIndex
from cxzy_build.outputs.search.documents import Document
from cxzy_build.outputs.search.layout import Shape, grams_file
from cxzy_build.outputs.search.letters import write_list
from cxzy_build.outputs.search.renumbering import Renumbering

DOCUMENTS = [Document(title, "") for title in "甲乙丙"]
LISTS = {"字": write_list([(0, 0), (1, 1), (2, 0)])}
BEFORE = OldIndex(len(DOCUMENTS), Shape(1, 0), lambda _: LISTS, {}, DOCUMENTS.__getitem__)
FILES = {0: grams_file(0, LISTS)}


def file_of(*entries: tuple[int, int]) -> dict[int, bytes]:
    return {0: grams_file(0, {"字": write_list(entries)})}


def test_one_comes_before_others() -> None:
    renumbering = Renumbering([True, False, True, True], [True] * 4)
    index = renumbering.widen(BEFORE)
    assert index.lists(0) == {"字": write_list([(0, 0), (2, 1), (3, 0)])}
    assert [index.document(number).title for number in (0, 2, 3)] == ["甲", "乙", "丙"]
    assert renumbering.moves
    assert renumbering.move(FILES) == file_of((0, 0), (2, 1), (3, 0))
    assert renumbering.narrow(FILES) is FILES


def test_one_goes_before_others() -> None:
    renumbering = Renumbering([True] * 3, [True, False, True])
    assert renumbering.widen(BEFORE) is BEFORE
    assert renumbering.moves
    assert renumbering.narrow(file_of((0, 0), (2, 0))) == file_of((0, 0), (1, 0))


def test_one_comes_and_another_goes() -> None:
    """Only what is between has another number."""
    renumbering = Renumbering([True, False, True, True], [True, True, True, False])
    assert renumbering.widen(BEFORE).lists(0) == {"字": write_list([(0, 0), (2, 1), (3, 0)])}
    assert renumbering.moves
    assert renumbering.narrow(file_of((0, 0), (1, 0), (2, 1))) == file_of((0, 0), (1, 0), (2, 1))


def test_the_newest_come_and_go_without_the_others() -> None:
    for renumbering in (
        Renumbering([True] * 3 + [False], [True] * 4),
        Renumbering([True] * 3, [True] * 2 + [False]),
        Renumbering([True] * 3, [True] * 3),
    ):
        assert renumbering.widen(BEFORE) is BEFORE
        assert not renumbering.moves
        assert renumbering.narrow(FILES) is FILES
