"""Addresses relative to the site's root, and the paths of the files that a server gives for them."""

from __future__ import annotations


def base_of(address: str) -> str:
    """From the page at `address` to the root: `.` or `..` as often as it is deep."""
    return "/".join([".."] * address.count("/")) or "."


def file_at(address: str) -> str:
    """The path of the file that a server gives for an address."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def address_at(path: str) -> str:
    """What follows the site's root in the address of the file at `path`."""
    return path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path
