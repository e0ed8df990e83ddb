"""Work shared among forked processes: they inherit everything, nothing is sent but results."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

from .background import Raised, WorkerDied, as_bytes, live_with, outcome_of

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 32
"""Pieces of work handed out at a time: small enough that both workers end together."""

_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_THRESHOLD = -1, -2, -3
_fork = multiprocessing.get_context("fork")


def one_way() -> tuple[Connection, Connection]:
    """The receiving and the sending end of a pipe, for processes that are started after it was made."""
    return _fork.Pipe(duplex=False)


def map_forked(
    make_worker: Callable[[], Callable[[T], R]],
    pieces: Sequence[T],
    jobs: int,
    *,
    chunk: int = CHUNK,
    on_done: Callable[[int], None] | None = None,
) -> list[R]:
    """`make_worker()` once in each of `jobs` processes, then its function on every piece; results in the pieces' order.

    With one job, or little to do, all happens here. A worker's exception is raised here. `chunk` pieces are handed out
    at a time; `on_done` is told here how many more are done.
    """
    if not pieces:
        return []
    tell = on_done or (lambda count: None)
    if jobs <= 1 or len(pieces) <= chunk:
        return list(_here(make_worker(), pieces, tell))
    chunks = [pieces[start : start + chunk] for start in range(0, len(pieces), chunk)]
    results: list[list[R]] = [[] for _ in chunks]
    for number, chunk_results in _run(make_worker, chunks, min(jobs, len(chunks))):
        results[number] = chunk_results
        tell(len(chunk_results))
    return [result for chunk in results for result in chunk]


def _here(worker: Callable[[T], R], pieces: Sequence[T], tell: Callable[[int], None]) -> Iterator[R]:
    for piece in pieces:
        yield worker(piece)
        tell(1)


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
    if isinstance(message, Raised):
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
        connection.send_bytes(as_bytes(error))
        return
    connection.send_bytes(pickle.dumps(None))
    while (number := connection.recv()) is not None:
        connection.send_bytes(outcome_of(lambda n=number: (n, [worker(piece) for piece in chunks[n]])))  # type: ignore[misc]


def _start(work: Callable[[], object]) -> BaseProcess:
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()

    def run() -> None:
        live_with(parent)
        work()

    process = _fork.Process(target=run, daemon=True)
    process.start()
    return process


def keep_memory() -> None:
    """Tell glibc not to give freed memory back to the system: it is wanted again for the next page, and faulting it in
    anew cost a twentieth of a build. Elsewhere than on glibc nothing happens."""
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option:
        for option, value in ((_M_TRIM_THRESHOLD, 256 << 20), (_M_TOP_PAD, 16 << 20), (_M_MMAP_THRESHOLD, 32 << 20)):
            set_option(option, value)
