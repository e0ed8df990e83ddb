"""Whether files that are published byte for byte say where they were taken: phones write it into them."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

PHOTO_START = 131_072
"""Bytes from a photo's beginning: what Exif says is in a segment of 64 KiB at most, and among the first."""

_GPS, _LATITUDE = 0x8825, 2

RECORDINGS = frozenset({".mp4", ".m4v", ".mov", ".m4a"})
"""Endings of videos and sounds made of boxes (ISO/IEC 14496-12)."""

_PLACE = re.compile(rb"\xa9xyz.{4}[+-]\d|com\.apple\.quicktime\.location\.ISO6709|loci\x00{4}", re.DOTALL)
"""In a recording: as Android, Apple's phones, and others (3GPP TS 26.244) write it."""

_MOST_BYTES = 50_000_000
"""Of the box that says what is in the others: hours of video have a few millions."""


def photo_tells_place(start: bytes) -> bool:
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


def recording_tells_place(file: Path) -> bool:
    """Whether a video or a sound does; not so of one that cannot be read, which is told elsewhere."""
    try:
        with file.open("rb") as opened:
            whole = os.fstat(opened.fileno()).st_size
            return any(_PLACE.search(opened.read(size)) for size in _boxes_about_it(opened, whole))
    except OSError:
        return False


def _boxes_about_it(opened: BinaryIO, whole: int) -> Iterator[int]:
    """For each box that may say it, how much there is to be read, standing at its beginning."""
    at = 0
    while at + 8 <= whole:
        opened.seek(at)
        head = opened.read(16)
        size, kind, start = int.from_bytes(head[:4]), head[4:8], 8
        if size == 1:
            size, start = int.from_bytes(head[8:16]), 16
        size = min(size if size >= start else whole, whole - at)
        if kind in (b"moov", b"meta", b"udta"):
            opened.seek(at + start)
            yield min(size - start, _MOST_BYTES)
        at += size
