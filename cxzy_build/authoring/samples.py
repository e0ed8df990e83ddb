"""Take the demonstration content out: how a real college starts."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..content.draft_cache import read_drafts
from ..content.drafts import Draft, outline_of
from ..fingerprint import purpose_of_drafts
from ..settings import Settings
from ..source.tree import list_tree

ASIDE = "removed-samples"
"""The folder beside content/ that they are moved to."""


@dataclass(frozen=True)
class Sample:
    """A demonstration item: its file, or its folder with everything beside it, relative to content/."""

    path: str
    is_folder: bool
    heading: str


def find(settings: Settings) -> tuple[Sample, ...]:
    """Those that lie under content/."""
    draft_cache = read_drafts(settings, list_tree(settings), purpose_of_drafts(settings))
    return samples_in(map(draft_cache.load, draft_cache.paths))


def samples_in(drafts: Iterable[Draft]) -> tuple[Sample, ...]:
    """Every item marked `sample: true`. A folder that holds other items as well gives up its index.md only; what lies
    in a folder that goes is not named again."""
    drafts = tuple(drafts)
    kept = [d.path for d in drafts if not d.front.sample]
    found = []
    for draft in drafts:
        if draft.front.sample:
            outline = outline_of(draft)
            alone = outline.is_folder and not any(path.startswith(f"{outline.folder}/") for path in kept)
            found.append(Sample(outline.folder if alone else draft.path, alone, draft.front.heading))
    folders = tuple(f"{one.path}/" for one in found if one.is_folder)
    return tuple(one for one in found if not one.path.startswith(folders))


def remove(settings: Settings, samples: Iterable[Sample]) -> Path:
    """Move the samples out of content/, for somebody may have written over one; folders left empty by that go. Returns
    the folder where they are now."""
    aside = _free(settings.root / ASIDE)
    for sample in samples:
        path = settings.content_dir / sample.path
        target = aside / sample.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
        _remove_empty(path.parent, settings.content_dir)
    return aside


def _free(folder: Path) -> Path:
    number = 1
    while (found := folder if number == 1 else folder.with_name(f"{folder.name}-{number}")).exists():
        number += 1
    return found


def _remove_empty(folder: Path, top: Path) -> None:
    """Up to the collection's own folder, which stays."""
    while folder.parent not in (top, top.parent) and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
