"""Settings of another shape than they must be, which MkDocs would fail over, or take for something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yaml.nodes import MappingNode, Node, SequenceNode

from ..errors import Problem
from .settings_text import SettingsText

PAIRS = "这里要写成“键: 值”", "每行一个，冒号是英文的，后面空一格"
"""What is wrong, and what to do."""

_TEXT, _LIST, _MAPPING, _NOTHING = "文字", "列表", "“键: 值”", "没有内容"

_SHAPES: Mapping[str, tuple[str, ...]] = {
    "INHERIT": (_TEXT,),
    "theme": (_TEXT, _MAPPING),
    "theme.name": (_TEXT,),
    "theme.custom_dir": (_TEXT,),
    "theme.language": (_TEXT,),
    "theme.locale": (_TEXT,),
    "theme.features": (_LIST, _NOTHING),
    "theme.palette": (_MAPPING, _LIST),
    "theme.static_templates": (_LIST,),
    "extra_css": (_LIST, _NOTHING),
    "extra_javascript": (_LIST,),
    "extra_templates": (_LIST, _NOTHING),
    "extra.homepage": (_TEXT,),
    "hooks": (_LIST,),
    "watch": (_LIST,),
}
"""Settings that MkDocs or Material uses without looking whether they are what they should be, or says nothing clear
of."""

_OF_TEXTS = frozenset({"theme.features", "theme.static_templates", "extra_css", "extra_templates", "hooks", "watch"})
"""Those that are lists of texts; in other lists there may be what is not looked at here."""


def misshapen(source: SettingsText, node: Node | None) -> Iterator[Problem]:
    """What is wrong with each setting in mkdocs.yml, composed as `node`, that is of another shape than it must be."""
    seen: set[str] = set()
    for name, key, value in _settings(node):
        if name in seen:
            yield source.fault_at(key, f"`{key.value}` 写了两次", "只留一处")
        seen.add(name)
        if name == "config_file_path":
            yield source.fault_at(key, f"`{name}` 不是在这里写的", "删去它")
        if name == "nav":
            yield from _empty_sections(source, value)
        allowed = _SHAPES.get(name)
        word, found = name.rpartition(".")[2], _shape_of(value)
        if not allowed or not found:
            continue
        if found not in allowed:
            yield source.fault_at(key, *_wanted(word, found, allowed))
        elif found == _LIST and name in _OF_TEXTS:
            others = (item for item in value.value if _shape_of(item) not in (_TEXT, ""))
            yield from (source.fault_at(item, f"`{word}` 的每一项应是文字", "每行写一个 `- …`") for item in others)


def _settings(node: Node | None, above: str = "") -> Iterator[tuple[str, Node, Node]]:
    """Names, keys and values of the settings, and of those within `theme` and `extra`."""
    for key, value in node.value if isinstance(node, MappingNode) else ():
        name = f"{above}{key.value}"
        yield name, key, value
        if name in ("theme", "extra"):
            yield from _settings(value, f"{name}.")


def _empty_sections(source: SettingsText, node: Node) -> Iterator[Problem]:
    """What is wrong with parts of the navigation that hold no page: they cannot be led to."""
    for item in node.value if isinstance(node, SequenceNode) else ():
        for key, value in item.value if isinstance(item, MappingNode) else ():
            if isinstance(value, SequenceNode) and not value.value:
                yield source.fault_at(key, f"`nav` 的“{key.value}”下面没有页面", "写上几个，或删去它")
            yield from _empty_sections(source, value)


def _shape_of(node: Node) -> str:
    """Empty: what it is, only MkDocs knows."""
    if isinstance(node, SequenceNode | MappingNode):
        return _LIST if isinstance(node, SequenceNode) else _MAPPING
    kind = node.tag.removeprefix("tag:yaml.org,2002:")
    known = {"str": _TEXT, "null": _NOTHING, "bool": "真假", "int": "数字", "float": "数字", "timestamp": "日期"}
    return known.get(kind, "")


def _wanted(word: str, found: str, allowed: tuple[str, ...]) -> tuple[str, str]:
    """What is wrong with a setting that is `found` so, and what to do."""
    if found == _NOTHING:
        return f"`{word}` 后面没有内容", "写上，或删去这一行"
    if _LIST in allowed:
        return f"`{word}` 应是列表", "每行写一个 `- …`"
    if _MAPPING in allowed:
        return PAIRS
    return f"`{word}` 应是文字", "只写一个值" if found in (_LIST, _MAPPING) else "用引号括起来"
