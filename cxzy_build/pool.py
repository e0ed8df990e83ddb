"""Forked processes that are handed pieces of work, one after the other."""

from __future__ import annotations

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

from .background import WorkerDied, as_bytes, live_with, outcome_in, outcome_of

T = TypeVar("T")
R = TypeVar("R")

_fork = multiprocessing.get_context("fork")


def one_way() -> tuple[Connection, Connection]:
    """The receiving and the sending end of a pipe, for processes that are started after it was made."""
    return _fork.Pipe(duplex=False)


def run_forked(
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
        sent = connection.recv_bytes()
    except (EOFError, OSError):  # it may have been killed while it sent
        process = workers.pop(connection)
        process.join()
        raise WorkerDied(f"工作进程意外结束（状态 {process.exitcode}）") from None
    message = outcome_in(sent)
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
