"""Write `cxzy_build/outputs/search/forms.txt`: ideographs that search takes for the same, after OpenCC's tables.

It is kept in the package: a site's index stays the same when OpenCC is upgraded, and no build has to work it out.
"""

from __future__ import annotations

from collections.abc import Iterable

import opencc

from cxzy_build.outputs.search.folding import FORMS

CONVERSIONS = ("t2s", "s2t", "s2tw", "s2hk", "tw2s", "hk2s", "t2tw", "t2hk")
"""Character pairs of all of them are joined, so that text folds to the same in whatever form it is written."""

IDEOGRAPHS = ((0x4E00, 0xA000), (0xF900, 0xFB00))


def forms() -> str:
    """Ideographs that another one stands for, a line, and those others in the same order: of each class of forms the
    Simplified one with the least code point."""
    codes = [code for first, end in IDEOGRAPHS for code in range(first, end)]
    simplified = dict(zip(codes, converted(codes, "t2s"), strict=True))
    classes = Classes()
    for conversion in CONVERSIONS:
        classes.join((code, ord(to)) for code, to in zip(codes, converted(codes, conversion), strict=True) if to)
    standing = {
        member: min(members, key=lambda code: (simplified.get(code) != chr(code), code))
        for members in classes.all()
        for member in members
    }
    pairs = sorted((one, other) for one, other in standing.items() if one != other)
    return "".join(f"{''.join(chr(pair[side]) for pair in pairs)}\n" for side in (0, 1))


def converted(codes: Iterable[int], conversion: str) -> list[str]:
    """Each character converted by itself; empty where OpenCC gives several."""
    lines = opencc.OpenCC(conversion).convert("\n".join(map(chr, codes))).split("\n")
    return [line if len(line) == 1 else "" for line in lines]


class Classes:
    """Sets of numbers that belong together, joined pair by pair."""

    def __init__(self) -> None:
        self._members: dict[int, set[int]] = {}

    def join(self, pairs: Iterable[tuple[int, int]]) -> None:
        for one, other in pairs:
            if one != other:
                joined = self._members.get(one, {one}) | self._members.get(other, {other})
                self._members.update(dict.fromkeys(joined, joined))

    def all(self) -> Iterable[set[int]]:
        return {id(members): members for members in self._members.values()}.values()


if __name__ == "__main__":
    FORMS.write_text(forms(), encoding="utf-8")
