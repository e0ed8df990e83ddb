"""Addresses of other hosts as browsers take them, however they are written."""

from __future__ import annotations

import re

_IGNORED_IN_ADDRESS = re.compile("[\x00-\x20]")
_FETCHES_IN_CSS = re.compile(r"url\(|image-set\(|@import", re.IGNORECASE)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_ELSEWHERE_IN_CSS = re.compile(r"//|(?:https?|ftp):", re.IGNORECASE)


def plain_address(address: str) -> str:
    """An address to a browser, to whom backslashes are slashes, and control characters nothing."""
    return _IGNORED_IN_ADDRESS.sub("", address).replace("\\", "/")


def fetches_elsewhere(css: str) -> bool:
    """Whether CSS, its escapes undone, names another host's resource."""
    plain = _CSS_ESCAPE.sub(lambda m: chr(min(int(m[1], 16), 0x10FFFF)) if m[1] else m[2].strip("\n\r\f"), css)
    address = plain_address(plain)
    return bool(_FETCHES_IN_CSS.search(plain) and _ELSEWHERE_IN_CSS.search(address))
