"""YAML into plain data: values as written, faults with their place, nothing that crashes."""

from __future__ import annotations

from itertools import product

import pytest
from fixtures.sites import Site
from hypothesis import example, given
from hypothesis import strategies as st

from cxzy_build.source import yaml_text
from cxzy_build.source.text_files import TextFile
from cxzy_build.source.yaml_text import YamlError


def data(text: str) -> dict[str, object]:
    found, errors = yaml_text.read(yaml_text.compose(text), text)
    assert errors == []
    return found


def faults(text: str) -> list[tuple[int, int, str]]:
    try:
        errors = yaml_text.read(yaml_text.compose(text), text)[1]
    except YamlError as error:
        errors = [error]
    return [(e.line, e.column, e.code) for e in errors]


@pytest.mark.parametrize("written", ["010", "2011-06-10", "yes", "1_000", "0x1F", "1e3", "12:30"])
def test_a_scalar_stays_as_it_was_written(written: str) -> None:
    assert data(f"a: {written}") == {"a": written}


def test_an_empty_value_and_a_tilde_are_nothing() -> None:
    assert data("a:\nb: ~\nc: ''") == {"a": None, "b": None, "c": ""}


def test_an_alias_stands_for_its_value() -> None:
    assert data("a: &x [1]\nb: *x") == {"a": ["1"], "b": ["1"]}


@pytest.mark.parametrize("written", ["\u200b", "' \u2060\u200b '", '"\xad"', "\u3164"])
def test_a_value_of_which_nothing_is_seen_is_nothing(written: str) -> None:
    assert data(f"a: {written}\nb: [{written}]") == {"a": None, "b": [None]}


def test_what_goes_with_characters_that_are_seen_stays() -> None:
    assert data("a: 👩‍🏫\nb: 连\xad字\nc: '\u3000'") == {"a": "👩‍🏫", "b": "连\xad字", "c": "\u3000"}


def test_a_text_that_only_looks_like_a_tag_is_none() -> None:
    assert data('a: "!!int 3"\nb: "x\n!!str y"') == {"a": "!!int 3", "b": "x !!str y"}


def test_every_mark_is_told_of_in_its_line() -> None:
    keys = ["".join(letters) for letters in product("abcdefghij", repeat=3)]
    text = "".join(f"{key}: 题\n\n{key}_: &x{key} c\n" for key in keys)
    assert faults(text) == [(3 * n, len(key) + 4, "yaml-tag") for n, key in enumerate(keys, 1)]


def test_an_empty_document_has_no_data() -> None:
    assert data("") == {}
    assert data("# 只有注释") == {}


@pytest.mark.parametrize("bracket", ["[读书, 普法", "{甲: 1, 乙: 2"])
@pytest.mark.parametrize("behind", ["date: 2011-04-05\n", ""])
def test_a_bracket_that_is_not_closed_is_told_where_it_opens(bracket: str, behind: str) -> None:
    assert faults(f"title: 题\ntags: {bracket}\n{behind}") == [(2, 7, "yaml-syntax")]


def test_all_wrong_colons_are_told_in_one_run() -> None:
    problems = TextFile("a.md", "---\ntitle：甲\ndate: 2011-04-05\ncolumn：study\nbranch:law\n---\n").read()[1]
    assert [(p.position.line, p.position.column) for p in problems] == [(2, 6), (4, 7), (5, 7)]


def test_that_the_rest_was_not_checked_is_told_once_and_only_where_it_was_not(site: Site) -> None:
    text = "---\ntitle：甲\ndate: 2011-04-05\ncolumn：study\n---\n"
    assert ["再检查一次" in p.hint for p in TextFile("a.md", text).read()[1]] == [True, False]
    assert ["再检查一次" in p.hint for p in TextFile("a.md", "---\na: 1\na: 2\n---\n").read()[1]] == [False]
    assert ["再检查一次" in p.hint for p in site.write("campaign.yml", "name: [\n").problems()] == [True]


@pytest.mark.parametrize(
    ("written", "column", "hint"),
    [
        ("[通知]关于开会", 12, "英文双引号"),
        ("{先锋} 开会", 13, "英文双引号"),
        ("- 开会", 8, "英文双引号"),
        ("| 开会", 8, "英文双引号"),
        ("!重要 开会", 8, "英文双引号"),
        ("*重要* 开会", 8, "英文双引号"),
        ("&重点 工作", 8, "英文双引号"),
        ("&ABC 公司", 8, "英文双引号"),
        ("[甲,, 乙]", 11, "删去一个"),
    ],
)
def test_a_value_that_begins_with_a_sign_of_yaml_is_to_be_put_in_quotes(written: str, column: int, hint: str) -> None:
    (problem,) = TextFile("a.md", f"---\ndate: 2012-01-01\ntitle: {written}\ncolumn: a\n---\n").read()[1]
    assert (problem.position.line, problem.position.column) == (3, column)
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3", (3, 1, "duplicate-key")),
        ("a:\n  b: 1\n  b: 2", (3, 3, "duplicate-key")),
        ("a: 1\n\tb: 2", (2, 1, "yaml-syntax")),
        ("a: b: c", (1, 5, "yaml-syntax")),
        ("- a", (1, 1, "yaml-syntax")),
        ("title:甲\ndate: 2011-04-05", (1, 6, "yaml-syntax")),
        ("title: 甲\ncolumn:study", (2, 7, "yaml-syntax")),
        ("title:甲", (1, 6, "yaml-syntax")),
        ("title:甲\ndate:2011-04-05", (1, 6, "yaml-syntax")),
        (" title: 甲\ndate: 2011-04-05", (1, 1, "yaml-syntax")),
        ("title: 甲\n  date: 2011-04-05", (2, 1, "yaml-syntax")),
        ("只是文字", (1, 1, "yaml-syntax")),
        ("a: !tag x", (1, 4, "yaml-tag")),
        ("a: !!binary x", (1, 4, "yaml-tag")),
        ("b: 1\na: !!int 三", (2, 4, "yaml-tag")),
        ("a: !!", (1, 4, "yaml-syntax")),
        ("a: [!ours x]", (1, 5, "yaml-tag")),
        ("a:\n  b: !!str x", (2, 6, "yaml-tag")),
        ("a: [!!int 3]", (1, 5, "yaml-tag")),
        ("a: !!seq [x]", (1, 4, "yaml-tag")),
        ("a: *x", (1, 4, "yaml-syntax")),
        ("{[1]: 2}", (1, 2, "yaml-syntax")),
        ("a: &x [*x]", (1, 4, "yaml-alias")),
        ("a: 1\nb: \x08", (2, 4, "yaml-syntax")),
        ("a: 1\nb:\n  - ｛c: 2, d: 3｝", (3, 5, "yaml-syntax")),
        ("a: 1\nb: 【{c: 2}】", (2, 4, "yaml-syntax")),
        ("a: 1\n---\nb: 2", (2, 1, "yaml-syntax")),
    ],
)
def test_a_fault_is_one_problem_at_its_place(text: str, expected: tuple[int, int, str]) -> None:
    assert faults(text) == [expected]


def test_a_character_escaped_into_a_value_may_not_be_a_control_character() -> None:
    assert faults('a: 1\nb: "x\\0y"') == [(2, 4, "yaml-syntax")]
    assert faults('a: "\\x02"') == [(1, 4, "yaml-syntax")]


def test_a_tab_for_indentation_is_named_as_such() -> None:
    with pytest.raises(YamlError) as caught:
        yaml_text.compose("a:\n\t- b")
    assert "制表符" in caught.value.message


def test_a_chinese_colon_is_named_on_its_own_line() -> None:
    with pytest.raises(YamlError) as caught:
        yaml_text.compose("title：标题\ndate: 2011-01-01\n")
    assert caught.value.line == 1
    assert "冒号" in caught.value.message
    assert "英文" in caught.value.message


def test_aliases_that_explode_are_stopped() -> None:
    levels = "".join(f"{k}: &{k} [{', '.join([f'*{j}'] * 9)}]\n" for j, k in zip("abcdefgh", "bcdefghi", strict=True))
    assert [code for *_, code in faults(f"a: &a [1]\n{levels}")] == ["yaml-alias"]


DEEP = ["[" * 5000, "{a: " * 5000, "- " * 5000, "a: " + "[" * 900 + "]" * 900, "a: " + "[" * 50_000 + "]" * 50_000]
DEEP += ["? " * 50_000, "-  " * 50_000, "a: " + "[ # ]\n  " * 50_000, "- [" * 3000]


@pytest.mark.parametrize("text", DEEP, ids=len)
def test_deep_nesting_is_a_problem_not_a_crash(text: str) -> None:
    assert faults(text)[0][2] in ("yaml-syntax", "yaml-too-deep", "yaml-alias")


def test_a_value_is_found_by_keys_and_indices() -> None:
    node = yaml_text.compose("a: 1\nb:\n  - c: 2\n    d: 3\n")
    assert yaml_text.find(node, ("b", 0, "d")) == (4, 8)
    assert yaml_text.find(node, ("b", 0, "d"), key=True) == (4, 5)


def test_what_is_missing_is_found_at_the_nearest_thing_above() -> None:
    node = yaml_text.compose("a: 1\nb:\n  - c: 2\n")
    assert yaml_text.find(node, ("b", 0, "x")) == (3, 5)
    assert yaml_text.find(node, ("b", 7)) == (3, 3)
    assert yaml_text.find(None, ("b",)) == (1, 1)


@given(st.text())
@example("\r{")
@example("\u2028{")
@example("\r\x85\u2029\r\n键：值\n- ")
def test_any_text_is_read_or_is_a_problem_within_it(text: str) -> None:
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 2
    for line, column, _ in faults(text):
        assert 1 <= line <= lines
        assert column >= 1


YAML_PIECES = [
    "a",
    "title",
    ": ",
    "\n",
    "  ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&x ",
    "*x",
    "!t ",
    "'",
    '"',
    "#",
    "|",
    ">",
    "\t",
    "---",
    "?",
    "%",
    "@",
    "`",
    "\\",
    "：",
    "中",
    "~",
    "<<",
    "\x00",
    "1",
]


@given(st.lists(st.sampled_from(YAML_PIECES), max_size=40).map("".join))
def test_any_mixture_of_yaml_signs_is_read_or_is_a_problem(text: str) -> None:
    source = TextFile("x.md", f"---\n{text}\n---\n正文")
    found, problems = source.read()
    assert isinstance(found, dict)
    assert all(problem.position.line >= 1 for problem in problems)


def test_a_campaign_of_one_line_with_a_wrong_colon_is_told_so(site: Site) -> None:
    (problem,) = site.write("campaign.yml", "name：甲\n").content().campaign.problems
    assert (problem.position.line, problem.position.column) == (1, 5)
    assert "中文冒号" in problem.message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name：甲\n\n# 注释\ntheme: 乙\n", 1),
        ("name: 甲\n# 注释\ntheme：乙\n\n# 注释\nslogan: 丙\n", 3),
        ("title:\u3000甲\ndate: 2011-04-05\n", 1),
        ("title:\xa0甲\n\ndate: 2011-04-05\n", 1),
    ],
)
def test_a_wrong_colon_is_found_behind_blank_lines_and_comments(text: str, line: int) -> None:
    assert [(at, code) for at, _, code in faults(text)] == [(line, "yaml-syntax")]


def test_all_wrong_colons_of_a_campaign_are_told(site: Site) -> None:
    text = "name：甲\n\n# 注释\norganisation：乙\ntheme: 丙\n"
    problems = site.write("campaign.yml", text).content().campaign.problems
    assert [(problem.position.line, problem.position.column) for problem in problems] == [(1, 5), (4, 13)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("# 甲\na: 乙 # 丙\nb: 丁#戊", "   \na: 乙    \nb: 丁#戊"),
        ("a: '# 甲' # 乙\nb: \"# 丙\n  # 丁\"", "a: '# 甲'    \nb: \"# 丙\n  # 丁\""),
        ("a: |\n  # 甲\n\n# 乙\nb: [丙, # 丁\n  '# 戊']", "a: |\n  # 甲\n\n   \nb: [丙,    \n  '# 戊']"),
        ("a: &x [*x] # 甲", "a: &x [*x]    "),
        ("a: '甲'#乙", "a: '甲'  "),
        ("a: [ # 甲", "a: [ # 甲"),
    ],
)
def test_comments_are_blanked_out(text: str, left: str) -> None:
    assert yaml_text.without_comments(text) == left


@given(st.text(alphabet="#ab: \n'\"[]|-&*", max_size=60))
def test_without_its_comments_a_text_reads_the_same(text: str) -> None:
    left = yaml_text.without_comments(text)
    assert [len(line) for line in left.split("\n")] == [len(line) for line in text.split("\n")]
    try:
        expected = yaml_text.read(yaml_text.compose(text), text)[0]
    except YamlError:
        assert left == text
    else:
        assert yaml_text.read(yaml_text.compose(left), left)[0] == expected
