"""A synthetic campaign of any size, for our generator and for Hugo: the same items, 3 to 5 KB each.

The text is put together from short word lists: nobody's prose, and meaning nothing. Same number, same items.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import shutil
from collections.abc import Iterator, Mapping
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
BRANCHES = 40
FIRST, DAYS = dt.date(2010, 5, 27), 890


@dataclass(frozen=True)
class Entry:
    number: int
    collection: str
    title: str
    day: dt.date
    branch: str
    column: str
    role: str
    pledges: list[str]
    body: str


def entries(count: int, seed: int = 2010) -> Iterator[Entry]:
    dice = random.Random(seed)
    for number in range(count):
        yield Entry(
            number,
            dice.choices(["news", "exemplars", "results", "documents", "commitments"], [80, 8, 6, 4, 2])[0],
            f"{dice.choice(WHO)}{dice.choice(WHAT)}之{number}",
            FIRST + dt.timedelta(days=dice.randrange(DAYS)),
            f"b{min(int(dice.expovariate(0.1)), BRANCHES - 1):02d}",
            dice.choice(COLUMNS),
            dice.choice(ROLES),
            dice.sample(PLEDGES, dice.randint(0, 2)),
            _body(dice),
        )


def _sentence(dice: random.Random) -> str:
    what = dice.choice(WHAT)
    what = f"**{what}**" if dice.random() < 0.15 else what
    return f"{dice.choice(WHO)}在{dice.choice(WHERE)}开展第{dice.randint(1, 50)}次{what}，{dice.choice(HOW)}。"


def _paragraph(dice: random.Random) -> str:
    return "".join(_sentence(dice) for _ in range(dice.randint(3, 8)))


def _body(dice: random.Random) -> str:
    rows = "\n".join(f"| {dice.choice(WHAT)} | {dice.randint(1, 99)} |" for _ in range(4))
    points = "\n".join(f"- {_sentence(dice)}" for _ in range(4))
    parts = [_paragraph(dice), "## 做法", _paragraph(dice), _paragraph(dice), points, f"> {_sentence(dice)}"]
    parts += ["## 打算", _paragraph(dice), _paragraph(dice), f"| 项目 | 数量 |\n| --- | --- |\n{rows}"]
    return "\n\n".join(parts) + "\n"


def write_ours(root: Path, count: int) -> None:
    """A project of `count` items with this project's pages, theme and campaign."""
    for name in ("site_src", "theme"):
        shutil.copytree(PROJECT / name, root / name)
    shutil.copy(PROJECT / "mkdocs.yml", root)
    content = root / "content"
    content.mkdir()
    shutil.copy(PROJECT / "content/campaign.yml", content)
    for number in range(BRANCHES):
        kind = ("staff", "student", "mixed", "retired")[number % 4]
        _write(content / f"branches/b{number:02d}.md", {"name": f"第{number}党支部", "kind": kind}, "简介。\n")
    for entry in entries(count):
        path = content / entry.collection / str(entry.day.year) / f"{entry.day}-item-{entry.number}.md"
        _write(path, _front(entry), entry.body)


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


def write_hugo(root: Path, count: int) -> None:
    """The same items for Hugo, with a plain theme and the same kinds of lists."""
    layouts = root / "layouts/_default"
    layouts.mkdir(parents=True)
    (root / "hugo.toml").write_text(
        'baseURL="http://localhost/"\ntitle="bench"\nlanguageCode="zh"\nhasCJKLanguage=true\n[pagination]\npagerSize=20\n'
        '[taxonomies]\nbranch="branches"\npledge="pledges"\nmonth="months"\ncolumn="columns"\n'
    )
    page = "<!doctype html><html lang=zh><meta charset=utf-8><title>{{ .Title }}</title><main>%s</main></html>"
    item = "<h1>{{ .Title }}</h1><time>{{ .Date }}</time>{{ .TableOfContents }}{{ .Content }}"
    around = '{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
    card = '<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>{{ .Summary }}</article>'
    listed = f"<h1>{{{{ .Title }}}}</h1>{{{{ range .Paginator.Pages }}}}{card}{{{{ end }}}}"
    (layouts / "single.html").write_text(page % (item + around))
    (layouts / "list.html").write_text(page % (listed + '{{ template "_internal/pagination.html" . }}'))
    for entry in entries(count):
        front = {
            "title": entry.title,
            "date": str(entry.day),
            "branches": [entry.branch],
            "pledges": entry.pledges,
            "months": [f"{entry.day:%Y-%m}"],
            "columns": [entry.column],
        }
        _write(root / "content" / entry.collection / f"item-{entry.number}.md", front, entry.body)


def _write(path: Path, front: Mapping[str, object], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    path.write_text(f"---\n{lines}---\n\n{body}", encoding="utf-8")
