"""Which substrings of one and more characters stand in which texts, counted for all texts at once."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .documents import LONGEST, OFTEN, Document
from .folding import folding
from .texts import BLOCK_END

_END = ord(BLOCK_END)
_MOST_KEYS = 1 << 24
"""Pairs of numbers that are told apart at a time, for what they take in memory."""

_MOST_PLACES = 1 << 22
"""Places that are sorted at a time, likewise."""

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
    """All documents' texts as one, folded.

    marks: for each place twice the document's number, and one more outside its title. bits: that such a mark takes.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self.folded = _folded("".join(f"{one.text}{BLOCK_END}" for one in documents))
        lengths = [size for one in documents for size in (len(one.title), len(one.rest) + 2)]
        self.marks = np.repeat(np.arange(2 * len(documents), dtype=np.int32), lengths)
        self.bits = (2 * len(documents)).bit_length()


def _folded(text: str) -> str:
    """`fold(text)`, in a tenth of the time for texts of many million characters."""
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    for code, standing in folding().items():
        table[code] = standing
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return table[codes].tobytes().decode("utf-32-le", "surrogatepass")


def list_grams(texts: Texts) -> Iterator[Listed]:
    """All grams of an index (see docs/search.md), the shorter ones first."""
    codes = np.frombuffer(texts.folded.encode("utf-32-le", "surrogatepass"), np.uint32)
    present = np.bincount(codes) > 0
    present[_END] = False
    level = np.where(present, np.cumsum(present) - 1, -1).astype(np.int32)[codes]
    del codes
    for length in range(1, LONGEST + 1):
        level = yield from _level(texts, level, length)


def _level(texts: Texts, shorter: Numbers, length: int) -> Generator[Listed, None, Numbers]:
    """The grams of `length`; returns by place the number of the one that starts there, if longer ones may be made of
    it, else -1.

    shorter: the same of the grams one shorter; of those of one character themselves for `length` 1.
    """
    ends = shorter[1:] if length > 1 else shorter
    places = np.flatnonzero((shorter[: len(ends)] >= 0) & (ends >= 0)).astype(np.int32)
    following = np.full(len(shorter), -1, np.int32)
    held = 0
    others = int(shorter.max(initial=-1)) + 1 if length > 1 else 1
    begins = shorter[places]
    for first, end in _ranges(np.bincount(begins), others):
        some = places[(begins >= first) & (begins < end)]
        if len(some):
            keys = (shorter[some] - first) * others + (ends[some] if length > 1 else 0)
            numbers = _numbered(keys, (end - first) * others)
            listed = _listed(texts, some, numbers, length)
            goes_on = np.diff(listed.starts) > OFTEN if length > 1 else np.ones(len(listed.grams), bool)
            onward = np.where(goes_on, np.cumsum(goes_on) - 1 + held, -1).astype(np.int32)
            following[some] = onward[numbers]
            held += int(goes_on.sum())
            yield listed
    return following


def _ranges(counts: NDArray[np.int64], others: int) -> Iterator[tuple[int, int]]:
    """Cuts what begins with grams 0, 1, 2 … so that each piece fits into memory."""
    first = places = 0
    for number, count in enumerate(counts.tolist()):
        if number > first and (places + count > _MOST_PLACES or (number + 1 - first) * others > _MOST_KEYS):
            yield first, number
            first, places = number, 0
        places += count
    yield first, len(counts)


def _numbered(keys: Numbers, most: int) -> Numbers:
    """The same keys numbered without gaps, in their order; they are below `most`."""
    seen = np.zeros(most, bool)
    seen[keys] = True
    return (np.cumsum(seen, dtype=np.int32) - np.int32(1))[keys]


def _listed(texts: Texts, places: Numbers, numbers: Numbers, length: int) -> Listed:
    """Grams and their documents, from places and the number of the gram at each."""
    keys = numbers.astype(np.int64) << texts.bits
    keys |= texts.marks[places]
    keys.sort()
    documents = keys >> 1
    firsts = np.flatnonzero(_changes(documents))
    times = np.diff(firsts, append=len(keys))
    outside = (keys[firsts] & 1).astype(bool)
    classes = np.where(outside, (times >= 2).astype(np.uint8) + (times >= 5), 3).astype(np.uint8)
    documents = documents[firsts]
    starts = np.flatnonzero(_changes(documents >> (texts.bits - 1)))
    spots = np.empty(len(starts), np.int32)
    spots[numbers] = places
    folded = texts.folded
    grams = [folded[spot : spot + length] for spot in spots.tolist()]
    numbered = (documents & ((1 << (texts.bits - 1)) - 1)).astype(np.int32)
    return Listed(grams, np.append(starts, len(documents)), numbered, classes)


def _changes(values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Where a value differs from the one before."""
    changes = np.empty(len(values), bool)
    changes[:1] = True
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes
