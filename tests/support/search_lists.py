"""Lists of grams read back."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, repeat

from cxzy_build.outputs.search.letters import ALPHABET, THREES, read_gaps, values_of

_CLASSES = dict(zip(ALPHABET, THREES, strict=False))


def read_list(written: str) -> Iterable[tuple[int, int]]:
    """The documents of a list, and their classes."""
    gaps, _, classes = written.partition(" ")
    return zip(
        read_gaps(values_of(gaps)),
        chain(chain.from_iterable(map(_CLASSES.__getitem__, classes)), repeat(0)),
        strict=False,
    )
