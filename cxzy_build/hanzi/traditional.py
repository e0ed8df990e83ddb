"""Texts of the Simplified edition in Traditional."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .converters import to_traditional
from .locks import Locks
from .markup import convert_html, convert_json

_END, _LOCK = "\ufdd0", "\ufdd1"
"""Between texts that are converted at once, and in the place of those that are locked: noncharacters."""

_KEPT = 160
"""Characters of a text that is remembered at most: titles and summaries come again, paragraphs do not."""

_MOST = 50_000
"""Texts remembered."""

NOTHING: Mapping[str, str] = {}


class Traditional:
    """Converts, and remembers what is likely to come again; one for each worker.

    locked: what `locks.merged` gives. `own` are texts whose form is given on one page only.
    """

    def __init__(self, locked: Mapping[str, str]) -> None:
        self._locks = Locks(locked)
        self._known: dict[str, str] = {}

    def text(self, text: str) -> str:
        """A text of any length, without markup."""
        return self.texts((text,))[0]

    def texts(self, texts: Sequence[str], own: Mapping[str, str] = NOTHING) -> list[str]:
        """Texts, none of which continues another."""
        given, known = {**self._locks.whole, **own} if own else self._locks.whole, self._known
        new = [text for text in dict.fromkeys(texts) if text not in known]
        fresh = dict(zip(new, self._converted(new), strict=True)) if new else {}
        made = [_instead(text, given) or (known if text in known else fresh)[text] for text in texts]
        if len(known) > _MOST:
            known.clear()
        known.update((text, one) for text, one in fresh.items() if len(text) <= _KEPT)
        return made

    def html(self, html: str, own: Mapping[str, str] = NOTHING) -> str:
        return convert_html(html, lambda texts: self.texts(texts, own))

    def json(self, document: str, own: Mapping[str, str] = NOTHING) -> str:
        return convert_json(document, lambda texts: self.texts(texts, own))

    def _converted(self, texts: Sequence[str]) -> list[str]:
        joined, locks = _END.join(texts), self._locks
        found = [locks.whole[text] for text in locks.within.findall(joined)]
        made = to_traditional(locks.within.sub(_LOCK, joined) if found else joined)
        if found:
            waiting = iter(found)
            made = re.sub(_LOCK, lambda _: next(waiting), made)
        return made.split(_END)


def _instead(text: str, given: Mapping[str, str]) -> str | None:
    plain = text.strip()
    made = given.get(plain)
    return made and text.replace(plain, made)
