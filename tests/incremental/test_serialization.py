"""What is kept as plain values comes back as it was."""

from __future__ import annotations

import marshal
import pickle

from fixtures.sites import Site
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.incremental.serialization import (
    as_one,
    is_same,
    linked_from_plain,
    parted,
    picture_from_plain,
    placed_from_plain,
    plain_linked,
    plain_picture,
    teaser_from_plain,
    with_questions,
)
from cxzy_build.pictures.cache import Entry, Part
from cxzy_build.pictures.library import Published

NUMBERS = st.integers(1, 9000)
PARTS = st.builds(Part, st.text(), NUMBERS, NUMBERS, NUMBERS, st.text())


def test_every_item_comes_back_but_for_its_questions(site: Site) -> None:
    linked = site.content().catalogue().linked
    assert {one.teaser.collection for one in linked.values()} > {"commitments", "results"}
    for path, one in linked.items():
        plain = marshal.loads(marshal.dumps(plain_linked(one, b"")))
        teaser = teaser_from_plain(plain)
        assert (placed_from_plain(plain), teaser) == (one.placed, one.teaser)
        assert linked_from_plain(plain, {path: one.digest}, {path: teaser}) == one._replace(questions=())
        assert is_same(plain, plain_linked(pickle.loads(pickle.dumps(one)), b""))
        assert not is_same(plain, with_questions(plain, b"1"))
        assert is_same(with_questions(plain, b"1"), plain_linked(one, b"1"))
        assert not is_same(plain, plain_linked(one._replace(is_sound=not one.is_sound), b""))


@given(st.text(), st.text(), st.text(), NUMBERS, NUMBERS, st.lists(PARTS).map(tuple))
def test_so_does_a_picture(address: str, file: str, key: str, width: int, height: int, parts: tuple[Part, ...]) -> None:
    picture = Published(address, file, key, Entry(None, width, height, parts))
    assert picture_from_plain(marshal.loads(marshal.dumps(plain_picture(picture)))) == picture


@given(st.lists(st.text(st.characters(exclude_characters="\0"))))
def test_so_do_texts_that_are_kept_as_one(texts: list[str]) -> None:
    assert parted(as_one(texts)) == texts
