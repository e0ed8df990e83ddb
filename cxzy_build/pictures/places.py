"""Whether a photo that is published as a part of something else says where it was taken."""

from __future__ import annotations

import warnings
from contextlib import suppress

ENOUGH = 131_072
"""Bytes from a photo's beginning: what Exif says is in a segment of 64 KiB at most, and among the first."""

_GPS, _LATITUDE = 0x8825, 2


def tells_place(start: bytes) -> bool:
    """Whether the JPEG that begins so does (EXIF 2.32, section 4.6.6); not so of one that cannot be read."""
    at = start.find(b"Exif\0\0")
    if at < 0:
        return False
    from PIL import Image  # late: few items have such a file

    found = Image.Exif()
    with warnings.catch_warnings(), suppress(Exception):  # of damaged Exif
        warnings.simplefilter("ignore")
        found.load(start[at:])
        return _LATITUDE in found.get_ifd(_GPS)
    return False
