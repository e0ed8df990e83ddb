"""The tools that disturb a process, and the edits' own."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from .crash import Meddler, Watch
from .edits import Desk
from .rights import heed_modes

FORK = multiprocessing.get_context("fork")


def status_of(work: Callable[[], object]) -> int | None:
    """How a process of its own that does `work` ends; it leads a group."""

    def run() -> None:
        os.setsid()
        work()

    process = FORK.Process(target=run)
    process.start()
    process.join()
    return process.exitcode


def write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)
    os.write(descriptor, data)
    os.close(descriptor)


@pytest.mark.parametrize(
    ("last", "left"),
    [(1, {}), (2, {"a": b"12"}), (3, {"a": b"1234"}), (4, {"b": b"1234"}), (5, {"b": b"1234", "c": None})],
)
def test_a_process_is_killed_before_the_change_that_was_chosen(
    tmp_path: Path, last: int, left: dict[str, bytes | None]
) -> None:
    def work() -> None:
        Watch(tmp_path, last)
        (tmp_path / "a").exists()
        write(tmp_path / "a", b"1234")
        os.replace(tmp_path / "a", tmp_path / "b")
        os.mkdir(tmp_path / "c")

    assert status_of(work) == (-signal.SIGKILL if last < 5 else 0)
    assert {p.name: p.read_bytes() if p.is_file() else None for p in tmp_path.iterdir()} == left


@pytest.mark.parametrize("before", [True, False])
def test_a_text_is_changed_as_it_is_read_and_does_not_show_it(tmp_path: Path, before: bool) -> None:
    (tmp_path / "content").mkdir()
    texts = [tmp_path / f"content/{name}.md" for name in "ab"]
    for text in texts:
        text.write_text("第一", "utf-8")
    stats = [text.stat() for text in texts]

    def work() -> None:
        Meddler(tmp_path, 2, before=before)
        assert [text.read_text("utf-8") for text in texts] == ["第一", "弟一" if before else "第一"]
        (tmp_path / "content/c.md").exists()
        (tmp_path / "last").touch()

    assert status_of(work) == 0
    assert [text.read_text("utf-8") for text in texts] == ["第一", "弟一"]
    for text, stat in zip(texts, stats, strict=True):
        assert (text.stat().st_size, text.stat().st_mtime_ns) == (stat.st_size, stat.st_mtime_ns)


def test_modes_hold_for_root_too(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    file.chmod(0)

    def work() -> None:
        heed_modes()
        with pytest.raises(PermissionError):
            file.read_bytes()

    assert status_of(work) == 0


def test_sources_are_restored_and_what_is_so_already_is_left_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, "2012-07-01")
    desk.write("content/news/a.md", "甲")
    desk.write("content/news/b.md", "乙")
    desk.path("content/news/c.md").symlink_to("b.md")
    before, times = desk.sources(), desk.path("content/news/a.md").stat()
    desk.move("content/news/b.md", "content/news/b/index.md")
    desk.path("content/news/c.md").unlink()
    desk.write("content/news/c.md", "丙")
    desk.restore(before)
    assert desk.sources() == before
    assert desk.path("content/news/a.md").stat() == times
    assert not desk.path("content/news/b").exists()
