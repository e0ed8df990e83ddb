"""Work shared among forked processes: they inherit everything, nothing is sent but results."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 32
"""Pieces of work handed out at a time: small enough that both workers end together."""

_PR_SET_PDEATHSIG = 1
_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_THRESHOLD = -1, -2, -3
_fork = multiprocessing.get_context("fork")


def one_way() -> tuple[Connection, Connection]:
    """The receiving and the sending end of a pipe, for processes that are started after it was made."""
    return _fork.Pipe(duplex=False)


class WorkerDied(Exception):
    """A worker ended without a result; the text says how."""


class Background(Generic[R]):
    """One function at work in a process of its own; `result` waits for it and raises what it raised.

    With `may_fork` the function may start processes itself; this process then does not end before it, unless it is
    stopped.
    """

    def __init__(self, work: Callable[[], R], *, may_fork: bool = False) -> None:
        self._receive, send = _fork.Pipe(duplex=False)
        self._process = _start(lambda: send.send_bytes(_outcome(work)), may_fork=may_fork)
        send.close()

    @property
    def ended(self) -> Connection:
        """Ready for `wait` as soon as `result` need not wait."""
        return self._receive

    def result(self) -> R:
        try:
            outcome = pickle.loads(self._receive.recv_bytes())
        except EOFError:
            self._process.join()
            raise WorkerDied(f"子进程意外结束（状态 {self._process.exitcode}）") from None
        self._process.join()
        if isinstance(outcome, _Raised):
            raise outcome.error
        return outcome  # type: ignore[no-any-return]

    def stop(self) -> None:
        self._process.kill()
        self._process.join()


class _Raised:
    def __init__(self, error: BaseException) -> None:
        self.error = error


def _outcome(work: Callable[[], object]) -> bytes:
    try:
        return pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return _as_bytes(error)


def _as_bytes(error: Exception) -> bytes:
    """An exception to be raised in the parent; as a WorkerDied with its text where it does not survive pickling."""
    trace = "".join(traceback.format_tb(error.__traceback__))
    try:
        error.add_note(trace)  # pickling drops the traceback
        sent = pickle.dumps(_Raised(error), pickle.HIGHEST_PROTOCOL)
        pickle.loads(sent)
    except Exception:
        sent = pickle.dumps(_Raised(WorkerDied(f"{type(error).__name__}: {error}\n{trace}")), pickle.HIGHEST_PROTOCOL)
    return sent


def map_forked(
    make_worker: Callable[[], Callable[[T], R]],
    pieces: Sequence[T],
    jobs: int,
    *,
    chunk: int = CHUNK,
    on_done: Callable[[int], None] = lambda count: None,
) -> list[R]:
    """`make_worker()` once in each of `jobs` processes, then its function on every piece; results in the pieces' order.

    With one job, or little to do, all happens here. A worker's exception is raised here. `chunk` pieces are handed out
    at a time. `on_done` is told, here, how many pieces were finished since it was last told.
    """
    if jobs <= 1 or len(pieces) <= chunk:
        return list(_one_by_one(make_worker(), pieces, on_done))
    chunks = [pieces[start : start + chunk] for start in range(0, len(pieces), chunk)]
    results: list[list[R]] = [[] for _ in chunks]
    for number, chunk_results in _run(make_worker, chunks, min(jobs, len(chunks))):
        results[number] = chunk_results
        on_done(len(chunk_results))
    return [result for chunk in results for result in chunk]


def _one_by_one(worker: Callable[[T], R], pieces: Iterable[T], on_done: Callable[[int], None]) -> Iterator[R]:
    for piece in pieces:
        yield worker(piece)
        on_done(1)


def _run(
    make_worker: Callable[[], Callable[[T], R]], chunks: Sequence[Sequence[T]], jobs: int
) -> Iterator[tuple[int, list[R]]]:
    """Hand out chunk numbers as workers ask for them; yield each chunk's number and results as they come."""
    gc.freeze()  # what exists now is not scanned in the children, so its pages stay shared
    workers: dict[Connection, BaseProcess] = {}
    waiting = iter(range(len(chunks)))
    try:
        for _ in range(jobs):
            ours, theirs = _fork.Pipe()
            workers[ours] = _start(partial(_serve, theirs, make_worker, chunks))
            theirs.close()
        while workers:
            for connection in wait(list(workers)):
                assert isinstance(connection, Connection)
                yield from _attend(connection, workers, waiting)
    finally:
        for process in workers.values():
            process.kill()
        for process in workers.values():
            process.join()
        gc.unfreeze()


def _attend(
    connection: Connection, workers: dict[Connection, BaseProcess], waiting: Iterator[int]
) -> Iterator[tuple[int, list[R]]]:
    try:
        message = pickle.loads(connection.recv_bytes())
    except (EOFError, ConnectionResetError):
        process = workers.pop(connection)
        process.join()
        raise WorkerDied(f"工作进程意外结束（状态 {process.exitcode}）") from None
    if isinstance(message, _Raised):
        raise message.error
    number = next(waiting, None)
    connection.send(number)
    if number is None:
        workers.pop(connection).join()
    if message is not None:
        yield message


def _serve(connection: Connection, make_worker: Callable[[], Callable[[T], R]], chunks: Sequence[Sequence[T]]) -> None:
    try:
        worker = make_worker()
    except Exception as error:
        connection.send_bytes(_as_bytes(error))
        return
    connection.send_bytes(pickle.dumps(None))
    while (number := connection.recv()) is not None:
        connection.send_bytes(_outcome(lambda n=number: (n, [worker(piece) for piece in chunks[n]])))  # type: ignore[misc]


def _start(work: Callable[[], object], *, may_fork: bool = False) -> BaseProcess:
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()

    def run() -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides; it kills its children
        _die_with(parent)
        gc.disable()  # a worker lives for seconds and makes few cycles: a tenth of its time went into looking for them
        work()

    process = _fork.Process(target=run, daemon=not may_fork)  # a daemon may have no children
    process.start()
    return process


def keep_memory() -> None:
    """Tell glibc not to give freed memory back to the system: it is wanted again for the next page, and faulting it in
    anew cost a twentieth of a build. Elsewhere than on glibc nothing happens."""
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option:
        for option, value in ((_M_TRIM_THRESHOLD, 256 << 20), (_M_TOP_PAD, 16 << 20), (_M_MMAP_THRESHOLD, 32 << 20)):
            set_option(option, value)


def _die_with(parent: int) -> None:
    """End this process when its parent ends, however that ends: nobody writes for a build that is gone."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
