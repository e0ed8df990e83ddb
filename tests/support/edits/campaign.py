"""Edits to campaign.yml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .desk import Desk, NothingThere
from .kinds import kind, pick

VALUES: Mapping[str, tuple[Any, ...]] = {
    "name": ("改名的活动",),
    "organisation": ("改名的党委",),
    "university": ("改名的大学", None),
    "theme": ("改过的主题", None),
    "slogan": ("改过的口号，另一句", None),
    "occasion": ({"name": "另一件大事", "date": "2012-07-03"}, None),
    "standards": ([{"id": "models", "name": "五个模范", "points": ["学习"]}], None),
    "leading_group": ({"about": "改过的说明。"}, None),
    "contact": ({"office": "改名的办公室", "phone": "010-1", "hours": "周一"}, None),
    "footer": (
        {"sponsor": "改名的主办", "undertaker": "承办", "icp": "京ICP备1号"},
        {"police": "京公网安备11010502030143号", "site_id_code": "1101050001"},
        None,
    ),
    "emblem": ({"file": "assets/gate.png", "alt": "校门"}, None, {"file": "assets/emblem.svg", "alt": "改过的文字"}),
    "editions": (["zh-Hant"], None),
    "names": (["范实", "标题党"], "于之", [{"范实": "範實"}, "于之"], ["范　实", {"于 之": "於 之"}], None),
    "mourning": (
        [{"from": "2012-07-01", "until": "2012-07-01"}],
        [{"from": "2012-07-05 09:00", "until": "2012-07-05 10:00"}, {"from": "2013-01-01", "until": "2013-01-02"}],
        None,
    ),
    "review": ({"required": "true"}, {"required": "false", "steps": ["初审", "终审"]}, None),
}
"""What may be written under each key that is no list of names; None for the key to go."""

LISTS: Mapping[str, tuple[str, tuple[Any, ...]]] = {
    "phases": ("tasks", (["改过的任务", "又一项"], None)),
    "columns": ("about", ("改过的说明。", None)),
    "roles": ("model", ("改过的典范", None)),
    "pledges": ("lead", ("带头做另一件事", None)),
    "integrations": ("about", ("改过的说明。", None)),
    "result_kinds": ("", ()),
    "document_kinds": ("", ()),
}
"""The lists of names, and the key that an entry may have besides, with values for it."""


def _data(desk: Desk) -> dict[str, Any]:
    data = desk.campaign()
    if not data:
        raise NothingThere
    return data


def _set(entry: dict[str, Any], key: str, value: Any) -> None:
    if value is None:
        entry.pop(key, None)
    else:
        entry[key] = value


def _enter(key: str) -> None:
    @kind(f"campaign's {key}")
    def act(desk: Desk, at: int, how: int) -> str:
        data, value = _data(desk), pick(VALUES[key], how)
        _set(data, key, value)
        desk.save_campaign(data)
        return f"campaign.yml: {key}: {value}"


def _enter_list(name: str, extra: str, values: tuple[Any, ...]) -> None:
    @kind(f"one of {name} renamed")
    def rename(desk: Desk, at: int, how: int) -> str:
        data = _data(desk)
        entry = pick(data[name], at)
        entry["name"] = f"改名{desk.number()}"
        desk.save_campaign(data)
        return f"campaign.yml: {name}: {entry['id']} is called {entry['name']}"

    @kind(f"{name} in another order")
    def reorder(desk: Desk, at: int, how: int) -> str:
        data = _data(desk)
        first = at % len(data[name])
        data[name] = [*data[name][first + 1 :], *data[name][: first + 1]]
        desk.save_campaign(data)
        return f"campaign.yml: {name}: {', '.join(entry['id'] for entry in data[name])}"

    @kind(f"one of {name} removed", breaks=name != "phases")
    def remove(desk: Desk, at: int, how: int) -> str:
        data = _data(desk)
        if len(data[name]) < 2:
            raise NothingThere
        gone = data[name].pop(at % len(data[name]))
        desk.save_campaign(data)
        return f"campaign.yml: {name}: no {gone['id']}"

    if not extra:
        return

    @kind(f"{extra} of one of {name}")
    def describe(desk: Desk, at: int, how: int) -> str:
        data = _data(desk)
        entry, value = pick(data[name], at), pick(values, how)
        _set(entry, extra, value)
        desk.save_campaign(data)
        return f"campaign.yml: {name}: {entry['id']}: {extra}: {value}"


for _key in VALUES:
    _enter(_key)
for _name, (_extra, _values) in LISTS.items():
    _enter_list(_name, _extra, _values)


@kind("names added to every list")
def _(desk: Desk, at: int, how: int) -> str:
    data, number = _data(desk), desk.number()
    name = pick([name for name in LISTS if name != "phases"], at)
    place = how % (len(data[name]) + 1)
    data[name].insert(place, {"id": f"added-{number}", "name": f"添加{number}"})
    desk.save_campaign(data)
    return f"campaign.yml: {name}: added-{number} at place {place + 1}"


@kind("phase added")
def _(desk: Desk, at: int, how: int) -> str:
    data, number = _data(desk), desk.number()
    year = 2012 + number
    added = {
        "id": f"added-{number}",
        "no": f"{4 + number}",
        "name": f"添加{number}",
        "start": f"{year}-11-09",
        "end": f"{year}-12-31",
    }
    data["phases"].append(added)
    desk.save_campaign(data)
    return f"campaign.yml: phases: {added}"


@kind("border between phases moved")
def _(desk: Desk, at: int, how: int) -> str:
    """Items pass from one to the other."""
    data = _data(desk)
    by_id = {entry["id"]: entry for entry in data["phases"]}
    if not {"strive", "improve"} <= set(by_id):
        raise NothingThere
    end, start = pick((("2011-03-31", "2011-04-01"), ("2011-06-30", "2011-07-01"), ("2011-12-01", "2011-12-02")), how)
    by_id["strive"]["end"], by_id["improve"]["start"] = end, start
    desk.save_campaign(data)
    return f"campaign.yml: strive until {end}, improve from {start}"


@kind("numbers of phases exchanged")
def _(desk: Desk, at: int, how: int) -> str:
    data = _data(desk)
    one, other = pick(data["phases"], at), pick(data["phases"], at + 1)
    one["no"], other["no"] = other["no"], one["no"]
    desk.save_campaign(data)
    return f"campaign.yml: numbers of {one['id']} and {other['id']} exchanged"


@kind("addresses of tags")
def _(desk: Desk, at: int, how: int) -> str:
    data, number = _data(desk), desk.number()
    ways: tuple[list[dict[str, str]], ...] = (
        [{"name": "实践", "slug": f"practice-{number}"}],
        [{"name": "实践", "slug": "practice"}, {"name": "计划", "slug": f"plans-{number}"}],
        [],
    )
    data["tags"] = pick(ways, how)
    desk.save_campaign(data)
    return f"campaign.yml: tags: {data['tags']}"


@kind("id of a column changed with all that names it")
def _(desk: Desk, at: int, how: int) -> str:
    data = _data(desk)
    entry, new = pick(data["columns"], at), f"column-{desk.number()}"
    old, entry["id"] = entry["id"], new
    desk.save_campaign(data)
    for path in desk.files("content", "site_src", ending=".md"):
        text = desk.read(path).decode("utf-8", "replace")
        changed = text.replace(f"column: {old}\n", f"column: {new}\n").replace(f"/columns/{old}/", f"/columns/{new}/")
        if changed != text and "\ufffd" not in text:
            desk.write(path, changed)
    return f"column {old} → {new}, everywhere"


@kind("campaign.yml spoilt", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    data = desk.read("content/campaign.yml")
    ways = (
        ("has bad YAML", data + b"x: [\n"),
        ("has an unknown key", data + b"organization: a\n"),
        ("is not UTF-8", data + b"# \xb5\xb3\n"),
        ("is empty", b""),
        ("has overlapping phases", data.replace(b"2010-11-01", b"2010-10-01")),
        ("has two columns of one id", data.replace(b"id: study", b"id: meetings")),
        ("has no name", data.replace(b"name: ", b"nom: ", 1)),
        ("names an emblem that is not there", data.replace(b"emblem.svg", b"emblems.svg")),
    )
    said, spoilt = pick(ways, how)
    desk.write("content/campaign.yml", spoilt)
    return f"campaign.yml {said}"


@kind("campaign.yml written in another way")
def _(desk: Desk, at: int, how: int) -> str:
    data = desk.read("content/campaign.yml")
    ways = (
        ("with a comment at its head", b"# \xe6\xb3\xa8\n" + data),
        ("with Windows line ends", data.replace(b"\n", b"\r\n")),
    )
    said, written = pick(ways, how)
    desk.write("content/campaign.yml", written)
    return f"campaign.yml written {said}"
