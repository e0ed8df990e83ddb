"""Files of the index as the editions have them."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Literal, cast

from support.search_index import traditional_of

from cxzy_build.bodies.body import Body
from cxzy_build.content.items import Item, Teaser
from cxzy_build.models.front_matter import Campaign, Contact
from cxzy_build.outputs.search.folding import forms_for
from cxzy_build.outputs.search.index import SearchIndex, digest_of_all, text_file, with_facets_in
from cxzy_build.outputs.search.layout import file_of, named_value_of, path_of, shape_for, shard_of, value_of
from cxzy_build.outputs.search.letters import ALPHABET
from cxzy_build.outputs.search.texts import Conversion, Source


def upper(texts: Sequence[str]) -> list[str]:
    return [text.upper() for text in texts]


def test_a_file_is_read_as_it_was_written() -> None:
    data = file_of("texts/ab", {"title": "题\n\"'</script>", "parts": []})
    assert data.startswith(b'cxSearch("texts/ab",{')
    assert named_value_of(data) == ("texts/ab", {"title": "题\n\"'</script>", "parts": []})
    assert path_of("texts/ab") == "search/texts/ab.js"


def item_of(title: str, body: str) -> Item:
    front = SimpleNamespace(heading=title, summary=None, attachments=(), sample=False)
    return cast(Item, SimpleNamespace(address="news/a/", day=None, collection="news", front=front, body=Body(body)))


def conversion(*pairs: str) -> Conversion:
    """Which makes of each first text the second."""

    def convert(text: str) -> str:
        for old, new in (pair.split("→") for pair in pairs):
            text = text.replace(old, new)
        return text

    return lambda source: Source([*map(convert, source.texts)], convert(source.html))


def test_a_text_says_where_the_other_edition_has_something_else() -> None:
    item = item_of("𠮷题后来", "<p>第<b>一</b></p>\n<p>著名的 <i>台</i>州</p>")
    plain = value_of(text_file("k", item))
    assert isinstance(plain, dict)
    parts = [["title", "𠮷题后来"], ["body", "第一\n著名的台州"]]
    assert plain == {"address": "news/a/", "date": "", "kind": "news", "parts": parts}
    made = value_of(text_file("k", item, conversion("题后→題後", "来→來", "一→壹")))
    assert isinstance(made, dict)
    assert made == plain | {"traditional": [f"{ALPHABET[6]}{ALPHABET[4]}", "壹台"]}
    fold_file = forms_for(set("题后来第一著名的台州"))
    assert traditional_of(made, fold_file) == ["𠮷題後來", "第壹", "著名的台州"]
    assert value_of(text_file("k", item, conversion("题→題", "后来→後來", "台→臺"))) == plain


def test_blanks_are_where_they_were_though_a_form_is_of_another_plane() -> None:
    item = item_of("题", "<p>㓆 <b>后</b></p>")
    made = value_of(text_file("k", item, conversion("㓆→𠗣", "后→後", "题→題")))
    assert isinstance(made, dict)
    assert made["parts"][1] == ["body", "㓆后"]
    assert traditional_of(made, forms_for(set("题㓆后")))[1] == "𠗣後"


def test_facets_in_another_form() -> None:
    facet = {"id": "year", "name": "n", "values": [["a", "v"], ["b", "w"]], "of": "!!", "more": []}
    made = with_facets_in(file_of("facets", [facet]), upper)
    assert value_of(made) == [facet | {"name": "N", "values": [["a", "V"], ["b", "W"]]}]


def test_grams_lie_where_the_documentation_says() -> None:
    assert [shape_for(count).shards for count in (0, 1, 3, 90, 10_000)] == [1, 1, 2, 64, 8192]
    assert [shape_for(count, is_preview=True).shards for count in (0, 31, 90, 10_000)] == [1, 1, 4, 512]
    # FNV-1a of one code point, by hand
    assert shard_of("a", 1 << 16) == (0xE40C292C ^ (0xE40C292C >> 15)) & 0xFFFF


def test_each_edit_gives_the_index_another_stamp() -> None:
    teasers = [cast(Teaser, SimpleNamespace(address="news/a/", path="news/a.md"))]

    def stamp(
        names: tuple[tuple[str, str], ...],
        facets: str,
        digest: bytes,
        office: str = "办公室",
        editions: tuple[Literal["zh-Hant"], ...] = (),
        markdown: str = "3.10",
    ) -> str:
        contact = Contact(office=office)
        campaign = Campaign(organisation="甲", name="乙", names=names, contact=contact, editions=editions)
        index = SearchIndex(campaign, teasers, shape_for(len(teasers)), lambda _: b"", {"search/facets": facets}, {})
        return digest_of_all(index, {"news/a.md": digest}, markdown)["search/index"]

    assert stamp((), "f", b"1") == stamp((), "f", b"1")
    others = (((), "f", b"1"), ((), "g", b"1"), ((), "f", b"2"), ((("范某", ""),), "f", b"1"))
    also = stamp((), "f", b"1", "范某办公室"), stamp((("范某", "範某"),), "f", b"1")
    with_edition, converted = stamp((), "f", b"1", editions=("zh-Hant",)), stamp((), "f", b"1", markdown="3.11")
    assert len({*(stamp(*one) for one in others), *also, with_edition, converted}) == 8
