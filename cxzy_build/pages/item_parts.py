"""Views of single items."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from pathlib import PurePosixPath

from ..content.graph import Graph
from ..content.items import Item
from ..content.models import (
    CommitmentFront,
    DocumentFront,
    ExemplarFront,
    Honour,
    LeaderReview,
    Metric,
    Promise,
    PublicAppraisal,
    ResultFront,
)
from ..pictures.library import Pictures
from ..settings import Settings
from . import labels
from .cards import Cards, branch_links, promiser_name
from .frame import Slot
from .page import PageLink
from .pictures import body_part, picture_of
from .tallies import kept_in_time
from .views import (
    Appraisal,
    CommitmentPart,
    DocumentPart,
    Download,
    ExemplarPart,
    HonourLine,
    ItemPart,
    MetricLine,
    PromiseGroup,
    PromiseLine,
    ResultPart,
    Row,
)

RELATED = 5
"""Related items shown under an item."""

NEIGHBOURS = 12
"""How far from an item, within each of its branches' and pledges' lists, related ones are looked for: keeps the work
for each item bounded however long the lists grow."""

SHARED_PERSON = 4
"""What an exemplar that both mention counts for; a branch counts 3, a tag 2, a pledge 1."""

MENTIONS = 20
EVIDENCE = 10
"""Cards shown of what mentions an item, and of what a figure counts."""


class ItemParts:
    """Makes the views of items from the graph; what it looks up often it keeps."""

    def __init__(self, graph: Graph, settings: Settings, pictures: Pictures) -> None:
        self.graph = graph
        self.cards = Cards(graph, settings, pictures)
        self._pictures = pictures
        self._content_dir = settings.content_dir
        self._now = settings.now

    # what all items share

    def item(self, item: Item) -> ItemPart:
        front, card = item.front, self.cards.of(item)
        previous, following = self._column_neighbours.get(item.address, (None, None))
        return ItemPart(
            card=card,
            shows_cover=bool(front.cover and card.cover) and item.fields.get(front.cover or "") not in item.targets,
            rows=tuple(self._rows(item)),
            labels=tuple(self._labels(item)),
            body=body_part(item.body, item.targets, Slot.BASE, self._pictures),
            headings=item.body.headings if len(item.body.headings) > 2 else (),
            downloads=tuple(self._downloads(item)),
            correction=front.correction or "",
            updated=labels.moment_text(front.updated) if front.updated else "",
            previous=_link(previous),
            next=_link(following),
            related=tuple(self.cards.of(i) for i in self._related(item)),
            mentioned_by=tuple(self.cards.of(i) for i in self.graph.mentioned_by.get(item.address, ())[:MENTIONS]),
        )

    def _rows(self, item: Item) -> Iterator[Row]:
        front = item.front
        if front.date:
            yield Row("发布", labels.moment_text(front.date), str(front.date).replace(" ", "T"))
        if front.event_date:
            begun = front.event_date
            yield Row("活动时间", labels.span_text(begun, front.event_end), str(begun).replace(" ", "T"))
        for name, text in (
            ("来源", front.source),
            ("供稿", front.contributor),
            ("摄影", front.photographer),
            ("审核", front.reviewer),
        ):
            if text:
                yield Row(name, text)

    def _labels(self, item: Item) -> Iterator[Row]:
        front = item.front
        branches = branch_links(self.graph, item)
        if branches:
            yield Row("支部", "", links=branches)
        named = self._named_links
        for name, kind, idents in (
            ("栏目", "columns", (item.column,)),
            ("阶段", "phases", (item.phase,)),
            ("五比五带头", "pledges", front.pledges),
            ("五个结合", "integrations", front.integrations),
        ):
            links = tuple(named[kind, i] for i in dict.fromkeys(idents) if (kind, i) in named)
            if links:
                yield Row(name, "", links=links)
        tags = dict.fromkeys(front.tags)
        if tags:
            yield Row("标签", "", links=tuple(PageLink(t, f"tags/{self.graph.tag_slugs[t]}/") for t in tags))

    @cached_property
    def _named_links(self) -> Mapping[tuple[str, str], PageLink]:
        campaign = self.graph.campaign
        named: dict[tuple[str, str], PageLink] = {}
        for column in campaign.columns:
            named["columns", column.id] = PageLink(column.name, f"news/columns/{column.id}/")
        for phase in campaign.phases:
            named["phases", phase.id] = PageLink(phase.name, f"phases/{phase.id}/")
        for pledge in campaign.pledges:
            named["pledges", pledge.id] = PageLink(pledge.name, f"pledges/{pledge.id}/")
        for integration in campaign.integrations:
            named["integrations", integration.id] = PageLink(integration.name, f"integrations/{integration.id}/")
        return named

    def _downloads(self, item: Item) -> Iterator[Download]:
        paths = {address: path for path, address in item.files}
        for attachment in item.front.attachments:
            target = item.fields.get(attachment.file)
            if target and target.address in paths:
                name = PurePosixPath(paths[target.address])
                picture = self._pictures.at(target.address)
                size = picture.size if picture else os.stat(self._content_dir / name).st_size
                suffix = PurePosixPath(target.address).suffix[1:].upper()
                yield Download(attachment.title or name.name, target.address, suffix, labels.size_text(size))

    @cached_property
    def _column_neighbours(self) -> Mapping[str, tuple[Item | None, Item | None]]:
        """By address: the earlier and the later item of the same column."""
        found: dict[str, tuple[Item | None, Item | None]] = {}
        for items in self.graph.by_column.values():
            for here, item in enumerate(items):
                later = items[here - 1] if here else None
                found[item.address] = (items[here + 1] if here + 1 < len(items) else None, later)
        return found

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], int]:
        """Where an item stands in each list of its branches and pledges, by (list, address)."""
        lists = (("b", self.graph.by_branch), ("p", self.graph.by_pledge), ("t", self.graph.by_tag))
        return {
            (f"{prefix}{key}", item.address): place
            for prefix, index in lists
            for key, items in index.items()
            for place, item in enumerate(items)
        }

    def _related(self, item: Item) -> list[Item]:
        """Items that share people, and near in time a branch, a pledge or a tag: those that share most first, then the
        nearest."""
        scores: dict[str, int] = {}
        front = item.front
        lists = (
            (3, "b", self.graph.by_branch, front.branch),
            (2, "t", self.graph.by_tag, front.tags),
            (1, "p", self.graph.by_pledge, front.pledges),
        )
        for weight, prefix, index, keys in lists:
            for key in dict.fromkeys(keys):
                place = self._places.get((f"{prefix}{key}", item.address), 0)
                for other in index.get(key, ())[max(0, place - NEIGHBOURS) : place + NEIGHBOURS + 1]:
                    scores[other.address] = scores.get(other.address, 0) + weight
        for person in self._people(item):
            for other in self.graph.mentioned_by.get(person, ())[: 2 * NEIGHBOURS]:
                scores[other.address] = scores.get(other.address, 0) + SHARED_PERSON
        scores.pop(item.address, None)
        mentioned = {i.address for i in self.graph.mentioned_by.get(item.address, ())}
        known = self.graph.by_address
        days, here = self._days, self._days[item.address]
        ranked = sorted((-score, abs(days[a] - here), a) for a, score in scores.items() if a not in mentioned)
        return [known[a] for _, _, a in ranked[: 2 * RELATED] if known[a].collection != "branches"][:RELATED]

    def _people(self, item: Item) -> set[str]:
        """Addresses of the exemplars that an item mentions."""
        mentioned = {target.item for target in item.targets if target and target.item}
        return {address for address in mentioned if self.graph.by_address[address].collection == "exemplars"}

    @cached_property
    def _days(self) -> Mapping[str, int]:
        """Each item's day as a number; undated ones are far from all others."""
        return {item.address: item.day.toordinal() if item.day else -100_000 for item in self.graph.items}

    # one collection each

    def exemplar(self, item: Item) -> ExemplarPart:
        front = item.front
        assert isinstance(front, ExemplarFront)
        return ExemplarPart(
            item=self.item(item),
            model=next((r.model or "" for r in self.graph.campaign.roles if r.id == front.role), ""),
            post=front.post or "",
            quote=front.quote or "",
            portrait=picture_of(item.fields.get(front.portrait or ""), self._pictures, front.portrait_alt or ""),
            honours=honour_lines(front.honours),
            commitments=tuple(map(self.promise_group, self.graph.commitments_of.get(item.address, ()))),
        )

    def result(self, item: Item) -> ResultPart:
        front = item.front
        assert isinstance(front, ResultFront)
        return ResultPart(
            item=self.item(item),
            metrics=self.metrics(item),
        )

    def metrics(self, item: Item) -> tuple[MetricLine, ...]:
        front = item.front
        assert isinstance(front, ResultFront)
        return tuple(self._metric(item, metric) for metric in front.metrics)

    def _metric(self, item: Item, metric: Metric) -> MetricLine:
        counted = self.graph.counted(item, metric.counts) if metric.counts else ()
        value = metric.value if metric.value is not None else Decimal(len(counted))
        figures = [Decimal(0), *(n for n in (metric.before, value, metric.target) if n is not None)]
        least, most = min(figures), max(figures)

        def place(number: Decimal | None) -> int:
            return round(100 * ((number or Decimal(0)) - least) / ((most - least) or Decimal(1)))

        zero, before, reached = place(None), place(metric.before), place(value)
        return MetricLine(
            name=metric.name,
            unit=metric.unit or "",
            before=_optional(metric.before),
            value=labels.number_text(value),
            target=_optional(metric.target),
            reached=_reached(metric, value),
            before_start=min(zero, before),
            before_length=abs(before - zero),
            value_start=min(zero, reached),
            value_length=abs(reached - zero),
            target_place=place(metric.target),
            evidence=tuple(self.cards.of(i) for i in counted[:EVIDENCE]),
            evidence_total=len(counted),
        )

    def commitment(self, item: Item) -> CommitmentPart:
        return CommitmentPart(self.item(item), self.promise_group(item))

    def promise_group(self, item: Item) -> PromiseGroup:
        front = item.front
        assert isinstance(front, CommitmentFront)
        review, appraisal = front.leader_review, front.public_appraisal
        reviews = [_review(review)] if review else []
        by = front.by
        holder = self.graph.by_address.get(f"{'branches' if by.kind == 'branch' else 'exemplars'}/{by.id}/")
        return PromiseGroup(
            heading=item.heading,
            address=item.address,
            by=promiser_name(self.graph, item),
            by_address=holder.address if holder else "",
            date=labels.day_text(front.date.day),
            sample=front.sample,
            promises=tuple(self._promise(item, promise) for promise in front.items),
            reviews=tuple(reviews),
            appraisal=_appraisal(appraisal) if appraisal and appraisal.voters else None,
        )

    def _promise(self, item: Item, promise: Promise) -> PromiseLine:
        return PromiseLine(
            promise=promise.promise,
            gap=promise.gap or "",
            measure=promise.measure or "",
            due=labels.moment_text(promise.due) if promise.due else "",
            state=labels.STATE[promise.state],
            state_id=promise.state,
            punctual=self._punctual(promise),
            on=labels.moment_text(promise.on) if promise.on else "",
            evidence=tuple(self._evidence(item, promise)),
        )

    def _punctual(self, promise: Promise) -> str:
        in_time = kept_in_time(promise)
        if in_time is not None:
            return "按期" if in_time else "逾期"
        is_late = promise.state in ("promised", "doing") and promise.due and promise.due.end < self._now
        return "已过期限" if is_late else ""

    def _evidence(self, item: Item, promise: Promise) -> Iterator[PageLink]:
        for written in promise.evidence:
            target = item.fields.get(written)
            if target and target.item:
                yield PageLink(self.graph.by_address[target.item].heading, target.address)
            elif target:
                yield PageLink(PurePosixPath(target.address).name or written, target.address)

    def document(self, item: Item) -> DocumentPart:
        front = item.front
        assert isinstance(front, DocumentFront)
        documents = self.graph.by_collection.get("documents", ())
        successor = front.successor
        return DocumentPart(
            item=self.item(item),
            replaced_by=next((_link(d) for d in documents if successor and d.slug == successor), None),
            replaces=tuple(PageLink(d.heading, d.address) for d in self._replaced.get(item.slug, ())),
        )

    @cached_property
    def _replaced(self) -> Mapping[str, list[Item]]:
        """By slug: the documents that this one replaces."""
        found: dict[str, list[Item]] = {}
        for document in self.graph.by_collection.get("documents", ()):
            if isinstance(document.front, DocumentFront) and (successor := document.front.successor):
                found.setdefault(successor, []).append(document)
        return found


def honour_lines(honours: Iterable[Honour]) -> tuple[HonourLine, ...]:
    return tuple(
        HonourLine(h.title, h.issuer or "", labels.partial_date_text(h.date) if h.date else "") for h in honours
    )


def _link(item: Item | None) -> PageLink | None:
    return PageLink(item.heading, item.address) if item else None


def _optional(number: Decimal | None) -> str:
    return labels.number_text(number) if number is not None else ""


def _review(review: LeaderReview) -> Row:
    date = labels.moment_text(review.date) if review.date else ""
    return Row(review.by or "领导点评", review.text, str(review.date or ""), date=date)


def _reached(metric: Metric, value: Decimal) -> str:
    """How far the target was met: as a share of it, or whether it was where less is better or a share says nothing;
    empty where a target of 0 or less does not tell which way is better."""
    target, before = metric.target, metric.before
    if target is None or (before is None and target <= 0):
        return ""
    if before is not None and before > target:
        return "已达到目标" if value <= target else "未达到目标"
    if target <= 0 or value < 0:
        return "已达到目标" if value >= target else "未达到目标"
    return f"目标完成 {labels.percent_text(value, target)}"


def _appraisal(appraisal: PublicAppraisal) -> Appraisal:
    share = labels.percent_text(appraisal.satisfied, appraisal.voters)
    day = appraisal.date
    return Appraisal(
        f"{appraisal.voters} 人参评，{appraisal.satisfied} 人满意，满意率 {share}",
        round(100 * appraisal.satisfied / appraisal.voters),
        str(day or ""),
        labels.moment_text(day) if day else "",
    )
