"""The texts in HTML and JSON, converted where they stand: tags, addresses and what is marked as untouched stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

Convert = Callable[[Sequence[str]], Sequence[str]]
"""Converts texts, none of which continues another."""

_OPAQUE = "".join(rf"<{name}\b.*?</{name}>|" for name in ("script", "style", "pre", "code", "kbd", "samp", "var"))
_TAG = r'<(?:[^<>"]|"[^"]*")*>'
_JSON = re.compile(r'<script\b[^>]*\stype="application/(?:ld\+)?json"[^>]*>')
_PARTS = re.compile(f"({_JSON.pattern}|{_OPAQUE}<!--.*?-->|{_TAG})", re.DOTALL)
_PLAIN_PARTS = re.compile(f"({_TAG})")
_OPAQUE_ENDS = ("</script>", "</style>", "</pre>", "</code>", "</kbd>", "</samp>", "</var>", "-->")
_ATTRIBUTES = tuple(
    f"{name}="
    for name in (
        *("title", "alt", "content", "placeholder", "label", "summary", "abbr"),
        *("aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "aria-placeholder"),
    )
)
"""What readers are shown or told, besides what scripts and style sheets show: `data-…`."""

_UNTOUCHED = re.compile(r'<(?!html\b)([a-z][a-z0-9]*)\b[^>]*\s(?:translate="no"|lang=")')
_MAY_BE_UNTOUCHED = ('translate="no"', ' lang="')
_VOID = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_JSON_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


def convert_html(html: str, convert: Convert) -> str:
    """HTML that our templates and the HTML5 serializer made, whose attributes are all in double quotes."""
    parts = (_PARTS if _has_opaque(html) else _PLAIN_PARTS).split(html)
    shown = [place for place, part in enumerate(parts) if not part.isascii()]
    if "\\u" in html:
        shown += [place for place, part in enumerate(parts) if "\\u" in part and part.isascii()]
    if _MAY_BE_UNTOUCHED[0] in html or _MAY_BE_UNTOUCHED[1] in html:
        untouched = _untouched(parts)
        shown = [place for place in shown if place not in untouched]
    cuts: dict[int, list[str]] = {}
    texts: list[tuple[list[str], int]] = []
    for place in shown:
        if place % 2:
            cut = cuts[place] = parts[place].split('"')
            texts += [(cut, at) for at in range(1, len(cut), 2) if not cut[at].isascii() and _is_told(cut[at - 1])]
        elif place and parts[place - 1].startswith("<script"):
            cut = cuts[place] = _cut_json(parts[place])
            texts += [(cut, at) for at in range(1, len(cut), 2) if not cut[at].isascii()]
        else:
            texts.append((parts, place))
    _convert_all(texts, convert)
    for place, cut in cuts.items():
        if not parts[place].endswith(_OPAQUE_ENDS):
            parts[place] = '"'.join(cut)
    return "".join(parts)


def _has_opaque(html: str) -> bool:
    """Whether there is anything whose contents are not read like those of other elements, but for JSON."""
    if "<code" in html or "<pre" in html or "<kbd" in html or "<samp" in html or "<var" in html or "<!--" in html:
        return True
    return "<style" in html or html.count("<script") > html.count('<script type="application/')


def _is_told(before: str) -> bool:
    """Whether readers are told the value of the attribute that stands at the end."""
    return before.endswith(_ATTRIBUTES) or before.rpartition(" ")[2].startswith("data-")


def _convert_all(places: Sequence[tuple[list[str], int]], convert: Convert) -> None:
    """A text that is broken as titles on drawn covers are is read in one, and broken as it was."""
    texts = [held[at] for held, at in places]
    broken = {number: text for number, text in enumerate(texts) if "\n" in text and text == text.strip()}
    for number, text in broken.items():
        texts[number] = text.replace("\n", "")
    made = convert(texts)
    for number, (held, at) in enumerate(places):
        held[at] = _in_lines(broken[number], made[number]) if number in broken else made[number]


def _in_lines(text: str, made: str) -> str:
    characters = iter(made)
    return "".join("\n" if one == "\n" else next(characters, "") for one in text)


def convert_json(document: str, convert: Convert) -> str:
    """A JSON document; its keys are no Chinese."""
    cut = _cut_json(document)
    _convert_all([(cut, at) for at in range(1, len(cut), 2) if not cut[at].isascii()], convert)
    return '"'.join(cut)


def _cut_json(document: str) -> list[str]:
    """A document cut at its quotation marks: every second piece is a string."""
    if "\\u" in document:
        document = _ESCAPED.sub(_plain, document)
    if "\\" not in document:
        return document.split('"')
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
