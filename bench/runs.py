"""Commands run as whole processes: once, measured, or in rounds, each in its turn (A B C A B C …)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .memory import Sampler

MB = 1_000_000
Say = Callable[[str], None]
"""Takes a line of progress for a person."""


class RunFailed(Exception):
    """A command that was to be measured failed; the text ends with what it said last."""


@dataclass(frozen=True)
class Run:
    """One run.

    wall: seconds from start to end. cpu: seconds of user and system time, of the process and of all it waited for.
    largest: the greatest resident size of one process, bytes; never less than this process's own, which a child starts
    with. together: the most that all its processes held at once, bytes, 0 where it was not looked at; exact: whether
    shared pages were counted once in it.
    """

    wall: float
    cpu: float
    largest: int
    together: int = 0
    exact: bool = True


@dataclass(frozen=True)
class Contender:
    """What takes part in rounds. `ready` does, unmeasured, what must be done before a run, and gives the command."""

    name: str
    folder: Path
    ready: Callable[[], Sequence[str]]
    environment: Mapping[str, str]


Measure = Callable[[Sequence[str], Path, Mapping[str, str]], Run]


def timed(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run `command` in `folder` once, undisturbed."""
    return _run(command, folder, environment, watch=False)


def watched(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
    """Run `command` in `folder` once, looking at its memory; its times mean nothing."""
    return _run(command, folder, environment, watch=True)


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str], *, watch: bool) -> Run:
    os.sync()  # what the run before left to be written is not to be written during this one
    log = folder.with_name(f"{folder.name}.log")
    with log.open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        sampler = Sampler(process.pid) if watch else None
        try:
            if sampler:
                sampler.start()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            wall = time.perf_counter() - started
        finally:
            if sampler and sampler.is_alive():
                sampler.stop()
            if process.returncode is None:  # interrupted
                process.kill()
                process.wait()
    if status:
        last = "\n".join(log.read_text("utf-8", "replace").splitlines()[-15:])
        raise RunFailed(f"failed: {' '.join(command)}\n{last}")
    peak = (sampler.peak, sampler.exact) if sampler else ()
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, *peak)


def in_rounds(
    contenders: Sequence[Contender], runs: int, measure: Measure, say: Say, warm_up: int = 1
) -> dict[str, list[Run]]:
    """`runs` runs of each by its name, in turn, after `warm_up` rounds that do not count.

    In turn, so that a machine that grows slower or busier does so for all of them, and each round can be compared.
    """
    measured: dict[str, list[Run]] = {contender.name: [] for contender in contenders}
    for number in range(1 - warm_up, runs + 1):
        say(f"round {number} of {runs}" if number > 0 else "warming up")
        for contender in contenders:
            run = measure(contender.ready(), contender.folder, contender.environment)
            if number > 0:
                measured[contender.name].append(run)
    return measured
