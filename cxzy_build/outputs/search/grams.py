"""Which substrings of one and more characters stand in which texts, counted for all texts at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from ...records import Record
from .codes import folded_codes, gram_hashes
from .documents import IN_TITLE, LEAST_TIMES, LONGEST, Document
from .layout import Shape
from .texts import BLOCK_END

W = TypeVar("W")

_MOST_KEYS = 1 << 24
"""Pairs of numbers that a thread tells apart at a time, for what they take in memory."""

_MOST_PLACES = 1 << 22
"""Places that a thread sorts at a time, likewise."""

Numbers = NDArray[np.int32]
Counts = NDArray[np.int64]


class Rare(NamedTuple):
    """Grams in few documents: for each and each of its documents, the gram's hash, and the document."""

    hashes: NDArray[np.uint32]
    documents: Numbers


class Listed(Record):
    """Grams of one length, and the documents that each occurs in.

    grams: themselves. starts: where the documents of each begin, and where the last's end. documents, classes: of all.
    as_without_last, as_without_first: grams that stand wherever what is one shorter does, and so in the same documents.
    rare: those that are to have no list of their own.
    """

    grams: Sequence[str]
    starts: Counts
    documents: Numbers
    classes: NDArray[np.uint8]
    as_without_last: Sequence[str]
    as_without_first: Sequence[str]
    rare: Rare


class Corpus:
    """All documents' texts as one, folded.

    codes: of its characters. marks: for each place twice the document's number, and one more outside its title. bits:
    that such a mark takes. rare, often: see `layout.Shape`.
    """

    def __init__(self, documents: Sequence[Document], shape: Shape) -> None:
        text = "".join(f"{one.text}{BLOCK_END}" for one in documents)
        self.codes = folded_codes(text)
        self.folded = self.codes.tobytes().decode("utf-32-le", "surrogatepass")
        lengths = [size for one in documents for size in (len(one.title), len(one.rest) + 2)]
        self.marks = np.repeat(np.arange(2 * len(documents), dtype=np.uint32), lengths)
        self.bits = (2 * len(documents)).bit_length()
        self.rare = shape.rare
        self.often = shape.often

    def grams(self, places: Counts, length: int) -> list[str]:
        """The grams of a length that begin at some places."""
        return [self.folded[place : place + length] for place in places.tolist()]


class _Level(Record):
    """Grams of one length of which longer ones may be made.

    at: by place, the number of the one that starts there, or -1. counts, documents: by number, places and documents
    where it does.
    """

    at: Numbers
    counts: Counts
    documents: Counts


class _Range(NamedTuple):
    """One piece of work: grams whose part without the last character is numbered from `first` up to `end` (exclusive).

    base: the first number, for the time being, of those that go on to the next level; `_renumbered` closes the gaps.
    """

    first: int
    end: int
    base: int


class _Made(NamedTuple, Generic[W]):
    """The grams of a range as they were written, and in how many places and documents each stands that goes on."""

    written: tuple[W, ...]
    counts: Counts
    documents: Counts


def list_grams(texts: Corpus, jobs: int, write: Callable[[Listed], W]) -> Iterator[Iterator[W]]:
    """All grams of an index (see docs/search.md) as `write` gives them, length by length. So many threads share the
    work: nearly all of it numpy does without the interpreter's lock."""
    level = _characters(texts)
    with ThreadPoolExecutor(jobs) as pool:
        for length in range(1, LONGEST + 1):
            ranges = list(_ranges(level.counts, length, texts.often, jobs))
            following = np.zeros(len(level.at), np.int32)
            made = list(pool.map(partial(_make, texts, level, length, following, write), ranges))
            yield (written for one in made for written in one.written)
            level = _renumbered(following, ranges, made)


def _characters(texts: Corpus) -> _Level:
    counts = np.bincount(texts.codes)
    counts[ord(BLOCK_END)] = 0
    present = counts > 0
    numbers = np.where(present, np.cumsum(present) - 1, -1).astype(np.int32)
    return _Level(numbers[texts.codes], counts[present], counts[present])


def _ranges(counts: Counts, length: int, often: int, jobs: int) -> Iterator[_Range]:
    """Cuts what begins with grams 0, 1, 2 … so that each piece fits into memory, and all threads have as much to do."""
    others = 1 if length == 1 else len(counts)
    total = int(counts.sum())
    most = total // (jobs * -(-total // (jobs * _MOST_PLACES)) or 1) + 1
    first = places = base = 0
    for number, count in enumerate(counts.tolist()):
        if number > first and (places >= most or (number + 1 - first) * others > _MOST_KEYS):
            yield _Range(first, number, base)
            base += number - first if length == 1 else places // often
            first, places = number, 0
        places += count
    yield _Range(first, len(counts), base)


def _make(
    texts: Corpus, level: _Level, length: int, following: Numbers, write: Callable[[Listed], W], given: _Range
) -> _Made[W]:
    """The grams of `length` in a range. Writes into `following`, by place, the number of one that goes on, plus one."""
    first, end, base = given
    is_longer = length > 1
    ends = level.at[1:] if is_longer else level.at
    begins = level.at[: len(ends)]
    inside = begins >= first
    inside &= begins < end
    if is_longer:
        inside &= ends >= 0
    places = np.flatnonzero(inside)
    if not len(places):
        return _Made((), places, places)
    others = len(level.counts) if is_longer else 1
    keys = begins[places]
    keys -= first
    if is_longer:
        keys *= others
        keys += ends[places]
    numbers = _numbered(keys, (end - first) * others)
    counts = np.bincount(numbers)
    spots = np.empty(len(counts), np.int64)
    spots[numbers] = places
    before, after = begins[spots], ends[spots]
    as_before = is_longer & (counts == level.counts[before]) & (level.documents[before] > texts.rare)
    as_after = is_longer & ~as_before & (counts == level.counts[after]) & (level.documents[after] > texts.rare)
    documents = np.where(as_before, level.documents[before], level.documents[after])
    listed, sizes = _listed(texts, places, numbers, spots, length, as_before, as_after)
    documents[~(as_before | as_after)] = sizes
    goes_on = documents > texts.often if is_longer else np.ones(len(counts), bool)
    following[places] = np.where(goes_on, np.cumsum(goes_on) + base, 0).astype(np.int32)[numbers]
    return _Made((write(listed),), counts[goes_on], documents[goes_on])


def _renumbered(following: Numbers, ranges: Sequence[_Range], made: Sequence[_Made[W]]) -> _Level:
    """The next level: what goes on is numbered without gaps."""
    numbers = np.full(ranges[-1].base + len(made[-1].counts) + 1, -1, np.int32)
    held = 0
    for given, one in zip(ranges, made, strict=True):
        numbers[given.base + 1 : given.base + 1 + len(one.counts)] = np.arange(held, held + len(one.counts))
        held += len(one.counts)
    counts, documents = ([getattr(one, name) for one in made] for name in ("counts", "documents"))
    return _Level(numbers[following], np.concatenate(counts), np.concatenate(documents))


def _numbered(keys: Numbers, most: int) -> Numbers:
    """The same keys numbered without gaps, in their order; they are below `most`."""
    seen = np.zeros(most, bool)
    seen[keys] = True
    known = np.flatnonzero(seen)
    numbers = np.empty(most, np.int32)  # of which only what is known is ever touched
    numbers[known] = np.arange(len(known), dtype=np.int32)
    return numbers[keys]


def _listed(
    texts: Corpus,
    places: Counts,
    numbers: Numbers,
    spots: Counts,
    length: int,
    as_before: NDArray[np.bool_],
    as_after: NDArray[np.bool_],
) -> tuple[Listed, Counts]:
    """Grams and their documents, from places and the number of the gram at each; and how many each has whose documents
    are not known already, rare ones too.

    spots: by number, one of the places. as_before, as_after: by number, those whose documents are known already.
    """
    counted = ~(as_before | as_after)
    if not counted.all():
        some = np.flatnonzero(counted[numbers])
        places, numbers = places[some], (np.cumsum(counted, dtype=np.int32) - np.int32(1))[numbers[some]]
    documents, classes, starts = _documents_of(texts, places, numbers, int(counted.sum()))
    sizes, own = np.diff(starts), spots[counted]
    few = sizes <= (texts.rare if length > 1 else 0)
    is_rare = np.repeat(few, sizes)
    listed = Listed(
        grams=texts.grams(own[~few], length),
        starts=np.append(0, np.cumsum(sizes[~few])),
        documents=documents[~is_rare],
        classes=classes[~is_rare],
        as_without_last=texts.grams(spots[as_before], length),
        as_without_first=texts.grams(spots[as_after], length),
        rare=Rare(np.repeat(gram_hashes(texts.codes, own[few], length), sizes[few]), documents[is_rare]),
    )
    return listed, sizes


def _documents_of(
    texts: Corpus, places: Counts, numbers: Numbers, many: int
) -> tuple[Numbers, NDArray[np.uint8], Counts]:
    """The documents that each gram occurs in, their classes, and where those of each gram start; the end behind them.

    numbers: by place, that of the gram there, of so `many`.
    """
    keys = _keys(texts, places, numbers, many)
    keys.sort()
    documents = keys >> 1
    firsts = np.flatnonzero(_changes(documents))
    times = np.diff(firsts, append=len(keys))
    outside = (keys[firsts] & 1).astype(bool)
    classes = np.where(outside, _at_least(times, LEAST_TIMES[1:]), IN_TITLE).astype(np.uint8)
    documents = documents[firsts]
    starts = np.append(np.flatnonzero(_changes(documents >> (texts.bits - 1))), len(documents))
    documents &= (1 << (texts.bits - 1)) - 1
    return documents.astype(np.int32), classes, starts


def _at_least(values: Counts, bounds: Sequence[int]) -> NDArray[np.uint8]:
    """How many of the bounds each value reaches."""
    reached: NDArray[np.uint8] = np.sum([values >= bound for bound in bounds], axis=0, dtype=np.uint8)
    return reached


def _keys(texts: Corpus, places: Counts, numbers: Numbers, many: int) -> NDArray[Any]:
    """By place, the number of the gram and the mark in one: in half the space if they fit."""
    fits = max(many, 1) << texts.bits <= 1 << 32
    keys: NDArray[Any] = numbers.astype(np.uint32 if fits else np.uint64)
    keys <<= texts.bits
    keys |= texts.marks[places]
    return keys


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value differs from the one before."""
    changes = np.empty(len(values), bool)
    changes[:1] = True
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes
