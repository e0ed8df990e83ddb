"""The part of a file that a request asks for (RFC 9110, 14): players of films do not start without."""

from __future__ import annotations

import re

_ONE_RANGE = re.compile(r"bytes=\s*(\d*)\s*-\s*(\d*)\s*", re.ASCII)


class Unsatisfiable(Exception):
    """Nothing of the file is in the range."""


def wanted_range(header: str, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last; None where all is to be sent: no range, several, or none of bytes."""
    found = _ONE_RANGE.fullmatch(header.strip())
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start, stop = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= size or start >= stop:
        raise Unsatisfiable
    return start, stop
