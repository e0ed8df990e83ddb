"""The lists of many grams written at once, as `letters.write_list` writes each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .grams import Listed
from .letters import ALPHABET, BASE, MIDDLE, SHORT

_LETTERS = np.frombuffer(ALPHABET.encode("ascii"), np.uint8)


def encode_lists(listed: Listed) -> list[str]:
    """The list of each gram that has documents of its own, written out."""
    if not listed.grams:
        return []
    starts = listed.starts
    gaps, ends = _gaps(listed)
    classes, class_ends = _classes(listed)
    cuts = ends[starts[1:] - 1].tolist()
    begin = class_begin = 0
    written: list[str] = []
    for end, class_end in zip(cuts, class_ends.tolist(), strict=True):
        written.append(f"{gaps[begin:end]} {classes[class_begin:class_end].rstrip('!')}")
        begin, class_begin = end, class_end
    return written


def _gaps(listed: Listed) -> tuple[str, NDArray[np.int64]]:
    """The numbers of all documents, and where each one's ends."""
    documents = listed.documents.astype(np.int64)
    values = np.diff(documents, prepend=0) - 1
    heads = listed.starts[:-1]
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
