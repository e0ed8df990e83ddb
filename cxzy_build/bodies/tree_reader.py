"""What an HTML parser makes of a body, walked through: references are taken out, what may not be there is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import Position, Problem, Severity
from ..source.text_files import TextFile
from .body import Reference, Use
from .elements import FORBIDDEN
from .foreign import fetches_elsewhere, plain_address
from .rules import CHINESE_QUOTES, SAFE_SCHEMES, SCHEME, is_elsewhere
from .slots import SLOT, reference_slot
from .srcset import candidates
from .stray_tags import lost_text
from .unpaired_stars import unpaired_stars

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_TITLE_IN_CHINESE = re.compile(r"(?P<address>\S+)\s+[“”‘’](?P<title>[^“”‘’]*)[“”‘’]?")
"""An address, and what was meant for the title of a link: Markdown knows straight quotation marks alone."""

_LOST_TAG = re.compile(r"<(?:html|head|body)\b[^>]*?\s(on[a-z]+)\s*=", re.IGNORECASE)
_SUSPECT = re.compile(r"on[a-z]+\s*=|style|url\(|ping|action|srcdoc|attributionsrc", re.IGNORECASE)
_MAY_HIDE = re.compile(r"hidden|<dialog|display\s*:\s*none", re.IGNORECASE)
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DRAWING = re.compile("<svg", re.IGNORECASE)
"""Within one, any attribute may be CSS."""

_TAG_IN_STYLE = re.compile("<[a-zA-Z/!?]")
_ACTIVE_ATTRIBUTES = frozenset({"action", "formaction", "ping", "srcdoc", "attributionsrc"})
_FORBIDDEN_CSS = ",".join(FORBIDDEN)
_RESOURCE_ATTRIBUTES = ("src", "poster", "background", "data")


def _is_hidden(node: LexborNode) -> bool:
    if "hidden" in node.attributes or (node.tag == "dialog" and "open" not in node.attributes):
        return True
    return bool(_HIDES.search(node.attributes.get("style") or ""))


def _each_once(nodes: list[LexborNode]) -> Iterator[LexborNode]:
    """A node that several parts of a selector match is listed several times."""
    seen: set[int] = set()
    for node in nodes:
        if node.mem_id not in seen:
            seen.add(node.mem_id)
            yield node


class TreeReader:
    """Walks one body's tree: takes references out, notes what may not be there."""

    def __init__(self, source: TextFile, site_url: str) -> None:
        self.source = source
        self.site_url = site_url
        self.references: list[Reference] = []
        self.problems: list[Problem] = []
        self._times: Counter[str] = Counter()

    def read(self, tree: LexborHTMLParser, html: str) -> None:
        """html: what the tree was made of."""
        self._take_out(tree, html)
        self.problems += lost_text(html, self.source)
        self.problems += unpaired_stars(html, self.source)
        self._attributes_of_all(tree, html)
        for node in tree.css("svg style"):
            self._style_of_drawing(node)
        self._places(tree)
        for node in tree.css("img"):
            if not (node.attributes.get("alt") or "").strip():
                self._no_alternative(node)

    def _take_out(self, tree: LexborHTMLParser, html: str) -> None:
        """Tell what may not be there, and take it out."""
        for name in _LOST_TAG.findall(html):
            self._problem([name], "event-handler", f"不能有事件属性 {name}", "删去这个属性")
        for node in tree.css(_FORBIDDEN_CSS):
            code, name = FORBIDDEN[(node.tag or "").lower()]  # `animateMotion` within a drawing
            self._problem([f"<{node.tag}"], code, f"正文里不能有{name}", "删去它；影音用本地的 <video>、<audio>")
            node.decompose()

    def _attributes_of_all(self, tree: LexborHTMLParser, html: str) -> None:
        """Addresses become slots; others are told where they may not be there."""
        for node in tree.css("img:not([srcset]),a[href]"):
            self._without_address(node)
        for node in _each_once(tree.css("[href],[src],[srcset],[poster],[background],[data],[xlink\\:href]")):
            self._addresses(node)
        if _DRAWING.search(html) or _SUSPECT.search(html):
            for node in tree.css("*"):
                self._other_attributes(node)
        if _MAY_HIDE.search(html):
            for node in tree.css("[hidden],[style],dialog"):
                self._hidden(node)

    def _places(self, tree: LexborHTMLParser) -> None:
        """Ids, of which links lead to the first of one name; and what Word writes for them."""
        times: Counter[str] = Counter()
        for node in tree.css("[id]"):
            name = node.attributes["id"] or ""
            if times[name] and name:
                self._repeated(name, times[name])
            times[name] += 1
        for node in tree.css("a[name]:not([id])"):
            name = node.attributes["name"] or ""
            if not times[name]:
                node.attrs["id"] = name
            times[name] += 1

    def _repeated(self, name: str, nth: int) -> None:
        written = (f"#{name}", f'id="{name}"', f"id='{name}'", f"id={name}", name)
        needle = next((one for one in written if one.lower() in self.source.lower_body), name)
        where = self.source.find_in_body(needle, nth)
        self._add(where, "repeated-id", f"锚点 `{name}` 用了两次，链接只会到第一处", "各用各的名称，或删去一个")

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
        plain = plain_address(address)
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

    def _hidden(self, node: LexborNode) -> None:
        """Text that no reader sees and everybody gets, which whoever reviews the page cannot know."""
        text = node.text().strip()
        if text and _is_hidden(node):
            message = f"`<{node.tag}>` 里的文字网页上看不见，却照样公开：源代码、摘要和订阅里都有"
            hint = "不公开的，删去它；给读者看的，删去 `hidden`、`display: none`"
            where = self.source.find_in_body(text.partition("\n")[0][:20].rstrip())
            self._add(where, "hidden-text", message, hint, Severity.WARNING)

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
