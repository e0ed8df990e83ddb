"""Lists with a few of their documents changed: only what is around these is read and written, for the lists of common
grams are thousands of documents long."""

from __future__ import annotations

import re
import string
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from typing import NamedTuple

from .letters import ALPHABET, LONG, SHORT, THREES, read_gaps, values_of, write_gaps

_SOME = re.compile(rb"[\x00-\x3f]{1,256}|" + LONG.pattern, re.DOTALL)
"""What is added up at a time: numbers of one character, or one that takes more."""

_BITS, _CLASS = 2, 3
"""What a class takes, and the greatest."""

_SIX_BITS = (string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/").encode()
"""The characters of Base64 (RFC 4648, table 1): the first document of three has the first two bits."""

_AS_BASE64 = bytes(_SIX_BITS[first << 4 | second << 2 | third] for first, second, third in THREES)
_TO_BASE64 = bytes.maketrans(ALPHABET[: len(THREES)].encode(), _AS_BASE64)
_FROM_BASE64 = bytes.maketrans(_AS_BASE64, ALPHABET[: len(THREES)].encode())


class Spliced(NamedTuple):
    """A list, and how many documents it had before, and has now."""

    written: str
    before: int
    now: int


class _Place(NamedTuple):
    """Where a document begins in a list, and which is the one before it."""

    at: int
    last: int


def documents_in(written: str) -> int:
    """How many documents a list has."""
    return _count(values_of(written.partition(" ")[0]))


def splice(written: str, changes: Mapping[int, int | None]) -> Spliced:
    """A list after changes. changes: by the number of a document, its class now, None if it has none; not empty."""
    gaps, _, letters = written.partition(" ")
    values = values_of(gaps)
    start = _seek(values, _Place(0, -1), min(changes))
    end = _seek(values, start, max(changes) + 1)
    held = list(read_gaps(values[start.at : end.at], start.last))
    earlier, later = _count(values[: start.at]), _count(values[end.at :])
    before = earlier + len(held) + later
    classes = _read_classes(letters, before)
    entries = {**dict(zip(held, _apart(classes >> later * _BITS, len(held)), strict=True)), **changes}
    kept = sorted((number, kind) for number, kind in entries.items() if kind is not None)
    now = earlier + len(kept) + later
    if not now:
        return Spliced("", before, now)
    whole = _joined([classes >> (before - earlier) * _BITS, *(kind for _, kind in kept)])
    whole = whole << later * _BITS | classes & ((1 << later * _BITS) - 1)
    numbers = [number for number, _ in kept]
    return Spliced(f"{_with_numbers(gaps, values, start, end, numbers)} {_write_classes(whole, now)}", before, now)


def _with_numbers(gaps: str, values: bytes, start: _Place, end: _Place, numbers: list[int]) -> str:
    """The gaps with `numbers` between two places; that of the document behind them becomes another one."""
    behind = list(read_gaps(values[end.at : end.at + 4], end.last))[:1]  # no number takes more than four
    rest = _seek(values, end, behind[0] + 1).at if behind else end.at
    return gaps[: start.at] + write_gaps(numbers + behind, start.last) + gaps[rest:]


def _seek(values: bytes, place: _Place, number: int) -> _Place:
    """Where the first document from `place` on begins that is not below `number`."""
    at, last = place
    for found in _SOME.finditer(values, at):
        some = found[0]
        end = last + sum(some) + len(some) if some[0] < SHORT else next(read_gaps(some, last))
        if end >= number:
            break
        at, last = found.end(), end
    else:
        return _Place(at, last)
    for document in read_gaps(some, last):  # of one character each, or one alone, which ends the search
        if document >= number:
            break
        at, last = at + 1, document
    return _Place(at, last)


def _count(values: bytes) -> int:
    return len(LONG.sub(b"\0", values))


def _read_classes(letters: str, documents: int) -> int:
    """The classes of so many documents as one number, the last one's in its lowest bits."""
    threes = -(-documents // 3)
    data = a2b_base64(letters.encode().translate(_TO_BASE64).ljust(threes + -threes % 4, _SIX_BITS[:1]))
    return int.from_bytes(data, "big") >> len(data) * 8 - documents * _BITS


def _write_classes(classes: int, documents: int) -> str:
    """The letters of such a number."""
    size = -(-documents // 12) * 3  # twelve documents in three bytes, which are four letters
    data = (classes << size * 8 - documents * _BITS).to_bytes(size, "big")
    return b2a_base64(data, newline=False).translate(_FROM_BASE64).decode().rstrip(ALPHABET[0])


def _apart(classes: int, documents: int) -> Iterator[int]:
    """The classes of the last documents in such a number."""
    return (classes >> place * _BITS & _CLASS for place in reversed(range(documents)))


def _joined(classes: Iterable[int]) -> int:
    """Such a number: the first of `classes` is one, the others, a class each, are put behind it."""
    return reduce(lambda joined, kind: joined << _BITS | kind, classes)
