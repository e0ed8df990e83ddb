"""Each collection as JSON, for other sites: what readers see of an item in lists, with its address."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator
from os.path import basename
from typing import Any

from msgspec.structs import asdict, replace

from ..content.addresses import alias_addresses
from ..content.drafts import STAND_IN
from ..content.items import COMMITTEE, Item, Teaser, address_in, link_at
from ..content.paths import whole_address
from ..models.front_matter import Metric, Model, Promise, Promiser, ResultFront
from ..models.moments import Moment

_PRESENTATION = frozenset(
    {"draft", "publish_on", "expire_on", "slug", "aliases", "reviewer", "summary", "title", "phase", "metrics", "lang"}
)
"""Keys that are instructions to the site rather than data, and those given in another form."""


def collection_data(collection: str, lines: Iterable[bytes]) -> bytes:
    """The document of a collection, of its items' lines, newest first."""
    start, held = f'{{"collection": "{collection}", "items": ['.encode(), list(lines)
    if not held:
        return start + b"]}\n"
    held[0] = b"%s\n%s" % (start, held[0])  # so that megabytes are put together once
    held[-1] += b"\n]}\n"
    return b",\n".join(held)


def kept_lines(document: bytes) -> list[bytes]:
    """The items' lines of a document made by `collection_data`."""
    end = b"\n]}\n"
    held = document[document.find(b"\n") + 1 : -len(end)] if document.endswith(end) else b""
    return held.split(b",\n") if held else []


def named_by(teaser: Teaser) -> Iterator[str]:
    """Addresses of the items that an item's data name by their ids."""
    yield from (address_in("branches", branch) for branch in teaser.branches)
    if teaser.by and teaser.by != COMMITTEE:
        yield teaser.by
    if teaser.successor:
        yield address_in("documents", teaser.successor)


def item_line(
    item: Item, teaser: Teaser, out: Container[str], site_url: str, counted: Callable[[Metric], int]
) -> bytes:
    """One item as a line of JSON; see `item_data`."""
    return _json(item_data(item, teaser, out, site_url, counted)).encode()


def item_data(
    item: Item, teaser: Teaser, out: Container[str], site_url: str, counted: Callable[[Metric], int]
) -> dict[str, Any]:
    """One item; figures that count themselves are given as numbers, which `counted` gives. What it names and is not
    `out`, by address, is left out: its id is its title in pinyin, or somebody's name."""
    data: dict[str, Any] = {
        "id": item.link,
        "url": whole_address(site_url, item.address),
        "title": item.heading,
        "summary": teaser.summary,
        "phase": item.phase or None,
    }
    for name in item.front.__struct_fields__:
        value = getattr(item.front, name)
        if name in _NAMING:
            value = _named_and_out(teaser, name, value, out)
        if name not in _PRESENTATION and value not in (None, (), "", STAND_IN):
            data[name] = _published(item, name, value, site_url)
    if isinstance(item.front, ResultFront) and item.front.metrics:
        data["metrics"] = [_metric(metric, counted) for metric in item.front.metrics]
    if aliases := [whole_address(site_url, address) for address in alias_addresses(item.front.aliases)]:
        data["aliases"] = aliases
    return data


def _metric(metric: Metric, counted: Callable[[Metric], int]) -> dict[str, Any]:
    value = metric.value if metric.value is not None or not metric.counts else counted(metric)
    figures = {"value": value, "unit": metric.unit, "before": metric.before, "target": metric.target}
    return {"name": metric.name, **{k: v for k, v in figures.items() if v is not None}}


_NAMING = frozenset({"branch", "by", "replaced_by"})
"""Keys whose values name other items."""


def _named_and_out(teaser: Teaser, name: str, value: Any, out: Container[str]) -> Any:
    """The value of such a key without what is not out."""
    if name == "branch":
        return tuple(branch for branch in value if address_in("branches", branch) in out)
    if isinstance(value, Promiser):
        return value if teaser.by == COMMITTEE or teaser.by in out else None
    return teaser.successor if address_in("documents", teaser.successor) in out else None


def _published(item: Item, name: str, value: Any, site_url: str) -> Any:
    """Files by their published address, evidence as `_told` has it, everything else as it is."""
    if name in ("cover", "portrait"):
        return _address(item, value, site_url)
    if name == "items":
        return [_with_evidence_told(item, promise, site_url) for promise in value]
    if name == "attachments":
        return [{"title": a.title or basename(a.file), "url": _address(item, a.file, site_url)} for a in value]
    return value


def _with_evidence_told(item: Item, promise: Promise, site_url: str) -> Promise:
    told = (_told(item, written, site_url) for written in promise.evidence)
    return replace(promise, evidence=tuple(filter(None, told)))


def _told(item: Item, written: str, site_url: str) -> str | None:
    """Evidence that is an item by its id, a file by its published address, however they were written; another site's
    page as it is; None of what is not out."""
    target = item.fields.get(written)
    if target and target.item:
        return link_at(target.item)
    return _address(item, written, site_url) if written in item.fields else written


def _address(item: Item, written: str, site_url: str) -> str | None:
    target = item.fields.get(written)
    return whole_address(site_url, target.address) if target else None


def _plain(value: object) -> object:
    if isinstance(value, Moment):
        return str(value)
    if isinstance(value, Model):
        return {k: v for k, v in asdict(value).items() if v not in (None, (), "")}
    number = float(str(value))
    return int(number) if number.is_integer() else number


_json = json.JSONEncoder(ensure_ascii=False, default=_plain).encode  # `dumps` would make one each time
