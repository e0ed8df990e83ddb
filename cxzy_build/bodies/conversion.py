"""A body's Markdown into clean HTML, its references taken out as numbered slots to be filled once addresses are known.

The HTML is parsed and written again by an HTML5 parser, so an unclosed tag cannot break the page around it, and what
the rules (`tree_reader`) see is what a browser would see, however it was disguised in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from ..errors import Problem
from ..hanzi.spacing import join_chinese
from ..settings import MarkdownOptions
from ..source.characters import NOT_TEXT
from ..source.text_files import TextFile
from .body import Body, BodyImage, Heading
from .plain_markdown import convert_plain, is_known
from .rules import COMMENT, MORE, has_false_attributes, levelled, plain_text, with_figures
from .slots import SLOT, image_slot

if TYPE_CHECKING:
    import markdown
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_ATTRIBUTE = re.compile(r"[a-z][a-z0-9-]*")
_OWN_ATTRIBUTES = frozenset({"src", "alt", "width", "height", "loading", "decoding", "fetchpriority", "sizes"})
"""Of an image: those that the site gives itself."""

_FOOTNOTE_MARK = re.compile(r'<sup id="fnref[^"]*">.*?</sup>')
_CLICKABLE = frozenset({"a", "button", "label", "summary"})
_NUMERIC = re.compile("&#([xX][0-9a-fA-F]{1,8}|[0-9]{1,9});?")
_ADMONITIONS = {
    "note": "提示", "info": "说明", "tip": "窍门", "hint": "窍门", "important": "重要", "attention": "注意",
    "warning": "注意", "caution": "小心", "danger": "危险", "error": "错误", "example": "示例", "question": "问题",
    "quote": "引用", "success": "完成", "abstract": "摘要", "bug": "缺陷", "failure": "失败",
}  # fmt: skip
"""What a box is called that was given no title: Markdown would give it the English name of its kind."""

_ADMONITION = re.compile('(<p class="admonition-title">)([A-Za-z]+)(?=</p>)')
_EMPTY_HEADING = re.compile(r"<h([1-6])\b[^<>]*> ?</h\1>")
"""Nobody sees one, but it is read out, and stands as an empty line among the links to all."""

_INSTRUCTION = re.compile(r"<\?[^>]*>")


class BodyConverter:
    """One Markdown instance, used again for every body: making one costs as much as converting two documents."""

    def __init__(self, options: MarkdownOptions, site_url: str = "") -> None:
        self._options = options
        self._site_url = site_url
        self._is_known = is_known(options)

    @cached_property
    def _markdown(self) -> markdown.Markdown:
        import markdown  # late: most documents are plain

        from .quick_markdown import quicken

        made = markdown.Markdown(
            extensions=list(self._options.extensions),
            extension_configs={k: dict(v) for k, v in self._options.options.items()},
        )
        quicken(made)
        return made

    def convert(self, source: TextFile) -> tuple[Body, tuple[Problem, ...]]:
        """The body of `source` and what is wrong in it."""
        plain = convert_plain(source.body, self._site_url) if self._is_known else None
        return (plain, ()) if plain is not None else self.convert_in_full(source)

    def convert_in_full(self, source: TextFile) -> tuple[Body, tuple[Problem, ...]]:
        """The body of `source` and what is wrong in it, by Python-Markdown: every document can go this way."""
        self._markdown.reset()
        try:
            html = self._markdown.convert(source.body)
        except RecursionError:
            del self._markdown  # which takes itself to be within the list that it stopped in
            hint = "减少引用、列表的嵌套层数"
            return Body(), (Problem(source.find_in_body(">"), "too-deep", "正文嵌套太深，无法转换", hint),)
        return read_html(html, source, self._site_url)


def read_html(html: str, source: TextFile, site_url: str, *, level: bool = True) -> tuple[Body, tuple[Problem, ...]]:
    """Check and rewrite HTML that a Markdown body became; `level` leaves the first level of headings to a title.
    site_url: what links to this site may begin with; empty if that is not known."""
    from selectolax.lexbor import LexborHTMLParser  # late: most documents are plain

    from .tree_reader import TreeReader

    html = _cleaned(html)
    more = MORE.search(html)
    if level:
        html = levelled(html)
    tree = LexborHTMLParser(html, is_fragment=True)
    root = tree.root
    if root is None:
        return Body(), ()
    if "<!" in html or "<?" in html:
        for node in [n for n in root.traverse(include_text=True) if n.is_comment_node]:
            node.remove()
    if "<!--" in html or "&lt;!--" in html:
        _uncomment_attributes(tree)
    reader = TreeReader(source, site_url)
    reader.read(tree, html)
    before = plain_text(_FOOTNOTE_MARK.sub("", html[: more.start()])) if more else ""
    lead = before or _first_paragraph(tree)
    headings = tuple(_headings(tree))
    images = tuple(_take_images(tree)) if reader.references and "<img" in html.lower() else ()
    html, images = with_figures(tree.html or "", images)
    body = Body(html, tuple(reader.references), headings, lead, images, has_false_attributes(html))
    return body, tuple(reader.problems)


def _cleaned(html: str) -> str:
    """The HTML without characters and instructions that no page may hold, and with boxes called in Chinese."""
    html = NOT_TEXT.sub("", html)
    if "<?" in html:
        html = _INSTRUCTION.sub("", html)  # nobody sees one, but in the page's source
    if "admonition-title" in html:
        html = _ADMONITION.sub(lambda m: m[1] + _ADMONITIONS.get(m[2].lower(), m[2]), html)
    if "></h" in html or "> </h" in html:
        html = _EMPTY_HEADING.sub("", html)
    if "&#" in html:
        html = _NUMERIC.sub(_unless_control, html)
    return html


def _unless_control(found: re.Match[str]) -> str:
    """A numeric character reference, or nothing where it stands for a character that no page or feed may hold."""
    digits = found[1]
    number = int(digits[1:], 16) if digits[:1] in "xX" else int(digits)
    return "" if number > 0x10FFFF or NOT_TEXT.match(chr(number)) else found[0]


def _uncomment_attributes(tree: LexborHTMLParser) -> None:
    """Take the comments out of what is said of pictures and links: to HTML an attribute holds none, to who wrote it
    it does."""
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            if value and "<!--" in value:
                node.attrs[name] = COMMENT.sub("", value).strip()


def _first_paragraph(tree: LexborHTMLParser) -> str:
    for node in tree.css("p:not(.admonition-title)"):
        text = join_chinese(" ".join(_text_of(node).split()))
        if text:
            return text
    return ""


def _text_of(node: LexborNode) -> str:
    """What a paragraph says, without the numbers of footnotes: `第2` with a mark is not `第22`."""
    from selectolax.lexbor import LexborHTMLParser

    html = node.html or ""
    if "fnref" not in html:
        return str(node.text())
    root = LexborHTMLParser(_FOOTNOTE_MARK.sub("", html), is_fragment=True).root
    return str(root.text()) if root else ""


def _headings(tree: LexborHTMLParser) -> Iterator[Heading]:
    for node in tree.css("h2,h3"):
        ident = node.attributes.get("id")
        if ident and node.tag:
            yield Heading(int(node.tag[1]), ident, " ".join(node.text().split()))


def _take_images(tree: LexborHTMLParser) -> Iterator[BodyImage]:
    """Put a numbered slot in the place of every image of this site, but for those whose forms the writer chose."""
    number = 0
    for node in tree.css("img"):
        slot = SLOT.fullmatch(node.attributes.get("src") or "")
        above = {one.tag for one in _ancestors(node)}
        if slot is None or not {"srcset", "usemap"}.isdisjoint(node.attributes) or "picture" in above:
            continue
        given = {name: value or "" for name, value in node.attributes.items()}
        yield BodyImage(
            reference=int(slot[1]),
            html=node.html or "",
            alt=given.get("alt", "").strip(),
            caption=given.get("title", "").strip() or _figure_caption(node),
            width=given.get("width", "").strip(),
            attributes=tuple((n, v) for n, v in given.items() if _ATTRIBUTE.fullmatch(n) and n not in _OWN_ATTRIBUTES),
            clickable=not _CLICKABLE.isdisjoint(above),
        )
        node.replace_with(image_slot(number))
        number += 1


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _figure_caption(node: LexborNode) -> str:
    figure = next((one for one in _ancestors(node) if one.tag == "figure"), None)
    caption = figure.css_first("figcaption") if figure else None
    return join_chinese(" ".join(caption.text().split())) if caption else ""
