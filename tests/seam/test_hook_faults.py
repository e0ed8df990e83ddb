"""Mistakes in programs that mkdocs.yml names in `hooks`."""

from __future__ import annotations

import pytest
from fixtures.sites import Site

from cxzy_build.errors import SettingsRefused


def with_hook(site: Site, program: str) -> Site:
    site.write("../hooks/own.py", program)
    return site.replace("../mkdocs.yml", "site_dir: site\n", "site_dir: site\nhooks: [hooks/own.py]\n")


@pytest.mark.parametrize(
    ("program", "line", "said"),
    [
        ("def f(:\n", 1, "SyntaxError: invalid syntax"),
        ("import os\nimport nowhere_at_all\n", 2, "ModuleNotFoundError: No module named 'nowhere_at_all'"),
        ("x = 1\nint('甲')\n", 2, "ValueError: invalid literal"),
    ],
)
def test_a_program_that_cannot_be_loaded_is_told_with_its_place(site: Site, program: str, line: int, said: str) -> None:
    with pytest.raises(SettingsRefused) as refused:
        with_hook(site, program).check()
    (problem,) = refused.value.problems
    assert (problem.position.file, problem.position.line, problem.code) == ("hooks/own.py", line, "hook")
    assert said in problem.message


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("def on_config(config):\n    raise ValueError('坏了')\n", "ValueError: 坏了"),
        ("import sys\ndef on_files(files, config): sys.exit(3)\n", "SystemExit: 3"),
        ("def on_page_markdown(text, **about):\n    open('/nowhere/at/all')\n", "FileNotFoundError"),
    ],
)
def test_so_is_one_that_fails_at_work(site: Site, program: str, said: str) -> None:
    (problem,) = with_hook(site, program).check()
    assert (problem.position.file, problem.position.line, problem.code) == ("hooks/own.py", 2, "hook")
    assert said in problem.message


def test_one_that_works_is_no_fault(site: Site) -> None:
    assert with_hook(site, "def on_config(config):\n    return config\n").check() == ()
