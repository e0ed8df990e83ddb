"""Work shared among forked processes: they inherit everything, nothing is sent but results.

Workers are given chunks of pieces, so that one may take a step for all of a chunk before the next step.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 32
"""Pieces of work handed out at a time: small enough that both workers end together."""

_THREADS_A_JOB, _A_THREAD = 2, 64
"""Threads that share system calls on files, for each processor; and how many calls one is worth: 600 links in the place
of other files take 31 ms by four threads, 50 by two, 65 by two processes, for those are forked first."""

_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -2, -3, -8


Work = Callable[[Sequence[T]], Sequence[R]]
"""Gives the results of a chunk of pieces, in their order."""


def one_by_one(function: Callable[[T], R]) -> Work[T, R]:
    """Work that is done for one piece after the other."""
    return lambda pieces: [function(piece) for piece in pieces]


def map_forked(
    make_worker: Callable[[], Work[T, R]],
    pieces: Sequence[T],
    jobs: int,
    *,
    chunk: int = CHUNK,
    on_done: Callable[[int], None] | None = None,
) -> list[R]:
    """`make_worker()` once in each of `jobs` processes, then what it gives on chunks of `chunk` pieces; results in the
    pieces' order.

    With one job, or no more than a chunk, all happens here. A worker's exception is raised here. `on_done` is told here
    how many more pieces are done.
    """
    results = dict(each_forked(make_worker, pieces, jobs, chunk=chunk, on_done=on_done))
    return [results[place] for place in range(len(pieces))]


def each_forked(
    make_worker: Callable[[], Work[T, R]],
    pieces: Sequence[T],
    jobs: int,
    *,
    chunk: int = CHUNK,
    on_done: Callable[[int], None] | None = None,
) -> Iterator[tuple[int, R]]:
    """`map_forked`, but each result comes with its piece's place as soon as it is there, so that not all have to be
    held at once; those of one worker come in the order in which it had them."""
    chunks = [pieces[start : start + chunk] for start in range(0, len(pieces), chunk)]
    for number, results in _done(make_worker, chunks, jobs):
        yield from enumerate(results, number * chunk)
        if on_done:
            on_done(len(results))


def _done(
    make_worker: Callable[[], Work[T, R]], chunks: Sequence[Sequence[T]], jobs: int
) -> Iterable[tuple[int, Sequence[R]]]:
    """The results of each chunk with its number."""
    if jobs > 1 and len(chunks) > 1:
        from .pool import run_forked  # late: after a small edit there is nothing to share

        return run_forked(make_worker, chunks, min(jobs, len(chunks)))
    if not chunks:
        return ()
    work = make_worker()
    return ((number, work(chunk)) for number, chunk in enumerate(chunks))


def in_threads(work: Callable[[Sequence[T]], object], pieces: Sequence[T], jobs: int) -> None:
    """`work` on parts of `pieces`, each in a thread; raises what one of them raised. For what is system calls for the
    most part, which let go of the interpreter: so no process has to be forked, nor what it touched to be copied.

    With one job, or no more pieces than a thread is worth, all happens here.
    """
    count = jobs * _THREADS_A_JOB if jobs > 1 and len(pieces) > _A_THREAD else 1
    size = -(-len(pieces) // count)
    faults: list[BaseException] = []

    def run(start: int) -> None:
        try:
            work(pieces[start : start + size])
        except BaseException as fault:
            faults.append(fault)

    others = [Thread(target=run, args=(start,)) for start in range(size, len(pieces), size or 1)]
    try:
        for thread in others:
            thread.start()
        run(0)
        _join(others)
    except BaseException:  # interrupted: whoever builds next must not find them at work
        _join(others)
        raise
    if faults:
        raise faults[0]


def _join(threads: Iterable[Thread]) -> None:
    """Wait for those that were started."""
    for thread in threads:
        if thread.is_alive():
            thread.join()


def keep_memory() -> None:
    """Tell glibc not to give freed memory back to the system: it is wanted again for the next page, and faulting it in
    anew cost a twentieth of a build. Threads share one heap: their own would give memory back all the same. Nothing
    happens elsewhere than on glibc."""
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option:
        for option, value in (
            (_M_TRIM_THRESHOLD, 256 << 20),
            (_M_TOP_PAD, 16 << 20),
            (_M_MMAP_THRESHOLD, 32 << 20),
            (_M_ARENA_MAX, 1),
        ):
            set_option(option, value)
