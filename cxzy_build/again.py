"""Values that were kept as plain ones, made again when they are first wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class Again(Mapping[str, T]):
    """Makes the value of a key of a plain one, once: it is always the same afterwards."""

    def __init__(self, plain: Mapping[str, Any], make: Callable[[Any], T]) -> None:
        self._plain = plain
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._made:
            self._made[key] = self._make(self._plain[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._plain

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)
