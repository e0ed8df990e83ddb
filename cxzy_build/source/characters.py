"""Kinds of characters that hardly belong into a text, as they stand in a pattern's brackets."""

from __future__ import annotations

import re

CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029"
"""Control characters, and what ends a line in YAML 1.1 (5.4) but in no editor."""

NO_TEXT = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17)
)
"""What XML 1.0 (section 2.2) does not allow, so that no feed could hold it, DEL and the other control characters, and
Unicode's noncharacters."""

INVISIBLE = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
"""Soft hyphens, fillers, signs of width 0 and of direction."""

NOT_TEXT = re.compile(f"[{NO_TEXT}]")
