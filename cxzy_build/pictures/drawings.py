"""SVG drawings: their size, and their text without comments, metadata and what drawing programs note for themselves."""

from __future__ import annotations

import re
from xml.parsers import expat

from .formats import Refused

_SVG = "http://www.w3.org/2000/svg"
_KEPT_SPACES = ("", _SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace")
_PREFIXED = re.compile(rb"""\s([\w.-]+):[\w.-]+\s*=\s*("[^"]*"|'[^']*')""")
_NUMBER = re.compile(r"\s*\+?(\d+(?:\.\d*)?|\.\d+)\s*(?:px)?\s*")


def bare_drawing(data: bytes) -> tuple[bytes, int, int]:
    """The drawing, its width and height in CSS pixels (0: it does not say). Raises Refused for what is no UTF-8 XML."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode()
        reader = _Reader(data)
        return reader.kept(), *reader.size
    except (ValueError, LookupError, expat.ExpatError, Refused):  # an encoding that it names may be unknown
        hint = "用画图软件另存为普通 SVG（UTF-8），或另存为 PNG"
        raise Refused("bad-picture", "不是完整的 SVG 图片", hint) from None


class _Reader:
    """Keeps the bytes but for the ranges to leave out; a range ends where the next event begins."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._kept: list[bytes] = []
        self._from = 0
        self._cutting = 0
        """Depth of elements within one that is left out; 0: outside."""
        self._resumes = False
        self._tag = False
        self._prefixes = {b"xml", b"xmlns"}
        self.size = (0, 0)
        self._seen_root = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartNamespaceDeclHandler = self._namespace
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CommentHandler = self._comment
        self._parser.ProcessingInstructionHandler = self._comment
        self._parser.DefaultHandler = self._event
        self._parser.Parse(data, True)
        self._flush(len(data))

    def kept(self) -> bytes:
        return b"".join(self._kept)

    def _flush(self, until: int) -> None:
        """What lies before `until` and was not yet dealt with."""
        piece = self._data[self._from : until]
        self._from = until
        if self._resumes:
            self._resumes = False
        elif not self._cutting:
            self._kept.append(_PREFIXED.sub(self._unless_foreign, piece) if self._tag else piece)
        self._tag = False

    def _unless_foreign(self, found: re.Match[bytes]) -> bytes:
        return found[0] if found[1] in self._prefixes else b""

    def _event(self, *_: object) -> None:
        self._flush(self._parser.CurrentByteIndex)

    def _namespace(self, prefix: str | None, uri: str) -> None:
        if prefix and uri in _KEPT_SPACES:
            self._prefixes.add(prefix.encode())

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._event()
        space, _, local = name.rpartition(" ")
        if not self._seen_root:
            self._seen_root = True
            if local != "svg":
                raise Refused("bad-picture", "", "")
            self.size = _size(attributes)
        if self._cutting or local == "metadata" or space not in _KEPT_SPACES:
            self._cutting += 1
        else:
            self._tag = True

    def _end(self, name: str) -> None:
        if self._parser.CurrentByteIndex > self._from:
            self._event()
        if self._cutting:
            self._cutting -= 1
            self._resumes = not self._cutting

    def _comment(self, *_: object) -> None:
        self._event()
        self._resumes = not self._cutting


def _size(attributes: dict[str, str]) -> tuple[int, int]:
    given = [_NUMBER.fullmatch(attributes.get(name, "")) for name in ("width", "height")]
    box = [_NUMBER.fullmatch(part) for part in attributes.get("viewBox", "").replace(",", " ").split()[2:4]]
    sides = [float(found[1]) for found in (given if all(given) else box) if found]
    if len(sides) != 2 or not all(0 < side < 100_000 for side in sides):
        return 0, 0
    return max(1, round(sides[0])), max(1, round(sides[1]))
