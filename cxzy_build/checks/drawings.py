"""SVG files are documents: opened by themselves they run scripts and fetch what they name. Those that do stay out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Position, Problem
from . import Context

_FAULTS = (
    (re.compile(rb"<(?:[a-z]+:)?script\b", re.IGNORECASE), "script", "脚本"),
    (re.compile(rb"[\s\"'/]on[a-z]+\s*=", re.IGNORECASE), "event-handler", "事件属性"),
    (
        re.compile(rb"<(?:[a-z]+:)?(?:foreignobject|iframe|embed|object)\b", re.IGNORECASE),
        "embedded-object",
        "内嵌内容",
    ),
    (re.compile(rb"javascript\s*:", re.IGNORECASE), "unsafe-address", "javascript: 地址"),
    (re.compile(rb"(?:href|src)\s*=\s*[\"']\s*(?:[a-z]+:)?//", re.IGNORECASE), "foreign-resource", "外站资源"),
    (re.compile(rb"<!(?:DOCTYPE|ENTITY)[^>]*\[|<!ENTITY", re.IGNORECASE), "unsafe-element", "实体定义"),
)


def check(context: Context) -> Iterator[Problem]:
    for item in context.linked.graph.items:
        for path, _ in item.files:
            if path.lower().endswith(".svg"):
                yield from _faults_of(context, path)


def _faults_of(context: Context, path: str) -> Iterator[Problem]:
    file = context.places.file(path)
    data = file.read_bytes()
    for pattern, code, name in _FAULTS:
        if found := pattern.search(data):
            line = data.count(b"\n", 0, found.start()) + 1
            column = found.start() - data.rfind(b"\n", 0, found.start())
            where = Position(context.places.shown(path), line, column)
            yield Problem(where, code, f"SVG 图片里不能有{name}", "用画图软件另存为普通 SVG 或 PNG")
