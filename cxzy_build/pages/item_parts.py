"""Views of single items."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from ..content import list_addresses, list_names
from ..content.items import COMMITTEE, Item, Teaser, address_in, conditions_of, promise_state
from ..models.front_matter import (
    CommitmentFront,
    Counts,
    DocumentFront,
    ExemplarFront,
    Honour,
    LeaderReview,
    Metric,
    Promise,
    PublicAppraisal,
    ResultFront,
    Role,
)
from . import labels
from .cards import Cards, branch_links, promiser_name
from .catalogue import NEAR
from .frame import Slot, href
from .lookup import Lookup
from .page import PageLink
from .pictures import body_part, picture_of
from .views import (
    Appraisal,
    CommitmentPart,
    DocumentPart,
    Download,
    Evidence,
    ExemplarPart,
    HonourLine,
    ItemPart,
    Labels,
    MetricLine,
    PromiseGroup,
    PromiseLine,
    ResultPart,
    ReviewLine,
    Row,
)

_UNDATED = -100_000
"""The day of what has none, as a number: far from all others."""

_FOR_EVER = "9999-12-31T23:59"

RELATED = 5
"""Related items shown under an item."""

SHARED_PERSON = 4
"""What an exemplar that both mention counts for; a branch counts 3, a tag 2, a pledge 1."""

MENTIONS = 20
EVIDENCE = 10
"""Cards shown of what mentions an item, and of what a figure counts."""


class ItemParts:
    """Makes the views of items from what it looks up."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self.cards = Cards(lookup)

    # what all items share

    def item(self, item: Item) -> ItemPart:
        front, lookup = item.front, self.lookup
        card = self.cards.of(lookup.seen(item.address))
        previous, following = (
            lookup.beside(list_names.of_column(item.column), item.address) if item.column else (None, None)
        )
        mentions = tuple(address for address, _ in lookup.addresses(list_names.mentioning(item.address)))
        return ItemPart(
            card=card,
            shows_cover=bool(front.cover and card.cover) and item.fields.get(front.cover or "") not in item.targets,
            rows=tuple(self._rows(item)),
            labels=tuple(self._labels(item)),
            body=body_part(item.body, item.targets, Slot.BASE, lookup),
            headings=item.body.headings if len(item.body.headings) > 2 else (),
            downloads=tuple(self._downloads(item)),
            correction=front.correction or "",
            updated=labels.moment_text(front.updated) if front.updated else "",
            previous=_link(previous),
            next=_link(following),
            related=self.cards.at(self._related(item, mentions)),
            mentioned_by=self.cards.at(mentions[:MENTIONS]),
        )

    def _rows(self, item: Item) -> Iterator[Row]:
        front = item.front
        if front.date:
            yield Row("发布", labels.moment_text(front.date), str(front.date).replace(" ", "T"))
        if front.event_date:
            begun = front.event_date
            yield Row("活动时间", labels.span_text(begun, front.event_end), str(begun).replace(" ", "T"))
        for name, text in (
            ("发文机关", front.issuer if isinstance(front, DocumentFront) else None),
            ("来源", front.source),
            ("供稿", front.contributor),
            ("摄影", front.photographer),
            ("审核", front.reviewer),
        ):
            if text:
                yield Row(name, text)

    def _labels(self, item: Item) -> Iterator[Labels]:
        front = item.front
        branches = branch_links(self.lookup, front.branch)
        if branches:
            yield Labels("支部", branches)
        for kind, address_of, idents in (
            ("columns", list_addresses.of_column, (item.column,)),
            ("phases", list_addresses.of_phase, (item.phase,)),
            ("pledges", list_addresses.of_pledge, front.pledges),
            ("integrations", list_addresses.of_integration, front.integrations),
        ):
            links = tuple(self._entry_links(kind, address_of, idents))
            if links:
                yield Labels(labels.LIST[kind], links)
        tags = dict.fromkeys(front.tags)
        if tags:
            yield Labels(
                labels.TAGS, tuple(PageLink(t, list_addresses.of_tag(self.lookup.slug_of_tag(t))) for t in tags)
            )

    def _entry_links(self, kind: str, address_of: Callable[[str], str], idents: Iterable[str]) -> Iterator[PageLink]:
        for ident in dict.fromkeys(idents):
            found = self.lookup.entry(kind, ident) if ident else None
            if found:
                yield PageLink(found[1].name, address_of(ident))

    def _downloads(self, item: Item) -> Iterator[Download]:
        paths = {address: path for path, address in item.files}
        for attachment in item.front.attachments:
            target = item.fields.get(attachment.file)
            if target and target.address in paths:
                path = paths[target.address]
                picture = picture_of(target, self.lookup)
                size = picture.size if picture else self.lookup.bytes_in(path)
                suffix = PurePosixPath(target.address).suffix[1:].upper()
                title = attachment.title or PurePosixPath(path).name
                yield Download(title, target.address, suffix, labels.size_text(size))

    def _related(self, item: Item, mentions: tuple[str, ...]) -> list[str]:
        """Addresses of items that share people, and near in time a branch, a pledge or a tag: those that share most
        first, then the nearest; but for those that mention it."""
        left_out = {item.address, *mentions}
        front, here = item.front, item.day.toordinal() if item.day else _UNDATED
        near = [(3, list_names.of_branch(branch)) for branch in front.branch]
        near += [(2, list_names.of_tag(tag)) for tag in front.tags]
        near += [(1, list_names.of_pledge(pledge)) for pledge in front.pledges]
        found = [(weight, self.lookup.near(name, item.address)) for weight, name in dict.fromkeys(near)]
        for person in self._people(item):
            named = self.lookup.addresses(list_names.mentioning(person))[: 2 * NEAR]
            found.append((SHARED_PERSON, named))
        scores: dict[tuple[str, str], int] = {}
        for weight, others in found:
            for one in others:
                scores[one] = scores.get(one, 0) + weight
        # Branches have no date: most would be nearest to one another.
        for one in [one for one in scores if one[0] in left_out or one[0].startswith("branches/")]:
            del scores[one]
        enough = min(sorted(scores.values())[-RELATED:], default=0)  # those that share less need not be ranked
        best = [(score, one) for one, score in scores.items() if score >= enough]
        ranked = sorted([(-score, abs(_day_number(start[:10]) - here), a) for score, (a, start) in best])
        return [a for _, _, a in ranked[:RELATED]]

    @staticmethod
    def _people(item: Item) -> Iterable[str]:
        """Addresses of the exemplars that an item mentions."""
        mentioned = (target.item for target in item.targets if target and target.item.startswith("exemplars/"))
        return dict.fromkeys(mentioned)

    # one collection each

    def exemplar(self, item: Item) -> ExemplarPart:
        front = item.front
        assert isinstance(front, ExemplarFront)
        found = self.lookup.entry("roles", front.role)
        role = found[1] if found else None
        promises = self.lookup.addresses(list_names.of_promiser(item.address))
        return ExemplarPart(
            item=self.item(item),
            model=(role.model or "") if isinstance(role, Role) else "",
            post=front.post or "",
            quote=front.quote or "",
            portrait=picture_of(item.fields.get(front.portrait or ""), self.lookup, front.portrait_alt or ""),
            honours=honour_lines(front.honours),
            commitments=tuple(self.promise_group(self.lookup.front_of(address)) for address, _ in promises),
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
        counted = self.counted(item, metric.counts) if metric.counts else ()
        value = metric.value if metric.value is not None else Decimal(len(counted))
        whole = [Decimal(100)] if metric.unit == "%" else []
        figures = [Decimal(0), *whole, *(n for n in (metric.before, value, metric.target) if n is not None)]
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
            evidence=self.cards.at(counted[:EVIDENCE]),
            evidence_total=len(counted),
        )

    def counted(self, item: Item, counts: Counts) -> tuple[str, ...]:
        """Addresses of what `counts` of the result `item` names."""
        until = item.date.last_minute if item.date else _FOR_EVER
        return self.lookup.counted(until, counts.collection, conditions_of(counts))

    def commitment(self, item: Item) -> CommitmentPart:
        return CommitmentPart(self.item(item), self.promise_group(item))

    def promise_group(self, item: Item) -> PromiseGroup:
        front = item.front
        assert isinstance(front, CommitmentFront)
        review, appraisal = front.leader_review, front.public_appraisal
        teaser = self.lookup.seen(item.address)
        holder = self.lookup.teaser(teaser.by) if teaser.by != COMMITTEE else None
        return PromiseGroup(
            heading=item.heading,
            address=item.address,
            by=promiser_name(self.lookup, teaser),
            by_address=holder.address if holder else "",
            date=labels.day_text(front.date.day),
            sample=front.sample,
            hidden=teaser.hidden,
            promises=tuple(self._promise(item, promise) for promise in front.items),
            review=_review(review) if review else None,
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
        state = promise_state(promise)
        if state.in_time is not None:
            return "按期" if state.in_time else "逾期"
        return "已过期限" if state.late_from and self.lookup.has_come(state.late_from) else ""

    def _evidence(self, item: Item, promise: Promise) -> Iterator[Evidence]:
        for written in promise.evidence:
            target = item.fields.get(written)
            if target:
                name = PurePosixPath(target.address).name or written
                text = self.lookup.seen(target.item).heading if target.item else name
                yield Evidence(text, href(target, Slot.BASE) or "")
            elif written not in item.fields:  # of another site
                yield Evidence(urlsplit(written).hostname or written, written)

    def document(self, item: Item) -> DocumentPart:
        front = item.front
        assert isinstance(front, DocumentFront)
        successor = self.lookup.teaser(address_in("documents", front.successor)) if front.successor else None
        replaced = self.lookup.addresses(list_names.replaced_by(item.slug))
        return DocumentPart(
            item=self.item(item),
            replaced_by=_link(successor),
            replaces=tuple(PageLink(self.lookup.seen(a).heading, a) for a, _ in replaced),
        )


@cache
def _day_number(day: str) -> int:
    """A day (ISO, or empty) as a number: near items share a few days."""
    return dt.date.fromisoformat(day).toordinal() if day else _UNDATED


def honour_lines(honours: Iterable[Honour]) -> tuple[HonourLine, ...]:
    return tuple(
        HonourLine(one.title, one.issuer or "", labels.partial_date_text(one.date) if one.date else "", one.date or "")
        for one in honours
    )


def _link(item: Teaser | None) -> PageLink | None:
    return PageLink(item.heading, item.address) if item else None


def _optional(number: Decimal | None) -> str:
    return labels.number_text(number) if number is not None else ""


def _review(review: LeaderReview) -> ReviewLine:
    date = labels.moment_text(review.date) if review.date else ""
    return ReviewLine(review.by or "", review.text, str(review.date or ""), date)


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
