"""The search index as docs/search.md lays it out, written the plainest way, and questions answered without it.

For tests of the page that asks the index, and for comparison with the index that a build writes. Slow: everything is
looked at again and again, so that each line can be held against the page.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ALPHABET = "".join(chr(code) for code in range(ord("!"), ord("~") + 1) if chr(code) not in '"\\')
DIGITS = {character: number for number, character in enumerate(ALPHABET)}

FORMS = ("黨員學習爲為臺灣來訪", "党员学习为为台湾来访")
"""A few characters, and those that stand for them: enough for tests."""


@dataclass(frozen=True)
class Entry:
    """A document. parts: field and text, the title first; blocks in a text are parted by line ends."""

    address: str
    title: str
    date: str = ""
    kind: str = "news"
    parts: tuple[tuple[str, str], ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def all_parts(self) -> tuple[tuple[str, str], ...]:
        return (("title", self.title), *self.parts)

    def blocks(self, *, of_title: bool) -> list[str]:
        parts = [text for name, text in self.all_parts if (name == "title") == of_title]
        return [block for text in parts for block in text.split("\n")]


@dataclass(frozen=True)
class Facet:
    """A way to filter: values with their labels, in their order."""

    id: str
    name: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Layout:
    """What `index.js` says, and the forms of characters. rare: documents up to which grams share lists, of so many
    documents on average at most. words: as they may be asked for, and as the documents have them."""

    rare: int = 0
    in_shared: int = 8
    often: int = 256
    longest: int = 8
    shards: int = 16
    block: int = 128
    forms: tuple[str, str] = FORMS
    stamp: str = "5eed"
    words: Mapping[str, str] = field(default_factory=dict)


def fold(text: str, forms: tuple[str, str] = FORMS) -> str:
    """`text` character by character: width, case, form."""
    table = dict(zip(*forms, strict=True))

    def one(character: str) -> str:
        code = ord(character)
        if code == 0x3000:
            character = " "
        elif 0xFF01 <= code <= 0xFF5E:
            character = chr(code - 0xFEE0)
        if ord(character) < 0x530 and len(character.lower()) == 1:
            character = character.lower()
        return table.get(character, character)

    return "".join(map(one, text))


# Questions answered by looking into every text


@dataclass(frozen=True)
class Asked:
    text: str
    excluded: bool


_CHINESE = "[\u2e80-\u2fd5\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_GAP = re.compile(f"(?<={_CHINESE}) (?={_CHINESE})")
_PART = re.compile(r'((?<!\S)[-−–](?=[^\s\-−–]))?(?:["“”]([^"“”]*)(?:["“”]|$)|「([^」]*)(?:」|$)|([^\s"“”「]+))')
_NOT_OF_TITLES = re.compile(r'[\s"“”「」]')


def parts_of(question: str, forms: tuple[str, str] = FORMS, *, excludes: bool = True) -> list[Asked]:
    """The parts of a question, folded; that is a title, if nothing `excludes`."""
    found = []
    for minus, quoted, cornered, plain in _PART.findall(question.replace("＂", '"').replace("－", "-")):
        before = "" if excludes else minus
        texts = (f"{before}{plain}",) if plain else (before, quoted or cornered)
        for text in filter(None, (fold(_GAP.sub("", " ".join(text.split())), forms) for text in texts)):
            found.append(Asked(text, excludes and bool(minus)))
    return found


def answer(entries: Sequence[Entry], question: str, layout: Layout | None = None) -> list[str]:
    """The addresses of all entries that a question finds, oldest first."""
    layout = layout or Layout()
    forms, words = layout.forms, layout.words
    asked = parts_of(question, forms)
    whole = _NOT_OF_TITLES.sub("", fold(question, forms))
    if any(_NOT_OF_TITLES.sub("", fold(entry.title, forms)) == whole for entry in entries):
        asked = parts_of(question, forms, excludes=False)

    def has(entry: Entry, text: str) -> bool:
        other = re.sub("|".join(words), lambda found: words[found[0]], text) if words else text
        blocks = (fold(block, forms) for title in (True, False) for block in entry.blocks(of_title=title))
        return any(text in block or other in block for block in blocks)

    return [e.address for e in in_order(entries) if asked and all(has(e, a.text) != a.excluded for a in asked)]


# The index


def in_order(entries: Sequence[Entry]) -> list[Entry]:
    """Oldest first, undated ones before all, then by address."""
    return sorted(entries, key=lambda entry: (entry.date, entry.address))


def lists_of(entries: Sequence[Entry], layout: Layout) -> dict[str, dict[int, int]]:
    """By gram: the numbers of the documents that have it, and their classes."""
    listed: dict[str, dict[int, int]] = {}
    for length in range(1, layout.longest + 1):
        for number, entry in enumerate(in_order(entries)):
            for gram, kind in _grams(entry, length, layout).items():
                if length <= 2 or all(len(listed.get(part, ())) > layout.often for part in (gram[:-1], gram[1:])):
                    listed.setdefault(gram, {})[number] = kind
    for number, entry in enumerate(in_order(entries)):
        for block in entry.blocks(of_title=True):
            whole = "".join(one for one in fold(block, layout.forms) if one not in '"“”「」' and not one.isspace())
            if whole:
                listed.setdefault(f"\n{whole}", {})[number] = 3
    return listed


def _grams(entry: Entry, length: int, layout: Layout) -> dict[str, int]:
    """By gram of `length`: its class in an entry."""
    times: dict[str, int] = {}
    named = set()
    for of_title in (True, False):
        for block in entry.blocks(of_title=of_title):
            text = fold(block, layout.forms)
            for at in range(len(text) - length + 1):
                gram = text[at : at + length]
                times[gram] = times.get(gram, 0) + 1
                if of_title:
                    named.add(gram)
    return {g: 3 if g in named else 2 if n >= 5 else 1 if n >= 2 else 0 for g, n in times.items()}


def write_list(kinds: Mapping[int, int]) -> str:
    """`GAPS CLASSES`."""
    gaps, before = "", -1
    for number in sorted(kinds):
        gaps += _gap(number - before - 1)
        before = number
    held = [kinds[number] for number in sorted(kinds)]
    classes = ""
    for at in range(0, len(held), 3):
        first, second, third = (*held[at : at + 3], 0, 0)[:3]
        classes += ALPHABET[first + 4 * second + 16 * third]
    return f"{gaps} {classes.rstrip(ALPHABET[0])}"


def _numbers(ascending: Sequence[int]) -> str:
    return "".join(_gap(number - before - 1) for before, number in zip((-1, *ascending), ascending, strict=False))


def _forms(forms: tuple[str, str], listed: Mapping[str, object]) -> list[str]:
    """FROM, STANDING, PLACES; and no form that a Traditional edition writes, for there is none."""
    known = sorted((ord(one), ord(to)) for one, to in zip(*forms, strict=True) if to in listed)
    standing = sorted({to for _, to in known})
    places = "".join(ALPHABET[standing.index(to) // 92] + ALPHABET[standing.index(to) % 92] for _, to in known)
    return [_numbers([one for one, _ in known]), _numbers(standing), places, ""]


def traditional_of(text: Mapping[str, Any], fold_file: Sequence[str]) -> list[str]:
    """The blocks of a text as a Traditional edition shows them, by the values of its file and of `fold.js`."""
    others, standing = ([chr(code) for code in _numbers_in(codes)] for codes in fold_file[:2])
    written = {}
    for number in _numbers_in(fold_file[3]):
        first, second = (DIGITS[one] for one in fold_file[2][2 * number : 2 * number + 2])
        written[standing[92 * first + second]] = others[number]
    characters = list("\n".join(block for _, block in text["parts"]))
    characters = [written.get(one, one) for one in characters]
    places, exceptions = text.get("traditional", ("", ""))
    for place, one in zip(_numbers_in(places), exceptions, strict=True):
        characters[place] = one
    return "".join(characters).split("\n")


def _gap(value: int) -> str:
    if value < 64:
        return ALPHABET[value]
    value -= 64
    if value < 27 * 92:
        return ALPHABET[64 + value // 92] + ALPHABET[value % 92]
    value -= 27 * 92
    return ALPHABET[91] + ALPHABET[value // 92**2] + ALPHABET[value // 92 % 92] + ALPHABET[value % 92]


def _numbers_in(gaps: str) -> list[int]:
    return list(read_list({"": gaps}, ""))


def read_list(lists: Mapping[str, str], gram: str) -> dict[int, int]:
    """The other way round: documents and classes of a gram, from the written lists of all grams."""
    written = lists[gram]
    if written in (">", "<"):
        return read_list(lists, gram[:-1] if written == ">" else gram[1:])
    gaps, _, classes = written.partition(" ")
    letters, numbers, before = iter(gaps), [], -1
    for letter in letters:
        gap = DIGITS[letter]
        if gap == 91:
            gap = 64 + 27 * 92 + (DIGITS[next(letters)] * 92 + DIGITS[next(letters)]) * 92 + DIGITS[next(letters)]
        elif gap >= 64:
            gap = 64 + (gap - 64) * 92 + DIGITS[next(letters)]
        before += gap + 1
        numbers.append(before)
    threes = [DIGITS[letter] for letter in classes.ljust(len(numbers), ALPHABET[0])]
    return {number: threes[at // 3] // 4 ** (at % 3) % 4 for at, number in enumerate(numbers)}


def hash_of(gram: str) -> int:
    """FNV-1a, and a little more."""
    value = 2166136261
    for character in gram:
        value = (value ^ ord(character)) * 16777619 % 2**32
    return value ^ (value >> 15)


def shard_of(gram: str, shards: int) -> int:
    """The number of the file that holds a gram."""
    return hash_of(gram) % shards


def is_rare(gram: str, documents: Collection[int], layout: Layout) -> bool:
    """Whether a gram has no list of its own."""
    return len(gram) > 1 and gram[0] != "\n" and len(documents) <= layout.rare


def shared_lists(rare: Mapping[str, Collection[int]], layout: Layout) -> dict[tuple[int, int], set[int]]:
    """By number of the file and of the list: the documents of all grams that share it."""
    entries = sum(map(len, rare.values()))
    lists = next(n for n in (2**power for power in range(11)) if entries <= n * layout.shards * layout.in_shared)
    shared: dict[tuple[int, int], set[int]] = {(f, n): set() for f in range(layout.shards) for n in range(lists)}
    for gram, documents in rare.items():
        shared[shard_of(gram, layout.shards), (hash_of(gram) >> 22) % lists] |= set(documents)
    return shared


def key_of(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()[:10]


def values_of(entries: Sequence[Entry], facets: Sequence[Facet], layout: Layout) -> Iterator[tuple[str, object]]:
    """Every file of the index: its name, and what it hands over."""
    ordered = in_order(entries)
    yield (
        "index",
        {
            "documents": len(ordered),
            "shards": layout.shards,
            "often": layout.often,
            "longest": layout.longest,
            "block": layout.block,
            "stamp": layout.stamp,
        },
    )
    listed = lists_of(entries, layout)
    yield "fold", [*_forms(layout.forms, listed), " ".join(layout.words), " ".join(layout.words.values())]
    rare = {gram: documents for gram, documents in listed.items() if is_rare(gram, documents, layout)}
    written = {gram: _abridged(gram, listed) for gram in sorted(listed) if gram not in rare}
    shared = shared_lists(rare, layout)
    for shard in range(layout.shards):
        lists = [_numbers(sorted(documents)) for (file, _), documents in sorted(shared.items()) if file == shard]
        held = {g: one for g, one in written.items() if shard_of(g, layout.shards) == shard}
        yield f"grams/{shard}", held | ({"": " ".join(lists)} if layout.rare else {})
    keys = [key_of(entry.address) for entry in ordered]
    for at in range(0, len(keys), layout.block):
        yield f"blocks/{at // layout.block}", keys[at : at + layout.block]
    yield "facets", [_facet(facet, ordered) for facet in facets]
    for entry in ordered:
        text = {"address": entry.address, "date": entry.date, "kind": entry.kind}
        yield f"texts/{key_of(entry.address)}", {**text, "parts": [list(part) for part in entry.all_parts]}


def _abridged(gram: str, listed: Mapping[str, Mapping[int, int]]) -> str:
    if gram[0] != "\n" and len(gram) > 2 and listed[gram] == listed.get(gram[:-1]):
        return ">"
    if gram[0] != "\n" and len(gram) > 2 and listed[gram] == listed.get(gram[1:]):
        return "<"
    return write_list(listed[gram])


def _facet(facet: Facet, ordered: Sequence[Entry]) -> dict[str, object]:
    place = {ident: number for number, (ident, _) in enumerate(facet.values)}
    of, more = "", []
    for number, entry in enumerate(ordered):
        first, *others = (*(place[ident] for ident in entry.facets.get(facet.id, ())), -1)
        of += ALPHABET[(first + 1) // 92] + ALPHABET[(first + 1) % 92]
        more += [[number, other] for other in others if other >= 0]
    return {"id": facet.id, "name": facet.name, "values": [list(v) for v in facet.values], "of": of, "more": more}


def write_index(
    folder: Path, entries: Sequence[Entry], facets: Sequence[Facet] = (), layout: Layout | None = None
) -> None:
    """Write all of it below `folder`, which is the site's."""
    for name, value in values_of(entries, facets, layout or Layout()):
        path = folder / "search" / f"{name}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"cxSearch({_json(name)},{_json(value)})\n", "utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
