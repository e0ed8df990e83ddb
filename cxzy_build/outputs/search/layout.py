"""Where each piece of the index lies, and how its file is written (docs/search.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

FOLDER = "search/"
BLOCK = 32
"""Documents whose keys stand in one file: ten hits may need ten files."""

AS_WITHOUT_LAST, AS_WITHOUT_FIRST = ">", "<"
"""Stand for the list of the gram without its last, or without its first character, where that is the same."""

SHORT = 2
"""Characters up to which a gram's list is always written out."""

_CALL = "cxSearch("
_FNV_START, _FNV_PRIME, _WORD = 2166136261, 16777619, 0xFFFFFFFF


@dataclass(frozen=True)
class Grams:
    """The files of grams, by number; and of each gram of one character, or longer than SHORT, how many documents have
    it."""

    files: Mapping[int, bytes]
    sizes: Mapping[str, int]


def path_of(name: str) -> str:
    """Of the file that holds a piece of the index, relative to the edition's root."""
    return f"{FOLDER}{name}.js"


def file_of(name: str, value: object) -> bytes:
    """The file that holds `value`: a script, for that is all that a page opened from a folder may load."""
    return f"{_CALL}{_json(name)},{_json(value)})\n".encode()


def value_of(data: bytes) -> object:
    """What a file made by `file_of` holds."""
    return named_value_of(data)[1]


def named_value_of(data: bytes) -> tuple[str, object]:
    """The same, and what it is called."""
    name, value = json.loads(f"[{data.decode()[len(_CALL) : -2]}]")
    return name, value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def shards_for(documents: int) -> int:
    """How many files hold the grams of so many documents: a power of two, so that a file is a few KB."""
    return 1 << max(0, (documents // 2).bit_length())


def shard_of(gram: str, shards: int) -> int:
    """Which of them holds `gram`."""
    value = _FNV_START
    for character in gram:
        value = ((value ^ ord(character)) * _FNV_PRIME) & _WORD
    return (value ^ (value >> 15)) & (shards - 1)


def grams_name(shard: int) -> str:
    return f"grams/{shard}"


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
    if len(gram) > SHORT and written == without_last:
        return AS_WITHOUT_LAST
    if len(gram) > SHORT and written == without_first:
        return AS_WITHOUT_FIRST
    return written
