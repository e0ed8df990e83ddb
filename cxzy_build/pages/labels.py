"""Words that readers see for what the code calls by English names, and dates as they are written in Chinese."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal

from ..models.moments import Moment
from ..models.words import BRANCH_KINDS_CALLED, COLLECTIONS_CALLED, LISTS_CALLED, STATES_CALLED

SAMPLE = "【示例】"
"""Before the title of a sample where nothing else can mark it: in feeds, and where links to it are shared."""

COLLECTION = {name: words.full for name, words in COLLECTIONS_CALLED.items()}
KIND_OF_ITEM = {name: words.short for name, words in COLLECTIONS_CALLED.items()}
BRANCH_KIND = {kind: words.full for kind, words in BRANCH_KINDS_CALLED.items()}
STATE = {state: words.full for state, words in STATES_CALLED.items()}
SECTION: Mapping[str, str] = {"phases": "活动阶段", "showcase": "成果展览", "archive": "档案"}
"""Names of the parts of the site that are no collections, by the first part of their addresses."""

LIST = LISTS_CALLED
TAGS = "标签"
COLUMN_TYPE: Mapping[str, str] = {
    "news": "工作动态",
    "exemplars": "先进典型",
    "results": "工作成果",
    "branches": "概况信息",
    "commitments": "公开承诺",
    "documents": "文件资料",
    "phases": "概况信息",
}
"""The type of a column in page tags, by the first part of its address; OTHER_COLUMN_TYPE for all others."""

OTHER_COLUMN_TYPE = "专题专栏"
SLIP_LENGTH = 12
SLIP_COLUMN = 6
"""Characters on a drawn cover's title slip, and in one of its columns: two columns are legible on a card."""

_CHINESE = r"[\u3400-\u9fff]"
_BLANK = rf"(?<={_CHINESE})\s+(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])\s+(?={_CHINESE})"
"""What some put between Chinese and Latin characters; between Chinese ones a blank parts clauses. Like those below it
is compiled when it is first used, which takes milliseconds: most builds after an edit draw no cover."""

_LONG_WORD = rf"[A-Za-z]{{{SLIP_COLUMN + 1}}}"
_QUOTED = r"[《〈“‘「『]+([^》〉”’」』]+)"
_QUOTES = r"[《》〈〉“”‘’「」『』]"
_CLAUSE_ENDS = rf"[：，、；。！？—…（）【】\[\]()]+|(?<={_CHINESE})\s+(?={_CHINESE})"


def day_text(day: dt.date) -> str:
    """`2010年5月27日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment_text(moment: Moment) -> str:
    return f"{day_text(moment.day)} {moment.start:%H:%M}" if moment.has_time else day_text(moment.day)


def span_text(begin: Moment, end: Moment | None) -> str:
    """A day, or `2010年7月15日至16日`, or `2010年7月15日 09:00至11:00`, saying again only what differs."""
    if end is None:
        return moment_text(begin)
    time = f"{end.start:%H:%M}" if end.has_time and end != begin else ""
    if end.day == begin.day:
        return f"{moment_text(begin)}至{time}" if time else moment_text(begin)
    last = end.day
    if (last.year, last.month) == (begin.day.year, begin.day.month):
        day = f"{last.day}日"
    elif last.year == begin.day.year:
        day = f"{last.month}月{last.day}日"
    else:
        day = day_text(last)
    return f"{moment_text(begin)}至{day}{' ' if time else ''}{time}"


def partial_date_text(text: str) -> str:
    """`2009` → 2009年, `2009-07` → 2009年7月, `2009-07-01` → 2009年7月1日."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(text.split("-"), "年月日", strict=False))


def number_text(number: Decimal | int) -> str:
    """A number as people write it: no exponent, no superfluous zeros, thousands not separated."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def slip_text(heading: str, instead: str = "") -> str:
    """A title as a book's title slip shows it: what it quotes at its start or its first clause, at most 12 characters,
    in columns of at most 6 that are as even as can be, separated by line ends. `instead` of one with a Latin word that
    would be torn."""
    quoted = re.match(_QUOTED, heading)
    clause = clauses(quoted[1] if quoted else heading).partition("\n")[0] or heading
    if instead and re.search(_LONG_WORD, clause):
        clause = instead
    text = clause if len(clause) <= SLIP_LENGTH else f"{clause[: SLIP_LENGTH - 1]}…"
    columns = -(-len(text) // SLIP_COLUMN)
    height = -(-len(text) // columns)
    return "\n".join(text[start : start + height] for start in range(0, len(text), height))


def clauses(text: str) -> str:
    """`三创三推进，五比五带头` as lines of their own, without the punctuation between them and quotation marks."""
    plain = re.sub(_QUOTES, "", re.sub(_BLANK, "", text))
    return "\n".join(filter(None, map(str.strip, re.split(_CLAUSE_ENDS, plain))))


def lead_text(summary: str) -> str:
    """A summary that breaks off before what it announces says so."""
    return f"{summary[:-1]}……" if summary.endswith(("：", ":")) else summary


def wrap_class(title: str) -> str:
    """How a title is broken into lines: at its punctuation where it has some and no clause is too long for a narrow
    line, else into lines of even length; `cx-long`: so in half of a phone's width. Browsers know no words of Chinese,
    and would leave one character alone."""
    parts = _PAUSE.split(title.rstrip(_PAUSES))
    longest = max(map(len, parts))
    if len(parts) == 1 or longest >= _NARROW:
        return "cx-even"
    return "cx-clauses" if longest < _HALVED else "cx-clauses cx-long"


_PAUSES = "，：、。；！？"
_PAUSE = re.compile(f"[{_PAUSES}]")
_NARROW, _HALVED = 12, 8
"""Characters of a title on a card beside a picture; on one of two cards across a phone of 360 px, one for the mark
behind them left out."""


def total_text(total: int, section: str) -> str:
    """How much a list of a section holds: `共 8 条`, of people `共 8 人`; empty where it holds nothing."""
    return f"共 {count_text(total, section)}" if total else ""


def count_text(count: int, section: str) -> str:
    """`8 条`, of people `8 人`."""
    return f"{count} {_COUNTERS.get(section, '条')}"


_COUNTERS: Mapping[str, str] = {"exemplars": "人", "branches": "个"}


def percent_text(part: Decimal | int, whole: Decimal | int) -> str:
    """A share with one decimal at most: `92.2%`. What is not all is not called 100 %, nor something 0 %. `whole` is not
    0."""
    share = round(100 * Decimal(part) / whole, 1)
    if 0 < part < whole:
        share = min(max(share, _LEAST_SHARE), 100 - _LEAST_SHARE)
    return f"{number_text(share)}%"


_LEAST_SHARE = Decimal("0.1")


def size_text(size: int) -> str:
    """A file's size, in units of 1024 bytes."""
    if size < 1024:
        return f"{size} 字节"
    kilobytes = round(size / 1024)
    return f"{kilobytes} KB" if kilobytes < 1024 else f"{size / 1048576:.1f} MB"
