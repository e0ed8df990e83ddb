"""Items and pictures as plain values, for tables, and again as they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..cache_file import dumped, undumped
from ..content.addresses import Placed
from ..content.drafts import Outline
from ..content.items import CountedFigure, PromiseState, Target, Teaser
from ..content.linking import Linked
from ..errors import plain_problem, problem_from_plain
from ..pictures.cache import Entry, Part
from ..pictures.library import Published


def as_one(texts: Iterable[str]) -> str:
    """Many short texts without NUL as a long one, which is read and written ten times as quickly."""
    return "\0".join((*texts, ""))


def parted(text: str) -> list[str]:
    """What `as_one` was given."""
    return text.split("\0")[:-1]


def plain_picture(picture: Published) -> tuple[Any, ...]:
    entry = picture.entry
    parts = tuple((p.kind, p.width, p.height, p.size, p.digest) for p in entry.parts)
    return picture.address, picture.file, picture.key, entry.width, entry.height, parts


def picture_from_plain(plain: tuple[Any, ...]) -> Published:
    address, file, key, width, height, parts = plain
    return Published(address, file, key, Entry(None, width, height, tuple(Part(*part) for part in parts)))


def plain_linked(linked: Linked, questions: bytes) -> tuple[Any, ...]:
    """A linked item as plain values, its `questions` numbered; the digest of its file is kept elsewhere."""
    outline, slug, address = linked.placed
    teaser = linked.teaser._replace(
        promises=tuple(map(tuple, linked.teaser.promises)),  # type: ignore[arg-type]
        counts=tuple(map(tuple, linked.teaser.counts)),  # type: ignore[arg-type]
    )
    targets = tuple(target and tuple(target) for target in linked.targets)
    fields = tuple((written, target and tuple(target)) for written, target in linked.fields)
    return (
        (tuple(outline), slug, address),
        linked.standing,
        linked.is_out,
        dumped(tuple(teaser)),
        tuple(map(plain_problem, linked.problems)),
        linked.locked,
        questions,
        dumped((linked.front_digest, targets, fields, linked.is_sound, linked.unknown)),
    )


PLACED, STANDING, IS_OUT, TEASER, PROBLEMS, LOCKED, QUESTIONS, REST = range(8)
"""Where what `plain_linked` gives has what. TEASER and REST are wanted of few items after most edits: as bytes they are
read three times as fast."""


def is_same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether two items are equal as plain values; their bytes in TEASER and REST may differ all the same."""
    return all(
        undumped(here) == undumped(there) if place in (TEASER, REST) else here == there
        for place, (here, there) in enumerate(zip(one, other, strict=True))
    )


def placed_from_plain(plain: tuple[Any, ...]) -> Placed:
    outline, slug, address = plain[PLACED]
    return Placed(Outline(*outline), slug, address)


_ALIASES = Outline._fields.index("aliases")


def has_aliases(plain: tuple[Any, ...]) -> bool:
    """Whether an item says what addresses it had, without making it `Placed`: of thousands hardly any does."""
    return bool(plain[PLACED][0][_ALIASES])


def teaser_from_plain(plain: tuple[Any, ...]) -> Teaser:
    teaser = Teaser._make(undumped(plain[TEASER]))
    if not teaser.promises and not teaser.counts:
        return teaser
    return teaser._replace(
        promises=tuple(PromiseState(*one) for one in teaser.promises),
        counts=tuple(CountedFigure(*one) for one in teaser.counts),
    )


def linked_from_plain(plain: tuple[Any, ...], digests: Mapping[str, bytes], teasers: Mapping[str, Teaser]) -> Linked:
    """What `plain_linked` was given, but for its questions: those are asked for by number."""
    placed = placed_from_plain(plain)
    teaser = teasers[placed.outline.path]
    front, targets, fields, is_sound, unknown = undumped(plain[REST])
    return Linked(
        placed=placed,
        digest=digests[teaser.path],
        front_digest=front,
        standing=plain[STANDING],
        is_out=plain[IS_OUT],
        teaser=teaser,
        targets=tuple(target and Target(*target) for target in targets),
        fields=tuple((written, target and Target(*target)) for written, target in fields),
        is_sound=is_sound,
        unknown=unknown,
        problems=tuple(map(problem_from_plain, plain[PROBLEMS])),
        locked=plain[LOCKED],
        questions=(),
    )
