"""What the values of a build are made with.

Not with dataclasses: sixty of them took 35 ms to define, a twentieth of a small edit, where these take 1 and importing
msgspec 6 (Python 3.11). What a build needs that finds nothing changed stays a dataclass, for it would pay for the
import (`tests/test_imports.py`).
"""

from __future__ import annotations

from typing import dataclass_transform

from msgspec import Struct, field


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Record(Struct, frozen=True):
    """A frozen value with named fields; `msgspec.structs.replace` makes another one of it.

    Subclasses say `dict=True` where they have a `cached_property` (which is neither pickled nor copied), `eq=False`
    where each is equal to itself alone, `kw_only=True` where a field without a default follows one that has it: that is
    not inherited.
    """
