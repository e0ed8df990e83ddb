"""Feeds: the newest items of a list, summaries only; as JSON Feed 1.1 (jsonfeed.org/version/1.1), and see `atom`."""

from __future__ import annotations

import datetime as dt
import json

from ..content.editions import LANGUAGE
from ..content.items import Item
from ..content.paths import whole_address
from ..models.moments import Moment, timestamp
from ..pages import labels
from ..records import Record
from ..settings import Settings

FEED_ITEMS = 20
EPOCH = Moment(dt.datetime(2010, 1, 1))
"""When an empty feed says it was updated: a constant, so that output depends on the content alone."""


class Feed(Record):
    """One list as a feed. `address` is the folder of `feed.xml` and `feed.json`; `home` the page it follows."""

    address: str
    home: str
    title: str
    author: str
    items: tuple[Item, ...]


def changed(item: Item) -> Moment | None:
    return item.front.updated or item.date


def json_feed(feed: Feed, settings: Settings) -> bytes:
    """`feed` as a JSON Feed."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": whole_address(settings.site_url, feed.home),
        "feed_url": f"{whole_address(settings.site_url, feed.address)}feed.json",
        "language": LANGUAGE,
        "authors": [{"name": feed.author}],
        "items": [_json_item(item, settings) for item in feed.items],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(item: Item, settings: Settings) -> dict[str, object]:
    address = whole_address(settings.site_url, item.address)
    data: dict[str, object] = {
        "id": address,
        "url": address,
        "title": marked(item),
        "content_text": item.summary or item.heading,
        "date_published": timestamp(item.date or EPOCH),
    }
    if item.front.updated:
        data["date_modified"] = timestamp(item.front.updated)
    if item.front.contributor:
        data["authors"] = [{"name": item.front.contributor}]
    if item.front.tags:
        data["tags"] = list(dict.fromkeys(item.front.tags))
    return data


def marked(item: Item) -> str:
    """The heading, marked where the item is a sample."""
    return f"{labels.SAMPLE}{item.heading}" if item.front.sample else item.heading
