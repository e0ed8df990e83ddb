"""The quick Markdown puts out what Python-Markdown puts out, byte for byte."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import pytest
from fixtures.sites import PROJECT
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor
from markdown.htmlparser import HTMLExtractor
from markdown.inlinepatterns import LinkInlineProcessor, SimpleTagInlineProcessor

from bench.corpus import entries
from cxzy_build.bodies.quick_markdown import QuickInlineProcessor, quicken

EXTENSIONS = (
    ("tables", "attr_list", "admonition", "toc", "fenced_code"),
    ("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists", "tables", "toc"),
    (),
    ("sane_lists", "smarty", "nl2br", "wikilinks", "legacy_em"),
)


def both(text: str, extensions: tuple[str, ...]) -> tuple[str, str]:
    plain = markdown.Markdown(extensions=list(extensions))
    quick = markdown.Markdown(extensions=list(extensions))
    quicken(quick)
    return plain.convert(text), quick.convert(text)


@pytest.mark.parametrize("extensions", EXTENSIONS, ids=str)
def test_the_projects_texts_and_generated_ones_come_out_the_same(extensions: tuple[str, ...]) -> None:
    texts = [p.read_text("utf-8") for p in _texts()] + [entry.body for entry in entries(60)]
    for text in texts:
        plain, quick = both(text, extensions)
        assert quick == plain


def _texts() -> list[Path]:
    return sorted(p for folder in ("content", "site_src", "docs") for p in (PROJECT / folder).rglob("*.md"))


PIECES = st.sampled_from(
    [
        *("党员", "学习", "“引”", "：", "１. 全角", "\u3000", "a", "1", "\n", "\n\n", "  \n", "    ", "\\", "\\*"),
        *("*", "**", "_", "__", "`", "``", "[", "](", ")", "![", "http://a.example", "<a@b.example>", "&amp;", "&"),
        *("# ", "- ", "1. ", "> ", "| a | b |\n", "| - | - |\n", "===", "---", "```\n", "{: .a}", "{#id}"),
        *("[^1]", "[^1]: 注", "*[词]: 义", ": 定义", "!!! note\n    "),
        *("[a]", "[a] [b]", "![a][b]", "![b]", "[文][]", "[a]: /a\n", "[b]: /b '题'\n", "[文]: <c>\n"),
        *("<b>", "</b>", "<div>", "</div>", '<div markdown="1">\n', "<!-- x -->"),
    ]
)


@pytest.mark.parametrize("extensions", EXTENSIONS, ids=str)
def test_wild_texts_come_out_the_same(extensions: tuple[str, ...]) -> None:
    @given(st.lists(PIECES, max_size=25).map("".join))
    def compare(text: str) -> None:
        plain, quick = both(text, extensions)
        assert quick == plain

    compare()


def test_a_pattern_that_is_not_known_is_always_tried() -> None:
    class Marks(Extension):
        def extendMarkdown(self, md: markdown.Markdown) -> None:
            md.inlinePatterns.register(SimpleTagInlineProcessor(r"(党)(员)(党)", "mark"), "marks", 75)

    md = markdown.Markdown(extensions=[Marks()])
    quicken(md)
    assert md.convert("一党员党二") == "<p>一<mark>员</mark>二</p>"


def test_the_shortcut_is_in_place() -> None:
    md = markdown.Markdown(extensions=list(EXTENSIONS[1]))
    quicken(md)
    assert isinstance(md.treeprocessors["inline"], QuickInlineProcessor)
    assert "parseBlocks" in vars(md.parser)


@pytest.mark.parametrize("text", ["[文字，" * 400, "[文](" * 400, "[甲] [" * 400, "[" * 400 + "[甲](a.md)", "![" * 400])
def test_brackets_that_nobody_closed_are_not_looked_through_again_and_again(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    look = LinkInlineProcessor.getText

    def counted(self: LinkInlineProcessor, data: str, index: int) -> tuple[str, int, bool]:
        looked.append(index)
        return look(self, data, index)

    monkeypatch.setattr(LinkInlineProcessor, "getText", counted)
    plain = markdown.Markdown(extensions=list(EXTENSIONS[1])).convert(text)
    before = len(looked)
    quick = markdown.Markdown(extensions=list(EXTENSIONS[1]))
    quicken(quick)
    assert quick.convert(text) == plain
    assert len(looked) - before <= before // 2


@pytest.mark.parametrize("extensions", EXTENSIONS, ids=str)
def test_tags_that_nothing_ends_are_not_looked_through_again_and_again(
    extensions: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    parser: Any = HTMLExtractor.__mro__[1]  # Python-Markdown has a copy of its own
    look = parser.check_for_whole_start_tag

    def counted(self: Any, i: int) -> Any:
        looked.append(i)
        return look(self, i)

    monkeypatch.setattr(parser, "check_for_whole_start_tag", counted)
    plain, quick = both("<b>甲</b>" + "若 x<y，" * 400 + "\n\n" + "<a href=" * 400, extensions)
    assert quick == plain
    assert len(looked) <= 802


def test_a_long_block_is_split_into_lines_once_not_for_every_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    test = TableProcessor.test

    def counted(self: TableProcessor, parent: Element, block: str) -> bool:
        tried.append(block)
        return test(self, parent, block)

    monkeypatch.setattr(TableProcessor, "test", counted)
    plain, quick = both("#甲# 乙\n" * 200 + "\n| a | b |\n| - | - |\n| 一 | 二 |", EXTENSIONS[1])
    assert quick == plain
    assert len(tried) == 202
