"""Slugs: `[a-z0-9-]+`, from a file's name or a tag, Chinese turned into toneless pinyin."""

from __future__ import annotations

import re
import unicodedata

ID = re.compile(r"[a-z0-9-]+")
_DATE_PREFIX = re.compile(r"(?:\d{4}-\d{2}-\d{2}|\d{8})[-_]")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OTHER = re.compile(r"[^a-z0-9]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def slug_of_name(name: str) -> str:
    """The slug of a file's or folder's name (no suffix): a leading `YYYY-MM-DD-` or `YYYYMMDD_` is dropped."""
    prefix = _DATE_PREFIX.match(name)
    return slug_of_text(name[prefix.end() :] if prefix else name)


def slug_of_text(text: str) -> str:
    """The slug of any text; empty if it holds neither letters nor digits."""
    if _SLUG.fullmatch(text):
        return text
    text = _HAN.sub(lambda found: f" {_pinyin(found[0])} ", text)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return _OTHER.sub("-", plain).strip("-")


def _pinyin(text: str) -> str:
    from pypinyin import Style, lazy_pinyin  # 0.2 s to import: only where a name is Chinese

    return " ".join(lazy_pinyin(text, style=Style.NORMAL, v_to_u=False, errors="ignore"))
