"""A site with more than thirty different mistakes: each is reported once, at its line, and nothing else is."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner
from fixtures.sites import NOW, Site, Where, make_site, where

from cxzy_build.cli import cli
from cxzy_build.errors import BuildFailed, Problem
from cxzy_build.settings import MAX_TEXT_BYTES

MARK = re.compile(r" *‹([a-z-]+)›")
"""What ends a line on which a problem of that code is expected; taken out before the site is checked."""

NEWS = "---\ntitle: 一条新闻\ndate: 2011-04-05\ncolumn: practice\n{front}---\n\n{body}\n"

FRONTS = {
    "unknown-key": "sumary: 摘要 ‹unknown-key›\n",
    "chinese-key": "供稿: 张示例 ‹unknown-key›\n",
    "duplicate-key": "title: 又一个标题 ‹duplicate-key›\n",
    "tab": "attachments:\n\t- file: a.pdf ‹yaml-syntax›\n",
    "colon": "summary: 会议: 部署 ‹yaml-syntax›\n",
    "event": "event_date: 2011-04-06 ‹event-after-date›\n",
    "event-end": "event_date: 2011-04-05\nevent_end: 2011-04-04 ‹bad-date›\n",
    "expired": "expire_on: 2011-04-01 ‹bad-date›\n",
    "branch": "branch:\n  - law-staff\n  - law-student ‹unknown-id›\n",
    "phase": "phase: strives ‹unknown-id›\n",
    "pledge": "pledges: [ability, servis] ‹unknown-id›\n",
    "integration": "integrations: [central-works] ‹unknown-id›\n",
    "no-such-day": "event_date: 2011-02-30 ‹bad-date›\n",
    "not-a-date": "updated: 2011年4月 ‹bad-date›\n",
    "bool": "draft: 是 ‹bad-type›\n",
    "integer": "pinned: 很高 ‹bad-type›\n",
    "not-a-list": "tags: 学习 ‹bad-type›\n",
    "not-a-text": "source: [院刊] ‹bad-type›\n",
    "bad-slug": "slug: Spring Festival ‹bad-id›\n",
    "alias-elsewhere": "aliases: ['https://old.example.edu.cn/a.html'] ‹bad-alias›\n",
    "alias-taken": "aliases: [/news/2010/05/launch/] ‹address-collision›\n",
    "attachment": "attachments:\n  - {file: 2011-03-05-volunteers/programe.pdf, title: 安排} ‹missing-file›\n",
    "attachment-key": "attachments:\n  - {fiel: a.pdf} ‹unknown-key›\n",
    "attachment-page": "attachments: [{file: page.html}] ‹unsafe-file›\n",
    "cover": "cover: 2011-03-05-volunteers/foto.png ‹missing-file›\ncover_alt: 校门\n",
    "tag-collision-b": "tags: [事件] ‹tag-collision›\n",
}
"""Mistakes in the front matter of a news item, by the name of its file."""

BODIES = {
    "item-link": "见[动员](news/lunch)。 ‹broken-link›",
    "path-link": "见\n[支部](../branches/law-staf.md)。 ‹broken-link›",
    "ambiguous": "见[两会](news/meeting)。 ‹ambiguous-link›",
    "anchor": "见[下一步](news/launch#nxt)。 ‹broken-anchor›",
    "hand-page": "见[概况](overveiw.md)。 ‹broken-link›",
    "hand-anchor": "见[目标](../../site_src/overview.md#goals)。 ‹broken-anchor›",
    "site-address": "见[旧文](/news/2009/01/none/)。 ‹broken-link›",
    "picture": "![合影](2011-03-05-volunteers/photos.png) ‹missing-file›",
    "outside": "见[配置](../../mkdocs.yml)。 ‹outside-content›",
    "script": "先说明。\n\n<script>alert(1)</script> ‹script›",
    "handler": "<p onclick='go()'>点这里</p> ‹event-handler›",
    "attr-list-handler": "*点这里*{: onmouseover=go } ‹event-handler›",
    "javascript": "[点这里](javascript:go) ‹unsafe-address›",
    "javascript-entity": "<p><a href='&#x6A;avascript&colon;go'>点这里</a></p> ‹unsafe-address›",
    "javascript-tab": "<p><a href='java&Tab;script:go'>点这里</a></p> ‹unsafe-address›",
    "iframe": "<iframe src='https://v.example.com/1'></iframe> ‹iframe›",
    "foreign": "![远处的图](https://img.example.com/a.png) ‹foreign-resource›",
    "foreign-video": "<video src='//img.example.com/a.mp4'></video> ‹foreign-resource›",
    "foreign-style": "<p style='background: url(https://img.example.com/a.png)'>字</p> ‹foreign-resource›",
    "object": "<object data='a.swf'></object> ‹embedded-object›",
}
"""Mistakes in the body of a news item."""

FILES = {
    "news/no-column.md": "--- ‹missing-key›\ntitle: 一条新闻\ndate: 2011-04-05\n---\n",
    "news/column.md": "---\ntitle: 一条新闻\ndate: 2011-04-05\ncolumn: practise ‹unknown-id›\n---\n",
    "news/no-front-matter.md": "只有正文。 ‹no-front-matter›\n",
    "news/unclosed.md": "--- ‹no-front-matter›\ntitle: 没有结束行\n",
    "news/2010-02-01-meeting.md": "---\ntitle: 一\ndate: 2010-02-01\ncolumn: practice\n---\n",
    "news/2010-03-01-meeting.md": "---\ntitle: 二\ndate: 2010-03-01\ncolumn: practice\n---\n",
    "news/a/twin.md": "---\ntitle: 一\ndate: 2010-02-01\ncolumn: practice\n---\n",
    "news/b/2010-02-01-twin.md": "--- ‹address-collision›\ntitle: 二\ndate: 2010-02-01\ncolumn: practice\n---\n",
    "news/★.md": "--- ‹bad-id›\ntitle: 一\ndate: 2010-02-01\ncolumn: practice\n---\n",
    "news/tag-collision-a.md": "---\ntitle: 一\ndate: 2010-02-01\ncolumn: practice\ntags: [时间]\n---\n",
    "news/page.html": "<p>不是条目</p>",
    "results/counts.md": """---
title: 党支部
date: 2012-05-05
kind: teachings ‹unknown-id›
metrics:
  - name: 党支部
    value: 14 ‹count-mismatch›
    counts: {collection: branches}
  - {name: 报道, counts: {collection: news, column: meeting}} ‹unknown-id›
---
""",
    "results/metric.md": """---
title: 数字
date: 2012-05-05
metrics:
  - {name: 没有数} ‹bad-value›
  - {name: 比例, value: 九成} ‹bad-type›
  - {name: 篇数, counts: {collection: new}} ‹bad-value›
---
""",
    "exemplars/role.md": "---\nname: 典型\nrole: teacher ‹unknown-id›\nbranch: law-staff\n---\n",
    "exemplars/portrait.md": (
        "---\nname: 典型\nrole: teachers\nbranch: law-staff\nportrait: me.png ‹missing-file›\nportrait_alt: 人像\n---\n"
    ),
    "exemplars/no-branch.md": "--- ‹missing-key›\nname: 典型\nrole: teachers\n---\n",
    "branches/法学.md": "--- ‹bad-id›\nname: 支部\nkind: staff\n---\n",
    "commitments/by.md": """---
title: 承诺
date: 2011-07-03
by: {exemplar: line} ‹unknown-id›
items:
  - promise: 听课
    evidence: news/lunch ‹broken-link›
public_appraisal: {voters: 10, satisfied: 9}
---
""",
    "commitments/votes.md": """---
title: 承诺
date: 2011-07-03
by: comittee ‹bad-value›
items:
  - {promise: 听课}
public_appraisal: {voters: 10, satisfied: 11} ‹bad-value›
---
""",
    "commitments/state.md": """---
title: 承诺
date: 2011-07-03
by: committee
items:
  - promise: 听课
    state: keep ‹bad-value›
---
""",
    "commitments/promise.md": """---
title: 承诺
date: 2011-07-03
by: committee
items:
  - {promis: 听课} ‹unknown-key›
---
""",
    "commitments/no-items.md": "---\ntitle: 承诺\ndate: 2011-07-03\nby: committee\nitems: [] ‹bad-type›\n---\n",
    "documents/kind.md": "---\ntitle: 文件\ndate: 2011-07-03\nkind: plans ‹unknown-id›\n---\n",
    "documents/replaced.md": (
        "---\ntitle: 文件\ndate: 2011-07-03\nkind: plan\nreplaced_by: bulletin-2 ‹unknown-id›\n---\n"
    ),
    "new/x.md": "--- ‹unknown-collection›\ntitle: 一\ndate: 2010-02-01\ncolumn: practice\n---\n",
    "stray.md": "--- ‹unknown-collection›\ntitle: 一\ndate: 2010-02-01\ncolumn: practice\n---\n",
    "../site_src/help.md": "# 说明\n\n见[概况](overview.md#goals)。 ‹broken-anchor›\n\n<script>1</script> ‹script›\n",
}

HINTS = {
    "campaign.yml:slogn": "slogan",
    "news/unknown-key.md:sumary": "summary",
    "news/chinese-key.md:供稿": "contributor",
    "news/branch.md:law-student": "law-students",
    "news/phase.md:strives": "strive",
    "news/pledge.md:servis": "service",
    "news/integration.md:central-works": "central-work",
    "news/column.md:practise": "practice",
    "news/attachment.md:programe": "programme.pdf",
    "news/attachment-key.md:fiel": "file",
    "news/cover.md:foto": "photo.png",
    "news/item-link.md:lunch": "news/launch",
    "news/path-link.md:law-staf": "branches/law-staff",
    "news/hand-page.md:overveiw": "overview.md",
    "news/picture.md:photos": "photo.png",
    "results/counts.md:teachings": "teaching",
    "results/counts.md:meeting}": "meetings",
    "results/metric.md:new}": "news",
    "exemplars/role.md:role:": "teachers",
    "commitments/by.md:line": "lin",
    "commitments/by.md:lunch": "news/launch",
    "commitments/votes.md:comittee": "committee",
    "commitments/state.md:keep": "kept",
    "commitments/promise.md:promis:": "promise",
    "documents/kind.md:plans": "plan",
    "documents/replaced.md:bulletin-2": "bulletin-1",
    "new/x.md:---": "news",
    "branches/法学.md:---": "fa-xue",
}
"""`file:text`: the hint of the problem on the first line with `text` names this."""


@dataclass
class Broken:
    """The broken site, what should be found in it, and what was."""

    site: Site
    expected: list[Where] = field(default_factory=list)
    problems: tuple[Problem, ...] = ()

    def write(self, path: str, text: str) -> None:
        """Write a file without its marks, and note what they expect."""
        for number, line in enumerate(text.split("\n"), 1):
            self.expected += [(path.removeprefix("../"), number, code) for code in MARK.findall(line)]
        self.site.write(path, MARK.sub("", text))

    def hint_at(self, place: str) -> str:
        path, _, text = place.partition(":")
        line = self.site.line_of(path, text)
        hints = [p.hint for p in self.problems if p.position.file == f"content/{path}" and p.position.line == line]
        assert len(hints) == 1, place
        return hints[0]


def break_campaign(broken: Broken) -> None:
    text = broken.site.read("campaign.yml")
    for old, new in (
        ("slogan: 三创三推进，五比五带头\n", "slogn: 三创三推进 ‹unknown-key›\n"),
        ("start: 2011-07-01, end: 2012-06-30}\n", "start: 2011-06-30, end: 2012-06-30} ‹phase-overlap›\n"),
        ("integrations:\n", "  - {id: ability, name: 又一个} ‹repeated-id›\nintegrations:\n"),
        ("pledges:\n", "  - {id: Staff, name: 职员} ‹bad-id›\npledges:\n"),
        (
            "{name: 实践, slug: practice}\n",
            "{name: 实践, slug: practice}\n  - {name: 练习, slug: practice} ‹tag-collision›\n",
        ),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    broken.write("campaign.yml", f"{text}university: 又一所大学 ‹duplicate-key›\nfooter: {{icp: [1]}} ‹bad-type›\n")


def break_files_as_bytes(broken: Broken) -> None:
    """Mistakes that cannot be marked in the text itself, and a file that is fine though it comes from Notepad."""
    site = broken.site
    site.write("news/gbk.md", "---\ndate: 2011-04-05\ntitle: 记事本\n---\n".encode("gbk"))
    site.write("news/huge.md", NEWS.format(front="", body="x" * MAX_TEXT_BYTES))
    site.write("news/notepad.md", "\ufeff" + NEWS.format(front="", body="没有错。").replace("\n", "\r\n"))
    levels = "".join(
        f"{key}: &{key} [{', '.join([f'*{below}'] * 9)}]\n" for key, below in zip("bcdefgh", "abcdefg", strict=True)
    )
    site.write("news/bomb.md", f"---\na: &a [1, 2]\n{levels}---\n")
    outside = site.root / "outside.pdf"
    outside.write_bytes(b"%PDF-1.4")
    (site.content_dir / "news/outside.pdf").symlink_to(outside)
    (site.content_dir / "news/gone.pdf").symlink_to("nowhere.pdf")
    broken.expected += [
        ("news/gbk.md", 3, "not-utf8"),
        ("news/huge.md", 1, "file-too-large"),
        ("news/outside.pdf", 1, "outside-content"),
        ("news/gone.pdf", 1, "broken-symlink"),
    ]


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Broken:
    broken = Broken(make_site(tmp_path_factory.mktemp("thirty") / "root"))
    break_campaign(broken)
    for name, front in FRONTS.items():
        broken.write(f"news/{name}.md", NEWS.format(front=front, body="正文。"))
    for name, body in BODIES.items():
        broken.write(f"news/{name}.md", NEWS.format(front="", body=body))
    for path, text in FILES.items():
        broken.write(path, text)
    break_files_as_bytes(broken)
    broken.problems = broken.site.check()
    return broken


def test_every_mistake_is_reported_once_at_its_line_and_nothing_else_is(broken: Broken) -> None:
    found = Counter(item for item in where(broken.problems) if item[0] != "news/bomb.md")
    expected = Counter(broken.expected)
    assert (found - expected, expected - found) == (Counter(), Counter())


def test_the_mistakes_are_more_than_thirty_in_more_than_fifteen_files(broken: Broken) -> None:
    assert len(broken.expected) >= 60
    assert len({path for path, _, _ in broken.expected}) >= 40
    assert len({code for _, _, code in broken.expected}) >= 25


def test_yaml_aliases_that_explode_are_one_problem_of_their_file(broken: Broken) -> None:
    assert [code for path, _, code in where(broken.problems) if path == "news/bomb.md"] == ["yaml-alias"]


@pytest.mark.parametrize("place", HINTS)
def test_the_hint_names_what_was_probably_meant(broken: Broken, place: str) -> None:
    assert f"`{HINTS[place]}" in broken.hint_at(place)


def test_every_problem_says_in_chinese_what_is_wrong_and_what_to_do(broken: Broken) -> None:
    for problem in broken.problems:
        assert re.search("[\u4e00-\u9fff]", problem.message), problem
        assert re.search("[\u4e00-\u9fff]", problem.hint), problem


def test_columns_count_from_one_and_stand_within_their_line(broken: Broken) -> None:
    for problem in broken.problems:
        path = broken.site.root / problem.position.file
        if path.suffix == ".md" and problem.code not in ("not-utf8", "file-too-large"):
            lines = path.read_text("utf-8-sig").split("\n")
            assert 1 <= problem.position.column <= len(lines[problem.position.line - 1]) + 1, problem


def test_json_lists_the_same_problems_and_the_exit_status_is_1(broken: Broken) -> None:
    command = ["check", "-f", str(broken.site.config), "--format", "json", "--now", NOW]
    result = CliRunner().invoke(cli, command)
    listed = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(p["file"], p["line"], p["column"], p["code"]) for p in listed] == [
        (p.position.file, p.position.line, p.position.column, p.code) for p in broken.problems
    ]
    assert {frozenset(p) for p in listed} == {
        frozenset(("file", "line", "column", "code", "severity", "message", "hint"))
    }


def test_a_broken_site_is_not_published_and_the_published_one_stays(tmp_path: Path) -> None:
    site = make_site(tmp_path / "root")
    site.build()
    before = {path: path.read_bytes() for path in site.site_dir.rglob("*") if path.is_file()}
    site.replace("news/2010-05-27-launch.md", "column: meetings", "column: meeting")
    with pytest.raises(BuildFailed):
        site.build()
    assert {path: path.read_bytes() for path in site.site_dir.rglob("*") if path.is_file()} == before


def test_the_valid_site_has_no_problem(site: Site) -> None:
    assert site.check() == ()
