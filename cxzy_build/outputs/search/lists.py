"""The lists of many grams written at once, as `letters.write_list` writes each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from .grams import Listed, Rare
from .layout import place_of
from .letters import ALPHABET, BASE, MIDDLE, SHORT

_LETTERS = np.frombuffer(ALPHABET.encode("ascii"), np.uint8)
_NUMBER_BITS = 32


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
