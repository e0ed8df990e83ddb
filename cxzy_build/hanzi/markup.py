"""The texts in HTML and JSON, converted where they stand: tags, addresses and what is marked as untouched stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Convert = Callable[[Sequence[str]], Sequence[str]]
"""Converts texts, none of which continues another."""

_OPAQUE = "".join(rf"<{name}\b.*?</{name}>|" for name in ("script", "style", "pre", "code", "kbd", "samp", "var"))
_TAG = r'<(?:[^<>"]|"[^"]*")*>'
_PARTS = re.compile(f"({_OPAQUE}<!--.*?-->|{_TAG})", re.DOTALL)
_PLAIN_PARTS = re.compile(f"({_TAG})")
_OPAQUE_STARTS = ("<script", "<style", "<pre", "<code", "<kbd", "<samp", "<var", "<!--")
_OPAQUE_ENDS = ("</style>", "</pre>", "</code>", "</kbd>", "</samp>", "</var>")
_ATTRIBUTE = re.compile(
    r"(\s(?:title|alt|content|placeholder|label|summary|abbr|data-[a-z-]+|aria-(?:label|description|roledescription"
    r'|valuetext|placeholder))=")([^"]*)'
)
"""What readers are shown or told of an attribute."""

_UNTOUCHED = re.compile(r'<(?!html\b)([a-z][a-z0-9]*)\b[^>]*\s(?:translate="no"|lang=")')
_MAY_BE_UNTOUCHED = ('translate="no"', ' lang="')
_VOID = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_JSON = re.compile(r'<script\b[^>]*\stype="application/(?:ld\+)?json"[^>]*>')
_JSON_TEXT = re.compile(r'(")((?:[^"\\]|\\.)*[^\x00-\x7f](?:[^"\\]|\\.)*)(?=")')
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


def convert_html(html: str, convert: Convert) -> str:
    """HTML that our templates and the HTML5 serializer made, whose attributes are all in double quotes."""
    parts = (_PARTS if any(name in html for name in _OPAQUE_STARTS) else _PLAIN_PARTS).split(html)
    shown = [place for place, part in enumerate(parts) if not part.isascii()]
    if "\\u" in html:
        shown += [place for place in range(1, len(parts), 2) if "\\u" in parts[place] and parts[place].isascii()]
    if _MAY_BE_UNTOUCHED[0] in html or _MAY_BE_UNTOUCHED[1] in html:
        untouched = _untouched(parts)
        shown = [place for place in shown if place not in untouched]
    tags = {place: cut for place in shown if place % 2 and (cut := _cut(parts[place]))}
    texts = [place for place in shown if not place % 2]
    values = [value for cut in tags.values() for value in cut[2::3]]
    made = convert([*(parts[place] for place in texts), *(value.replace("\n", "") for value in values)])
    for place, text in zip(texts, made, strict=False):
        parts[place] = text
    told = iter(zip(values, made[len(texts) :], strict=True))
    for place, cut in tags.items():
        cut[2::3] = [_in_lines(*next(told)) for _ in cut[2::3]]
        parts[place] = "".join(cut)
    return "".join(parts)


def _cut(tag: str) -> list[str]:
    """A tag, or what `_OPAQUE` takes for one, cut so that from the third on every third piece is a text."""
    if tag.startswith("<script"):
        start = _JSON.match(tag)
        return _cut_json(tag) if start else []
    if tag.startswith("<!") or tag.endswith(_OPAQUE_ENDS):
        return []
    return _ATTRIBUTE.split(tag)


def _in_lines(value: str, made: str) -> str:
    """A text that may be broken anywhere, as the titles on drawn covers are, was read in one: broken as it was."""
    if "\n" not in value or len(made) != len(value) - value.count("\n"):
        return made
    characters = iter(made)
    return "".join("\n" if one == "\n" else next(characters) for one in value)


def convert_json(document: str, convert: Convert) -> str:
    """A JSON document; its keys are no Chinese."""
    cut = _cut_json(document)
    cut[2::3] = convert(cut[2::3])
    return "".join(cut)


def _cut_json(document: str) -> list[str]:
    """A document, or a script that is one, cut as tags are."""
    if "\\u" in document:
        document = _ESCAPED.sub(_plain, document)
    return _JSON_TEXT.split(document)


def _plain(found: re.Match[str]) -> str:
    """A character written by its number, but for those that mean something else in a string, and halves of others."""
    character = chr(int(found[1], 16))
    return found[0] if character.isascii() or "\ud800" <= character <= "\udfff" else character


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
