"""Texts of the Simplified edition in Traditional."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .locks import Lock, Locks
from .markup import convert_html, convert_json, put_written

_END = "\ufdd0"
"""Between texts that are converted at once: a noncharacter."""

_KEPT = 160
"""Characters of a text that is remembered for long at most: titles and summaries come again, paragraphs but once more,
when search is given what it has of an item after its page."""

_PASSING = 200
"""Longer texts remembered, after which all of them are forgotten."""

_MOST = 50_000
"""Texts remembered, and pieces of HTML: tags with the texts behind them."""

NOTHING: Mapping[str, str] = {}


class Traditional:
    """Converts, and remembers what is likely to come again; one for each worker.

    locked: what `locks.merged` gives. `own` are texts whose form is given on one page only, as `locks.spelled` gives
    them.
    """

    def __init__(self, locked: Mapping[str, Lock]) -> None:
        self._locks = Locks(locked)
        self._known: dict[str, str] = {}
        self._passing: list[str] = []
        self._known_pieces: dict[str, str] = {}

    def texts(self, texts: Sequence[str], own: Mapping[str, str] = NOTHING) -> list[str]:
        """Texts of any length without markup, none of which continues another."""
        self._forget()
        known = self._known
        made = [known.get(text, "") for text in texts]
        new = [text for text, one in zip(texts, made, strict=True) if not one]
        if new:
            new = list(dict.fromkeys(new))
            known.update(zip(new, self._converted(new), strict=True))
            made = [known[text] for text in texts]
        if own:
            made = [_instead(text, own) or one for text, one in zip(texts, made, strict=True)]
        self._passing += [text for text in new if len(text) > _KEPT]
        return made

    def _forget(self) -> None:
        if len(self._passing) > _PASSING:
            for text in self._passing:
                self._known.pop(text, None)
            self._passing.clear()
        if len(self._known) > _MOST:
            self._known.clear()

    def html(self, html: str, own: Mapping[str, str] = NOTHING) -> str:
        if own:
            return put_written(convert_html(html, lambda texts: self.texts(texts, own)))
        if len(self._known_pieces) > _MOST:
            self._known_pieces.clear()
        return convert_html(html, self.texts, self._known_pieces)

    def json(self, document: str, own: Mapping[str, str] = NOTHING) -> str:
        return convert_json(document, lambda texts: self.texts(texts, own))

    def _converted(self, texts: Sequence[str]) -> list[str]:
        made = self._locks.converted(_END.join(texts)).split(_END)
        return [_instead(text, self._locks.whole) or one for text, one in zip(texts, made, strict=True)]


def _instead(text: str, given: Mapping[str, str]) -> str | None:
    plain = text.strip()
    made = given.get(plain)
    return made and text.replace(plain, made)
