"""The lists of grams as they were published, read again."""

from __future__ import annotations

from collections.abc import Mapping

from .changes import OldIndex
from .layout import AS_WITHOUT_FIRST, AS_WITHOUT_LAST, WRITTEN_OUT, shard_of
from .splicing import documents_in


class OldLists:
    """The lists of an index as it was; each file of grams is read once."""

    def __init__(self, before: OldIndex) -> None:
        self._before = before
        self._files: dict[int, Mapping[str, str]] = {}
        self._often: dict[str, bool] = {}

    def in_file(self, number: int) -> Mapping[str, str]:
        """The lists in a file of grams, as they stand there."""
        if number not in self._files:
            self._files[number] = self._before.lists(number)
        return self._files[number]

    def of(self, gram: str) -> str:
        """The list of `gram`, written out; empty if it had none of its own."""
        found = self.in_file(shard_of(gram, self._before.shape.shards)).get(gram, "")
        if found == AS_WITHOUT_LAST:
            return self.of(gram[:-1])
        return self.of(gram[1:]) if found == AS_WITHOUT_FIRST else found

    def is_often(self, gram: str) -> bool:
        """Whether `gram` was frequent."""
        if len(gram) > WRITTEN_OUT:
            return self._before.sizes.get(gram, 0) > self._before.shape.often
        if gram not in self._often:
            self._often[gram] = documents_in(self.of(gram)) > self._before.shape.often
        return self._often[gram]
