"""Links to what only the writer's own computer or network can open: hardly anybody means them for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..errors import Position, Problem, Severity
from .text_files import TextFile

_HOST = (
    r"https?://(?:[^\s/@]*@)?(?:(?P<own>localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\])"
    r"|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2})(?::\d+)?(?![\w.-])"
)
_LOCAL = re.compile(_HOST, re.IGNORECASE)
_MAY_BE = re.compile(r"//(?:[^\s/@]*@)?(?:[lL][oO]|127|0\.|\[|10\.|192\.168|172\.)")
"""Plain characters first, for these are searched for ten times as fast."""

_ADDRESS = rf"(?P<address>{_HOST}[^\s\"'<>()“”]*)"
_IN_BODY = re.compile(
    rf"(?:(?P<shown>!\[[^\[\]\n]*)?\]\([ \t]*<?|<|\]:[ \t]*<?|\bhref\s*=\s*[\"']?){_ADDRESS}", re.IGNORECASE
)
_IN_FRONT = re.compile(rf"^(?![ \t{{-]*(?:file|cover|portrait):)[^#\n]*?{_ADDRESS}", re.IGNORECASE | re.MULTILINE)
"""Not where only a file may be named: that is told."""


def local_addresses(source: TextFile, site_url: str) -> Iterator[Problem]:
    """Warnings about one file; none where the site itself is for such a network."""
    if not _MAY_BE.search(source.text) or _LOCAL.match(site_url):
        return
    for found in _IN_FRONT.finditer(source.front):
        yield _told(source.in_front(found.start("address")), found, site_url)
    for position, found in source.matches_in_body(_IN_BODY):
        if not found["shown"]:  # pictures of other hosts are errors
            column = position.column + found.start("address") - found.start()
            yield _told(Position(position.file, position.line, column), found, site_url)


def _told(position: Position, found: re.Match[str], site_url: str) -> Problem:
    message = f"`{found['address']}` 是单位内部网络的网址，外面的读者打不开"
    hint = "改成公开的网址；只给校内看的不必理会"
    if found["own"]:
        message = f"`{found['address']}` 是这台电脑自己的网址，读者打不开"
        hint = f"从预览里复制来的，写成本站的网址 `{_of_site(found['address'], site_url)}`；不是的，删去它"
    return Problem(position, "local-address", message, hint, Severity.WARNING)


def _of_site(address: str, site_url: str) -> str:
    """How what the preview calls `address` is written in a link."""
    path, base = urlsplit(address).path, urlsplit(site_url).path.rstrip("/")
    return (path.removeprefix(base) if f"{path}/".startswith(f"{base}/") else path) or "/"
