"""The memory of a tree of processes: all of it, shared pages once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench import memory
from bench.memory import Sampler, share_of, tree

MB = 1_000_000
HELD = 40
"""MB that each process of a test takes: much more than Python itself."""

FAMILY = f"""
import os, sys
first, more = os.getpid(), sys.argv[1:]
own = os.urandom({HELD} * 10**6)  # which children share, for nobody writes to it
told, tell = os.pipe()
for generation in range(2):
    if os.fork():
        break  # and only the child goes on, to have one too
    if more:
        also = os.urandom({HELD} * 10**6)
    os.write(tell, b".")
if os.getpid() == first:
    assert os.read(told, 1) + os.read(told, 1) == b".."
    print("ready", flush=True)
sys.stdin.read()
"""


@contextmanager
def _family(*more: str) -> Iterator[int]:
    """A process with a child and a grandchild; with `more`, those two take memory of their own as well."""
    command = (sys.executable, "-c", FAMILY, *more)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdin
        assert process.stdout.readline() == b"ready\n"
        yield process.pid
        process.stdin.close()  # all of them read it to its end


def _peak(root: int) -> float:
    """MB."""
    sampler = Sampler(root)
    sampler.look()
    assert sampler.exact
    return sampler.peak / MB


def test_children_and_their_children_are_in_the_tree() -> None:
    with _family() as root:
        assert len(tree(root)) == 3


def test_what_processes_share_is_counted_once() -> None:
    with _family() as root:
        assert HELD < _peak(root) < 2 * HELD


def test_what_each_process_holds_is_summed() -> None:
    with _family("more") as root:
        assert 3 * HELD < _peak(root) < 4 * HELD


def test_a_sampler_looks_until_it_is_stopped() -> None:
    with _family() as root:
        sampler = Sampler(root, every=0.001)
        sampler.start()
        while sampler.looks < 3:
            time.sleep(0.01)
        sampler.stop()
    assert not sampler.is_alive()
    assert sampler.peak > HELD * MB


@pytest.fixture
def proc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A /proc of four processes, one of them of another tree; one has a strange name, one a PSS."""
    monkeypatch.setattr(memory, "PROC", str(tmp_path))
    for pid, parent, name, pages in ((10, 1, "a", 100), (11, 10, "b) S 1 (c", 20), (12, 11, "d", 3), (13, 1, "e", 50)):
        folder = tmp_path / str(pid)
        folder.mkdir()
        (folder / "stat").write_text(f"{pid} ({name}) S {parent} 0 0\n")
        (folder / "statm").write_text(f"999 {pages} 1 1 0 1 0\n")
    (tmp_path / "10/smaps_rollup").write_text("0-1 ---p 00 00:00 0 [rollup]\nRss: 400 kB\nPss: 64 kB\n")
    return tmp_path


def test_a_process_with_a_strange_name_is_found(proc: Path) -> None:
    assert tree(10) == {10, 11, 12}


def test_resident_sizes_stand_in_where_shares_cannot_be_read(proc: Path) -> None:
    page = os.sysconf("SC_PAGE_SIZE")
    assert share_of(10) == (64 * 1024, True)
    assert share_of(11) == (20 * page, False)
    sampler = Sampler(10)
    sampler.look()
    assert sampler.peak == 64 * 1024 + 23 * page
    assert not sampler.exact


def test_a_process_that_is_gone_holds_nothing(proc: Path) -> None:
    (proc / "12/statm").write_text("0 0 0 0 0 0 0\n")  # ended, not yet waited for
    assert share_of(12) is None
    assert share_of(99) is None
