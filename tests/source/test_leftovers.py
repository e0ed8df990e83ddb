"""What programs leave behind has names of its own, which the whole program knows alike."""

from __future__ import annotations

import pytest

from cxzy_build.source.leftovers import is_hidden_or_lock, is_leftover

LEFT = (
    *("a.md~", "a.BAK", "a.png.tmp", "a.orig", "a.md.swp", "a.md.swo", "4913", "Thumbs.db", "Desktop.ini", "#a.md#"),
    *(".a.md.swp", ".#a.md", ".~lock.a.docx#", "~$a.docx", ".DS_Store"),
)
WRITTEN = ("a.md", "~bo.md", "~a.docx", "计划~修订.docx", "4913.md", "swp.md", "#1.md", "C#", "#", "a.bak2", "tmp")


@pytest.mark.parametrize("name", LEFT)
def test_what_programs_leave_is_known(name: str) -> None:
    assert is_leftover(name)


@pytest.mark.parametrize("name", WRITTEN)
def test_what_people_write_is_not_taken_for_it(name: str) -> None:
    assert not is_leftover(name)


def test_only_hidden_files_and_locks_are_passed_over_everywhere() -> None:
    assert [name for name in LEFT if is_hidden_or_lock(name)] == list(LEFT[-5:])
