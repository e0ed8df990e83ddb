"""What edits are made to: the files of a site, and how it will be built next."""

from __future__ import annotations

import copy
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SOURCES = ("content", "site_src", "theme", "mkdocs.yml")
"""All that a build reads, relative to the site's root."""

COLLECTIONS = ("news", "exemplars", "results", "branches", "commitments", "documents")

_ITEM = re.compile(r"---\n(.*?\n)---\n(.*)", re.DOTALL)

Sources = Mapping[str, bytes | str]
"""Files by path: their bytes, or where a symbolic link leads."""


class NothingThere(Exception):
    """There is nothing that this edit could be made to."""


@dataclass
class Item:
    """An item's file in pieces; `path` is relative to the site's root."""

    path: str
    front: dict[str, Any]
    body: str

    @property
    def collection(self) -> str:
        return self.path.split("/")[1]

    @property
    def is_folder(self) -> bool:
        return self.path.endswith("/index.md")

    @property
    def folder(self) -> str:
        return os.path.dirname(self.path)

    @property
    def name(self) -> str:
        """Of the file, or of the folder that is the item."""
        return os.path.basename(self.folder) if self.is_folder else os.path.basename(self.path)[: -len(".md")]

    @property
    def link(self) -> str:
        """As other items name it, but for items whose file's name is not their slug."""
        return f"{self.collection}/{self.front.get('slug') or self.name}"

    @property
    def heading(self) -> str:
        return str(self.front.get("title") or self.front.get("name"))

    @property
    def needs_no_neighbours(self) -> bool:
        """Whether it refers to nothing by a path from its own place."""
        named = {"cover", "portrait", "attachments"} & set(self.front)
        return (
            not named and ".csv" not in str(self.front) and not re.search(r"\]\((?![/#]|https?:)[^)]*\.\w+", self.body)
        )


class Desk:
    """The files of the site in `root`; paths are relative to it. The rest says how it is to be built."""

    def __init__(self, root: Path, now: str) -> None:
        self.root = root
        self.others: list[Path] = []
        """Roots of other sites."""
        self._first = now
        self.reset()

    def reset(self) -> None:
        """How a site is built before anybody changes anything."""
        self.now = self._first
        self.preview = False
        self.search = True
        self.jobs = 1
        self.same_process = False
        """Whether builds follow each other in one process, as they do while a preview is served."""
        self.asides: list[str] = []
        """What is to be done before the next build: `check`, `mkdocs` or `elsewhere`, a build into another folder."""
        self.pasts: list[Sources] = []
        """The sources as they were at each build so far."""
        self._number = 0

    # files

    def path(self, path: str) -> Path:
        return self.root / path

    def files(self, *folders: str, ending: str | tuple[str, ...] = "") -> list[str]:
        """Every file below the folders, or below those of the sources, in a fixed order."""
        found = (name for folder in folders or SOURCES for name in self._below(folder))
        return sorted(name for name in found if name.endswith(ending))

    def _below(self, folder: str) -> Iterator[str]:
        top = self.path(folder)
        if top.is_file():
            yield folder
        for directory, _, names in os.walk(top):
            yield from (os.path.relpath(os.path.join(directory, name), self.root) for name in names)

    def _links_to_folders(self) -> Iterator[str]:
        for directory, names, _ in (found for folder in SOURCES for found in os.walk(self.path(folder))):
            paths = (os.path.join(directory, name) for name in names)
            yield from (os.path.relpath(path, self.root) for path in paths if os.path.islink(path))

    def read(self, path: str) -> bytes:
        return self.path(path).read_bytes()

    def text(self, path: str) -> str:
        """A text file's; NothingThere if an edit before has made something else of it."""
        try:
            return self.read(path).decode()
        except UnicodeDecodeError:
            raise NothingThere from None

    def write(self, path: str, data: str | bytes) -> None:
        target = self.path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_symlink():
            target.unlink()
        target.write_bytes(data.encode() if isinstance(data, str) else data)

    def change(self, path: str, change: Callable[[str], str]) -> None:
        self.write(path, change(self.text(path)))

    def delete(self, path: str) -> None:
        """A file, with the folders it leaves empty."""
        self.path(path).unlink()
        self._drop_empty(os.path.dirname(path))

    def move(self, old: str, new: str) -> None:
        self.path(new).parent.mkdir(parents=True, exist_ok=True)
        os.rename(self.path(old), self.path(new))
        self._drop_empty(os.path.dirname(old))

    def _drop_empty(self, folder: str) -> None:
        while "/" in folder and not any(self.path(folder).iterdir()):
            self.path(folder).rmdir()
            folder = os.path.dirname(folder)

    # items

    def items(self, *collections: str) -> list[Item]:
        """Those whose files can be read, in a fixed order."""
        folders = [f"content/{name}" for name in collections or COLLECTIONS]
        return [item for path in self.files(*folders, ending=".md") if (item := _parsed(path, self.read(path)))]

    def item(self, path: str) -> Item | None:
        return _parsed(path, self.read(path)) if self.path(path).is_file() else None

    def save(self, item: Item) -> None:
        self.write(item.path, f"---\n{dump(item.front)}---\n{item.body}")

    # campaign.yml

    def campaign(self) -> dict[str, Any]:
        """Its data; empty if it cannot be read."""
        try:
            data = yaml.load(self.read("content/campaign.yml").decode(), yaml.CBaseLoader)
        except (yaml.YAMLError, UnicodeDecodeError):
            return {}
        return data if isinstance(data, dict) else {}

    def save_campaign(self, data: Mapping[str, Any]) -> None:
        self.write("content/campaign.yml", dump(dict(data)))

    def ids(self, name: str) -> list[str]:
        """Those of one of its lists."""
        return [entry["id"] for entry in self.campaign().get(name, ()) if isinstance(entry, dict) and "id" in entry]

    # texts and snapshots

    def number(self) -> int:
        """Another one each time: what was never written before."""
        self._number += 1
        return self._number

    def sources(self) -> Sources:
        """All that a build reads."""
        return {path: self._held(path) for path in self._everything()}

    def _everything(self) -> list[str]:
        return sorted((*self.files(), *self._links_to_folders()))

    def _held(self, path: str) -> bytes | str:
        target = self.path(path)
        return os.readlink(target) if target.is_symlink() else target.read_bytes()

    def restore(self, sources: Sources) -> None:
        """Make the sources what they were; what is so already is left as it is, its times too."""
        for path in self._everything():
            if path not in sources:
                self.delete(path)
        for path, held in sources.items():
            target = self.path(path)
            if os.path.lexists(target) and self._held(path) == held:
                continue
            if os.path.lexists(target):
                target.unlink()
            if isinstance(held, str):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.symlink_to(held)
            else:
                self.write(path, held)


_known: dict[tuple[str, bytes], Item | None] = {}


def _parsed(path: str, data: bytes) -> Item | None:
    key = (path, data)
    if key not in _known:
        _known[key] = _read(path, data)
    return copy.deepcopy(_known[key])


def _read(path: str, data: bytes) -> Item | None:
    try:
        found = _ITEM.fullmatch(data.decode("utf-8-sig").replace("\r\n", "\n"))
        front = yaml.load(found[1], yaml.CBaseLoader) if found else None
    except (UnicodeDecodeError, yaml.YAMLError):
        return None
    return Item(path, front, found[2]) if found and isinstance(front, dict) else None


def dump(data: object) -> str:
    """YAML of plain data."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)


def remove_tree(path: Path) -> None:
    """A file, a link, a pipe or a folder with all in it, if it is there, whatever their modes."""
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        path.unlink()
    elif path.is_dir():
        path.chmod(0o755)
        for folder, names, _ in os.walk(path):
            for name in names:
                if not os.path.islink(inside := os.path.join(folder, name)):
                    os.chmod(inside, 0o755)
        shutil.rmtree(path)
