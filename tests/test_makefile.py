"""What `make` sets up again, and when."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from fixtures.sites import PROJECT

NEEDED = ("requirements.lock", "pyproject.toml")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder that has been set up, in which nothing need be done but to build."""
    for name in ("Makefile", *NEEDED):
        shutil.copy2(PROJECT / name, tmp_path)
    (tmp_path / "cxzy_build").mkdir()
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho Python 3.11.2\n")
    python.chmod(0o755)
    held = b"".join((tmp_path / name).read_bytes() for name in NEEDED)
    total = subprocess.run(["cksum"], input=held, capture_output=True, check=True).stdout.decode().strip()
    (tmp_path / ".venv/.ready").write_text(f"{tmp_path} Python 3.11.2 {total}\n")
    (tmp_path / ".venv/.compiled").touch()
    return tmp_path


def steps(project: Path) -> str:
    """What `make site` would do, in one text, also where `make` runs these tests."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    done = subprocess.run(["make", "-n", "site"], cwd=project, env=alone, capture_output=True, text=True, check=True)
    return done.stdout


def test_what_is_set_up_is_not_set_up_again(project: Path) -> None:
    assert steps(project) == ".venv/bin/cxzy build\n"


@pytest.mark.parametrize("name", NEEDED)
def test_other_requirements_are_installed_however_old_their_file_is(project: Path, name: str) -> None:
    with (project / name).open("a") as file:
        file.write("# other\n")
    os.utime(project / name, (0, 0))
    assert "-r requirements.lock" in steps(project)


def test_in_another_place_all_is_set_up_again(project: Path) -> None:
    moved = project.rename(project.parent / "另 处")
    assert "-r requirements.lock" in steps(moved)


def test_a_step_that_fails_says_what_to_do() -> None:
    command = ["sh", str(PROJECT / "tools/quietly.sh"), "安装", "sh", "-c", "echo ERROR; exit 3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "安装……\n")
    assert done.stderr.startswith("ERROR\n“安装”没有做成")
