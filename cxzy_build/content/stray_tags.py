"""Tags in a body's HTML that take text away from readers: those left open, and those that were not meant as tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..errors import Problem, Severity
from .body_parts import COMMENT
from .elements import KNOWN
from .text_files import TextFile

_SWALLOWING = re.compile(r"</?(?:video|audio|style(?!\s*/>))(?=[\s/>])", re.IGNORECASE)
"""Tags of elements within which a browser shows nothing: one that is not closed takes all that follows. A drawing's
`<style/>` is closed."""

_FOREIGN = re.compile(r"<(svg|math)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
"""What has tags of its own."""

_TAG = re.compile(r"<([a-zA-Z][^\s/>]*)")
_REST = re.compile(r"""(?:[^>"']|"[^">]*"|'[^'>]*'){0,500}(?=>)""")
_VALUE = re.compile(r"""=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""")


def lost_text(html: str, source: TextFile) -> Iterator[Problem]:
    """What readers will not see of a body that became `html`."""
    if "<!--" in html:
        html = COMMENT.sub("", html)
    yield from _left_open(html, source)
    yield from _not_meant(_FOREIGN.sub("", html), source)


def _left_open(html: str, source: TextFile) -> Iterator[Problem]:
    tags = Counter(tag.lower() for tag in _SWALLOWING.findall(html))
    for name in sorted({tag.strip("</") for tag in tags}):
        if tags[f"<{name}"] > tags[f"</{name}"]:
            message = f"`<{name}>` 没有关上，后面的内容都不会显示"
            hint = f"写成 `<{name} …></{name}>`；`<{name} … />` 不算关上"
            yield Problem(source.find_in_body(f"<{name}"), "unclosed-tag", message, hint)


def _not_meant(html: str, source: TextFile) -> Iterator[Problem]:
    """Text between `<` and `>` that a browser takes for a tag, and shows nothing of."""
    told = set()
    for found in _TAG.finditer(html):
        name, rest = found[1], _REST.match(html, found.end())
        is_named = "-" in name or ":" in name  # a page's own element, or Word's
        is_known = is_named or name.lower() in KNOWN
        if name not in told and not (is_known and _is_sound(rest)):
            told.add(name)
            whole = found[0] + (rest[0] if rest else "")
            where = source.find_in_body(whole if whole in source.body else found[0])
            message = f"`<{name}>` 会当作网页的标记，读者看不到尖括号里的字"
            hint = "换成书名号或括号；要照样显示，把 `<` 写成 `&lt;`"
            yield Problem(where, "unknown-tag", message, hint, Severity.WARNING)


def _is_sound(attributes: re.Match[str] | None) -> bool:
    """Whether there may be such attributes: none has a Chinese name, and `a<b 且 c>d` has no tag."""
    return attributes is None or _VALUE.sub("", attributes[0]).isascii()
