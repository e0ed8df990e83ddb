"""The lists of all grams, from all texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .grams import Document, Texts, list_grams
from .layout import grams_file, shard_of, shards_for
from .lists import encode_lists

AS_WITHOUT_LAST, AS_WITHOUT_FIRST = ">", "<"
"""Stand for the list of the gram without its last, or without its first character, where that is the same."""

SHORT = 2
"""Characters up to which a gram's list is always written out."""


@dataclass(frozen=True)
class Grams:
    """The files of grams, by number; and of each gram longer than SHORT, how many documents have it."""

    files: Mapping[int, bytes]
    sizes: Mapping[str, int]


def build_grams(documents: Sequence[Document]) -> Grams:
    """Every gram of `documents`, which are in the index's order."""
    shards = shards_for(len(documents))
    lists: list[dict[str, str]] = [{} for _ in range(shards)]
    sizes: dict[str, int] = {}
    shorter: dict[str, str] = {}
    same: dict[str, str] = {}
    length = 0
    for listed in list_grams(Texts(documents)) if documents else ():
        if len(listed.grams[0]) != length:
            length, shorter, same = len(listed.grams[0]), same, {}
        written = encode_lists(listed)
        for gram, one in zip(listed.grams, written, strict=True):
            lists[shard_of(gram, shards)][gram] = abridged(gram, one, shorter.get(gram[:-1]), shorter.get(gram[1:]))
        if length >= SHORT:
            same.update(zip(listed.grams, written, strict=True))
        if length > SHORT:
            sizes.update(zip(listed.grams, (listed.starts[1:] - listed.starts[:-1]).tolist(), strict=True))
    return Grams({number: grams_file(number, held) for number, held in enumerate(lists)}, sizes)


def abridged(gram: str, written: str, without_last: str | None, without_first: str | None) -> str:
    """A list as the index has it, given those of the gram's two parts one shorter."""
    if len(gram) > SHORT and written == without_last:
        return AS_WITHOUT_LAST
    if len(gram) > SHORT and written == without_first:
        return AS_WITHOUT_FIRST
    return written
