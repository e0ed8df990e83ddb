"""Only an empty folder, or a site of ours, is published into, by one build at a time."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from fixtures.trees import fill

from cxzy_build.delivery.exchange import spare_of
from cxzy_build.delivery.site_dir import MARKER, check_site_dir, exclusive
from cxzy_build.errors import UsageError


@pytest.mark.parametrize("place", [".", "..", "content", "content/site"])
def test_sources_are_never_replaced(tmp_path: Path, place: str) -> None:
    content = fill(tmp_path / "project/content", {"news/a.md": ""})
    with pytest.raises(UsageError, match="重叠"):
        check_site_dir((tmp_path / "project" / place).resolve(), (content,))


def test_only_an_empty_folder_or_a_site_of_ours_is_replaced(tmp_path: Path) -> None:
    site = tmp_path / "site"
    check_site_dir(site, ())
    site.mkdir()
    check_site_dir(site, ())
    (site / "letter.txt").write_text("dear")
    with pytest.raises(UsageError, match="不是本程序生成"):
        check_site_dir(site, ())
    (site / MARKER).touch()
    check_site_dir(site, ())


def test_a_second_build_waits_and_is_told_so(tmp_path: Path) -> None:
    said: list[str] = []

    class GaveUp(Exception):
        pass

    def on_wait() -> None:
        said.append("waiting")
        raise GaveUp  # or this test would wait for itself

    with exclusive(tmp_path / "site", on_wait), pytest.raises(GaveUp), exclusive(tmp_path / "site", on_wait):
        pass
    assert said == ["waiting"]
    with exclusive(tmp_path / "site", on_wait):
        assert spare_of(tmp_path / "site").parent == tmp_path


@pytest.mark.parametrize("below", ["site", "deeper/site"])
def test_a_site_below_a_file_is_refused(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="/file 不是文件夹"), exclusive(tmp_path / "file" / below, lambda: None):
        pass


def test_where_nothing_can_be_written_beside_the_site_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, *_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), f"{path}")

    monkeypatch.setattr(os, "open", refused)
    told = f"{tmp_path} 不能写（没有读写的权限）"
    with pytest.raises(UsageError, match=told), exclusive(tmp_path / "site", lambda: None):
        pass


@pytest.mark.parametrize("kind", ["a link", "a link to nowhere", "a pipe"])
def test_a_lock_that_is_no_file_is_refused_and_what_lies_behind_it_left_alone(tmp_path: Path, kind: str) -> None:
    other, lock = tmp_path / "other", tmp_path / ".site.lock"
    if kind == "a pipe":
        os.mkfifo(lock)
    else:
        lock.symlink_to(other)
    if kind == "a link":
        other.write_text("我的")
    with pytest.raises(UsageError, match=r"打不开 .*/\.site\.lock"), exclusive(tmp_path / "site", lambda: None):
        pass
    assert other.read_text() == "我的" if kind == "a link" else not other.exists()


def test_a_folder_within_another_site_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "site", {MARKER: ""})
    with pytest.raises(UsageError, match="在另一个网站"):
        check_site_dir(tmp_path / "site/a/b", [])


def test_a_mount_point_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: path == tmp_path / "site")
    with pytest.raises(UsageError, match="挂载点"):
        check_site_dir(tmp_path / "site", [])


def test_a_lock_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / ".site.lock").mkdir()
    with pytest.raises(UsageError, match=r"打不开 .*/\.site\.lock"), exclusive(tmp_path / "site", lambda: None):
        pass
