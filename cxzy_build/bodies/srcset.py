"""The candidates of a `srcset`, as HTML reads them (HTML Living Standard, 4.8.4.2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CANDIDATE = re.compile(r"[\s,]*(?P<address>[^\s,]\S*?)(?:,+(?=\s|$)|\s+(?P<size>[^,]*)(?:,|$)|$)")


def candidates(srcset: str) -> Iterator[tuple[str, str]]:
    """Each one's address and what is said of its size, which may be empty. Commas may stand within addresses."""
    for found in _CANDIDATE.finditer(srcset):
        yield found["address"], (found["size"] or "").strip()
