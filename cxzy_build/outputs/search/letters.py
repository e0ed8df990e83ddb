"""Numbers, and lists of documents, as short printable text, which packs well (docs/search.md, "A list")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, islice
from operator import sub

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
"""The 92 characters that stand for numbers, in their order."""

BASE = len(ALPHABET)
SHORT = 64
"""Numbers up to here take one character."""

_PAIRS = 27
MIDDLE = SHORT + _PAIRS * BASE
"""Numbers up to here take two; greater ones four."""

THREES = [(three & 3, three >> 2 & 3, three >> 4) for three in range(64)]
"""The classes that each of the first 64 characters stands for."""

_VALUES = bytes.maketrans(ALPHABET.encode(), bytes(range(BASE)))
_LETTERS = {classes: ALPHABET[three] for three, classes in enumerate(THREES)}
LONG = re.compile(rb"[\x40-\x5a].|\x5b...", re.DOTALL)
"""A number of more than one character, of values in the place of letters."""


def write_list(entries: Sequence[tuple[int, int]]) -> str:
    """A list of documents and their classes, in ascending order; empty if there are none."""
    if not entries:
        return ""
    numbers, kinds = zip(*entries, strict=True)
    gaps = write_gaps(numbers)
    kinds += (0, 0)
    classes = "".join(map(_LETTERS.__getitem__, zip(kinds[0:-2:3], kinds[1:-1:3], kinds[2::3], strict=True)))
    return f"{gaps} {classes.rstrip(ALPHABET[0])}"


def write_gaps(numbers: Sequence[int], last: int = -1) -> str:
    """Ascending documents; `last` is the one before them."""
    return "".join(map(_written, map(sub, numbers, (last, *numbers))))


def read_gaps(values: bytes, last: int = -1) -> Iterator[int]:
    """What `write_gaps` wrote, given the values of its letters."""
    return islice(accumulate(map((1).__add__, _numbers(values)), initial=last), 1, None)


def values_of(gaps: str) -> bytes:
    """A byte for each letter: its place in ALPHABET."""
    return gaps.encode().translate(_VALUES)


def write_numbers(numbers: Iterable[int]) -> str:
    """Ascending numbers, as a list has them."""
    return write_list([(number, 0) for number in numbers]).rstrip()


def read_numbers(written: str) -> Iterator[int]:
    """The documents of a list, with classes or without."""
    return read_gaps(values_of(written.partition(" ")[0]))


def pairs_of(values: Iterable[int]) -> str:
    """Numbers of two characters each."""
    return "".join(ALPHABET[value // BASE] + ALPHABET[value % BASE] for value in values)


@cache
def _written(step: int) -> str:
    """From one document to the next."""
    value = step - 1
    if value < SHORT:
        return ALPHABET[value]
    if value < MIDDLE:
        value -= SHORT
        return ALPHABET[SHORT + value // BASE] + ALPHABET[value % BASE]
    value -= MIDDLE
    return ALPHABET[-1] + ALPHABET[value // BASE**2] + ALPHABET[value // BASE % BASE] + ALPHABET[value % BASE]


def _numbers(values: bytes) -> Iterator[int]:
    at = 0
    for found in LONG.finditer(values):
        yield from values[at : found.start()]
        first, second, *rest = found[0]
        third, fourth = rest or (0, 0)
        long = MIDDLE + (second * BASE + third) * BASE + fourth
        yield long if rest else SHORT + (first - SHORT) * BASE + second
        at = found.end()
    yield from values[at:]
