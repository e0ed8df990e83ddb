"""What people call the values that have an English name in files, and small numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """What readers see for a value, in short and in full, and what else people write for it."""

    short: str
    full: str
    others: tuple[str, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """All that may stand for the value, the usual word first."""
        return self.short, self.full, *self.others


COLLECTIONS_CALLED: Mapping[str, Words] = {
    "news": Words("新闻", "新闻动态"),
    "exemplars": Words("典型", "先进典型", ("exemplar",)),
    "results": Words("成果", "阶段成果", ("result",)),
    "branches": Words("支部", "党支部", ("branch",)),
    "commitments": Words("承诺", "公开承诺", ("commitment",)),
    "documents": Words("文件", "文件资料", ("简报", "document")),
}
"""In the order in which lists and summaries name them."""

BRANCH_KINDS_CALLED: Mapping[str, Words] = {
    "staff": Words("教工", "教工支部", ("教师",)),
    "student": Words("学生", "学生支部"),
    "mixed": Words("师生联合", "师生联合支部", ("师生",)),
    "retired": Words("离退休", "离退休支部", ("退休",)),
}

STATES_CALLED: Mapping[str, Words] = {
    "promised": Words("已承诺", "已承诺"),
    "doing": Words("践诺中", "践诺中", ("进行中",)),
    "kept": Words("已兑现", "已兑现", ("已完成", "done", "finished", "completed")),
    "missed": Words("未兑现", "未兑现", ("failed",)),
}
"""How far a promise is."""


LISTS_CALLED: Mapping[str, str] = {
    "columns": "栏目",
    "phases": "阶段",
    "pledges": "五比五带头",
    "integrations": "五个结合",
}
"""What people call the lists of campaign.yml whose entries any item of a collection may be filed under."""


def chinese_number(number: int) -> str:
    """`三`; above ten, figures."""
    return "零一二三四五六七八九十"[number] if number <= 10 else str(number)


def listed(called: Mapping[str, Words]) -> str:
    """`news 新闻、exemplars 典型、…`."""
    return "、".join(f"{name} {words.short}" for name, words in called.items())
