"""Tags in a body's HTML that take text away from readers: those left open, and those that were not meant as tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..errors import Problem, Severity
from ..source.text_files import TextFile
from .elements import FORBIDDEN, KNOWN
from .rules import COMMENT

_SWALLOWING = re.compile(r"</?(?:video|audio|style(?!\s*/>))(?=[\s/>])", re.IGNORECASE)
"""Tags of elements within which a browser shows nothing: one that is not closed takes all that follows. A drawing's
`<style/>` is closed."""

_DRAWING = re.compile(r"<(/?)(?:svg|math)\b[^<>]*?(/?)>", re.IGNORECASE)
"""Where what has tags of its own begins and ends."""

_TAG = re.compile(r"<([a-zA-Z][^\s/>]*)")
_REST = re.compile(r"""(?>(?:=\s*(?:"[^"]*"|'[^']*')|[^>]){0,500})(?=>)""")
_ATTRIBUTE = re.compile(r"""[^\s=<>"']+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)|\bdata-\S*""")


def lost_text(html: str, source: TextFile) -> Iterator[Problem]:
    """What readers will not see of a body that became `html`."""
    if "<!--" in html:
        html = COMMENT.sub("", html)
    yield from _left_open(html, source)
    yield from _not_meant(_without_drawings(html), source)


def _left_open(html: str, source: TextFile) -> Iterator[Problem]:
    tags = Counter(tag.lower() for tag in _SWALLOWING.findall(html))
    for name in sorted({tag.strip("</") for tag in tags}):
        if tags[f"<{name}"] > tags[f"</{name}"]:
            message = f"`<{name}>` 没有关上，后面的内容都不会显示"
            hint = f"写成 `<{name} …></{name}>`；`<{name} … />` 不算关上"
            yield Problem(source.find_in_body(f"<{name}"), "unclosed-tag", message, hint)


def _without_drawings(html: str) -> str:
    kept, start, depth = list[str](), 0, 0
    for tag in _DRAWING.finditer(html):
        ends, is_empty = tag.groups()
        if not depth:
            kept.append(html[start : tag.start()])
        if not is_empty:
            depth = max(0, depth - 1) if ends else depth + 1
        start = tag.end()
    return "".join((*kept, "" if depth else html[start:]))


def _not_meant(html: str, source: TextFile) -> Iterator[Problem]:
    """Text between `<` and `>` that a browser takes for a tag, and shows nothing of."""
    told, at = set(), 0
    while found := _TAG.search(html, at):
        name, rest = found[1], _REST.match(html, found.end())
        attributes = rest[0] if rest else ""
        at = found.end() + len(attributes)
        if name not in told and not _may_be_meant(name, attributes):
            told.add(name)
            whole = found[0] + attributes
            where = source.find_in_body(whole if whole in source.body else found[0])
            message = f"`<{name}>` 会当作网页的标记，读者看不到尖括号里的字"
            hint = "换成书名号或括号；要照样显示，把 `<` 写成 `&lt;`"
            yield Problem(where, "unknown-tag", message, hint, Severity.WARNING)


def _may_be_meant(name: str, attributes: str) -> bool:
    """Whether there is such an element: of HTML, of the page's own, or of Word's. Of an attribute, whoever means one
    gives a value: `a<b 且 c>d` has none."""
    if name.lower() in FORBIDDEN:
        return True  # told as such
    is_known = "-" in name or ":" in name or name.lower() in KNOWN
    return is_known and _ATTRIBUTE.sub("", attributes).isascii()
