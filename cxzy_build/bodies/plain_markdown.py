"""Documents in plain Markdown converted directly: the very Body that Python-Markdown and the HTML parser would make of
them, at a tenth of the cost.

Plain is what most reports are written in; `_INLINE` and `_KINDS` below are all of it. A document that holds anything
else takes the long way, and so does one that has a fault in it, for faults are reported in one place. So what is
refused here costs a little time, and nothing may be taken for plain that is not certain:
`tests/bodies/test_plain_markdown.py` compares the two ways.

As in Python-Markdown, what stands within lines is taken out first, a mark in its place. What is left must hold no sign
that Markdown knows, and is then read by the beginnings of its lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import count, groupby

from ..hanzi.spacing import join_chinese
from ..settings import MarkdownOptions
from .body import Body, BodyImage, Heading, Reference, Use
from .rules import (
    CHINESE_QUOTES,
    MORE,
    SAFE_SCHEMES,
    SCHEME,
    has_false_attributes,
    is_elsewhere,
    levels,
    plain_text,
    with_figures,
)
from .slots import IMAGE_SLOT, image_slot, reference_slot

_VERSIONS = {"3.11.3"}
"""Of Python-Markdown: those whose output was compared."""

_NEEDED = {"tables", "toc"}
_INERT = {"abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists"}
"""Extensions that do nothing to a plain document."""

_OPTIONS = {("toc", "marker"): "''", ("toc", "slugify"): "markdown.extensions.toc.slugify_unicode"}
_INERT_OPTIONS = {("footnotes", "BACKLINK_TITLE")}


def is_known(options: MarkdownOptions) -> bool:
    """Whether Markdown with these extensions is what this module was written for."""
    names = set(options.extensions)
    given = {(name, key): value for name, key, value in options.described if (name, key) not in _INERT_OPTIONS}
    return options.version in _VERSIONS and _NEEDED <= names <= _NEEDED | _INERT and given == _OPTIONS


# What is plain --------------------------------------------------------------------------------------------------------

_PIECE, _MORE_MARK, _COMMENT_MARK = "\x00", "\x01", "\x04"
"""Stand for what was taken out. A document that holds such characters itself is refused."""

_ODD = (
    "\x02\x03\x05-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff0-\uffff"
)
"""Characters that are invisible or none, and every white space but the blank, the line's end and the ideographic."""

_MEANT = re.compile(rf"[*_`\[\]\\<>&{{}}{_ODD}](?<!\n>)")
"""Signs that Markdown knows, but for those which only count at the beginning of a line."""

_WORD = rf"[^\s()\[\]<>\"'\\&`*{{}}|{_ODD}]+"
_WORDS = rf"{_WORD}(?: +{_WORD})*"
_CODE = rf"`<>&\\\[\]|{_ODD}"
_INLINE = re.compile(
    r"\*\*(?<!\*\*\*)(?P<strong>[^\s*|](?:[^*|\n]*[^\s*|])?)\*\*(?!\*)"
    r"|\*(?<!\*\*)(?P<em>[^\s*|](?:[^*|\n]*[^\s*|])?)\*(?!\*)"
    rf"|`(?<!``)(?P<code>[^\s{_CODE}](?:[^\n{_CODE}]*[^\s{_CODE}])?)`(?!`)"
    rf"|\[(?<!!\[)(?P<text>[^\[\]`|\n]+)\]\((?P<href>{_WORD})(?: \"(?P<title>{_WORDS})\")?\)"
    rf"|!\[(?P<alt>[^\[\]<>\"\\&`*{{}}|\n{_ODD}]+)\]\((?P<src>{_WORD})(?: \"(?P<caption>{_WORDS})\")?\)"
)
"""What may stand within a line. Every kind ends on its line and holds nothing odd and no sign of another; but text is
looked through once more. A star beside a star belongs to a longer run, and so does a backtick."""

_BEGINNING = r"[\n =~:+!#>|-]|\d+\. "
_NO_FIRST_LINE, _NO_FURTHER_LINE = re.compile(_BEGINNING), re.compile(rf"\n(?:{_BEGINNING}|\Z)")
"""Beginnings of lines that do not, or may not, belong to a paragraph."""

_BLANK_LINE = re.compile(r"(?<=\n) +\n")
_BLANK_LINES = re.compile(r"\n{3,}")
_COMMENT = re.compile(rf"\n\n(<!--[^-<>&\n{_ODD}]*-->)(?=\n\n)")
_LINE_BELOW_HEADING = re.compile(r"(\n\n#[^\n]*\n)(?!\n)")
_HEADING = re.compile(r"(#{1,6})([^#|\n]+)")
_NUMBER = re.compile(r"\d+\. ")
_ITEMS = {"ul": re.compile(r"\n- +"), "ol": re.compile(r"\n\d+\. +")}
_QUOTED = re.compile(r"\n>(?: ?(?=\S)|(?=\n|\Z))")
_RULE = re.compile(r"\|(?: *:?-+:? *\|)+")

_ALIGNMENTS = {(False, False): "", (True, False): "left", (False, True): "right", (True, True): "center"}

_COMMENT_HTML = "\n"
"""What is left of a comment: the line it stood on."""

_HEADING_HTML = re.compile(r"<h([1-6])>(.*)</h\1>")
_PARAGRAPH_HTML = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_TAG_OR_IMAGE = re.compile(f"<[^>]*>|{IMAGE_SLOT.pattern}")
_NO_SLUG, _GAPS, _COUNTED = re.compile(r"[^\w\s-]"), re.compile(r"[-\s]+"), re.compile("(.*)_([0-9]+)")

_MOST_HEADINGS = 200
"""Numbering equal ones one by one takes ever longer."""


class _NotPlain(Exception):
    """Something in the document is not plain."""


def convert_plain(text: str, site_url: str = "") -> Body | None:
    """The body of a document in plain Markdown, None of any other. site_url: what links to this site may begin with."""
    try:
        return _body(text, site_url)
    except _NotPlain:
        return None


def _body(text: str, site_url: str) -> Body:
    if _PIECE in text or _MORE_MARK in text or _COMMENT_MARK in text:
        raise _NotPlain
    inline = _Inline(site_url)
    marked, pieces = inline.taken_out(_tidied(text))
    html, headings = _with_ids(_put_back(_html_of_blocks(marked), pieces))
    before, more, after = html.partition(_MORE_MARK)
    lead = plain_text(IMAGE_SLOT.sub(" ", before)) if more else ""
    html = before + after.replace(_MORE_MARK, "")
    lead = lead or _first_text(html)
    html, images = with_figures(html, tuple(inline.images)) if inline.images else (html, ())
    has_false = '="' in text and has_false_attributes(html)
    return Body(html, tuple(inline.references), headings, lead, images, has_false)


def _tidied(text: str) -> str:
    """The text with one blank line before, between and after its blocks, and marks for comments that are blocks."""
    text = text.strip("\n") + "\n\n"
    if " \n" in text:
        text = _BLANK_LINE.sub("\n", text)
        if "  \n" in text:
            raise _NotPlain
    if "\n\n\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    text = "\n\n" + text
    if "\n* " in text:
        text = text.replace("\n* ", "\n- ")
    if "<!--" in text:
        text = _COMMENT.sub(lambda m: "\n\n" + (_MORE_MARK if MORE.fullmatch(m[1]) else _COMMENT_MARK), text)
    return _LINE_BELOW_HEADING.sub(r"\1\n", text)


class _Inline:
    """Makes HTML of what stands within lines, and keeps its addresses and images in their order."""

    def __init__(self, site_url: str) -> None:
        self.references: list[Reference] = []
        self.images: list[BodyImage] = []
        self._site_url = site_url
        self._times: Counter[str] = Counter()

    def taken_out(self, text: str) -> tuple[str, list[str]]:
        """The text with a mark in each piece's place, and the HTML of the pieces in their order."""
        pieces: list[str] = []

        def take(found: re.Match[str]) -> str:
            pieces.append(self._piece(found))
            return _PIECE

        marked = _INLINE.sub(take, text)
        if _MEANT.search(marked):
            raise _NotPlain
        return marked, pieces

    def _piece(self, found: re.Match[str]) -> str:
        kind = found.lastgroup or ""
        if kind in ("strong", "em"):
            return f"<{kind}>{self._within(found[kind])}</{kind}>"
        if kind in ("href", "title"):
            href = self._address(found["href"], "link")
            return f'<a href="{href}"{_title(found["title"])}>{self._within(found["text"])}</a>'
        if kind == "code":
            return f"<code>{found[kind]}</code>"
        return self._image(found["alt"], found["src"], found["caption"])

    def _within(self, text: str) -> str:
        return _put_back(*self.taken_out(text)) if _MEANT.search(text) else text

    def _address(self, target: str, use: Use) -> str:
        """A slot for an address of this site, others as they are."""
        if target.startswith(CHINESE_QUOTES):
            raise _NotPlain
        if is_elsewhere(target, self._site_url if use == "link" else ""):
            scheme = SCHEME.match(target)
            if use == "resource" or (scheme and scheme[1].lower() not in SAFE_SCHEMES):
                raise _NotPlain
            return target
        self.references.append(Reference(target, self._times[target], use))
        self._times[target] += 1
        return reference_slot(len(self.references) - 1)

    def _image(self, alt: str, src: str, caption: str | None) -> str:
        if not alt.strip() or "url(" in alt:
            raise _NotPlain
        html = f'<img alt="{alt}" src="{self._address(src, "resource")}"{_title(caption)}>'
        attributes = (("title", caption),) if caption else ()
        image = BodyImage(len(self.references) - 1, html, alt.strip(), caption or "", "", attributes, clickable=False)
        self.images.append(image)
        return image_slot(len(self.images) - 1)


def _title(text: str | None) -> str:
    return f' title="{text}"' if text else ""


def _put_back(marked: str, pieces: list[str]) -> str:
    """The text with its pieces in the place of their marks."""
    return "".join([part for pair in zip(marked.split(_PIECE), [*pieces, ""], strict=True) for part in pair])


# Blocks: whatever is made of one keeps its marks, each once and in their order ----------------------------------------


def _html_of_blocks(marked: str) -> str:
    written: list[str] = []
    for kind, neighbours in groupby(marked[2:-2].split("\n\n"), _kind):
        written += kind(neighbours)
    return "\n".join(written).removesuffix(_COMMENT_HTML)


def _prose(block: str) -> str:
    """The text of a paragraph, which the text of a list's item has to be like."""
    text = block.lstrip()
    if not text or "|" in block or _NO_FIRST_LINE.match(block) or ("\n" in block and _NO_FURTHER_LINE.search(block)):
        raise _NotPlain
    return text


def _paragraphs(blocks: Iterable[str]) -> list[str]:
    return [f"<p>{_prose(block)}</p>" for block in blocks]


def _headings(blocks: Iterable[str]) -> Iterator[str]:
    for block in blocks:
        found = _HEADING.fullmatch(block)
        text = found[2].strip() if found else ""
        if not (found and text):
            raise _NotPlain
        level = len(found[1])
        yield f"<h{level}>{text}</h{level}>"


def _list(blocks: Iterable[str]) -> list[str]:
    """Neighbouring lists are one; the items on both sides of a gap hold paragraphs. Lists of two kinds, and numbers
    that do not begin with 1, are refused: `sane_lists` makes something else of them."""
    first, *others = blocks
    tag = "ul" if first[0] == "-" else "ol"
    if tag == "ol" and not first.startswith("1. "):
        raise _NotPlain
    lists = [_ITEMS[tag].split(f"\n{block}") for block in (first, *others)]
    items = []
    for number, (before, *texts) in enumerate(lists):
        if before:
            raise _NotPlain
        for nth, text in enumerate(texts, 1):
            loose = (nth == 1 and number > 0) or (nth == len(texts) and number < len(others))
            items.append(f"\n<p>{_prose(text)}</p>\n" if loose else _prose(text))
    held = "</li>\n<li>".join(items)
    return [f"<{tag}>\n<li>{held}</li>\n</{tag}>"]


def _quotes(blocks: Iterable[str]) -> list[str]:
    """Neighbouring quotations are one."""
    quoted = "\n" + "\n>\n".join(blocks)
    text, lines = _QUOTED.subn("\n", quoted)
    if lines < quoted.count("\n"):
        raise _NotPlain
    held = "\n".join(_paragraphs(text[1:].split("\n\n")))
    return [f"<blockquote>\n{held}\n</blockquote>"]


def _tables(blocks: Iterable[str]) -> Iterator[str]:
    for block in blocks:
        head, rule, *rows = block.split("\n") if "\n" in block else (block, "")
        if not rows or not _RULE.fullmatch(rule):
            raise _NotPlain
        styles = [_style(cell) for cell in _cells(rule)]
        top = _row("th", styles) % _cells(head, len(styles))
        row = _row("td", styles)
        below = "\n".join([row % _cells(cells, len(styles)) for cells in rows])
        yield f"<table>\n<thead>\n{top}\n</thead>\n<tbody>\n{below}\n</tbody>\n</table>"


def _cells(row: str, count: int = 0) -> tuple[str, ...]:
    """The cells between a row's pipes; `count` is how many there must be."""
    cells = tuple([cell.strip(" ") for cell in row[1:-1].split("|")])
    if row[0] != "|" or row[-1] != "|" or (count and len(cells) != count):
        raise _NotPlain
    return cells


def _row(tag: str, styles: list[str]) -> str:
    """The format of a row of a table."""
    cells = "\n".join([f"<{tag}{style}>%s</{tag}>" for style in styles])
    return f"<tr>\n{cells}\n</tr>"


def _style(rule: str) -> str:
    """The attribute that aligns a column, by the colons of its rule."""
    align = _ALIGNMENTS[rule[0] == ":", rule[-1] == ":"]
    return f' style="text-align: {align};"' if align else ""


def _comments(blocks: Iterable[str]) -> list[str]:
    return [_COMMENT_HTML for _ in blocks]


def _mores(blocks: Iterable[str]) -> list[str]:
    return [_MORE_MARK + _COMMENT_HTML for _ in blocks]


_KINDS: dict[str, Callable[[Iterable[str]], Iterable[str]]] = {
    "#": _headings,
    "-": _list,
    ">": _quotes,
    "|": _tables,
    _MORE_MARK: _mores,
    _COMMENT_MARK: _comments,
}
"""Kinds of blocks by the sign they begin with."""


def _kind(block: str) -> Callable[[Iterable[str]], Iterable[str]]:
    return _KINDS.get(block[:1]) or (_list if _NUMBER.match(block) else _paragraphs)


# What is read off the HTML --------------------------------------------------------------------------------------------


def _with_ids(html: str) -> tuple[str, tuple[Heading, ...]]:
    """The HTML with its headings at the levels that are theirs, each with an id; and those that are listed."""
    if "<h" not in html:
        return html, ()
    become = levels(level for level, _ in _HEADING_HTML.findall(html))
    headings: list[Heading] = []
    ids: set[str] = set()

    def with_id(found: re.Match[str]) -> str:
        level, text = become[found[1]], _text(found[2])
        ident = _unique(_slug(text), ids)
        ids.add(ident)
        if level in (2, 3):
            headings.append(Heading(level, ident, text))
        return f'<h{level} id="{ident}">{found[2]}</h{level}>'

    html, number = _HEADING_HTML.subn(with_id, html, _MOST_HEADINGS + 1)
    if number > _MOST_HEADINGS:
        raise _NotPlain
    return html, tuple(headings)


def _slug(text: str) -> str:
    """What `slugify_unicode` makes of a heading."""
    return _GAPS.sub("-", _NO_SLUG.sub("", text).strip().lower())


def _unique(ident: str, ids: Container[str]) -> str:
    """What `unique` makes of an id: counted on where it is taken or empty."""
    if ident and ident not in ids:
        return ident
    found = _COUNTED.fullmatch(ident)
    stem, number = (found[1], int(found[2])) if found else (ident, 0)
    return next(one for n in count(number + 1) if (one := f"{stem}_{n}") not in ids)


def _first_text(html: str) -> str:
    for found in _PARAGRAPH_HTML.finditer(html):
        text = join_chinese(_text(found[1]))
        if text:
            return text
    return ""


def _text(html: str) -> str:
    """The text of HTML, white space folded."""
    return " ".join(_TAG_OR_IMAGE.sub("", html).split())
