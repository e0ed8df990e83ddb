"""YAML into plain data: scalars stay as written, and every value can be found again in its text.

The field's type, not YAML's guess, decides what a scalar means, so `number: 010` keeps its zero and `issue: 3` may be
text. Positions are read from libyaml's marks when a problem needs one, not for every value of every file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeGuard

from ..errors import Location
from ..hanzi.spacing import unfolded

if TYPE_CHECKING:
    import yaml
    from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_VALUES = 20_000
"""More values than this in one file, aliases expanded, is an attack or an accident, not a front matter."""

_NULL = "tag:yaml.org,2002:null"
_CORE = "tag:yaml.org,2002:"

# kinds of characters, as they stand in a pattern's brackets

CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029"
"""Control characters, and what ends a line in YAML 1.1 (5.4) but in no editor."""

NO_TEXT = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17)
)
"""What XML 1.0 (section 2.2) does not allow, so that no feed could hold it, DEL and the other control characters, and
Unicode's noncharacters."""

INVISIBLE = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff"
"""Soft hyphens, fillers, signs of width 0 and of direction."""

_CONTROL, NOT_TEXT = re.compile(f"[{CONTROLS}]"), re.compile(f"[{NO_TEXT}]")
_NOTHING_SEEN = re.compile(rf"\s*[{INVISIBLE}][\s{INVISIBLE}]*")

_CHINESE_COLON = re.compile(r"\s*[a-z_]+\s*：")
_NO_BLANK = re.compile(r"\s*(?:- +)?[a-z_]+:(?=[^\s/]|[\u3000\xa0])")
_SET_IN = re.compile(r"[ 　]+(?=[a-z_]+:(?:\s|$))")
_WITH_VALUE = re.compile(r"[a-z_]+:\s+[^\s#>|\[{\"'&!]")
_QUOTES_WITHIN = re.compile(r'[\s\w-]*:\s+"[^"\\]*"(?=[^\s,}\]#])')
_FOLLOWED = re.compile(r"\s*(?:- +)?(?:[a-z_]+:\s+)?(?:\[[^\[\]]*\]|\{[^{}]*\})\s*(?=[^\s,\]}#])")
_SIGN = re.compile(r"\s*[a-z_]+:\s+(?=(?:[-?] |[>|].*[^\s\d+#-]|[&*,@`%]|!(?!!python/)))")
_TWO_COMMAS = re.compile(r"\s*[a-z_]+:\s+\[[^\]]*,(?=\s*,)")
_ALIAS = re.compile(r"\*([^\s,\[\]{}]+)")
_ANCHOR = re.compile(r"^[a-z_]+:[ \t]+(?=&(?P<name>\S+)[ \t]+[^\s\[{#])", re.MULTILINE)
_CHINESE_COMMA = re.compile(r"\{[^{}]*?，(?=\s*[a-z_]+:)")
_TAB = "tab"
_SYNTAX = (
    (_TAB, "用制表符（Tab）缩进了", "请改用空格缩进"),
    (
        "cannot start any token",
        "这里的字符不能作为一个值的开头",
        "含有 @、`、% 或制表符的值请用英文双引号括起来；缩进用空格",
    ),
    (
        "mapping values are not allowed",
        "这里多了一个冒号",
        "值里若有“: ”，请把整个值用英文双引号括起来；同时检查上一行的缩进",
    ),
    ("could not find expected ':'", "缺少冒号，或冒号后面没有空格", "键与值之间写英文冒号加一个空格，如 `title: 标题`"),
    (
        "did not find expected key",
        "缩进或引号不对，读不出下一个键",
        "同一层的键要对齐；值里有引号时，外面换用另一种引号",
    ),
    ("did not find expected '-'", "列表的缩进不对", "同一列表的每个 `-` 要对齐"),
    ("did not find expected ',' or ']'", "方括号列表没有写完", "用英文逗号分隔，用 ] 结束"),
    ("did not find expected ',' or '}'", "花括号没有写完", "用英文逗号分隔，用 } 结束"),
    ("unexpected end of stream", "引号没有配对", "在值的末尾补上引号"),
    ("found undefined alias", "用了 `*` 开头的值（YAML 的别名），但没有定义它", "以 * 开头的文字请用英文双引号括起来"),
    ("found unknown escape character", "双引号里的反斜杠写法无效", "改用单引号"),
    ("found undefined tag handle", "用了 `!` 开头的标记", "以 ! 开头的文字请用英文双引号括起来"),
)


_LINE_ENDS = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""Where lines end for YAML 1.1, and so for libyaml, which counts them."""


class YamlError(Exception):
    """A problem of the YAML itself; line and column count from 1 within the text given."""

    def __init__(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        self.line = line
        self.column = column
        self.code = code
        self.message = message
        self.hint = hint


_DEEPEST = 5000
"""Brackets opened, or dashes in a row, that libyaml's nodes bear; at some 25,000 Python itself breaks down."""

_DASHES = re.compile(rf"(?:- ){{{_DEEPEST}}}")


def _too_deep() -> YamlError:
    return YamlError(1, 1, "yaml-too-deep", "嵌套太深", "花括号、方括号不要层层嵌套")


def _is_nested_deeply(text: str) -> bool:
    if text.count("[") + text.count("{") < _DEEPEST:
        return _DASHES.search(text) is not None if text.count("- ") >= _DEEPEST else False
    opened = accumulate((one in "[{") - (one in "]}") for one in text)
    return max(opened) >= _DEEPEST


def compose(text: str) -> Node | None:
    """The node tree of one YAML document; raises YamlError."""
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        raise YamlError(line, column, "yaml-syntax", "有看不见的控制字符", "删去这个字符（常由复制粘贴带入）")
    if _is_nested_deeply(text):
        raise _too_deep()
    import yaml  # late: after an edit of a body none is read

    loader = yaml.CSafeLoader(text)
    try:
        return loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, text) from None
    except yaml.YAMLError:
        raise YamlError(1, 1, "yaml-syntax", "有 YAML 不允许的字符", "删去特殊字符后再试") from None
    except RecursionError:
        raise _too_deep() from None
    finally:
        loader.dispose()


_MAY_BEGIN_COMMENT = re.compile(r"(?<!\S)#[^\n]*")


def without_comments(text: str) -> str:
    """The text with its comments blanked out, at the same offsets; one that is no YAML as it stands."""
    if "#" not in text:
        return text
    try:
        values = sorted((one.start_mark.index, one.end_mark.index) for one in _scalars(compose(text)))
    except YamlError:
        return text
    kept, at = [], 0
    while found := _MAY_BEGIN_COMMENT.search(text, at):
        start, end = found.span()
        before = bisect_right(values, (start, len(text)))
        after = values[before - 1][1] if before else 0
        is_text = start < after
        kept.append(text[at:after] if is_text else text[at:start] + " " * (end - start))
        at = after if is_text else end
    return "".join((*kept, text[at:]))


def _scalars(node: Node | None) -> Iterator[ScalarNode]:
    """Every text in a tree, keys too; what an alias repeats once."""
    left, seen = [node], set[int]()
    while left:
        one = left.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if _is_scalar(one):
            yield one
        elif _is_sequence(one):
            left += one.value
        elif _is_mapping(one):
            left += (part for pair in one.value for part in pair)


def _kind_of(node: Node | None) -> str:
    kind: str = getattr(node, "id", "")
    return kind


def _is_scalar(node: Node | None) -> TypeGuard[ScalarNode]:
    return _kind_of(node) == "scalar"


def _is_sequence(node: Node | None) -> TypeGuard[SequenceNode]:
    return _kind_of(node) == "sequence"


def _is_mapping(node: Node | None) -> TypeGuard[MappingNode]:
    return _kind_of(node) == "mapping"


def _syntax_error(error: yaml.MarkedYAMLError, source: str) -> YamlError:
    lines = [*_LINE_ENDS.split(source), ""]
    mark = error.problem_mark or error.context_mark
    for at in (_written_before(lines, mark.line), mark.line) if mark else ():
        if slip := _slip_in(lines, at):
            return slip
    began = ("simple key", "quoted scalar", "flow sequence", "flow mapping")
    if error.context_mark and any(one in (error.context or "") for one in began):
        mark = error.context_mark  # where the key, the quotation or the bracket began: the mark itself is behind it
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    text = f"{error.context or ''} {error.problem or ''}"
    if mark and lines[min(mark.line, len(lines) - 1)][mark.column :].startswith("\t"):
        text = _TAB
    for needle, message, hint in _SYNTAX:
        if needle in text:
            return YamlError(line, column, "yaml-syntax", message, hint)
    return YamlError(line, column, "yaml-syntax", "YAML 的写法有误，从这里起读不下去", "检查冒号、引号、缩进")


def _written_before(lines: list[str], at: int) -> int:
    """The line above the one `at`, blank ones and comments passed over; 0 where there is none."""
    above = (n for n in range(at - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#"))
    return next(above, 0)


def _slip_in(lines: list[str], at: int) -> YamlError | None:
    """What people often get wrong in a line beside which YAML cannot be read."""
    line, before = lines[at], lines[at - 1] if at else ""
    if found := _CHINESE_COLON.match(line):
        return _chinese_colon(at + 1, found.end())
    if found := _NO_BLANK.match(line):
        return _no_blank(at + 1, found.end())
    if found := _QUOTES_WITHIN.match(line):
        hint = "里面的引号改用中文的 “ ”，或把外面的去掉"
        return YamlError(at + 1, found.end(), "yaml-syntax", "引号里面又有英文引号", hint)
    if found := _CHINESE_COMMA.search(line):
        return YamlError(at + 1, found.end(), "yaml-syntax", "两个键之间用了中文逗号", "改成英文逗号，后面空一格")
    if found := _TWO_COMMAS.match(line):
        return YamlError(at + 1, found.end() + 1, "yaml-syntax", "两个逗号连在一起", "删去一个")
    if found := _FOLLOWED.match(line):
        message = "方括号（花括号）括起来的是列表，后面不能再有文字"
        return YamlError(at + 1, found.end() + 1, "yaml-syntax", message, "要照原样显示，就把整个值用英文双引号括起来")
    if (found := _SIGN.match(line)) and line.startswith("- ", found.end()):
        message = "`- ` 开头的是列表的一项，不能和键写在一行"
        hint = "移到下一行，前面空两格；不是列表而是文字的，就把整个值用英文双引号括起来"
        return YamlError(at + 1, found.end() + 1, "yaml-syntax", message, hint)
    if found := _SIGN.match(line):
        message = f"值不能以 `{line[found.end()]}` 开头，它在 YAML 里另有意思"
        return YamlError(at + 1, found.end() + 1, "yaml-syntax", message, "把整个值用英文双引号括起来")
    if (found := _SET_IN.match(line)) and (not at or _WITH_VALUE.match(before)):
        return YamlError(at + 1, 1, "yaml-syntax", "键的前面多了空格", "删去这一行开头的空格，各个键对齐")
    return None


def unread(error: YamlError, source: str) -> Iterator[YamlError]:
    """What is told of a text that could not be read because of `error`: that, and wrong colons in further lines."""
    hint = f"{error.hint}；改好后再检查一次，其余各项还没有检查"
    yield YamlError(error.line, error.column, error.code, error.message, hint)
    yield from _others_like(error, source)


def _others_like(error: YamlError, source: str) -> Iterator[YamlError]:
    for at, line in enumerate(source.split("\n")):
        if at + 1 != error.line and not line[:1].isspace() and (_CHINESE_COLON.match(line) or _NO_BLANK.match(line)):
            slip = _slip_in([line], 0)
            assert slip
            yield YamlError(at + 1, slip.column, slip.code, slip.message, slip.hint)


def _chinese_colon(line: int, column: int) -> YamlError:
    hint = "改成英文冒号加一个空格：`键: 值`"
    return YamlError(line, column, "yaml-syntax", "键后面用了中文冒号“：”，要用英文冒号", hint)


def _no_blank(line: int, column: int) -> YamlError:
    return YamlError(line, column, "yaml-syntax", "冒号后面缺一个空格", "写成 `键: 值`，冒号后面空一格，要半角的")


class _Reader:
    """Turns the nodes of `source` into data, counting values so that aliases cannot explode."""

    def __init__(self, source: str) -> None:
        self.left = MAX_VALUES
        self.open: list[Node] = []
        self.errors: list[YamlError] = []
        self._source = source

    def value(self, node: Node) -> Any:
        self.left -= 1
        if self.left < 0 or node in self.open:
            raise self._error(node, "yaml-alias", "YAML 别名层层引用，展开后过大", "不要用 & 和 *，直接写出内容")
        if self._is_tagged(node):
            hint = "以 ! 开头的文字请用英文双引号括起来；不要它就删去"
            self.errors.append(self._error(node, "yaml-tag", "用了 YAML 标记（! 开头），不会显示", hint))
        if _is_scalar(node):
            return self._scalar(node)
        self.open.append(node)
        data = self._mapping(node) if _is_mapping(node) else self._sequence(node)
        self.open.pop()
        return data

    def _is_tagged(self, node: Node) -> bool:
        """Whether a tag is written before the value; one that stands behind an anchor only if YAML does not know it."""
        if self._source.startswith("!", node.start_mark.index):
            return True
        return _is_scalar(node) and (not node.tag.startswith(_CORE) or node.tag == f"{_CORE}binary")

    def _scalar(self, node: ScalarNode) -> str | None:
        """The text; nothing where none is written, or none that can be seen."""
        if NOT_TEXT.search(node.value):
            self.errors.append(
                self._error(node, "yaml-syntax", "值里有看不见的控制字符", "删去它（常由复制粘贴或 `\\` 带入）")
            )
        if node.tag == _NULL or _NOTHING_SEEN.fullmatch(node.value):
            return None
        start, end = node.start_mark, node.end_mark
        if start.line == end.line or node.style == "|":
            return str(node.value)
        written = self._source[start.index : end.index]
        return unfolded(node.value, written.strip(node.style) if node.style in ("'", '"') else written)

    def _sequence(self, node: Node) -> list[Any]:
        assert _is_sequence(node)
        return [self.value(child) for child in node.value]

    def _mapping(self, node: MappingNode) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, value in node.value:
            if not _is_scalar(key):
                self.errors.append(self._error(key, "yaml-syntax", "键必须是一个词", "花括号开头的值请用引号括起来"))
            elif key.value in data:
                self.errors.append(self._error(key, "duplicate-key", f"键 `{key.value}` 写了两次", "只保留一个"))
            else:
                data[str(key.value)] = self.value(value)
        return data

    @staticmethod
    def _error(node: Node, code: str, message: str, hint: str) -> YamlError:
        return YamlError(node.start_mark.line + 1, node.start_mark.column + 1, code, message, hint)


def read(node: Node | None, source: str) -> tuple[dict[str, Any], list[YamlError]]:
    """The data of a document that must be a mapping, with what is wrong in it. source: of the document."""
    if node is None:
        return {}, []
    if not _is_mapping(node):
        lines = source.split("\n") if _is_plain(node) else []
        slips = (_slip_in(lines, at) for at in range(len(lines)))
        if slip := next(filter(None, slips), None):
            return {}, [slip]
        return {}, [_Reader._error(node, "yaml-syntax", "这里应是“键: 值”的列表", "每行写成 `title: 标题` 的样子")]
    reader = _Reader(source)
    reader.errors += _anchors(source)
    try:
        return reader.value(node), reader.errors
    except YamlError as error:
        return {}, [*reader.errors, error]
    except RecursionError:
        return {}, [_Reader._error(node, "yaml-too-deep", "嵌套太深", "花括号、方括号不要层层嵌套")]


def _anchors(source: str) -> Iterator[YamlError]:
    """Values whose first word YAML takes for a name of them, which nothing in the text calls them by."""
    if ": &" not in source:
        return
    used, line, counted = {*_ALIAS.findall(source)}, 1, 0
    for found in _ANCHOR.finditer(source):
        line, counted = line + source.count("\n", counted, found.start()), found.start()
        if found["name"] not in used:
            message = f"YAML 把 `&{found['name']}` 当作标记，不会显示"
            yield YamlError(line, len(found[0]) + 1, "yaml-tag", message, "以 & 开头的文字请用英文双引号括起来")


def _is_plain(node: Node) -> bool:
    """Whether it is text without quotation marks and the like."""
    return _is_scalar(node) and not node.style


def find(node: Node | None, location: Location, *, key: bool = False) -> tuple[int, int]:
    """Line and column, from 1, of the value at `location` (of its key, if asked), else of the nearest thing above."""
    mark = node.start_mark if node else None
    for step in location:
        child, child_mark = _step(node, step, key and step == location[-1])
        if child is None:
            break
        node, mark = child, child_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _step(node: Node | None, step: str | int, key: bool) -> tuple[Node | None, Any]:
    if _is_mapping(node):
        for name, value in node.value:
            if _is_scalar(name) and name.value == step:
                return value, name.start_mark if key else value.start_mark
    elif _is_sequence(node) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark
    return None, None
