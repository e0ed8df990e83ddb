"""The lists of grams, built and patched, beside lists made in the plainest way."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.search_lists import read_list

from cxzy_build.outputs.search import building, grams, layout, patching
from cxzy_build.outputs.search import documents as constants
from cxzy_build.outputs.search.building import build_grams
from cxzy_build.outputs.search.changes import Change, MustBuild, OldIndex
from cxzy_build.outputs.search.documents import NOTHING, Document
from cxzy_build.outputs.search.folding import fold
from cxzy_build.outputs.search.layout import SHARED, WRITTEN_OUT, Grams, Shape, lists_in, shape_for, shard_of
from cxzy_build.outputs.search.patching import patch_grams
from cxzy_build.outputs.search.renumbering import Renumbering

FEW = 4
"""Documents in more than which grams go on here, so that small sites have long ones."""

RARE = st.sampled_from((0, 1, 2))
"""Documents up to which grams share lists: always fewer than FEW."""

Listed = dict[str, list[tuple[int, int]]]

TEXTS = st.text("一二三四创創先A1， \n", max_size=24)
DOCUMENTS = st.lists(st.builds(Document, st.text("一二三先创\n", max_size=4), TEXTS), min_size=1, max_size=24)


@pytest.fixture(autouse=True, scope="module")
def few() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(layout, "_IN_SHARED", 3)
        patch.setattr(patching, "_MOST_CHANGED", 1000)
        patch.setattr(patching, "_MOST_CROSSED", 1000)
        yield


def expected(documents: Sequence[Document]) -> Listed:
    """Every gram that the index should have, after docs/search.md."""
    found: Mapping[int, Listed] = {length: defaultdict(list) for length in range(1, constants.LONGEST + 1)}
    for number, document in enumerate(documents):
        title, whole = fold(document.title), fold(document.text)
        for length, lists in found.items():
            cuts = [whole[at : at + length] for at in range(len(whole) - length + 1)]
            for gram in dict.fromkeys(cut for cut in cuts if "\n" not in cut):
                times = cuts.count(gram)
                kind = 3 if gram in title else 2 if times >= 5 else 1 if times >= 2 else 0
                lists[gram].append((number, kind))
    kept: Listed = {}
    named: Listed = defaultdict(list)
    for number, document in enumerate(documents):
        titles = {"".join(fold(title).split()) for title in document.title.split("\n")} - {""}
        for title in titles:
            named["\n" + title].append((number, 3))
    for length, lists in found.items():
        often = {gram for gram, one in kept.items() if len(one) > FEW}
        kept |= {g: one for g, one in lists.items() if length <= WRITTEN_OUT or {g[:-1], g[1:]} <= often}
    return kept | named


def shape_of(documents: Sequence[Document], rare: int) -> Shape:
    return shape_for(len(documents))._replace(rare=rare, often=FEW)


def lists_of(made: Grams) -> Listed:
    """Every list of an index that belongs to one gram, what stands for another one put in."""
    written: dict[str, str] = {}
    for number, data in made.files.items():
        for gram, one in lists_in(data).items():
            if gram != SHARED:
                assert shard_of(gram, len(made.files)) == number
                written[gram] = one

    def full(gram: str) -> str:
        one = written[gram]
        return full(gram[:-1]) if one == ">" else full(gram[1:]) if one == "<" else one

    return {gram: list(read_list(full(gram))) for gram in written}


def parted(lists: Listed, rare: int) -> tuple[Listed, Listed]:
    """Grams that have lists of their own, and those that share some."""
    own = {g: one for g, one in lists.items() if len(g) == 1 or g[0] == "\n" or len(one) > rare}
    return own, {gram: one for gram, one in lists.items() if gram not in own}


def shared_lists(listed: Listed, shards: int, lists: int) -> list[list[list[int]]]:
    """By file: its shared lists, after docs/search.md."""
    held: list[list[set[int]]] = [[set() for _ in range(lists)] for _ in range(shards)]
    for gram, one in listed.items():
        value = 2166136261
        for character in gram:
            value = (value ^ ord(character)) * 16777619 % 2**32
        value ^= value >> 15
        held[value % shards][(value >> 22) % lists].update(number for number, _ in one)
    return [[sorted(numbers) for numbers in file] for file in held]


@given(DOCUMENTS, RARE)
def test_every_gram_is_listed_and_no_other(documents: list[Document], rare: int) -> None:
    made = build_grams(documents, shape_of(documents, rare))
    own, others = parted(expected(documents), rare)
    assert lists_of(made) == own
    sizes = {gram: len(one) for gram, one in own.items() if len(gram) != WRITTEN_OUT and gram[0] != "\n"}
    assert made.sizes == sizes | ({SHARED: sum(map(len, others.values()))} if rare else {})


@given(DOCUMENTS, st.integers(1, 2))
def test_rare_grams_share_lists(documents: list[Document], rare: int) -> None:
    made = build_grams(documents, shape_of(documents, rare))
    shared = [lists_in(made.files[number])[SHARED].split(" ") for number in range(len(made.files))]
    _, others = parted(expected(documents), rare)
    numbers = [[[number for number, _ in read_list(one)] for one in file] for file in shared]
    assert numbers == shared_lists(others, len(shared), len(shared[0]))
    size = sum(map(len, others.values()))
    assert len(shared[0]) == next(n for n in (2**power for power in range(11)) if size <= n * len(shared) * 3)


def test_a_small_site_has_a_list_for_every_gram() -> None:
    assert [shape_for(count).rare for count in (0, 90, 511, 512, 1024, 8192, 10_000, 100_000)] == [
        0, 0, 0, 1, 2, 16, 16, 16,
    ]  # fmt: skip


@given(DOCUMENTS, RARE, st.integers(1, 3), st.sampled_from((0, 28)))
def test_it_makes_no_difference_how_much_fits_into_memory(
    documents: list[Document], rare: int, jobs: int, wide: int
) -> None:
    """Nor how many threads there are, or whether a place's mark and number fit into 32 bits."""
    shape = shape_of(documents, rare)
    whole = build_grams(documents, shape)

    class Wide(grams.Corpus):
        def __init__(self, documents: Sequence[Document], shape: Shape) -> None:
            super().__init__(documents, shape)
            self.bits += wide

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grams, "_MOST_PLACES", 7)
        patch.setattr(grams, "_MOST_KEYS", 11)
        patch.setattr(building, "Corpus", Wide)
        assert build_grams(documents, shape, jobs) == whole


Pair = tuple[Document | None, Document | None]
"""A document as it was, if it was there, and as it is."""


@given(
    DOCUMENTS,
    st.lists(st.tuples(st.integers(0, 23), st.integers(0, 24), TEXTS, st.integers(0, 4)), max_size=3),
    st.just([]) | st.lists(st.tuples(st.integers(0, 24), DOCUMENTS.map(lambda documents: documents[0])), max_size=2),
    st.sets(st.integers(0, 24), max_size=2),
    RARE,
)
def test_a_patched_index_is_the_one_built_anew(
    documents: list[Document],
    edits: list[tuple[int, int, str, int]],
    added: list[tuple[int, Document]],
    gone: set[int],
    rare: int,
) -> None:
    edited = list(documents)
    for number, at, put, cut in edits:
        number %= len(documents)
        title, rest = edited[number]
        edited[number] = Document(title if cut else put[:4], rest[:at] + put[:3] + rest[at + cut :])
    pairs: list[Pair] = [
        (old, None if number in gone else new) for number, (old, new) in enumerate(zip(documents, edited, strict=True))
    ]
    for at, document in added:
        pairs.insert(at, (None, document))
    shapes = {shape_of(side, rare) for side in sides(pairs)}
    if len(shapes) == 1:
        assert_patched(pairs, shapes.pop())


def sides(pairs: Sequence[Pair]) -> tuple[list[Document], list[Document]]:
    """The documents that were there, and those that are."""
    return [old for old, _ in pairs if old is not None], [new for _, new in pairs if new is not None]


def assert_patched(pairs: Sequence[Pair], shape: Shape) -> None:
    """The index of the documents that were there can be patched to that of those that are, unless rare grams share more
    lists than before, or fewer."""
    documents, edited = sides(pairs)
    before, fresh = build_grams(documents, shape), build_grams(edited, shape)
    renumbering = Renumbering([old is not None for old, _ in pairs], [new is not None for _, new in pairs])
    index = renumbering.widen(
        OldIndex(
            len(documents), shape, lambda number: lists_in(before.files[number]), before.sizes, documents.__getitem__
        )
    )
    changes = [
        Change(number, NOTHING if old is None else index.document(number), NOTHING if new is None else new)
        for number, (old, new) in enumerate(pairs)
        if old != new
    ]
    try:
        patch = patch_grams(changes, index)
    except MustBuild:
        lists = [lists_in(made.files[0]).get(SHARED, "").count(" ") for made in (before, fresh)]
        assert lists[0] != lists[1]
        return
    patched = renumbering.narrow(patch.files)
    others = {number: data for number, data in before.files.items() if number not in patched}
    moved = renumbering.move(others)
    assert {**patched, **moved} == fresh.files
    assert renumbering.moves or moved == others
    if all(renumbering.was) and all(renumbering.is_now):
        assert all(before.files[number] != data for number, data in patched.items())
    assert patch.sizes == fresh.sizes


@pytest.mark.parametrize("seed", range(24))
def test_a_patched_index_of_many_texts_is_the_one_built_anew(seed: int) -> None:
    """Of words that are as unevenly frequent as real ones (Zipf): grams come, go, become frequent and rare."""
    dice = random.Random(seed)
    letters = "".join(chr(0x4E00 + number) for number in range(dice.choice((30, 120))))
    words = ["".join(dice.choices(letters, _zipf(len(letters)), k=dice.randint(1, 4))) for _ in range(200)]

    def text(most: int) -> str:
        return "".join(dice.choices(words, _zipf(len(words)), k=dice.randint(0, most)))

    def document() -> Document:
        return Document(text(3), f"{text(20)}\n{text(20)}")

    documents = [document() for _ in range(60)]
    shape = Shape(dice.choice((1, 16)), dice.choice((0, 1, 3)), dice.choice((8, 20)))
    for _ in range(4):
        pairs: list[Pair] = [(one, document() if dice.random() < 0.03 else one) for one in documents]
        at = dice.randrange(len(pairs))
        pairs[at] = documents[at], Document(documents[at].title, f"{text(2)}{documents[at].rest}")
        if dice.random() < 0.5:
            pairs.insert(dice.randint(0, len(pairs)), (None, document()))
        else:
            gone = dice.randrange(len(pairs))
            pairs[gone] = pairs[gone][0], None
        assert_patched(pairs, shape)
        _, documents = sides(pairs)


def _zipf(count: int) -> list[float]:
    return [1 / place for place in range(1, count + 1)]


def test_where_much_changes_the_index_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patching, "_MOST_CHANGED", 1)
    documents, shape = [Document("一", "二三四")] * 3, Shape(2, 1, FEW)
    before = OldIndex(len(documents), shape, lambda _: {SHARED: ""}, {}, documents.__getitem__)
    with pytest.raises(MustBuild):
        patch_grams([Change(2, documents[2], Document("一", "三二一先"))], before)


@pytest.mark.parametrize("most", [0, 2])
def test_where_many_grams_become_frequent_the_index_is_built(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patching, "_MOST_CROSSED", most)
    documents, edited = [Document("一", "二三四")] * FEW + [NOTHING], [Document("一", "二三四")] * (FEW + 1)
    made, fresh = (build_grams(one, Shape(2, 0, FEW)) for one in (documents, edited))
    before = OldIndex(
        len(documents), Shape(2, 0, FEW), lambda n: lists_in(made.files[n]), made.sizes, documents.__getitem__
    )
    changes = [Change(FEW, NOTHING, edited[FEW])]
    if most:
        assert {**made.files, **patch_grams(changes, before).files} == fresh.files
        return
    with pytest.raises(MustBuild):
        patch_grams(changes, before)


def test_nothing_to_be_searched() -> None:
    assert lists_of(build_grams([], shape_for(0))) == {}
