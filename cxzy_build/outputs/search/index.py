"""The index of one build: its files, and what each depends on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import islice

from ...content.items import Face, Item
from ...content.models import Campaign
from ...content.naming import names_in_campaign
from ...files import digest_text
from ...records import Record
from .documents import LONGEST, OFTEN, Document, document_of, facet_file, facets_of, keys_of
from .folding import fold, forms_for
from .layout import BLOCK, FORMAT, file_of, named_value_of, shape_for, value_of
from .texts import BLOCK_END, Part, parts_of


class SearchIndex(Record, dict=True):
    """What can be searched.

    faces: of all items that are out, in the order of their numbers. grams: gives the file of grams of a number.
    digests: of what its files are made of, by `digest_name`. sizes: see `layout.Grams`.
    """

    campaign: Campaign
    faces: Sequence[Face]
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
            return file_of(name, [self._keys[face.address] for face in self.faces[start : start + BLOCK]])
        if name == "facets":
            return file_of(name, _facets(self.campaign, self.faces))
        return file_of(name, forms_for(self.sizes) if name == "fold" else self._about())

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return keys_of(face.address for face in self.faces)

    def _about(self) -> object:
        return {
            "documents": len(self.faces),
            "shards": shape_for(len(self.faces)).shards,
            "often": OFTEN,
            "longest": LONGEST,
            "block": BLOCK,
            "stamp": self.digests[digest_name("index")][:8],
        }


def digest_of_forms(sizes: Mapping[str, int]) -> dict[str, str]:
    """Of what the file of forms is made of."""
    return {digest_name("fold"): digest_text(repr(forms_for(sizes)))}


def digest_of_all(index: SearchIndex, digests: Mapping[str, bytes]) -> dict[str, str]:
    """Of what the whole index is made of: another one with each edit of an item, and where the Traditional edition is
    to write a name otherwise, so that browsers ask for all files anew.

    digests: of the items' files, by path.
    """
    items = [(face.address, digests[face.path]) for face in index.faces]
    made_of = FORMAT, index.digests[digest_name("facets")], names_in_campaign(index.campaign), items
    return {digest_name("index"): digest_text(repr(made_of))}


def digests_of(campaign: Campaign, faces: Sequence[Face]) -> dict[str, str]:
    """Of what blocks and facets are made of."""
    return {
        digest_name("blocks"): digest_text(repr([face.address for face in faces])),
        digest_name("facets"): digest_text(repr(_facets(campaign, faces))),
    }


def _facets(campaign: Campaign, faces: Sequence[Face]) -> list[Mapping[str, object]]:
    return [facet_file(facet, faces) for facet in facets_of(campaign, faces)]


DIGESTS = "search/"
"""How the names of all that the index depends on begin."""


def digest_name(name: str) -> str:
    """What a piece of the index depends on: most on what they say, all blocks on the same."""
    return f"{DIGESTS}blocks" if name.startswith("blocks/") else f"{DIGESTS}{name}"


def text_file(key: str, item: Item) -> bytes:
    """The file of an item's text."""
    about = {
        "address": item.address,
        "title": item.heading,
        "date": item.day.isoformat() if item.day else "",
        "kind": item.collection,
    }
    sample = {"sample": True} if item.front.sample else {}
    return file_of(f"texts/{key}", {**about, **sample, "parts": parts_of(item)})


Convert = Callable[[Sequence[str]], Sequence[str]]
"""Gives texts in another form, each by itself."""


def with_parts_in(data: bytes, convert: Convert) -> bytes:
    """The file of a text with its title and parts, block by block, converted."""
    name, value = named_value_of(data)
    assert isinstance(value, dict)
    fields, texts = zip(*value["parts"], strict=True)
    blocks = [text.split(BLOCK_END) for text in texts]
    title, *made = convert([value["title"], *(block for held in blocks for block in held)])
    remaining = iter(made)
    parts = [(field, BLOCK_END.join(islice(remaining, len(held)))) for field, held in zip(fields, blocks, strict=True)]
    folded = _folded_otherwise(BLOCK_END.join(texts), BLOCK_END.join(made))
    return file_of(name, value | {"title": title, "parts": parts} | ({"folded": folded} if folded else {}))


def _folded_otherwise(texts: str, made: str) -> Mapping[str, str]:
    """By number: the blocks of a text, folded, that do not fold to the same in another form."""
    from .codes import folded_codes  # late: needed for the Traditional edition alone

    if folded_codes(texts).tobytes() == folded_codes(made).tobytes():
        return {}
    pairs = zip(texts.split(BLOCK_END), made.split(BLOCK_END), strict=True)
    return {f"{number}": fold(old) for number, (old, new) in enumerate(pairs) if fold(old) != fold(new)}


def with_facets_in(data: bytes, convert: Convert) -> bytes:
    """The file of facets with what readers see of them converted."""
    name, value = named_value_of(data)
    assert isinstance(value, list)
    for facet in value:
        facet["name"], *labels = convert([facet["name"], *(label for _, label in facet["values"])])
        facet["values"] = [[ident, label] for (ident, _), label in zip(facet["values"], labels, strict=True)]
    return file_of(name, value)


def document_in(data: bytes) -> Document:
    """The document whose text's file holds `data`."""
    value = value_of(data)
    assert isinstance(value, dict)
    return document_of(Part(*part) for part in value["parts"])
