"""Imports go one way, and only the seam knows MkDocs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import cxzy_build

PACKAGE = Path(cxzy_build.__file__).parent
ROOMS = (
    {
        "errors",
        "hints",
        "refusals",
        "settings",
        "template_faults",
        "files",
        "fingerprint",
        "background",
        "parallel",
        "pool",
        "progress",
        "records",
    },
    {"dependencies", "cache_file", "store", "mappings", "hanzi"},
    {"models"},
    {"source"},
    {"bodies"},
    {"content"},
    {"pictures"},
    {"checks"},
    {"pages"},
    {"delivery"},
    {"outputs"},
    {"incremental"},
    {"stages"},
    {"report"},
    {"recipe"},
    {"site"},
    {"preview"},
    {"seam"},
    {"project"},
    {"authoring", "profile", "usage"},
    {"cli", "__main__"},
)
"""From the ground up: a room may know those below it, and its own."""

FLOOR = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}
MODULES = sorted(PACKAGE.rglob("*.py"))


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def _imports(path: Path) -> Iterator[str]:
    """Names of modules imported anywhere in the file; the package's own as `cxzy_build.x`."""
    above = ("cxzy_build", *path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = above[: len(above) - node.level + 1] if node.level else ()
            module = ".".join((*base, *([node.module] if node.module else [])))
            yield from ([f"{module}.{n.name}" for n in node.names] if module == "cxzy_build" else [module])


@pytest.mark.parametrize(
    "path", [m for m in MODULES if m != PACKAGE / "__init__.py"], ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_a_module_knows_only_the_rooms_below_it(path: Path) -> None:
    own = FLOOR[_room(path)]
    known = {name.split(".")[1] for name in _imports(path) if name.startswith("cxzy_build.")}
    assert {room for room in known if FLOOR[room] > own} == set()


def test_only_the_seam_imports_mkdocs() -> None:
    knowing = {_room(m) for m in MODULES for name in _imports(m) if name.split(".")[0] in ("mkdocs", "material")}
    assert knowing == {"seam"}
