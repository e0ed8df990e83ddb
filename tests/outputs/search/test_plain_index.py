"""The index that a build writes beside one written the plainest way."""

from __future__ import annotations

import random

from support.search_index import Entry, Layout, lists_of, read_list, shard_of

from cxzy_build.outputs.search.building import build_grams
from cxzy_build.outputs.search.documents import LONGEST, OFTEN, document_of
from cxzy_build.outputs.search.folding import forms
from cxzy_build.outputs.search.layout import shards_for, value_of
from cxzy_build.outputs.search.texts import Part

WORDS = ("學習", "党员", "支部", "Ｂ组", "创先争优", "五比五带头", "𠮷祥", "图书馆")


def entries(count: int) -> list[Entry]:
    dice = random.Random(count)

    def text(most: int) -> str:
        return "".join(dice.choice(WORDS) for _ in range(dice.randint(1, most)))

    return [
        Entry(f"news/{number:04}/", text(2), parts=(("body", f"{text(9)}\n{text(9)}"), ("caption", text(3))))
        for number in range(count)
    ]


def test_every_list_is_the_same() -> None:
    given = entries(OFTEN + 150)
    documents = [document_of(Part(*part) for part in entry.all_parts) for entry in given]
    files = {number: value_of(data) for number, data in build_grams(documents).files.items()}
    shards = shards_for(len(documents))
    written: dict[str, str] = {}
    for number, held in files.items():
        assert isinstance(held, dict)
        assert {shard_of(gram, shards) for gram in held} <= {number}
        written |= held
    expected = lists_of(given, Layout(often=OFTEN, longest=LONGEST, forms=forms()))
    assert max(map(len, expected)) > 4
    assert {gram: read_list(written, gram) for gram in written} == expected
