"""Items written in Traditional: the whole site goes by their Simplified form, and keeps how they were written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import structs

from ..bodies.body import Body, BodyImage
from ..bodies.slots import IMAGE_SLOT
from ..hanzi.converters import to_simplified
from ..hanzi.locks import Locked
from ..hanzi.markup import convert_html, mark_written

_NO_TEXTS = frozenset({"aliases", "cover", "evidence", "file", "portrait", "slug"})
"""Keys whose values name files and addresses."""

_SLOT_AS_TAG = re.compile(f"<({IMAGE_SLOT.pattern})>")


class Written(NamedTuple):
    """Texts in Simplified, each with the Traditional one that was written: of the front matter, of the body."""

    front: tuple[Locked, ...] = ()
    body: tuple[Locked, ...] = ()


AS_IS = Written()


class Simplifier:
    """Converts one item, and notes what was written."""

    def __init__(self) -> None:
        self._front: dict[str, str] = {}
        self._body: dict[str, str] = {}
        self._first: dict[str, str] = {}

    def front(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Front matter as it was read, before it is validated."""
        return {key: value if key in _NO_TEXTS else self._value(value) for key, value in given.items()}

    def _value(self, value: Any) -> Any:
        if isinstance(value, str):
            return _noted(value.strip(), self._front)
        if isinstance(value, dict):
            return self.front(value)
        return [self._value(one) for one in value] if isinstance(value, list) else value

    def body(self, body: Body) -> tuple[Body, Written]:
        """The body, and all that was written."""
        noted = self._body
        simple = structs.replace(
            body,
            html=self._html(body.html),
            headings=tuple(heading._replace(text=_noted(heading.text, noted)) for heading in body.headings),
            lead=_noted(body.lead, noted),
            images=tuple(map(self._image, body.images)),
        )
        return simple, Written(tuple(self._front.items()), tuple(noted.items()))

    def _image(self, image: BodyImage) -> BodyImage:
        return structs.replace(
            image,
            html=self._html(image.html),
            alt=_noted(image.alt, self._body),
            caption=_noted(image.caption, self._body),
            attributes=tuple((n, _noted(v, self._body) if n == "title" else v) for n, v in image.attributes),
        )

    def _html(self, html: str) -> str:
        """The slots of images part texts, as tags do: there they are when the page is finished."""
        marked = convert_html(IMAGE_SLOT.sub(r"<\g<0>>", html), self._marked, attributes=False)
        return _SLOT_AS_TAG.sub(r"\1", convert_html(marked, self._texts))

    def _marked(self, texts: Iterable[str]) -> Sequence[str]:
        """The texts, marked where another one that reads alike in Simplified came before: 後 after 后."""
        return [mark_written(text) if self._comes_after_another(text) else text for text in texts]

    def _comes_after_another(self, text: str) -> bool:
        simple, plain = to_simplified(text).strip(), text.strip()
        return self._first.setdefault(simple, self._front.get(simple, plain)) != plain

    def _texts(self, texts: Iterable[str]) -> Sequence[str]:
        return [_noted(text, self._body) for text in texts]


def _noted(text: str, noted: dict[str, str]) -> str:
    """`text` in Simplified; what it was is noted."""
    if text.isascii():
        return text
    simple = to_simplified(text)
    noted.setdefault(simple.strip(), text.strip())
    return simple
