"""A mistake in a template is told as one in the content is: where, what, and what to do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from fixtures.sites import PROJECT, Site

from cxzy_build import cli

MISTAKES = [
    ("main.html", "{% if %}", "theme/main.html", "template"),
    ("cxzy/macros.html", "{% if %}", "theme/cxzy/macros.html", "template"),
    ("cxzy/home.html", "{{ nope.thing }}", "theme/cxzy/home.html", "template"),
    ("cxzy/home.html", '{% include "cxzy/none.html" %}', "theme/cxzy/none.html", "missing-file"),
]


@pytest.fixture
def theme(site: Site, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The site's own copy of the theme."""
    (site.root / "theme").unlink()  # it leads to the project's own
    monkeypatch.chdir(site.root)
    return shutil.copytree(PROJECT / "theme", site.root / "theme")


@pytest.mark.parametrize(("template", "written", "file", "code"), MISTAKES)
def test_it_is_told_with_its_place(
    theme: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    template: str,
    written: str,
    file: str,
    code: str,
) -> None:
    text = (theme / template).read_text("utf-8")
    (theme / template).write_text(f"{text}{written}\n", "utf-8")
    monkeypatch.setattr("sys.argv", ["cxzy", "check", "--format", "json"])
    assert cli._run() == 1
    (problem,) = json.loads(capfd.readouterr().out)
    assert (problem["file"], problem["code"], problem["severity"]) == (file, code, "error")
    assert problem["line"] == (text.count("\n") + 1 if code == "template" else 1)
    assert str(theme) not in problem["message"]
    assert problem["hint"]


def test_nothing_is_published(theme: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    home = (site.site_dir / "index.html").read_bytes()
    (theme / "cxzy/home.html").write_text("{{ nope.thing }}", "utf-8")
    monkeypatch.setattr("sys.argv", ["cxzy", "build"])
    assert cli._run() == 1
    assert (site.site_dir / "index.html").read_bytes() == home


def test_a_mistake_of_the_program_is_none_of_a_template(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise TypeError("错了")

    monkeypatch.setattr("cxzy_build.recipe.follow_recipe", stumble)
    with pytest.raises(TypeError):
        site.build()
