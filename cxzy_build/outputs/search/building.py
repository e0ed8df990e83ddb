"""The lists of all grams, from all texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .documents import IN_TITLE, Document, titles_of
from .grams import Corpus, Listed, Rare, list_grams
from .layout import SHARED, WRITTEN_OUT, Grams, Shape, abridged, grams_file, lists_for, shard_of
from .letters import write_list
from .lists import encode_lists, share_lists


class _Piece(NamedTuple):
    """Grams, and the lists of those that have one of their own."""

    listed: Listed
    written: Sequence[str]


class _Held(NamedTuple):
    """The list of a gram, and how many documents are in it."""

    written: str
    documents: int


def build_grams(documents: Sequence[Document], shape: Shape, jobs: int = 1) -> Grams:
    """Every gram of `documents`, which are in the index's order, counted by so many threads."""
    shards = shape.shards
    files: list[dict[str, str]] = [{} for _ in range(shards)]
    sizes: dict[str, int] = {}
    shorter: dict[str, _Held] = {}
    rare: list[Rare] = []
    for length, made in enumerate(list_grams(Corpus(documents, shape), jobs, _write) if documents else (), 1):
        pieces = list(made)
        rare += [piece.listed.rare for piece in pieces]
        held = {gram: one for piece in pieces for gram, one in _all_of(piece, shorter)}
        for gram, (written, size) in held.items():
            last, first = shorter.get(gram[:-1]), shorter.get(gram[1:])
            files[shard_of(gram, shards)][gram] = abridged(
                gram, written, last and last.written, first and first.written
            )
            if length == 1 or length > WRITTEN_OUT:
                sizes[gram] = size
        shorter = held
    for title, numbers in _titled(documents).items():
        files[shard_of(title, shards)][title] = write_list([(number, IN_TITLE) for number in numbers])
    if shape.rare:
        sizes[SHARED] = sum(len(one.documents) for one in rare)
        shared = share_lists(rare, shards, lists_for(sizes[SHARED], shards))
        for lists, file in zip(shared, files, strict=True):
            file[SHARED] = " ".join(lists)
    return Grams({number: grams_file(number, held) for number, held in enumerate(files)}, sizes)


def _write(listed: Listed) -> _Piece:
    return _Piece(listed, encode_lists(listed))


def _all_of(piece: _Piece, shorter: Mapping[str, _Held]) -> Iterator[tuple[str, _Held]]:
    listed, written = piece
    sizes = (listed.starts[1:] - listed.starts[:-1]).tolist()
    yield from zip(listed.grams, map(_Held, written, sizes), strict=True)
    yield from ((gram, shorter[gram[:-1]]) for gram in listed.as_without_last)
    yield from ((gram, shorter[gram[1:]]) for gram in listed.as_without_first)


def _titled(documents: Sequence[Document]) -> Mapping[str, list[int]]:
    titled: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for title in titles_of(document):
            titled[title].append(number)
    return titled
