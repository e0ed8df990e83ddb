"""Made-up text with a natural vocabulary: tens of thousands of words, used as often as in real text (a few very often,
most hardly ever), and those of a text's subject again and again within it. It means nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from itertools import accumulate

WORDS = 40_000
"""Of the words in pypinyin's dictionary, in a fixed disorder: the first are the most frequent."""

SUBJECTS = 400
OF_A_SUBJECT = 120
OF_A_TEXT = 36
_MARKS = "，，，，。。；"


@cache
def vocabulary() -> tuple[str, ...]:
    """All words, the most frequent first: the shorter ones are likelier to be frequent, as in any language."""
    from pypinyin.phrases_dict import phrases_dict

    dice = random.Random(1)
    words = sorted(word for word in phrases_dict if 1 < len(word) <= 4 and "，" not in word)
    letters = sorted({letter for word in words for letter in word})
    keys = {word: dice.random() * len(word) ** 2 for word in words} | {one: dice.random() * 9 for one in letters}
    return tuple(sorted(keys, key=lambda word: (keys[word], word))[:WORDS])


@cache
def _weights(count: int) -> Sequence[float]:
    """Zipf's law, running totals."""
    return list(accumulate(1 / (rank + 2.7) for rank in range(count)))


def text(dice: random.Random, characters: int) -> str:
    """Paragraphs of about so many characters, all about one subject."""
    words = vocabulary()
    subject = dice.randrange(SUBJECTS)
    own = random.Random(subject).choices(words, k=OF_A_SUBJECT)
    chosen = dice.sample(own, OF_A_TEXT)
    pieces: list[str] = []
    length = 0
    while length < characters:
        clause = "".join(_word(dice, words, chosen) for _ in range(dice.randint(2, 6)))
        pieces.append(clause + dice.choice(_MARKS))
        length += len(clause) + 1
        if dice.random() < 0.04:
            pieces[-1] = f"{clause}。\n\n"
    return "".join(pieces).rstrip("\n，；") + "。"


def _word(dice: random.Random, words: Sequence[str], chosen: Sequence[str]) -> str:
    if dice.random() < 0.45:
        return dice.choices(chosen, cum_weights=_weights(len(chosen)))[0]
    return dice.choices(words, cum_weights=_weights(len(words)))[0]
