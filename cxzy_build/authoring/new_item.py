"""A new item to start from: every key that must be there, the most usual others, and how to write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from ..content import slugs
from ..content.drafts import name_of
from ..content.items import PLACEHOLDER, PLACEHOLDERS
from ..content.models import Campaign, Named
from ..content.tree import list_tree
from ..errors import UsageError
from ..settings import Settings

_LONGEST_NAME = 100
"""Characters of the name of its file, without the date: a long title has many."""

_MOST_BRANCHES = 12
"""Whose ids are shown."""


def new_item(settings: Settings, campaign: Campaign, kind: str, title: str, day: dt.date) -> Path:
    """Write the skeleton of a `kind` called `title`; never over an existing file. Returns its path."""
    slug = slugs.shortened(slugs.slug_of_text(title), _LONGEST_NAME)
    if not slug:
        raise UsageError(f"从“{title}”得不出文件名，请换一个含汉字、字母或数字的标题")
    dated = kind in ("news", "results", "commitments", "documents")
    folder = settings.content_dir / kind / (str(day.year) if dated else "")
    path = folder / (f"{day}-{slug}.md" if dated else f"{slug}.md")
    if path.exists():
        raise UsageError(f"{settings.shown(path)} 已经存在，没有改动它")
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{_front(settings, campaign, kind, title, day)}---\n\n{PLACEHOLDER}\n", encoding="utf-8")
    return path


def _front(settings: Settings, campaign: Campaign, kind: str, title: str, day: dt.date) -> str:
    quoted = '"' + title.replace("\\", "\\\\").replace('"', '\\"') + '"'
    branches = sorted(name_of(path) for path in list_tree(settings).items if path.startswith("branches/"))
    others = "、".join(branches[:_MOST_BRANCHES]) + ("等" if len(branches) > _MOST_BRANCHES else "")
    if branches:
        branch, commented = f"branch: {branches[0]}", ""
    else:
        branch, commented, others = "branch:", "# ", "还没有；先新建支部：cxzy new branches 名称"
    metric, gap, promise, measure = PLACEHOLDERS
    lines = {
        "news": [
            f"title: {quoted}",
            f"date: {day}            # 发布日期",
            f"# event_date: {day}    # 活动日期，与发布日期不同时写",
            f"column: {_first(campaign.columns)}    # 请选一个：{_ids(campaign.columns)}",
            f"# {branch}    # 支部，可用：{others}",
            f"# pledges: [{_first(campaign.pledges)}]    # 可用：{_ids(campaign.pledges)}",
            "# cover: photo.jpg       # 旁边的照片；cover_alt 写它的说明",
            "source: 本院",
            "contributor:             # 供稿",
            "draft: true              # 写好后改成 false",
        ],
        "exemplars": [
            f"name: {quoted}",
            f"role: {_first(campaign.roles)}    # 请选一个：{_ids(campaign.roles)}",
            f"{commented}{branch}    # 请选一个：{others}",
            f"date: {day}",
            "post:                    # 职务",
            "quote:                   # 一句话",
            "draft: true              # 写好后改成 false",
        ],
        "results": [
            f"title: {quoted}",
            f"date: {day}",
            f"kind: {_first(campaign.result_kinds)}    # 请选一个：{_ids(campaign.result_kinds)}",
            "metrics:",
            f"  - {{name: {metric}, before: 0, value: 0, target: 0, unit: 项}}",
            "draft: true              # 写好后改成 false",
        ],
        "commitments": [
            f"title: {quoted}",
            f"date: {day}",
            "by: committee            # 或 {branch: 支部 id}，或 {exemplar: 典型 slug}",
            "items:",
            f"  - gap: {gap}",
            f"    promise: {promise}",
            f"    measure: {measure}",
            f"    due: {day}",
            "    state: promised      # promised 已承诺，doing 践诺中，kept 已兑现，missed 未兑现",
            "draft: true              # 写好后改成 false",
        ],
        "documents": [
            f"title: {quoted}",
            f"date: {day}",
            f"kind: {_first(campaign.document_kinds)}    # 请选一个：{_ids(campaign.document_kinds)}",
            "number:                  # 文号",
            "issue:                   # 简报期号",
            "draft: true              # 写好后改成 false",
        ],
        "branches": [
            f"name: {quoted}",
            "kind: staff              # 请选一个：staff 教工，student 学生，mixed 师生联合，retired 离退休",
            "secretary:               # 书记",
            "members:                 # 党员人数",
            "draft: true              # 写好后改成 false",
        ],
    }
    return "\n".join(lines[kind]) + "\n"


def _ids(entries: Sequence[Named]) -> str:
    return "、".join(f"{e.id} {e.name}" for e in entries) or "（campaign.yml 里还没有）"


def _first(entries: Sequence[Named]) -> str:
    return entries[0].id if entries else ""
