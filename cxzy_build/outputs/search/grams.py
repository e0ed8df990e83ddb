"""Which substrings of one and more characters stand in which texts, counted for all texts at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .documents import LONGEST, OFTEN, Document
from .folding import folding
from .texts import BLOCK_END

_END = ord(BLOCK_END)
_MOST_KEYS = 1 << 25
_MOST_PLACES = 1 << 23
"""What is held in memory at a time: pairs of numbers that are told apart, and places that are sorted."""

Numbers = NDArray[np.int32]


@dataclass(frozen=True)
class Listed:
    """Grams of one length, and the documents that each occurs in.

    grams: themselves. starts: where the documents of each begin, and where the last's end. documents, classes: of all.
    """

    grams: Sequence[str]
    starts: NDArray[np.int64]
    documents: Numbers
    classes: NDArray[np.uint8]


class Texts:
    """All documents' texts as one, folded."""

    def __init__(self, documents: Sequence[Document]) -> None:
        whole = "".join(f"{one.text}{BLOCK_END}" for one in documents)
        table = np.arange(0x110000, dtype=np.uint32)
        for code, standing in folding().items():
            table[code] = standing
        self.codes = table[np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)]
        self.folded = self.codes.tobytes().decode("utf-32-le", "surrogatepass")
        lengths = np.array([len(one.title) + len(one.rest) + 2 for one in documents], np.int64)
        self.document = np.repeat(np.arange(len(documents), dtype=np.int32), lengths)
        begins = np.repeat(np.cumsum(lengths) - lengths, lengths)
        ends = np.repeat(np.array([len(one.title) for one in documents], np.int64), lengths)
        self.in_title = np.arange(len(self.codes)) - begins < ends
        self.count = len(documents)


def list_grams(texts: Texts) -> Iterator[Listed]:
    """All grams of an index (see docs/search.md), the shorter ones first."""
    present = np.bincount(texts.codes, minlength=1) > 0
    present[_END] = False
    numbers = np.where(present, np.cumsum(present) - 1, -1).astype(np.int32)
    level = numbers[texts.codes]
    for length in range(1, LONGEST + 1):
        found, level = _level(texts, level, length)
        yield from found
        if not found:
            return


def _level(texts: Texts, shorter: Numbers, length: int) -> tuple[list[Listed], Numbers]:
    """The grams of `length`, and by place the number of the one that starts there, if longer ones may be made of it.

    shorter: the same of the grams one shorter; of those of one character themselves for `length` 1.
    """
    before = shorter[: max(0, len(shorter) - 1)] if length > 1 else shorter
    valid = before >= 0
    if length > 1:
        valid &= shorter[1:] >= 0
    places = np.flatnonzero(valid).astype(np.int32)
    following = np.full(len(shorter), -1, np.int32)
    found: list[Listed] = []
    held = 0
    if not len(places):
        return [], following
    others = int(shorter.max()) + 1 if length > 1 else 1
    for first, end in _ranges(np.bincount(before[places]), others):
        some = places if (first, end) == (0, int(before.max()) + 1) else places[_between(before[places], first, end)]
        if not len(some):
            continue
        keys = (before[some].astype(np.int64) - first) * others + (shorter[some + 1] if length > 1 else 0)
        seen = np.zeros((end - first) * others, bool)
        seen[keys] = True
        numbers = (np.cumsum(seen, dtype=np.int32) - 1)[keys]
        listed, counts = _listed(texts, some, numbers, length)
        found.append(listed)
        goes_on = counts > OFTEN if length > 1 else np.ones(len(counts), bool)
        onward = np.where(goes_on, np.cumsum(goes_on) - 1 + held, -1).astype(np.int32)
        following[some] = onward[numbers]
        held += int(goes_on.sum())
    return found, following


def _between(values: Numbers, first: int, end: int) -> NDArray[np.bool_]:
    return (values >= first) & (values < end)


def _ranges(counts: NDArray[np.int64], others: int) -> Iterator[tuple[int, int]]:
    """Cuts what begins with grams 0, 1, 2 … so that each piece fits into memory."""
    first = places = 0
    for number, count in enumerate(counts.tolist()):
        if number > first and (places + count > _MOST_PLACES or (number + 1 - first) * others > _MOST_KEYS):
            yield first, number
            first, places = number, 0
        places += count
    yield first, len(counts)


def _listed(texts: Texts, places: Numbers, numbers: Numbers, length: int) -> tuple[Listed, NDArray[np.int64]]:
    """Grams and their documents, from places and the number of the gram at each; and how many documents each has."""
    keys = numbers.astype(np.int64)
    keys *= texts.count
    keys += texts.document[places]
    keys *= 2
    keys += ~texts.in_title[places]
    keys.sort()
    pairs = keys >> 1
    firsts = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1])))
    times = np.diff(firsts, append=len(keys))
    in_title = (keys[firsts] & 1) == 0
    classes = np.where(in_title, 3, (times >= 2).astype(np.uint8) + (times >= 5)).astype(np.uint8)
    grams, documents = np.divmod(pairs[firsts], texts.count)
    starts = np.flatnonzero(np.concatenate(([True], grams[1:] != grams[:-1])))
    counts = np.diff(starts, append=len(grams))
    spots = np.empty(len(starts), np.int64)
    spots[numbers] = places
    folded = texts.folded
    words = [folded[spot : spot + length] for spot in spots.tolist()]
    return Listed(words, np.append(starts, len(grams)), documents.astype(np.int32), classes), counts
