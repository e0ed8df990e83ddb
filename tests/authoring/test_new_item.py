"""`cxzy new`: an item to start from."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from fixtures.sites import Site

from cxzy_build.authoring.new_item import new_item
from cxzy_build.errors import UsageError
from cxzy_build.models.collections import COLLECTIONS

DAY = dt.date(2012, 12, 1)


SLUG = "yue-du-li-hui"


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_a_new_item_is_a_draft_that_needs_only_to_be_filled_in(site: Site, kind: str) -> None:
    path = new_item(site.settings(), site.content().campaign, kind, '一次“学习”: #1 "会"', DAY)
    content = site.content()
    assert [p for p in content.problems if p.is_error] == []
    item = content.item(path.relative_to(site.content_dir).as_posix())
    assert item.front.draft
    assert item.heading == '一次“学习”: #1 "会"'


CHOICES = {
    "news": {"column": "meetings"},
    "exemplars": {"role": "teachers", "branch": "law-staff"},
    "branches": {"kind": "staff"},
    "commitments": {"by": "committee"},
    "documents": {"kind": "plan"},
}
"""What must be chosen, and the first value there is."""


@pytest.mark.parametrize("kind", CHOICES)
def test_what_must_be_chosen_is_left_open_and_told_until_somebody_chooses(site: Site, kind: str) -> None:
    path = new_item(site.settings(), site.content().campaign, kind, "李示例", DAY)
    draft = path.read_text("utf-8")
    for key, first in CHOICES[kind].items():
        assert re.search(f"^{key}: +# 必填，选一个：{first}[ 、]", draft, re.MULTILINE)
    assert [(p.message, p.is_error) for p in site.problems()] == _told_of(kind, is_error=False)
    path.write_text(draft.replace("draft: true", "draft: false"), "utf-8")
    told = [(p.message, p.is_error) for p in site.problems() if p.code == "missing-key"]
    assert told == _told_of(kind, is_error=True)
    for key, first in CHOICES[kind].items():
        path.write_text(path.read_text("utf-8").replace(f"{key}: ", f"{key}: {first} "), "utf-8")
    assert {p.code for p in site.problems()} <= {"placeholder"}


def _told_of(kind: str, *, is_error: bool) -> list[tuple[str, bool]]:
    return [(f"必填的键 `{key}` 后面没有内容", is_error) for key in CHOICES[kind]]


def test_new_items_can_be_seen_in_a_preview_and_keep_nothing_else_from_being_published(site: Site) -> None:
    campaign = site.content().campaign
    made = {kind: new_item(site.settings(), campaign, kind, "李示例", DAY) for kind in COLLECTIONS}
    site.build(preview=True)
    for kind, path in made.items():
        name = path.stem.removeprefix(f"{DAY}-")
        assert [*site.site_dir.glob(f"{kind}/**/{name}/index.html")], kind
    data = "".join(path.read_text("utf-8") for path in site.site_dir.glob("data/*.json"))
    assert "李示例" in data
    assert "u0000" not in data
    site.build()
    assert not any("李示例" in path.read_text("utf-8") for path in site.site_dir.rglob("*.html"))


def test_without_branches_none_is_made_up(site: Site) -> None:
    campaign = site.content().campaign
    site.delete("branches")
    text = new_item(site.settings(), campaign, "news", "学习", DAY).read_text("utf-8")
    assert "# branch:" in text
    assert "cxzy new branches" in text
    with pytest.raises(UsageError, match="cxzy new branches"):
        new_item(site.settings(), campaign, "exemplars", "张示例", DAY)


def test_people_whose_names_sound_alike_have_files_of_their_own(site: Site) -> None:
    campaign = site.content().campaign
    made = [new_item(site.settings(), campaign, "exemplars", name, DAY).name for name in ("王小示", "王晓示")]
    assert made == ["wang-xiao-shi.md", "wang-xiao-shi-2.md"]
    with pytest.raises(UsageError, match="已经存在"):
        new_item(site.settings(), campaign, "exemplars", "王小示", DAY)


@pytest.mark.parametrize("name", ["历史系党支部", '"历史系党支部"', "历史系党支部  # 教工"])
def test_a_branch_is_known_by_its_name_whatever_its_file_is_called(site: Site, name: str) -> None:
    site.write("branches/lishi.md", f"---\nname: {name}\nkind: staff\n---\n")
    campaign = site.content().campaign
    with pytest.raises(UsageError, match=r"branches/lishi\.md 已经存在"):
        new_item(site.settings(), campaign, "branches", "历史系党支部", DAY)
    made = new_item(site.settings(), campaign, "branches", "历史系学生党支部", DAY)
    assert made.name == "li-shi-xi-xue-sheng-dang-zhi-bu.md"


def test_a_branch_that_is_a_folder_is_one(site: Site) -> None:
    campaign = site.content().campaign
    site.delete("branches").write("branches/history/index.md", "---\nname: 历史系党支部\nkind: staff\n---\n")
    text = new_item(site.settings(), campaign, "exemplars", "某某", DAY).read_text("utf-8")
    assert "\nbranch:                  # 必填，选一个：history\n" in text


def test_a_long_title_gives_a_file_that_can_be_built(site: Site) -> None:
    title = "关于进一步深入贯彻落实学校党委统一部署全面推进学院创先争优活动向纵深发展切实增强广大党员光荣使命感的通知"
    path = new_item(site.settings(), site.content().campaign, "news", title, dt.date(2012, 3, 1))
    assert len(path.name) < 120
    filled_in = path.read_text("utf-8").replace("column: ", "column: meetings ").replace("draft: true", "")
    path.write_text(filled_in, "utf-8")
    path.rename(path.with_name(f"{'创先争优' * 15}.md"))
    site.quick_build()


def test_nothing_is_written_over(site: Site) -> None:
    campaign = site.content().campaign
    path = new_item(site.settings(), campaign, "news", "学习", DAY)
    path.write_text("学习：我写的")
    with pytest.raises(UsageError, match="已经存在"):
        new_item(site.settings(), campaign, "news", "学习", DAY)
    assert path.read_text() == "学习：我写的"
    with pytest.raises(UsageError, match="得不出文件名"):
        new_item(site.settings(), campaign, "news", "！！", DAY)


def test_a_second_occasion_of_one_name_has_an_address_of_its_own(site: Site) -> None:
    campaign = site.content().campaign
    days = (1, 15, 20)
    made = [new_item(site.settings(), campaign, "news", "月度例会", dt.date(2012, 12, day)).name for day in days]
    assert made == [f"2012-12-01-{SLUG}.md", f"2012-12-15-{SLUG}-2.md", f"2012-12-20-{SLUG}-3.md"]
    assert new_item(site.settings(), campaign, "news", "月度例会", dt.date(2013, 1, 1)).name == f"2013-01-01-{SLUG}.md"
    assert not [problem for problem in site.problems() if problem.is_error]


def test_an_item_that_is_a_folder_is_one_already(site: Site) -> None:
    site.write("news/elsewhere/2012-12-01-xue-xi/index.md", "---\ntitle: 学习\ndate: 2012-12-01\n---\n")
    with pytest.raises(UsageError, match=r"elsewhere/2012-12-01-xue-xi/index\.md 已经存在"):
        new_item(site.settings(), site.content().campaign, "news", "学习", DAY)


def test_what_is_no_item_is_not_written_over_either(site: Site) -> None:
    link = site.content_dir / "news/2012/2012-12-01-xue-xi.md"
    link.parent.mkdir()
    link.symlink_to("nowhere.md")
    with pytest.raises(UsageError, match="已经存在"):
        new_item(site.settings(), site.content().campaign, "news", "学习", DAY)
    assert link.is_symlink()


def test_a_title_may_have_blanks_of_any_width(site: Site) -> None:
    path = new_item(site.settings(), site.content().campaign, "news", "党委　中心组\u00a0学习", DAY)
    assert "党委　中心组\u00a0学习" in path.read_text("utf-8")


def test_nothing_is_made_of_a_title_with_control_characters(site: Site) -> None:
    with pytest.raises(UsageError, match="控制字符"):
        new_item(site.settings(), site.content().campaign, "news", "学习\a", DAY)


def test_a_campaign_that_cannot_be_read_is_told_first(site: Site) -> None:
    site.write("campaign.yml", "name: [\n")
    with pytest.raises(UsageError, match=r"campaign\.yml:"):
        new_item(site.settings(), site.content().campaign, "news", "学习", DAY)
    assert not [*site.content_dir.rglob("*xue-xi*")]
