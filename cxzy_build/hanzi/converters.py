"""OpenCC, character for character: what is converted has as many characters as before."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    parts = _TWICE_MEANT.split(text)  # at odd places the words
    parts[::2] = _converter("tw2s").convert(_CUT.join(parts[::2])).split(_CUT)
    parts[1::2] = map(SIMPLIFIED.__getitem__, parts[1::2])
    return "".join(parts)


SIMPLIFIED: Mapping[str, str] = {
    "原著": "原著", "卓著": "卓著", "專著": "专著", "論著": "论著", "譯著": "译著", "遺著": "遗著", "撰著": "撰著",
    "所著": "所著", "土著": "土著", "見微知著": "见微知著", "著書立說": "著书立说", "沈著": "沉着",
    "編著": "编著", "著錄": "著录",
    "規畫": "规划", "企畫": "企划", "策畫": "策划", "謀畫": "谋划", "擘畫": "擘划", "區畫": "区划", "畫分": "划分",
    "畫時代": "划时代", "甚麼": "什么",
}  # fmt: skip
"""Words that OpenCC takes for what most others with 著 and 畫 are (看著, 漫畫), and one that it leaves."""

_TWICE_MEANT = re.compile(f"((?<![討議評談爭理辯翻])(?:{'|'.join(SIMPLIFIED)}))")
_CUT = "\ufdd1"
"""In the place of such a word: a noncharacter."""


@cache
def _converter(name: str) -> OpenCC:
    from opencc import OpenCC  # late: most sites have one edition and are written in one way

    return OpenCC(name)
