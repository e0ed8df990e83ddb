"""Dates as people write them: a day, or a minute of a day, in Asia/Shanghai."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from ..errors import BadValue
from ..hints import did_you_mean
from ..records import Record
from ..settings import minute_of

_OFFSET = "+08:00"

_WRITTEN = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?", re.ASCII)
_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


_PARTS = re.compile(
    r"\s*(\d{4})\s*[./年-]\s*(\d{1,2})\s*(?:[./月-]\s*(?:(\d{1,2})\s*日?\s*(?:(\d{1,2})\s*[：:时点]\s*(\d{1,2})?分?\s*)?)?)?",
    re.ASCII,
)
"""A day as people write it elsewhere, or a month: 2012/4/16, 2012.4.16, 2012年4月16日, 2012年4月; a minute after it."""

_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("“”‘’", '"')})
"""What Word and input methods write for a hyphen, and for quotation marks."""

_RUN_TOGETHER = re.compile(r"\A(\s*\d{4})(\d{2})(\d{2})(?!\d)", re.ASCII)
_YEAR = re.compile(r"\s*(\d{4})\s*年\s*", re.ASCII)


class Moment(Record, order=True):
    """A day, or a minute of it; without a time it is the day's first minute where it has to be compared."""

    start: dt.datetime
    has_time: bool = False

    @property
    def day(self) -> dt.date:
        return self.start.date()

    @property
    def end(self) -> dt.datetime:
        """The last minute it covers: the day's last for a day."""
        return self.start if self.has_time else dt.datetime.combine(self.day, dt.time(23, 59))

    @property
    def first_minute(self) -> str:
        """In ISO form."""
        return minute_of(self.start)

    @property
    def last_minute(self) -> str:
        """In ISO form; see `end`."""
        return minute_of(self.end)

    def __str__(self) -> str:
        return self.start.isoformat(" ", "minutes") if self.has_time else self.day.isoformat()


def minute_after(moment: dt.datetime) -> str:
    """The minute (ISO) that follows `moment`; empty where the calendar ends."""
    try:
        return minute_of(moment + dt.timedelta(minutes=1))
    except OverflowError:
        return ""


def timestamp(moment: Moment) -> str:
    """RFC 3339, at the offset that Shanghai has had since 1992: the one of 1900 is no whole minute, and moments with
    several offsets could not be compared as they are written."""
    return f"{moment.start.isoformat()}{_OFFSET}"


def parse_moment(text: object) -> Moment:
    """Read `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`; raises BadValue otherwise."""
    found = _WRITTEN.fullmatch(text.strip()) if isinstance(text, str) else None
    if not found:
        raise BadValue(
            "日期应写成 2010-05-27 或 2010-05-27 09:30",
            _proposed(text, is_whole=True) or "年四位，月、日各两位，用半角 - 连接",
            "bad-date",
        )
    year, month, day, hour, minute = found.groups()
    try:
        start = dt.datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0))
    except ValueError:
        raise BadValue("日历上没有这一天或这一时刻", "核对年、月、日和时刻", "bad-date") from None
    return Moment(start, hour is not None)


def _proposed(text: object, *, is_whole: bool = False) -> str:
    """A hint that proposes what was probably meant, in the form asked for; empty if no day, or month or year where that
    will do, can be made out."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS).strip("\"'") if isinstance(text, str) else ""
    plain = _RUN_TOGETHER.sub(r"\1-\2-\3", plain)
    if not is_whole and (alone := _YEAR.fullmatch(plain)):
        return did_you_mean(alone[1])
    found = _PARTS.fullmatch(plain)
    if not found or (is_whole and not found[3]):
        return ""
    year, month, day, hour, minute = (int(part or 0) for part in found.groups())
    try:
        moment = dt.datetime(year, month, day or 1, hour, minute)
    except ValueError:
        return ""
    form = "%Y-%m" if not day else "%Y-%m-%d %H:%M" if is_whole and found[4] else "%Y-%m-%d"
    return did_you_mean(f"{moment:{form}}")


def parse_partial_date(text: object) -> str:
    """A year, a month or a day (`2009`, `2009-07`, `2009-07-01`), kept as written; raises BadValue otherwise."""
    if not isinstance(text, str) or not _PARTIAL.fullmatch(text.strip()):
        raise BadValue(
            "日期应写成 2009、2009-07 或 2009-07-01", _proposed(text) or "只知道年月就写 `2009-07`", "bad-date"
        )
    text = text.strip()
    try:
        dt.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        raise BadValue("日历上没有这一天", "核对年、月、日", "bad-date") from None
    return text
