"""campaign.yml: read, validated, and checked for what a model of one value cannot see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from ..errors import Location, Position, Problem, Severity
from ..hints import suggestion
from ..models.front_matter import Campaign
from ..models.leading_group import KEYS, KEYS_OF_MEMBER, member_of
from ..records import Record
from ..settings import Settings
from ..source.mistyped import ALL_CUT_OFF, CUT_OFF, cut_off
from ..source.odd_characters import odd_characters
from ..source.private_numbers import private_numbers
from ..source.text_files import FileUnreadable, YamlFile, decode

_STAND_INS = {"name": "？", "organisation": "？"}


class CampaignFile(Record):
    """The campaign, and the ids of each of its lists; a list that has a fault of its own is not among `ids`."""

    campaign: Campaign
    ids: Mapping[str, frozenset[str]]
    problems: tuple[Problem, ...]
    readable: bool


def read_campaign(settings: Settings) -> CampaignFile:
    """Read content/campaign.yml; what is wrong with it is in the result."""
    from ..models.validation import besides, validate  # late: a small edit does without pydantic-core

    path = settings.content_dir / "campaign.yml"
    shown = settings.shown(path)
    if not settings.content_dir.is_dir():
        where, hint = settings.shown(settings.content_dir), "恢复它；没有丢的，核对 mkdocs.yml 里的 `content_dir`"
        return _unread(Problem(Position(where), "missing-file", "没有这个文件夹，全部内容应在里面", hint))
    if not path.is_file():
        hint = "新建它；至少写 name（活动名称）和 organisation（主办单位）"
        return _unread(Problem(Position(shown), "missing-file", "没有 campaign.yml（活动的基本信息）", hint))
    try:
        text = decode(path.read_bytes(), shown)
    except FileUnreadable as unreadable:
        return _unread(unreadable.problem)
    source = YamlFile(shown, text)
    data, faults = source.read()
    if faults and not data:
        return _unread(*faults)
    if not data:
        hint = "至少写 name（活动名称）和 organisation（主办单位）"
        return _unread(Problem(Position(shown), "missing-key", "campaign.yml 里没有内容", hint))
    problems = list(faults)
    validated = validate(Campaign, data, source.locate, _STAND_INS)
    problems += besides(problems, validated.problems)
    problems += _repeated_ids(data, source)
    problems += _unshown(data, source)
    problems += _overlapping_phases(validated.model, data, source)
    problems += private_numbers(source)
    problems += odd_characters(source)
    problems += cut_off(text, source.at, (CUT_OFF, ALL_CUT_OFF))
    return CampaignFile(validated.model, _ids(data, Campaign.known_keys()), tuple(problems), readable=True)


def _unread(*problems: Problem) -> CampaignFile:
    from ..models.schemas import make  # late, as above

    return CampaignFile(make(Campaign, _STAND_INS), {}, problems, False)


def _entries(data: Mapping[str, Any], name: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    entries = data.get(name)
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield index, entry


def _ids(data: Mapping[str, Any], known: frozenset[str]) -> dict[str, frozenset[str]]:
    """The ids of every list in which one can look them up: nobody is blamed for not finding what is not well written.

    An id with a fault counts in small letters too, for that is how items will have it.
    """
    found = {}
    misspelt = bool(set(data) - known)
    for name in Campaign.LISTS:
        entries = data.get(name) or []
        idents = (
            [e.get("id") if isinstance(e, dict) else None for e in entries] if isinstance(entries, list) else [None]
        )
        if all(isinstance(i, str) for i in idents) and (idents or not misspelt):
            found[name] = frozenset(str(i) for i in idents) | {str(i).lower() for i in idents}
    return found


_TOLD_APART_BY = (*((name, "id") for name in Campaign.LISTS), ("tags", "name"), ("phases", "no"))
"""Lists, and the key that no two entries of one may have the same value of."""


def _repeated_ids(data: Mapping[str, Any], source: YamlFile) -> Iterable[Problem]:
    for name, key in _TOLD_APART_BY:
        first: dict[str, Position] = {}
        for index, entry in _entries(data, name):
            ident, here = entry.get(key), source.locate((name, index, key))
            if isinstance(ident, str) and ident in first:
                shown = f"no: {ident}" if key == "no" else ident
                message = f"`{name}` 里 `{shown}` 用了两次（另一处在第 {first[ident].line} 行）"
                yield Problem(here, "repeated-id", message, "给其中一个换一个，或删去一个")
            elif isinstance(ident, str):
                first[ident] = here


def _unshown(data: Mapping[str, Any], source: YamlFile) -> Iterable[Problem]:
    """Warnings for what no page shows of `leading_group` and `review`, which may hold anything."""
    group, review = data.get("leading_group"), data.get("review")
    if isinstance(group, dict):
        yield from _not_shown(group, KEYS, ("leading_group",), source)
        members = group.get("members")
        for index, one in enumerate(members if isinstance(members, list) else ()):
            here: Location = ("leading_group", "members", index)
            strange = [*_not_shown(one, KEYS_OF_MEMBER, here, source)] if isinstance(one, dict) else []
            yield from strange
            if not member_of(one) and not strange:  # else its name may be behind the other key
                yield _warning(
                    source.locate(here), "这一项没有 `name`（姓名），不会显示", "写成 `{duty: 组长, name: 某某}`"
                )
    steps = review.get("steps") if isinstance(review, dict) else None
    for index, step in enumerate(steps or ()):
        if not isinstance(step, str):
            yield _warning(
                source.locate(("review", "steps", index)), "这一步不是一句话，不会显示", "写成一句话，每步一行"
            )


def _not_shown(group: Mapping[str, Any], known: tuple[str, ...], here: Location, source: YamlFile) -> Iterable[Problem]:
    for key in group:
        if key not in known:
            where = source.locate((*here, key), True)
            yield _warning(where, f"`{key}` 不会显示：这里只有 {'、'.join(known)}", suggestion(key, known))


def _warning(where: Position, message: str, hint: str) -> Problem:
    return Problem(where, "not-shown", message, hint, Severity.WARNING)


def _overlapping_phases(campaign: Campaign, data: Mapping[str, Any], source: YamlFile) -> Iterable[Problem]:
    line_of = {str(entry.get("id")): index for index, entry in _entries(data, "phases")}
    phases = sorted(campaign.phases, key=lambda p: (p.start, p.no))
    for earlier, later in pairwise(phases):
        if later.start.start <= earlier.end.end:
            where = source.locate(("phases", line_of.get(later.id, 0), "start"))
            message = f"阶段“{later.name}”从 {later.start} 开始，与“{earlier.name}”（至 {earlier.end}）重叠"
            yield Problem(where, "phase-overlap", message, "改正其中一个日期，使各阶段首尾相接而不重叠")
