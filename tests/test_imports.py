"""What is not needed is not imported: it would take longer than a small edit does."""

from __future__ import annotations

import subprocess
import sys

import pytest
from fixtures.sites import PROJECT, Site

HEAVY = {"PIL", "markdown", "mkdocs", "multiprocessing", "pillow_heif", "pydantic_core", "selectolax", "yaml"}
"""What most edits do without."""

OF_THE_RECIPE = {"cxzy_build.recipe", "jinja2", "msgspec"}
"""What a build does without that finds nothing changed."""

PLAIN = """---
title: 平常的报道
date: 2012-03-05
column: practice
---

第一段，列表里也看得到。

## 小标题

最后一段。
"""

BUILD = """
import sys
from cxzy_build.cli import cli
cli(["build"], standalone_mode=False)
print(*sys.modules)
"""


def modules(program: str, folder: str = ".") -> set[str]:
    """The modules that `program` prints in its last line."""
    command = [sys.executable, "-c", program]
    environment = {"PYTHONPATH": str(PROJECT), "PATH": "", "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder, env=environment)
    return set(done.stdout.splitlines()[-1].split())


@pytest.fixture
def built(site: Site) -> Site:
    site.write("news/plain.md", PLAIN)
    modules(BUILD, folder=str(site.root))
    return site


def test_a_build_that_finds_nothing_changed_imports_next_to_nothing(built: Site) -> None:
    assert modules(BUILD, folder=str(built.root)) & (HEAVY | OF_THE_RECIPE) == set()


def test_the_recipe_waits_with_what_most_edits_do_not_need() -> None:
    imported = modules("import sys, cxzy_build.recipe; print(*sys.modules)")
    assert imported & HEAVY == set()


def test_a_plain_edit_does_without_markdown_and_pictures(built: Site) -> None:
    built.replace("news/plain.md", "最后一段", "末尾一段")
    imported = modules(BUILD, folder=str(built.root))
    assert "cxzy_build.recipe" in imported
    assert imported & HEAVY == set()
