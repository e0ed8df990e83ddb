"""The index of one build: its files, and what each depends on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from ...content.items import Item, Teaser
from ...content.naming import names_in_campaign
from ...files import digest_text
from ...models.front_matter import Campaign
from ...records import Record
from .documents import LONGEST, Document, document_of, facet_file, facets_of, keys_of
from .folding import forms_for
from .layout import BLOCK, FORMAT, Shape, file_of, named_value_of, value_of
from .letters import write_numbers
from .texts import BLOCK_END, Conversion, Convert, Part, Source, parts_from, raw_parts, source_of, texts_in


class SearchIndex(Record, dict=True):
    """What can be searched.

    teasers: of all items that are out, in the order of their numbers. grams: gives the file of grams of a number, which
    are of that `shape`. digests: of what its files are made of, by `digest_name`. sizes: see `layout.Grams`.
    """

    campaign: Campaign
    teasers: Sequence[Teaser]
    shape: Shape
    grams: Callable[[int], bytes]
    digests: Mapping[str, str]
    sizes: Mapping[str, int]

    def file(self, name: str) -> bytes:
        """The file of a piece of the index that is not a text."""
        folder, _, number = name.rpartition("/")
        if folder == "grams":
            return self.grams(int(number))
        if folder == "blocks":
            start = int(number) * BLOCK
            return file_of(name, [self._keys[teaser.address] for teaser in self.teasers[start : start + BLOCK]])
        if name == "facets":
            return file_of(name, _facets(self.campaign, self.teasers))
        return file_of(name, forms_for(self.sizes) if name == "fold" else self._about())

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return keys_of(teaser.address for teaser in self.teasers)

    def _about(self) -> object:
        return {
            "documents": len(self.teasers),
            "shards": self.shape.shards,
            "often": self.shape.often,
            "longest": LONGEST,
            "block": BLOCK,
            "stamp": self.digests[digest_name("index")][:8],
        }


def digest_of_forms(sizes: Mapping[str, int]) -> dict[str, str]:
    """Of what the file of forms is made of."""
    return {digest_name("fold"): digest_text(repr(forms_for(sizes)))}


def digest_of_all(index: SearchIndex, digests: Mapping[str, bytes], markdown: str) -> dict[str, str]:
    """Of what the whole index is made of: another one with each edit of an item, where bodies are converted otherwise,
    and where the Traditional edition is to write a name otherwise, or there is to be one or none any more, so that
    browsers ask for all files anew.

    digests: of the items' files, by path. markdown: the options that bodies are converted with, as text.
    """
    items = [(teaser.address, digests[teaser.path]) for teaser in index.teasers]
    campaign = index.campaign
    facets, names = index.digests[digest_name("facets")], names_in_campaign(campaign)
    made_of = FORMAT, markdown, campaign.editions, facets, names, items
    return {digest_name("index"): digest_text(repr(made_of))}


def digests_of(campaign: Campaign, teasers: Sequence[Teaser]) -> dict[str, str]:
    """Of what blocks and facets are made of."""
    return {
        digest_name("blocks"): digest_text(repr([teaser.address for teaser in teasers])),
        digest_name("facets"): digest_text(repr(_facets(campaign, teasers))),
    }


def _facets(campaign: Campaign, teasers: Sequence[Teaser]) -> list[Mapping[str, object]]:
    return [facet_file(facet, teasers) for facet in facets_of(campaign, teasers)]


DIGESTS = "search/"
"""How the names of all that the index depends on begin."""


def digest_name(name: str) -> str:
    """What a piece of the index depends on: most on what they say, all blocks on the same."""
    return f"{DIGESTS}blocks" if name.startswith("blocks/") else f"{DIGESTS}{name}"


def text_file(key: str, item: Item, in_traditional: Conversion | None = None) -> bytes:
    """The file of an item's text; and what the Traditional edition writes in it, if there is one."""
    raw = raw_parts(item)
    parts = parts_from(raw)
    about = {"address": item.address, "date": item.day.isoformat() if item.day else "", "kind": item.collection}
    sample = {"sample": True} if item.front.sample else {}
    others = _others_in(parts, raw, source_of(item, raw), in_traditional) if in_traditional else {}
    return file_of(f"texts/{key}", {**about, **sample, "parts": parts, **others})


def _others_in(
    parts: Sequence[Part], raw: Sequence[Part], source: Source, in_traditional: Conversion
) -> Mapping[str, object]:
    """Where the Traditional edition has another character in `parts` than a browser will put there."""
    from .codes import written_otherwise  # late: needed for the Traditional edition alone

    made = in_traditional(source)
    if not written_otherwise(source.joined, made.joined):  # nearly always, and its lines need not be made
        return {}
    text = BLOCK_END.join(texts_in(raw, made))
    places = written_otherwise(BLOCK_END.join(part.text for part in parts), text)
    return {"traditional": (write_numbers(places), "".join(text[place] for place in places))} if places else {}


def with_facets_in(data: bytes, convert: Convert) -> bytes:
    """The file of facets with what readers see of them converted."""
    name, value = named_value_of(data)
    assert isinstance(value, list)
    for facet in value:
        facet["name"], *labels = convert([facet["name"], *(label for _, label in facet["values"])])
        facet["values"] = [[ident, label] for (ident, _), label in zip(facet["values"], labels, strict=True)]
    return file_of(name, value)


def keys_in(data: bytes) -> Sequence[str]:
    """The keys of the documents of a block whose file holds `data`."""
    keys = value_of(data)
    assert isinstance(keys, list)
    return keys


def document_in(data: bytes) -> Document:
    """The document whose text's file holds `data`."""
    value = value_of(data)
    assert isinstance(value, dict)
    return document_of(Part(*part) for part in value["parts"])
