"""The texts in HTML and JSON, converted where they stand: tags, addresses and what is marked as untouched stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from itertools import islice

Convert = Callable[[Sequence[str]], Sequence[str]]
"""Converts texts, none of which continues another."""

_ATTRIBUTES = tuple(
    f"{name}="
    for name in (
        *("title", "alt", "content", "placeholder", "label", "summary", "abbr"),
        *("aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "aria-placeholder"),
        *("data-title", "data-label", "data-caption", "data-board-title"),
    )
)
"""What readers are shown or told; the last ones by our scripts and style sheets."""

_JSON = re.compile(r'<script\b[^>]*\stype="application/(?:ld\+)?json"')
_OPAQUE = re.compile(r"<(?:(script|style|pre|code|kbd|samp|var)(?=[\s>])|!--)")
_UNTOUCHED = re.compile(' translate="(?i:no)"'), re.compile(' lang="')
_TAG = re.compile(r"<([a-zA-Z][^\s/>]*)[^>]*>")
_RAW = frozenset(("script", "style"))
"""Elements that hold no others."""

_VOID = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_JSON_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(?:u([0-9a-f]{4})|.)")
_BREAK = re.compile(r"(\s*\n\s*)")
_LONGEST_KNOWN = 200
"""Characters of a tag with the text behind it that are remembered at most: titles and labels come again, paragraphs
do not."""


def convert_html(
    html: str, convert: Convert, known: MutableMapping[str, str] | None = None, *, attributes: bool = True
) -> str:
    """HTML that our templates and the HTML5 serializer made: attributes are in double quotes, without `<` and `>`.

    known: tags with the texts behind them as they were converted before; more are put there. attributes: whether these
    are converted as well.
    """
    pieces: list[str] = []
    end = 0
    for start, after in _set_apart(html):
        pieces += html[end:start], html[start:after]
        end = after
    pieces.append(html[end:])
    cuts = _Cuts({} if known is None else known, attributes=attributes)
    for place, piece in enumerate(pieces):
        if place % 2 == 0:
            _cut_elements(cuts, pieces, place)
        elif _JSON.match(piece):
            inside = [*piece.partition(">")]
            cuts.cut(pieces, place, "", inside)
            _cut_json(cuts, inside, 2)
    cuts.convert_all(convert)
    return "".join(pieces)


def mark_written(text: str) -> str:
    """A text in HTML that is Traditional, so that it stands in Traditional as it is whatever else reads alike in
    Simplified; see `put_written`. Its tag is to be converted with `convert_html`, as all others."""
    written = text.replace('"', "&quot;")
    return f'<span {_WRITTEN}="{written}">{text}</span>'


def put_written(html: str) -> str:
    """HTML in Traditional with the texts that `mark_written` marked as they were written."""
    return _MARKED.sub(lambda found: mark_written(found[1].replace("&quot;", '"')), html) if _WRITTEN in html else html


_WRITTEN = "data-hant"
_MARKED = re.compile(f'<span {_WRITTEN}="([^"]*)">[^<]*</span>')


def convert_json(document: str, convert: Convert) -> str:
    """A JSON document; its keys are no Chinese."""
    pieces, cuts = [document], _Cuts({})
    _cut_json(cuts, pieces, 0)
    cuts.convert_all(convert)
    return pieces[0]


class _Cuts:
    """Strings in lists, cut into pieces, which are joined again when the texts among them are converted.

    known: strings and what became of them. attributes: whether the texts in tags are converted.
    """

    def __init__(self, known: MutableMapping[str, str], *, attributes: bool = True) -> None:
        self.known = known
        self.attributes = attributes
        self._texts: list[tuple[list[str], int, str, str, str]] = []
        self._joins: list[tuple[list[str], int, str, list[str], str]] = []

    def cut(self, held: list[str], place: int, mark: str, parts: list[str], learnt: str = "") -> None:
        """The string at `place` is `parts` joined by `mark`. learnt: itself, if what becomes of it is remembered."""
        self._joins.append((held, place, mark, parts, learnt))

    def text(self, held: list[str], place: int, before: str, text: str, learnt: str = "") -> None:
        """The string at `place` is `before`, which stays, and a `text` to be converted."""
        self._texts.append((held, place, before, text, learnt))

    def convert_all(self, convert: Convert) -> None:
        """A text that is broken, as titles on drawn covers and paragraphs are, is read in one, and broken as it was."""
        texts = [text for _, _, _, text, _ in self._texts]
        broken = {number: text for number, text in enumerate(texts) if "\n" in text.strip()}
        for number, text in broken.items():
            texts[number] = _BREAK.sub("", text)
        made = [*convert(texts)]
        for number, text in broken.items():
            made[number] = _in_lines(text, made[number])
        known = self.known
        for (held, place, before, _, learnt), text in zip(self._texts, made, strict=True):
            held[place] = before + text
            if learnt:
                known[learnt] = held[place]
        for held, place, mark, parts, learnt in reversed(self._joins):
            held[place] = mark.join(parts)
            if learnt:
                known[learnt] = held[place]


def _in_lines(text: str, made: str) -> str:
    characters = iter(made)
    pieces = ((piece, place % 2) for place, piece in enumerate(_BREAK.split(text)))
    return "".join(piece if is_break else "".join(islice(characters, len(piece))) for piece, is_break in pieces)


def _cut_elements(cuts: _Cuts, held: list[str], place: int) -> None:
    """Cut at every tag: that is ten times as quick as a pattern, and whether a piece is ASCII a string knows."""
    known = cuts.known
    parts = held[place].split("<")
    cuts.cut(held, place, "<", parts)
    if not parts[0].isascii():
        cuts.text(parts, 0, "", parts[0])
    for at, part in enumerate(parts):
        if not at or part.isascii():
            continue
        if part in known:
            parts[at] = known[part]
            continue
        learnt = part if len(part) <= _LONGEST_KNOWN else ""
        end = part.find(">") + 1
        tag, text = part[:end], part[end:]
        if tag.isascii():
            cuts.text(parts, at, tag, text, learnt)
        else:
            _cut_tag(cuts, parts, at, tag, text, learnt)


def _cut_tag(cuts: _Cuts, held: list[str], place: int, tag: str, text: str, learnt: str) -> None:
    made, parts = [tag, text], tag.split('"')
    cuts.cut(held, place, "", made, learnt)
    cuts.cut(made, 0, '"', parts)
    for at in range(1, len(parts) if cuts.attributes else 0, 2):
        if not parts[at].isascii() and _is_told(parts[at - 1]):
            cuts.text(parts, at, "", parts[at])
    if not text.isascii():
        cuts.text(made, 1, "", text)


def _is_told(before: str) -> bool:
    """Whether readers are told the value of the attribute that stands at the end."""
    return before.endswith(_ATTRIBUTES) and before.split()[-1] in _ATTRIBUTES


def _set_apart(html: str) -> Sequence[tuple[int, int]]:
    """From where to where there is something else than elements whose texts readers see converted."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted((*_opaque(html), *_untouched(html))):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _opaque(html: str) -> Iterator[tuple[int, int]]:
    end = 0
    for opened in _OPAQUE.finditer(html):
        if opened.start() < end:
            continue
        name = opened[1]
        if name and name not in _RAW:
            end = _end_of(name, html, html.find(">", opened.end()) + 1)
            yield opened.start(), end
            continue
        closing = f"</{name}>" if name else "-->"
        found = html.find(closing, opened.end())
        if found >= 0:  # else it is no such element
            end = found + len(closing)
            yield opened.start(), end


def _untouched(html: str) -> Iterator[tuple[int, int]]:
    """Elements that are marked so, or say which language they are in: plain characters are found first, which takes a
    tenth of looking at every tag."""
    return (place for pattern in _UNTOUCHED for place in elements_with(pattern, html))


def elements_with(attribute: re.Pattern[str], html: str) -> Iterator[tuple[int, int]]:
    """From where to where there are elements in whose tag the pattern is found."""
    for mark in attribute.finditer(html):
        marked = _TAG.match(html, html.rfind("<", 0, mark.start()))
        if not marked or marked.end() < mark.end() or marked[1] == "html":
            continue
        start, end = marked.span()
        yield start, end if marked[1] in _VOID else _end_of(marked[1], html, end)


def _end_of(name: str, html: str, inside: int) -> int:
    """Where the element ends that is open at `inside`; others of its name may stand in it."""
    depth = 1
    for tag in re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^>]*>").finditer(html, inside):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return len(html)


def _cut_json(cuts: _Cuts, held: list[str], place: int) -> None:
    """A document, and the end of its element, cut at its quotation marks: every second piece is a string."""
    document = held[place]
    if "\\u" in document:
        document = _ESCAPED.sub(_plain, document)
    parts = _JSON_TEXT.split(document) if "\\" in document else document.split('"')
    cuts.cut(held, place, '"', parts)
    for at in range(1, len(parts), 2):
        if not parts[at].isascii():
            cuts.text(parts, at, "", parts[at])


def _plain(found: re.Match[str]) -> str:
    """A character written by its number, but for those that mean something else in a string, and halves of others."""
    if not found[1]:
        return found[0]
    character = chr(int(found[1], 16))
    return found[0] if character.isascii() or "\ud800" <= character <= "\udfff" else character
