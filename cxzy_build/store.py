"""Tables that a build leaves for the next one, and that fit together: all of one build, or none.

A table maps keys to plain values. A small change to it is written beside it, so that writing costs as little as the
edit it follows; when the changes have become many they are put into the table.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from .cache_file import CacheFile, dumped
from .files import digest_of

_INDEX = "index"
_CHANGES = "changes"

MOST_CHANGES = 1000
"""Entries that may stand beside a table; and at most a quarter of its own."""

_STRAY_AFTER = 60
"""Seconds after which a file that the index does not name is nobody's: another build may be about to name it."""

Table = dict[str, Any]

Files = Mapping[str, str]
"""By table, or table and changes: the file that holds it; empty for what there is no more."""


class Store:
    """Tables in a folder, each of plain values (see `CacheFile`).

    A file is named by its contents; the index, replaced in one step, names the files that belong together.
    purpose: what must be the same for the tables to be of use.
    """

    def __init__(self, folder: Path, purpose: str) -> None:
        self._folder = folder
        self._purpose = purpose
        found = self._cache_file(_INDEX).load()
        self._files: Mapping[str, str] = found if isinstance(found, dict) else {}
        self._loaded: dict[tuple[str, ...], tuple[Table, Table, Table] | None] = {}
        """By the files that they were read from. Older ones stay: freeing them is slow, and the process ends soon."""

    @property
    def written_at(self) -> int:
        """When tables were kept last (ns); 0 if never."""
        try:
            return os.stat(self._folder / _INDEX).st_mtime_ns
        except OSError:
            return 0

    def touch(self) -> None:
        """Set the time of `written_at` to now."""
        with suppress(OSError):
            os.utime(self._folder / _INDEX)

    def load(self, table: str) -> Table | None:
        """What was kept last; None if that cannot be had."""
        parts = self._parts(table)
        return parts[2] if parts else None

    def _parts(self, table: str) -> tuple[Table, Table, Table] | None:
        """The table as it was written whole, what has changed since, and both together."""
        beside = f"{table} {_CHANGES}"
        files = table, self._files.get(table, ""), self._files.get(beside, "")
        if files not in self._loaded:
            base = self._file(table)
            changes = self._file(beside) if beside in self._files else {}
            if base is None or changes is None:
                self._loaded[files] = None
            else:
                self._loaded[files] = base, changes, _merged(base, changes)
        return self._loaded[files]

    def _file(self, name: str) -> Table | None:
        value = self._cache_file(self._files[name]).load() if name in self._files else None
        return value if isinstance(value, dict) else None

    def keep(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        """Put new tables in the place of those of the same names; the others stay as they are."""
        self.adopt(self.write(tables))

    def write(self, tables: Mapping[str, Mapping[str, Any]]) -> Files:
        """Write new tables; they take the place of others when the files are given to `adopt`."""
        return {name: file for table in tables for name, file in self._written(table, tables[table]).items()}

    def adopt(self, files: Files) -> None:
        """Put tables that were written, by this process or another one, in the place of those of the same names."""
        named = {name: file for name, file in {**self._files, **files}.items() if file}
        if named != self._files:
            self._cache_file(_INDEX).keep(named)
            self._files = named
        self._remove_others()

    def forget(self) -> None:
        """Keep nothing."""
        self.adopt(dict.fromkeys(self._files, ""))

    def _written(self, name: str, table: Mapping[str, Any]) -> Files:
        parts, beside = self._parts(name), f"{name} {_CHANGES}"
        changes = _changes(parts[0], table) if parts else None
        if parts is None or changes is None:
            return {name: self._write(name, dict(table)), beside: ""}
        if not changes:
            return {beside: ""}
        return {beside: self._write(beside, changes)} if changes != parts[1] else {}

    def _write(self, name: str, table: Table) -> str:
        data = dumped(table)
        file = f"{name}-{digest_of(data)[:8].hex()}"
        self._cache_file(file).keep_bytes(data)
        return file

    def _remove_others(self) -> None:
        with suppress(OSError):
            for entry in os.scandir(self._folder):
                is_ours = entry.name in self._files.values() or entry.name == _INDEX
                if not is_ours and entry.stat().st_mtime < time.time() - _STRAY_AFTER:
                    os.unlink(entry.path)

    def _cache_file(self, name: str) -> CacheFile:
        return CacheFile(self._folder / name, f"{self._purpose}\0{name}")


def _merged(base: Table, changes: Table) -> Table:
    merged = {**base, **changes}
    for key, value in changes.items():
        if value is None:
            del merged[key]
    return merged


def _changes(base: Table, table: Mapping[str, Any]) -> Table | None:
    """What makes `table` of `base`, None standing for what is gone; None if that is too much."""
    most = min(MOST_CHANGES, len(base) // 4)
    was = base.get
    changes = {key: one for key, one in table.items() if (old := was(key)) is not one and old != one}
    changes |= dict.fromkeys(base.keys() - table.keys())
    return changes if len(changes) <= most else None


def in_chunks(values: Sequence[Any]) -> Table:
    """A long list that only grows, as a table: what is added changes its last entries only."""
    return {str(start): tuple(values[start : start + _CHUNK]) for start in range(0, len(values), _CHUNK)}


def out_of_chunks(table: Table) -> list[Any]:
    """What `in_chunks` was given."""
    return [value for start in sorted(table, key=int) for value in table[start]]


_CHUNK = 1024
