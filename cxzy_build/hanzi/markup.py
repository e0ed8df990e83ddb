"""The texts in HTML and JSON, converted where they stand: tags, addresses and what is marked as untouched stay."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

Convert = Callable[[Sequence[str]], Sequence[str]]
"""Converts texts, none of which continues another."""

_OPAQUE = "".join(rf"<{name}\b.*?</{name}>|" for name in ("script", "style", "pre", "code", "kbd", "samp", "var"))
_TAG = r'<(?:[^<>"]|"[^"]*")*>'
_PARTS = re.compile(f"({_OPAQUE}<!--.*?-->|{_TAG})", re.DOTALL)
_PLAIN_PARTS = re.compile(f"({_TAG})")
_HAS_OPAQUE = re.compile("<(?:script|style|pre|code|kbd|samp|var|!--)")
_ATTRIBUTE = re.compile(
    r"(\s(?:title|alt|content|placeholder|label|summary|abbr|data-[a-z-]+|aria-(?:label|description|roledescription"
    r'|valuetext|placeholder))=")([^"]*)'
)
"""What readers are shown or told of an attribute."""

_UNTOUCHED = re.compile(r'<(?!html\b)([a-z][a-z0-9]*)\b[^>]*\s(?:translate="no"|lang=")')
_VOID = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_JSON = re.compile(r'<script\b[^>]*\stype="application/(?:ld\+)?json"[^>]*>')
_JSON_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


def convert_html(html: str, convert: Convert) -> str:
    """HTML that our templates and the HTML5 serializer made, whose attributes are all in double quotes."""
    parts = (_PARTS if _HAS_OPAQUE.search(html) else _PLAIN_PARTS).split(html)
    wanted = [place for place in range(0, len(parts), 2) if not parts[place].isascii()]
    tags = [place for place in range(1, len(parts), 2) if not parts[place].isascii() or "\\u" in parts[place]]
    if _UNTOUCHED.search(html):
        untouched = _untouched(parts)
        wanted = [place for place in wanted if place not in untouched]
        tags = [place for place in tags if place not in untouched]
    for place, text in zip(wanted, convert([parts[place] for place in wanted]), strict=True):
        parts[place] = text
    for place in tags:
        parts[place] = _convert_tag(parts[place], convert)
    return "".join(parts)


def convert_json(document: str, convert: Convert) -> str:
    """A JSON document; its keys are no Chinese."""
    if "\\u" in document:
        document = json.dumps(json.loads(document), ensure_ascii=False).replace("<", "\\u003c")
    parts = _JSON_TEXT.split(document)
    wanted = [place for place in range(1, len(parts), 2) if not parts[place].isascii()]
    for place, text in zip(wanted, convert([parts[place] for place in wanted]), strict=True):
        parts[place] = text
    parts[1::2] = [f'"{text}"' for text in parts[1::2]]
    return "".join(parts)


def _convert_tag(tag: str, convert: Convert) -> str:
    """A tag, or what `_OPAQUE` takes for one."""
    if tag.startswith("<script"):
        start = _JSON.match(tag)
        return f"{start[0]}{convert_json(tag[start.end() : -9], convert)}</script>" if start else tag
    if tag.startswith("<!") or tag.endswith(_OPAQUE_ENDS):
        return tag
    return _ATTRIBUTE.sub(lambda found: f"{found[1]}{_convert_lines(found[2], convert)}", tag)


_OPAQUE_ENDS = ("</style>", "</pre>", "</code>", "</kbd>", "</samp>", "</var>")


def _convert_lines(value: str, convert: Convert) -> str:
    """A text that may be broken anywhere, as the titles on drawn covers are: read as if it were not."""
    lines = value.split("\n")
    (made,) = convert(("".join(lines),))
    if len(lines) == 1 or len(made) != sum(map(len, lines)):
        return made
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
    return "\n".join(made[start : start + len(line)] for start, line in zip(starts, lines, strict=True))


def _untouched(parts: Sequence[str]) -> frozenset[int]:
    """The places of all that stands within elements that are marked so, or say which language they are in."""
    found: list[int] = []
    name, depth = "", 0
    for place, part in enumerate(parts):
        if depth:
            found.append(place)
            if place % 2 and part.startswith((f"<{name} ", f"<{name}>")):
                depth += 1
            elif part == f"</{name}>":
                depth -= 1
        elif place % 2 and (marked := _UNTOUCHED.match(part)):
            found.append(place)
            name, depth = marked[1], int(marked[1] not in _VOID)
    return frozenset(found)
