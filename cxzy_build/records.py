"""What the values of a build are made with.

Not with dataclasses: those of a build took 40 ms to define, a tenth of a small edit, and these take one. What a build
needs that finds nothing changed stays a dataclass, for it would pay more for importing msgspec
(`tests/test_imports.py`).
"""

from __future__ import annotations

from typing import dataclass_transform

from msgspec import Struct, field


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Record(Struct, frozen=True):
    """A frozen value with named fields."""
