"""Where Chinese characters meet: no blank belongs between them but one that somebody wrote."""

from __future__ import annotations

import re

_CHINESE = "[\u2e80-\u2fd5\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
"""Ideographs, those of rare names (𬀩) among them; punctuation and full-width forms."""

_ONE_CHINESE = re.compile(_CHINESE)
_GAP = re.compile(f" (?<={_CHINESE} )(?={_CHINESE})")
_BLANKS = re.compile(r"\s*")


def is_chinese(character: str) -> bool:
    """Whether blanks beside it are dropped, see `join_chinese`."""
    return _ONE_CHINESE.match(character) is not None


def join_chinese(text: str) -> str:
    """Drop the blanks that line breaks and tags leave between Chinese characters."""
    return _GAP.sub("", text)


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
        if at and text[at:start] == " " and is_chinese(text[at - 1]) and is_chinese(part):
            pieces.append(text[kept:at])
            kept = start
        at = start + len(part)
    return "".join((*pieces, text[kept:]))
