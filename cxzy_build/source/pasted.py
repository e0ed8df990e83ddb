"""Text as it comes out of Word: paragraphs without a blank line between them, or set in by blanks, tables as lines with
tabs. Markdown makes one paragraph, or code, of each, and says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, dropwhile, groupby, islice, pairwise, takewhile

from ..errors import Problem, Severity
from .text_files import TextFile

Line = tuple[int, str]
"""A line of a body, and its number there, from 0."""

Block = list[Line]
"""Lines with no blank one between them."""

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")

_KNOWN = re.compile(r" {0,3}(?:[-*+][ \t]|\d+[.)][ \t]|[>#|<:=]|!|`{3}|~{3}|\?\?\?|\[\^|\[[^\]]+\]:|-{2,}$)")
"""Beginnings of lines that Markdown knows for something else than text."""

_LIST_OR_TABLE = re.compile(r" {0,3}(?:[-*+] |\d{1,3}\. |\|)")
"""What begins only behind a blank line, else it belongs to the paragraph above."""

_HOLDS = re.compile(r" {0,3}(?:[-*+][ \t]|\d+[.)][ \t]|!!!|\?\?\?|\[\^)")
"""Beginnings of blocks whose further paragraphs are set in: points, boxes, notes. Definitions begin a line later."""

_NUMBER = r"[一二三四五六七八九十]+"
_POINT = re.compile(r"[•●■◆▪○·Ø\ue000-\uf8ff]|[－–—](?![－–—])")
_NUMBERED = re.compile(
    rf"[①-⑳]|\d+[、．）](?!\d)|\d+\.(?![ \t\n\d])|[（(](?:\d+|{_NUMBER})[)）]|{_NUMBER}、(?![\d一二三四五六七八九十])"
)
_OWN_WORD = re.compile(rf"{_NUMBER}是|第{_NUMBER}[条章][\s　]")
_LABEL = re.compile("[\u4e00-\u9fff　]{2,6}：")
_ITEM = re.compile(r"( *)(?:[-*+]|(\d)+\.) +\S")
_UNDERLINE = re.compile(r" {0,3}[-=]+ *")

_SENTENCE_END = re.compile(r"[。！？；：…][”’」』）\"']?$")
_NO_TITLE_END = re.compile(r"[。；][”’」』）]?$")
_TWO_SENTENCES = re.compile(r"[。！？](?![”’」』）\"']?$)")
_SHORT = 30
"""Characters of a title, or of a signature, at most."""

_SET_IN = re.compile(r" {4}| {0,3}\t")
_HAN = re.compile("[\u3400-\u9fff，。、；：！？]")


def pasted(source: TextFile) -> Iterator[Problem]:
    """Warnings about one file: one for each block, but one for all that is set in, and one for all lists."""
    blocks = tuple(_blocks(source.body))
    texts = [block for block in blocks if not block[0][1].lstrip().startswith("<")]
    tables = tuple(_tables(source, texts))
    yield from tables
    told = {problem.position.line for problem in tables}
    for block in texts:
        if not told & {source.in_body(number).line for number, _ in block}:
            yield from _run_together(source, block)
    yield from _set_in(source, blocks)
    yield from _hardly_set_in(source, texts)
    yield from _mixed(source, texts)


def _warning(source: TextFile, line: Line, code: str, message: str, hint: str) -> Problem:
    return Problem(source.in_body(line[0]), code, message, hint, Severity.WARNING)


def _blocks(body: str) -> Iterator[Block]:
    """Without code between fences and without comments."""
    block: Block = []
    until = ""
    for number, line in enumerate(body.split("\n")):
        opened = _FENCE.match(line)
        if until:
            until = "" if line.strip().startswith(until) or (until == "-->" and until in line) else until
            line = ""
        elif opened:
            line, until = "", opened[1]
        elif line.lstrip().startswith("<!--") and "-->" not in line:
            line, until = "", "-->"
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


# paragraphs


def _run_together(source: TextFile, block: Block) -> Iterator[Problem]:
    """The first line of a paragraph that was meant to begin something of its own."""
    lines = [one for one in block if not one[1].startswith("#")]
    if lines and not (_KNOWN.match(lines[0][1]) or _SET_IN.match(lines[0][1])):
        found = (_joined_to_text(source, lines), _makes_a_title(source, lines), _joined_paragraphs(source, lines))
        yield from islice(chain.from_iterable(found), 1)


def _joined_to_text(source: TextFile, lines: Block) -> Iterator[Problem]:
    """A list or a table."""
    if joined := next((line for line in lines[1:] if _LIST_OR_TABLE.match(line[1])), None):
        what = "表格" if "|" in joined[1][:4] else "列表"
        yield _warning(source, joined, "run-together", f"{what}前面没有空行，会连在上一段里", "在这一行前面空一行")


def _makes_a_title(source: TextFile, lines: Block) -> Iterator[Problem]:
    """A rule that Markdown takes for the underline of the line above."""
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1][1]) and _NO_TITLE_END.search(lines[0][1].rstrip()):
        message, hint = "和上一行之间没有空行，上一行会成为标题", "要一条横线，前面空一行；真是标题，写成 `## 标题`"
        yield _warning(source, lines[1], "run-together", message, hint)


def _joined_paragraphs(source: TextFile, lines: Block) -> Iterator[Problem]:
    is_of_paragraphs = _is_of_paragraphs([line.strip() for _, line in lines])
    found = [two for one, two in pairwise(lines) if _is_break(one[1], two[1], is_of_paragraphs)]
    if found:
        places = f"（这一块共 {len(found)} 处）" if len(found) > 1 else ""
        message = f"和上一行之间没有空行，会连成一段{places}"
        yield _warning(source, found[0], "run-together", message, _hint(found[0][1].strip()))


def _hint(line: str) -> str:
    if _POINT.match(line):
        return "前面空一行，每一条写成 `- 文字`"
    if _NUMBERED.match(line):
        return "各条之间空一行；要成为编号列表，前面空一行，每一条写成 `1. 文字`（点是英文的，后面空一格）"
    return "要分成两段，中间空一行；本来就是一段的不用管，诗行在行末加两个空格"


def _is_break(above: str, line: str, is_of_paragraphs: bool) -> bool:
    """Whether `line` begins a paragraph of its own; two blanks at the end of a line are Markdown's line break."""
    if above.endswith("  ") or _KNOWN.match(line):
        return False
    is_marked = (_has_own_mark(above) and _is_marked(line)) or (_is_labelled(above) and _is_labelled(line))
    return is_marked or (_ends(above) and (is_of_paragraphs or _has_own_mark(line)))


def _ends(line: str) -> bool:
    return bool(_SENTENCE_END.search(line.rstrip(), max(len(line) - 4, 0)))


def _has_own_mark(line: str) -> bool:
    return line.startswith(("　", "\t", "    ")) or _is_marked(line) or bool(_OWN_WORD.match(line.strip()))


def _is_marked(line: str) -> bool:
    text = line.strip()
    return bool(_POINT.match(text) or _NUMBERED.match(text))


def _is_labelled(line: str) -> bool:
    return bool(_LABEL.match(line.strip()))


def _is_of_paragraphs(lines: list[str]) -> bool:
    """Whether each line is a paragraph, but for a title above and signatures below: all end as sentences do, and some
    hold several. One sentence a line is a way to write a paragraph."""
    while len(lines) > 1 and len(lines[-1]) < _SHORT and not _ends(lines[-1]):
        lines = lines[:-1]
    if len(lines) > 1 and len(lines[0]) < _SHORT and not _ends(lines[0]):
        lines = lines[1:]
    return len(lines) > 1 and all(map(_ends, lines)) and any(map(_TWO_SENTENCES.search, lines))


# what is set in


def _set_in(source: TextFile, blocks: Iterable[Block]) -> Iterator[Problem]:
    found: list[Line] = []
    holder: Block = []
    for block in blocks:
        if not _SET_IN.match(block[0][1]):
            holder = block
        elif not _holds(holder) and _is_text([line for _, line in block]):
            found.append(block[0])
    if found:
        what = "制表符（Tab）" if "\t" in found[0][1][:4] else "空格"
        many = f"（这样的共 {len(found)} 段）" if len(found) > 1 else ""
        message = f"这一段开头有{what}，会当作代码，照原样显示，不换行{many}"
        yield _warning(source, found[0], "set-in", message, f"删去开头的{what}")


def _hardly_set_in(source: TextFile, blocks: Iterable[Block]) -> Iterator[Problem]:
    """Points of a further level that are set in by less than Markdown asks for: the first one."""
    outer = above = -1
    for block in blocks:
        for line in block:
            found = _ITEM.match(line[1])
            if found:
                depth = len(found[1])
                outer = depth if above < 0 else outer
                if 0 <= above < depth and (depth - outer) % 4:
                    message = f"前面空了 {depth} 格，不会成为下一级的列表，会并进上一级"
                    hint = "下一级的每一行前面空四格，再下一级空八格"
                    yield _warning(source, line, "not-nested", message, hint)
                    return
                above = depth
            elif line is block[0] and not line[1].startswith((" ", "\t")):
                above = -1


def _mixed(source: TextFile, blocks: Iterable[Block]) -> Iterator[Problem]:
    """Points right below one of another kind, which takes them for its own text: the first of each block."""
    for block in blocks:
        for above, line in pairwise(block):
            one, two = _ITEM.match(above[1]), _ITEM.match(line[1])
            if one and two and one[1] == two[1] and bool(one[2]) != bool(two[2]):
                message = "和上一行不是同一种列表，中间没有空行，会混在一起"
                hint = "前面空一行，成为另一列；是上一条的下一级，前面空四格"
                yield _warning(source, line, "run-together", message, hint)
                break


def _holds(block: Block) -> bool:
    starts = [line for at, (_, line) in enumerate(block) if not at or block[at - 1][1].startswith("#")]
    return any(map(_HOLDS.match, starts)) or any(line.startswith(": ") for _, line in block)


def _is_text(lines: list[str]) -> bool:
    """Whether most of it is Chinese: code is not."""
    text = "".join("".join(lines).split())
    return not text.startswith("<") and 2 * len(_HAN.findall(text)) > len(text)


# tables

_RULE = re.compile(r"[ \t]*\|?[ \t:]*-[-| \t:]*")
_NO_BAR = re.compile(r"\\.|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)")
"""Within which a bar parts no cells."""

_BAD_RULE = re.compile(r"[ \t]*\|[-| \t:—–─－]*[—–─－][-| \t:—–─－]*")


def _tables(source: TextFile, blocks: Iterable[Block]) -> Iterator[Problem]:
    """Rows of cells parted by tabs, with or without blank lines between; rows with bars that make no table."""
    lines = [line for block in blocks for line in block]
    for columns, rows in groupby(lines, lambda line: _columns(line[1])):
        first, *more = rows
        if columns > 1 and more:
            row = "|".join(f" {cell.strip()} " for cell in first[1].rstrip().split("\t"))
            hint = f"写成表格：第一行 `|{row}|`，第二行 `|{' --- |' * columns}`，以下各行照第一行的样子；各行之间不空行"
            message = "看来是从 Word 或 Excel 粘贴来的表格，会连成一段"
            yield _warning(source, first, "pasted-table", message, hint)
    yield from (problem for block in blocks for problem in _barred(source, block))


def _columns(line: str) -> int:
    """Of a row whose cells are parted by tabs; 0 for other lines, those that begin with a mark and a tab among them."""
    cells = line.rstrip().split("\t")
    first = cells[0].strip()
    is_row = len(cells) > 1 and first and not _KNOWN.match(line) and not _SET_IN.match(line)
    is_point = _POINT.match(first) or (_NUMBERED.match(first) and len(first) < 5)
    return len(cells) if is_row and not is_point else 0


def _barred(source: TextFile, whole: Block) -> Iterator[Problem]:
    block = list(dropwhile(lambda line: line[1].startswith("#"), whole)) or whole
    code, first = "pasted-table", block[0][1].strip()
    if first.startswith("｜"):
        yield _warning(source, block[0], code, "表格的竖线是全角的“｜”，会照字面印出来", "改成半角的 `|`")
    elif first.startswith("|"):
        second = block[1] if len(block) > 1 else None
        if second and _BAD_RULE.fullmatch(second[1]):
            yield _warning(source, second, code, "表格第二行的横线不是英文减号，成不了表格", "写成 `| --- | --- |`")
        elif not (second and _RULE.fullmatch(second[1])):
            hint = "第二行写 `| --- | --- |`，各行之间不空行，表格前面空一行"
            yield _warning(source, block[0], code, "这里的 `|` 成不了表格，会照字面印出来", hint)
    if len(block) > 1 and "|" in first and "|" in block[1][1] and _RULE.fullmatch(block[1][1]):
        yield from _uneven(source, block)


def _uneven(source: TextFile, table: Block) -> Iterator[Problem]:
    """Rows of a table that are longer than its header, or none at all."""
    header, rule, *rows = table
    has_border = header[1].strip().startswith("|") or header[1].rstrip().endswith("|")
    columns, ruled = _cells(header[1], has_border), _cells(rule[1], has_border)
    if columns != ruled:
        message = f"表头有 {columns} 格，第二行的横线有 {ruled} 格，成不了表格，会照字面印出来"
        yield _warning(source, rule, "pasted-table", message, f"写成 `|{' --- |' * columns}`")
        return
    written = list(takewhile(lambda row: "|" in row[1], rows))
    if longer := [row for row in written if _cells(row[1], has_border) > columns]:
        many = f"（这样的共 {len(longer)} 行）" if len(longer) > 1 else ""
        message = f"这一行有 {_cells(longer[0][1], has_border)} 格，表头只有 {columns} 格，多出来的不会显示{many}"
        hint = r"表头和第二行的横线也补上，空着的格也要写；格里面的竖线写成 `\|`"
        yield _warning(source, longer[0], "pasted-table", message, hint)
    if len(written) < len(rows):
        message, hint = "和表格之间没有空行，会成为表格的一行", "在这一行前面空一行"
        yield _warning(source, rows[len(written)], "run-together", message, hint)


def _cells(row: str, has_border: bool) -> int:
    row = _NO_BAR.sub("", row.strip())
    return (row.removeprefix("|").removesuffix("|") if has_border else row).count("|") + 1
