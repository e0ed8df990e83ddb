"""The short way makes of front matter what the long way makes of it, or nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fixtures.sites import PROJECT
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.source import yaml_text
from cxzy_build.source.characters import CONTROLS, INVISIBLE, NOT_TEXT
from cxzy_build.source.plain_yaml import Value, read_plain
from cxzy_build.source.text_files import TextFile


def compared(text: str) -> dict[str, Value] | None:
    """What the short way makes; if it makes anything, the long way makes the same, and finds no fault."""
    data = read_plain(text)
    if data is not None:
        assert yaml_text.read(yaml_text.compose(text), text) == (data, [])
    return data


def _fronts(folder: str) -> list[str]:
    paths: list[Path] = sorted((PROJECT / folder).rglob("*.md"))
    return [TextFile(path.name, path.read_text("utf-8")).front for path in paths]


def test_most_of_the_projects_content_is_plain() -> None:
    fronts = _fronts("content")
    assert len([text for text in fronts if compared(text) is not None]) > 0.5 * len(fronts)


def test_the_long_way_is_not_taken_for_plain_front_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text, "compose", None)
    assert TextFile("x.md", "---\ntitle: 题\n---\n").read() == ({"title": "题"}, ())


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", {}),
        ("title: 题\n", {"title": "题"}),
        ("title:   “三会一课”，第 3 期 (一)  \n", {"title": "“三会一课”，第 3 期 (一)"}),
        ("title: 甲\"乙'丙 - 丁，100% & more…\n", {"title": "甲\"乙'丙 - 丁，100% & more…"}),
        ('title: "一: 二 # 三, [四]" \n', {"title": "一: 二 # 三, [四]"}),
        ('title: ""\n', {"title": ""}),
        ('title: "null"\n', {"title": "null"}),
        ("title:\nsummary: null\nslug: nULL\n", {"title": None, "summary": None, "slug": "nULL"}),
        ("date: 2012-10-30 09:30\nnumber: 010\n", {"date": "2012-10-30 09:30", "number": "010"}),
        ("draft: yes\nsample: true\npinned: 0x1F\n", {"draft": "yes", "sample": "true", "pinned": "0x1F"}),
        ("tags: []\npledges: [ ]\n", {"tags": [], "pledges": []}),
        ('tags: [动员, "学 风" , null, a b]  \n', {"tags": ["动员", "学 风", None, "a b"]}),
        ("title: \u3000题\u3000\n", {"title": "\u3000题\u3000"}),
    ],
)
def test_what_is_plain(text: str, data: dict[str, Value]) -> None:
    assert compared(text) == data


NOT_PLAIN = [
    "title: 题",
    "title : 题\n",
    " title: 题\n",
    "title:题\n",
    "title：题\n",
    "title: 一: 二\n",
    "title: 一:\n",
    "title: http://a.cn\n",
    "title: 一 # 二\n",
    "title: 一#二\n",
    "title: 一\n  二\n",
    'title: "一\n  二"\n',
    'title: "一\\n二"\n',
    'title: "一" 二\n',
    "title: '一'\n",
    "title: 一\ntitle: 二\n",
    "title: |\n  一\n",
    "title: >-\n  一\n",
    "title: ~\n",
    "title: &a 一\n",
    "title: *a\n",
    "title: !!str 一\n",
    "title: @一\n",
    "title: - 一\n",
    "title: ? 一\n",
    "title: {a: 一}\n",
    "title: ]\n",
    "title: .5\n",
    "title: -5\n",
    "title: =\n",
    "title: 一\t\n",
    "title:\t一\n",
    "title: \ufeff一\n",
    "title: 一\u2028二\n",
    "title: 一\x85二\n",
    "title: 一\x00\n",
    "title: 一\ufdd0\n",
    "title: \u200b\n",
    'title: "\u2060"\n',
    "tags:\n  - 一\n",
    "tags: [一, [二]]\n",
    "tags: [一, {a: 二}]\n",
    "tags: [一: 二]\n",
    "tags: [一, ]\n",
    "tags: [, 一]\n",
    "tags: [一] 二\n",
    "tags: [一,\n  二]\n",
    'tags: ["一, 二"]\n',
    "tags: ['一']\n",
    "Title: 一\n",
    "\n",
    "# 一\n",
    "- 一\n",
    "一\n",
    "? a\n: b\n",
    "<<: 一\n",
    "%TAG\n",
    "a: 1\n...\nb: 2\n",
    f"tags: [{'a,' * 20_000}a]\n",
    f"{'a' * 1025}: x\n",
    f'a: "{"[" * 5000}"\n',
    f"a: x{'- ' * 5000}\n",
]


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_what_is_not_plain(text: str) -> None:
    assert read_plain(text) is None


def test_what_the_long_way_looks_at_is_never_plain() -> None:
    for character in map(chr, range(0x20000)):
        if NOT_TEXT.match(character) or re.match(f"[{CONTROLS}{INVISIBLE}]", character):
            assert read_plain(f"a: 题{character}\n") is None or character == "\n"
            assert read_plain(f'a: "{character}"\n') is None


TOKENS = [
    "a",
    "b",
    "题",
    "1",
    "null",
    "~",
    " ",
    "  ",
    "\n",
    ": ",
    ":",
    "#",
    " #",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ",",
]
TOKENS += [
    "- ",
    "-",
    "&",
    "*",
    "!",
    "|",
    ">",
    "%",
    "@",
    "`",
    "?",
    "=",
    ".",
    "\\",
    "\t",
    "\u3000",
    "，",
    "\xa0",
    "\u2028",
]
LINES = st.lists(st.sampled_from(TOKENS), max_size=9).map("".join)


@given(st.lists(st.tuples(st.sampled_from(["a", "b_c", "title"]), LINES), max_size=4))
def test_keys_with_anything_behind_them(entries: list[tuple[str, str]]) -> None:
    compared("".join(f"{key}: {value}\n" for key, value in entries))


@given(st.lists(st.sampled_from([*TOKENS, "a: ", "title: ", "b: [", "]\n", '"\n']), max_size=16).map("".join))
def test_any_order_of_signs(text: str) -> None:
    compared(text)


@given(
    st.characters(),
    st.sampled_from(["a: {}\n", "a: 题{}\n", 'a: "{}"\n', "a: [{}]\n", "a: [题{}, b]\n", "a: 题{}题\n"]),
)
def test_any_character_anywhere(character: str, form: str) -> None:
    compared(form.replace("{}", character))
