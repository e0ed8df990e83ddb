"""One function at work in a process of its own, with as little to import as can be."""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Generic, TypeVar

R = TypeVar("R")

_PR_SET_PDEATHSIG = 1


class WorkerDied(Exception):
    """A worker ended without a result; the text says how."""


class WorkerKilled(WorkerDied):
    """It was ended from outside: mostly by the system, for want of memory."""


def death_of(who: str, status: int | None) -> WorkerDied:
    """How `who`, of whom no result came, ended. status: its exit status; a signal's number below 0."""
    kind = WorkerKilled if status in (-signal.SIGKILL, -signal.SIGTERM) else WorkerDied
    return kind(f"{who}意外结束（状态 {status}）")


class Background(Generic[R]):
    """One function at work in a process of its own, which may have children; `result` waits for it and raises what it
    raised."""

    def __init__(self, work: Callable[[], R]) -> None:
        self._receive, send = os.pipe()
        parent = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        self._process = os.fork()
        if not self._process:
            _work(work, send, parent)
        os.close(send)

    @property
    def ended(self) -> int:
        """A file descriptor that can be read from as soon as `result` need not wait."""
        return self._receive

    def result(self) -> R:
        """What the function gave; once."""
        if not self._process:
            raise WorkerDied("子进程意外结束（已被中止）")
        with open(self._receive, "rb", closefd=False) as pipe:
            sent = pipe.read()
        status = self._end()
        if status or not sent:  # it may have been killed while it sent
            raise death_of("子进程", os.waitstatus_to_exitcode(status))
        return outcome_in(sent)  # type: ignore[no-any-return]

    def stop(self) -> None:
        """End it, whatever it is doing; nothing where it has ended."""
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            self._end()

    def _end(self) -> int:
        """How it ended."""
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        os.close(self._receive)
        return status


@contextmanager
def meanwhile(
    work: Callable[[], R], *, is_worth_it: bool, instead: Callable[[], R] | None = None
) -> Iterator[Callable[[], R]]:
    """`work` for another process while this one does what is within; gives what waits for its result. Where a process
    is not worth it, cannot be had or dies, `work` is done here, when its result is wanted; else not at all. instead:
    what is done here then, if it differs."""
    other: Background[R] | None = None
    if is_worth_it:
        with suppress(OSError):
            other = Background(work)

    def result() -> R:
        if other:
            with suppress(WorkerDied, OSError):
                return other.result()
        return (instead or work)()

    try:
        yield result
    finally:
        if other:
            other.stop()


def _work(work: Callable[[], object], send: int, parent: int) -> None:
    """The child's whole life."""
    try:
        live_with(parent)
        with open(send, "wb") as pipe:
            pipe.write(outcome_of(work))
    finally:
        os._exit(0)


def live_with(parent: int) -> None:
    """For a new process: leave interruptions to its parent, and end when that ends, however it does: nobody writes for
    a build that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    gc.disable()  # it lives for seconds and makes few cycles: a tenth of its time went into looking for them


class Raised:
    """An exception, sent instead of a result."""

    def __init__(self, error: BaseException) -> None:
        self.error = error


def outcome_of(work: Callable[[], object]) -> bytes:
    """What `work` gives or raises, to be sent to the parent."""
    try:
        return pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return as_bytes(error)


def outcome_in(sent: bytes) -> Any:
    """What was sent: given, or raised again."""
    outcome = pickle.loads(sent)
    if isinstance(outcome, Raised):
        raise outcome.error
    return outcome


def as_bytes(error: Exception) -> bytes:
    """An exception to be raised in the parent; as a WorkerDied with its text where it does not survive pickling."""
    import traceback  # not for those who are done without

    trace = "".join(traceback.format_tb(error.__traceback__))
    try:
        error.add_note(trace)  # pickling drops the traceback
        sent = pickle.dumps(Raised(error), pickle.HIGHEST_PROTOCOL)
        pickle.loads(sent)
    except Exception:
        sent = pickle.dumps(Raised(WorkerDied(f"{type(error).__name__}: {error}\n{trace}")), pickle.HIGHEST_PROTOCOL)
    return sent
