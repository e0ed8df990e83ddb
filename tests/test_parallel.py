"""Work shared among processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import stat
import struct
import threading
from collections.abc import Sequence
from multiprocessing.connection import wait

import pytest

from cxzy_build.background import Background, WorkerDied, meanwhile
from cxzy_build.parallel import CHUNK, Work, each_forked, in_threads, map_forked, one_by_one


def test_results_come_in_the_order_of_the_pieces_whatever_the_number_of_jobs() -> None:
    pieces = list(range(10 * CHUNK + 3))
    expected = [n * n for n in pieces]
    for jobs in (1, 2, 5):
        assert map_forked(lambda: one_by_one(lambda n: n * n), pieces, jobs) == expected


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_a_worker_is_given_chunks_of_neighbours(jobs: int) -> None:
    def sizes(pieces: Sequence[int]) -> list[tuple[int, int]]:
        return [(pieces[0], len(pieces))] * len(pieces)

    assert map_forked(lambda: sizes, range(7), jobs, chunk=3) == [(0, 3)] * 3 + [(3, 3)] * 3 + [(6, 1)]


def test_every_other_worker_begins_at_the_end() -> None:
    both = multiprocessing.get_context("fork").Barrier(2)

    def make() -> Work[int, int]:
        return one_by_one(worked)

    def worked(place: int) -> int:
        if place in (0, 63):
            both.wait(60)  # else one may be through with all before the other begins
        return os.getpid()

    by_worker: dict[int, list[int]] = {}
    for place, worker in each_forked(make, range(64), 2, chunk=1):
        by_worker.setdefault(worker, []).append(place)
    begun = {places[0]: places for places in by_worker.values()}
    assert begun[0] == sorted(begun[0])
    assert begun[63] == sorted(begun[63], reverse=True)


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_the_parent_is_told_as_pieces_are_finished(jobs: int) -> None:
    told: list[tuple[int, int]] = []
    pieces = range(4 * CHUNK + 3)
    map_forked(lambda: one_by_one(str), pieces, jobs, on_done=lambda count: told.append((os.getpid(), count)))
    assert sum(count for _, count in told) == len(pieces)
    assert {process for process, _ in told} == {os.getpid()}
    assert len(told) >= 5


def test_work_in_the_background_may_have_workers_of_its_own() -> None:
    background = Background(lambda: map_forked(lambda: one_by_one(str), range(3 * CHUNK), 2))
    assert wait([background.ended], timeout=60) == [background.ended]
    assert background.result() == list(map(str, range(3 * CHUNK)))


def test_each_worker_is_made_once_in_its_own_process() -> None:
    def make() -> Work[int, tuple[int, int]]:
        made_in = os.getpid()
        return one_by_one(lambda n: (made_in, os.getpid()))

    places = set(map_forked(make, list(range(8 * CHUNK)), 2))
    assert all(made == worked for made, worked in places)
    assert len(places) <= 2
    assert all(worked != os.getpid() for _, worked in places)


def test_an_exception_of_a_worker_is_raised_with_its_trace() -> None:
    def fail(n: int) -> int:
        if n == 3 * CHUNK:
            raise ValueError("三")
        return n

    with pytest.raises(ValueError, match="三") as caught:
        map_forked(lambda: one_by_one(fail), list(range(6 * CHUNK)), 2)
    assert any("in fail" in note for note in caught.value.__notes__)


def test_a_worker_that_dies_is_noticed() -> None:
    def die(n: int) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return n

    with pytest.raises(WorkerDied, match="-9"):
        map_forked(lambda: one_by_one(die), list(range(6 * CHUNK)), 2)


def test_a_worker_that_dies_while_it_tells_its_result_is_noticed() -> None:
    def die_telling(n: int) -> int:
        sockets = [fd for fd in map(int, os.listdir("/proc/self/fd")) if _is_socket(fd)]
        os.write(max(sockets), struct.pack("!i", 1 << 20) + b"x")  # the first byte of a million
        os.kill(os.getpid(), signal.SIGKILL)
        return n

    with pytest.raises(WorkerDied, match="-9"):
        map_forked(lambda: one_by_one(die_telling), list(range(6 * CHUNK)), 2)


def _is_socket(fd: int) -> bool:
    try:
        return stat.S_ISSOCK(os.fstat(fd).st_mode)
    except OSError:  # the folder of descriptors itself, which is closed again
        return False


def test_background_work_that_dies_while_it_tells_its_result_is_noticed() -> None:
    background = Background(lambda: bytes(1 << 20))  # more than a pipe holds
    wait([background.ended])
    os.kill(background._process, signal.SIGKILL)
    with pytest.raises(WorkerDied, match="-9"):
        background.result()


def test_work_in_the_background_gives_its_result_or_its_exception() -> None:
    assert Background(lambda: os.getppid()).result() == os.getpid()
    with pytest.raises(ZeroDivisionError):
        Background(lambda: 1 / 0).result()
    with pytest.raises(WorkerDied):
        Background(lambda: os._exit(7)).result()


def test_background_work_can_be_stopped_where_waiting_for_it_was_interrupted() -> None:
    """As by Ctrl+C."""

    def interrupt(*about: object) -> None:
        raise KeyboardInterrupt

    background = Background(signal.pause)
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with pytest.raises(KeyboardInterrupt):
            background.result()
    finally:
        signal.signal(signal.SIGALRM, before)
    background.stop()
    with pytest.raises(WorkerDied):
        background.result()


def test_background_work_can_be_stopped() -> None:
    background = Background(signal.pause)
    background.stop()
    with pytest.raises(WorkerDied):
        background.result()


class Awkward(Exception):
    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one}/{other}")


def test_an_exception_that_cannot_be_sent_is_told_in_words() -> None:
    def fail(n: int) -> int:
        raise Awkward(n, n)

    with pytest.raises(WorkerDied, match=r"Awkward: (\d+)/\1"):
        map_forked(lambda: one_by_one(fail), list(range(6 * CHUNK)), 2)


def test_a_worker_that_cannot_be_made_is_told_too() -> None:
    def make() -> Work[int, int]:
        raise ValueError("不成")

    with pytest.raises(ValueError, match="不成"):
        map_forked(make, list(range(6 * CHUNK)), 2)


def test_meanwhile_gives_what_another_process_made() -> None:
    with meanwhile(os.getpid, is_worth_it=True) as elsewhere, meanwhile(os.getpid, is_worth_it=False) as here:
        assert elsewhere() != os.getpid()
        assert here() == os.getpid()


def test_what_another_process_cannot_do_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()

    def dies_elsewhere() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    with meanwhile(dies_elsewhere, is_worth_it=True) as result:
        assert result() == here
    monkeypatch.setattr(os, "fork", _refused)
    with meanwhile(os.getpid, is_worth_it=True) as result:
        assert result() == here


def _refused() -> int:
    raise BlockingIOError("no more processes")


def test_what_nobody_wants_any_more_is_not_waited_for() -> None:
    with pytest.raises(KeyError), meanwhile(signal.pause, is_worth_it=True):
        raise KeyError
    with meanwhile(signal.pause, is_worth_it=True):
        pass


def test_a_worker_goes_on_while_what_it_sent_is_looked_at() -> None:
    """It works on three pieces while the parent attends to one of its results."""
    receive, send = os.pipe()

    def note(piece: int) -> int:
        os.write(send, struct.pack("=i", os.getpid()))
        return os.getpid()

    results = each_forked(lambda: one_by_one(note), range(64), 2, chunk=1)
    first, worker = next(results)
    noted: list[int] = []
    while noted.count(worker) < 3:
        assert wait([receive], timeout=60)
        noted += struct.unpack("=i", os.read(receive, 4))
    assert sorted([first, *(place for place, _ in results)]) == list(range(64))
    os.close(receive)
    os.close(send)


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 64, 65, 1000])
def test_threads_do_each_piece_once(jobs: int, count: int) -> None:
    done: list[int] = []
    in_threads(done.extend, range(count), jobs)
    assert sorted(done) == list(range(count))


def test_threads_work_at_the_same_time() -> None:
    all_of_them = threading.Barrier(4)
    in_threads(lambda pieces: all_of_them.wait(60), range(100), 2)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("bad", [0, 99])
def test_what_a_thread_raises_is_raised_when_all_have_ended(jobs: int, bad: int) -> None:
    done: list[int] = []

    def work(pieces: Sequence[int]) -> None:
        for piece in pieces:
            if piece == bad:
                raise OSError("full")
            done.append(piece)

    with pytest.raises(OSError, match="full"):
        in_threads(work, range(100), jobs)
    assert bad not in done
    assert jobs == 1 or len(done) >= 75


def test_an_interruption_leaves_no_thread_at_work() -> None:
    interrupted, ended = threading.Event(), list[int]()

    def interrupt(*about: object) -> None:
        interrupted.set()
        raise KeyboardInterrupt

    def work(pieces: Sequence[int]) -> None:
        if pieces[0] == 75:  # the last of them
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGALRM)
        if pieces[0]:
            interrupted.wait(60)
            sum(range(1_000_000))  # the first process would be gone by then
            ended.append(pieces[0])

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with pytest.raises(KeyboardInterrupt):
            in_threads(work, range(100), 2)
    finally:
        signal.signal(signal.SIGALRM, before)
    assert sorted(ended) == [25, 50, 75]
