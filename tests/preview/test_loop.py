"""The preview's course, with builds that do what the test says."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import pytest
from support.serving import PATIENCE, children, lives, until

from cxzy_build.background import Background, WorkerDied
from cxzy_build.errors import Position, Problem
from cxzy_build.preview import loop, retries
from cxzy_build.preview.outcome import Grounds, Outcome
from cxzy_build.preview.server import OWN

WRONG = Problem(Position("content/a.md"), "code", "错了")
FULL = Problem(Position("mkdocs.yml"), "internal", "磁盘满了")


class Play:
    """A project, its preview in a process of its own, and what the two said. Builds are numbered from 1."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = root / "log"
        self.log.touch()
        for folder in ("content", "other", "site"):
            (root / folder).mkdir()
        (root / "site/index.html").write_text("<title>甲</title>")
        self.sources = (root / "content",)
        self.running: Background[None] | None = None

    def start(
        self,
        act: Callable[[int], Outcome],
        teller: Teller | None = None,
        make_ready: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        """Begin to preview; `act` is the build with that number."""
        grounds, told = Grounds("/cxzy/", self.sources), teller or Teller(self)
        builds = Builds(self, act, make_ready)
        self.running = Background(lambda: loop.preview(builds, grounds, self.root / "site", 0, told))

    def say(self, line: str) -> None:
        with self.log.open("a") as log:
            log.write(f"{line}\n")

    def said(self, begin: str) -> list[str]:
        return [line for line in self.log.read_text().splitlines() if line.startswith(begin)]

    def waits_for(self, line: str) -> None:
        until(lambda: line in self.said(line))

    def change(self, name: str = "content/a.md") -> None:
        self.say(f"change {name}")
        (self.root / name).write_text(f"{len(self.said('change'))}\n")

    @property
    def pid(self) -> int:
        assert self.running
        return self.running._process

    def news(self) -> dict[str, Any]:
        address = self.said("told")[-1].split()[-1]
        question = json.dumps({"seen": "", "uses": []}).encode()
        with urllib.request.urlopen(address.replace("/cxzy/", f"{OWN}wait"), question) as answer:
            news: dict[str, Any] = json.load(answer)
            return news


@dataclass(frozen=True)
class Builds:
    play: Play
    act: Callable[[int], Outcome]
    ready: Callable[[], tuple[str, ...]]

    def build(self) -> Outcome:
        number = len(self.play.said("build")) + 1
        self.play.say(f"build {number}")
        outcome = self.act(number)
        self.play.say(f"end {number}")
        return outcome

    def make_ready(self) -> tuple[str, ...]:
        self.play.say("ready")
        return self.ready()


class Teller:
    def __init__(self, play: Play) -> None:
        self._play = play

    def note(self, text: str) -> None:
        self._play.say(f"note {text}")

    def built(self, outcome: Outcome, address: str) -> None:
        words = [problem.message for problem in outcome.problems]
        self._play.say(f"told {'good' if outcome.good else 'bad'} {' '.join(words)} {address}")


class Careless(Teller):
    """Lets no exception out while Ctrl+C is pressed, as a library may."""

    def built(self, outcome: Outcome, address: str) -> None:
        super().built(outcome, address)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


@pytest.fixture
def play(tmp_path: Path) -> Iterator[Play]:
    play = Play(tmp_path)
    yield play
    if play.running:
        play.running.stop()


def good(number: int) -> Outcome:
    return Outcome(True, ())


def test_it_builds_at_the_start_and_after_every_change(play: Play) -> None:
    play.start(good)
    for number in (1, 2, 3):
        until(lambda n=number: len(play.said("told")) == n)  # type: ignore[misc]
        play.change()
    play.waits_for("build 4")


def test_a_site_that_was_deleted_is_built_again(play: Play) -> None:
    def act(number: int) -> Outcome:
        (play.root / "site").mkdir(exist_ok=True)
        return Outcome(number < 3, ())

    play.start(act)
    for number in (1, 2):
        until(lambda n=number: len(play.said("told")) == n)  # type: ignore[misc]
        shutil.rmtree(play.root / "site")
    until(lambda: len(play.said("told")) == 3)


def test_changes_during_a_build_are_built_when_it_has_ended_and_once(play: Play) -> None:
    def act(number: int) -> Outcome:
        if number == 1:
            play.waits_for("go")
        return Outcome(True, ())

    play.start(act)
    play.waits_for("build 1")
    for name in ("content/a.md", "content/b.md", "content/c.md"):
        play.change(name)
    assert play.said("build") == ["build 1"]
    play.say("go")
    play.waits_for("end 2")
    assert [line for line in play.log.read_text().splitlines() if line[:5] in ("build", "end 1", "end 2")] == [
        "build 1", "end 1", "build 2", "end 2",
    ]  # fmt: skip
    play.change("content/last.md")
    play.waits_for("end 3")
    assert len(play.said("build")) <= 4


def test_a_build_that_dies_is_a_problem_and_the_next_is_built(play: Play) -> None:
    def act(number: int) -> Outcome:
        if number == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return Outcome(True, ())

    play.start(act)
    until(lambda: len(play.said("told")) == 1)
    assert "told bad 生成时意外中断" in play.said("told")[0]
    assert play.news()["good"] is False
    play.change()
    until(lambda: len(play.said("told")) == 2)
    assert play.news()["good"] is True


def test_what_the_system_refused_is_tried_again_and_told_once(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "AGAIN", 0.01)
    monkeypatch.setattr(loop, "LOOK", 0.01)
    play.start(lambda number: Outcome(number >= 4, () if number >= 4 else (FULL,), refused=number < 4))
    until(lambda: len(play.said("told")) == 3)
    assert len(play.said("build")) == 5  # once more, for what changed before the folders were watched anew
    assert ["磁盘满了" in told for told in play.said("told")] == [True, False, False]
    assert (play.news()["good"], play.news()["problems"]) == (True, [])


def test_folders_that_were_away_with_the_whole_project_are_watched_when_they_are_back(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "AGAIN", 0.01)
    monkeypatch.setattr(loop, "LOOK", 0.01)
    inside = play.root / "inside"
    (inside / "content").mkdir(parents=True)
    play.sources = (inside / "content",)

    def act(number: int) -> Outcome:
        is_there = inside.exists()
        return Outcome(is_there, () if is_there else (FULL,), refused=not is_there)

    play.start(act)
    until(lambda: len(play.said("told")) == 1)
    shutil.rmtree(inside)
    until(lambda: "told bad" in play.said("told")[-1])
    (inside / "content").mkdir(parents=True)
    until(lambda: "told good" in play.said("told")[-1])
    until(lambda: len(play.said("told")) == 4)
    play.change("inside/content/a.md")
    until(lambda: len(play.said("told")) == 5)


def test_browsers_are_told_of_problems_and_of_their_end(play: Play) -> None:
    play.start(lambda number: Outcome(number != 2, () if number != 2 else (WRONG,)))
    until(lambda: len(play.said("told")) == 1)
    assert play.news()["problems"] == []
    play.change()
    until(lambda: len(play.said("told")) == 2)
    assert [p["message"] for p in play.news()["problems"]] == ["错了"]
    play.change()
    until(lambda: len(play.said("told")) == 3)
    assert (play.news()["good"], play.news()["problems"]) == (True, [])


def test_browsers_are_told_of_a_build_that_takes_long(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "SLOW", 0.01)

    def act(number: int) -> Outcome:
        if number == 2:
            play.waits_for("go")
        return Outcome(True, ())

    play.start(act)
    until(lambda: len(play.said("told")) == 1)
    play.change()
    until(lambda: bool(play.news()["building"]))
    play.say("go")
    until(lambda: len(play.said("told")) == 2)
    assert play.news()["building"] is False


def test_once_that_is_told_the_build_is_waited_for_as_long_as_it_takes(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    def heard(connections: Sequence[Connection | int], seconds: float | None) -> Sequence[object]:
        play.say(f"wait {seconds}")
        return wait(connections, seconds)

    monkeypatch.setattr(loop, "wait", heard)
    monkeypatch.setattr(loop, "SLOW", 0.01)

    def act(number: int) -> Outcome:
        play.waits_for("wait None")
        return Outcome(True, ())

    play.start(act)
    play.waits_for("end 1")


def test_other_folders_are_watched_when_the_settings_name_them(play: Play) -> None:
    other = Grounds("/cxzy/", (play.root / "other",))
    play.start(lambda number: Outcome(True, (), other if number >= 2 else None))
    until(lambda: len(play.said("told")) == 1)
    play.change("content/a.md")
    play.waits_for("end 3")  # once more, for what changed there before it was watched
    until(lambda: len(play.said("told")) == 3)
    play.change("other/b.md")
    play.waits_for("end 4")


def test_what_a_build_had_to_import_is_there_for_the_next(play: Play) -> None:
    def act(number: int) -> Outcome:
        play.say(f"loaded {number} {'colorsys' in sys.modules}")
        return Outcome(True, (), imported=("colorsys", "no_such_module"))

    play.start(act)
    until(lambda: len(play.said("told")) == 1)
    play.change()
    play.waits_for("end 2")
    assert play.said("loaded") == ["loaded 1 False", "loaded 2 True"]


def test_once_there_is_a_site_the_next_build_is_made_ready_for(play: Play) -> None:
    def act(number: int) -> Outcome:
        play.say(f"loaded {'colorsys' in sys.modules}")
        return Outcome(number > 1, ())

    play.start(act, make_ready=lambda: ("colorsys", "no_such_module"))
    until(lambda: len(play.said("told bad")) == 1)
    assert not play.said("ready")
    play.change()
    play.waits_for("ready")
    play.change()
    play.waits_for("loaded True")
    play.change()
    until(lambda: len(play.said("loaded True")) == 2)
    assert len(play.said("ready")) == 1


def test_it_goes_on_where_that_dies(play: Play) -> None:
    play.start(good, make_ready=lambda: os._exit(3))
    play.waits_for("ready")
    play.change()
    play.waits_for("end 2")


def open_sockets() -> int:
    """Of this process."""
    count = 0
    for descriptor in os.listdir("/proc/self/fd"):
        with suppress(FileNotFoundError):  # the one with which they were listed
            count += "socket" in os.readlink(f"/proc/self/fd/{descriptor}")
    return count


def test_the_one_who_forks_has_one_thread_and_no_hold_on_the_port(play: Play) -> None:
    def act(number: int) -> Outcome:
        play.say(f"threads {threading.active_count()} {len(os.listdir(f'/proc/{os.getppid()}/task'))}")
        play.say(f"sockets {open_sockets()}")
        return Outcome(True, ())

    before = open_sockets()
    play.start(act)
    play.waits_for("end 1")
    assert play.said("threads") == ["threads 1 1"]
    assert play.said("sockets") == [f"sockets {before}"]


def test_ctrl_c_is_heard_even_where_its_exception_is_lost(play: Play) -> None:
    play.start(good, Careless(play))
    assert play.running
    assert wait([play.running.ended], PATIENCE) == [play.running.ended]
    assert len(play.said("told")) == 1


@pytest.mark.parametrize("during_a_build", [False, True])
def test_nothing_is_left_of_it_when_it_is_killed(play: Play, during_a_build: bool) -> None:
    def act(number: int) -> Outcome:
        if during_a_build:
            Background(signal.pause)
            play.say("paused")
            signal.pause()
        return Outcome(True, ())

    play.start(act)
    play.waits_for("paused" if during_a_build else "end 1")
    if not during_a_build:
        until(lambda: len(play.said("told")) == 1)
    until(lambda: len(children(play.pid)) == (4 if during_a_build else 2))
    processes = children(play.pid)
    os.kill(play.pid, signal.SIGKILL)
    until(lambda: not any(map(lives, processes)))


@pytest.mark.parametrize("which", [0, 1])
def test_it_does_not_go_on_without_its_server_or_its_watcher(play: Play, which: int) -> None:
    play.start(good)
    until(lambda: len(play.said("told")) == 1)
    os.kill(sorted(children(play.pid))[which], signal.SIGKILL)
    assert play.running
    with pytest.raises(WorkerDied):
        play.running.result()
