"""Edits to front matter: one kind for each key that an item may have."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from .bodies import PICTURE, SITE_URL
from .desk import COLLECTIONS, Desk, Item, NothingThere
from .kinds import kind, pick

Value = Any
"""A value to write; a function that makes one for an item; GONE for the key to go."""

GONE = None


def _text(word: str) -> Callable[[Desk, Item, int], str]:
    return lambda desk, item, how: f"{word}{desk.number()}"


def _id_of(name: str) -> Callable[[Desk, Item, int], str]:
    return lambda desk, item, how: pick(desk.ids(name), how)


def _ids_of(name: str) -> Callable[[Desk, Item, int], list[str]]:
    return lambda desk, item, how: desk.ids(name)[how % 2 :][:2]


def _branch(desk: Desk, item: Item, how: int) -> str:
    return pick(desk.items("branches"), how).name


def _branches(desk: Desk, item: Item, how: int) -> list[str]:
    return [branch.name for branch in desk.items("branches")][how % 3 :][:2]


def _kind(desk: Desk, item: Item, how: int) -> str:
    if item.collection == "branches":
        return pick(("staff", "student", "mixed", "retired"), how)
    return pick(desk.ids(f"{item.collection[:-1]}_kinds"), how)


def _own_date(desk: Desk, item: Item, how: int) -> str:
    if "date" not in item.front:
        raise NothingThere
    return str(item.front["date"])


def _end(desk: Desk, item: Item, how: int) -> str:
    item.front.setdefault("event_date", _own_date(desk, item, how))
    return str(item.front["event_date"])


def _file(path: str) -> Callable[[Desk, Item, int], str]:
    def make(desk: Desk, item: Item, how: int) -> str:
        if not desk.path(path).is_file():
            raise NothingThere
        return os.path.relpath(path, item.folder)

    return make


def _attachments(desk: Desk, item: Item, how: int) -> list[dict[str, str]]:
    offered = (
        {"file": _file("content/news/n14/unused.txt")(desk, item, how)},
        {"file": _file("content/documents/plan/plan.pdf")(desk, item, how), "title": f"附件{desk.number()}"},
    )
    return list(offered[how % 2 :])


def _metrics(desk: Desk, item: Item, how: int) -> list[dict[str, Any]]:
    counts = (
        {"collection": "news", "column": pick(desk.ids("columns"), how)},
        {"collection": "exemplars", "role": pick(desk.ids("roles"), how)},
        {"collection": "commitments", "branch": _branch(desk, item, how)},
        {"collection": "news", "pledge": pick(desk.ids("pledges"), how)},
        {"collection": "documents", "phase": pick(desk.ids("phases"), how)},
        {"collection": "results"},
        {"collection": "branches"},
    )
    counted = {"name": f"数出来的{desk.number()}", "counts": pick(counts, how)}
    return [counted, {"name": "满意率", "value": str(90 + how % 9), "before": "80", "target": "95", "unit": "%"}]


def _by(desk: Desk, item: Item, how: int) -> object:
    exemplar = pick(desk.items("exemplars"), how).name
    return pick(("committee", {"branch": _branch(desk, item, how)}, {"exemplar": exemplar}), how)


def _promises(desk: Desk, item: Item, how: int) -> list[dict[str, Any]]:
    evidence = pick(desk.items("news", "results", "documents"), 5 * how).link
    if how % 4 == 3 and not evidence.startswith("news/"):
        evidence = f"{SITE_URL}{evidence}/"
    added = (
        {"promise": f"承诺{desk.number()}", "due": "2012-07-03", "state": "doing"},
        {"promise": f"承诺{desk.number()}", "state": "kept", "on": "2012-06-01", "evidence": evidence},
        {"promise": f"承诺{desk.number()}", "state": "kept", "gap": "差距", "measure": "措施"},
        {"promise": f"承诺{desk.number()}", "state": "missed", "due": "2012-06-01"},
    )
    return [*(item.front.get("items", [])[how % 2 :] if how % 3 else ()), pick(added, how)]


def _document(desk: Desk, item: Item, how: int) -> str:
    return pick([other.link for other in desk.items("documents") if other.path != item.path], how).split("/")[1]


VALUES: Mapping[str, tuple[Value, ...]] = {
    # of every item
    "title": (_text("改过的标题"), _text("《引号里》的标题 with ASCII & <b>"), "很短", "范 实在余干　发言"),
    "date": (_own_date, "2012-06-29", "2012-07-03 08:00", "2010-12-31"),
    "event_date": (_own_date, GONE),
    "event_end": (_end, GONE),
    "updated": ("2012-06-30", "2012-07-01 09:30", GONE),
    "correction": (_text("更正"), GONE),
    "summary": (_text("摘要"), GONE, "带 <b> & “引号” 的摘要"),
    "slug": (lambda desk, item, how: f"slug-{desk.number()}", GONE),
    "branch": (_branch, _branches, GONE),
    "phase": (_id_of("phases"), GONE),
    "pledges": (_ids_of("pledges"), GONE),
    "integrations": (_ids_of("integrations"), GONE),
    "tags": (["实践"], lambda desk, item, how: [f"标签{desk.number()}", "实践"], ["读书", "实践"], GONE),
    "cover": (_file(PICTURE), _file("content/results/satisfaction/chart.png"), GONE),
    "cover_alt": (_text("封面"), GONE),
    "attachments": (_attachments, GONE),
    "source": (_text("来源"), GONE),
    "contributor": (_text("供稿"), "范后里、于海", "范　实、于 之", GONE),
    "photographer": (_text("摄影"), "于 之", GONE),
    "reviewer": (_text("审核"), GONE),
    "pinned": ("3", "1", "-1", GONE),
    "draft": ("true", GONE, "false"),
    "publish_on": ("2012-07-03", "2012-06-01", "2012-07-05 09:00", GONE),
    "expire_on": ("2012-07-02", "2012-07-01 11:59", "2013-01-01", GONE),
    "aliases": (
        lambda desk, item, how: [f"/old/{desk.number()}.html"],
        lambda desk, item, how: [f"/旧/{desk.number()}/", f"/old-{desk.number()}/"],
        GONE,
    ),
    "sample": ("true", GONE),
    "lang": ("zh-Hant", GONE, "zh-Hans"),
    # of some
    "column": (_id_of("columns"),),
    "name": (_text("改过的名称"), "范　实"),
    "role": (_id_of("roles"),),
    "post": (_text("职务"), GONE),
    "honours": ([{"title": "先进", "issuer": "学校", "date": "2012"}], [{"title": "一"}, {"title": "二"}], GONE),
    "quote": (_text("一句话"), GONE),
    "portrait": (_file(PICTURE), GONE),
    "portrait_alt": (_text("人像"), GONE),
    "kind": (_kind,),
    "metrics": (_metrics, GONE),
    "founded": ("1999", "2001-07", GONE),
    "secretary": (_text("书记"), GONE),
    "members": ("7", "123", GONE),
    "motto": (_text("口号"), GONE),
    "by": (_by,),
    "items": (_promises,),
    "leader_review": ({"by": "校党委", "text": "很好"}, {"text": "尚可", "date": "2012-06-01"}, GONE),
    "public_appraisal": (
        {"voters": "10", "satisfied": "9", "date": "2012-06-01"},
        {"voters": "0", "satisfied": "0"},
        GONE,
    ),
    "number": (_text("文号"), GONE),
    "issue": ("9", "0", GONE),
    "issuer": (_text("发文单位"), GONE),
    "replaced_by": (_document, lambda desk, item, how: f"documents/{_document(desk, item, how)}", GONE),
}
"""What may be written under each key."""

HOLDERS: Mapping[str, tuple[str, ...]] = {
    "title": ("news", "results", "commitments", "documents"),
    "slug": ("news", "exemplars", "results", "commitments", "documents"),
    "column": ("news",),
    "name": ("exemplars", "branches"),
    "role": ("exemplars",),
    "post": ("exemplars",),
    "honours": ("exemplars", "branches"),
    "quote": ("exemplars",),
    "portrait": ("exemplars",),
    "portrait_alt": ("exemplars",),
    "kind": ("results", "branches", "documents"),
    "metrics": ("results",),
    "founded": ("branches",),
    "secretary": ("branches",),
    "members": ("branches",),
    "motto": ("branches",),
    "by": ("commitments",),
    "items": ("commitments",),
    "leader_review": ("commitments",),
    "public_appraisal": ("commitments",),
    "number": ("documents",),
    "issue": ("documents",),
    "issuer": ("documents",),
    "replaced_by": ("documents",),
}
"""The collections whose items have a key that not all have, or that says something of them only."""


def _enter(key: str) -> None:
    @kind(f"key {key}")
    def act(desk: Desk, at: int, how: int) -> str:
        items = desk.items(*HOLDERS.get(key, COLLECTIONS))
        value = pick(VALUES[key], how)
        if value is GONE and any(key in item.front for item in items):
            item = pick([item for item in items if key in item.front], at)
            del item.front[key]
            desk.save(item)
            return f"{item.path}: no {key}"
        item, value = pick(items, at), VALUES[key][0] if value is GONE else value
        if callable(value):
            value = value(desk, item, how // len(VALUES[key]) + at)
        if value is GONE or item.front.get(key) == value:
            raise NothingThere
        item.front[key] = value
        desk.save(item)
        return f"{item.path}: {key}: {value}"


for _key in VALUES:
    _enter(_key)


@kind("keys in another order")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(desk.items(), at)
    item.front = dict(reversed(item.front.items()))
    desk.save(item)
    return f"{item.path}: keys reversed"


@kind("required key removed", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(desk.items(), at)
    key = pick(
        [key for key in ("title", "name", "date", "column", "role", "kind", "by", "items") if key in item.front], how
    )
    del item.front[key]
    desk.save(item)
    return f"{item.path}: no {key}"


@kind("wrong value", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(desk.items(), at)
    wrong = (
        ("sumary", "摘要"),
        ("branch", "no-such-branch"),
        ("phase", "no-such-phase"),
        ("pledges", ["no-such-pledge"]),
        ("date", "2011年4月"),
        ("event_date", "2999-01-01"),
        ("cover", "no-such-file.jpg"),
        ("attachments", [{"file": "no-such-file.pdf"}]),
        ("aliases", ["https://elsewhere.example.com/"]),
        ("pinned", "很高"),
        ("draft", "是"),
        ("expire_on", "1999-01-01"),
    )
    key, value = pick(wrong, how)
    item.front[key] = value
    desk.save(item)
    return f"{item.path}: {key}: {value}"


@kind("figure that does not count right", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(desk.items("results"), at)
    item.front["metrics"] = [{"name": "报道", "value": f"{700 + how}", "counts": {"collection": "news"}}]
    desk.save(item)
    return f"{item.path}: counts {700 + how} news"


@kind("picture without words")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick([one for one in desk.items() if "cover" in one.front or "portrait" in one.front], at)
    for key in ("cover_alt", "portrait_alt"):
        item.front.pop(key, None)
    desk.save(item)
    return f"{item.path}: nothing says what its picture shows"
