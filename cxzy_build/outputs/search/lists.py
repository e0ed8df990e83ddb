"""The lists of many grams written and read at once, as `letters` does it with each."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from .grams import Listed, Rare
from .layout import AS_WITHOUT_FIRST, AS_WITHOUT_LAST, SHARED, place_of
from .letters import ALPHABET, BASE, LONG, MIDDLE, SHORT, values_of

_LETTERS = np.frombuffer(ALPHABET.encode("ascii"), np.uint8)
_NUMBER_BITS = 32
_OTHERS = frozenset({AS_WITHOUT_LAST, AS_WITHOUT_FIRST})


def encode_lists(listed: Listed) -> list[str]:
    """The list of each gram that has documents of its own, written out."""
    if not listed.grams:
        return []
    classes, class_ends = _classes(listed)
    class_begin = 0
    written: list[str] = []
    for gaps, class_end in zip(encode_numbers(listed.documents, listed.starts), class_ends.tolist(), strict=True):
        written.append(f"{gaps} {classes[class_begin:class_end].rstrip(ALPHABET[0])}")
        class_begin = class_end
    return written


def encode_numbers(numbers: NDArray[np.int32], starts: NDArray[np.int64]) -> Iterator[str]:
    """Lists of ascending numbers without classes, none of them empty. starts: as in `Listed`."""
    if not len(numbers):
        return
    gaps, ends = _gaps(numbers.astype(np.int64), starts[:-1])
    begin = 0
    for end in ends[starts[1:] - 1].tolist():
        yield gaps[begin:end]
        begin = end


def decode_numbers(written: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """The numbers in lists without classes, none of them empty, and where those of each start, and the last's end."""
    data = values_of("".join(written))
    values = np.frombuffer(data, np.uint8).astype(np.int32)
    long = np.array([found.start() for found in LONG.finditer(data)], np.int64)
    is_great = values[long] == BASE - 1
    middle, great = long[~is_great], long[is_great]
    is_head = np.ones(len(values) + 1, bool)  # one more for the end
    is_head[long + 1] = is_head[great + 2] = is_head[great + 3] = False
    values[middle] = SHORT + (values[middle] - SHORT) * BASE + values[middle + 1]
    values[great] = MIDDLE + (values[great + 1] * BASE + values[great + 2]) * BASE + values[great + 3]
    heads = np.flatnonzero(is_head)
    starts = np.searchsorted(heads, np.cumsum([0, *map(len, written)]))
    sums = np.cumsum(values[heads[:-1]] + 1, dtype=np.int32)
    before = np.append(0, sums)[starts[:-1]]
    return sums - np.repeat(before, np.diff(starts)).astype(np.int32) - np.int32(1), starts


def renumber(files: Sequence[Mapping[str, str]], numbers: array[int]) -> list[Mapping[str, str]]:
    """The lists of files of grams, their documents numbered otherwise: of many files at once, for to call numpy takes
    longer than what it does with one. numbers: the new ones, by the old."""
    parted = [_Parted(lists) for lists in files]
    held, starts = decode_numbers([gaps for one in parted for gaps in one.gaps()])
    made = encode_numbers(np.frombuffer(numbers, np.int32)[held], starts)
    return [one.with_gaps(made) for one in parted]


class _Parted:
    """The lists of a file of grams, parted into what tells of documents, and the rest."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        self._lists = lists
        self._own = {g: one.partition(" ") for g, one in lists.items() if one not in _OTHERS and g != SHARED}
        self._shared = lists.get(SHARED, "").split(" ")

    def gaps(self) -> Iterator[str]:
        """Of each list that is not empty."""
        yield from (gaps for gaps, _, _ in self._own.values())
        yield from filter(None, self._shared)

    def with_gaps(self, gaps: Iterator[str]) -> Mapping[str, str]:
        """The lists with others, in the same order; takes as many of them as there are."""
        changed = {gram: f"{next(gaps)} {classes}" for gram, (_, _, classes) in self._own.items()}
        if SHARED in self._lists:
            changed[SHARED] = " ".join(next(gaps) if one else "" for one in self._shared)
        return {**self._lists, **changed}


def share_lists(rare: Sequence[Rare], shards: int, lists: int) -> Iterator[list[str]]:
    """The lists that rare grams share, file by file, so many in each; some are empty."""
    written = [""] * (shards * lists)
    if rare:
        hashes, numbers = map(np.concatenate, zip(*rare, strict=True))
        files, within = place_of(hashes.astype(np.int64), shards, lists)
        keys = np.unique((files * lists + within) << _NUMBER_BITS | numbers)
        owners, numbers = keys >> _NUMBER_BITS, (keys & ((1 << _NUMBER_BITS) - 1)).astype(np.int32)
        starts = np.flatnonzero(np.diff(owners, prepend=-1, append=shards * lists))
        for owner, one in zip(owners[starts[:-1]].tolist(), encode_numbers(numbers, starts), strict=True):
            written[owner] = one
    return (written[at : at + lists] for at in range(0, len(written), lists))


def _gaps(documents: NDArray[np.int64], heads: NDArray[np.int64]) -> tuple[str, NDArray[np.int64]]:
    """The numbers of all documents, and where each one's ends. heads: where lists begin."""
    values = np.diff(documents, prepend=0) - 1
    values[heads] = documents[heads]
    sizes = np.ones(len(values), np.int64)
    sizes[values >= SHORT] = 2
    sizes[values >= MIDDLE] = 4
    ends = np.cumsum(sizes)
    out = np.empty(int(ends[-1]), np.uint8)
    at = ends - sizes
    short = sizes == 1
    out[at[short]] = values[short]
    middle = sizes == 2
    lead, rest = np.divmod(values[middle] - SHORT, BASE)
    out[at[middle]], out[at[middle] + 1] = lead + SHORT, rest
    great = sizes == 4
    rest = values[great] - MIDDLE
    out[at[great]] = BASE - 1
    for place, power in enumerate((BASE**2, BASE, 1), 1):
        out[at[great] + place] = rest // power % BASE
    return _LETTERS[out].tobytes().decode("ascii"), ends


def _classes(listed: Listed) -> tuple[str, NDArray[np.int64]]:
    """The classes of all documents, three a character, and where those of each gram end."""
    counts = np.diff(listed.starts)
    sizes = -(-counts // 3)
    ends = np.cumsum(sizes)
    within = np.arange(len(listed.documents)) - np.repeat(listed.starts[:-1], counts)
    at = np.repeat(ends - sizes, counts) + within // 3
    weights = listed.classes * np.array([1, 4, 16], np.uint8)[within % 3]
    out = np.bincount(at, weights, minlength=int(ends[-1])).astype(np.uint8)
    return _LETTERS[out].tobytes().decode("ascii"), ends
