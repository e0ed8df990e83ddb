"""Addresses relative to the site's root, and the paths of the files that a server gives for them."""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache
from urllib.parse import quote

HAS_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
"""How what is written as an address begins where it does not go by the page that it is written on (RFC 3986, 4.2)."""


@lru_cache(1024)  # a page names itself and its picture several times
def whole_address(site_url: str, address: str) -> str:
    """An address of the site, for where it is read elsewhere. site_url: ends with a slash."""
    return f"{site_url}{quote(address)}"


def address_from(base: str, path: str) -> str:
    """`path` as it leads from the address `base`, without dots; `..` above the root leads there, as in browsers."""
    address = os.path.normpath(os.path.join("/", base, path)).lstrip("/")
    return f"{address}/" if address and path.endswith(("/", "..", ".")) else address


def base_of(address: str) -> str:
    """From the page at `address` to the root: `.` or `..` as often as it is deep."""
    return _up(address.count("/"))


@cache
def _up(depth: int) -> str:
    return "/".join([".."] * depth) or "."


def file_at(address: str) -> str:
    """The path of the file that a server gives for an address."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def address_at(path: str) -> str:
    """What follows the site's root in the address of the file at `path`."""
    return path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path
