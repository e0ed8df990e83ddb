"""Files of the index as the editions have them."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

from cxzy_build.content.items import Face
from cxzy_build.content.models import Campaign, Contact
from cxzy_build.outputs.search.index import SearchIndex, digest_of_all, document_in, with_facets_in, with_parts_in
from cxzy_build.outputs.search.layout import file_of, named_value_of, path_of, shape_for, shard_of, value_of


def upper(texts: Sequence[str]) -> list[str]:
    return [text.upper() for text in texts]


def test_a_file_is_read_as_it_was_written() -> None:
    data = file_of("texts/ab", {"title": "题\n\"'</script>", "parts": []})
    assert data.startswith(b'cxSearch("texts/ab",{')
    assert named_value_of(data) == ("texts/ab", {"title": "题\n\"'</script>", "parts": []})
    assert path_of("texts/ab") == "search/texts/ab.js"


def test_a_text_in_another_form() -> None:
    parts = [["title", "a"], ["body", "b\nc"], ["caption", "d"]]
    made = with_parts_in(file_of("texts/k", {"address": "x/", "title": "a", "parts": parts}), upper)
    assert value_of(made) == {
        "address": "x/",
        "title": "A",
        "parts": [["title", "A"], ["body", "B\nC"], ["caption", "D"]],
    }
    assert document_in(made).text == "A\nB\nC\nD"


def test_a_block_that_would_not_be_found_is_given_as_it_is_searched() -> None:
    parts = [["title", "题"], ["body", "甲\n答复"]]
    data = file_of("texts/k", {"address": "x/", "title": "题", "parts": parts})
    made = value_of(with_parts_in(data, lambda texts: [text.replace("复", "覆") for text in texts]))
    assert isinstance(made, dict)
    assert made["folded"] == {"2": "答复"}


def test_facets_in_another_form() -> None:
    facet = {"id": "year", "name": "n", "values": [["a", "v"], ["b", "w"]], "of": "!!", "more": []}
    made = with_facets_in(file_of("facets", [facet]), upper)
    assert value_of(made) == [facet | {"name": "N", "values": [["a", "V"], ["b", "W"]]}]


def test_grams_lie_where_the_documentation_says() -> None:
    assert [shape_for(count).shards for count in (0, 1, 3, 90, 10_000)] == [1, 1, 2, 64, 8192]
    # FNV-1a of one code point, by hand
    assert shard_of("a", 1 << 16) == (0xE40C292C ^ (0xE40C292C >> 15)) & 0xFFFF


def test_each_edit_gives_the_index_another_stamp() -> None:
    faces = [cast(Face, SimpleNamespace(address="news/a/", path="news/a.md"))]

    def stamp(names: tuple[tuple[str, str], ...], facets: str, digest: bytes, office: str = "办公室") -> str:
        campaign = Campaign(organisation="甲", name="乙", names=names, contact=Contact(office=office))
        index = SearchIndex(campaign, faces, lambda _: b"", {"search/facets": facets}, {})
        return digest_of_all(index, {"news/a.md": digest})["search/index"]

    assert stamp((), "f", b"1") == stamp((), "f", b"1")
    others = (((), "f", b"1"), ((), "g", b"1"), ((), "f", b"2"), ((("范某", ""),), "f", b"1"))
    also = stamp((), "f", b"1", "范某办公室"), stamp((("范某", "範某"),), "f", b"1")
    assert len({*(stamp(*one) for one in others), *also}) == 6
