"""The short way makes of a document what the long way makes of it, or nothing."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from fixtures.sites import PROJECT, markdown_options
from hypothesis import given
from hypothesis import strategies as st

from bench.corpus import entries
from cxzy_build.bodies import conversion
from cxzy_build.bodies.body import Body
from cxzy_build.bodies.conversion import BodyConverter
from cxzy_build.bodies.plain_markdown import convert_plain, is_known
from cxzy_build.settings import MarkdownOptions
from cxzy_build.source.text_files import TextFile

OPTIONS = markdown_options()
CONVERTER = BodyConverter(OPTIONS)


def source(text: str) -> TextFile:
    return TextFile("x.md", f"---\na: 1\n---\n{text}")


def compared(text: str) -> Body | None:
    """What the short way makes; if it makes anything, the long way makes the same, and finds no fault."""
    body = convert_plain(text)
    if body is not None:
        assert CONVERTER.convert_in_full(source(text)) == (body, ())
    return body


# Documents there are --------------------------------------------------------------------------------------------------


def _bodies(folder: str) -> list[str]:
    paths: list[Path] = sorted((PROJECT / folder).rglob("*.md"))
    return [TextFile(path.name, path.read_text("utf-8")).body for path in paths]


CONTENT = _bodies("content")
OTHERS = [*_bodies("site_src"), *_bodies("docs")]
GENERATED = [f"\n{entry.body}" for entry in entries(200)]


def test_nearly_all_of_the_projects_content_is_plain() -> None:
    taken = [text for text in CONTENT if compared(text) is not None]
    assert len(taken) > 0.9 * len(CONTENT)


def test_all_generated_documents_are_plain() -> None:
    assert [text for text in GENERATED if compared(text) is None] == []


@pytest.mark.parametrize("text", OTHERS)
def test_other_documents_come_out_the_same_or_not_at_all(text: str) -> None:
    compared(text)


def test_a_plain_document_takes_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BodyConverter, "convert_in_full", None)
    body, problems = CONVERTER.convert(source("## 标题\n\n正文。"))
    assert (body.html, problems) == ('<h2 id="标题">标题</h2>\n<p>正文。</p>', ())


def test_one_document_leaves_nothing_to_the_next() -> None:
    text = "## 标题\n\n[甲](a.md) ![乙](b.png)"
    assert convert_plain(text) == convert_plain(text)


PLAIN = [
    "段落，\n两行 with Latin, 2010年。",
    "\u3000\u3000段首空两格。\u3000",
    "前**强调**后*斜体*，`代码_*`。",
    '**[链接](a_b.md)** [**强调**](/a/#b) [外](https://a.cn/?b=c) [信](mailto:a@b.cn) [题](a.md "一 二")',
    "# 一\n\n## 二 `a`\n\n## 二\n\n###三\n段落\n\n###### 六",
    "- 甲\n- **乙**\n- 丙",
    "* 甲\n续\n* 乙",
    "1. 甲\n2. 乙\n9. 丙\n\n4. 丁",
    "- 甲\n- 乙\n\n- 丙\n- 丁",
    "## 列表\n- 甲\n\n- 乙",
    "> 甲\n>乙\n>\n> 丙\n\n> 丁",
    "| 甲 | 乙 | 丙 | 丁 |\n|---|:--|--:|:-:|\n| 1 |  | **2** | [3](a) |\n|4|5|6|7|",
    "前言。\n\n<!-- more -->\n\n<!-- 备注 *a* -->\n\n正文。\n\n<!-- 末 -->",
    "<!--more-->\n\n甲",
    "![图](a.png)\n\n<!-- more -->\n\n甲\n\n乙",
    "![图](a.jpg)",
    '![图 一](a.jpg "题 目")',
    '![一](a.jpg)\n![二](b.jpg "题")\n\n![三](a.jpg)',
    '文中有![图(1)](图_1.jpg "题")，\n\n![一](a.jpg)\n\n尾',
    "\n\n\n甲  乙\n\n\n\n乙\n  \n丙\n",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_plain(text: str) -> None:
    assert compared(text) is not None


# fmt: off
NOT_PLAIN = [
    "", "\n", " ", "    甲", "\t甲", " - 甲", "甲  \n乙", "甲\n===", "甲\n---", "---", "* * *", "- - -", "+ 甲",
    "甲\n- 乙", "甲\n1. 乙", "甲\n> 乙", "甲\n# 乙", "- - 甲", "- # 甲", "- > 甲", "- 甲\n    - 乙", "- 甲\n\n    乙",
    "- ", "2. 甲", "01. 甲", "1. 甲\n- 乙", "- 甲\n1. 乙", "- 甲\n\n1. 乙", "1. 甲\n\n- 乙",
    "> > 甲", "> - 甲", "> # 甲", "> 甲\n乙", ">", "> 甲\n>", "# 甲 #", "# C# 语言", "#", "####### 甲",
    "# 甲 {#a}", "| 甲 |\n| - |", "甲 | 乙\n- | -\n1 | 2", "| 甲 |\n| - |\n| 1 | 2 |",
    "| 甲 | 乙 |\n| - | - |\n| 1 |", "甲|乙", "```\n甲\n```", "~~~\n甲\n~~~", "``甲``", "`甲", "`<b>`", "`a\\`",
    "甲 <b>乙</b>", "<div>甲</div>", "甲<!-- 乙 -->", "<!-- 甲\n乙 -->", "<!-- a -- b -->", "<http://a.cn/>", "AT&T",
    "&amp;", "a > b", "\\*甲\\*", "_甲_", "a_b", "{: .a}", "[甲][乙]", "[甲]", "[甲]: a.md", "甲[^1]\n\n[^1]: 注",
    "*[甲]: 乙", "甲\n:   乙", "!!! note\n    甲", "** 甲**", "**甲 **", "***甲***", "**甲*乙*丙**", "*甲",
    "**甲\n乙**", "*甲**乙**", "[甲\n乙](a.md)", "[甲]()", "[](a.md)", "[甲](a b)", "[甲](<a>)", "[甲](a(b))",
    "[甲](a 'b')", '[甲](a "b"c")', "[![甲](a.png)](b.md)", "![甲](data:image/png,a)", "甲\u2028乙", "甲\xa0乙",
    "甲\x00乙", "甲\x01乙", "\x04", "\x02i0\x03", "甲\ud800乙", "\ufeff甲", "甲\u200b乙", "甲\r乙",
]
# fmt: on


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_what_is_not_plain(text: str) -> None:
    assert convert_plain(text) is None


FAULTS = [
    *("![](a.png)", "![ ](a.png)", "![甲](https://e.cn/a.png)", "![甲](//e.cn/a.png)"),
    *("[甲](javascript:a)", "[甲](JavaScript:a)", "[甲](data:a)", "[甲](“a”)", "![url(//e.cn/)](a.png)"),
]


@pytest.mark.parametrize("text", FAULTS)
def test_a_document_with_a_fault_takes_the_long_way(text: str) -> None:
    assert convert_plain(text) is None
    assert CONVERTER.convert(source(text))[1]


# Documents there could be ---------------------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(
        ["党员", "学习", "“引”", "，", "：", "（一）", "。", "１", "a", "B c", "7", "-", "—", " ", "\u3000", "𠀀"]
    ),
    min_size=1,
    max_size=5,
).map("".join)
ADDRESS = st.sampled_from(
    ["a.md", "/a/b/", "#一", "a_b.md#c-d", "图.png", "https://a.cn/b?c=d", "mailto:a@b.cn", "//a.cn"]
)
FILE = st.sampled_from(["a.png", "图_1.jpg", "../b/c.webp"])
TITLE = st.sampled_from(["", "", ' "题"', ' "题 目，a"'])
IMAGE = st.builds("![{}]({}{})".format, WORDS.map(lambda w: f"图{w}"), FILE, TITLE)
LINK = st.builds("[{}]({}{})".format, WORDS.map(lambda w: f"见{w}"), ADDRESS, TITLE)
CODE = st.sampled_from(["`a`", "`a_b*c`", "`{甲}`"])


def marked(text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda mark, held: f"{mark}点{held}点{mark}", st.sampled_from(["*", "**"]), text)


PIECE = (
    IMAGE
    | LINK
    | CODE
    | marked(WORDS | LINK | IMAGE | st.just("`a`"))
    | marked(WORDS).map(lambda text: f"[{text}](a.md)")
)
LINE = st.lists(st.tuples(WORDS, PIECE, WORDS).map("".join) | WORDS, min_size=1, max_size=3).map(
    lambda parts: f"党{'—'.join(parts)}。"
)
CELL = LINE | WORDS | PIECE | st.just("")


def prefixed(prefixes: list[str], most: int = 4) -> st.SearchStrategy[str]:
    lines = st.tuples(st.sampled_from(prefixes), LINE).map("".join)
    return st.lists(lines, min_size=1, max_size=most).map("\n".join)


def row(cells: st.SearchStrategy[str], columns: int) -> st.SearchStrategy[str]:
    return st.lists(cells, min_size=columns, max_size=columns).map(lambda texts: f"| {' | '.join(texts)} |")


def table(columns: int) -> st.SearchStrategy[str]:
    rule = row(st.sampled_from(["-", "---", ":--", "--:", ":-:"]), columns)
    rows = st.lists(row(CELL, columns), min_size=1, max_size=3).map("\n".join)
    return st.tuples(row(CELL, columns), rule, rows).map("\n".join)


TEXT = prefixed([""], most=1)
NUMBERED = st.tuples(TEXT.map("1. {}".format), prefixed(["1. ", "12. "])).map("\n".join)
BLOCK = st.one_of(
    st.tuples(TEXT, NUMBERED, TEXT).map("\n\n".join),
    prefixed([""]),
    prefixed(["# ", "## ", "### ", "###"], most=1),
    st.tuples(prefixed(["## "], most=1), prefixed(["- "]) | prefixed([""])).map("\n".join),
    prefixed(["- ", "* ", "-  "]),
    st.tuples(prefixed(["- "]), prefixed([""])).map("\n".join),
    prefixed(["> ", ">"]),
    st.tuples(prefixed(["> "]), prefixed(["> "])).map("\n>\n".join),
    st.integers(1, 3).flatmap(table),
    st.sampled_from(["<!-- more -->", "<!--more-->", "<!-- *注* [a](b) -->"]),
    st.lists(IMAGE, min_size=1, max_size=3).map("\n".join),
)
GAP = st.sampled_from(["\n\n", "\n\n", "\n\n\n", "\n \n", "\n\n  \n"])
DOCUMENT = st.builds(
    lambda first, more, end: "".join([first, *(part for pair in more for part in pair), end]),
    BLOCK,
    st.lists(st.tuples(GAP, BLOCK), max_size=6),
    st.sampled_from(["", "\n", "\n\n", "\n \n"]),
)


@given(DOCUMENT)
def test_every_document_of_plain_blocks_is_plain(text: str) -> None:
    assert compared(text) is not None


# fmt: off
SIGNS = [
    "党员", "学习", "“引”", "，", "：", "。", "（", "）", "１. 全角", "１", "\u3000", "a", "1", "a_b", " ", "  ", "é",
    "𠀀", "\n", "\n\n", "\n\n\n", "\n \n", " \n", "  \n", "\n ", "    ", "\\", "\\*", "\\\\", "'", '"', ":", "=", "~",
    "|", "!", "*", "**", "***", "_", "__", "`", "``", "[", "](", "]", "(", ")", "![", "](a)", "](a.md)", ' "题")',
    "[]", "()", "[^1]", "**强**", "*弱*", "**，**", "`c`", "[链](a.md)", "![图](a.png)", '![图](a.png "题")',
    "[外](http://a.cn)", "[邮](mailto:a)", "\n# ", "\n## ", "#", " #", "\n- ", "\n* ", "\n+ ", "\n1. ", "\n2) ",
    "\n１. ", "\n> ", ">", "\n>", "\n: ", "\n    ", "\n\t", "\n| a | b |", "\n| - | :-: |", "\n|-|", "\n===", "\n---",
    "\n***", "\n```\n", "\n~~~\n", "\n- - -", "\n!!! note\n    ", "<", ">", "&", "&amp;", "<b>", "</b>", "<div>",
    "<!-- x -->", "\n\n<!-- more -->\n\n", "<!--", "-->", "http://a.cn", "@", "{", "}", "{: .a}", "{#i}",
    "\n[^1]: 注", "\n[a]: b", "\n*[词]: 义", "[a][b]", "javascript:", "url(//a)", "\x02", "\x03", "\t", "\xa0",
    "\u2028", "\x85", "\x0b", "\x00", "\x01", "\x04", "\ufeff", "\u200b", "\ud800", "\uffff",
]
# fmt: on
USUAL = st.sampled_from(
    [*SIGNS[:4], "\n", "\n\n", "**", "*", "a", "[链](a.md)", "**强**", "\n- ", "\n\n- ", "\n> ", "\n## "]
)
SIGN = st.one_of(USUAL, USUAL, st.sampled_from(SIGNS))


@given(st.lists(SIGN, max_size=25).map("".join))
def test_wild_documents_come_out_the_same_or_not_at_all(text: str) -> None:
    compared(text)


@given(
    st.lists(st.sampled_from(["*", "**", "***", "甲", "乙", "，", " ", "[a](b)", "`c`", "\n"]), max_size=14).map(
        "".join
    )
)
def test_stars_pair_as_they_do_or_not_at_all(text: str) -> None:
    compared(text)


@given(st.text(st.sampled_from("*_`[]()!#->|+=~:.1 \n\n\nab党，\u3000\"'{}<&\\/"), max_size=18))
def test_signs_in_any_order_come_out_the_same_or_not_at_all(text: str) -> None:
    compared(text)


REAL = st.sampled_from([*CONTENT, *GENERATED[:40], *OTHERS]) | DOCUMENT
CHANGE = st.tuples(st.floats(0, 1), st.integers(0, 3), SIGN | st.characters() | st.just(""))


@given(REAL, st.lists(CHANGE, min_size=1, max_size=3))
def test_changed_documents_come_out_the_same_or_not_at_all(text: str, changes: list[tuple[float, int, str]]) -> None:
    for where, cut, put in changes:
        at = round(where * len(text))
        text = text[:at] + put + text[at + cut :]
    compared(text.replace("\r", "\n"))


LONG = 200_000
# fmt: off
HOSTILE = [
    "[", "[a", "[a](", "[a](b", '[a](b "c', '[a](b "c d ', "![", "![a](b ", "*", "*a", "*a ", "**a", "**a ", "`",
    "`a", "`a ", "# ", "# a\n", "# a\n\n", "## \n\n", "- ", "- a\n\n- \n", "> ", "> > ", "1. 2. ", "|", "| a ",
    "| - ", "<!--", "<!-- a --> ", " ", "\n", " \n", "\n \n", "a  \n", "\u3000", "\n\n<!-- a -->\n\nb **", "a\n*",
    "(", "((", "_", "~", "\\",
]
# fmt: on


@pytest.mark.parametrize("sign", HOSTILE)
def test_a_sign_repeated_without_end_is_soon_refused(sign: str) -> None:
    assert convert_plain(sign * (LONG // len(sign)) + "`") is None


@pytest.mark.parametrize(
    "text",
    ["党员", "**党**员", "[a](b.md) ", "![a](b) ", "`a` ", "党\n", "党\n\n", "- a\n", "- a\n\n", "> a\n", "1. a\n"],
)
def test_a_long_document_is_converted(text: str) -> None:
    body = convert_plain(text * (LONG // len(text)))
    assert body is not None
    assert len(body.html) >= LONG // 2


# Which Markdown it stands for -----------------------------------------------------------------------------------------


def _with(extensions: tuple[str, ...], **options: dict[str, object]) -> MarkdownOptions:
    return MarkdownOptions.of(extensions, {**OPTIONS.options, **options})


TOC = dict(OPTIONS.options["toc"])


@pytest.mark.parametrize(
    "options",
    [
        OPTIONS,
        MarkdownOptions.of(OPTIONS.extensions[::-1], OPTIONS.options),
        MarkdownOptions.of(("tables", "toc"), {"toc": TOC}),
        _with(tuple(name for name in OPTIONS.extensions if name != "sane_lists")),
        _with(OPTIONS.extensions, footnotes={"BACKLINK_TITLE": "回"}, tables={}),
    ],
)
def test_it_stands_for_the_projects_markdown(options: MarkdownOptions) -> None:
    assert is_known(options), "compare its output with that of this Markdown, then add it to what is known"
    converter = BodyConverter(options)
    for text in (*PLAIN, *GENERATED[:5]):
        assert converter.convert_in_full(source(text)) == (convert_plain(text), ())


@pytest.mark.parametrize(
    "options",
    [
        MarkdownOptions.of((), {}),
        MarkdownOptions.of(("toc", "tables"), {}),
        MarkdownOptions.of(("toc",), {"toc": TOC}),
        _with((*OPTIONS.extensions, "nl2br")),
        _with((*OPTIONS.extensions, "smarty")),
        _with(OPTIONS.extensions, toc={"marker": ""}),
        _with(OPTIONS.extensions, toc={**TOC, "permalink": True}),
        _with(OPTIONS.extensions, toc={**TOC, "marker": "[TOC]"}),
        _with(OPTIONS.extensions, tables={"use_align_attribute": True}),
        _with(OPTIONS.extensions, abbr={"glossary": {"甲": "乙"}}),
    ],
)
def test_it_is_off_for_any_other_markdown(options: MarkdownOptions) -> None:
    assert not is_known(options)


def test_with_other_markdown_every_document_takes_the_long_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "convert_plain", None)
    converter = BodyConverter(_with((*OPTIONS.extensions, "nl2br")))
    assert converter.convert(source("甲\n乙"))[0].html == "<p>甲<br>\n乙</p>"


def test_it_is_off_for_a_version_that_was_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "__version__", "3.99")
    assert not is_known(_with(OPTIONS.extensions))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('写成 class="a" 的', True),
        ('`id="x"`', True),
        ("[说明](a.pdf)", False),
        ('[说明](a.pdf "写法")', False),
        ('甲\n\n<!-- id="x" -->\n\n乙', False),
        ("## 标题\n\n> 引文\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |", False),
    ],
)
def test_a_body_says_whether_some_text_looks_like_an_attribute(text: str, expected: bool) -> None:
    body = compared(f"\n{text}\n")
    assert body is not None
    assert body.has_false_attributes == expected
