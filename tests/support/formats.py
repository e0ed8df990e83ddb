"""The small text formats that the feed and sitemap standards share: dates, IRIs, languages, media types."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import urlsplit

# RFC 3339 section 5.6, with the capital T and Z that RFC 4287 section 3.3 asks for.
_RFC3339 = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:)(\d\d)(?:\.\d+)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII)

# https://www.w3.org/TR/NOTE-datetime: a year, a month, a day, or a day with a time and its zone.
_W3C_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_W3C_MINUTE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII)

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# What RFC 3987 never allows to stand unescaped in an IRI, and a % that starts no escape.
_NOT_IN_IRI = re.compile(r"[\x00-\x20\x7f-\x9f<>\"{}|\\^`]|%(?![0-9A-Fa-f]{2})")

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
# RFC 6838 section 4.2: a type and a subtype of restricted names; parameters may follow.
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9][\w!#$&^.+-]{0,126}/[A-Za-z0-9][\w!#$&^.+-]{0,126}(?:\s*;.*)?", re.ASCII)


def is_rfc3339(text: str) -> bool:
    """Whether the text is a date and time of RFC 3339 that names a real moment (second 60 is a leap second)."""
    match = _RFC3339.fullmatch(text)
    if match is None:
        return False
    second = "59" if match[2] == "60" else match[2]
    return _is_real(match[1] + second)


def is_w3c_datetime(text: str) -> bool:
    """Whether the text is a date, or a date and time, of W3C's note that names a real moment."""
    if _W3C_DATE.fullmatch(text):
        return _is_real(text + "-01-01"[len(text) - len("2000") :])  # the month and the day that aren't said
    match = _W3C_MINUTE.fullmatch(text)
    return is_rfc3339(text) if match is None else _is_real(match[1])


def _is_real(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_absolute_iri(text: str) -> bool:
    """Whether the text is an IRI of RFC 3987 with a scheme; one of http or https must name a host."""
    if not _SCHEME.match(text) or _NOT_IN_IRI.search(text):
        return False
    if text.lower().startswith(("http:", "https:")):
        return has_host(text)
    return not text.endswith(":")


def is_web_url(text: str) -> bool:
    """Whether the text is an absolute IRI of http or https."""
    return text.lower().startswith(("http://", "https://")) and is_absolute_iri(text)


def has_host(url: str) -> bool:
    """Whether the URL names a host, and a port that can be one if any."""
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def is_language_tag(text: str) -> bool:
    """Whether the text has the form of a language tag of RFC 5646 (as loosely as RFC 4287 puts it)."""
    return _LANGUAGE_TAG.fullmatch(text) is not None


def is_media_type(text: str) -> bool:
    """Whether the text is a media type of RFC 6838, such as ``audio/mpeg``."""
    return _MEDIA_TYPE.fullmatch(text) is not None
