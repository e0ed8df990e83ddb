"""`python -m bench`, with few items and nobody beside."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import __main__ as command
from bench import peers, report
from bench.corpus import PROJECT
from bench.peers import Missing

ALONE = ("--runs", "1", "--peers", "none")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(command, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(peers, "ENVIRONMENT", tmp_path / "environment")
    return tmp_path / "cache"


def test_full_builds_are_measured_and_written_down(
    cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = cache.with_name("performance.md")
    document.write_text(f"above\n{report.START}\n{report.END}\nbelow\n", "utf-8")
    monkeypatch.setattr(report, "DOCUMENT", document)
    assert command.main(["6", "--only", "cold", "--write", *ALONE]) == 0
    shown = capsys.readouterr().out
    assert "### Full builds, 6 items" in shown
    assert "load average" in shown
    assert "| cxzy " in document.read_text("utf-8")
    assert list(cache.iterdir()) == []


def test_items_may_come_from_elsewhere(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another generator of items writes content/ alone; its projects can be kept."""
    other = cache.with_name("other.py")
    other.write_text(
        "import shutil, sys; from pathlib import Path; from bench.corpus import WRITERS\n"
        "writer, folder, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])\n"
        "WRITERS[writer](folder / 'made', count)\n"
        "(folder / 'made/content').rename(folder / 'content')\n"
        "shutil.rmtree(folder / 'made')\n"
    )
    by = f"env PYTHONPATH={PROJECT} {sys.executable} {other} {{writer}} {{folder}} {{count}}"
    assert command.main(["6", "--only", "cold", "--keep", "--corpus-command", by, *ALONE]) == 0
    assert "### Full builds, 6 items" in capsys.readouterr().out
    assert len(list(cache.glob("run-*/cold-6-cxzy/site/index.html"))) == 1


def test_a_command_that_fails_is_told_with_its_words(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    failing = f"{sys.executable} -c \"import sys; sys.exit('no items today')\" {{folder}}"
    assert command.main(["6", "--only", "cold", "--corpus-command", failing, *ALONE]) == 1
    assert "no items today" in capsys.readouterr().err
    assert list(cache.iterdir()) == []


@pytest.mark.parametrize("words", [["--peers", "jekyll"], ["0"], ["--runs", "0"], ["--write", "--corpus-command", "x"]])
def test_wrong_use_is_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        command.main(words)


def _program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_a_peer_that_is_not_to_be_had_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("hugo", "zensical"):
        with pytest.raises(Missing, match=f"^{name} is left out"):
            peers.find(name)


def test_hugo_itself_is_run_and_not_a_script_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python package's command starts Python first; the program lies inside the package."""
    _program(tmp_path / "bin/hugo", "echo hugo v0.0.1")
    inside = peers.ENVIRONMENT / "lib/python3/site-packages/hugo/binaries/hugo"
    _program(inside, "echo hugo v1.2.3-abc+extended linux/amd64")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    hugo = peers.find("hugo")
    assert hugo.shown == "Hugo 1.2.3"
    assert hugo.command == (str(inside), "--quiet")


def test_material_is_the_projects_own() -> None:
    assert peers.find("material").command[0] == sys.executable
