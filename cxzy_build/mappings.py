"""Mappings that are no dicts: values of a plain one made when first wanted, or a few values laid over many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class LazyMapping(Mapping[str, T]):
    """Makes the value of a key of a plain one, once: it is always the same afterwards."""

    def __init__(self, plain: Mapping[str, Any], make: Callable[[Any], T]) -> None:
        self._plain = plain
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._made:
            self._made[key] = self._make(self._plain[key])
        return self._made[key]

    def all_made(self) -> Mapping[str, T]:
        """A plain dict with every value made; those made before stay: quicker than one by one. Not to be changed."""
        made, make = self._made, self._make
        self._made = {key: made[key] if key in made else make(plain) for key, plain in self._plain.items()}
        return self._made

    def __contains__(self, key: object) -> bool:
        return key in self._plain

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)


class OverlaidMapping(Mapping[str, T]):
    """A mapping but for some keys: `over` says what is there instead, None for nothing."""

    def __init__(self, under: Mapping[str, T], over: Mapping[str, T | None]) -> None:
        self._under = under
        self._over = over

    def __getitem__(self, key: str) -> T:
        if key not in self._over:
            return self._under[key]
        value = self._over[key]
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        return self._over[key] is not None if key in self._over else key in self._under  # type: ignore[index]

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self._under if key not in self._over)
        yield from (key for key, value in self._over.items() if value is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)
