"""What people are told about the values that they write: tables of words, and how things are written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .slugs import LONGEST
from .words import BRANCH_KINDS_CALLED, COLLECTIONS_CALLED, STATES_CALLED, Words

CHINESE_KEYS = {
    "标题": "title", "日期": "date", "时间": "date", "摘要": "summary", "支部": "branch", "阶段": "phase",
    "标签": "tags", "封面": "cover", "附件": "attachments", "来源": "source", "供稿": "contributor",
    "作者": "contributor", "author": "contributor", "摄影": "photographer", "审核": "reviewer", "置顶": "pinned",
    "草稿": "draft", "栏目": "column", "category": "column", "姓名": "name", "名称": "name", "岗位": "role",
    "职务": "post", "荣誉": "honours", "honors": "honours", "类别": "kind", "文号": "number", "期号": "issue",
    "description": "summary", "image": "cover", "permalink": "slug", "url": "slug",
    "name": "title", "书记": "secretary", "人数": "members", "党员人数": "members", "发布日期": "date",
    "活动日期": "event_date", "更正": "correction", "照片": "cover", "photo": "cover", "头像": "portrait",
}  # fmt: skip
"""Words that people write for a key: Chinese names and other generators' keys."""

MESSAGES: Mapping[str, tuple[str, str]] = {
    "string_type": ("应是一段文字", "只写一个值；含冒号时用英文双引号括起来"),
    "string_too_short": ("不能为空", "写上内容，或删去这个键"),
    "string_too_long": (f"太长，至多 {LONGEST} 个字符", "写短一些"),
    "string_pattern_mismatch": ("只能含小写英文字母、数字和连字符 -", "如 `2011-qi-yi-biao-zhang`"),
    "int_parsing": ("应是整数", "只写数字"),
    "int_parsing_size": ("这个数太大", "写一个小一些的整数"),
    "int_type": ("应是整数", "只写数字"),
    "decimal_parsing": ("应是数字", "只写数字，单位写在 `unit`"),
    "decimal_type": ("应是数字", "只写数字，单位写在 `unit`"),
    "finite_number": ("应是数字", "只写数字，单位写在 `unit`"),
    "bool_parsing": ("应是 true 或 false", "写成 `true` 或 `false`"),
    "bool_type": ("应是 true 或 false", "写成 `true` 或 `false`"),
    "tuple_type": ("应是列表", "写成 `[甲, 乙]`，或每行一个 `- `"),
    "list_type": ("应是列表", "写成 `[甲, 乙]`，或每行一个 `- `"),
    "dict_type": ("应是“键: 值”的一组", "每个键写一行，并缩进"),
    "too_short": ("至少要有一项", "写上一项"),
    "greater_than_equal": ("不能小于 0", "写一个不小于 0 的整数"),
}
"""What is wrong and what to do, by pydantic-core's names for it."""


CALLED: Mapping[str, Words] = {**STATES_CALLED, **BRANCH_KINDS_CALLED, **COLLECTIONS_CALLED}
"""What people call the values that a key can have."""

FORMS: Mapping[str, str] = {
    "honours": "`- {title: 先进基层党组织, issuer: 学校党委, date: 2011}`",
    "metrics": "`- {name: 走访学生, value: 126, unit: 人次}`",
    "items": "`- promise: 每月走访学生一次`",
    "attachments": "`- {file: form.docx, title: 报名表}`",
    "counts": "`counts: {collection: news}`",
    "public_appraisal": "`public_appraisal: {date: 2011-06-20, voters: 64, satisfied: 60}`",
    "editions": "`editions: [zh-Hant]`",
    "leader_review": "`leader_review: {by: 某某, date: 2011-06-20, text: 点评的话}`",
    "occasion": "`occasion: {name: 党的十八大, date: 2012-11-08}`",
    "phases": "`- {id: mobilise, no: 1, name: 学习动员, start: 2010-05-27, end: 2010-10-31}`",
    "columns": "`- {id: meetings, name: 会议部署}`",
    "roles": "`- {id: teachers, name: 教师党员}`",
    "result_kinds": "`- {id: teaching, name: 教学育人}`",
    "document_kinds": "`- {id: notice, name: 通知}`",
    "standards": "`- {id: five-goods, name: 五个好, source: 出处, points: [领导班子好]}`",
    "mourning": "`- {from: 2010-08-15, until: 2010-08-15}`",
}
"""How groups are written, by their key; of a list of groups one entry."""

KEY_AND_VALUE = re.compile(r"([a-z_]+)\s*([：:])(?!//)(.*)", re.DOTALL)
"""A key and its value that became one text."""

KEY_WITHIN = re.compile(r"，\s*([a-z_]+)\s*[：:]")
"""A further key in such a text."""

OF_WORDS = frozenset(("tags", "pledges", "integrations", "aliases", "editions"))
"""Keys whose lists hold words, so that a sign between some parts them."""

OF_IDS = frozenset(("pledges", "integrations"))
"""Those of them that are ids of campaign.yml."""

CHOICES: Mapping[tuple[str, str], str] = {
    ("CommitmentFront", "by"): "，写 `committee`（党委）、`{branch: 支部 id}` 或 `{exemplar: 典型 slug}`",
    ("BranchFront", "kind"): "，写 `staff` 教工、`student` 学生、`mixed` 师生联合或 `retired` 离退休",
}
"""What a missing key can say, where it is no id."""


def where_ids_are(held_by: str) -> str:
    """Where to look for the ids of a list of campaign.yml, or of branches."""
    if held_by == "branches":
        return "，支部的 id 是 content/branches/ 里的文件名（不带 .md）"
    return f"，可用的 id 在 campaign.yml 的 `{held_by}` 里"


def slip_in(written: object) -> tuple[str, str] | None:
    """What is wrong with a colon, or a comma, that made one text of a key and its value, and what to do."""
    found = KEY_AND_VALUE.match(written) if isinstance(written, str) else None
    if not found:
        return None
    value = found[3].partition("，")[0].strip()
    shown = f"`{found[1]}: {value}`" if value else f"`{found[1]}: …`"
    if found[2] == "：":
        return f"`{found[1]}` 后面用了中文冒号“：”", f"改成英文冒号加一个空格：{shown}；几项之间的逗号也用英文的"
    return f"`{found[1]}:` 后面缺一个空格", f"写成 {shown}"


_BETWEEN = re.compile(r"\s*[、，；,;]\s*")


def parts_of(written: str) -> list[str]:
    """What a person wrote as one text and meant as several, parted by whatever sign."""
    return [part for part in _BETWEEN.split(written.strip("[]【】［］〔〕 ")) if part]
