"""Runs in turn, each measured whole."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bench.peers import OURS
from bench.runs import Contender, Run, RunFailed, in_rounds, timed, watched
from bench.scenarios import delete, full_build

PARENT = """
import subprocess, sys
subprocess.run((sys.executable, "-c", "import time\\nwhile time.process_time() < .3: pass"), check=True)
"""


def _python(script: str) -> tuple[str, ...]:
    return (sys.executable, "-c", script)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "project"
    made.mkdir()
    return made


def test_contenders_take_turns_and_the_first_round_does_not_count(tmp_path: Path) -> None:
    turns: list[str] = []

    def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Run:
        turns.append(command[0])
        return Run(len(turns), 0, 0)

    contenders = [Contender(name, tmp_path, lambda name=name: [name], {}) for name in "abc"]  # type: ignore[misc]
    measured = in_rounds(contenders, 2, measure, lambda line: None)
    assert "".join(turns) == "abc" * 3
    assert {name: [run.wall for run in runs] for name, runs in measured.items()} == {
        "a": [4, 7],
        "b": [5, 8],
        "c": [6, 9],
    }


def test_the_processor_time_of_a_child_counts(folder: Path) -> None:
    run = timed(_python(PARENT), folder, {})
    assert run.cpu >= 0.3
    assert run.together == 0


def test_a_watched_run_knows_its_memory(folder: Path) -> None:
    run = watched(_python("held = bytearray(b'x' * 50_000_000); import time; time.sleep(0.3)"), folder, {})
    assert run.together > 50_000_000
    assert run.largest > 50_000_000


def test_a_run_has_its_folder_and_environment(folder: Path) -> None:
    timed(_python("import os; open(os.environ['NAME'], 'w').close()"), folder, {"NAME": "made"})
    assert (folder / "made").exists()


def test_a_failed_run_says_what_the_command_said(folder: Path) -> None:
    with pytest.raises(RunFailed, match="something is wrong"):
        timed(_python("import sys; print('something is wrong'); sys.exit(3)"), folder, {})


def test_a_full_build_finds_nothing_of_the_build_before_but_encoded_pictures(folder: Path) -> None:
    for name in ("site/index.html", ".site.spare/index.html", ".cache/drafts/a", ".cache/pictures/b", "content/c.md"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).touch()
    assert full_build(OURS, folder).ready() == OURS.command
    left = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert left == [".cache/pictures/b", "content/c.md"]


def test_files_are_deleted_too_and_what_is_missing_is_no_matter(folder: Path) -> None:
    (folder / "lock").touch()
    delete(folder, ("lock", "nowhere"))
    assert list(folder.iterdir()) == []
