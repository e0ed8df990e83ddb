"""Numbers, and lists of documents, as short printable text, which packs well (docs/search.md, "A list")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

ALPHABET = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in '"\\')
"""The 92 characters that stand for numbers, in their order."""

BASE = len(ALPHABET)
SHORT = 64
"""Numbers up to here take one character."""

_PAIRS = 27
MIDDLE = SHORT + _PAIRS * BASE
"""Numbers up to here take two; greater ones four."""

_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}


def write_list(entries: Sequence[tuple[int, int]]) -> str:
    """A list of documents and their classes, in ascending order; empty if there are none."""
    if not entries:
        return ""
    before = -1
    gaps = []
    for number, _ in entries:
        gaps.append(_written(number - before - 1))
        before = number
    kinds = [kind for _, kind in entries] + [0, 0]
    threes = (kinds[at] + 4 * kinds[at + 1] + 16 * kinds[at + 2] for at in range(0, len(entries), 3))
    classes = "".join(ALPHABET[three] for three in threes).rstrip(ALPHABET[0])
    return f"{''.join(gaps)} {classes}"


def read_list(written: str) -> Iterator[tuple[int, int]]:
    """The documents of a list, and their classes."""
    gaps, _, classes = written.partition(" ")
    number = -1
    for place, gap in enumerate(_numbers(gaps)):
        number += gap + 1
        three = _VALUE[classes[place // 3]] if place // 3 < len(classes) else 0
        yield number, three >> (2 * (place % 3)) & 3


def write_numbers(numbers: Iterable[int]) -> str:
    """Ascending numbers, as a list has them."""
    return write_list([(number, 0) for number in numbers]).rstrip()


def pairs_of(values: Iterable[int]) -> str:
    """Numbers of two characters each."""
    return "".join(ALPHABET[value // BASE] + ALPHABET[value % BASE] for value in values)


def _written(value: int) -> str:
    if value < SHORT:
        return ALPHABET[value]
    if value < MIDDLE:
        value -= SHORT
        return ALPHABET[SHORT + value // BASE] + ALPHABET[value % BASE]
    value -= MIDDLE
    return ALPHABET[-1] + ALPHABET[value // BASE**2] + ALPHABET[value // BASE % BASE] + ALPHABET[value % BASE]


def _numbers(gaps: str) -> Iterator[int]:
    letters = iter(gaps)
    for letter in letters:
        value = _VALUE[letter]
        if value < SHORT:
            yield value
        elif value < BASE - 1:
            yield SHORT + (value - SHORT) * BASE + _VALUE[next(letters)]
        else:
            first, second, third = next(letters), next(letters), next(letters)
            yield MIDDLE + (_VALUE[first] * BASE + _VALUE[second]) * BASE + _VALUE[third]
