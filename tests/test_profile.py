"""Where a build's time goes: everything is passed on, and the table adds up."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field

import pytest
from fixtures.sites import PROJECT, Site

from cxzy_build.profile import Profile, age_of, process_started


@dataclass
class Clock:
    """The time, and what processors have worked: this process and its children, in it and for the system."""

    now: float = 100.0
    worked: list[float] = field(default_factory=lambda: [0.0] * 4)

    def pass_time(self, seconds: float, *worked: float) -> None:
        self.now += seconds
        self.worked = [one + more for one, more in zip(self.worked, (*worked, 0, 0, 0, 0), strict=False)]


class Told:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.all: list[tuple[object, ...]] = []

    def stage(self, name: str, total: int = 0) -> None:
        self.all.append(("stage", name, total))

    def advance(self, count: int = 1) -> None:
        self.all.append(("advance", count))

    def step(self, name: str) -> None:
        self.all.append(("step", name))

    def note(self, text: str) -> None:
        self.all.append(("note", text))

    def close(self) -> None:
        self.all.append(("close",))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", lambda: clock.now)
    monkeypatch.setattr(os, "times", lambda: (*clock.worked, clock.now))
    return clock


@pytest.fixture
def told() -> Told:
    return Told()


def rows(profile: Profile) -> list[list[str]]:
    """The table's cells."""
    return [re.split(r"  +", line.strip()) for line in profile.lines()]


def test_what_a_person_should_be_told_is_passed_on(told: Told, clock: Clock) -> None:
    profile = Profile(told, clock.now)
    profile.stage("读取内容", 10)
    profile.advance()
    profile.advance(9)
    profile.step("只在表里")
    profile.note("稍等")
    profile.close()
    assert told.all == [("stage", "读取内容", 10), ("advance", 1), ("advance", 9), ("note", "稍等"), ("close",)]


def test_each_step_has_the_time_until_the_next(told: Told, clock: Clock) -> None:
    profile = Profile(told, clock.now - 0.5)
    clock.pass_time(0.25, 0.125)
    profile.stage("读取内容", 100)
    clock.pass_time(2, 1, 0.5, 0.25, 0.125)
    profile.step("等手写页面")
    clock.pass_time(1)
    profile.close()
    assert rows(profile) == [
        ["步骤", "时钟", "处理器", "件数", "每件"],
        ["准备（启动、设置）", "0.750", "0.125"],
        ["读取内容", "2.000", "1.875", "100", "18750 微秒"],
        ["等手写页面", "1.000", "0.000"],
        ["合计", "3.750", "2.000"],
    ]


def test_the_columns_stand_below_each_other(told: Told, clock: Clock) -> None:
    profile = Profile(told, clock.now)
    profile.stage("读取内容", 10)
    profile.step("abc")
    lines = list(profile.lines())
    assert {width(line.rstrip()) for line in (lines[0], lines[2])} == {24 + 4 * 12}
    assert len({width(line) for line in lines}) == 1


def width(line: str) -> int:
    """In columns of a terminal: a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in line)


def test_a_process_knows_when_it_was_started() -> None:
    stat = f"42 (a) b (c) S {' '.join(map(str, range(4, 22)))} 12345 {' '.join(map(str, range(23, 53)))}\n"
    assert age_of(stat.encode(), b"200.45 399.12\n", 100) == pytest.approx(77)


def test_a_child_was_started_later() -> None:
    told = "from cxzy_build.profile import process_started; print(process_started())"
    done = subprocess.run([sys.executable, "-c", told], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert process_started() < float(done.stdout)


def test_the_command_prints_the_table_and_then_what_it_always_does(site: Site) -> None:
    command = [sys.executable, "-m", "cxzy_build", "build", "--profile"]
    done = subprocess.run(command, cwd=site.root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    end = next(number for number, line in enumerate(lines) if line.startswith("合计"))
    named = [re.split(r"  +", line)[0] for line in lines[: end + 1]]
    assert named[:2] == ["步骤", "准备（启动、设置）"]
    assert {"读取内容", "核对条目", "处理图片", "生成文件", "换上新网站", "记下这次生成"} <= set(named)
    walls = [float(re.findall(r" (\d+\.\d{3})", line)[0]) for line in lines[1 : end + 1]]
    assert sum(walls[:-1]) == pytest.approx(walls[-1], abs=0.02)
    assert lines[end + 1].startswith("条目：")
    assert lines[-1] == "网站已生成：site/"
