"""Write `cxzy_build/outputs/search/forms.txt`: ideographs that search takes for the same, and which of them the
Traditional edition writes, after OpenCC's tables.

It is kept in the package: a site's index stays the same when OpenCC is upgraded, and no build has to work it out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import opencc

from cxzy_build.hanzi.converters import to_traditional
from cxzy_build.outputs.search.folding import FORMS

TO_SIMPLIFIED = ("t2s", "tw2s", "hk2s")
"""OpenCC's conversions, the one for Traditional as such first; those for variants count for what it leaves."""

ALSO = {"著": "着", "揹": "背", "伕": "夫", "顎": "腭", "鯰": "鲇"}
"""What the Traditional edition writes for characters of the Simplified one, and OpenCC does not take back: 看著."""

IDEOGRAPHS = ((0x4E00, 0xA000), (0xF900, 0xFB00))


def forms() -> str:
    """Ideographs that another one stands for, a line, and those others in the same order; then those of the first that
    the Traditional edition writes for the other by itself."""
    codes = [code for first, end in IDEOGRAPHS for code in range(first, end)]
    characters = [unicodedata.normalize("NFC", chr(code)) for code in codes]
    steps = [step(characters, conversion) for conversion in TO_SIMPLIFIED]
    stands = {chr(code): standing(one, steps) for code, one in zip(codes, characters, strict=True)}
    for simple, traditional in step(list(filter(is_everyday, characters)), "s2t").items():
        theirs = stands[traditional]
        if theirs == traditional != simple:  # a pair that OpenCC knows in this direction only
            stands[traditional] = stands[simple]
        else:
            stands[simple] = theirs
    stands = {one: ALSO.get(other, other) for one, other in stands.items()}
    pairs = [(one, other) for one, other in sorted(stands.items()) if one != other]
    written = dict.fromkeys(one for one, other in pairs if to_traditional(other) == one)
    return "".join(f"{''.join(line)}\n" for line in (*zip(*pairs, strict=True), written))


def step(characters: list[str], conversion: str) -> Mapping[str, str]:
    """What OpenCC makes of each character by itself."""
    made = opencc.OpenCC(conversion).convert("\n".join(characters)).split("\n")
    return {one: other for one, other in zip(characters, made, strict=True) if len(other) == 1}


def standing(character: str, steps: list[Mapping[str, str]]) -> str:
    """The Simplified character that stands for one. Those of everyday Simplified writing stand for themselves, unless
    OpenCC has them for Traditional: 座 is not 坐."""
    first, *variants = steps
    made = first.get(character, character)
    for one in variants:
        if made == character and not is_everyday(character):
            made = one.get(character, character)
    return made if made == character else standing(made, steps)


def is_everyday(character: str) -> bool:
    """Whether GB 2312 has a character."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    FORMS.write_text(forms(), encoding="utf-8")
