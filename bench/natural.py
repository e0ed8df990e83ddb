"""Made-up text with a natural vocabulary: tens of thousands of words, used as often as in real text (a few very often,
most hardly ever), and those of a text's subject again and again within it. It means nothing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

from . import corpus

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


def write_items(root: Path, count: int) -> None:
    """News with a natural vocabulary, as long as the items of `corpus` are."""
    news = root / "content/news"
    news.mkdir(parents=True)
    shutil.copy(corpus.PROJECT / "content/campaign.yml", root / "content")
    dice = random.Random(corpus.SEED)
    for number in range(count):
        day = corpus.FIRST.toordinal() + dice.randrange(corpus.DAYS)
        title = text(dice, 14).split("\n")[0].rstrip("，。；")
        front = {"title": title, "date": corpus.FIRST.fromordinal(day).isoformat(), "column": "meetings"}
        lines = "".join(f"{key}: {value}\n" for key, value in front.items())
        (news / f"item-{number}.md").write_text(f"---\n{lines}---\n\n{text(dice, 1200)}\n", "utf-8")
    corpus.add_project(root)
