"""A synthetic campaign of any size, written for several generators: the same items, 2 to 6 KB each, with pictures.

The text is put together from short word lists: nobody's prose, and meaning nothing. Same number and seed, same items.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[1]

WHO = ("教工党员", "学生党员", "支部委员", "青年教师", "退休教师", "辅导员", "志愿者")
WHAT = ("集中学习", "公开承诺", "结对帮扶", "教学观摩", "读书交流", "志愿服务", "民主评议", "义务咨询")
WHERE = ("会议室", "图书馆", "社区", "教学楼", "活动中心", "宿舍区")
HOW = ("逐条讨论了计划", "交换了意见", "整理出清单", "明确了分工", "完成了登记", "请群众打了分")
COLUMNS = ("meetings", "study", "practice", "grassroots", "notices")
ROLES = ("leaders", "teachers", "staff", "students")
PLEDGES = ("party-spirit", "ability", "achievement", "conduct", "service")
COLLECTIONS = {"news": 80, "exemplars": 8, "results": 6, "documents": 4, "commitments": 2}
"""How many of a hundred items each collection has, about."""

BRANCHES = 40
"""Numbered from 0; the first has a tenth of all items, each further one a tenth less."""

FIRST, DAYS = dt.date(2010, 5, 27), 890
SEED = 2010
PER_PAGE = 20
"""Items on a page of a list, as in our own site."""


@dataclass(frozen=True)
class Entry:
    """One item. `picture`: whether the body shows a picture, which is to lie beside it under `picture_name`."""

    number: int
    collection: str
    title: str
    day: dt.date
    branch: str
    column: str
    role: str
    pledges: list[str]
    picture: bool
    body: str

    @property
    def name(self) -> str:
        return f"item-{self.number}"

    @property
    def picture_name(self) -> str:
        return f"photo-{self.number}.png"


def entries(count: int, seed: int = SEED) -> Iterator[Entry]:
    """The first `count` items; a smaller count gives the first of a greater one."""
    dice = random.Random(seed)
    for number in range(count):
        picture = dice.random() < 0.2
        yield Entry(
            number,
            dice.choices(list(COLLECTIONS), list(COLLECTIONS.values()))[0],
            f"{dice.choice(WHO)}{dice.choice(WHAT)}之{number}",
            FIRST + dt.timedelta(days=dice.randrange(DAYS)),
            f"b{min(int(dice.expovariate(0.1)), BRANCHES - 1):02d}",
            dice.choice(COLUMNS),
            dice.choice(ROLES),
            dice.sample(PLEDGES, dice.randint(0, 2)),
            picture,
            _body(dice, f"photo-{number}.png" if picture else ""),
        )


def _sentence(dice: random.Random) -> str:
    what, chance = dice.choice(WHAT), dice.random()
    if chance < 0.15:
        what = f"**{what}**"
    elif chance < 0.25:
        what = f"[{what}](https://example.org/{dice.randint(1, 999)})"
    return f"{dice.choice(WHO)}在{dice.choice(WHERE)}开展第{dice.randint(1, 50)}次{what}，{dice.choice(HOW)}。"


def _paragraph(dice: random.Random) -> str:
    return "".join(_sentence(dice) for _ in range(dice.randint(4, 9)))


def _body(dice: random.Random, picture: str) -> str:
    """2 to 6 KB of Markdown with everything that officers use; `picture` is the name of the file to show, if any."""
    rows = "\n".join(f"| {dice.choice(WHAT)} | {dice.randint(1, 99)} |" for _ in range(4))
    points = "\n".join(f"- {_sentence(dice)}" for _ in range(dice.randint(3, 6)))
    sources = f"参看**计划**和[通知](https://example.org/{dice.randint(1, 999)})。"
    parts = [_paragraph(dice), "<!-- more -->", "## 做法", _paragraph(dice) + sources, _paragraph(dice), points]
    parts += [f"> {_sentence(dice)}", *([f"![活动现场]({picture})"] if picture else [])]
    parts += ["## 打算", *(_paragraph(dice) for _ in range(dice.randint(2, 4)))]
    parts += [f"| 项目 | 数量 |\n| --- | --- |\n{rows}"]
    return "\n\n".join(parts) + "\n"


def png(number: int, width: int = 320, height: int = 200) -> bytes:
    """A picture like no other number's: two colours run into each other from left to right, a third downwards."""
    left, right, step = number % 256, number // 256 % 256, 1 + number // 65536 % 3
    top = bytes(value for x in range(width) for value in (left, right, (left + x) % 256))
    rows = b"\0" + top + (b"\2" + bytes((step, 0, 1)) * width) * (height - 1)  # filter 2: less the row above
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# Our own ------------------------------------------------------------------------------------------------------------


def write_ours(root: Path, count: int) -> None:
    """A project of `count` items with this project's pages, theme and campaign."""
    content = root / "content"
    content.mkdir(parents=True)
    shutil.copy(PROJECT / "content/campaign.yml", content)
    for number in range(BRANCHES):
        kind = ("staff", "student", "mixed", "retired")[number % 4]
        _write(content / f"branches/b{number:02d}.md", {"name": f"第{number}党支部", "kind": kind}, "简介。\n")
    for entry in entries(count):
        place = content / entry.collection / str(entry.day.year) / f"{entry.day}-{entry.name}"
        _write_bundle(place, entry, _front(entry), entry.body)
    add_project(root)


def add_project(root: Path) -> None:
    """Put this project's pages, theme and settings beside the content in `root`."""
    for name in ("site_src", "theme"):
        shutil.copytree(PROJECT / name, root / name)
    shutil.copy(PROJECT / "mkdocs.yml", root)


def _front(entry: Entry) -> dict[str, object]:
    common: dict[str, object] = {"date": str(entry.day), "branch": entry.branch, "pledges": entry.pledges}
    promise = {"promise": "承诺", "due": str(entry.day), "state": "doing"}
    own: dict[str, dict[str, object]] = {
        "news": {"title": entry.title, "column": entry.column},
        "exemplars": {"name": entry.title, "role": entry.role},
        "results": {"title": entry.title, "metrics": [{"name": "次数", "value": 9, "before": 3, "target": 10}]},
        "documents": {"title": entry.title, "kind": "bulletin", "issue": entry.number},
        "commitments": {"title": entry.title, "by": {"branch": entry.branch}, "items": [promise]},
    }
    return own[entry.collection] | common


# Other generators ---------------------------------------------------------------------------------------------------

_HUGO = f"""baseURL = "http://localhost/"
title = "bench"
defaultContentLanguage = "zh"
hasCJKLanguage = true

[pagination]
pagerSize = {PER_PAGE}

[taxonomies]
branch = "branches"
pledge = "pledges"
month = "months"
column = "columns"
"""

_HUGO_BASE = """<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ block "main" . }}{{ end }}</main></body></html>
"""

_HUGO_SINGLE = """{{ define "main" }}<h1>{{ .Title }}</h1><time>{{ .Date.Format "2006-01-02" }}</time>
{{ .TableOfContents }}{{ .Content }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}
"""

_HUGO_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>
{{ range .Paginator.Pages }}<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>{{ .Summary }}</article>
{{ end }}{{ partial "pagination.html" . }}{{ end }}
"""


def write_hugo(root: Path, count: int) -> None:
    """The same items for Hugo, with a plain theme and the kinds of lists that our site has."""
    layouts = root / "layouts/_default"
    layouts.mkdir(parents=True)
    (root / "hugo.toml").write_text(_HUGO)
    (layouts / "baseof.html").write_text(_HUGO_BASE)
    (layouts / "single.html").write_text(_HUGO_SINGLE)
    (layouts / "list.html").write_text(_HUGO_LIST)
    for entry in entries(count):
        front = {
            "title": entry.title,
            "date": str(entry.day),
            "branches": [entry.branch],
            "pledges": entry.pledges,
            "months": [f"{entry.day:%Y-%m}"],
            "columns": [entry.column],
        }
        body = entry.body.replace("<!-- more -->", "<!--more-->")
        _write_bundle(root / "content" / entry.collection / entry.name, entry, front, body)


_MATERIAL = f"""site_name: bench
site_url: http://localhost/
theme: {{name: material, language: zh, font: false}}
plugins:
  - search
  - blog: {{blog_dir: news, archive: true, categories: true, pagination_per_page: {PER_PAGE}}}
  - tags
markdown_extensions: [tables, attr_list, admonition]
"""


def write_mkdocs(root: Path, count: int) -> None:
    """The same items as posts of Material's blog plugin."""
    posts = root / "docs/news/posts"
    posts.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(_MATERIAL)
    (root / "docs/index.md").write_text("# 首页\n", encoding="utf-8")
    (root / "docs/news/index.md").write_text("# 动态\n", encoding="utf-8")
    for entry in entries(count):
        front = {"date": entry.day, "categories": [entry.column], "tags": entry.pledges}
        _write_flat(posts, entry, front)


_ZENSICAL = """site_name: bench
site_url: http://localhost/
nav: [index.md]
theme: {language: zh, font: false}
plugins: [search]
markdown_extensions: [tables, attr_list, admonition]
"""


def write_zensical(root: Path, count: int) -> None:
    """The same items as pages for Zensical, which has no lists of them."""
    docs = root / "docs"
    docs.mkdir(parents=True)
    (root / "mkdocs.yml").write_text(_ZENSICAL)
    (docs / "index.md").write_text("# 首页\n", encoding="utf-8")
    for entry in entries(count):
        _write_flat(docs / entry.collection / f"{entry.day:%Y/%m}", entry, {"title": entry.title})


WRITERS: Mapping[str, Callable[[Path, int], None]] = {
    "cxzy": write_ours,
    "hugo": write_hugo,
    "mkdocs": write_mkdocs,
    "zensical": write_zensical,
}
"""By name: writes so many items into a folder, which may be missing."""


def _write_bundle(place: Path, entry: Entry, front: Mapping[str, object], body: str) -> None:
    """The item as `place`.md, or as `place`/index.md with its picture beside it."""
    if entry.picture:
        _write(place / "index.md", front, body)
        (place / entry.picture_name).write_bytes(png(entry.number))
    else:
        _write(place.with_name(f"{place.name}.md"), front, body)


def _write_flat(folder: Path, entry: Entry, front: Mapping[str, object]) -> None:
    """The item in a folder it shares with others, its title above the text."""
    _write(folder / f"{entry.name}.md", front, f"# {entry.title}\n\n{entry.body}")
    if entry.picture:
        (folder / entry.picture_name).write_bytes(png(entry.number))


def _write(path: Path, front: Mapping[str, object], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{key}: {_value(value)}\n" for key, value in front.items())
    path.write_text(f"---\n{lines}---\n\n{body}", encoding="utf-8")


def _value(value: object) -> str:
    """A date as YAML writes it (the blog plugin takes no text for one), anything else as JSON."""
    return value.isoformat() if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False)
