"""Tags that take text away from readers are told; what may be meant is not."""

from __future__ import annotations

import pytest
from fixtures.sites import markdown_options

from cxzy_build.bodies.conversion import BodyConverter
from cxzy_build.bodies.stray_tags import lost_text
from cxzy_build.errors import Problem
from cxzy_build.source.text_files import TextFile

CONVERTER = BodyConverter(markdown_options())
HEAD = "---\na: 1\n---\n"


def convert(body: str) -> tuple[Problem, ...]:
    return CONVERTER.convert(TextFile("x.md", HEAD + body))[1]


def lost(html: str) -> list[tuple[str, str]]:
    """Code, and what is told, of HTML that was written as it is."""
    found = lost_text(html, TextFile("x.md", HEAD + html))
    return [(problem.code, problem.message.partition("`")[2].partition("`")[0]) for problem in found]


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<video src='a'>甲", ["<video>"]),
        ("<VIDEO src='a'></video>甲", []),
        ("<video></video><video>甲<audio>乙", ["<audio>", "<video>"]),
        ("<video />甲", ["<video>"]),
        ("<style />甲<style>乙</style>", []),
        ("<!-- <audio> -->甲<audio></audio>", []),
        ("<audiobook>", []),
    ],
)
def test_an_element_that_shows_nothing_has_to_be_closed(html: str, told: list[str]) -> None:
    assert [what for code, what in lost(html) if code == "unclosed-tag"] == told


def test_each_name_is_told_once_where_it_was_written_first() -> None:
    html = "甲<table1>\n乙<see 下文>丙<table1>"
    problems = list(lost_text(html, TextFile("x.md", HEAD + html)))
    assert [(one.code, str(one.position)) for one in problems] == [
        ("unknown-tag", "x.md:4:2"),
        ("unknown-tag", "x.md:5:2"),
    ]


def test_a_drawing_that_is_not_closed_hides_the_rest_and_one_within_another_does_not() -> None:
    assert lost("<svg><svg><path2></svg><path3></svg>甲<foo>") == [("unknown-tag", "<foo>")]
    assert lost("<svg><path2>甲<foo>") == []
    assert lost("</svg>甲<foo>") == [("unknown-tag", "<foo>")]


@pytest.mark.parametrize(
    "body",
    [
        "正文\n\n<!-- <video src='a.mp4'> 待补 -->\n\n后",
        "<video-card>正文</video-card>\n\n<video src='a.mp4'></video>",
        "<svg viewBox='0 0 1 1'><style/><path d='M0 0'/></svg>",
        "<p>甲<o:p></o:p></p>",
        "<SVG viewBox='0 0 1 1'><linearGradient/></SVG>",
        "联系 <a@b.cn>、<http://a.cn/x>，a < b。",
    ],
)
def test_what_is_closed_or_known_is_not_told(body: str) -> None:
    assert [problem.code for problem in convert(body)] == []


def test_text_that_is_taken_for_a_tag_is_told() -> None:
    problems = convert(
        "正文。\n\n参见<notice.pdf>附件，<table1>所示，<see below>完，<b>粗</b><br/><my-own>甲</my-own>。"
    )
    assert [(one.code, one.is_error, one.position.line, one.position.column) for one in problems] == [
        ("unknown-tag", False, 6, 3),
        ("unknown-tag", False, 6, 18),
        ("unknown-tag", False, 6, 29),
    ]
    assert (
        convert("`<notice.pdf>`，a < b，<http://www.example.org/>，<svg><path d=''/></svg>\n\n<!-- <notice.pdf> -->")
        == ()
    )


def test_text_that_is_taken_for_an_attribute_is_told() -> None:
    problems = convert("<b>粗</b>，若 a<b 且 c>d，则<br>成立。\n\n<svg><path d=''/></svg><i 见附件>")
    assert [(one.code, one.position.line, one.position.column) for one in problems] == [
        ("unknown-tag", 4, 13),
        ("unknown-tag", 6, 24),
    ]


@pytest.mark.parametrize(
    "tag", ["<img src='' alt='图 > 一' title=说明>", '<b class="甲" title=乙>', "<i\n  data-x='1'>"]
)
def test_chinese_values_of_attributes_are_not_told(tag: str) -> None:
    assert "unknown-tag" not in {one.code for one in convert(f"字{tag}字")}


@pytest.mark.parametrize("body", ["<math><mi>x</mi></math>", "<select 选择>", "<title 书名>"])
def test_what_may_not_be_there_is_told_once(body: str) -> None:
    assert [one.code for one in convert(body)] == ["unsafe-element"]


def test_attributes_are_no_text() -> None:
    body = '<a href="/plan/" title="对照 <b 旧文> 与新文">甲</a><p data-名称="甲" data-乙 名="x">照样</p>'
    assert "unknown-tag" not in {one.code for one in convert(body)}


def test_drawings_hide_nothing_beside_them() -> None:
    drawing = '<svg width="1" height="1"{}>'
    problems = convert(f"{drawing.format('/')}字<foo 中文>字{drawing.format('')}<path d=''/></svg>")
    assert [one.code for one in problems] == ["unknown-tag"]


@pytest.mark.parametrize("piece", ["<svg> ", "<svg ", "</svg>", "<b '", '<b "x', "<b c", '<b c="d" ', "<b c="])
def test_many_tags_take_no_longer_each(piece: str) -> None:
    """A second's work for 20,000 of them where each took as long as all before it."""
    tags = piece * 20_000
    assert len(list(lost_text(tags, TextFile("a.md", tags)))) <= 1
