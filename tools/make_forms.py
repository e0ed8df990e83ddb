"""Write `cxzy_build/outputs/search/forms.txt`: ideographs that search takes for the same, which of them the
Traditional edition writes, and words that it writes with others still, after OpenCC's tables.

It is kept in the package: a site's index stays the same when OpenCC is upgraded, and no build has to work it out.
"""

from __future__ import annotations

import subprocess
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import opencc

from cxzy_build.hanzi import radicals
from cxzy_build.hanzi.converters import SIMPLIFIED, to_simplified, to_traditional
from cxzy_build.hanzi.radicals import character_meant
from cxzy_build.outputs.search.folding import FORMS

TO_SIMPLIFIED = ("t2s", "tw2s", "hk2s")
"""OpenCC's conversions, the one for Traditional as such first; those for variants count for what it leaves."""

ALSO = {"著": "着", "揹": "背", "伕": "夫", "腭": "颚", "鲇": "鲶"}
"""What the Traditional edition writes for characters of the Simplified one, and OpenCC does not take back: 看著; or
what it writes one character for: 顎, 鯰."""

UNLIKELY = "坏"
"""In words of Traditional: hardly anybody writes 土坏 for 土坯, and 打坏 is another word in Simplified."""

IDEOGRAPHS = ((radicals.FIRST, radicals.END), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x323B0))

PHRASES = {
    to_traditional: ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases"),
    to_simplified: ("TSPhrases", "TWVariantsRevPhrases"),
}
"""OpenCC's tables of the words that each conversion knows."""


def forms() -> str:
    """Ideographs that another one stands for, a line, and those others in the same order; those of the first that the
    Traditional edition writes for the other by itself; words that it writes otherwise, folded, and in the same order
    those that the Simplified one has."""
    pairs = character_pairs()
    written = dict.fromkeys(one for one, other in pairs if to_traditional(other) == one)
    words = word_pairs({ord(one): other for one, other in pairs})
    characters = ("".join(line) for line in (*zip(*pairs, strict=True), written))
    return "".join(f"{line}\n" for line in (*characters, " ".join(words), " ".join(words.values())))


def character_pairs() -> list[tuple[str, str]]:
    """Ideographs, and those that stand for them."""
    codes = [code for first, end in IDEOGRAPHS for code in range(first, end)]
    characters = [unicodedata.normalize("NFC", character_meant(chr(code))) for code in codes]
    steps = [step(characters, conversion) for conversion in TO_SIMPLIFIED]
    stands = {chr(code): standing(one, steps) for code, one in zip(codes, characters, strict=True)}
    everyday = step(list(filter(is_everyday, characters)), "s2t")
    for simple in characters:
        traditional = everyday.get(simple) or to_traditional(simple)
        theirs = stands.get(traditional, traditional)
        if theirs == traditional != simple:  # a pair that OpenCC knows in this direction only
            stands[traditional] = stands[simple]
        else:
            stands[simple] = theirs
    stands = {one: ALSO.get(other, other) for one, other in stands.items()}
    return [(one, other) for one, other in sorted(stands.items()) if one != other]


def word_pairs(folding: Mapping[int, str]) -> Mapping[str, str]:
    """By folded word as it is written in Traditional: the same in Simplified, where folding does not make them one, the
    longest first; but for those that come of exchanging shorter ones."""
    pairs = {
        (convert(word), word) if convert is to_traditional else (word, convert(word))
        for convert, tables in PHRASES.items()
        for word in words_of(tables)
    } | {*SIMPLIFIED.items()}
    found: dict[str, str] = {}
    folded = {tuple(word.translate(folding) for word in pair) for pair in pairs}
    for theirs, ours in sorted(folded, key=lambda pair: (len(pair[0]), pair)):
        made = theirs
        for word, meant in found.items():
            made = made.replace(word, meant)
        if len(theirs) == len(ours) and made != ours != theirs and UNLIKELY not in theirs:
            found.setdefault(theirs, ours)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair)))


def words_of(tables: Iterable[str]) -> Iterator[str]:
    """The words of tables of OpenCC's, which comes with what reads them."""
    library = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        for table in tables:
            source, target = library / f"share/opencc/{table}.ocd2", Path(folder) / table
            command = [f"{library}/bin/opencc_dict", "-i", f"{source}", "-o", f"{target}", "-f", "ocd2", "-t", "text"]
            subprocess.run(command, check=True, capture_output=True)
            yield from (line.split("\t")[0] for line in target.read_text("utf-8").splitlines())


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
