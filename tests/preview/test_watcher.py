"""The process that watches: what it tells of, and what it does where the system cannot help."""

from __future__ import annotations

import ctypes
import errno
import gc
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue

import pytest
from watchdog.observers import inotify_c
from watchdog.observers.inotify import InotifyObserver

from cxzy_build.background import Background
from cxzy_build.preview import watcher
from cxzy_build.preview.watcher import Changed, Watcher


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Folders as a project has them; the theme is a link to somewhere else."""
    root = tmp_path / "project"
    for folder in ("content/news", "site_src"):
        (root / folder).mkdir(parents=True)
    (tmp_path / "own theme").mkdir()
    (root / "theme").symlink_to(tmp_path / "own theme")
    (root / "mkdocs.yml").write_text("site_name: 甲\n")
    (root / "content/news/a.md").write_text("甲\n")
    return root


@contextmanager
def watching(root: Path) -> Iterator[Watcher]:
    watched = Watcher(tuple(root / name for name in ("content", "site_src", "theme", "mkdocs.yml")))
    try:
        yield watched
    finally:
        watched.stop()


def told(watched: Watcher, root: Path, last: str) -> set[str]:
    """The paths of all changes up to that of `last`, from the project's folder; a busy machine tells them in parts."""
    paths: set[str] = set()
    while last not in paths:
        assert watched.messages.poll(60), f"{last} was not told, but {paths}"
        message = watched.receive()
        assert isinstance(message, Changed)
        paths |= {os.path.relpath(path, root.resolve()) for path in message.paths}
    return paths


def save_by_renaming(path: Path, text: str) -> None:
    """As vim does: try the folder, keep the old file, write a new one, drop the old."""
    probe, backup = path.with_name("4913"), path.with_name(f"{path.name}~")
    probe.touch()
    probe.unlink()
    path.rename(backup)
    path.write_text(text)
    backup.unlink()


def save_through_a_temporary_file(path: Path, text: str) -> None:
    """As gedit does."""
    temporary = path.with_name(".goutputstream-ABC")
    temporary.write_text(text)
    temporary.replace(path)


def save_in_place(path: Path, text: str) -> None:
    path.write_text(text)


@pytest.mark.parametrize("save", [save_in_place, save_by_renaming, save_through_a_temporary_file])
@pytest.mark.parametrize("name", ["content/news/a.md", "mkdocs.yml"])
def test_a_saved_file_is_told_and_nothing_else_however_it_was_saved(
    project: Path, save: Callable[[Path, str], None], name: str
) -> None:
    with watching(project) as watched:
        assert watched.note == ""
        save(project / name, "乙\n")
        assert told(watched, project, name) == {name}
        (project / "content/last.md").write_text("丁\n")
        assert told(watched, project, "content/last.md") <= {"content/last.md", name}


@pytest.mark.parametrize("name", ["content/news/a.md", "content/news", "content", "mkdocs.yml"])
def test_rights_that_are_given_back_are_told(project: Path, name: str) -> None:
    mode = (project / name).stat().st_mode
    with watching(project) as watched:
        (project / name).chmod(0)
        assert told(watched, project, name) == {name}
        (project / name).chmod(mode)
        assert told(watched, project, name) == {name}


def test_what_no_build_reads_is_not_told(project: Path) -> None:
    with watching(project) as watched:
        (project / "content/news/.a.md.swp").write_text("甲")
        (project / "content/news/~$a.docx").write_text("甲")
        (project / "notes.txt").write_text("甲")
        (project / "site").mkdir()
        (project / "content/news/a.md").read_text()
        (project / "content/news/b.md").write_text("乙")
        assert told(watched, project, "content/news/b.md") == {"content/news/b.md"}


def test_folders_that_come_go_and_change_their_names(project: Path) -> None:
    with watching(project) as watched:
        shutil.copytree(project / "content/news", project / "content/copied/deep")
        assert told(watched, project, "content/copied/deep/a.md")
        (project / "content/copied/deep/a.md").write_text("乙")
        assert told(watched, project, "content/copied/deep/a.md")
        (project / "content/copied").rename(project / "content/renamed")
        assert told(watched, project, "content/renamed")
        (project / "content/renamed/deep/a.md").write_text("丙")
        assert told(watched, project, "content/renamed/deep/a.md")
        shutil.rmtree(project / "content/renamed")
        assert told(watched, project, "content/renamed/deep/a.md")


def test_what_stands_behind_a_link_is_watched(project: Path) -> None:
    with watching(project) as watched:
        (project / "theme/main.html").write_text("甲")
        assert told(watched, project, "../own theme/main.html") == {"../own theme/main.html"}


def test_a_source_that_goes_away_and_comes_back_is_watched_again(project: Path) -> None:
    with watching(project) as watched:
        (project / "content").rename(project / "aside")
        assert told(watched, project, "content") == {"content"}
        (project / "aside").rename(project / "content")
        assert told(watched, project, "content") == {"content"}
        (project / "content/news/a.md").write_text("乙")
        assert told(watched, project, "content/news/a.md") == {"content/news/a.md"}


def test_a_source_that_is_not_there_yet_is_awaited(project: Path) -> None:
    shutil.rmtree(project / "site_src")
    with watching(project) as watched:
        (project / "site_src").mkdir()
        assert told(watched, project, "site_src") == {"site_src"}
        (project / "site_src/help.md").write_text("甲")
        assert told(watched, project, "site_src/help.md") == {"site_src/help.md"}


def no_instance(*args: object, **kwargs: object) -> InotifyObserver:
    raise OSError(errno.EMFILE, "inotify instance limit reached")


def no_watch_beyond(limit: int) -> Callable[[int, bytes, int], int]:
    """inotify_add_watch as it is when so many watches are all that a user may have."""
    add, added = inotify_c.inotify_add_watch, []

    def add_watch(descriptor: int, path: bytes, mask: int) -> int:
        added.append(path)
        if len(added) <= limit:
            return add(descriptor, path, mask)
        ctypes.set_errno(errno.ENOSPC)
        return -1

    return add_watch


@pytest.mark.parametrize("limit", [-1, 0, 1, 2, 3, 4])
def test_where_the_system_cannot_watch_it_is_looked_again_and_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    """Four folders of sources and the project's own take five watches; -1: not even an instance is to be had."""
    if limit < 0:
        monkeypatch.setattr("watchdog.observers.inotify.InotifyObserver", no_instance)
    else:
        monkeypatch.setattr(inotify_c, "inotify_add_watch", no_watch_beyond(limit))
    monkeypatch.setattr(watcher, "POLLED_EVERY", 0.02)
    with watching(project) as watched:
        assert "名额" in watched.note
        (project / "content/news/a.md").write_text("乙乙")
        assert told(watched, project, "content/news/a.md")
        save_by_renaming(project / "mkdocs.yml", "site_name: 乙乙\n")
        assert told(watched, project, "mkdocs.yml")


def test_where_others_write_too_it_is_also_looked_again_and_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watcher, "_SHARED", {watcher._file_system(project)})
    monkeypatch.setattr(watcher, "POLLED_EVERY", 0.02)
    with watching(project) as watched:
        assert "共享盘" in watched.note
        (project / "content/news/a.md").write_text("乙乙")
        assert told(watched, project, "content/news/a.md")


def test_more_changes_than_the_kernel_keeps_are_a_change() -> None:
    def overflow() -> str:
        seen: SimpleQueue[str] = SimpleQueue()
        watcher._hear_of_lost_events(seen)
        logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed")
        return seen.get(timeout=0)

    assert Background(overflow).result() == ""


def test_its_end_is_noticed(project: Path) -> None:
    with watching(project) as watched:
        watched._process.stop()
        with pytest.raises(Exception, match="意外结束"):
            watched.receive()


def test_what_was_told_before_can_be_forgotten(project: Path) -> None:
    with watching(project) as watched:
        (project / "content/news/a.md").write_text("乙")
        assert watched.messages.poll(20)
        watched.forget()
        assert not watched.messages.poll()


def test_nothing_stays_open_when_it_stops(project: Path) -> None:
    with watching(project) as watched:
        assert not watched.messages.closed
    assert watched.messages.closed


def test_it_collects_its_garbage_though_builds_do_not(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "observe", lambda *_: ([], f"{gc.isenabled()}"))
    gc.disable()
    try:
        with watching(project) as watched:
            assert watched.note == "True"
    finally:
        gc.enable()
