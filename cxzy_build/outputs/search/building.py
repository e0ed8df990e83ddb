"""The lists of all grams, from all texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from .documents import IN_TITLE, Document, titles_of
from .grams import Texts, list_grams
from .layout import SHORT, Grams, abridged, grams_file, shard_of, shards_for
from .letters import write_list
from .lists import encode_lists


def build_grams(documents: Sequence[Document]) -> Grams:
    """Every gram of `documents`, which are in the index's order."""
    shards = shards_for(len(documents))
    lists: list[dict[str, str]] = [{} for _ in range(shards)]
    sizes: dict[str, int] = {}
    shorter: dict[str, str] = {}
    same: dict[str, str] = {}
    length = 0
    for listed in list_grams(Texts(documents)) if documents else ():
        if len(listed.grams[0]) != length:
            length, shorter, same = len(listed.grams[0]), same, {}
        written = encode_lists(listed)
        for gram, one in zip(listed.grams, written, strict=True):
            lists[shard_of(gram, shards)][gram] = abridged(gram, one, shorter.get(gram[:-1]), shorter.get(gram[1:]))
        if length >= SHORT:
            same.update(zip(listed.grams, written, strict=True))
        if length == 1 or length > SHORT:
            sizes.update(zip(listed.grams, (listed.starts[1:] - listed.starts[:-1]).tolist(), strict=True))
    for title, numbers in _titled(documents).items():
        lists[shard_of(title, shards)][title] = write_list([(number, IN_TITLE) for number in numbers])
    return Grams({number: grams_file(number, held) for number, held in enumerate(lists)}, sizes)


def _titled(documents: Sequence[Document]) -> Mapping[str, list[int]]:
    titled: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for title in titles_of(document):
            titled[title].append(number)
    return titled
