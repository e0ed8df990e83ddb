"""Whether a document is a valid JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NoReturn

from .formats import is_absolute_iri, is_language_tag, is_media_type, is_rfc3339, is_web_url

VERSION = "https://jsonfeed.org/version/1.1"
# "Names must start with an _ character followed by a letter."
_EXTENSION = re.compile(r"_[A-Za-z].*", re.DOTALL)

Json = object
Problems = Iterator[str]
Check = Callable[[Json, str], Problems]


def json_feed_problems(data: bytes) -> list[str]:
    """What is wrong with a JSON feed, one line each; empty for a feed that is right.

    Beyond the specification, which only recommends it, this asks for ``feed_url`` and ``home_page_url``
    ("should be considered required for feeds on the public web"), and wants item ids to differ.
    """
    try:
        feed = json.loads(data.decode("utf-8"), object_pairs_hook=_object, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        return [f"not JSON in UTF-8: {error}"]
    if not isinstance(feed, dict):
        return ["the document is not an object"]
    return list(_object_problems(feed, "feed", _FEED, _FEED_REQUIRED)) + list(_feed_problems(feed))


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """An object, unless a name occurs twice in it, which RFC 8259 section 4 leaves without a sure meaning."""
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a name occurs twice in an object: " + Counter(name for name, _ in pairs).most_common(1)[0][0])
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _object_problems(value: Mapping[str, Json], where: str, known: Mapping[str, Check], required: set[str]) -> Problems:
    """What all objects have in common: what must be there, what may be, and extensions."""
    for name in sorted(required - value.keys()):
        yield f"{where}: {name} is missing"
    for name, member in value.items():
        if name in known:
            yield from known[name](member, f"{where}.{name}")
        elif not _EXTENSION.fullmatch(name):
            yield f"{where}: unknown member {name!r}"
        elif not isinstance(member, dict):
            yield f"{where}.{name}: an extension must be an object"
    if "author" in value and "authors" not in value:
        yield f"{where}: author is deprecated since 1.1, authors must be there too"


def _feed_problems(feed: Mapping[str, Json]) -> Problems:
    """The rules between members of the feed."""
    if "next_url" in feed and feed["next_url"] == feed.get("feed_url"):
        yield "feed.next_url: the same as feed_url"
    items = feed.get("items")
    ids = [str(item.get("id")) for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    for value, times in Counter(ids).items():
        if times > 1:
            yield f"feed.items: {times} items have the id {value!r}"


def _item(value: Json, where: str) -> Problems:
    if not isinstance(value, dict):
        yield f"{where}: not an object"
        return
    yield from _object_problems(value, where, _ITEM, {"id"})
    if not {"content_html", "content_text"} & value.keys():
        yield f"{where}: neither content_html nor content_text"


def _version(value: Json, where: str) -> Problems:
    if value != VERSION:
        yield f"{where}: {value!r} is not {VERSION}"


def _text(value: Json, where: str) -> Problems:
    if not isinstance(value, str):
        yield f"{where}: not a string"


def _filled(value: Json, where: str) -> Problems:
    if not isinstance(value, str) or not value.strip():
        yield f"{where}: not a string with something in it"


def _text_that(holds: Callable[[str], bool], meaning: str) -> Check:
    """The check that a value is a string of some form."""

    def check(value: Json, where: str) -> Problems:
        if not isinstance(value, str) or not holds(value):
            yield f"{where}: {value!r} is not {meaning}"

    return check


def _array_of(check_element: Check) -> Check:
    """The check that a value is an array whose elements all pass a check."""

    def check(value: Json, where: str) -> Problems:
        if not isinstance(value, list):
            yield f"{where}: not an array"
            return
        for index, element in enumerate(value):
            yield from check_element(element, f"{where}[{index}]")

    return check


def _object_with(known: Mapping[str, Check], required: set[str], at_least_one: bool = False) -> Check:
    """The check that a value is an object of known members, some required (or any one of them)."""

    def check(value: Json, where: str) -> Problems:
        if not isinstance(value, dict):
            yield f"{where}: not an object"
            return
        yield from _object_problems(value, where, known, required)
        if at_least_one and not known.keys() & value.keys():
            yield f"{where}: none of {', '.join(known)}"

    return check


def _boolean(value: Json, where: str) -> Problems:
    if not isinstance(value, bool):
        yield f"{where}: not true or false"


def _amount(value: Json, where: str) -> Problems:
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        yield f"{where}: not a number of 0 or more"


_WEB_URL = _text_that(is_web_url, "an absolute http(s) URL")
_URL = _text_that(is_absolute_iri, "an absolute URL")  # an author's may be a mailto:
_DATE = _text_that(is_rfc3339, "an RFC 3339 date-time")
_LANGUAGE = _text_that(is_language_tag, "a language tag")
_MEDIA = _text_that(is_media_type, "a media type")

_AUTHOR = _object_with({"name": _filled, "url": _URL, "avatar": _WEB_URL}, set(), at_least_one=True)
_HUB = _object_with({"type": _filled, "url": _WEB_URL}, {"type", "url"})
_ATTACHMENT = _object_with(
    {
        "url": _WEB_URL,
        "mime_type": _MEDIA,
        "title": _text,
        "size_in_bytes": _amount,
        "duration_in_seconds": _amount,
    },
    {"url", "mime_type"},
)

_ITEM: Mapping[str, Check] = {
    "id": _filled,
    "url": _WEB_URL,
    "external_url": _WEB_URL,
    "title": _text,
    "content_html": _text,
    "content_text": _text,
    "summary": _text,
    "image": _WEB_URL,
    "banner_image": _WEB_URL,
    "date_published": _DATE,
    "date_modified": _DATE,
    "author": _AUTHOR,
    "authors": _array_of(_AUTHOR),
    "tags": _array_of(_text),
    "language": _LANGUAGE,
    "attachments": _array_of(_ATTACHMENT),
}

_FEED_REQUIRED = {"version", "title", "items", "home_page_url", "feed_url"}
_FEED: Mapping[str, Check] = {
    "version": _version,
    "title": _filled,
    "home_page_url": _WEB_URL,
    "feed_url": _WEB_URL,
    "description": _text,
    "user_comment": _text,
    "next_url": _WEB_URL,
    "icon": _WEB_URL,
    "favicon": _WEB_URL,
    "author": _AUTHOR,
    "authors": _array_of(_AUTHOR),
    "language": _LANGUAGE,
    "expired": _boolean,
    "hubs": _array_of(_HUB),
    "items": _array_of(_item),
}
