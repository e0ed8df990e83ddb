"""The locked libraries can be installed where the README says that the project works."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from fixtures.sites import PROJECT
from packaging.specifiers import SpecifierSet

DEBIAN_12 = "3.11.2"
"""The Python of the oldest Debian that has 3.11, which is not its newest."""


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_library_takes_the_python_of_debian(lock: str) -> None:
    names = re.findall(r"^([\w.-]+)==", Path(PROJECT / lock).read_text("utf-8"), re.MULTILINE)
    assert len(names) > 20
    wants = {name: distribution(name).metadata["Requires-Python"] or "" for name in names}
    assert [name for name, python in wants.items() if DEBIAN_12 not in SpecifierSet(python)] == []


@pytest.mark.parametrize(
    ("folders", "extras"), [(("cxzy_build",), ("build",)), (("tests", "tools", "bench"), ("build", "dev"))]
)
def test_every_library_that_is_imported_is_asked_for(folders: tuple[str, ...], extras: tuple[str, ...]) -> None:
    """One that only comes with another may go with it."""
    asked = tomllib.loads(Path(PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*asked["dependencies"], *(one for extra in extras for one in asked["optional-dependencies"][extra])]
    declared = {_plain(re.match(r"[\w.-]+", one)[0]) for one in wanted}  # type: ignore[index]
    files = [path for folder in folders for path in Path(PROJECT / folder).rglob("*.py")]
    imported = {name for path in files for name in _imported(path)}
    known = packages_distributions()
    own = {path.name.removesuffix(".py") for path in [*Path(PROJECT).iterdir(), *Path(PROJECT / "tests").iterdir()]}
    others = imported - sys.stdlib_module_names - own
    assert len(others) >= 10
    missing = {name for name in others if not declared.intersection(map(_plain, known.get(name, ())))}
    assert missing == set()


def _plain(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name.partition(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
