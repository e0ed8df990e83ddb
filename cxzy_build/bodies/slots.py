"""Slots: numbered marks that stand in a body's HTML for what is known only when its page is made. No writer can forge
one, for these control characters are taken out of what people write."""

from __future__ import annotations

import re

SLOT = re.compile("\x02(\\d+)\x03")
"""Of a reference: its address comes here."""

IMAGE_SLOT = re.compile("\x02i(\\d+)\x03")
"""Of an image."""

ANY_SLOT = "\x02[^\x03]*\x03"
"""A pattern of either."""


def reference_slot(number: int) -> str:
    """Stands for the address of a body's reference of that number."""
    return f"\x02{number}\x03"


def image_slot(number: int) -> str:
    """Stands for a body's image of that number."""
    return f"\x02i{number}\x03"
