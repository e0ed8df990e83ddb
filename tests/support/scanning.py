"""Every item of a published site as text, read from its pages and files, and how often a question is answered by it.

Nothing here is taken from the program: what the index says is compared with this.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import opencc
import yaml
from lxml import etree, html

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "form", "hgroup", "legend", "main", "menu", "nav"}
    | {"figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "ol", "p", "pre", "section"}
    | {"summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
)
_PART = re.compile(r"((?<!\S)[-−–](?=[^\s\-−–]))?(?:[\"“”]([^\"“”]*)[\"“”]|「([^」]*)」|(\S+))")
_CHINESE = "[\u2e80-\u2fd5\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_GAP = re.compile(f"(?<={_CHINESE}) (?={_CHINESE})")
_SIMPLIFIER = opencc.OpenCC("t2s")
_ALIKE = str.maketrans(
    "伕揹敍暱枱渖潀痺睪稆簷粧糭著薴衞衹谘迳钜锺镟馀", "夫背叙昵台沈潨痹睾穞檐妆粽着苎卫只咨径巨钟旋余"
)
"""Characters that the converter leaves alone one by one, though one edition or the other writes them alike: 看着 is
看著 in Traditional, 馀 and 余 are 餘 (docs/search.md)."""


@dataclass(frozen=True)
class Scanned:
    """An item: its address, its title, and its blocks of text as search sees them."""

    address: str
    title: str
    blocks: tuple[str, ...]

    def has(self, phrase: str) -> bool:
        return any(phrase in block for block in self.blocks)


def scan(site: Path, content: Path, base: str) -> list[Scanned]:
    """All items published in `site` under the address `base`, written in `content`."""
    fronts = dict(_fronts(content))
    return [
        _scanned(site, unquote(item["url"]).removeprefix(base), item["title"], fronts)
        for path in sorted((site / "data").glob("*.json"))
        for item in json.loads(path.read_text("utf-8"))["items"]
    ]


def answers(items: list[Scanned], question: str) -> list[str]:
    """The addresses of the items that answer a question."""
    parts = [
        (bool(minus), next(filter(None, phrases), ""))
        for minus, *phrases in _PART.findall(question.replace("\u3000", " "))
    ]
    parts = [(minus, part) for minus, part in parts if seen(part)]
    return [one.address for one in items if parts and all(_answers(one, part) is not minus for minus, part in parts)]


def _answers(item: Scanned, part: str) -> bool:
    """Whether a text has it, or what the converter makes of its words."""
    return item.has(seen(part)) or item.has(seen(_SIMPLIFIER.convert(part)))


def seen(text: str) -> str:
    """Text in one form: Simplified, half-width, small letters, single blanks and none between Chinese characters."""
    return "".join(map(_seen, _GAP.sub("", " ".join(text.split()))))


@cache
def _seen(character: str) -> str:
    code = ord(character)
    if 0xFF01 <= code <= 0xFF5E:
        character = chr(code - 0xFEE0)
    return str(_SIMPLIFIER.convert(character.lower())).translate(_ALIKE)


def _fronts(content: Path) -> Iterator[tuple[tuple[str, str], Mapping[str, Any]]]:
    """Front matter by collection and title."""
    for path in content.rglob("*.md"):
        front = yaml.safe_load(path.read_text("utf-8").removeprefix("\ufeff").split("---", 2)[1])
        yield (path.relative_to(content).parts[0], front.get("name") or front.get("title")), front


def _scanned(site: Path, address: str, title: str, fronts: Mapping[tuple[str, str], Mapping[str, Any]]) -> Scanned:
    front = fronts[address.partition("/")[0], title]
    blocks = [title, front.get("summary"), front.get("number")]
    blocks += [f"第{front['issue']}期" if front.get("issue") is not None else ""]
    for honour in front.get("honours") or ():
        blocks += [honour["title"], honour.get("issuer")]
    for one in front.get("attachments") or ():
        blocks.append(one.get("title") or Path(one["file"]).name)
    page = html.parse(str(site / address / "index.html"), html.HTMLParser(encoding="utf-8"))
    for body in page.xpath("//div[contains(@class, 'cx-body')]"):
        blocks += _blocks(body)
    return Scanned(address, title, tuple(filter(None, (seen(f"{block or ''}") for block in blocks))))


def _is_beside(node: etree._Element) -> bool:
    """Whether it is a footnote's number, or the arrow back to it."""
    is_mark = node.tag == "sup" and str(node.get("id", "")).startswith("fnref")
    return is_mark or node.get("class") == "footnote-backref"


def _blocks(element: etree._Element) -> list[str]:
    """The text of an element, a piece for each block in it."""
    pieces = [""]

    def walk(node: etree._Element) -> None:
        starts_block = node.tag in _BLOCKS
        if starts_block:
            pieces.append("")
        pieces[-1] += node.text or ""
        for child in node:
            if isinstance(child.tag, str) and not _is_beside(child):
                walk(child)
            pieces[-1] += child.tail or ""
        if starts_block:
            pieces.append("")

    walk(element)
    return pieces
