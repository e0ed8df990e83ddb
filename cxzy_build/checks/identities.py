"""Ids that items name must be in campaign.yml, among the branches, or among the items of a collection; of what is not
out readers see nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.drafts import STAND_IN
from ..content.items import Item
from ..content.references import IF_GONE, expired
from ..errors import Location, Problem, Severity, Sought
from ..hints import as_written, choice_of, nearest, suggestion
from ..models.advice import parts_of
from ..models.collections import COLLECTIONS
from ..models.front_matter import CommitmentFront, DocumentFront, ResultFront
from ..models.words import LISTS_CALLED
from .context import ItemContext

NamedId = tuple[Location, str, str]
"""Where an id stands, the list it must be in, and the id."""

NAMES = {
    **LISTS_CALLED, "roles": "岗位类别", "result_kinds": "成果类别", "document_kinds": "文件类别",
    "branches": "支部", "exemplars": "先进典型", "documents": "文件",
}  # fmt: skip


def check(item: Item, context: ItemContext) -> Iterator[Problem]:
    for location, kind, ident in unknown_ids(item, context):
        where = context.positions.of_field(item.path, *location)
        source = "content/branches/" if kind == "branches" else "campaign.yml"
        source = f"content/{kind}/" if kind in ("exemplars", "documents") else source
        shown = f" `{ident}`" if ident.isprintable() else as_written(ident)
        message = f"{source} 里没有{NAMES[kind]}{shown}"
        hint, sought = _hint(ident, kind, context)
        yield Problem(where, "unknown-id", message, hint or f"先在 {source} 里写上它", sought=sought)


def check_hidden(item: Item, context: ItemContext) -> Iterator[Problem]:
    """Items named that are not out, and so are not shown where they are named; conditions of counting show none."""
    for location, kind, ident in _uses(item):
        if kind in COLLECTIONS and location[0] != "metrics" and (hidden := context.hidden(kind, ident, item)):
            where = context.positions.of_field(item.path, *location)
            why, hint = "尚未发布", "它发布后重新生成即可"
            if until := context.register.last_day_of(hidden):
                why, hint = expired(until), "可以不管；要它再出现，改那一条的 `expire_on`"
            message = f"{NAMES[kind]} `{ident}` {why}，这里不显示它"
            yield Problem(where, "link-to-hidden", message, hint, Severity.WARNING)


def _hint(ident: str, kind: str, context: ItemContext) -> tuple[str, Sought | None]:
    """What to do about an id that is nowhere, and what may be found about it later."""
    ids = context.ids.by_name(kind)
    if ident in ids:
        return f"这是名称或序号，要写的是它的 id：`{ids[ident]}`", None
    if len(apart := parts_of(ident)) > 1:
        meant = ", ".join(ids.get(one, one) for one in apart)
        return f"几个之间用英文逗号，整个放在方括号里：`[{meant}]`", None
    if kind in COLLECTIONS:
        known = choice_of(context.ids.of(kind))
        return known and f"{known}{IF_GONE}", Sought(kind, ident)
    if not ident.isascii() and (near := nearest(ident, ids)):
        return f"这里要写 id：是否想写 `{ids[near]}`（{near}）？", None
    return suggestion(ident, context.ids.of(kind)), None


def unknown_ids(item: Item, context: ItemContext) -> Iterator[NamedId]:
    """Every id of the item that is nowhere: rules that would only repeat it leave these alone."""
    for location, kind, ident in _uses(item):
        if ident != STAND_IN and not context.knows(kind, ident):
            yield location, kind, ident


def _uses(item: Item) -> Iterator[NamedId]:
    front = item.front
    yield from front.ids()
    if isinstance(front, DocumentFront) and front.replaced_by:
        yield ("replaced_by",), "documents", front.successor
    elif isinstance(front, CommitmentFront) and front.by.kind != "committee":
        yield ("by", front.by.kind), "branches" if front.by.kind == "branch" else "exemplars", front.by.id
    elif isinstance(front, ResultFront):
        for index, metric in enumerate(front.metrics):
            for location, kind, ident in metric.counts.ids() if metric.counts else ():
                yield ("metrics", index, "counts", *location), kind, ident
