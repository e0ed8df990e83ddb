"""What YAML and Markdown pass over in silence is told; what is meant as it stands is not."""

from __future__ import annotations

import pytest

from cxzy_build.source.mistyped import mistakes_in
from cxzy_build.source.text_files import TextFile


def told(front: str, body: str = "正文。") -> list[str]:
    """Place, code and hint of each warning about a file."""
    found = tuple(mistakes_in(TextFile("a.md", f"---\n{front}\n---\n\n{body}\n")))
    assert all(one.is_error == (one.code in ("open-comment", "misplaced-key", "repeated-footnote")) for one in found)
    return [f"{one.position.line}:{one.position.column} {one.code} {one.hint}" for one in found]


@pytest.mark.parametrize(
    ("front", "places"),
    [
        ("title: 测试 #1 新闻", ["2:11"]),
        ("date: 2011-04-23\ntitle: 测试  #新", ["3:12"]),
        ("title: 甲 #乙\nsource: 丙 #丁", ["2:10", "3:11"]),
        ("title: 测试    # 发布日期", []),
        ("title: 测试#1", []),
        ('title: "测试 #1"', []),
        ("title: '测试 #1'", []),
        ("# title: 测试 #1", []),
        ("title: #1", []),
        ("title: 第#1 号 #标题", ["2:14"]),
        ("tags: [甲, 乙] #丙", []),
        ("summary: >\n  注: 参见 #附件", []),
    ],
)
def test_what_yaml_takes_for_a_comment(front: str, places: list[str]) -> None:
    assert [one.split(" ")[0] for one in told(front)] == places


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("draft:", 2),
        ("title: 甲\npublish_on:   # 待定", 3),
        ("expire_on:\ntitle: 甲", 2),
        ("publish_on:\n  2012-01-01", 0),
        ("draft:\n# 待定\n  true", 0),
        ("draft: true", 0),
        ("contributor:", 0),
    ],
)
def test_what_keeps_an_item_back_and_says_nothing(front: str, line: int) -> None:
    assert [one.partition(":")[0] for one in told(front) if "empty-value" in one] == [str(line)] * bool(line)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("draft: true\n\n正文。", 5),
        ("publish_on: 2099-01-01", 5),
        ("\n---\ndraft: true\n---\n\n正文。", 7),
        ("date：2011-01-01", 5),
        ("    draft: true\n\n这样写。", 0),
        ("source: http://example.cn/", 0),
        ("正文。\n\ndraft: true", 0),
        ("note: 这是注。", 0),
        ("时间: 周五", 0),
    ],
)
def test_keys_below_the_front_matter_are_an_error(body: str, line: int) -> None:
    assert [one.partition(":")[0] for one in told("title: 甲", body) if "misplaced" in one] == [str(line)] * bool(line)


def test_several_tags_that_would_be_one() -> None:
    assert told("tags: [读书、普法]") == ["2:7 one-tag 用英文逗号隔开：`[读书, 普法]`"]
    assert told("title: 甲\ntags: [读书，普法 ， 支教]") == ["3:7 one-tag 用英文逗号隔开：`[读书, 普法, 支教]`"]
    assert told("title: 甲、乙\ntags: [读书, 普法]\nsummary: 丙、丁") == []


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("[甲][nope] 乙[^1] [简报][] [简报][]", ["5:1", "5:12", "5:17"]),
        ("[甲][one] 乙[^1][^2]\n\n[One]: news/a\n\n[^1]: 注\n[^2]: 注", []),
        ("![甲][one]\n\n[two]: a.jpg", ["5:2"]),
        ("`[甲][nope]` \\[甲][nope] [甲](news/a)[乙](news/b)", []),
        ("[^1]: 注", []),
    ],
)
def test_references_that_are_defined_nowhere(body: str, places: list[str]) -> None:
    assert [one.split(" ")[0] for one in told("title: 甲", body)] == places


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("<!-- 内部备注 —>\n\n正文。", 5),
        ("正文。\n\n<!-- 内部备注", 7),
        ("正文 <!-> 备注 -->", 5),
        ("正文 <!--> 备注 -->", 5),
        ("<!---> 备注 --->", 5),
        ("<!----> <!--- 备注 --->", 0),
        ("甲 <!-- 内部 —>\n\n乙 <!-- 注 -->", 5),
        ("注释写成 &lt;!-- 注释 --&gt;", 0),
        ("正文。\n\n<！-- 内部 -->", 7),
        ("正文。＜!-- 内部 --＞", 5),
        ("正文。《！——内部——》", 5),
        ("正文。\n\n《!--\n内部\n--》", 7),
        ("正文。< !-- 内部 -->", 5),
        ("<!— 内部 —>", 5),
        ("`<！--` 和 `《!-- 甲 --》`", 0),
        ("《！——一个感叹号》和《!》，气温＜！5℃，1 < !2", 0),
        ("<!-- 内部备注 -->\n\n正文。<!-- more -->\n\n<!--\n两行\n-->", 0),
        ("`<!--` 和\n\n```\n<!-- 甲\n```", 0),
    ],
)
def test_comments_that_do_not_end(body: str, line: int) -> None:
    found = [one for one in told("title: 甲", body) if "open-comment" in one]
    assert [one.partition(":")[0] for one in found] == ([f"{line}"] if line else [])


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("做法：\n\n-学习文件\n-讨论方案\n-落实", 7),
        ("*学习文件\n\n*讨论方案", 5),
        ("-学习文件\n- 讨论方案", 0),
        ("- 学习文件\n- 讨论方案", 0),
        ("——文学院\n——历史系", 0),
        ("*学习*文件\n*讨论*方案", 0),
        ("```\n-甲\n-乙\n```", 0),
        ("- 学习文件\n-讨论方案\n- 落实", 6),
        ("* 学习文件\n*讨论方案", 6),
        ("* 学习文件\n*讨论*方案", 0),
        ("- 学习文件\n——文学院", 0),
    ],
)
def test_points_whose_sign_has_no_blank_behind_it(body: str, line: int) -> None:
    found = [one for one in told("title: 甲", body) if "not-a-list" in one]
    assert [one.partition(":")[0] for one in found] == ([f"{line}"] if line else [])


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("甲[^1] 乙[^2]\n\n[^1]: 一\n[^2]: 二\n\n[^1]: 三", "10:1"),
        ("甲[^1] 乙[^一]\n\n[^1]: 一\n[^一]: 二", ""),
        ("甲[^1]\n\n[^1]: 一\n\n```\n[^1]: 二\n```", ""),
    ],
)
def test_a_footnote_that_takes_the_place_of_another(body: str, place: str) -> None:
    assert [one.split(" ")[0] for one in told("title: 甲", body) if "repeated" in one] == [place] * bool(place)


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("共5*3*2间", 3),
        ("5米*3.5米*2米", 3),
        ("5*3和4*6", 2),
        ("5*3", 0),
        ("5 * 3 * 2", 0),
        (r"5\*3\*2", 0),
        ("`5*3*2`", 0),
        ("前**2011**后*斜体*后，*A*，2**10", 0),
    ],
)
def test_stars_for_times_that_would_be_lost(body: str, column: int) -> None:
    assert [one.split(" ")[0] for one in told("title: 甲", body)] == [f"5:{column}"] * bool(column)


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("#创先争优#今天开会。", r"\#创先争优#"),
        ("#创先争优# 今天开会。", r"\#创先争优#"),
        ("#标题#", ""),
        ("# C# 语言", ""),
        ("## 第一部分 ##", ""),
        ("##小标题", ""),
        ("今天#创先争优#开会", ""),
    ],
)
def test_hashtags_at_the_beginning_of_a_line(body: str, right: str) -> None:
    found = [one for one in told("title: 甲", body) if "not-a-heading" in one]
    assert [one.partition("`")[2].partition("`")[0] for one in found] == [right] * bool(right)


def test_links_with_a_blank_within() -> None:
    assert told("title: 甲", "见[计划] (documents/plan)。") == ["5:2 split-link 删去空格：`[计划](documents/plan)`"]
    assert told("title: 甲", "见[计划] (略)、[1] (2010.5)、- [x] (a)") == []


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("！[合影](photo.jpg)", "![合影](photo.jpg)"),
        ("！[合影]（photo.jpg）", "![合影](photo.jpg)"),
        ("![合影]（photo.jpg）", "![合影](photo.jpg)"),
        ("![合影](photo.jpg）", "![合影](photo.jpg)"),
        ("[计划]（documents/plan）", "[计划](documents/plan)"),
        ("[计划]（#目标）", ""),
        ("[网站]（https://www.example.edu.cn/）", "[网站](https://www.example.edu.cn/)"),
        ("![合影](photo.jpg)，[计划](documents/plan)（略）。", ""),
        ("见[附件]（略）和[完成]（3/5）、[2010]（2010.5）", ""),
        ("`![合影]（photo.jpg）`", ""),
        ("```\n[计划]（documents/plan）\n```", ""),
        ("［计划］（documents/plan）", "[计划](documents/plan)"),
        ("【计划】(documents/plan)", "[计划](documents/plan)"),
        ("!【合影】(photo.jpg)", "![合影](photo.jpg)"),
        ("【本报讯】（记者某某）【图】(2010.5)", ""),
        ("＃＃ 小标题", "## 小标题"),
        ("#＃小标题 ", "## 小标题"),
        ("第＃3 号", ""),
        ("＃", ""),
        ("```\n＃ 注释\n```", ""),
        ("＊＊要点＊＊说明", "**要点**"),
        ("＊＊＊", ""),
        ("＞引用的话。\n＞又一句。", "> 引用的话。"),
        ("》 引用的话。", "> 引用的话。"),
        ("《甲\n》》乙。＞丙", ""),
    ],
)
def test_markdown_with_full_width_signs(body: str, right: str) -> None:
    assert told("title: 甲", body) == ([f"5:1 full-width 改成半角的：`{right}`"] if right else [])


def test_a_rule_of_full_width_signs_takes_no_time() -> None:
    assert told("title: 甲", "＃" * 50_000 + "\n\n" + "#" * 50_000 + "＃") == []
