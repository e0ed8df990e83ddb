"""What is searched of an item: its parts as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from ...content.body_parts import join_chinese
from ...content.items import Item
from ...content.models import BranchFront, DocumentFront, ExemplarFront

TITLE, SUMMARY, BODY, CAPTION, HONOUR, NUMBER, ATTACHMENT = (
    "title", "summary", "body", "caption", "honour", "number", "attachment",
)  # fmt: skip

BLOCK_END = "\n"
"""Stands between blocks: nothing is found across it."""

_BLOCKS = (
    "address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|ol|p|"
    "pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BLOCK_TAG = re.compile(rf"</?(?:{_BLOCKS})(?:\s[^>]*)?>")
_OTHER = re.compile("<!--.*?-->|<[^>]*>|\x02[^\x03]*\x03", re.DOTALL)


class Part(NamedTuple):
    """A piece of what an item says, and what it is; blocks in it are parted by BLOCK_END."""

    field: str
    text: str


def parts_of(item: Item) -> tuple[Part, ...]:
    """All that is searched of `item`, its heading first."""
    return tuple(Part(field, text) for field, text in _parts(item) if text)


def _parts(item: Item) -> Iterator[tuple[str, str]]:
    front = item.front
    yield TITLE, _line(front.heading)
    if isinstance(front, ExemplarFront | BranchFront):
        yield TITLE, _line(front.title or "")
    yield SUMMARY, _line(front.summary or "")
    if isinstance(front, DocumentFront):
        yield NUMBER, _line(front.number or "")
        yield NUMBER, f"第{front.issue}期" if front.issue is not None else ""
    for honour in front.honours if isinstance(front, ExemplarFront | BranchFront) else ():
        yield HONOUR, _line(honour.title)
        yield HONOUR, _line(honour.issuer or "")
    yield BODY, body_text(item.body.html)
    for image in item.body.images:
        yield CAPTION, _line(image.caption)
    for attachment in front.attachments:
        yield ATTACHMENT, _line(attachment.title or attachment.file.rpartition("/")[2])


def body_text(html: str) -> str:
    """What a reader sees of a body without its pictures."""
    blocks = map(_line, unescape(_OTHER.sub("", _BLOCK_TAG.sub("\x01", html))).split("\x01"))
    return BLOCK_END.join(filter(None, blocks))


def _line(text: str) -> str:
    return join_chinese(" ".join(text.split()))
