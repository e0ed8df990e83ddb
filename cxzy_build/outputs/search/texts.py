"""What is searched of an item: its parts as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from typing import NamedTuple

from ...bodies.rules import COMMENT
from ...bodies.slots import ANY_SLOT
from ...content.items import Item
from ...hanzi.markup import elements_with
from ...hanzi.spacing import is_chinese, join_chinese
from ...models.front_matter import Bearer, DocumentFront

TITLE, SUMMARY, BODY, CAPTION, HONOUR, NUMBER, ATTACHMENT = (
    "title", "summary", "body", "caption", "honour", "number", "attachment",
)  # fmt: skip

BLOCK_END = "\n"
"""Stands between blocks: nothing is found across it."""

_BREAK = "\x01"
"""Stands between blocks of raw text."""

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What Unicode calls ignorable (`\\p{DI}` in browsers): soft hyphens, characters without width, marks of the direction
of writing, and those that choose a variant of the character before them, as phones put them behind ☎ and ❤."""

_BLANKS = re.compile(r"\s+")
_BLOCKS = (
    "address|article|aside|blockquote|br|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|"
    "form|h[1-6]|header|hgroup|hr|legend|li|main|menu|nav|ol|p|pre|search|section|summary|table|tbody|td|text|tfoot|th|"
    "thead|tr|ul"
)
_BESIDE = re.compile(
    r"<(rt|rp|video|audio|canvas|progress|meter)\b[^>]*>.*?</\1>"
    r'|<sup id="fnref[^>]*>.*?</sup>|<a class="footnote-backref"[^>]*>.*?</a>',
    re.DOTALL,
)
"""What stands above characters in small print, and what is there for browsers that cannot put it there, or cannot play
or draw what is; the numbers of footnotes, and the arrows back: `15` with a mark is not `151`."""

_BESIDE_MARKS = "<rt", "<rp", "fnref", "<video", "<audio", "<canvas", "<progress", "<meter"
_HIDDEN = re.compile(
    r' hidden="|\sstyle="[^"]*(?:display\s*:\s*none|visibility\s*:\s*hidden)|(?<=<dialog)(?=[\s>])(?![^>]*\sopen=)',
    re.IGNORECASE,
)
"""A dialog that is not open stays so where there are no scripts."""

_HIDDEN_MARKS = " hidden=", " style=", "<dialog"

_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS})(?:\s[^>]*)?>")
_OTHER = re.compile("<!--.*?-->|<style[ >].*?</style>|<[^>]*>|" + ANY_SLOT, re.DOTALL)


class Part(NamedTuple):
    """A piece of what an item says, and what it is; blocks in it are parted by BLOCK_END."""

    field: str
    text: str


Convert = Callable[[Sequence[str]], Sequence[str]]
"""Gives texts in another form, each by itself."""


class Source(NamedTuple):
    """What is written in an item: the texts of its raw parts but for the body, and the body's HTML."""

    texts: Sequence[str]
    html: str

    @property
    def joined(self) -> str:
        return BLOCK_END.join((*self.texts, self.html))


Conversion = Callable[[Source], Source]
"""Gives what is written in an item in another form, character for character."""


def parts_of(item: Item) -> tuple[Part, ...]:
    """All that is searched of `item`, its heading first."""
    return parts_from(raw_parts(item))


def raw_parts(item: Item) -> tuple[Part, ...]:
    """All that may be searched of `item`, white space as it stands there; empty parts too."""
    return tuple(Part(field, _seen(text)) for field, text in _parts(item))


def parts_from(raw: Sequence[Part]) -> tuple[Part, ...]:
    """What is searched of raw parts."""
    lines = ((field, plain_lines(text)) for field, text in raw)
    return tuple(Part(field, text) for field, text in lines if text)


def source_of(item: Item, raw: Sequence[Part]) -> Source:
    """What the `raw` parts of an item are made of."""
    return Source([part.text for part in raw if part.field != BODY], item.body.html)


def texts_in(raw: Sequence[Part], made: Source) -> list[str]:
    """The texts of an item's `raw` parts in the form `made`: blanks are kept and dropped as in the original."""
    front, body = iter(made.texts), raw_text(made.html)
    lines = (lines_of(text, body if field == BODY else next(front)) for field, text in raw)
    return [text for text in lines if text]


def _parts(item: Item) -> Iterator[tuple[str, str]]:
    front = item.front
    yield TITLE, front.heading
    yield SUMMARY, front.summary or ""
    if isinstance(front, DocumentFront):
        yield NUMBER, front.number or ""
        yield NUMBER, f"第{front.issue}期" if front.issue is not None else ""
    for honour in front.honours if isinstance(front, Bearer) else ():
        yield HONOUR, honour.title
        yield HONOUR, honour.issuer or ""
    yield BODY, raw_text(item.body.html)
    for image in item.body.images:
        yield CAPTION, image.caption
    for attachment in front.attachments:
        yield ATTACHMENT, attachment.title or attachment.file.rpartition("/")[2]


def raw_text(html: str) -> str:
    """What a reader sees of a body without its pictures, white space as it stands there."""
    return _seen(unescape(_OTHER.sub("", _BLOCK_TAG.sub(_BREAK, _without_what_is_beside(html)))))


def _seen(text: str) -> str:
    """A text without the characters that nobody sees: a word that may be parted there is still one."""
    return _UNSEEN.sub("", text)


def _without_what_is_beside(html: str) -> str:
    """A body without what is no part of its sentences."""
    if any(mark in html for mark in _HIDDEN_MARKS):
        html = _without_what_is_hidden(COMMENT.sub("", html))
    return _BESIDE.sub("", html) if any(mark in html for mark in _BESIDE_MARKS) else html


def _without_what_is_hidden(html: str) -> str:
    """A body without the elements that no reader is shown."""
    kept: list[str] = []
    end = 0
    for start, after in sorted(elements_with(_HIDDEN, html)):
        if start >= end:
            kept.append(html[end:start])
            end = after
    return "".join((*kept, html[end:]))


def plain_lines(raw: str) -> str:
    """The blocks of a raw text: `lines_of` itself, in a third of the time."""
    blocks = (join_chinese(" ".join(block.split())) for block in raw.split(_BREAK))
    return BLOCK_END.join(filter(None, blocks))


def lines_of(raw: str, other: str) -> str:
    """The blocks of `other`, parted by BLOCK_END, white space folded. other: `raw` itself or another form of it, as
    long; what is a blank between Chinese characters is told by `raw`."""
    blocks = zip(raw.split(_BREAK), other.split(_BREAK), strict=True)
    return BLOCK_END.join(filter(None, (_line_of(one, made) for one, made in blocks)))


def _line_of(raw: str, other: str) -> str:
    if not raw or raw.isspace():
        return ""
    pieces: list[str] = []
    end = 0
    for blank in _BLANKS.finditer(raw):
        start, after = blank.span()
        is_kept = start and after < len(raw) and not (is_chinese(raw[start - 1]) and is_chinese(raw[after]))
        pieces += other[end:start], " " if is_kept else ""
        end = after
    pieces.append(other[end:])
    return "".join(pieces)
