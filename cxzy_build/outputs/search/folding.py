"""Characters that search takes for the same: width, case, and Simplified, Traditional and variant forms.

Folding is character by character, so that what is found in folded text stands at the same place in the text itself.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cache
from pathlib import Path

from .letters import pairs_of, write_numbers

FORMS = Path(__file__).with_name("forms.txt")
"""Five lines, made by `tools/make_forms.py`: variant ideographs; what each folds to, in the same order; the variants
that the Traditional edition writes by itself; words that are written otherwise in Traditional, folded; the same words
in Simplified, in the same order."""


def fold(text: str) -> str:
    """`text` as search sees it, of the same length."""
    return text.translate(folding())


@cache
def folding() -> Mapping[int, int]:
    """By code point: the code point that stands for it; those that stand for themselves are left out."""
    capitals = _capitals()
    widths = {code: capitals.get(to, to) for code, to in _widths().items()}
    return {**capitals, **widths, **dict(zip(*(map(ord, line) for line in forms()), strict=True))}


@cache
def forms() -> tuple[str, str]:
    """Ideographs, and in the same order those that stand for them."""
    others, standing, *_ = _lines()
    return others, standing


def traditional_forms() -> Mapping[str, str]:
    """By ideograph: another one that the Traditional edition writes for it, unless it stands in a word or a name that
    is written otherwise."""
    others, standing, written, *_ = _lines()
    stands = dict(zip(others, standing, strict=True))
    return {stands[one]: one for one in written}


def words() -> Mapping[str, str]:
    """By folded word as it is written in Traditional: the one of Simplified that folding does not lead to (答覆)."""
    *_, theirs, ours = _lines()
    return dict(zip(theirs.split(), ours.split(), strict=True))


@cache
def _lines() -> tuple[str, ...]:
    return tuple(FORMS.read_text(encoding="utf-8").splitlines())


def forms_for(characters: Container[str]) -> tuple[str, str, str, str, str, str]:
    """What a browser has to know to fold what may be found where only `characters` stand, and to show it in the
    Traditional edition: ideographs, those that stand for any, and for each of the first which of the latter; which of
    the first that edition writes. Codes and the last as ascending numbers, the places as pairs. Then `words`, parted by
    blanks, and those of Simplified."""
    known = [(one, to) for one, to in zip(*forms(), strict=True) if to in characters]
    standing = sorted({to for _, to in known})
    place = {to: number for number, to in enumerate(standing)}
    written = traditional_forms()
    told = {word: meant for word, meant in words().items() if all(one in characters for one in meant)}
    return (
        write_numbers(ord(one) for one, _ in known),
        write_numbers(map(ord, standing)),
        pairs_of(place[to] for _, to in known),
        write_numbers(number for number, (one, to) in enumerate(known) if written.get(to) == one),
        " ".join(told),
        " ".join(told.values()),
    )


def _widths() -> Mapping[int, int]:
    """Full-width forms and the ideographic space."""
    return {0x3000: 0x20, **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}}


def _capitals() -> Mapping[int, int]:
    """Capitals of the scripts below U+0530 (Latin, Greek, Cyrillic) whose small letter is one character."""
    small = ((code, chr(code).lower()) for code in range(0x530))
    return {code: ord(letter) for code, letter in small if len(letter) == 1 and ord(letter) != code}
