"""A body's Markdown into clean HTML, its references taken out as numbered slots to be filled once addresses are known.

The HTML is parsed and written again by an HTML5 parser, so an unclosed tag cannot break the page around it, and what
the rules below see is what a browser would see, however it was disguised in the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from ..errors import Position, Problem, Severity
from ..hanzi.spacing import join_chinese
from ..settings import MarkdownOptions
from ..source.characters import NOT_TEXT
from ..source.text_files import TextFile
from .body import Body, BodyImage, Heading, Reference, Use
from .elements import FORBIDDEN
from .plain_markdown import convert_plain, is_known
from .rules import (
    CHINESE_QUOTES,
    COMMENT,
    MORE,
    SAFE_SCHEMES,
    SCHEME,
    has_false_attributes,
    is_elsewhere,
    levelled,
    plain_text,
    with_figures,
)
from .slots import SLOT, image_slot, reference_slot
from .srcset import candidates
from .stray_tags import lost_text
from .unpaired_stars import unpaired_stars

if TYPE_CHECKING:
    import markdown
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_ATTRIBUTE = re.compile(r"[a-z][a-z0-9-]*")
_OWN_ATTRIBUTES = frozenset({"src", "alt", "width", "height", "loading", "decoding", "fetchpriority", "sizes"})
"""Of an image: those that the site gives itself."""

_FOOTNOTE_MARK = re.compile(r'<sup id="fnref[^"]*">.*?</sup>')
_CLICKABLE = frozenset({"a", "button", "label", "summary"})
_IGNORED_IN_URL = re.compile("[\x00-\x20]")
_TITLE_IN_CHINESE = re.compile(r"(?P<address>\S+)\s+[“”‘’](?P<title>[^“”‘’]*)[“”‘’]?")
"""An address, and what was meant for the title of a link: Markdown knows straight quotation marks alone."""

_FETCHES_IN_CSS = re.compile(r"url\(|image-set\(|@import", re.IGNORECASE)
_NUMERIC = re.compile("&#([xX][0-9a-fA-F]{1,8}|[0-9]{1,9});?")
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_ELSEWHERE_IN_CSS = re.compile(r"//|(?:https?|ftp):", re.IGNORECASE)
"""Addresses of other hosts as browsers take them, to whom backslashes are slashes, and control characters nothing."""
_ADMONITIONS = {
    "note": "提示", "info": "说明", "tip": "窍门", "hint": "窍门", "important": "重要", "attention": "注意",
    "warning": "注意", "caution": "小心", "danger": "危险", "error": "错误", "example": "示例", "question": "问题",
    "quote": "引用", "success": "完成", "abstract": "摘要", "bug": "缺陷", "failure": "失败",
}  # fmt: skip
"""What a box is called that was given no title: Markdown would give it the English name of its kind."""

_ADMONITION = re.compile('(<p class="admonition-title">)([A-Za-z]+)(?=</p>)')
_LOST_TAG = re.compile(r"<(?:html|head|body)\b[^>]*?\s(on[a-z]+)\s*=", re.IGNORECASE)
_SUSPECT = re.compile(r"on[a-z]+\s*=|style|url\(|ping|action|srcdoc|attributionsrc", re.IGNORECASE)
_DRAWING = re.compile("<svg", re.IGNORECASE)
"""Within one, any attribute may be CSS."""

_TAG_IN_STYLE = re.compile("<[a-zA-Z/!?]")

_ACTIVE_ATTRIBUTES = frozenset({"action", "formaction", "ping", "srcdoc", "attributionsrc"})
_INSTRUCTION = re.compile(r"<\?[^>]*>")

_FORBIDDEN_CSS = ",".join(FORBIDDEN)

_RESOURCE_ATTRIBUTES = ("src", "poster", "background", "data")


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

    html = NOT_TEXT.sub("", html)
    if "<?" in html:
        html = _INSTRUCTION.sub("", html)  # nobody sees one, but in the page's source
    if "admonition-title" in html:
        html = _ADMONITION.sub(lambda m: m[1] + _ADMONITIONS.get(m[2].lower(), m[2]), html)
    if "&#" in html:
        html = _NUMERIC.sub(_unless_control, html)
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
    reader = _Reader(source, site_url)
    reader.read(tree, html)
    before = plain_text(_FOOTNOTE_MARK.sub("", html[: more.start()])) if more else ""
    lead = before or _first_paragraph(tree)
    headings = tuple(_headings(tree))
    images = tuple(_take_images(tree)) if reader.references and "<img" in html.lower() else ()
    html, images = with_figures(tree.html or "", images)
    body = Body(html, tuple(reader.references), headings, lead, images, has_false_attributes(html))
    return body, tuple(reader.problems)


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


def fetches_elsewhere(css: str) -> bool:
    """Whether CSS, its escapes undone, names another host's resource."""
    plain = _CSS_ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)) if m[1] else m[2].strip("\n\r\f"), css)
    address = _IGNORED_IN_URL.sub("", plain).replace("\\", "/")
    return bool(_FETCHES_IN_CSS.search(plain) and _ELSEWHERE_IN_CSS.search(address))


def _each_once(nodes: list[LexborNode]) -> Iterator[LexborNode]:
    """A node that several parts of a selector match is listed several times."""
    seen: set[int] = set()
    for node in nodes:
        if node.mem_id not in seen:
            seen.add(node.mem_id)
            yield node


class _Reader:
    """Walks one body's tree: takes references out, notes what may not be there."""

    def __init__(self, source: TextFile, site_url: str) -> None:
        self.source = source
        self.site_url = site_url
        self.references: list[Reference] = []
        self.problems: list[Problem] = []
        self._times: Counter[str] = Counter()

    def read(self, tree: LexborHTMLParser, html: str) -> None:
        for name in _LOST_TAG.findall(html):
            self._problem([name], "event-handler", f"不能有事件属性 {name}", "删去这个属性")
        for node in tree.css(_FORBIDDEN_CSS):
            code, name = FORBIDDEN[(node.tag or "").lower()]  # `animateMotion` within a drawing
            self._problem([f"<{node.tag}"], code, f"正文里不能有{name}", "删去它；影音用本地的 <video>、<audio>")
            node.decompose()
        self.problems += lost_text(html, self.source)
        self.problems += unpaired_stars(html, self.source)
        for node in tree.css("img:not([srcset]),a[href]"):
            self._without_address(node)
        for node in _each_once(tree.css("[href],[src],[srcset],[poster],[background],[data],[xlink\\:href]")):
            self._addresses(node)
        if _DRAWING.search(html) or _SUSPECT.search(html):
            for node in tree.css("*"):
                self._other_attributes(node)
        for node in tree.css("svg style"):
            self._style_of_drawing(node)
        for node in tree.css("a[name]:not([id])"):  # as Word writes the places that links lead to
            node.attrs["id"] = node.attributes["name"] or ""
        for node in tree.css("img"):
            if not (node.attributes.get("alt") or "").strip():
                self._no_alternative(node)

    def _without_address(self, node: LexborNode) -> None:
        attributes = node.attributes
        if any(name.startswith("on") for name in attributes):
            return  # told, and may have swallowed the address
        if node.tag == "img" and not (attributes.get("src") or "").strip():
            hint = "把图片另存到条目旁边，写成 `![说明](文件名)`；从微信粘贴来的图片不在稿子里"
            self._problem(["]()", "]( )", "](<>)", "<img"], "no-address", "图片没有写文件名（`src`），不会显示", hint)
        elif node.tag == "a" and "href" in attributes and not (attributes["href"] or "").strip():
            self._problem(["]()", "]( )", "href"], "no-address", "链接没有写网址", "在括号里写上网址，或只留文字")

    def _addresses(self, node: LexborNode) -> None:
        for name, value in list(node.attributes.items()):
            if value is None:
                continue
            if name in ("href", "xlink:href"):
                self._one(node, name, value, "link" if node.tag in ("a", "area") else "resource")
            elif name in _RESOURCE_ATTRIBUTES and node.tag != "a":
                self._one(node, name, value, "resource")
            elif name == "srcset":
                self._several(node, value)

    def _one(self, node: LexborNode, name: str, value: str, use: Use) -> None:
        address = value.strip()
        allowed = self._allowed(address, use, node.tag or "") and not (use == "link" and self._is_in_quotes(address))
        node.attrs[name] = self._slot(address, use) if allowed else ""

    def _is_in_quotes(self, address: str) -> bool:
        """Whether Chinese quotation marks were taken for a part of a link's address; that is told."""
        if address.startswith(CHINESE_QUOTES):
            plain = address.strip("".join(CHINESE_QUOTES))
            message, hint = "链接的网址用了中文引号", f"改成英文引号或删去，写成 `{plain}`"
        elif found := _TITLE_IN_CHINESE.fullmatch(address):
            message = "链接的网址后面用了中文引号，引号里的话会当作网址的一部分"
            hint = f'改成英文引号：`[文字]({found["address"]} "{found["title"]}")`，或删去引号和里面的话'
        else:
            return False
        self._problem([address, address.split()[0]], "chinese-quotes", message, hint)
        return True

    def _several(self, node: LexborNode, value: str) -> None:
        parts = []
        for address, size in candidates(value):
            if self._allowed(address, "resource", node.tag or ""):
                parts.append(f"{self._slot(address, 'resource')} {size}".strip())
        node.attrs["srcset"] = ", ".join(parts)

    def _slot(self, address: str, use: Use) -> str:
        """A slot for an address of this site; other sites' addresses stay as they are."""
        if is_elsewhere(address, self.site_url if use == "link" else ""):
            return address
        self.references.append(Reference(address, self._nth(address), use))
        return reference_slot(len(self.references) - 1)

    def _allowed(self, address: str, use: Use, tag: str) -> bool:
        plain = _IGNORED_IN_URL.sub("", address).replace("\\", "/")
        found = SCHEME.match(plain)
        scheme = found[1].lower() if found else ""
        if use == "resource" and (plain.startswith("//") or scheme in ("http", "https", "ftp")):
            why = "网页不能从别的网站取图片、影音或样式：对方一改就坏，还会泄露读者行踪"
            self._problem(
                [address, f"<{tag}"],
                "foreign-resource",
                f"引用了别的网站的资源 {address}",
                f"{why}。请下载后放在条目旁边",
            )
            return False
        shows_data = tag == "img" and plain.lower().startswith("data:image/")
        if scheme and scheme not in SAFE_SCHEMES and not shows_data:
            needles = [address, f"{scheme}:", f"<{tag}"]
            is_drive = len(scheme) == 1
            hint = "把文件放在条目旁边，只写文件名" if is_drive else "改成普通网址，或本站的路径"
            self._problem(needles, "unsafe-address", f"不能使用 {scheme}: 开头的地址", hint)
            return False
        return True

    def _other_attributes(self, node: LexborNode) -> None:
        for name, value in node.attributes.items():
            if name.startswith("on"):
                self._problem([name, f"<{node.tag}"], "event-handler", f"不能有事件属性 {name}", "删去这个属性")
            elif value and (name == "style" or "(" in value) and fetches_elsewhere(value):
                self._problem([name], "foreign-resource", "样式里引用了别的网站的资源", "删去 url(…)")
            elif name in _ACTIVE_ATTRIBUTES:
                self._problem([name], "unsafe-element", f"不能有属性 {name}", "删去这个属性")
        if node.tag == "style" and fetches_elsewhere(node.text()):
            self._problem(["<style"], "foreign-resource", "样式里引用了别的网站的资源", "删去 url(…) 和 @import")

    def _style_of_drawing(self, node: LexborNode) -> None:
        """Only there are `&lt;` and CDATA sections signs of their own; written again, they are tags to a browser."""
        if _TAG_IN_STYLE.search(node.text()):
            message, hint = "SVG 的样式里有网页标记，浏览器会当真", "删去样式里的 `<`、`&lt;` 和后面的标记"
            self._problem(["<style"], "unsafe-element", message, hint)

    def _no_alternative(self, node: LexborNode) -> None:
        slot = SLOT.fullmatch(node.attributes.get("src") or "")
        if slot and (reference := self.references[int(slot[1])]).target:  # else that is told
            where = self.source.find_in_body(reference.target, reference.nth)
            self._add(
                where,
                "no-alt",
                f"图片 {reference.target} 没有文字说明",
                "写成 `![说明](文件)`，给看不见图的读者",
                Severity.WARNING,
            )

    def _problem(self, needles: list[str], code: str, message: str, hint: str) -> None:
        needle = next((n for n in needles if n.lower() in self.source.lower_body), needles[0])
        self._add(self.source.find_in_body(needle, self._nth(needle)), code, message, hint)

    def _add(self, where: Position, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        self.problems.append(Problem(where, code, message, hint, severity))

    def _nth(self, needle: str) -> int:
        self._times[needle] += 1
        return self._times[needle] - 1
