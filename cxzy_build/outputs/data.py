"""Each collection as JSON, for other sites: what readers see of an item in lists, with its address."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from os.path import basename

from msgspec.structs import asdict, replace

from ..content.addresses import alias_addresses
from ..content.drafts import STAND_IN
from ..content.items import COMMITTEE, Item, Teaser, address_in, link_at
from ..content.paths import whole_address
from ..models.front_matter import (
    Attachment,
    CommitmentFront,
    DocumentFront,
    ExemplarFront,
    Metric,
    Model,
    Promise,
    ResultFront,
)
from ..models.moments import Moment

_INSTRUCTIONS = frozenset({"draft", "publish_on", "expire_on", "slug", "reviewer", "lang"})
"""Keys that say what the site is to do with an item."""

_ELSEWHERE = frozenset({"title", "summary", "phase", "aliases"})
"""Keys that a line gives before or after all others."""

_NOTHING = (None, (), "", STAND_IN)
"""Values of keys that were not written, or not rightly."""


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


class DataLines:
    """Writes items as lines of JSON.

    out: addresses of the items that are. What an item names and is not out is left out: its id is its title in pinyin,
    or somebody's name. counted: gives the figure of an item's metric that counts itself.
    """

    def __init__(self, out: Container[str], site_url: str, counted: Callable[[Item, Metric], int]) -> None:
        self._out = out
        self._site_url = site_url
        self._counted = counted

    def line(self, item: Item, teaser: Teaser) -> bytes:
        """One item: what it is, then its keys in the order of its model."""
        told: dict[str, object] = {
            "id": item.link,
            "url": whole_address(self._site_url, item.address),
            "title": item.heading,
            "summary": teaser.summary,
            "phase": item.phase or None,
        }
        otherwise = self._told_otherwise(item, teaser)
        for name in item.front.__struct_fields__:
            value = otherwise[name] if name in otherwise else getattr(item.front, name)
            if value not in _NOTHING and name not in _INSTRUCTIONS and name not in _ELSEWHERE:
                told[name] = value
        if aliases := [whole_address(self._site_url, address) for address in alias_addresses(item.front.aliases)]:
            told["aliases"] = aliases
        return _json(told).encode()

    def _told_otherwise(self, item: Item, teaser: Teaser) -> Mapping[str, object]:
        """By key: what is not told as it was written, for it names items, files or what is to be counted."""
        front, out = item.front, self._out
        told: dict[str, object] = {
            "branch": tuple(branch for branch in front.branch if address_in("branches", branch) in out),
            "cover": self._address(item, front.cover),
            "attachments": tuple(self._attachment(item, one) for one in front.attachments),
        }
        if isinstance(front, ExemplarFront):
            told["portrait"] = self._address(item, front.portrait)
        elif isinstance(front, ResultFront):
            told["metrics"] = tuple(self._metric(item, metric) for metric in front.metrics)
        elif isinstance(front, CommitmentFront):
            told["by"] = front.by if teaser.by == COMMITTEE or teaser.by in out else None
            told["items"] = tuple(self._promise(item, promise) for promise in front.items)
        elif isinstance(front, DocumentFront):
            told["replaced_by"] = teaser.successor if address_in("documents", teaser.successor) in out else None
        return told

    def _attachment(self, item: Item, one: Attachment) -> Mapping[str, str | None]:
        return {"title": one.title or basename(one.file), "url": self._address(item, one.file)}

    def _metric(self, item: Item, metric: Metric) -> Mapping[str, object]:
        value = self._counted(item, metric) if metric.value is None else metric.value
        figures = {"value": value, "unit": metric.unit, "before": metric.before, "target": metric.target}
        return {"name": metric.name, **{key: value for key, value in figures.items() if value is not None}}

    def _promise(self, item: Item, promise: Promise) -> Promise:
        told = (self._evidence(item, written) for written in promise.evidence)
        return replace(promise, evidence=tuple(filter(None, told)))

    def _evidence(self, item: Item, written: str) -> str | None:
        """An item by its id, a file by its published address, however they were written; another site's page as it is;
        None of what is not out."""
        target = item.fields.get(written)
        if target and target.item:
            return link_at(target.item)
        return self._address(item, written) if written in item.fields else written

    def _address(self, item: Item, written: str | None) -> str | None:
        """Where a file is published."""
        target = item.fields.get(written) if written else None
        return whole_address(self._site_url, target.address) if target else None


def _plain(value: object) -> object:
    if isinstance(value, Moment):
        return str(value)
    if isinstance(value, Model):
        return {k: v for k, v in asdict(value).items() if v not in (None, (), "")}
    number = float(str(value))
    return int(number) if number.is_integer() else number


_json = json.JSONEncoder(ensure_ascii=False, default=_plain).encode  # `dumps` would make one each time
