"""Stars that were to make text bold and are printed instead: they have no partner, or a blank where none may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from html import unescape

from ..errors import Problem, Severity
from ..source.text_files import TextFile

_CODE = re.compile(r"<(code|pre|kbd|samp|math|svg)\b(?:(?!<\1\b).)*?</\1>", re.DOTALL)
"""From the last tag before one that closes it: thousands that nothing closes are not each looked past for it."""

_TAG = re.compile("<[^>]*>")
_STARS = re.compile(r"(?<![*\\])\*\*(?!\*)")
_MARK = re.compile(r"[\n*|\[\]<>`]")
"""Ends the plain text beside stars, in what was written or in what it became."""

_NEAR = 6
"""Characters beside stars that tell which of several these are."""


def unpaired_stars(html: str, source: TextFile) -> Iterator[Problem]:
    """Warnings about a body that became `html`, at the first of each line."""
    if "**" not in html:
        return
    shown = unescape(_TAG.sub("\n", _CODE.sub("\n", html)))
    printed: dict[str, set[str]] = {}
    for found in _STARS.finditer(shown):
        before, behind = _beside(shown, found)
        printed.setdefault(behind, set()).add(before)
    lines = set()
    for position, found in source.matches_in_body(_STARS):
        if position.line not in lines and _is_among(printed, *_beside(found.string, found)):
            lines.add(position.line)
            message = "`**` 没有成对，会照字面印出来"
            hint = r"加粗写成 `**文字**`：两头都有，里面不留空格，不跨段；要显示星号，写成 `\*\*`"
            yield Problem(position, "unpaired-stars", message, hint, Severity.WARNING)


def _beside(text: str, stars: re.Match[str]) -> tuple[str, str]:
    """What stands before and behind stars in their line, as far as it is plain text."""
    before = _MARK.split(text[max(0, stars.start() - _NEAR) : stars.start()])[-1]
    behind = _MARK.split(text[stars.end() : stars.end() + _NEAR])[0]
    return before.strip(), behind.strip()


def _is_among(printed: Mapping[str, Set[str]], before: str, behind: str) -> bool:
    """Whether such stars were printed, given by what is behind them. Before those in the source there may be the sign
    of a point as well."""
    held = printed.get(behind, ())
    return before in held or any(before.endswith(one) for one in held if one or behind)
