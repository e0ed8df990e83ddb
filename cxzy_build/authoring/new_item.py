"""A new item to start from: every key that must be there, the most usual others, and how to write them. Choices are
left open: one made here would be published by whoever overlooks it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import chain, count
from pathlib import Path
from string import Template
from typing import Final
from unicodedata import category

from ..content.campaign_file import CampaignFile
from ..content.drafts import name_of
from ..content.items import PLACEHOLDER, PLACEHOLDERS
from ..errors import UsageError
from ..models import slugs
from ..models.front_matter import Campaign, Named
from ..settings import Settings
from ..source.tree import list_tree

_SKELETONS: Final = Path(__file__).parent / "skeletons"
"""A file for each collection, in which `$name` stands for what is filled in."""

_DATED: Final = ("news", "results", "commitments", "documents")
"""Collections whose files lie in a folder for each year, and have their day in the name."""

_UNWRITABLE: Final = ("Cc", "Cs")
"""Unicode's categories of characters that YAML does not take: controls, and halves of pairs."""

_LONGEST_NAME: Final = 100
"""Characters of the name of its file, without the date: a long title has many."""

_MOST_BRANCHES: Final = 12
"""Whose ids are shown."""


def new_item(settings: Settings, campaign: CampaignFile, kind: str, title: str, day: dt.date) -> Path:
    """Write the skeleton of a `kind` called `title`, never over an existing item, and return its path. Raises
    UsageError if there is such an item, or none can be made of the title, or campaign.yml cannot be read."""
    if not campaign.readable:
        problem = campaign.problems[0]
        raise UsageError(f"先改好 campaign.yml：{problem.position}: {problem.message}")
    if any(category(one) in _UNWRITABLE for one in title):
        raise UsageError(f"标题里有看不见的控制字符：{title!r}，去掉后再试")
    slug = slugs.shortened(slugs.slug_of_text(title), _LONGEST_NAME)
    if not slug:
        raise UsageError(f"从“{title}”得不出文件名，请换一个含汉字、字母或数字的标题")
    items = list_tree(settings).items
    others = {name_of(one): one for one in items if one.startswith(f"{kind}/")}
    named_so = others.get(f"{day}-{slug}" if kind in _DATED else slug)
    held = named_so if named_so and title in _text_of(settings, named_so) else None
    if kind == "branches" and not held:
        held = next((one for one in others.values() if _is_called(title, _text_of(settings, one))), None)
    if held:
        hint = "确实是另一条（另一个人），先换个标题新建，再在文件里改回来"
        raise UsageError(f"{settings.shown_content(held)} 已经存在，没有改动它；{hint}")
    taken = {slugs.slug_of_name(name) for name in others if _shares_addresses(name, kind, day)}
    slug = next(one for one in chain((slug,), (f"{slug}-{n}" for n in count(2))) if one not in taken)
    folder, name = (f"{kind}/{day.year}", f"{day}-{slug}") if kind in _DATED else (kind, slug)
    branches = sorted(name_of(one) for one in items if one.startswith("branches/"))
    if kind == "exemplars" and not branches:
        raise UsageError("先进典型要写所在支部，现在还没有支部；先新建一个：.venv/bin/cxzy new branches 支部名称")
    skeleton = Template((_SKELETONS / f"{kind}.md").read_text("utf-8"))
    text = skeleton.substitute(_filled_in(campaign.campaign, branches, title, day))
    path = settings.content_dir / folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{settings.shown(path)} 已经存在，没有改动它") from None
    except OSError:
        path.unlink(missing_ok=True)  # an empty item would stop every build
        raise
    return path


def _text_of(settings: Settings, path: str) -> str:
    return (settings.content_dir / path).read_text("utf-8", "replace")


def _is_called(name: str, text: str) -> bool:
    """Whether the file of a branch, whose own name is often a shorter one, gives that name."""
    return bool(re.search(rf"^name:[ \t]*([\"']?){re.escape(name)}\1[ \t]*(?:#.*)?$", text, re.MULTILINE))


def _shares_addresses(name: str, kind: str, day: dt.date) -> bool:
    """Whether an item of that name may have the address of one of `day`: that of news has its month."""
    return kind != "news" or name.startswith(f"{day:%Y-%m}-")


def _filled_in(campaign: Campaign, branches: Sequence[str], title: str, day: dt.date) -> dict[str, str]:
    """What stands for the names in skeletons."""
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    shown = "、".join(branches[:_MOST_BRANCHES]) + ("等" if len(branches) > _MOST_BRANCHES else "")
    metric, gap, promise, measure = PLACEHOLDERS
    lists = {
        "column": campaign.columns,
        "role": campaign.roles,
        "pledge": campaign.pledges,
        "result_kind": campaign.result_kinds,
        "document_kind": campaign.document_kinds,
    }
    return {
        "title": f'"{quoted}"',
        "day": day.isoformat(),
        "branch": branches[0] if branches else "",
        "branches": shown or "还没有；先新建支部：.venv/bin/cxzy new branches 名称",
        "pledge": campaign.pledges[0].id if campaign.pledges else "",
        **{f"{name}s": _all(entries) for name, entries in lists.items()},
        "metric": metric,
        "gap": gap,
        "promise": promise,
        "measure": measure,
        "body": PLACEHOLDER,
    }


def _all(entries: Sequence[Named]) -> str:
    return "、".join(f"{entry.id} {entry.name}" for entry in entries) or "（campaign.yml 里还没有）"
