"""Slugs: `[a-z0-9-]+`, from a file's name or a tag, Chinese turned into toneless pinyin."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 250
"""Characters of a slug: file systems take 255 bytes in a name, and `.jpg` may have to go with it."""

ID = re.compile(r"[a-z0-9-]+")
_DATE_PREFIX = re.compile(r"(?:\d{4}-\d{2}-\d{2}|\d{8})[-_]")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OTHER = re.compile(r"[^a-z0-9]+")
_HAN = "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
"""Takes long to compile, and names are mostly slugs already."""


def slug_of_name(name: str) -> str:
    """The slug of a file's or folder's name (no suffix): a leading `YYYY-MM-DD-` or `YYYYMMDD_` is dropped."""
    prefix = _DATE_PREFIX.match(name)
    return slug_of_text(name[prefix.end() :] if prefix else name)


def slug_of_text(text: str) -> str:
    """The slug of any text, of a long one as many whole words as there is room for; empty if it holds neither letters
    nor digits."""
    return shortened(text if _SLUG.fullmatch(text) else _spelled(text), LONGEST)


def shortened(slug: str, most: int) -> str:
    """As many of its words as there is room for in `most` characters."""
    if len(slug) <= most:
        return slug
    words, _, _ = slug[: most + 1].rpartition("-")
    return words or slug[:most]


def _spelled(text: str) -> str:
    text = re.sub(_HAN, lambda found: f" {_pinyin(found[0])} ", text)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return _OTHER.sub("-", plain).strip("-")


def _pinyin(text: str) -> str:
    from pypinyin import Style, lazy_pinyin  # 0.2 s to import: only where a name is Chinese

    return " ".join(lazy_pinyin(text, style=Style.NORMAL, v_to_u=False, errors="ignore"))
