"""MkDocs in a process of its own: settings first, then the frame, and whatever is raised on the way."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from fixtures.sites import Site, StandIn

from cxzy_build.background import WorkerDied, WorkerKilled
from cxzy_build.errors import Position, Problem, SettingsRefused, UsageError
from cxzy_build.incremental.frame_cache import signatures_now
from cxzy_build.pages.frame import Frame
from cxzy_build.seam.process import MkDocsProcess
from cxzy_build.settings import Settings

FAULT = Problem(Position("mkdocs.yml", 3, 1), "settings", "不行", "改正")


def test_settings_come_before_the_frame(site: Site) -> None:
    settings, frame = site.settings(), StandIn(site.root / "site_src").result()[0]
    receive, send = os.pipe()

    def make(given: Settings) -> Frame:
        assert given == settings
        os.read(receive, 1)  # until the settings are there
        return frame

    process = MkDocsProcess(lambda: settings, make)
    assert process.settings() == (settings, signatures_now(settings))
    os.write(send, b"!")
    assert process.result() == frame


@pytest.mark.parametrize("error", [SettingsRefused([FAULT]), UsageError("没有")])
def test_what_is_wrong_with_the_settings_is_raised_here(error: UsageError) -> None:
    process = MkDocsProcess(_raising(error), _never)
    with pytest.raises(type(error)) as raised:
        process.settings()
    assert str(raised.value) == str(error)
    assert vars(raised.value) | {"__notes__": None} == vars(error) | {"__notes__": None}


def test_a_process_that_dies_says_so() -> None:
    process = MkDocsProcess(lambda: os._exit(7), _never)
    with pytest.raises(WorkerDied):
        process.settings()


def test_one_that_is_killed_says_so_before_and_after_the_settings_are_there(site: Site) -> None:
    def kill(*about: object) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(WorkerKilled):
        MkDocsProcess(kill, _never).settings()
    process = MkDocsProcess(site.settings, kill)
    process.settings()
    with pytest.raises(WorkerKilled):
        process.result()


def test_it_can_be_stopped_at_any_time(site: Site) -> None:
    process = MkDocsProcess(site.settings, _never)
    process.settings()
    process.stop()
    process.stop()
    with pytest.raises(WorkerDied):
        process.result()


def _raising(error: Exception) -> Callable[[], Settings]:
    def load() -> Settings:
        raise error

    return load


def _never(settings: Settings) -> Frame:
    raise AssertionError(settings)
