"""A content file as text: decoded, split into front matter and body, with positions for what is found in either."""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from ..errors import Location, Position, Problem
from ..records import Record
from ..refusals import why_refused
from ..settings import MAX_TEXT_BYTES
from . import yaml_text
from .plain_yaml import read_plain
from .yaml_text import YamlError

if TYPE_CHECKING:
    from yaml.nodes import Node

_LINE_END = re.compile("\n")
_FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*")
_DASHES = re.compile(r"[ 　]*[-—–－─_]{2,}[ \t　]*")
"""What Word makes of three hyphens, and what people write for them."""

_IN_FRONT = re.compile(r"\s*(?:$|#|-\s|[\w-]+\s*[:：])|\s")
"""Lines that may belong to front matter."""

_CODE = re.compile(
    r"^(?P<fence>`{3,}+|~{3,}+)[^\n]*\n.*?(?:^(?P=fence)[^\n]*$|\Z)"
    r"|(?P<rule>`{17,}+)"
    r"|(?P<ticks>`++)(?:[^\n]|\n(?!\n))+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--(?!-?>)(?:(?!<!--).)*?-->",
    re.DOTALL | re.MULTILINE,
)
"""Code, and comments. A long row of backticks is somebody's rule and encloses nothing: to look from each of them for a
row that ends there would take the square of their number."""


_INDENTED = re.compile(r"(?:(?<=\n\n)|\A)(?<![-*+>] )(?: {4}|\t)[^\n]*(?:\n(?: {4}|\t)[^\n]*)*")
"""An indented code block, or a list's continuation, which is then found by looking once more in the whole body."""


_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How .docx, and .doc and .wps, begin."""


def decode(data: bytes, file: str) -> str:
    """UTF-8, BOM and CRLF tolerated, as text with `\\n` line ends. Raises the Problem of a file that is not."""
    if len(data) > MAX_TEXT_BYTES:
        raise FileUnreadable(
            Problem(
                Position(file),
                "file-too-large",
                f"文件有 {len(data) / 1048576:.1f} MB，文字文件最多 {MAX_TEXT_BYTES // 1048576} MB",
                "图片、附件放在旁边的文件里，不要嵌进正文；很长的内容分成几条",
            )
        )
    try:
        text = data.removeprefix(BOM_UTF8).decode()  # "utf-8-sig" is written in Python
    except UnicodeDecodeError as error:
        raise FileUnreadable(_not_utf8(data, file, error)) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


class FileUnreadable(Exception):
    """A file that holds no usable text; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


def unreadable(file: str, error: OSError) -> Problem:
    """A file, which messages call `file`, that the system does not let anybody read."""
    why, hint = why_refused(error)
    return Problem(Position(file), "unreadable", f"读不了这个文件：{why}", hint)


def _not_utf8(data: bytes, file: str, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
    try:
        data.decode("gb18030")
        why = "文件不是 UTF-8 编码，看来是 GBK（记事本的“ANSI”）"
    except UnicodeDecodeError:
        why = "文件不是 UTF-8 编码"
    hint = "用记事本打开，“另存为”时编码选 UTF-8"
    if error.reason == "unexpected end of data" and not data[: error.start].isascii():
        why, hint = "文件没有存完，末尾的一个字只有一半", "照原稿补上后面的内容，再存一次"
    if data.startswith((_ZIP, _OLE)):
        why, hint = "这是 Word（或 WPS）文档，不是文字文件", "在 Word 里全选、复制，粘贴到新建的 .md 文本文件里"
    elif b"\0" in data[:1024]:
        why = "文件不是 UTF-8 文本，看来是 UTF-16 或二进制文件"
    return Problem(Position(file, line, column), "not-utf8", why, hint)


class TextFile(Record, dict=True):
    """A Markdown file with front matter. Line numbers count from the file's first line."""

    file: str
    text: str

    @cached_property
    def _cut(self) -> tuple[int, int, int]:
        """Offsets: start and end of the front matter's YAML, start of the body."""
        if not re.match(r"---[ \t]*(\n|$)", self.text):
            return 0, 0, 0
        start = self.text.find("\n") + 1 or len(self.text)
        at = start
        while at < len(self.text):
            end = self.text.find("\n", at)
            end = len(self.text) if end < 0 else end
            if _FENCE.fullmatch(self.text, at, end):
                return start, at, min(end + 1, len(self.text))
            at = end + 1
        return start, len(self.text), len(self.text)

    @property
    def has_front_matter(self) -> bool:
        return self._cut[0] > 0

    @property
    def front_matter_ends(self) -> bool:
        return self._cut[2] > self._cut[1]

    @property
    def body(self) -> str:
        return self.text[self._cut[2] :]

    @property
    def front(self) -> str:
        """The front matter's YAML."""
        start, end, _ = self._cut
        return self.text[start:end]

    @cached_property
    def node(self) -> Node | None:
        """The front matter's YAML nodes; raises YamlError."""
        return yaml_text.compose(self.front)

    def read(self) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        """The front matter's data and what is wrong with its YAML."""
        if not (self.has_front_matter and self.front_matter_ends):
            return {}, (self._no_front_matter(),)
        plain = read_plain(self.front)
        return (plain, ()) if plain is not None else self._read_yaml()

    def _read_yaml(self) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        try:
            data, errors = yaml_text.read(self.node, self.front)
        except YamlError as error:
            data, errors = {}, [error]
        if errors and not data:
            from .yaml_faults import unread

            errors = [*unread(errors[0], self.front), *errors[1:]]
        return data, tuple(self._problem(error) for error in errors)

    def _no_front_matter(self) -> Problem:
        message = "文件开头没有用 `---` 括起来的条目信息"
        hint = "在文件最前面写：一行 `---`，各行 `键: 值`，再一行 `---`"
        first, *others = self.text.split("\n")
        if self.has_front_matter:
            for number, line in enumerate(others, 2):
                if _DASHES.fullmatch(line):
                    return self._wrong_dashes(number, line, "改成 `---`")
                if not _IN_FRONT.match(line):
                    break
            message, hint = "开头的 `---` 没有配对的结束行", "在条目信息之后、正文之前补一行 `---`"
        elif _DASHES.fullmatch(first):
            return self._wrong_dashes(1, first, "改成 `---`，条目信息后面的那一行也是")
        elif self.text.lstrip().startswith("---"):
            message, hint = "`---` 前面有空行", "删去，让 `---` 成为文件的第一行"
        elif first.endswith("---") and not first.isprintable():
            message, hint = "`---` 前面有看不见的字符", "删去这一行，重新打三个英文减号"
        return Problem(Position(self.file), "no-front-matter", message, hint)

    def _wrong_dashes(self, number: int, line: str, hint: str) -> Problem:
        message = "这一行的横线不是三个英文减号"
        if line.strip() == "---":
            message, hint = "`---` 的前后有空格", "删去这些空格"
        return Problem(Position(self.file, number), "no-front-matter", message, hint)

    def _problem(self, error: YamlError) -> Problem:
        return Problem(self._in_yaml(error.line, error.column), error.code, error.message, error.hint)

    def _in_yaml(self, line: int, column: int) -> Position:
        return Position(self.file, line + self.text.count("\n", 0, self._cut[0]), column)

    def locate(self, location: Location, key: bool = False) -> Position:
        """Where the value at `location` of the front matter stands; the file's start for the front matter itself."""
        if not location or self.node is None:
            return Position(self.file)
        return self._in_yaml(*yaml_text.find(self.node, location, key=key))

    @property
    def published(self) -> str:
        """The whole text with its comments blanked out, at the same offsets; a comment within code is code."""
        start, end, below = self._cut
        front = f"{self.text[:start]}{yaml_text.without_comments(self.front)}{self.text[end:below]}"
        return front + _CODE.sub(lambda m: m[0] if _is_code(m) else _blanked(m), self.body)

    @cached_property
    def _searchable(self) -> str:
        """The body with code and comments blanked out, at the same offsets."""
        marked = _CODE.sub(_marked, self.body)  # blanks before a text would make an indented block of its line
        return _INDENTED.sub(_blanked, marked).replace(_MARK, " ")

    def find_in_body(self, needle: str, nth: int = 0) -> Position:
        """Where `needle` stands in the body for the nth time (from 0), code left aside; else the body's first line."""
        offsets = self._offsets(needle)
        offset = offsets[min(nth, len(offsets) - 1)] if offsets else 0
        return self.at(offset + self._cut[2])

    @cached_property
    def _offsets(self) -> Callable[[str], list[int]]:
        """Where a text stands in the body; looked for once, for there may be thousands of problems."""
        return cache(self._occurrences_of)

    def _occurrences_of(self, needle: str) -> list[int]:
        text = self._searchable
        return (
            [o for o in _occurrences(text, needle) if _is_address(text, o, needle)]
            or [o for o in _occurrences(text, needle) if _stands_alone(text, o, needle)]
            or _occurrences(text, needle)
            or _occurrences(text, needle, escaped=True)
            or _occurrences(self.body, needle)
        )

    @cached_property
    def lower_body(self) -> str:
        """The body in small letters, as tags may be written in any."""
        return self.body.lower()

    def in_front(self, offset: int) -> Position:
        """Where the character at `offset` of the front matter stands."""
        return self.at(offset + self._cut[0])

    def matches_in_body(self, pattern: re.Pattern[str]) -> Iterator[tuple[Position, re.Match[str]]]:
        """Where the body matches, code left aside."""
        for found in pattern.finditer(self._searchable):
            yield self.at(found.start() + self._cut[2]), found

    def in_body(self, number: int) -> Position:
        """Where the line of that number begins."""
        return Position(self.file, self.text.count("\n", 0, self._cut[2]) + number + 1)

    def at(self, offset: int) -> Position:
        """Where the character at `offset` of the whole text stands."""
        line = bisect_right(self._line_starts, offset)
        return Position(self.file, line, offset - self._line_starts[line - 1] + 1)

    @cached_property
    def _line_starts(self) -> Sequence[int]:
        """Where each line begins: there may be thousands of problems."""
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]


class YamlFile(TextFile, dict=True):
    """A file that is all YAML, as if it were nothing but front matter."""

    @cached_property
    def _cut(self) -> tuple[int, int, int]:
        return 0, len(self.text), len(self.text)

    def read(self) -> tuple[dict[str, Any], tuple[Problem, ...]]:
        """The file's data and what is wrong with its YAML."""
        return self._read_yaml()

    def locate(self, location: Location, key: bool = False) -> Position:
        """Where the value at `location` stands; the first one for the whole."""
        return self._in_yaml(*yaml_text.find(self.node, location, key=key))


def _occurrences(text: str, needle: str, *, escaped: bool = False) -> list[int]:
    """`escaped`: as Markdown's backslashes and HTML's references may have it."""
    if escaped:
        if not ("\\" in text or "&amp;" in text):
            return []
        pattern = "".join("&(?:amp;)?" if one == "&" else rf"\\?{re.escape(one)}" for one in needle)
    else:
        pattern = re.escape(needle)
    return [found.start() for found in re.finditer(pattern, text, re.IGNORECASE)]


def _blanked(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


_MARK = "\0"


def _marked(found: re.Match[str]) -> str:
    return _blanked(found).replace(" ", _MARK)


def _is_code(found: re.Match[str]) -> bool:
    """Whether what `_CODE` found is no comment, or one in a line set in so far that it is code."""
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    return found.lastgroup is not None or (line.isspace() and line.startswith((" " * 4, "\t")))


def _is_address(text: str, offset: int, needle: str) -> bool:
    """Whether the needle found at `offset` stands where an address does: in brackets, quotes or a definition."""
    before, after = text[max(offset - 3, 0) : offset], text[offset + len(needle) : offset + len(needle) + 1]
    return before.endswith(("(", "<", '"', "'", "=", "]: ")) and after in ("", ")", ">", '"', "'", " ", "\n")


def _stands_alone(text: str, offset: int, needle: str) -> bool:
    """Whether the needle found at `offset` is not part of a longer word or address."""
    end = offset + len(needle)
    before, after = text[max(offset - 1, 0) : offset], text[end : end + 1]
    return not (_wordy(before) and _wordy(needle[0])) and not (_wordy(after) and _wordy(needle[-1]))


def _wordy(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "-_./#") if character else False
