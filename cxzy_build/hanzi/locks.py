"""Texts whose Traditional form is given, wherever they stand: names, and what somebody wrote in Traditional."""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from markupsafe import escape

from .converters import to_traditional
from .names import is_person, needs_care, reading
from .words import places, words

Locked = tuple[str, str]
"""A text in Simplified, and its Traditional form: as it was written; empty for a name, whose form the rules for names
give; or PERSON."""

PERSON = "\0"
"""In the place of a form: the text is a person's name even if the surname is unknown."""


class Lock(NamedTuple):
    """How a text reads in Traditional.

    written: the form that was given; empty: the rules for names give it. is_name: it holds wherever the text stands,
    not only where the text is all there is. is_likely_person: it came from a field that names persons.
    """

    written: str
    is_name: bool
    is_likely_person: bool = False


LONG = 4
"""Characters from which on a text written in Traditional is known again within another one."""

_IN_WORDS: Mapping[str, str] = {
    "于": "由关对至属位处等终基源过敢甘勇富善乐易便利限归忠缘出在",
    "范": "示规模典师就防风",
    "后": "以然之今最先前落背随此幕事",
    "余": "其业剩富多百千十年",
    "干": "能实骨苦若才精主树相",
    "云": "风乌白",
    "里": "这那哪公夜家心村",
    "向": "方面意志倾导动走",
    "游": "旅导上中下",
    "周": "上本下每一四",
    "谷": "山稻五",
    "曲": "歌戏作",
    "松": "轻放宽",
    "任": "主担责信委历兼连",
    "高": "提崇最较",
    "方": "地双各甲乙多官校军",
    "张": "紧主扩慌纸",
    "程": "工课过流章日全历规",
    "李": "行",
    "安": "公保治平",
    "成": "完组促达",
    "明": "说证文表",
    "时": "准临",
    "金": "资基奖",
    "单": "简名清",
    "全": "安健完",
    "文": "语公论征作",
    "解": "了理讲",
    "计": "设统合会",
    "关": "有相机海",
    "项": "事各单",
    "施": "实措设",
    "席": "主出缺",
    "强": "加增坚",
    "查": "检调审核",
    "师": "老教导律",
    "史": "历党校",
    "章": "文规党",
    "华": "中精",
    "景": "背前",
    "路": "道思线",
    "边": "周身",
    "连": "接关相",
    "常": "经日正",
    "展": "发开进",
}
"""By the first character of a name: those that it makes a word with, so that no name begins there."""


_WITH_NEXT: Mapping[str, str] = {
    "干": "部劲活事警将群练校线",
    "后": "面来果续勤备期代者",
    "里": "面程边",
    "发": "展现生动表挥布",
    "余": "额下地款粮热",
    "云": "集",
    "征": "求收集调用订税询兵文稿购地召管缴聘",
    "准": "备确时则点",
    "范": "围例畴文本式",
    "采": "取用购纳集访写编摘样录风血矿煤油暖伐",
    "松": "懈弛动绑散软劲",
    "游": "览玩戏客行艺园记",
    "谷": "物子类雨",
    "郁": "闷金结葱",
    "向": "导往",
    "占": "领据用有比地",
    "布": "置局告",
    "周": "年刊末期报",
}
"""By the last character of a name: those that it makes a word with, so that no name ends there: 地方干部."""


def merged(locked: Iterable[Iterable[Locked]], chosen: Mapping[str, str] | None = None) -> Mapping[str, Lock]:
    """All that is locked, by text. Where one is written in two ways, the one that sorts last; `chosen` forms, which
    somebody gave to names, before all others."""
    known: dict[str, Lock] = {}
    for text, written in (pair for pairs in locked for pair in pairs):
        before = known.get(text, _NOTHING)
        is_person = written == PERSON
        form = "" if is_person else written
        known[text] = Lock(max(form, before.written), before.is_name or not form, before.is_likely_person or is_person)
    return {**known, **{text: Lock(written, True) for text, written in (chosen or {}).items()}}


_NOTHING = Lock("", False)


class Locks:
    """Finds locked texts in texts, HTML and JSON: names wherever they stand, others where they are surely meant."""

    def __init__(self, locked: Mapping[str, Lock]) -> None:
        known = {text: form for text, lock in locked.items() if (form := _form(text, lock))}
        whole = {**known, **_units(locked, known)}
        self.whole = spelled(whole)
        within = spelled({text: whole[text] for text, lock in locked.items() if _is_known_within(text, lock)})
        self._forms = {**words(), **within}
        self._within = _pattern(within)

    def converted(self, text: str) -> str:
        """A text in Traditional, what is locked in it by its form."""
        return _converted_around(self._within, self._forms, text)


def _form(text: str, lock: Lock) -> str:
    """The one that was given, or that of a person's name."""
    if lock.written or is_person(text, is_likely=lock.is_likely_person):
        return lock.written or reading(text, is_likely=lock.is_likely_person)
    return ""


def _units(locked: Mapping[str, Lock], known: Mapping[str, str]) -> dict[str, str]:
    """The forms of units' names, which are read as sentences are: 范后里工作室 has a person's name in it."""
    units = [text for text in locked if text not in known]
    if not units:
        return {}
    names = {text: form for text, form in known.items() if locked[text].is_name}
    pattern, forms = _pattern(names), {**words(), **names}
    return {text: _converted_around(pattern, forms, text) for text in units}


_LOCK = "\ufdd1"
"""In the place of a text that is locked: a noncharacter."""


def _converted_around(pattern: re.Pattern[str], forms: Mapping[str, str], text: str) -> str:
    """A text in Traditional, what the pattern finds by its form."""
    parts = pattern.split(text)  # at odd places what was found
    parts[::2] = to_traditional(_LOCK.join(parts[::2])).split(_LOCK)
    parts[1::2] = map(forms.__getitem__, parts[1::2])
    return "".join(parts)


def spelled(forms: Mapping[str, str]) -> dict[str, str]:
    """Texts and their forms, also as they stand in HTML and JSON."""
    return {spell(text): spell(form) for text, form in forms.items() for spell in _spellings_for(text)}


def spellings(text: str) -> Iterator[str]:
    """`text` as it may stand in files."""
    return (spell(text) for spell in _spellings_for(text))


def _spellings_for(text: str) -> tuple[Callable[[str], str], ...]:
    return _SPELLINGS if _SPECIAL.search(text) else _SPELLINGS[:1]


_SPECIAL = re.compile("[&<>\"'\\\\\x00-\x1f]")
_SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: str(escape(text)),
    lambda text: html.escape(text, quote=False),
    html.escape,
    lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
)
"""Plain; as templates write it, in text and in attributes; as the serializers of HTML and XML do; in JSON."""


def _is_known_within(text: str, lock: Lock) -> bool:
    return lock.is_name or len(text) >= LONG or (is_person(text) and needs_care(text))


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """One whose group takes the longest name or word. Nothing stands before its branches, each of which begins with a
    character of its own: so these are searched for as one set, which takes half the time."""
    names = list(names)
    where = {**_with_names_behind(names), **{name: _apart(name) if len(name) == 2 else "" for name in names}}
    by_first: dict[str, list[str]] = defaultdict(list)
    for text in sorted(where, key=lambda text: (-len(text), text)):
        by_first[text[0]].append(text)
    return re.compile(f"({'|'.join(_branch(first, by_first[first], where) for first in sorted(by_first))})")


def _with_names_behind(names: Iterable[str]) -> Mapping[str, str]:
    """The places of words, none of which is one where a longer name begins in it: 后勤处|于文海."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(name) > _SHORT:
            by_first[name[0]].append(name)
    where = dict(places())
    for word in where:
        rests = [
            re.escape(name[len(word) - at :])
            for at in range(1, len(word))
            for name in by_first.get(word[at], ())
            if len(name) > len(word) - at and name.startswith(word[at:])
        ]
        if rests:
            where[word] += f"(?!{'|'.join(sorted(rests))})"
    return where


_SHORT = 2
"""Characters of a name that may stand in a text by chance."""


def _branch(first: str, texts: Iterable[str], where: Mapping[str, str]) -> str:
    """Texts of two characters that stand anywhere are told by a set, which is quickest."""
    anywhere = "".join(text[1] for text in texts if len(text) == 2 and not where[text])
    rests = [f"{re.escape(text[1:])}{where[text]}" for text in texts if len(text) != 2 or where[text]]
    longer = sum(len(text) > 2 for text in texts)
    if anywhere:
        rests.insert(longer, f"[{re.escape(anywhere)}]")
    return f"{re.escape(first)}(?:{'|'.join(rests)})"


def _apart(name: str) -> str:
    """A short name is none where its first character makes a word with the one before it, or its last with the one
    behind it; but where it is said who that is, it is one."""
    first, last = name[0], name[1]
    before = f"(?<![{_IN_WORDS[first]}]{first}.)" if first in _IN_WORDS else ""
    apart = f"{before}(?![{_WITH_NEXT[last]}])" if last in _WITH_NEXT else before
    return apart and f"(?:{apart}|{_SAID_BEFORE.format(first)}|(?={_SAID_BEHIND}))"


_SAID_BEFORE = "(?<=[老教导律]师{}.)"
_SAID_BEHIND = "同志|老师|教授|书记|主任|同学|先生|女士|带领|表示|主持|主讲|介绍|宣读|说"
