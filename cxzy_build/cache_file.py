"""Values kept in files of the cache: what was damaged, cut short, or written for something else reads as nothing."""

from __future__ import annotations

import marshal
import sys
from pathlib import Path
from typing import Any

from xxhash import xxh3_128

from .files import keep_file, read_file

_DIGEST = 16
_FORMAT = f"{sys.implementation.cache_tag} {sys.hexversion} {marshal.version}"
"""What marshal's bytes are good for."""


def dumped(value: Any) -> bytes:
    """A plain value as marshal writes it."""
    return marshal.dumps(value)


def undumped(data: bytes) -> Any:
    """The value again; `data` must be what this very Python has written."""
    return marshal.loads(data)


class CacheFile:
    """One file that holds a plain value (None, numbers, texts, bytes, tuples, lists, dicts, frozensets).

    purpose: what must be the same for the value to be of use: what another version left reads as nothing.
    """

    def __init__(self, path: Path | str, purpose: str) -> None:
        self._path = str(path)
        self._purpose = f"{_FORMAT}\0{purpose}\0".encode()

    def load(self) -> object | None:
        """The value; None if there is none, or not a whole one."""
        try:
            data = read_file(self._path)
        except OSError:
            return None
        held = memoryview(data)
        if len(data) <= _DIGEST or self._digest(held[_DIGEST:]) != data[:_DIGEST]:
            return None
        value: object = marshal.loads(held[_DIGEST:])
        return value

    def keep(self, value: object) -> None:
        """Put `value` in the place of what was there."""
        self.keep_bytes(dumped(value))

    def keep_bytes(self, data: bytes) -> None:
        """Put a value, as `dumped` gives it, in the place of what was there."""
        keep_file(self._path, self._digest(data) + data)

    def _digest(self, data: bytes | memoryview) -> bytes:
        digest = xxh3_128(self._purpose)
        digest.update(data)
        return digest.digest()
