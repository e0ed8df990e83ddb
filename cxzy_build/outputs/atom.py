"""A feed as Atom, after RFC 4287."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from ..content.editions import LANGUAGE
from ..content.items import Item
from ..content.paths import whole_address
from ..models.moments import timestamp
from ..settings import Settings
from .feeds import EPOCH, Feed, changed, marked

_ATOM = "http://www.w3.org/2005/Atom"


def atom(feed: Feed, settings: Settings) -> bytes:
    """`feed` as an Atom document."""
    here = f"{whole_address(settings.site_url, feed.address)}feed.xml"
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": LANGUAGE})
    _add(root, "id", here)
    _add(root, "title", feed.title)
    _add(root, "updated", _updated(feed))
    _add(root, "link", rel="self", type="application/atom+xml", href=here)
    _add(root, "link", rel="alternate", type="text/html", href=whole_address(settings.site_url, feed.home))
    author = ET.SubElement(root, "author")
    _add(author, "name", feed.author)
    for item in feed.items:
        _entry(root, item, settings)
    return _document(root)


def _entry(root: ET.Element, item: Item, settings: Settings) -> None:
    address = whole_address(settings.site_url, item.address)
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", address)
    _add(entry, "title", marked(item))
    _add(entry, "link", rel="alternate", type="text/html", href=address)
    _add(entry, "published", timestamp(item.date or EPOCH))
    _add(entry, "updated", timestamp(changed(item) or EPOCH))
    if item.front.contributor:
        _add(ET.SubElement(entry, "author"), "name", item.front.contributor)
    if item.summary:
        _add(entry, "summary", item.summary)


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
    element = ET.SubElement(parent, name, attributes)
    element.text = text or None


def _updated(feed: Feed) -> str:
    return max((timestamp(changed(item) or EPOCH) for item in feed.items), default=timestamp(EPOCH))


def _document(root: ET.Element) -> bytes:
    """`root` as UTF-8 with its declaration, a line for each element."""
    ET.indent(root, " ")
    text: str = ET.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
