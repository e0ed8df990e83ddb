"""Which events of files are changes of the content, and which changes are one."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.preview.changes import LONGEST, QUIET, Gathering, matters


class Clock:
    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    "path",
    [
        "news/迎新.md",
        "news/2011-03-05-volunteers/photo.JPG",
        "campaign.yml",
        "assets/cxzy.css",
        ".icons/own/star.svg",
        "news/4913.md",
        "news/计划~修订.docx",
        "news/swp.md",
        "news/~bo.md",
        "news/2011.bak/bei.md",
    ],
)
def test_what_a_build_reads_matters(path: str) -> None:
    assert matters(PurePath(path))


@pytest.mark.parametrize(
    "path",
    [
        "news/.迎新.md.swp",
        "news/.迎新.md.swx",
        "news/迎新.md.swo",
        "news/迎新.md~",
        "news/.#迎新.md",
        "news/#迎新.md#",
        "news/4913",
        "news/~$计划.docx",
        "news/~WRD0003.tmp",
        "news/.~lock.计划.docx#",
        "news/.goutputstream-A1B2C3",
        ".git/index",
        "news/.git/HEAD",
        "__pycache__/hooks.cpython-311.pyc",
        "hooks.pyc",
        "news/.DS_Store",
        "news/a.md.bak",
        "news/Thumbs.db",
    ],
)
def test_what_editors_and_systems_leave_does_not(path: str) -> None:
    assert not matters(PurePath(path))


def test_changes_are_whole_when_nothing_has_come_for_a_moment() -> None:
    clock = Clock()
    gathering = Gathering(clock)
    assert gathering.left() is None
    gathering.add("a~")
    clock.now += QUIET / 2
    gathering.add("a")
    assert gathering.left() == pytest.approx(QUIET)
    clock.now += QUIET / 2
    assert gathering.left() == pytest.approx(QUIET / 2)
    clock.now += QUIET
    assert gathering.left() == 0
    assert gathering.take() == {"a", "a~"}
    assert gathering.left() is None


def test_changes_that_never_stop_are_not_waited_for() -> None:
    clock = Clock()
    gathering = Gathering(clock)
    started = clock.now
    while gathering.left() != 0:
        gathering.add("a")
        clock.now += QUIET / 4
    assert clock.now - started == pytest.approx(LONGEST, abs=QUIET)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_none_is_lost_and_none_waits_too_long(pauses: list[float]) -> None:
    clock = Clock()
    gathering = Gathering(clock)
    told: set[str] = set()
    for number, pause in enumerate(pauses):
        gathering.add(str(number))
        waited = min(pause, gathering.left() or 0)
        clock.now += waited
        if gathering.left() == 0:
            told |= gathering.take()
        clock.now += pause - waited
    while (left := gathering.left()) is not None:
        assert left <= LONGEST
        clock.now += left
        told |= gathering.take()
    assert told == set(map(str, range(len(pauses))))
