"""One page for each item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from ..content import list_addresses, list_names
from ..content.items import Item, Teaser
from ..content.pagination import page_address
from ..models.front_matter import BranchFront, Column
from . import labels
from .descriptions import describe
from .grouping import grouped_by_year, totals_by_year
from .item_parts import ItemParts, honour_lines
from .lists import pager
from .page import HOME_CRUMB, Page, PageLink, ToldColumn
from .views import BranchArchivePart, BranchPart, Figure, Row, Totals

OVERVIEW_EXEMPLARS = 12
OVERVIEW_RESULTS = 4
OVERVIEW_COMMITMENTS = 5
"""Shown by themselves on a branch's page."""


class ItemPages:
    """Makes each item's page; a branch's archive goes on over numbered pages."""

    def __init__(self, parts: ItemParts) -> None:
        self._parts = parts
        self._views: Mapping[str, Callable[[Item], object]] = {
            "news": parts.item,
            "exemplars": parts.exemplar,
            "results": parts.result,
            "commitments": parts.commitment,
            "documents": parts.document,
        }

    def page(self, address: str) -> Page:
        """The page of an item that is no branch."""
        item = self._parts.lookup.item(address)
        teaser = self._parts.lookup.seen(address)
        entry = self._parts.lookup.entry("columns", item.column) if item.column else None
        column = entry[1] if entry and isinstance(entry[1], Column) else None
        return Page(
            address=address,
            section=item.collection,
            template=f"items/{item.collection}.html",
            title=item.heading,
            view=partial(self._views[item.collection], item),
            description=self._description(item, teaser),
            crumbs=_crumbs(item.collection, column),
            column=self._column(teaser, column),
            describe=partial(describe, self._parts.lookup, self._parts.cards, item),
            has_false_attributes=item.body.has_false_attributes,
        )

    def _description(self, item: Item, teaser: Teaser) -> str:
        """What search engines show of it: of one without text, what it is a part of."""
        if teaser.summary:
            return teaser.summary
        campaign = self._parts.lookup.campaign
        return f"{item.heading}：{campaign.organisation}{campaign.name}"

    def _column(self, teaser: Teaser, column: Column | None) -> ToldColumn:
        label = self._parts.cards.of(teaser).label if teaser.collection != "commitments" else ""
        return ToldColumn(label or labels.COLLECTION[teaser.collection], (column.about if column else "") or "")

    def branch_page(self, address: str) -> Page:
        """The page of a branch: its portrait, and the newest page of its archive."""
        branch, teaser = self._parts.lookup.item(address), self._parts.lookup.seen(address)
        return Page(
            address=address,
            section="branches",
            template="items/branches.html",
            title=branch.heading,
            view=partial(self._branch_part, branch),
            description=self._description(branch, teaser),
            crumbs=_crumbs("branches", None),
            column=self._column(teaser, None),
            describe=partial(describe, self._parts.lookup, self._parts.cards, branch),
            feed=address,
            has_false_attributes=branch.body.has_false_attributes,
        )

    def branch_archive_page(self, address: str, number: int) -> Page:
        """A numbered page of the archive of the branch at `address`, which shows nothing of the branch but its name."""
        branch, campaign = self._parts.lookup.seen(address), self._parts.lookup.campaign
        return Page(
            address=page_address(address, number),
            section="branches",
            template="items/branch_archive.html",
            title=f"{branch.heading}（档案第{number}页）",
            view=partial(self._archive_part, branch.address, branch.slug, number),
            description=f"{branch.heading}档案：{campaign.organisation}{campaign.name}",
            crumbs=_crumbs("branches", None),
            column=self._column(branch, None),
            feed=address,
        )

    def _branch_part(self, branch: Item) -> BranchPart:
        parts, lookup, front = self._parts, self._parts.lookup, branch.front
        assert isinstance(front, BranchFront)
        totals = totals_by_year(lookup.totals(list_names.of_branch(branch.slug)))

        def newest(collection: str, most: int) -> tuple[str, ...]:
            return lookup.first(list_names.of_branch(branch.slug, collection), most)

        return BranchPart(
            item=parts.item(branch),
            kind=labels.BRANCH_KIND[front.kind],
            motto=front.motto or "",
            facts=tuple(_branch_facts(front)),
            honours=honour_lines(front.honours),
            exemplars=parts.cards.at(newest("exemplars", OVERVIEW_EXEMPLARS)),
            results=parts.cards.at(newest("results", OVERVIEW_RESULTS)),
            commitments=tuple(
                parts.promise_group(lookup.front_of(a)) for a in newest("commitments", OVERVIEW_COMMITMENTS)
            ),
            kinds=tuple(_kinds(totals)),
            totals=totals,
            archive=self._archive_part(branch.address, branch.slug, None),
        )

    def _archive_part(self, address: str, slug: str, number: int | None) -> BranchArchivePart:
        part = self._parts.lookup.page(list_names.of_branch(slug), address, number)
        return BranchArchivePart(grouped_by_year(self._parts.cards, part.items), pager(part))


def _crumbs(collection: str, column: Column | None) -> tuple[PageLink, ...]:
    above = PageLink(labels.COLLECTION[collection], list_addresses.of_collection(collection))
    middle = (PageLink(column.name, list_addresses.of_column(column.id)),) if column else ()
    return (HOME_CRUMB, above, *middle)


def _kinds(totals: Totals) -> Iterator[Figure]:
    for name, number in zip(totals.columns, totals.sums, strict=True):
        yield Figure(name, f"{number}")


def _branch_facts(front: BranchFront) -> Iterator[Row]:
    if front.founded:
        yield Row("成立", labels.partial_date_text(front.founded), front.founded)
    if front.secretary:
        yield Row("书记", front.secretary)
    if front.members is not None:
        yield Row("党员", f"{front.members} 人")
