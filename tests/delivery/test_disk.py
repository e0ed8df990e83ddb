"""Files and folders put in their places, whatever stands there."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from cxzy_build.delivery.disk import (
    is_for_all,
    is_open,
    link_file,
    make_folder,
    open_folders,
    readable_by_all,
    remove,
    remove_files,
)


def _file(path: Path) -> None:
    path.write_text("旧")


def _folder(path: Path) -> None:
    path.mkdir()
    _file(path / "inside")


def _link(path: Path) -> None:
    (path.parent / "far").mkdir()
    _file(path.parent / "far/kept")
    path.symlink_to("far")


def _nothing(path: Path) -> None:
    pass


IN_THE_WAY = pytest.mark.parametrize("put", [_nothing, _file, _folder, _link])


@IN_THE_WAY
def test_a_file_is_linked_in_the_place_of_whatever_is_there(tmp_path: Path, put: Callable[[Path], None]) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_text("新")
    put(target)
    link_file(f"{source}", f"{target}")
    assert target.samefile(source)
    assert not target.is_symlink()
    _is_untouched(tmp_path, put)


def _is_untouched(tmp_path: Path, put: Callable[[Path], None]) -> None:
    """What a link led to."""
    assert (tmp_path / "far/kept").exists() == (put is _link)


def test_a_file_is_linked_into_folders_that_are_made_for_it(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_text("新")
    (tmp_path / "a").write_text("在文件夹的位置")
    link_file(f"{source}", f"{tmp_path}/a/b/target")
    assert (tmp_path / "a/b/target").samefile(source)


def test_where_there_are_no_links_a_file_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: str, target: str) -> None:
        raise PermissionError(source)

    source, target = tmp_path / "source", tmp_path / "target"
    source.write_text("新")
    target.write_text("旧")
    monkeypatch.setattr(os, "link", refuse)
    link_file(f"{source}", f"{target}")
    assert target.read_text() == "新"
    assert not target.samefile(source)


@IN_THE_WAY
def test_a_folder_is_made_where_something_else_is(tmp_path: Path, put: Callable[[Path], None]) -> None:
    target = tmp_path / "target"
    put(target)
    make_folder(f"{target}/below")
    assert (target / "below").is_dir()
    make_folder(f"{target}")
    assert target.is_dir()
    assert (target / "inside").exists() == (put is _folder)


def test_no_folder_is_made_behind_a_link(tmp_path: Path) -> None:
    _link(tmp_path / "target")
    make_folder(f"{tmp_path}/target")
    assert not (tmp_path / "target").is_symlink()
    _is_untouched(tmp_path, _link)


@IN_THE_WAY
def test_anything_is_removed_but_what_a_link_leads_to(tmp_path: Path, put: Callable[[Path], None]) -> None:
    put(tmp_path / "target")
    remove(f"{tmp_path}/target")
    assert not os.path.lexists(tmp_path / "target")
    _is_untouched(tmp_path, put)


def test_folders_that_files_leave_empty_go_with_them(tmp_path: Path) -> None:
    for path in ("a/b/one", "a/b/two", "a/c/three", "d/e/four"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    remove_files(f"{tmp_path}", ["a/b/one", "a/b/two", "d/e/four", "d/gone"])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["a", "a/c", "a/c/three"]


def test_what_is_made_meanwhile_everybody_may_read_and_the_umask_is_as_before(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        with readable_by_all():
            (tmp_path / "file").touch()
            (tmp_path / "folder").mkdir()
        assert os.umask(0o077) == 0o077
    finally:
        os.umask(before)
    assert is_for_all((tmp_path / "file").stat().st_mode)
    assert is_open((tmp_path / "folder").stat().st_mode)
    assert not (tmp_path / "folder").stat().st_mode & 0o022


def test_folders_are_opened_to_all_and_keep_who_may_write(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir(mode=0o700)
    open_folders(f"{tmp_path}", ["a"])
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "b")] == [0o755, 0o700]
