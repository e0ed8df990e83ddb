"""Folding and hashing by numpy: a tenth of the time that `fold` takes, once numpy is loaded."""

from __future__ import annotations

import sys
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .folding import folding
from .layout import FNV_PRIME, START


def folded_codes(text: str) -> NDArray[np.uint32]:
    """The code points of `fold(text)`."""
    return _table()[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)]


def gram_hashes(codes: NDArray[np.uint32], spots: NDArray[np.int64], length: int) -> NDArray[np.uint32]:
    """Of the grams of `length` that begin at `spots`: FNV-1a, as `layout.extended` goes on."""
    hashes = np.full(len(spots), START, np.uint32)
    for place in range(length):
        hashes = (hashes ^ codes[spots + place]) * np.uint32(FNV_PRIME)
    return hashes


@cache
def _table() -> NDArray[np.uint32]:
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    for code, standing in folding().items():
        table[code] = standing
    return table
