"""Front matter in plain YAML read directly: the very data that libyaml and `yaml_text` would make of it, for a quarter
of the time or less.

Plain is what most items have: a key a line, at its beginning, and a text or a list of texts behind it on that line.
Front matter that holds anything else takes the long way, and so does one with a fault in it, for faults are reported in
one place. Nothing may be taken for plain that is not certain: `tests/source/test_plain_yaml.py` compares the two ways.
"""

from __future__ import annotations

import re

from .characters import CONTROLS, INVISIBLE, NO_TEXT

Value = str | None | list[str | None]

_MOST = 4_000
"""Characters: no more brackets, dashes or values than `yaml_text` bears."""

_ODD = re.compile(rf"[\t\r\x80-\x9f{CONTROLS}{NO_TEXT}{INVISIBLE}]")
"""A character that ends a line in YAML but not here, that YAML refuses or `yaml_text` does, or an invisible one."""

_FIRST = r"[^ -/:-@\[-`{-~\n]"
"""What a text without quotation marks may begin with: a letter or a digit, or what is not ASCII."""

_QUOTED = r'"[^"\\\n]*"'
_FURTHER = r"[^:#\n]*"
_ENTRY = re.compile(
    rf"([a-z_]{{1,64}}):(?: +(?:({_FIRST}{_FURTHER}(?::[0-9]{_FURTHER})*)|({_QUOTED}) *|(\[[^\[\]\n]*\]) *))?\n"
)
"""Key and text, quotation or list. A colon before a digit belongs to a time of day."""

_TEXT_IN_LIST = re.compile(rf"{_QUOTED}|{_FIRST}[^:#,\[\]{{}}\n]*")
_NULL = frozenset({"null", "Null", "NULL"})


def read_plain(source: str) -> dict[str, Value] | None:
    """The data of front matter in plain YAML, None of any other."""
    if len(source) > _MOST or _ODD.search(source):
        return None
    data: dict[str, Value] = {}
    at, end = 0, len(source)
    while at < end:
        found = _ENTRY.match(source, at)
        if not found or found[1] in data:
            return None
        key, text, quoted, listed = found.groups()
        if listed:
            texts = _texts(listed[1:-1])
            if texts is None:
                return None
            data[key] = texts
        else:
            data[key] = _text(text or quoted) if text or quoted else None
        at = found.end()
    return data


def _texts(listed: str) -> list[str | None] | None:
    if not listed.strip(" "):
        return []
    written = [text.strip(" ") for text in listed.split(",")]
    return list(map(_text, written)) if all(map(_TEXT_IN_LIST.fullmatch, written)) else None


def _text(written: str) -> str | None:
    if written[0] == '"':
        return written[1:-1]
    text = written.rstrip(" ")
    return None if text in _NULL else text
