"""Radicals, which look like characters and are others: text copied from a PDF is full of them.

The block of Kangxi radicals has the characters meant as compatibility forms. The supplement mostly has none; for those
of it that are whole characters of today's writing see Unicode's EquivalentUnifiedIdeograph.txt.
"""

from __future__ import annotations

import unicodedata

FIRST, END = 0x2E80, 0x2FE0
"""Code points: of the first radical, and behind the last."""

_SUPPLEMENT = dict(
    zip(
        "⺎⺒⺓⺝⺠⺩⻁⻃⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻯⻰⻱",
        "兀巳幺月民王虎覀西见角贝车長长门青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿竜龙龜",
        strict=True,
    )
)


def character_meant(radical: str) -> str:
    """The character that a radical looks like; the radical itself where there is none."""
    return _SUPPLEMENT.get(radical) or unicodedata.normalize("NFKC", radical)
