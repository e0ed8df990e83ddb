"""Links that lead to another site than the one they show: mostly the text was corrected and the address forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..errors import Problem, Severity
from .text_files import TextFile

_LINK = re.compile(r"(?<!!)\[(?P<text>(?:https?://|www\.)[^\s\[\]]+)\s*\]\(\s*<?(?P<address>https?://[^\s()<>]+)", re.I)


def misleading_links(source: TextFile) -> Iterator[Problem]:
    """Warnings about one file."""
    if not ("[http" in source.text or "[www." in source.text):
        return
    for position, found in source.matches_in_body(_LINK):
        shown, meant = _host(found["text"]), _host(found["address"])
        if shown and meant and shown != meant:
            message = f"链接写的是 {shown}，点开却是 {meant}"
            yield Problem(position, "other-site", message, "核对括号里的网址，两处写成一样", Severity.WARNING)


def _host(written: str) -> str:
    try:
        host = urlsplit(written if "//" in written else f"//{written}").hostname or ""
    except ValueError:
        return ""
    return host.rstrip("。，、；：！？.").removeprefix("www.")
