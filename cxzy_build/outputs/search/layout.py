"""Where each piece of the index lies, and how its file is written (docs/search.md)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec

from ...records import Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = 5
"""Of all files: another number when docs/search.md changes in what it says of them, or their names do."""

FOLDER = "search/"
BLOCK = 32
"""Documents whose keys stand in one file: ten hits may need ten files."""

AS_WITHOUT_LAST, AS_WITHOUT_FIRST = ">", "<"
"""Stand for the list of the gram without its last, or without its first character, where that is the same."""

WRITTEN_OUT = 2
"""Characters up to which no gram's list is another's."""

SHARED = ""
"""In a file of grams: the key of the lists that rare grams share."""

_IN_SHARED = 8
"""Documents in a shared list, on average, at most: as many texts are read to find a gram that is rare."""

_SHARED_BITS = 22
"""Where the bits begin of a gram's hash that tell its list; those below tell its file."""

_MOST_SHARED = 1 << (32 - _SHARED_BITS)

_CALL = b"cxSearch("
START, FNV_PRIME, WORD = 2166136261, 16777619, 0xFFFFFFFF


class Grams(Record):
    """The files of grams, by number; and of each gram of one character, or longer than WRITTEN_OUT, that has a list of
    its own, how many documents have it; of SHARED, how many all shared lists would have if no two grams shared one."""

    files: Mapping[int, bytes]
    sizes: Mapping[str, int]


def path_of(name: str) -> str:
    """Of the file that holds a piece of the index, relative to the edition's root."""
    return f"{FOLDER}{name}.js"


def file_of(name: str, value: object) -> bytes:
    """The file that holds `value`: a script, for that is all that a page opened from a folder may load."""
    return b"%b%b,%b)\n" % (_CALL, _json(name), _json(value))


def value_of(data: bytes) -> object:
    """What a file made by `file_of` holds."""
    return named_value_of(data)[1]


def named_value_of(data: bytes) -> tuple[str, object]:
    """The name and the value in a file made by `file_of`."""
    name, value = msgspec.json.decode(b"[%b]" % data[len(_CALL) : -2])
    return name, value


_json = msgspec.json.Encoder().encode


_IN_PREVIEWS = 32
"""Documents for each file of grams there, at most."""

_OFTEN = 256
"""For a question of at most LONGEST characters so many texts at most have to be read before its count is known: 256 to
512 KB for pages of text."""


class Shape(NamedTuple):
    """What an index is like for the number of its documents alone.

    shards: files that hold the grams, a power of two. rare: documents up to which a gram of two or more characters has
    no list of its own. often: documents in more than which a gram must occur for longer ones to be made of it.
    """

    shards: int
    rare: int
    often: int = _OFTEN


def shape_for(documents: int, *, is_preview: bool = False) -> Shape:
    """A file of grams is a few KB; a small site has a list for every gram, and no text is read to find it. Those of a
    preview are larger: nobody waits for bytes, but for the build, which makes all anew where an item comes."""
    return Shape(1 << (documents // (_IN_PREVIEWS if is_preview else 2)).bit_length(), min(16, documents // 512))


def lists_for(shared: int, shards: int) -> int:
    """How many lists rare grams share in each file, if theirs would have so many documents in all: a power of two."""
    return min(_MOST_SHARED, 1 << (max(0, shared - 1) // (shards * _IN_SHARED)).bit_length())


def extended(value: int, character: str) -> int:
    """The hash (FNV-1a) of a gram with one more character, given that of the gram; that of none is START."""
    return ((value ^ ord(character)) * FNV_PRIME) & WORD


H = TypeVar("H", int, "NDArray[np.int64]")


def place_of(value: H, shards: int, lists: int = 1) -> tuple[H, H]:
    """The number of a gram's file, given its hash, and that of its list among those that rare ones share there; or of
    many at once, given an array."""
    mixed = value ^ (value >> 15)
    return mixed & (shards - 1), mixed >> _SHARED_BITS & (lists - 1)


def bits_of(place: tuple[int, int]) -> int:
    """The bits of a mixed hash (see `place_of`) that lead to a place."""
    file, which = place
    return file | which << _SHARED_BITS


def hash_of(gram: str) -> int:
    """The hash of a gram."""
    return reduce(extended, gram, START)


def shard_of(gram: str, shards: int) -> int:
    """Which file holds `gram`."""
    return place_of(hash_of(gram), shards)[0]


def grams_name(shard: int) -> str:
    return f"grams/{shard}"


def block_name(block: int) -> str:
    return f"blocks/{block}"


def grams_file(shard: int, lists: Mapping[str, str]) -> bytes:
    """A file of grams, in the order of their code points."""
    return file_of(grams_name(shard), dict(sorted(lists.items())))


def lists_in(data: bytes) -> Mapping[str, str]:
    """The lists in a file of grams."""
    value = value_of(data)
    assert isinstance(value, dict)
    return value


def abridged(gram: str, written: str, without_last: str | None, without_first: str | None) -> str:
    """A list as the index has it, given those of the gram's two parts one shorter."""
    if len(gram) > WRITTEN_OUT and written == without_last:
        return AS_WITHOUT_LAST
    if len(gram) > WRITTEN_OUT and written == without_first:
        return AS_WITHOUT_FIRST
    return written
