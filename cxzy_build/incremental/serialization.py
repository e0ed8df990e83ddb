"""Items and pictures as plain values, for tables, and again as they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ..cache_file import dumped, undumped
from ..content.addresses import Placed
from ..content.drafts import Outline, PlainOutline, Standing, plain_outline
from ..content.items import CountedFigure, PromiseState, Target, Teaser
from ..content.linking import Linked
from ..errors import PlainProblem, plain_problem, problem_from_plain
from ..hanzi.locks import Locked
from ..pictures.cache import Entry, Part
from ..pictures.library import Published


def as_one(texts: Iterable[str]) -> str:
    """Many short texts without NUL as a long one, which is read and written ten times as quickly."""
    return "\0".join((*texts, ""))


def parted(text: str) -> list[str]:
    """What `as_one` was given."""
    return text.split("\0")[:-1]


PlainPicture = tuple[str, str, str, int, int, tuple[tuple[str, int, int, int, str], ...]]
"""A published picture as a table keeps it: address, file, key, width, height, and every part."""


def plain_picture(picture: Published) -> PlainPicture:
    entry = picture.entry
    parts = tuple((p.kind, p.width, p.height, p.size, p.digest) for p in entry.parts)
    return picture.address, picture.file, picture.key, entry.width, entry.height, parts


def picture_from_plain(plain: PlainPicture) -> Published:
    address, file, key, width, height, parts = plain
    return Published(address, file, key, Entry(None, width, height, tuple(Part(*part) for part in parts)))


PlainPlaced = tuple[PlainOutline, str, str]
"""As `Placed` has it."""

OUTLINE: Final = 0
SLUG: Final = 1
ADDRESS: Final = 2
"""Where it has what."""

PlainLinked = tuple[PlainPlaced, Standing, bool, bytes, tuple[PlainProblem, ...], tuple[Locked, ...], bytes, bytes]
"""A linked item as a table keeps it: as plain as can be, for all are read whenever something has changed."""

PLACED: Final = 0
STANDING: Final = 1
IS_OUT: Final = 2
TEASER: Final = 3
PROBLEMS: Final = 4
LOCKED: Final = 5
QUESTIONS: Final = 6
REST: Final = 7
"""Where it has what. TEASER and REST are wanted of few items after most edits: as bytes they are read three times as
fast."""


def plain_linked(linked: Linked, questions: bytes) -> PlainLinked:
    """A linked item to be kept, its `questions` numbered; the digest of its file is kept elsewhere."""
    outline, slug, address = linked.placed
    teaser = linked.teaser._replace(
        promises=tuple(map(tuple, linked.teaser.promises)),  # type: ignore[arg-type]
        counts=tuple(map(tuple, linked.teaser.counts)),  # type: ignore[arg-type]
    )
    targets = tuple(target and tuple(target) for target in linked.targets)
    fields = tuple((written, target and tuple(target)) for written, target in linked.fields)
    return (
        (plain_outline(outline), slug, address),
        linked.standing,
        linked.is_out,
        dumped(tuple(teaser)),
        tuple(map(plain_problem, linked.problems)),
        linked.locked,
        questions,
        dumped((linked.front_digest, targets, fields, linked.is_sound, linked.unknown)),
    )


def is_same(one: PlainLinked, other: PlainLinked) -> bool:
    """Whether two items are equal; their bytes in TEASER and REST may differ all the same."""
    is_plainly_same = one[:TEASER] == other[:TEASER] and one[PROBLEMS:REST] == other[PROBLEMS:REST]
    bytes_of_both = (one[TEASER], other[TEASER]), (one[REST], other[REST])
    return is_plainly_same and all(undumped(here) == undumped(there) for here, there in bytes_of_both)


def with_questions(plain: PlainLinked, questions: bytes) -> PlainLinked:
    """The same item, its questions numbered in another way."""
    placed, standing, is_out, teaser, problems, locked, _, rest = plain
    return placed, standing, is_out, teaser, problems, locked, questions, rest


def placed_from_plain(plain: PlainLinked) -> Placed:
    outline, slug, address = plain[PLACED]
    return Placed(Outline(*outline), slug, address)


_ALIASES = Outline._fields.index("aliases")


def has_aliases(plain: PlainLinked) -> bool:
    """Whether an item says what addresses it had, without making it `Placed`: of thousands hardly any does."""
    return bool(plain[PLACED][OUTLINE][_ALIASES])


def teaser_from_plain(plain: PlainLinked) -> Teaser:
    teaser = Teaser._make(undumped(plain[TEASER]))
    if not teaser.promises and not teaser.counts:
        return teaser
    return teaser._replace(
        promises=tuple(PromiseState(*one) for one in teaser.promises),
        counts=tuple(CountedFigure(*one) for one in teaser.counts),
    )


def linked_from_plain(plain: PlainLinked, digests: Mapping[str, bytes], teasers: Mapping[str, Teaser]) -> Linked:
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
