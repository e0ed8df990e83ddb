"""Random questions to random indexes, asked of the script without a page around it: what it finds is what a scan does.

Rare grams share lists here that are short, or so crowded that many documents are in each.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from fixtures.sites import PROJECT
from playwright.sync_api import Browser, Page
from support.search_index import Entry, Layout, answer, in_order, values_of

SCRIPT = (PROJECT / "theme/assets/search/asking.js").read_text("utf-8")

ASK = """async ([files, questions, addresses]) => {
  document.body.innerHTML = '<form data-cx-search data-root="https://index.test/" data-index="https://index.test/"></form>';
  document.head.append = (script) => setTimeout(() => {
    const name = decodeURIComponent(new URL(script.src).pathname).match(/^\\/search\\/(.*)\\.js$/)[1];
    window.cxSearch(name, structuredClone(files[name]));
    script.onload();
  });
  SCRIPT
  const { answerTo, best, read, occurs, nearby, BATCH } = window.cxAsking;
  const view = { byDate: false, keeps: () => true, floor: 0 };
  const told = [];
  for (const question of questions) {
    const answer = await answerTo(question);
    const top = await best(answer, view, 4, () => true);
    while (answer.doubts.size) await Promise.all([...answer.doubts].slice(0, BATCH).map((doc) => read(answer, doc)));
    const found = answer.parts.length ? [...answer.docs].filter((doc) => !answer.gone.has(doc)) : [];
    for (const doc of found) await read(answer, doc);
    const marks = found.map((doc) => answer.read.get(doc).mark);
    const [missing] = answer.wanted;
    const near = missing && !await occurs(missing) ? await nearby(missing.text) : [];
    told.push({
      found: found.map((doc) => addresses[doc]),
      near,
      isBest: Math.max(0, ...marks) < 256 || answer.read.get(top[0]).mark === Math.max(...marks),
    });
  }
  return told;
}""".replace("SCRIPT", SCRIPT.replace("'use strict';", ""))

LETTERS = ("一二三四创先A1 ", "一二三𠮷𠀀a “”", "党員学a-1,。 ", "一二三四五六七八九十", 'ab 𠮷-"「」一')
WORDS: tuple[dict[str, str], ...] = ({}, {"三四": "一二", "员": "学"}, {"二三一": "四五六", "a1": "一a", "一": "二"})
RARE = "鹿馬龍龟鳥魚𡃁𠮟xyzXYZ！？"
QUOTES = str.maketrans("", "", '"“”「」')


class Case(NamedTuple):
    entries: list[Entry]
    layout: Layout
    questions: list[str]


def a_case(dice: random.Random) -> Case:
    letters = dice.choice(LETTERS)
    words = ["".join(dice.choices(letters, k=dice.randint(1, 4))) for _ in range(dice.choice((3, 8, 30)))]

    def text(most: int) -> str:
        drawn = (dice.choice(words if dice.random() < 0.9 else RARE) for _ in range(dice.randint(1, most)))
        return " ".join("".join(drawn).split())

    entries = [
        Entry(
            f"news/{number}/",
            text(3).translate(QUOTES).replace(" ", dice.choice(("", "", " -", " -- "))) or "题",
            dice.choice(("", "2010-01-01", "2011-02-02")),
            parts=tuple(("body", body) for _ in range(dice.randint(0, 2)) if (body := text(8))),
        )
        for number in range(dice.choice((5, 40, 90)))
    ]
    rare = dice.choice((0, 1, 2, 5))
    is_crowded = dice.random() < 0.5
    layout = Layout(
        rare=rare,
        in_shared=100 if is_crowded else dice.choice((1, 2, 3)),
        often=rare + dice.choice((1, 2, 15)),
        longest=dice.choice((3, 4, 8)),
        shards=2 if is_crowded else 16,
        block=16,
        words=dice.choice(WORDS),
    )
    return Case(entries, layout, [_question(dice, entries) for _ in range(60)])


def _question(dice: random.Random, entries: list[Entry]) -> str:
    if dice.random() < 0.1:
        return dice.choice(entries).title
    return " ".join(_part(dice, entries) for _ in range(dice.choice((1, 1, 1, 2, 3))))


def _part(dice: random.Random, entries: list[Entry]) -> str:
    _, text = dice.choice(dice.choice(entries).all_parts)
    start = dice.randrange(len(text))
    piece = list(text[start : start + dice.randint(1, 10)])
    if dice.random() < 0.25:
        piece[dice.randrange(len(piece))] = dice.choice(RARE)
    part = "".join(piece).translate(QUOTES).strip() or "一"
    if " " in part or dice.random() < 0.2:
        part = dice.choice(('"{}"', "「{}」", "“{}”")).format(part)
    return f"{dice.choice('-−–')}{part}" if dice.random() < 0.2 else part


@pytest.fixture
def blank(browser: Browser) -> Page:
    return browser.new_page()


def test_what_is_found_is_what_a_scan_finds(blank: Page, cases: Callable[[int, int], int]) -> None:
    for number in range(cases(12, 1500)):
        seed = cases(number, random.getrandbits(32))
        entries, layout, questions = a_case(random.Random(seed))
        addresses = [entry.address for entry in in_order(entries)]
        told: list[dict[str, Any]] = blank.evaluate(ASK, [dict(values_of(entries, (), layout)), questions, addresses])
        for question, one in zip(questions, told, strict=True):
            said = f"seed {seed}, {layout}, {question}"
            assert one["found"] == answer(entries, question, layout), said
            assert one["isBest"] or not question.isalnum(), said
            assert all(answer(entries, f'"{piece}"', layout) for piece in one["near"]), said


def test_a_word_in_the_title_counts_however_the_text_writes_it(blank: Page) -> None:
    layout = Layout(words={"三四": "一二"})
    titled = Entry("news/titled/", "三四", "2010-01-01", parts=(("body", "一二。"),))
    newer = [Entry(f"news/{n}/", "题", "2011-01-01", parts=(("body", "一二三四。" * n),)) for n in range(2, 9)]
    given = [dict(values_of([titled, *newer], (), layout)), ["三四", "一二"], ["news/titled/"]]
    assert [one["isBest"] for one in blank.evaluate(ASK, given)] == [True, True]
