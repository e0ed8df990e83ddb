"""OpenCC, character for character: what is converted has as many characters as before."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


def to_traditional(text: str) -> str:
    """The forms that are in use in Taiwan, which is what browsers take `zh-Hant` for: those of OpenCC's own standard
    (爲, 羣, 喫, 祕) hardly anybody writes. No words are exchanged for others.

    In two steps, which takes half as long as OpenCC's `s2tw` (58 and 111 us for 1,500 characters)."""
    converted: str = _converter("t2tw").convert(_converter("s2t").convert(text))
    return converted


def to_simplified(text: str) -> str:
    """Whichever of the forms in use the Traditional text has."""
    converted: str = _converter("tw2s").convert(text)
    return converted


@cache
def _converter(name: str) -> OpenCC:
    from opencc import OpenCC  # late: most sites have one edition and are written in one way

    return OpenCC(name)
