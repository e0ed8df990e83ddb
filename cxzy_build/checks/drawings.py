"""SVG files are documents: opened by themselves they run scripts and fetch what they name. Those that do stay out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from ..bodies.elements import FORBIDDEN
from ..bodies.foreign import fetches_elsewhere
from ..content.items import Item
from ..errors import Position, Problem
from ..source.text_files import unreadable
from .context import ItemContext

_ACTIVE = {name: FORBIDDEN[name] for name in ("script", "iframe", "embed", "object", "animate", "set")} | {
    "foreignobject": ("embedded-object", "内嵌内容（foreignObject）"),
    "handler": FORBIDDEN["script"],
}
"""Of what bodies may not hold, the elements that mean the same in an SVG file, and those that only SVG has."""

_ADDRESSES = ("href", "src")
_HARMLESS_ADDRESS = re.compile(r"(?:#|data:image/(?:png|jpeg|gif|webp)[;,])", re.IGNORECASE)
HINT = "用画图软件另存为普通 SVG，或另存为 PNG"


def check(item: Item, context: ItemContext) -> Iterator[Problem]:
    for path, _ in item.files:
        if path.lower().endswith(".svg"):
            yield from problems(context.file(path), context.positions.shown(path))


def problems(file: Path, shown: str) -> list[Problem]:
    """What is wrong with one SVG file, which messages call `shown`."""
    return _Drawing(file, shown).problems()


class _Drawing:
    """One SVG file, read by the XML parser that knows where it is."""

    def __init__(self, file: Path, shown: str) -> None:
        self._file = file
        self._shown = shown
        self._found: list[Problem] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._element
        self._parser.EntityDeclHandler = self._entity
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.EndElementHandler = self._end_of_text
        self._parser.CharacterDataHandler = self._text
        self._texts: list[str] = []

    def problems(self) -> list[Problem]:
        try:
            self._parser.Parse(self._file.read_bytes(), True)
        except expat.ExpatError as error:
            where = Position(self._shown, error.lineno, error.offset + 1)
            self._found.append(Problem(where, "bad-picture", "这个 SVG 文件坏了，不是完整的 XML", HINT))
        except (ValueError, LookupError):  # of expat, which knows few encodings
            message = "这个 SVG 文件的编码不是 UTF-8"
            self._found.append(Problem(Position(self._shown), "bad-picture", message, HINT))
        except OSError as error:
            self._found.append(unreadable(self._shown, error))
        return self._found

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        self._end_of_text()
        local = name.rpartition(" ")[2].lower()
        if local in _ACTIVE:
            self._problem(*_ACTIVE[local])
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2].lower(), value)

    def _attribute(self, key: str, value: str) -> None:
        if key.startswith("on"):
            self._problem("event-handler", f"事件属性 {key}")
        elif key in _ADDRESSES and not _HARMLESS_ADDRESS.match(value.strip()):
            plain = re.sub(r"[\x00-\x20]", "", value).lower()
            code = "unsafe-address" if plain.startswith(("javascript:", "data:", "vbscript:")) else "foreign-resource"
            self._problem(code, f"别处的地址 {value[:60]}")
        elif fetches_elsewhere(value):
            self._problem("foreign-resource", "外站资源")

    def _text(self, text: str) -> None:
        self._texts.append(text)  # which comes in pieces: by lines, references, CDATA sections

    def _end_of_text(self, *about: object) -> None:
        if fetches_elsewhere("".join(self._texts)):
            self._problem("foreign-resource", "外站资源")
        self._texts.clear()

    def _entity(self, *declaration: object) -> None:
        self._problem("unsafe-element", "实体定义")

    def _instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            self._problem("foreign-resource", "外部样式表")

    def _problem(self, code: str, name: str) -> None:
        where = Position(self._shown, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        self._found.append(Problem(where, code, f"SVG 图片里不能有{name}", HINT))
