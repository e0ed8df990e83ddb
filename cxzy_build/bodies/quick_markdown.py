"""Python-Markdown made quicker without changing what it puts out.

Most of its time goes into trying every inline pattern on every text and every block processor on every block, though
most texts hold none of the characters that a pattern could begin with, and most blocks are plain Chinese prose. Here
such attempts are not made. What is not known to be safe is not shortened: a pattern or processor that the tables below
do not name is always tried. `tests/bodies/test_quick_markdown.py` compares the output byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown import blockprocessors, htmlparser, inlinepatterns, preprocessors, util
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import footnotes, md_in_html, tables
from markdown.treeprocessors import InlineProcessor

_TRIGGERS: dict[type, tuple[str, ...]] = {
    inlinepatterns.BacktickInlineProcessor: ("`",),
    inlinepatterns.EscapeInlineProcessor: ("\\",),
    inlinepatterns.ReferenceInlineProcessor: ("]",),
    inlinepatterns.LinkInlineProcessor: ("](",),
    inlinepatterns.ImageInlineProcessor: ("](",),
    inlinepatterns.ImageReferenceInlineProcessor: ("![",),
    inlinepatterns.ShortReferenceInlineProcessor: ("]",),
    inlinepatterns.ShortImageReferenceInlineProcessor: ("![",),
    inlinepatterns.AutolinkInlineProcessor: ("<",),
    inlinepatterns.AutomailInlineProcessor: ("<",),
    footnotes.FootnoteInlineProcessor: ("[^",),
}
"""Strings of which one must occur in a text for a pattern of this very class to match anything. For each opening
bracket links look through all that follows for the closing one: hundreds that nobody closed would take minutes."""

_OF_REFERENCES = (
    inlinepatterns.ReferenceInlineProcessor,
    inlinepatterns.ShortReferenceInlineProcessor,
    inlinepatterns.ImageReferenceInlineProcessor,
    inlinepatterns.ShortImageReferenceInlineProcessor,
)
"""They match nothing where the document defines no references."""

_BY_NAME = {"linebreak": ("  \n",), "html": ("<",), "entity": ("&",), "em_strong": ("*", "_")}
"""Such strings by the name of a pattern, for Python-Markdown's own whose class serves several purposes."""

_OWN = (inlinepatterns.SubstituteTagInlineProcessor, inlinepatterns.HtmlInlineProcessor)
_OVERRIDDEN = "_InlineProcessor__handleInline"
_APPLY = "_InlineProcessor__applyPattern"


class QuickInlineProcessor(InlineProcessor):
    """Tries only the patterns whose trigger occurs in the text."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        registry: Any = self.inlinePatterns
        self._patterns: tuple[inlinepatterns.Pattern, ...] = tuple(registry)
        names = [item.name for item in registry._priority]
        triggers = [_trigger(n, p) for n, p in zip(names, self._patterns, strict=True)]
        self._may_match = [_searcher(trigger) for trigger in triggers]
        self._needs_references = [type(pattern) in _OF_REFERENCES for pattern in self._patterns]
        self._any_may_match = _searcher(("",) if None in triggers else tuple(t for ts in triggers if ts for t in ts))
        self._apply = getattr(self, _APPLY)

    def _handle(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, util.AtomicString) or not self._any_may_match(data):
            return data
        start = 0
        while patternIndex < len(self._patterns):
            if start == 0 and not self._is_worth_trying(patternIndex, data):
                patternIndex += 1
                continue
            data, matched, start = self._apply(self._patterns[patternIndex], data, patternIndex, start)
            if not matched:
                patternIndex += 1
        return data

    def _is_worth_trying(self, number: int, data: str) -> bool:
        if self._needs_references[number] and not self.md.references:
            return False
        return self._may_match[number](data) is not None


def _searcher(triggers: tuple[str, ...] | None) -> Callable[[str], re.Match[str] | None]:
    """A quick test whether any of the triggers occurs; without triggers, always true."""
    return re.compile("|".join(re.escape(t) for t in sorted(set(triggers or ("",))))).search


setattr(QuickInlineProcessor, _OVERRIDDEN, QuickInlineProcessor._handle)


def _trigger(name: str, pattern: inlinepatterns.Pattern) -> tuple[str, ...] | None:
    """The trigger of a pattern that is known, else None."""
    if type(pattern) in _TRIGGERS:
        return _TRIGGERS[type(pattern)]
    own = type(pattern) in _OWN or type(pattern).__name__ == "DelimiterProcessor"
    return _BY_NAME.get(name) if own else None


_KNOWN_BLOCKS = frozenset(
    f"markdown.{name}"
    for name in (
        "blockprocessors",
        "extensions.abbr",
        "extensions.admonition",
        "extensions.def_list",
        "extensions.footnotes",
        "extensions.md_in_html",
        "extensions.sane_lists",
        "extensions.tables",
    )
)
"""Modules all of whose block processors look for ASCII characters at the beginning of a line."""

_FIRST = "[\u2018-\u201d\u3001-\u303f\u3400-\u9fff]"
_PROSE = re.compile(f"{_FIRST}[^\\n]*(?:\\n{_FIRST}[^\\n]*)*")
"""A block each of whose lines begins with a Chinese character or quotation mark: nothing but a paragraph."""

_BLOCK_SIGNS = (
    (blockprocessors.HashHeaderProcessor, "#"),
    (blockprocessors.HRProcessor, "[-_*]"),
    (tables.TableProcessor, "\\|"),
)
"""What a block must hold for a processor of this very class to take it. They look through all of it for their signs, so
that in a long block, of which headings are taken one after another, every line would be looked at for each."""

ParseBlocks = Callable[[Element, list[str]], None]


def _quick_parse_blocks(processors: Sequence[BlockProcessor], paragraph: BlockProcessor) -> ParseBlocks:
    """What BlockParser.parseBlocks does, but blocks of plain prose go to the paragraph processor at once, and others
    only to those that may take them."""
    signs = dict(_BLOCK_SIGNS)
    guarded = [(one, re.compile(signs.get(type(one), "")).search) for one in processors]

    def parse_blocks(parent: Element, blocks: list[str]) -> None:
        while blocks:
            if _PROSE.fullmatch(blocks[0]):
                paragraph.run(parent, blocks)
                continue
            for processor, may_take in guarded:
                takes = may_take(blocks[0]) and processor.test(parent, blocks[0])
                if takes and processor.run(parent, blocks) is not False:
                    break

    return parse_blocks


def _quick(extractor: Any) -> Any:
    """The class of HTML parsers, but where nothing ends a tag it does not look through all that follows for each end:
    `若 a<b` thousands of times over would take minutes."""

    class Quick(extractor):  # type: ignore[misc]
        def check_for_whole_start_tag(self, i: int) -> int:
            return -1 if self.rawdata.find(">", i) < 0 else super().check_for_whole_start_tag(i)

    return Quick


_EXTRACTORS = {
    preprocessors.HtmlBlockPreprocessor: _quick(htmlparser.HTMLExtractor),
    md_in_html.HtmlBlockPreprocessor: _quick(md_in_html.HTMLExtractorExtra),
}
"""By the preprocessors, of this very class, that take HTML out of Markdown."""


class QuickHtmlBlocks(preprocessors.Preprocessor):
    """Does what those do, which make their parser themselves."""

    def __init__(self, md: markdown.Markdown, extractor: Any) -> None:
        super().__init__(md)
        self._extractor = extractor

    def run(self, lines: list[str]) -> list[str]:
        parser = self._extractor(self.md)
        parser.feed("\n".join(lines))
        parser.close()
        return "".join(parser.cleandoc).split("\n")


def quicken(md: markdown.Markdown) -> None:
    """Put the quick processor in the place of Python-Markdown's, if that is what it was written for."""
    current = md.treeprocessors["inline"]
    if type(current) is InlineProcessor and hasattr(current, _OVERRIDDEN) and hasattr(current, _APPLY):
        md.treeprocessors.register(QuickInlineProcessor(md), "inline", 20)
    html: Any = next((one for one in md.preprocessors if type(one) in _EXTRACTORS), None)
    if html:
        md.preprocessors.register(QuickHtmlBlocks(md, _EXTRACTORS[type(html)]), "html_block", 20)
    processors = tuple(md.parser.blockprocessors)
    if all(type(p).__module__ in _KNOWN_BLOCKS for p in processors) and type(md.parser) is BlockParser:
        parser: Any = md.parser
        parser.parseBlocks = _quick_parse_blocks(processors, md.parser.blockprocessors["paragraph"])
    quick: Any = md
    quick.is_block_level = cache(md.is_block_level)
