"""YAML into plain data: scalars stay as written, and every value can be found again in its text.

The field's type, not YAML's guess, decides what a scalar means, so `number: 010` keeps its zero and `issue: 3` may be
text. Positions are read from libyaml's marks when a problem needs one, not for every value of every file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeGuard

from ..errors import Location
from ..hanzi.spacing import unfolded
from .characters import CONTROLS, INVISIBLE, NOT_TEXT

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_VALUES = 20_000
"""More values than this in one file, aliases expanded, is an attack or an accident, not a front matter."""

_NULL = "tag:yaml.org,2002:null"
_CORE = "tag:yaml.org,2002:"

_CONTROL = re.compile(f"[{CONTROLS}]")
_NOTHING_SEEN = re.compile(rf"\s*[{INVISIBLE}][\s{INVISIBLE}]*")


class YamlError(Exception):
    """A problem of the YAML itself; line and column count from 1 within the text given."""

    def __init__(self, line: int, column: int, code: str, message: str, hint: str) -> None:
        self.line = line
        self.column = column
        self.code = code
        self.message = message
        self.hint = hint


_DEEPEST = 5000
"""Collections within one another that libyaml's nodes bear; at some 25,000 Python itself breaks down."""

_OPENING = "[{-?"
"""Signs of which every collection within another needs one, but for mappings that are further and further set in."""


def _too_deep() -> YamlError:
    return YamlError(1, 1, "yaml-too-deep", "嵌套太深", "花括号、方括号不要层层嵌套")


def _is_nested_deeply(text: str) -> bool:
    if sum(map(text.count, _OPENING)) < _DEEPEST:
        return False
    import yaml

    depth, loader = 0, yaml.CSafeLoader(text)
    try:
        while depth < _DEEPEST and (event := loader.get_event()):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
    except yaml.YAMLError:
        pass  # what comes before it is not too deep, and it is told as what it is
    finally:
        loader.dispose()
    return depth >= _DEEPEST


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
        from .yaml_faults import syntax_error

        raise syntax_error(error, text) from None
    except yaml.YAMLError:
        raise YamlError(1, 1, "yaml-syntax", "有 YAML 不允许的字符", "删去特殊字符后再试") from None
    except RecursionError:
        raise _too_deep() from None
    finally:
        loader.dispose()


_COMMENT = re.compile(r"(?<!\S)#[^\n]*")
"""Between two values: within one, it is text."""


def without_comments(text: str) -> str:
    """The text with its comments blanked out, at the same offsets; one that is no YAML as it stands."""
    if "#" not in text:
        return text
    try:
        values = sorted((one.start_mark.index, one.end_mark.index) for one in _scalars(compose(text)))
    except YamlError:
        return text
    parts, at = list[str](), 0
    for start, end in values:
        parts += (_COMMENT.sub(_blanked, text[at:start]), text[start:end])
        at = end
    return "".join((*parts, _COMMENT.sub(_blanked, text[at:])))


def _blanked(comment: re.Match[str]) -> str:
    return " " * len(comment[0])


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
        from .yaml_faults import first_slip

        if _is_plain(node) and (slip := first_slip(source)):
            return {}, [slip]
        return {}, [_Reader._error(node, "yaml-syntax", "这里应是“键: 值”的列表", "每行写成 `title: 标题` 的样子")]
    reader = _Reader(source)
    if ": &" in source:
        from .yaml_faults import nameless_anchors

        reader.errors += nameless_anchors(source)
    try:
        return reader.value(node), reader.errors
    except YamlError as error:
        return {}, [*reader.errors, error]
    except RecursionError:
        return {}, [_Reader._error(node, "yaml-too-deep", "嵌套太深", "花括号、方括号不要层层嵌套")]


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
        if found := _pairs_of(node).get(step):
            name, value = found
            return value, name.start_mark if key else value.start_mark
    elif _is_sequence(node) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark
    return None, None


@lru_cache(maxsize=8)
def _pairs_of(node: MappingNode) -> dict[str | int, tuple[ScalarNode, Node]]:
    """Key and value, the first of each name; kept, for there may be thousands of problems in one mapping."""
    return {name.value: (name, value) for name, value in reversed(node.value) if _is_scalar(name)}
