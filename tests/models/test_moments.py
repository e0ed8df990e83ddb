"""Dates as people write them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.errors import BadValue
from cxzy_build.models.moments import minute_after, parse_moment, parse_partial_date, timestamp


def test_a_day_covers_its_first_to_its_last_minute() -> None:
    moment = parse_moment("2010-05-27")
    assert (moment.start, moment.end) == (dt.datetime(2010, 5, 27), dt.datetime(2010, 5, 27, 23, 59))
    assert str(moment) == "2010-05-27"


@pytest.mark.parametrize("text", ["2010-05-27 09:30", "2010-05-27T09:30", " 2010-05-27 9:30 ", "2010-05-27 09:30:00"])
def test_a_minute_covers_itself(text: str) -> None:
    moment = parse_moment(text)
    assert moment.start == moment.end == dt.datetime(2010, 5, 27, 9, 30)
    assert str(moment) == "2010-05-27 09:30"


@pytest.mark.parametrize("year", [1900, 1988, 2012])
def test_a_timestamp_has_one_offset_whatever_the_year(year: int) -> None:
    assert timestamp(parse_moment(f"{year}-07-01 09:30")) == f"{year}-07-01T09:30:00+08:00"


@pytest.mark.parametrize(
    "text",
    [
        "2012/4/16",
        "2012.4.16",
        "2012年4月16日",
        "2012-4-16",
        " 2012年 4月 16日 ",
        "20120416",
        "2012–04–16",
        "2012—4—16",
        "“2012-04-16”",
    ],
)
def test_a_day_written_otherwise_is_answered_with_the_form_asked_for(text: str) -> None:
    for parse in (parse_moment, parse_partial_date):
        with pytest.raises(BadValue) as refused:
            parse(text)
        assert refused.value.hint == "是否想写 `2012-04-16`？"


def test_a_year_is_proposed_where_one_will_do() -> None:
    with pytest.raises(BadValue) as refused:
        parse_partial_date("2001年")
    assert refused.value.hint == "是否想写 `2001`？"
    with pytest.raises(BadValue) as refused:
        parse_moment("2001年")
    assert "是否" not in refused.value.hint


def test_a_day_that_cannot_be_made_out_is_not_guessed() -> None:
    for text in ("2012/13/45", "20121345", "201204161", "昨天", 7):
        with pytest.raises(BadValue) as refused:
            parse_moment(text)
        assert "是否" not in refused.value.hint


def test_after_the_calendars_last_minute_there_is_none() -> None:
    assert minute_after(parse_moment("2012-12-31").end) == "2013-01-01T00:00"
    assert minute_after(parse_moment("9999-12-31").end) == ""


WRONG = ["", "2010", "2010-5-27", "2010/05/27", "2010-02-30", "2010-13-01", "0000-01-01", "2010-05-27 24:00", "昨天",
         "2010-05-27 09:30+08:00", "2010-05-27 09:60", "２０１０-05-27", "٢٠١٠-05-27"]  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_anything_else_is_refused_in_chinese(text: str) -> None:
    with pytest.raises(ValueError, match=r"[日历]"):
        parse_moment(text)


@pytest.mark.parametrize("value", [None, 20100527, ["2010-05-27"], {"a": "b"}, dt.date(2010, 5, 27)])
def test_what_is_no_text_is_no_date(value: object) -> None:
    with pytest.raises(ValueError, match="日期"):
        parse_moment(value)


@given(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2999, 12, 31)))
def test_every_minute_reads_back_as_itself(moment: dt.datetime) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert parse_moment(f"{minute:%Y-%m-%d %H:%M}").start == minute


@given(st.text())
def test_any_text_is_a_moment_or_a_value_error(text: str) -> None:
    try:
        said = str(parse_moment(text))
    except ValueError as error:
        said = f"日期：{error}"
    assert re.search(r"\d{4}-\d\d-\d\d|日期：.*日", said)


@pytest.mark.parametrize("text", ["2009", "2009-07", "2009-07-01"])
def test_a_partial_date_is_kept_as_written(text: str) -> None:
    assert parse_partial_date(text) == text


@pytest.mark.parametrize("text", ["", "209", "2009-7", "2009-13", "2009-02-30", "0000", "２００９", None, ["2009"]])
def test_a_wrong_partial_date_is_refused_in_chinese(text: object) -> None:
    with pytest.raises(ValueError, match="日"):
        parse_partial_date(text)
