"""Front matter and campaign.yml against their models: every slip is one problem, at its place, with advice."""

from __future__ import annotations

import os
from typing import Any

import pytest
from fixtures.sites import NEWS as NEWS_FILE
from fixtures.sites import Site, where
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.content.drafts import stand_ins_of
from cxzy_build.errors import Location, Position
from cxzy_build.models import validation
from cxzy_build.models.collections import COLLECTIONS
from cxzy_build.models.front_matter import FRONT_OF, Campaign
from cxzy_build.models.validation import Validated, validate
from cxzy_build.source.text_files import TextFile

NEWS: dict[str, Any] = {"title": "甲", "date": "2011-01-01", "column": "c"}
COMMITMENT: dict[str, Any] = {"title": "甲", "date": "2011-01-01", "by": "committee", "items": [{"promise": "做"}]}


def at(location: Location, key: bool = False) -> Position:
    """A position that tells what was asked for."""
    return Position(("key:" if key else "") + "/".join(map(str, location)))


def news(**changes: Any) -> Validated[Any]:
    return validate(FRONT_OF["news"], NEWS | changes, at, stand_ins_of(FRONT_OF["news"]))


def commitment(**changes: Any) -> Validated[Any]:
    kind = FRONT_OF["commitments"]
    return validate(kind, COMMITMENT | changes, at, stand_ins_of(kind))


def mistakes_in(validated: Validated[Any]) -> list[tuple[str, str]]:
    return [(p.position.file, p.code) for p in validated.problems]


def test_a_text_in_the_place_of_a_list_is_shown_as_one() -> None:
    (problem,) = news(tags="读书、普法，支教").problems
    assert "`[读书, 普法, 支教]`" in problem.hint


@pytest.mark.parametrize(("collection", "key"), [("news", "column"), ("exemplars", "branch"), ("branches", "kind")])
def test_a_missing_key_says_where_its_ids_are(collection: str, key: str) -> None:
    kind = FRONT_OF[collection]
    found = validate(kind, {"title": "甲", "name": "甲"}, at, stand_ins_of(kind)).problems
    (problem,) = (one for one in found if f"`{key}`" in one.message and one.code == "missing-key")
    assert "id" in problem.hint or "staff" in problem.hint


def result(metrics: Any) -> list[str]:
    kind = FRONT_OF["results"]
    data = {"title": "甲", "date": "2011-04-05", "metrics": metrics}
    return [f"{p.code} {p.hint}" for p in validate(kind, data, at, stand_ins_of(kind)).problems]


def test_colons_and_commas_within_groups_are_named() -> None:
    assert result([{"name：走访，value": None}]) == [
        "yaml-syntax 改成英文冒号加一个空格：`name: 走访`；几项之间的逗号也用英文的"
    ]
    assert result(["name：走访"]) == ["yaml-syntax 改成英文冒号加一个空格：`name: 走访`；几项之间的逗号也用英文的"]
    assert result([{"name:走访": None, "value": "3"}]) == ["yaml-syntax 写成 `name: 走访`"]
    assert result([{"name": "走访", "value": "1", "234": None}]) == ["yaml-syntax 数字里不要写逗号"]
    assert [p.hint for p in commitment(by={"branch：law-staff": None}).problems] == ["写成 `{branch: law-staff}`"]
    assert [p.hint for p in commitment(by={"branch:law-staff": None}).problems] == ["写成 `{branch: law-staff}`"]


def test_a_text_in_the_place_of_a_group_is_shown_how_one_is_written() -> None:
    assert "`- {name: 走访学生, value: 126, unit: 人次}`" in result("走访126人次")[0]
    assert "`- promise: 每月走访学生一次`" in commitment(items="听课").problems[0].hint
    assert "`counts: {collection: news}`" in result([{"name": "甲", "counts": "news"}])[0]


def test_what_is_said_of_a_list_of_groups_can_be_followed_step_by_step(site: Site) -> None:
    written = "honours:\n  - {title: 教学名师, date: 2010-09}"
    told = []
    for hasty in ("honours: 优秀党员", "honours: - {title: 优秀党员}", "honours: [优秀党员]"):
        site.replace("exemplars/lin.md", written, hasty)
        written = hasty
        (problem,) = site.problems()
        told.append(problem.hint)
    assert told[0].startswith("`honours:` 后面空着，下一行起每项一行，前面空两格：`- {title: ")
    assert told[1].startswith("移到下一行，前面空两格")
    assert told[2].startswith("写成 `- {title: ")
    site.replace("exemplars/lin.md", written, "honours:\n  - {title: 优秀党员}")
    assert not site.problems()


def test_the_name_of_a_value_is_answered_with_the_value() -> None:
    promise = {"promise": "甲", "state": "已兑现"}
    assert [p.hint for p in commitment(items=[promise]).problems] == ["这是名称，要写 `kept`"]
    (problem,) = commitment(items=[promise | {"state": "完成"}]).problems
    assert problem.hint == "可用的有：promised 已承诺、doing 践诺中、kept 已兑现、missed 未兑现"


@pytest.mark.parametrize("written", [["已兑现"], {"已兑现": None}, [None]])
def test_what_is_no_word_is_not_shown_as_a_program_would(written: object) -> None:
    (problem,) = commitment(items=[{"promise": "甲", "state": written}]).problems
    assert problem.message == "`items.第1项.state` 应是一个词"
    assert "kept 已兑现" in problem.hint


def test_an_entry_with_nothing_in_it_is_empty_whatever_it_is_made_of() -> None:
    assert [p.message for p in news(branch=["", None]).problems] == [
        "`branch.第1项` 不能为空",
        "`branch.第2项` 不能为空",
    ]
    data = {"organisation": "甲", "name": "乙", "names": [""]}
    (problem,) = validate(Campaign, data, at, {}).problems
    assert problem.message == "`names.第1项` 不能为空"


@pytest.mark.parametrize(
    ("key", "written", "hint"),
    [
        ("date", "2012-07-01 9：30", "`2012-07-01 09:30`"),
        ("date", "2012年7月1日9时30分", "`2012-07-01 09:30`"),
        ("date", "2012年7月", "年四位"),
        ("date", "２０１２－０７－０１", "`2012-07-01`"),
        ("pinned", "１", "`1`"),
        ("tags", "［七一，表彰］", "`[七一, 表彰]`"),
    ],
)
def test_what_people_write_is_shown_as_it_is_asked_for(key: str, written: str, hint: str) -> None:
    (problem,) = news(**{key: written}).problems
    assert hint in problem.hint


def test_so_are_figures_and_years() -> None:
    kind = FRONT_OF["branches"]
    data = {"name": "甲", "kind": "staff", "members": "18人", "founded": "2004年9月"}
    assert [p.hint for p in validate(kind, data, at, stand_ins_of(kind)).problems] == [
        "是否想写 `2004-09`？",
        "只写数字：`18`",
    ]


def test_what_nobody_sees_is_named_and_nothing_is_shown_as_a_program_would() -> None:
    (problem,) = news(pinned="1\u200b").problems
    assert "（写的是“1”，里面有看不见的字符，请删去重写）" in problem.message
    (problem,) = news(pinned="it's\n第二").problems
    assert "“it's⏎第二”" in problem.message


def test_numbers_have_half_width_digits_and_not_too_many() -> None:
    assert result([{"name": "甲", "value": "１２"}]) == ["bad-type 数字用半角：`12`"]
    assert result([{"name": "甲", "value": "9" * 26}]) == ["bad-type 小数点前至多 15 位，后面至多 9 位"]


def test_a_commitment_has_one_promiser() -> None:
    (problem,) = commitment(by={"branch": "law-staff", "exemplar": "lin"}).problems
    assert "只能写一个" in problem.message


def test_a_chinese_comma_between_two_keys_is_named() -> None:
    kind = FRONT_OF["results"]
    data = {"title": "甲", "date": "2011-04-05", "metrics": [{"name": "人次", "value": "200，unit: 人次"}]}
    (problem,) = validate(kind, data, at, stand_ins_of(kind)).problems
    assert "`200, unit: 人次`" in problem.hint


def test_valid_front_matter_is_whole() -> None:
    assert news().is_valid
    assert commitment().is_valid


@pytest.mark.parametrize(
    ("key", "value", "place", "code"),
    [
        ("title", ["甲"], "title", "bad-type"),
        ("title", "  ", "title", "bad-type"),
        ("date", "2011-02-30", "date", "bad-date"),
        ("draft", "是", "draft", "bad-type"),
        ("pinned", "1.5", "pinned", "bad-type"),
        ("pinned", "9" * 5000, "pinned", "bad-type"),
        ("tags", "一", "tags", "bad-type"),
        ("tags", [["一"]], "tags/0", "bad-type"),
        ("slug", "a b", "slug", "bad-id"),
        ("slug", "abc\n", "slug", "bad-id"),
        ("slug", "a" * 251, "slug", "bad-id"),
        ("attachments", ["a.pdf"], "attachments/0", "bad-type"),
        ("attachments", [{"title": "甲"}], "attachments/0", "missing-key"),
        ("attachments", [{"fiel": "a.pdf"}], "key:attachments/0/fiel", "unknown-key"),
        ("tilte", "乙", "key:tilte", "unknown-key"),
        ("branch", {"id": "a"}, "branch/0", "bad-type"),
    ],
)
def test_one_slip_is_one_problem_at_its_place(key: str, value: Any, place: str, code: str) -> None:
    assert mistakes_in(news(**{key: value})) == [(place, code)]


@pytest.mark.parametrize(
    ("key", "value", "place", "code"),
    [
        ("items", [], "items", "bad-type"),
        ("items", "听课", "items", "bad-type"),
        ("items", ["听课"], "items/0", "bad-type"),
        ("items", [{"measure": "排表"}], "items/0", "missing-key"),
        ("items", [{"promis": "听课"}], "key:items/0/promis", "unknown-key"),
        ("items", [{"promise": "听课", "state": "keep"}], "items/0/state", "bad-value"),
        ("items", [{"promise": "听课", "due": "明年"}], "items/0/due", "bad-date"),
        ("by", "comittee", "by", "bad-value"),
        ("by", {"examplar": "lin"}, "by", "bad-value"),
        ("public_appraisal", {"voters": "9", "satisfied": "10"}, "public_appraisal", "bad-value"),
        ("public_appraisal", {"voters": "九", "satisfied": "1"}, "public_appraisal/voters", "bad-value"),
    ],
)
def test_one_slip_in_a_commitment_is_one_problem(key: str, value: Any, place: str, code: str) -> None:
    assert mistakes_in(commitment(**{key: value})) == [(place, code)]


def test_the_stand_ins_of_one_file_never_reach_the_next() -> None:
    commitment(items=[{"measure": "排表"}])
    commitment(items=["听课"])
    assert commitment(items=[{"promise": "听课", "state": "keep"}]).model.items


def test_several_slips_are_all_reported() -> None:
    found = mistakes_in(news(title=[], date="x", tilte="y", draft="no way"))
    assert sorted(code for _, code in found) == ["bad-date", "bad-type", "bad-type", "unknown-key"]


def test_what_can_be_saved_is_kept() -> None:
    model = news(pinned="x", tags=["一"], draft="true").model
    assert (model.pinned, model.tags, model.draft) == (0, ("一",), True)


def test_a_required_key_that_was_misspelt_is_one_problem() -> None:
    data = {"titel": "甲", "日期": "2011-01-01", "category": "c"}
    validated = validate(FRONT_OF["news"], data, at, stand_ins_of(FRONT_OF["news"]))
    assert mistakes_in(validated) == [
        ("key:titel", "unknown-key"),
        ("key:日期", "unknown-key"),
        ("key:category", "unknown-key"),
    ]
    assert [p.hint for p in validated.problems] == ["是否想写 `title`？", "是否想写 `date`？", "是否想写 `column`？"]


@pytest.mark.parametrize(
    ("collection", "key", "meant"),
    [
        ("news", "kind", "column"),
        ("news", "类别", "column"),
        ("documents", "栏目", "kind"),
        ("results", "role", "kind"),
    ],
)
def test_the_group_of_another_collection_is_meant_for_its_own(collection: str, key: str, meant: str) -> None:
    data = {"title": "甲", "date": "2011-01-01", key: "c"}
    (problem,) = validate(FRONT_OF[collection], data, at, stand_ins_of(FRONT_OF[collection])).problems
    assert (problem.code, problem.hint) == ("unknown-key", f"是否想写 `{meant}`？")


@pytest.mark.parametrize("written", ["繁体", ["繁体"], "zh-Hant"])
def test_the_way_to_ask_for_an_edition_is_shown(written: Any) -> None:
    (problem,) = validate(Campaign, {"name": "甲", "organisation": "乙", "editions": written}, at, {}).problems
    assert "zh-Hant" in problem.hint
    assert "[繁体]" not in problem.hint
    assert "下一行" not in problem.hint  # it stands on the key's own


@pytest.mark.parametrize(
    ("key", "written", "hint"),
    [
        ("columns", {"id": "a", "name": "甲"}, "下一行起每项一行，前面空两格：`- {id: meetings, name: 会议部署}`"),
        ("columns", ["会议"], "写成 `- {id: meetings, name: 会议部署}` 的样子"),
        ("mourning", {"from": "2010-08-15", "until": "2010-08-15"}, "`- {from: 2010-08-15, until: 2010-08-15}`"),
        ("occasion", "十八大", "写成 `occasion: {name: 党的十八大, date: 2012-11-08}` 的样子"),
    ],
)
def test_how_groups_of_the_campaign_are_written_is_shown(key: str, written: Any, hint: str) -> None:
    (problem,) = validate(Campaign, {"name": "甲", "organisation": "乙", key: written}, at, {}).problems
    assert problem.hint.endswith(hint)


def test_more_satisfied_than_voted_is_told_with_what_the_numbers_are() -> None:
    (problem,) = commitment(public_appraisal={"voters": "9", "satisfied": "10"}).problems
    assert "`voters` 是参评的人数" in problem.hint


def test_a_name_where_a_title_must_be_is_one_problem() -> None:
    data = {"name": "甲", "date": "2011-01-01", "column": "c"}
    (problem,) = validate(FRONT_OF["news"], data, at, stand_ins_of(FRONT_OF["news"])).problems
    assert (problem.code, problem.hint) == ("unknown-key", "是否想写 `title`？")


@pytest.mark.parametrize("key", ["tags: !x", "phase: !x", "pinned: !!int 三", "tags: !!set {甲, 乙}", "tags: [!x 甲]"])
def test_a_value_with_a_tag_is_one_problem(site: Site, key: str) -> None:
    site.write("news/x.md", NEWS_FILE.format(f"{key}\n"))
    assert where(site.problems()) == [("news/x.md", 5, "yaml-tag")]


def test_so_is_one_in_campaign_yml(site: Site) -> None:
    site.append("campaign.yml", "names: !x\n")
    assert [code for _, _, code in where(site.problems())] == ["yaml-tag"]


def test_a_key_without_a_value_counts_as_not_written() -> None:
    assert news(summary=None, tags=None).is_valid
    assert mistakes_in(news(title=None)) == [("key:title", "missing-key")]
    assert "后面没有内容" in news(title=None).problems[0].message


@pytest.mark.parametrize(
    ("draft", "is_error"), [("true", False), ("True", False), ("false", True), (None, True), ("是", True)]
)
def test_a_draft_may_leave_a_choice_open(draft: str | None, is_error: bool) -> None:
    validated = news(column=None, draft=draft)
    (problem,) = (one for one in validated.problems if one.code == "missing-key")
    assert problem.is_error == is_error
    assert "`columns`" in problem.hint
    assert validated.is_valid != is_error


@pytest.mark.parametrize("key", ["title", "date"])
def test_a_draft_lacks_all_else_as_others_do(key: str) -> None:
    assert [one.is_error for one in news(**{key: None}, draft="true").problems] == [True]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_an_item_without_any_key_lacks_each_required_key_once(name: str) -> None:
    required = {
        "news": 3, "exemplars": 3, "results": 2, "branches": 2, "commitments": 4, "documents": 3,
    }  # fmt: skip
    found = mistakes_in(validate(FRONT_OF[name], {}, at, stand_ins_of(FRONT_OF[name])))
    assert [code for _, code in found] == ["missing-key"] * required[name]


@pytest.mark.parametrize("value", ["九成", "NaN", "Infinity", "1e999999", "1e400", "1_000", "٣", [], ""])
def test_a_figure_is_a_number_that_can_be_shown(value: Any) -> None:
    data = {"title": "甲", "date": "2011-01-01", "metrics": [{"name": "数", "value": value}]}
    assert len(validate(FRONT_OF["results"], data, at, stand_ins_of(FRONT_OF["results"])).problems) == 1


VALUES = st.recursive(
    st.none() | st.text(max_size=6) | st.sampled_from(["1", "true", "2011-01-01", "committee", "news", "a"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["promise", "state", "file", "name", "value", "counts", "x", "branch"]), inner
        )
    ),
    max_leaves=8,
)


@given(st.data(), st.sampled_from(COLLECTIONS))
def test_any_data_gives_a_model_and_says_what_was_wrong(data: st.DataObject, name: str) -> None:
    kind = FRONT_OF[name]
    front = data.draw(st.dictionaries(st.sampled_from([*sorted(kind.known_keys()), "x"]), VALUES, max_size=6))
    validated = validate(kind, front, at, stand_ins_of(kind))
    assert isinstance(validated.model, kind)
    assert len(set(validated.problems)) == len(validated.problems)


@given(st.dictionaries(st.sampled_from([*sorted(Campaign.known_keys()), "x"]), VALUES, max_size=6))
def test_any_campaign_gives_a_model(front: dict[str, Any]) -> None:
    assert isinstance(validate(Campaign, front, at, {"name": "？", "organisation": "？"}).model, Campaign)


# campaign.yml in a site ----------------------------------------------------------------------------------------------

CAMPAIGN = [
    ("slogan:", "slogn:", 5, "unknown-key"),
    ("start: 2010-11-01", "start: 2010-10-31", 9, "phase-overlap"),
    ("start: 2010-11-01, end: 2011-06-30", "start: 2011-06-30, end: 2010-11-01", 9, "bad-date"),
    ("  - {id: strive, no: 2", "  - {id: strive, no: 二", 9, "bad-value"),
    ("occasion: {name: 党的十八大, date: 2012-11-08}", "occasion: {name: 党的十八大, date: 2012-11-31}", 6, "bad-date"),
    ("{name: 实践, slug: practice}", "{name: 实践, slug: Practice}", 29, "bad-id"),
    ("tags:\n", "contact: 电话\ntags:\n", 28, "bad-type"),
    ("tags:\n", "editions: [zh-hant]\ntags:\n", 28, "bad-value"),
    ("tags:\n", "mourning: [{from: 2010-04-21, until: 2010-04-20}]\ntags:\n", 28, "bad-date"),
    ("tags:\n", "mourning: [{since: 2010-04-21, from: 2010-04-21, until: 2010-04-21}]\ntags:\n", 28, "unknown-key"),
    ("- {id: mobilise,", "- {id: [mobilise],", 8, "bad-type"),
    ("tags:\n", "review: {required: 是}\ntags:\n", 28, "bad-type"),
    ("tags:\n", "tags:\n  - {name: 实践, slug: shi-jian}\n", 30, "repeated-id"),
    ("  - {id: strive, no: 2", "  - {id: strive, no: 1", 9, "repeated-id"),
    ("columns:\n", "colums:\n", 12, "unknown-key"),
    ("tags:\n", "names: [钟示例: 鐘例]\ntags:\n", 28, "bad-value"),
    ("tags:\n", "names: [范某, 钟示例：鐘示例]\ntags:\n", 28, "bad-value"),
    ("tags:\n", "names: [钟示例:鐘示例]\ntags:\n", 28, "bad-value"),
    ("tags:\n", "names: [{钟示例: 鐘示例, 范某: 范某}]\ntags:\n", 28, "bad-type"),
    (
        "integrations:\n  - {id: central-work, name: 与学院当前中心工作相结合}",
        "integrations: central-work",
        21,
        "bad-type",
    ),
    ("{id: central-work, name:", "{name:", 22, "missing-key"),
    ("{id: service, name:", "{id: Service, name:", 20, "bad-id"),
]


@pytest.mark.parametrize(("old", "new", "line", "code"), CAMPAIGN)
def test_one_slip_in_campaign_yml_is_one_problem_and_items_are_not_blamed(
    site: Site, old: str, new: str, line: int, code: str
) -> None:
    site.replace("campaign.yml", old, new)
    assert where(site.problems()) == [("campaign.yml", line, code)]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        (b"- a\n", 1, "yaml-syntax"),
        (b"name: [a\nb: c\n", 1, "yaml-syntax"),
        ("name: 活动\n".encode("gbk"), 1, "not-utf8"),
    ],
)
def test_a_campaign_file_that_cannot_be_read_is_one_problem(site: Site, text: bytes, line: int, code: str) -> None:
    assert where(site.write("campaign.yml", text).problems()) == [("campaign.yml", line, code)]


@pytest.mark.parametrize("text", ["", "# 只有注释\n"])
def test_an_empty_campaign_file_is_one_problem(site: Site, text: str) -> None:
    assert where(site.write("campaign.yml", text).problems()) == [("campaign.yml", 1, "missing-key")]


def test_what_a_campaign_file_has_behind_a_blank_and_a_hash_is_told(site: Site) -> None:
    site.replace("campaign.yml", "theme: 争当", "theme: #争当").replace(
        "campaign.yml", "五比五带头\nocc", "五比 #五带头\nocc"
    )
    assert where(site.problems()) == [("campaign.yml", 4, "cut-off"), ("campaign.yml", 5, "cut-off")]


def test_a_key_with_what_nobody_sees_in_it_is_told_so(site: Site) -> None:
    site.replace("exemplars/lin.md", "post:", "\u200bpost:")
    assert "看不见的字符" in next(one.message for one in site.problems() if one.code == "unknown-key")


def test_a_missing_campaign_file_is_one_problem(site: Site) -> None:
    assert where(site.delete("campaign.yml").check()) == [("campaign.yml", 1, "missing-file")]
    (site.content_dir / "campaign.yml").mkdir()
    assert where(site.check()) == [("campaign.yml", 1, "missing-file")]


def test_a_campaign_file_without_an_end_is_none(site: Site) -> None:
    os.mkfifo(site.delete("campaign.yml").content_dir / "campaign.yml")
    assert ("campaign.yml", 1, "missing-file") in where(site.check())


def test_what_thousands_of_unknown_keys_were_meant_for_is_looked_for_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    monkeypatch.setattr(validation, "nearest", lambda word, known: looked.append(word))
    data = {"title": "甲", "date": "2011-01-01", "column": "c", **{f"k{n}": "1" for n in range(3000)}}
    file = TextFile("a.md", "---\n" + "".join(f"{key}: {value}\n" for key, value in data.items()) + "---\n")
    problems = validate(FRONT_OF["news"], data, file.locate, stand_ins_of(FRONT_OF["news"])).problems
    assert [problem.position.line for problem in problems] == list(range(5, 3005))
    assert len(looked) == 3000


@pytest.mark.parametrize(
    ("collection", "key", "hint"),
    [
        ("news", "honours", "`honours` 是典型、支部的键，这一类条目没有：删去这一行"),
        ("news", "items", "`items` 是承诺的键，这一类条目没有：删去这一行"),
        ("news", "role", "`role` 是典型的键，这一类条目没有：删去这一行"),  # its column is there already
        ("commitments", "state", "`state` 写在 `items` 里面，不和它对齐：`- promise: 每月走访学生一次`"),
        ("commitments", "honours", "`honours` 是典型、支部的键，这一类条目没有：删去这一行"),
    ],
)
def test_a_key_of_another_place_is_told_to_be_one(collection: str, key: str, hint: str) -> None:
    kind = FRONT_OF[collection]
    data = {"news": NEWS, "commitments": COMMITMENT}[collection] | {key: "x"}
    (problem,) = validate(kind, data, at, stand_ins_of(kind)).problems
    assert (problem.code, problem.hint) == ("unknown-key", hint)


def test_what_is_written_already_is_not_suggested() -> None:
    (problem,) = news(titel="乙").problems
    assert "`title`" not in problem.hint


def test_keys_that_chinese_signs_joined_to_another_are_not_missed() -> None:
    data = {"name": "甲", "organisation": "乙", "mourning": [{"from：2010-08-15，until：2010-08-15": None}]}
    (problem,) = validate(Campaign, data, at, {}).problems
    assert problem.code == "yaml-syntax"


def test_a_key_of_the_footer_is_told_to_belong_there() -> None:
    (problem,) = validate(Campaign, {"name": "甲", "organisation": "乙", "icp": "备案号"}, at, {}).problems
    assert "写在 `footer` 里面" in problem.hint
