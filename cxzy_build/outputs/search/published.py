"""The index as it was published, to be read again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from ...delivery.trees import TreePair
from .documents import Document
from .index import document_in, keys_in
from .layout import BLOCK, block_name, grams_name, lists_in, path_of

_GRAMS = path_of("grams/").removesuffix(".js")


class Lost(Exception):
    """A published file that was to be read is not as it was."""


class PublishedIndex:
    """The index of the build before, read again from the files that it published. Raises Lost."""

    def __init__(self, trees: TreePair) -> None:
        self._trees = trees
        self._keys = cache(self._keys_in)

    @property
    def has_lost_grams(self) -> bool:
        """Whether there are files of grams that neither tree has as they were."""
        return any(path.startswith(_GRAMS) for path in self._trees.lost)

    def grams(self, number: int) -> bytes:
        return self._read(path_of(grams_name(number)))

    def lists(self, number: int) -> Mapping[str, str]:
        return lists_in(self.grams(number))

    def document(self, number: int) -> Document:
        block, place = divmod(number, BLOCK)
        return document_in(self._read(path_of(f"texts/{self._keys(block)[place]}")))

    def _keys_in(self, block: int) -> Sequence[str]:
        return keys_in(self._read(path_of(block_name(block))))

    def _read(self, path: str) -> bytes:
        data = self._trees.published(path)
        if data is None:
            raise Lost
        return data
