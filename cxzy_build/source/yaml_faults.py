"""What is wrong with YAML, told by the text as it was written: what people often get wrong, and what libyaml says.

Imported where there is something: most builds meet none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .yaml_text import YamlError

if TYPE_CHECKING:
    import yaml

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
_FULL_BRACKET = re.compile(r"\s*(?:- +)?(?:[a-z_]+:\s+)?(?=｛|[【［]\s*[{｛])")
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


def syntax_error(error: yaml.MarkedYAMLError, source: str) -> YamlError:
    """What to tell of a text that libyaml does not read."""
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
    if found := _FULL_BRACKET.match(line):
        hint = "改成 `[ ]`、`{ }`；里面的冒号、逗号也用英文的"
        return YamlError(at + 1, found.end() + 1, "yaml-syntax", "括号不是英文的", hint)
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


def first_slip(source: str) -> YamlError | None:
    """The first of these in a text."""
    lines = source.split("\n")
    return next(filter(None, (_slip_in(lines, at) for at in range(len(lines)))), None)


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


def nameless_anchors(source: str) -> Iterator[YamlError]:
    """Values whose first word YAML takes for a name of them, which nothing in the text calls them by."""
    used, line, counted = {*_ALIAS.findall(source)}, 1, 0
    for found in _ANCHOR.finditer(source):
        line, counted = line + source.count("\n", counted, found.start()), found.start()
        if found["name"] not in used:
            message = f"YAML 把 `&{found['name']}` 当作标记，不会显示"
            yield YamlError(line, len(found[0]) + 1, "yaml-tag", message, "以 & 开头的文字请用英文双引号括起来")
