"""Feeds: Atom after RFC 4287, and JSON Feed 1.1 (jsonfeed.org/version/1.1); the newest items, summaries only."""

from __future__ import annotations

import datetime as dt
import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from urllib.parse import quote

from ..content.items import Item
from ..content.moments import Moment, timestamp
from ..settings import Settings
from .xml_text import xml_document

FEED_ITEMS = 20
_ATOM = "http://www.w3.org/2005/Atom"
_EPOCH = Moment(dt.datetime(2010, 1, 1))
"""When an empty feed says it was updated: a constant, so that output depends on the content alone."""


@dataclass(frozen=True)
class Feed:
    """One list as a feed. `address` is the folder of `feed.xml` and `feed.json`; `home` the page it follows."""

    address: str
    home: str
    title: str
    author: str
    items: tuple[Item, ...]


def changed(item: Item) -> Moment | None:
    return item.front.updated or item.date


def _updated(feed: Feed) -> str:
    return max((timestamp(changed(item) or _EPOCH) for item in feed.items), default=timestamp(_EPOCH))


def atom(feed: Feed, settings: Settings) -> bytes:
    """`feed` as an Atom document."""
    here = f"{settings.site_url}{quote(feed.address)}feed.xml"
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "zh-CN"})
    _add(root, "id", here)
    _add(root, "title", feed.title)
    _add(root, "updated", _updated(feed))
    _add(root, "link", rel="self", type="application/atom+xml", href=here)
    _add(root, "link", rel="alternate", type="text/html", href=f"{settings.site_url}{quote(feed.home)}")
    author = ET.SubElement(root, "author")
    _add(author, "name", feed.author)
    for item in feed.items:
        _entry(root, item, settings)
    return xml_document(root)


def _entry(root: ET.Element, item: Item, settings: Settings) -> None:
    address = f"{settings.site_url}{quote(item.address)}"
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", address)
    _add(entry, "title", _marked(item))
    _add(entry, "link", rel="alternate", type="text/html", href=address)
    _add(entry, "published", timestamp(item.date or _EPOCH))
    _add(entry, "updated", timestamp(changed(item) or _EPOCH))
    if item.front.contributor:
        _add(ET.SubElement(entry, "author"), "name", item.front.contributor)
    if item.summary:
        _add(entry, "summary", item.summary)


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> None:
    element = ET.SubElement(parent, name, attributes)
    element.text = text or None


def json_feed(feed: Feed, settings: Settings) -> bytes:
    """`feed` as a JSON Feed."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{settings.site_url}{quote(feed.home)}",
        "feed_url": f"{settings.site_url}{quote(feed.address)}feed.json",
        "language": "zh-CN",
        "authors": [{"name": feed.author}],
        "items": [_json_item(item, settings) for item in feed.items],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(item: Item, settings: Settings) -> dict[str, object]:
    address = f"{settings.site_url}{quote(item.address)}"
    data: dict[str, object] = {
        "id": address,
        "url": address,
        "title": _marked(item),
        "content_text": item.summary or item.heading,
        "date_published": timestamp(item.date or _EPOCH),
    }
    if item.front.updated:
        data["date_modified"] = timestamp(item.front.updated)
    if item.front.contributor:
        data["authors"] = [{"name": item.front.contributor}]
    if item.front.tags:
        data["tags"] = list(dict.fromkeys(item.front.tags))
    return data


def _marked(item: Item) -> str:
    return f"【示例】{item.heading}" if item.front.sample else item.heading
