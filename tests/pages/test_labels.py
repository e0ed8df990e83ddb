"""Dates, numbers and sizes as readers see them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from cxzy_build.content.moments import parse_moment
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


@pytest.mark.parametrize(("size", "text"), [(5, "5 字节"), (2048, "2 KB"), (3 * 1024 * 1024, "3.0 MB")])
def test_sizes_are_told_in_the_unit_that_fits(size: int, text: str) -> None:
    assert labels.size_text(size) == text


@pytest.mark.parametrize(
    ("date", "text"), [("2009", "2009年"), ("2009-07", "2009年7月"), ("2009-07-01", "2009年7月1日")]
)
def test_partial_dates_stay_partial(date: str, text: str) -> None:
    assert labels.partial_date_text(date) == text
