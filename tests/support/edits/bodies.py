"""Edits to what stands below the front matter."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from .desk import Desk, Item, NothingThere
from .kinds import kind, pick

_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?")
_HEADING = re.compile(r"^#{2,3} .*$", re.MULTILINE)
PICTURE = "content/news/n04/photo.jpg"
SITE_URL = "https://www.example.edu.cn/cxzy/"
"""As mkdocs.yml has it before any edit."""


def _edit(
    name: str, *, breaks: bool = False, only: Callable[[Item], bool] = lambda item: True
) -> Callable[..., object]:
    """A kind whose function takes the desk, an item and `how`, changes the item's body and says what it did."""

    def enter(change: Callable[[Desk, Item, int], str]) -> object:
        def act(desk: Desk, at: int, how: int) -> str:
            item = pick([one for one in desk.items() if only(one)], at)
            said = change(desk, item, how)
            desk.save(item)
            return f"{item.path}: {said}"

        return kind(name, breaks=breaks)(act)

    return enter


def _add(item: Item, text: str) -> str:
    item.body = f"{item.body.rstrip()}\n\n{text}\n"
    return f"added {text!r}"


@_edit("end of a body changed")
def _(desk: Desk, item: Item, how: int) -> str:
    return _add(item, f"后来的第{desk.number()}段。")


@_edit("names told in a body")
def _(desk: Desk, item: Item, how: int) -> str:
    texts = (
        "范后里、于海和范　实发言，后来干杯。",
        "范 实与**于 之**在会上；范实、于之都来了。",
        "余 干来的里 程\n碑，余干的面。",
    )
    return _add(item, pick(texts, how))


@_edit("first paragraph changed")
def _(desk: Desk, item: Item, how: int) -> str:
    text = f"新的第{desk.number()}个开头。"
    first, _, rest = item.body.lstrip().partition("\n\n")
    item.body = f"\n{text}\n\n{rest}" if how % 2 else f"\n{text}\n\n{first}\n\n{rest}"
    return f"{'begins with' if how % 2 else 'first paragraph replaced by'} {text!r}"


@_edit("word within a body changed", only=lambda item: "第二段" in item.body)
def _(desk: Desk, item: Item, how: int) -> str:
    item.body = item.body.replace("第二段", "第二节", 1)
    return "one word replaced"


@_edit("body emptied")
def _(desk: Desk, item: Item, how: int) -> str:
    item.body = ""
    return "nothing left"


@_edit("heading added")
def _(desk: Desk, item: Item, how: int) -> str:
    return _add(item, f"## 另有{desk.number()}\n\n### 小节\n\n说明。")


@_edit("heading renamed", only=lambda item: "{#" not in item.body and bool(_HEADING.search(item.body)))
def _(desk: Desk, item: Item, how: int) -> str:
    item.body = _HEADING.sub(f"## 改名{desk.number()}", item.body, count=1)
    return "first heading renamed"


@_edit("heading that others link to removed", breaks=True, only=lambda item: "{#" in item.body)
def _(desk: Desk, item: Item, how: int) -> str:
    item.body = re.sub(r"^##.*\{#.*$", "从前的小标题", item.body, flags=re.MULTILINE)
    return "its headings are paragraphs now"


@_edit("more mark added", only=lambda item: "more -->" not in item.body and "##" in item.body)
def _(desk: Desk, item: Item, how: int) -> str:
    item.body = item.body.replace("\n\n##", "\n\n又一段摘要。\n\n<!-- more -->\n\n##", 1)
    return "a second paragraph, and the mark below it"


@_edit("comment added")
def _(desk: Desk, item: Item, how: int) -> str:
    return _add(item, f"<!-- 不发布的话{desk.number()} -->")


@_edit("Markdown of every kind added")
def _(desk: Desk, item: Item, how: int) -> str:
    texts = (
        "| 甲 | 乙 |\n| - | - |\n| 1 | 2 |",
        "有注[^9]。\n\n[^9]: 注文。",
        "!!! note\n    提示一句。",
        "术语\n:   解释",
        "CPC 的活动。\n\n*[CPC]: 中国共产党",
        '<div markdown="1">\n*强调*\n</div>',
        "    缩进的代码",
    )
    return _add(item, pick(texts, how))


@_edit("link added")
def _(desk: Desk, item: Item, how: int) -> str:
    others = [one for one in desk.items() if one.path != item.path and re.fullmatch(r"[a-z0-9-]+", one.name)]
    other = pick(others, 7 * how + 3)
    ways = (
        other.link,
        os.path.relpath(other.path, item.folder),
        "/news/columns/practice/",
        os.path.relpath("site_src/overview.md", item.folder) + "#aims",
        "news/n00#next",
        "news/n44",
        os.path.relpath("content/news/n14/unused.txt", item.folder),
        "/archive/2011/page/1/",
        "/branches/law-staff/",
        "https://www.example.com/",
        other.link if other.collection == "news" else f"{SITE_URL}{other.link}/",
        "#cx-nowhere" if "cx-nowhere" in item.body else "/guides/help/#start",
    )
    return _add(item, f"见[别处{desk.number()}]({pick(ways, how)})。")


@_edit("link to nothing added", breaks=True)
def _(desk: Desk, item: Item, how: int) -> str:
    ways = (
        "news/no-such-thing",
        "no-such-file.md",
        "news/n00#no-anchor",
        "/no/such/page/",
        "no-such-file.pdf",
        "#nirgends",
    )
    return _add(item, f"见[空处{desk.number()}]({pick(ways, how)})。")


@_edit("script added", breaks=True)
def _(desk: Desk, item: Item, how: int) -> str:
    return _add(item, pick(("<script>alert(1)</script>", "<p onclick='x()'>点</p>", "<iframe src='/a'></iframe>"), how))


@_edit("link removed", only=lambda item: bool(re.search(r"(?<!!)\[[^\]^]+\]\([^)]*\)", item.body)))
def _(desk: Desk, item: Item, how: int) -> str:
    links = re.findall(r"(?<!!)(\[([^\]^]+)\]\([^)]*\))", item.body)
    whole, text = pick(links, how)
    item.body = item.body.replace(whole, text, 1)
    return f"{whole} is plain text now"


@_edit("picture in a body added", only=lambda item: True)
def _(desk: Desk, item: Item, how: int) -> str:
    if not desk.path(PICTURE).is_file():
        raise NothingThere
    path = os.path.relpath(PICTURE, item.folder)
    ways = (
        f"![合影]({path})",
        f"![合影]({path} '说明')",
        f"![]({path})",
        f"字![合影]({path}){{: width=20 }}字",
        f"[大图]({path})",
    )
    return _add(item, pick(ways, how))


@_edit("picture in a body removed", only=lambda item: bool(_PICTURE.search(item.body)))
def _(desk: Desk, item: Item, how: int) -> str:
    written = pick(_PICTURE.findall(item.body), how)
    item.body = item.body.replace(written, "", 1)
    return f"{written} is gone"
