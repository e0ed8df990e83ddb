"""The files in one folder of content/, as a name that is not quite theirs may mean one of them."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from unicodedata import normalize

from ..hints import nearest
from ..records import Record


class FilesBeside(Record, dict=True):
    """names: of the files, in order."""

    names: Sequence[str]

    def alike(self, name: str) -> str:
        """The file that is called `name` but for the case of letters or the ending; empty: none."""
        return self._by_case.get(name.casefold()) or self._by_stem.get(_stem(name).casefold(), "")

    def twin(self, name: str) -> str:
        """The file whose name looks just like `name` and is encoded otherwise; empty: none."""
        return self._by_form.get(normalize("NFC", name), "")

    def nearest(self, name: str) -> str:
        """The file that was most likely meant; empty: none. Takes milliseconds for thousands of files."""
        stems = {_stem(one): one for one in self._no_items}
        return stems.get(nearest(_stem(name), stems) or "", "")

    @property
    def _no_items(self) -> Iterator[str]:
        """Those that can be meant by a name with another ending: nobody who names a film means an item."""
        return (one for one in reversed(self.names) if not one.endswith(".md"))

    @cached_property
    def _by_case(self) -> Mapping[str, str]:
        return {one.casefold(): one for one in reversed(self.names)}

    @cached_property
    def _by_stem(self) -> Mapping[str, str]:
        return {_stem(one).casefold(): one for one in self._no_items}

    @cached_property
    def _by_form(self) -> Mapping[str, str]:
        return {normalize("NFC", one): one for one in reversed(self.names)}


def files_by_folder(paths: Iterable[str]) -> Mapping[str, FilesBeside]:
    """The files at `paths`, by the folder that they lie in."""
    held: dict[str, list[str]] = defaultdict(list)
    for path in sorted(paths):
        folder, _, name = path.rpartition("/")
        held[folder].append(name)
    return {folder: FilesBeside(names) for folder, names in held.items()}


def _stem(name: str) -> str:
    return os.path.splitext(name)[0]
