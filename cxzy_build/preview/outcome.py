"""What the processes of a preview tell each other: frozen, and small enough to be sent through a pipe."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import Problem


@dataclass(frozen=True)
class Grounds:
    """What mkdocs.yml decides of a preview.

    base_path: the path that the site is served under. sources: the folders and files that a build reads.
    """

    base_path: str
    sources: tuple[Path, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of one build.

    good: the site was built; otherwise the one before stays. grounds: None where mkdocs.yml could not be read.
    line, summary: what a build says at its end, short and in full. imported: modules that the build had to load itself.
    until: the minute (ISO) at which the site will be another one by itself; empty if that is not known. refused: what
    was in the way is nothing that is watched (a full disk, the whole folder away), and may be gone without a change.
    """

    good: bool
    problems: tuple[Problem, ...]
    grounds: Grounds | None = None
    line: str = ""
    summary: tuple[str, ...] = ()
    imported: tuple[str, ...] = ()
    until: str = ""
    refused: bool = False


@dataclass(frozen=True)
class State:
    """What browsers are told: how the last build ended, and whether another has been at work for a while."""

    base_path: str
    good: bool = True
    problems: tuple[Problem, ...] = ()
    building: bool = False
