"""What was meant for YAML or Markdown, but written with signs that they pass over in silence; what may be private."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from ..errors import Position, Problem, Severity
from ..models.advice import parts_of
from .local_addresses import local_addresses
from .misleading_links import misleading_links
from .odd_characters import odd_characters
from .private_numbers import private_numbers
from .text_files import TextFile

CUT_OFF = re.compile(r"^[\w-]+:[ \t]+[^\s\"'#\[{|>](?:[^\n#]|(?<![ \t])#)*?[ \t](#(?=[^\s#])[^\n]*)", re.MULTILINE)
"""A value without quotation marks, and what stands behind ` #`; who writes a comment leaves a blank after the sign."""

ALL_CUT_OFF = re.compile(r"^[\w-]+:[ \t]+(#(?=[^\s#])[^\n]*)", re.MULTILINE)
"""A key of which nothing is left: where it must be there, that is told as well."""

_UNDECIDED = re.compile(
    r"^(draft|publish_on|expire_on):[ \t]*(?:#[^\n]*)?$(?!(?:\n[ \t]*#[^\n]*)*\n[ \t]+[^\s#])", re.MULTILINE
)
"""A key that keeps an item back, with nothing behind it."""

_BELOW = re.compile(
    r"(?:[ \t]*\n)*(?:---[ \t]*\n(?:[ \t]*\n)*)?"
    r"(?P<key>draft|publish_on|expire_on|date|column|sample|slug|aliases|pinned)[ \t]*[:：]"
)
"""What a body begins with that was meant for the front matter."""

_TAGS = re.compile(r"^tags:[ \t]*(?:(\[[^\[\]\n]{1,500}\])|\n((?:[ \t]*-[ \t][^\n]*\n)+))", re.MULTILINE)
_TAG = re.compile(r"-[ \t]+([^\n]+)")

_GOES_ON = re.compile(r"\n *(?!\d+[.)] )[^ \n*+>#|<!`~:=-][^\n]*\n *[^ \n]")
"""A line of text, for it begins with no sign that Markdown knows, and one below it."""

_POINTS = re.compile(r"\n(?: {1,3}(?:[-*+]|\d+\.) |[-*+] [^\n]*\n *\d|\d+\. [^\n]*\n *[-*+] )")
"""A point that may have been meant for one of a further level, and two of different kinds."""

_TABLE = re.compile(r"\n *\|[^\n]*(?:\n[^\n]+)*")
_IN_RULE = frozenset("|-: ")
"""Characters of the line below a table's header."""

_LINK = re.compile(r"([!！]?)([\[［【])([^\[\]［］【】\n]*)[\]］】]([ 　]?)([(（])([^()（）\s]+)([)）])")
_MAY_BE_ODD_LINK = re.compile(r"\](?:（| \(|\([^()（）\s]*）)")
_HEADING = re.compile(r"^ {0,3}((?>#*＃[＃#]*))[ \t　]*(?=[^\s＃#])([^\n]*)", re.MULTILINE)
_TEXT = r"(?:[\u00a0\u3000]|[^\W\x00-\x7f])"
"""A letter, digit or ideograph, for one of ASCII may mean a number below 0 or an option; a blank that is none."""

_SIGN_AND_TEXT = re.compile(rf"\n *[-+*]{_TEXT}")
_UNPARTED = re.compile(rf"^ {{0,3}}([-+*])(?={_TEXT})[^\n*]*\n\n? {{0,3}}\1(?={_TEXT})", re.MULTILINE)
"""Two points in a row whose sign has no blank behind it, or one that Markdown takes for none."""

_UNPARTED_BELOW = re.compile(rf"^ {{0,3}}([-+*]) [^\n]*\n {{0,3}}(?!\*[^\n]*\*)\1(?={_TEXT})", re.MULTILINE)
"""One that belongs to the point above for that."""

_FACTORS = re.compile(r"\*(?<=[\w)）%]\*)(?=[0-9A-Za-z])[^*\n]+\*(?<=[\w)）%]\*)(?=[0-9A-Za-z])")
"""Stars for times, of which two in a line are Markdown's emphasis."""

_HASHTAG = re.compile(r"#(?<=\n#)[^\s#][^\n#]*(?<!\s)#(?=[^\S\n]*[^\s#])")
"""What begins a line in a microblog, and a heading here."""

_OPEN_COMMENT = re.compile(r"<!-+>?")
_MAY_BE_OPEN = re.compile(r"<!-(?!-(?!-?>)(?:(?!<!--).)*?-->)", re.DOTALL)
"""A comment's beginning without an end, perhaps within code: to leave code aside takes a third of reading a file."""

_ODD_COMMENT = re.compile(r"(?:<！|< !|＜[!！]|<!(?=[—–－─])|《[!！](?=[^《]{0,2000}[-—–－─] ?[》>＞]))[-—–－─]+")
"""What an input method for Chinese makes of `<!--`, and Word of its hyphens: to a browser it is text."""

_MAY_BE_ODD = re.compile("<(?:！| !|![—–－─])")
"""Patterns that start with one certain character are searched for sooner than several texts."""

_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\\)\[(?:(\^[^\[\]\s]+)\](?![:(])|([^\[\]\n]+)\]\[([^\[\]\n]*)\])")
_QUOTATION = re.compile(r"^[＞》][ 　]*(?=[^\s＞》\d])([^\n]*)", re.MULTILINE)
_STRONG = re.compile(r"＊＊(?=[^\s＊])([^＊\n]*)＊＊")
_ADDRESS = re.compile(r"(?=.*[a-zA-Z])(?:#|.*/|.*\.[a-zA-Z][a-zA-Z0-9]{1,4}$)")


def mistakes_in(source: TextFile, site_url: str = "") -> Iterator[Problem]:
    """Warnings about one file, and errors where something would be published that must not be. site_url: where the site
    will be; empty if that is not known."""
    if "#" in source.front:
        yield from cut_off(source.front, source.in_front, (CUT_OFF,))
    yield from _undecided(source)
    yield from _below_its_end(source)
    if "tags:" in source.front:
        yield from _one_tag_of_several(source)
    if _may_hold_odd_links(source.text):
        yield from _full_width_links(source)
    if "＃" in source.text or "＊＊" in source.text:
        yield from _full_width_marks(source)
    if "\n＞" in source.text or "\n》" in source.text:
        yield from _full_width_quotations(source)
    if _SIGN_AND_TEXT.search(source.text):
        yield from _no_list(source)
    if "*" in source.text and _FACTORS.search(source.text):
        yield from _factors(source)
    if _HASHTAG.search(source.text):
        yield from _hashtags(source)
    if "][" in source.text or "[^" in source.text:
        yield from _undefined(source)
        yield from _repeated_notes(source)
    yield from mistakes_in_any_text(source, site_url)
    if _may_be_pasted(source.body):
        from .pasted import pasted  # late: few files need it, and compiling its patterns takes some milliseconds

        yield from pasted(source)


def _undecided(source: TextFile) -> Iterator[Problem]:
    """Keys that decide when an item is out, and say nothing."""
    for found in _UNDECIDED.finditer(source.front):
        message = f"`{found[1]}` 后面没有内容，等于没写，不会推迟或停止发布"
        hint = "写 true 或 false" if found[1] == "draft" else "写上日期"
        position = source.in_front(found.start())
        yield Problem(position, "empty-value", message, f"{hint}；不需要就删去这一行", Severity.WARNING)


def _below_its_end(source: TextFile) -> Iterator[Problem]:
    """A key of the front matter with which the body begins."""
    if below := _BELOW.match(source.body):
        message = f"`{below['key']}` 写在了条目信息结束的 `---` 下面，会当作正文印出来"
        where = source.in_body(source.body.count("\n", 0, below.start("key")))
        yield Problem(where, "misplaced-key", message, "移到上面的 `---` 之前；多出来的 `---` 删去")


def mistakes_in_any_text(source: TextFile, site_url: str) -> Iterator[Problem]:
    """What nobody means to publish, in whatever text it stands: looked for in items and in hand-written pages."""
    yield from open_comments(source)
    yield from private_numbers(source)
    yield from local_addresses(source, site_url)
    yield from odd_characters(source)
    yield from misleading_links(source)


def _may_hold_odd_links(text: str) -> bool:
    """Whether a bracket is full-width, or two stand apart."""
    return "］" in text or "】" in text or "！[" in text or bool(_MAY_BE_ODD_LINK.search(text))


def _may_be_pasted(body: str) -> bool:
    """Whether something is set in, something goes on below a line of text, lists of two kinds meet, or bars make no
    table or an uneven one."""
    if "\t" in body or "\n    " in body or body.startswith("    ") or "\n｜" in body:
        return True
    text = f"\n{body}"
    return bool(_GOES_ON.search(text) or _POINTS.search(text)) or any(map(_is_no_table, _TABLE.findall(text)))


def _is_no_table(block: str) -> bool:
    rows = block[1:].split("\n")
    return len({row.count("|") for row in rows}) > 1 or len(rows) < 2 or not _IN_RULE.issuperset(rows[1])


def cut_off(written: str, at: Callable[[int], Position], patterns: Iterable[re.Pattern[str]]) -> Iterator[Problem]:
    """What YAML takes for a comment, and a person hardly meant for one. at: tells where an offset stands."""
    for found in (found for pattern in patterns for found in pattern.finditer(written)):
        message = f"`{found[1].strip()}` 不会发布：空格加 # 后面的是注释"
        hint = "要写进去，就把整个值用英文双引号括起来；真是注释，就在 # 后面空一格"
        yield Problem(at(found.start(1)), "cut-off", message, hint, Severity.WARNING)


def _one_tag_of_several(source: TextFile) -> Iterator[Problem]:
    for found in _TAGS.finditer(source.front):
        if found[1]:
            written = [(found.start(1), found[1])]
        else:
            written = [(found.start(2) + tag.start(1), tag[1]) for tag in _TAG.finditer(found[2])]
        for start, text in written:
            if any(sign in text for sign in "、，；") and not any(quote in text for quote in "\"'"):
                message = "几个标签之间用了中文的标点，会当作一个标签"
                hint = f"用英文逗号隔开：`[{', '.join(parts_of(text))}]`"
                yield Problem(source.in_front(start), "one-tag", message, hint, Severity.WARNING)


def _undefined(source: TextFile) -> Iterator[Problem]:
    """References to links and footnotes that are defined nowhere, at the first of each."""
    defined = {_plain(found[1]) for _, found in source.matches_in_body(_DEFINITION)}
    for position, found in source.matches_in_body(_REFERENCE):
        name = found[1] or found[3] or found[2]
        if _plain(name) not in defined:
            defined.add(_plain(name))
            if name.startswith("^"):
                message, hint = f"脚注 `[{name}]` 没有注文", f"另起一段写 `[{name}]: 注文`"
            else:
                message, hint = f"`[{name}]` 没有对应的网址", f"改成 `[文字](网址)`，或另起一段写 `[{name}]: 网址`"
            yield Problem(position, "undefined", f"{message}，会照字面印出来", hint, Severity.WARNING)


def _repeated_notes(source: TextFile) -> Iterator[Problem]:
    """Footnotes that take the place of an earlier one, which nobody would see."""
    known: set[str] = set()
    for position, found in source.matches_in_body(_DEFINITION):
        if found[1] in known:
            message = f"脚注 `[{found[1]}]` 的注文写了两次，只有最后一次的会印出来"
            yield Problem(position, "repeated-footnote", message, "各用各的号码，文中的也改；多余的删去")
        elif found[1].startswith("^"):
            known.add(found[1])


def _factors(source: TextFile) -> Iterator[Problem]:
    for position, found in source.matches_in_body(_FACTORS):
        message = f"`{found[0]}` 的两个星号会当作斜体的标记，不会显示"
        yield Problem(position, "lost-stars", message, r"乘号写成 `×`；要显示星号，写成 `\*`", Severity.WARNING)


def _hashtags(source: TextFile) -> Iterator[Problem]:
    for position, found in source.matches_in_body(_HASHTAG):
        message = f"`{found[0]}` 在一行的开头，这一行会成为标题"
        hint = f"不是标题，写成 `\\{found[0]}`；是标题，第一个 # 后面空一格"
        yield Problem(position, "not-a-heading", message, hint, Severity.WARNING)


def _plain(name: str) -> str:
    """Names of references are the same whatever their case and white space."""
    return " ".join(name.split()).lower()


def open_comments(source: TextFile) -> Iterator[Problem]:
    """Comments that do not end, or begin with other signs, and so are printed: whoever wrote one did not mean it for
    readers."""
    if _MAY_BE_OPEN.search(source.text):
        for position, found in source.matches_in_body(_OPEN_COMMENT):
            message = f"注释 `{found[0]}` 没有写完整，里面的话会印出来"
            hint = "注释写成 `<!-- … -->`，结尾是两个英文减号和 `>`，里面不要再写 `<!--`"
            yield Problem(position, "open-comment", message, hint)
    text = source.text
    if "＜" in text or "《!" in text or "《！" in text or _MAY_BE_ODD.search(text):
        for position, found in source.matches_in_body(_ODD_COMMENT):
            message = f"注释的开头 `{found[0]}` 不是英文的符号，里面的话会印出来"
            hint = "注释写成 `<!-- … -->`，尖括号、感叹号、减号都用英文的；不是注释，就把 `<`、`《` 后面的感叹号删去"
            yield Problem(position, "open-comment", message, hint)


def _full_width_links(source: TextFile) -> Iterator[Problem]:
    for position, found in source.matches_in_body(_LINK):
        mark, bracket, text, gap, opened, address, closed = found.groups()
        is_wrong = mark == "！" or bracket != "[" or opened == "（" or closed == "）"
        if (is_wrong or gap) and _ADDRESS.match(address):
            what, right = "图片" if mark else "链接", f"{'!' if mark else ''}[{text}]({address})"
            if is_wrong:
                yield _full_width(position, f"{what}的括号或感叹号", right)
            else:
                message = f"{what}的两对括号之间有空格，会照字面印出来"
                yield Problem(position, "split-link", message, f"删去空格：`{right}`", Severity.WARNING)


def _full_width_marks(source: TextFile) -> Iterator[Problem]:
    for position, found in source.matches_in_body(_HEADING):
        yield _full_width(position, "标题的井号", f"{'#' * len(found[1])} {found[2].rstrip()}")
    for position, found in source.matches_in_body(_STRONG):
        yield _full_width(position, "加粗的星号", f"**{found[1]}**")


def _full_width_quotations(source: TextFile) -> Iterator[Problem]:
    """Once a file: who writes one line so writes all so."""
    for position, found in source.matches_in_body(_QUOTATION):
        yield _full_width(position, "引文的大于号", f"> {found[1].rstrip()}")
        return


def _no_list(source: TextFile) -> Iterator[Problem]:
    """What looks like a list and is none: once a file, for who writes one so writes all so."""
    for position, found in source.matches_in_body(_UNPARTED):
        message = f"`{found[1]}` 后面没有空格，不会成为列表，几行会连成一段"
        hint = f"写成 `{found[1]} 文字`，第一行前面空一行"
        yield Problem(position, "not-a-list", message, hint, Severity.WARNING)
        return
    for position, found in source.matches_in_body(_UNPARTED_BELOW):
        message = f"`{found[1]}` 后面没有空格，会连在上一条里"
        below = Position(source.file, position.line + 1)
        yield Problem(below, "not-a-list", message, f"写成 `{found[1]} 文字`", Severity.WARNING)
        return


def _full_width(position: Position, what: str, right: str) -> Problem:
    message = f"{what}是全角的，会照字面印出来"
    return Problem(position, "full-width", message, f"改成半角的：`{right}`", Severity.WARNING)
