"""Folding by numpy: a tenth of the time that `fold` takes, once numpy is loaded."""

from __future__ import annotations

import sys
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .folding import folding


def folded_codes(text: str) -> NDArray[np.uint32]:
    """The code points of `fold(text)`."""
    return _table()[np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)]


@cache
def _table() -> NDArray[np.uint32]:
    table = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    for code, standing in folding().items():
        table[code] = standing
    return table
