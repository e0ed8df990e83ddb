"""Whole files, whatever is found in their place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cxzy_build.files import (
    SETTLED,
    SETTLED_FINE,
    files_below,
    is_settled,
    keep_file,
    leads_back,
    read_file,
    signature_of,
    write_file,
)


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 1])
def test_a_file_is_read_whole(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    write_file(tmp_path / "a", data)
    assert read_file(tmp_path / "a") == data


def test_a_file_that_tells_no_size_is_read_to_its_end() -> None:
    assert read_file("/proc/self/status").count(b"\n") > 20


def test_a_pipe_in_a_files_place_has_nothing_and_makes_nobody_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert read_file(tmp_path / "pipe") == b""


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    write_file(tmp_path / "a", b"1")
    with pytest.raises(FileExistsError):
        write_file(tmp_path / "a", b"2")
    assert read_file(tmp_path / "a") == b"1"


def test_what_is_kept_takes_the_place_of_what_was(tmp_path: Path) -> None:
    path = f"{tmp_path}/new/folder/a"
    for data in (b"1", b"2"):
        keep_file(path, data)
        assert read_file(path) == data
    assert os.listdir(f"{tmp_path}/new/folder") == ["a"]


def test_what_cannot_be_kept_is_no_fault_and_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "file").touch()
    keep_file(f"{tmp_path}/a", b"1")
    keep_file(f"{tmp_path}/file/a", b"1")
    assert sorted(os.listdir(tmp_path)) == ["a", "file"]


def test_a_signature_tells_another_file_of_the_same_size_and_times(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    for path in (one, other):
        path.write_bytes(b"1")
        os.utime(path, ns=(0, 0))
    assert signature_of(one.stat()) != signature_of(other.stat())
    assert signature_of(one.stat()) == signature_of(one.stat())


@pytest.mark.parametrize(("changed", "waits"), [(5_000_000_001, SETTLED_FINE), (5_000_000_000, SETTLED)])
def test_a_file_is_settled_once_its_clock_has_ticked(changed: int, waits: int) -> None:
    signature = (1, 0, changed, 7)
    assert not is_settled(signature, changed + waits)
    assert is_settled(signature, changed + waits + 1)


def test_links_that_lead_back_are_not_followed_and_others_are(tmp_path: Path) -> None:
    top, aside = tmp_path / "top", tmp_path / "aside"
    (top / "b").mkdir(parents=True)
    aside.mkdir()
    for path in (top / "z", top / "b/one", aside / "two"):
        path.touch()
    (top / "b/back").symlink_to(top)
    (top / "a").symlink_to(aside)
    assert [os.path.relpath(path, top) for path in files_below(top)] == ["z", "a/two", "b/one"]
    assert leads_back(top / "b/back")
    assert not leads_back(top / "a")
