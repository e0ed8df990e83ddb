"""Dates of one item that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ..content.items import Item
from ..errors import Location, Problem, Severity
from ..models.front_matter import Bearer, CommitmentFront, Front
from ..models.moments import Moment
from ..models.words import STATES_CALLED
from .context import ItemContext

_FIRST, _LAST = 1921, 2099
"""Years that a campaign of the Party may tell of: since it was founded."""


_OF_DATES = frozenset({
    "date", "event_date", "event_end", "updated", "publish_on", "expire_on", "founded", "honours", "items",
    "leader_review", "public_appraisal",
})  # fmt: skip
"""Keys of dates, and of groups that hold some. Where one was cut out, nobody knows what it would contradict."""


class _Contradiction(NamedTuple):
    """What is wrong with the date at `location` of the front matter."""

    location: Location
    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR


def check(item: Item, context: ItemContext) -> Iterator[Problem]:
    if _OF_DATES.isdisjoint(item.cut):
        for location, code, message, hint, severity in _contradictions(item.front):
            yield Problem(context.positions.of_field(item.path, *location), code, message, hint, severity)


def _contradictions(front: Front) -> Iterator[_Contradiction]:
    yield from _odd_years(front)
    yield from _of_event(front)
    yield from _of_publication(front)
    if isinstance(front, CommitmentFront):
        yield from _without_day(front)
        yield from _against_its_state(front)
        yield from _before_it_was_made(front)


def _odd_years(front: Front) -> Iterator[_Contradiction]:
    for location, written in _written(front):
        if written and not _FIRST <= int(str(written)[:4]) <= _LAST:
            hint = "年份写四位，如 2011-04-23；确实是这一年，不必理会"
            yield _Contradiction(location, "odd-date", f"{written} 的年份像是写错了", hint, Severity.WARNING)


def _of_event(front: Front) -> Iterator[_Contradiction]:
    """When it happened, against itself and the day of publication."""
    begun, ended, published = front.event_date, front.event_end, front.date
    hint = "改正其中一个日期；`date` 是发布日期，`event_date` 是活动日期"
    is_late = begun and published and begun.start > published.end
    if is_late:
        message = f"活动日期 {begun} 晚于发布日期 {published}"
        yield _Contradiction(("event_date",), "event-after-date", message, hint)
    elif ended and published and ended.start > published.end:
        message = f"活动结束日期 {ended} 晚于发布日期 {published}"
        yield _Contradiction(("event_end",), "event-after-date", message, hint)
    if ended and not begun:
        message = "有 `event_end` 而没有 `event_date`"
        yield _Contradiction(("event_end",), "bad-date", message, "补上 `event_date`")
    elif ended and begun and ended.end < begun.start and not is_late:
        message = f"活动结束日期 {ended} 早于开始日期 {begun}"
        yield _Contradiction(("event_end",), "bad-date", message, "改正其中一个日期")


def _of_publication(front: Front) -> Iterator[_Contradiction]:
    """What comes after it: a later change, and the end."""
    published = front.date
    if front.updated and published and front.updated.end < published.start:
        message = f"更新日期 {front.updated} 早于发布日期 {published}"
        yield _Contradiction(("updated",), "bad-date", message, "改正其中一个日期")
    starts = [moment.start for moment in (published, front.publish_on) if moment]
    if front.expire_on and starts and front.expire_on.end < max(starts):
        message = f"失效日期 {front.expire_on} 早于发布，这一条永远不会出现"
        yield _Contradiction(("expire_on",), "bad-date", message, "改正日期")


def _without_day(front: CommitmentFront) -> Iterator[_Contradiction]:
    """Promises that were kept, nobody knows when."""
    for index, promise in enumerate(front.items):
        if promise.state == "kept" and not promise.on:
            message = "承诺已兑现（kept），但没有写兑现日期 `on`，看不出是否按期"
            yield _Contradiction(("items", index), "missing-date", message, "加一行 `on: 日期`", Severity.WARNING)


def _against_its_state(front: CommitmentFront) -> Iterator[_Contradiction]:
    """Days on which promises were kept, as it says, that were not, or not made yet."""
    for index, promise in enumerate(front.items):
        place = ("items", index, "on")
        if promise.on and promise.state != "kept":
            message = f"写了兑现日期 {promise.on}，`state` 却是 {promise.state}（{STATES_CALLED[promise.state].short}）"
            yield _Contradiction(place, "bad-date", message, "已经兑现的，写 `state: kept`；没有兑现的，删去 `on`")
        elif promise.on and promise.on.end < front.date.start and promise.on.day.year >= _FIRST:  # else told
            message = f"兑现日期 {promise.on} 早于承诺公布的日期 {front.date}"
            hint = "改正其中一个日期；确实先兑现、后公布的，不必理会"
            yield _Contradiction(place, "odd-date", message, hint, Severity.WARNING)


def _before_it_was_made(front: CommitmentFront) -> Iterator[_Contradiction]:
    """Terms that were over, and judgements passed, when the promises were published: mostly of a wrong year."""
    said = (
        *((("items", place, "due"), "期限", one.due) for place, one in enumerate(front.items)),
        (("leader_review", "date"), "点评日期", front.leader_review and front.leader_review.date),
        (("public_appraisal", "date"), "评议日期", front.public_appraisal and front.public_appraisal.date),
    )
    for location, name, date in said:
        if date and date.end < front.date.start and date.day.year >= _FIRST:  # else told
            message = f"{name} {date} 早于承诺公布的日期 {front.date}"
            hint = "改正其中一个日期；确实后来才公布的，不必理会"
            yield _Contradiction(location, "odd-date", message, hint, Severity.WARNING)


def _written(front: Front) -> Iterator[tuple[Location, Moment | str | None]]:
    """Every date that readers are shown, and where it stands."""
    for key in ("date", "event_date", "event_end", "updated", "founded"):
        yield (key,), getattr(front, key, None)
    if isinstance(front, Bearer):
        yield from ((("honours", place, "date"), honour.date) for place, honour in enumerate(front.honours))
    if isinstance(front, CommitmentFront):
        for place, promise in enumerate(front.items):
            yield ("items", place, "due"), promise.due
            yield ("items", place, "on"), promise.on
        for key, said in (("leader_review", front.leader_review), ("public_appraisal", front.public_appraisal)):
            yield (key, "date"), said.date if said else None
