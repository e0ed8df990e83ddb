"""Where Chinese characters meet: no blank belongs between them but one that somebody wrote."""

from __future__ import annotations

import re

_CHINESE = (
    (0x2E80, 0x2FD5),
    (0x3000, 0x303F),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF),
    (0x20000, 0x3FFFF),
)
"""Ideographs, those of rare names (𬀩) among them; punctuation and full-width forms."""

_GAP = re.compile(r" (?<=[^\x00-\x7f] )(?=[^\x00-\x7f])")
_BLANKS = re.compile(r"\s*")


def is_chinese(character: str) -> bool:
    """Whether blanks beside it are dropped, see `join_chinese`."""
    code = ord(character)
    return any(first <= code <= last for first, last in _CHINESE)


def join_chinese(text: str) -> str:
    """Drop the blanks that line breaks and tags leave between Chinese characters."""
    return _GAP.sub(_between, text)


def _between(gap: re.Match[str]) -> str:
    text, at = gap.string, gap.start()
    return "" if is_chinese(text[at - 1]) and is_chinese(text[at + 1]) else " "


def unfolded(text: str, written: str) -> str:
    """`text` without the blanks that YAML made of line breaks between Chinese characters; `written`: its lines."""
    at, kept = 0, 0
    pieces = []
    for line in written.split("\n"):
        part = line.strip(" \t")
        found = _BLANKS.match(text, at)
        start = found.end() if found else at
        if not part or not text.startswith(part, start):
            continue  # the sign of a folded text, or what has escapes
        if at and text[at:start] == " " and is_chinese(text[at - 1]) and is_chinese(part[0]):
            pieces.append(text[kept:at])
            kept = start
        at = start + len(part)
    return "".join((*pieces, text[kept:]))
