"""The index that a build writes beside one written the plainest way."""

from __future__ import annotations

import random

import pytest
from support.search_index import Entry, Layout, values_of

from cxzy_build.outputs.search.building import build_grams
from cxzy_build.outputs.search.documents import LONGEST, document_of
from cxzy_build.outputs.search.folding import forms
from cxzy_build.outputs.search.layout import grams_name, shape_for, value_of
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


@pytest.mark.parametrize("rare", [0, 5])
def test_every_list_is_the_same(rare: int) -> None:
    given = entries(400)
    documents = [document_of(Part(*part) for part in entry.all_parts) for entry in given]
    shape = shape_for(len(documents))._replace(rare=rare)
    files = {grams_name(number): value_of(data) for number, data in build_grams(documents, shape).files.items()}
    layout = Layout(rare=rare, often=shape.often, longest=LONGEST, shards=shape.shards, forms=forms())
    values = {name: value for name, value in values_of(given, (), layout) if name.startswith("grams/")}
    assert files == values
    assert max(len(gram) for lists in values.values() if isinstance(lists, dict) for gram in lists) > 4
