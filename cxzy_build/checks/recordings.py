"""Videos and sounds are published byte for byte; phones write into them where they were taken."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

SUFFIXES = frozenset({".mp4", ".m4v", ".mov", ".m4a"})
"""Those made of boxes (ISO/IEC 14496-12)."""

_PLACE = re.compile(rb"\xa9xyz.{4}[+-]\d|com\.apple\.quicktime\.location\.ISO6709|loci\x00{4}", re.DOTALL)
"""As Android, Apple's phones, and others (3GPP TS 26.244) write it."""

_MOST_BYTES = 50_000_000
"""Of the box that says what is in the others: hours of video have a few millions."""


def holds_place(file: Path) -> bool:
    """Whether the file says where it was taken; not so of one that cannot be read, which is told elsewhere."""
    try:
        with file.open("rb") as opened:
            whole = os.fstat(opened.fileno()).st_size
            return any(_PLACE.search(opened.read(size)) for size in _described(opened, whole))
    except OSError:
        return False


def _described(opened: BinaryIO, whole: int) -> Iterator[int]:
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
