"""Tables that a build leaves for the next one, and that fit together: all of one build, or none."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ..sealed import Sealed, dumped

_INDEX = "index"


class Store:
    """Tables in a folder, each a plain value (see `Sealed`).

    A table's file is named by its contents; the index, replaced in one step, names the files that belong together.
    purpose: what must be the same for the tables to be of use.
    """

    def __init__(self, folder: Path, purpose: str) -> None:
        self._folder = folder
        self._purpose = purpose
        found = self._sealed(_INDEX).load()
        self._files: Mapping[str, str] = found if isinstance(found, dict) else {}
        self._loaded: dict[str, object | None] = {}

    def load(self, table: str) -> object | None:
        """What the build before left; None if that cannot be had."""
        if table not in self._loaded:
            self._loaded[table] = self._sealed(self._files[table]).load() if table in self._files else None
        return self._loaded[table]

    def keep(self, tables: Mapping[str, object]) -> None:
        """Put new tables in the place of those of the same names; the others stay as they are."""
        files = dict(self._files)
        for name, value in tables.items():
            data = dumped(value)
            files[name] = f"{name}-{hashlib.blake2b(data, digest_size=8).hexdigest()}"
            if files[name] != self._files.get(name):
                self._sealed(files[name]).keep_bytes(data)
        if files != self._files:
            self._sealed(_INDEX).keep(files)
            self._files = files
        self._remove_others()

    def _remove_others(self) -> None:
        with suppress(OSError):
            for name in os.listdir(self._folder):
                if name not in self._files.values() and not (name == _INDEX and self._files):
                    os.unlink(self._folder / name)

    def _sealed(self, name: str) -> Sealed:
        return Sealed(self._folder / name, f"{self._purpose}\0{name}")
