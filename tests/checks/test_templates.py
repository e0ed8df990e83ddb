"""Templates that are not there, or cannot be read."""

from __future__ import annotations

import os
import shutil
from importlib.metadata import distribution
from pathlib import Path

import pytest
from fixtures.sites import PROJECT, Site

from cxzy_build.checks.templates import OWN_TEMPLATES


@pytest.mark.parametrize("name", OWN_TEMPLATES)
def test_materials_own_template_never_stands_in_for_ours(site: Site, name: str) -> None:
    (site.root / "theme").unlink()  # it leads to the project's own
    shutil.copytree(PROJECT / "theme", site.root / "theme")
    (site.root / "theme" / name).unlink()
    assert ("missing-template", f"theme/{name}") in [(one.code, one.position.file) for one in site.check()]


def test_templates_that_material_has_as_well_are_known() -> None:
    others = Path(distribution("mkdocs-material").locate_file("material/templates"))  # type: ignore[arg-type]
    of_ours = {path.relative_to(PROJECT / "theme") for path in (PROJECT / "theme").rglob("*.html")}
    assert {path.as_posix() for path in of_ours if (others / path).exists()} == set(OWN_TEMPLATES)


@pytest.mark.parametrize("name", ["main.html", "partials/header.html", "cxzy/footer.html", "cxzy/macros.html"])
def test_a_template_that_is_not_utf_8_is_told_by_its_name(site: Site, name: str) -> None:
    (site.root / "theme").unlink()  # it leads to the project's own
    shutil.copytree(PROJECT / "theme", site.root / "theme")
    with (site.root / "theme" / name).open("ab") as template:
        template.write(b"\xd6\xd0")
    problems = [(one.code, one.position.file) for one in site.check()]
    assert ("not-utf8", f"theme/{name}") in problems
    assert len(problems) == 1 or not name.startswith("cxzy/")  # without the frame no hand-written page is known


@pytest.mark.parametrize("name", ["main.html", "cxzy/home.html"])
def test_a_template_that_holds_nothing_is_told_by_its_name(site: Site, name: str) -> None:
    (site.root / "theme").unlink()  # it leads to the project's own
    shutil.copytree(PROJECT / "theme", site.root / "theme")
    (site.root / "theme" / name).write_text(" \n")
    assert ("missing-template", f"theme/{name}") in [(one.code, one.position.file) for one in site.check()]


def test_a_template_whose_name_is_no_text_is_left_alone(site: Site) -> None:
    (site.root / "theme").unlink()  # it leads to the project's own
    shutil.copytree(PROJECT / "theme", site.root / "theme")
    stray = os.fsencode(site.root) + b"/theme/cxzy/\xb4\xb4.html"
    with open(stray, "w", encoding="utf-8") as template:
        template.write("{{ 1 }}")
    assert site.check() == ()
