"""Dates, numbers and sizes as readers see them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cxzy_build.models.moments import parse_moment
from cxzy_build.pages import labels


@pytest.mark.parametrize(
    ("begin", "end", "text"),
    [
        ("2010-05-27", None, "2010年5月27日"),
        ("2010-05-27 09:30", None, "2010年5月27日 09:30"),
        ("2010-07-15", "2010-07-16", "2010年7月15日至16日"),
        ("2010-07-31", "2010-08-01", "2010年7月31日至8月1日"),
        ("2010-12-31", "2011-01-01", "2010年12月31日至2011年1月1日"),
        ("2010-07-15", "2010-07-15", "2010年7月15日"),
        ("2010-07-15 09:00", "2010-07-15 11:00", "2010年7月15日 09:00至11:00"),
        ("2010-07-15 09:00", "2010-07-15 09:00", "2010年7月15日 09:00"),
        ("2010-07-15 09:00", "2010-07-15", "2010年7月15日 09:00"),
        ("2010-07-15 09:00", "2010-07-16 11:30", "2010年7月15日 09:00至16日 11:30"),
        ("2010-07-31", "2010-08-01 11:30", "2010年7月31日至8月1日 11:30"),
    ],
)
def test_a_span_says_again_only_what_differs(begin: str, end: str | None, text: str) -> None:
    assert labels.span_text(parse_moment(begin), parse_moment(end) if end else None) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [("12", "12"), ("12.50", "12.5"), ("0.0", "0"), ("100", "100"), ("1E+3", "1000"), ("-3.20", "-3.2")],
)
def test_numbers_have_no_exponent_and_no_superfluous_zeros(number: str, text: str) -> None:
    assert labels.number_text(Decimal(number)) == text


@pytest.mark.parametrize(
    ("total", "section", "text"),
    [
        (8, "news", "共 8 条"),
        (8, "exemplars", "共 8 人"),
        (7, "branches", "共 7 个"),
        (1, "", "共 1 条"),
        (0, "news", ""),
    ],
)
def test_people_are_counted_as_people(total: int, section: str, text: str) -> None:
    assert labels.total_text(total, section) == text


SIZES = [(5, "5 字节"), (2048, "2 KB"), (1048575, "1.0 MB"), (3 * 1024 * 1024, "3.0 MB")]


@pytest.mark.parametrize(("size", "text"), SIZES)
def test_sizes_are_told_in_the_unit_that_fits(size: int, text: str) -> None:
    assert labels.size_text(size) == text


@pytest.mark.parametrize(
    ("date", "text"), [("2009", "2009年"), ("2009-07", "2009年7月"), ("2009-07-01", "2009年7月1日")]
)
def test_partial_dates_stay_partial(date: str, text: str) -> None:
    assert labels.partial_date_text(date) == text


@pytest.mark.parametrize(
    ("heading", "slip"),
    [
        ("集中展示闭幕，观众留言整理成册", "集中展示闭幕"),
        ("《创先争优活动简报》第1期印发", "创先争优\n活动简报"),
        ("老教师推开了新教师的教室门", "老教师推开了\n新教师的教…"),
        ("“要我争”到“我要争”", "要我争"),
        ("学习“七一”重要讲话", "学习七一\n重要讲话"),
        ("创先争优活动简报第 12 期", "创先争优活动\n简报第12期"),
        ("2011 年总结 附表", "2011\n年总结"),
        ("Open Day，开放日", "Open\n Day"),
        ("、、", "、、"),
        ("《》", "《》"),
        ("A", "A"),
    ],
)
def test_a_slip_shows_the_first_clause_in_even_columns(heading: str, slip: str) -> None:
    assert labels.slip_text(heading) == slip


@pytest.mark.parametrize(
    ("heading", "slip"),
    [
        ("Visiting Scholars Share Their Impressions", "争创实践"),
        ("走进Shakespeare的世界", "争创实践"),
        ("Open Day，开放日", "Open\n Day"),
        ("开放日，Visiting Scholars", "开放日"),
    ],
)
def test_a_slip_tears_no_word_of_latin_letters(heading: str, slip: str) -> None:
    assert labels.slip_text(heading, "争创实践") == slip


def test_a_slogan_stands_a_clause_a_line() -> None:
    assert labels.clauses("三创三推进，五比五带头") == "三创三推进\n五比五带头"


NEARLY = [(2999, 3000, "99.9%"), (1, 3000, "0.1%"), (3000, 3000, "100%"), (3001, 3000, "100%")]
"""All but a few are not all."""


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(59, 64, "92.2%"), (1, 2, "50%"), (0, 3, "0%"), (2, 3, "66.7%"), *NEARLY]
)
def test_a_share_has_one_decimal_at_most(part: int, whole: int, text: str) -> None:
    assert labels.percent_text(part, whole) == text


@pytest.mark.parametrize(
    ("title", "class_"),
    [
        ("五项做法写成制度", "cx-even"),
        ("第三年迎新：站点交给新生", "cx-clauses"),
        ("集中展示闭幕，观众留言整理成册", "cx-clauses cx-long"),
        ("一人一册，一周一访：党员结对帮毕业生找工作", "cx-clauses cx-long"),
        ("教工党支部委员会议再次动员，布置活动任务", "cx-even"),
    ],
)
def test_titles_are_broken_at_their_punctuation(title: str, class_: str) -> None:
    assert labels.wrap_class(title) == class_
