"""One page for each item."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ..content.items import Item
from ..content.models import BranchFront
from . import labels
from .descriptions import describe
from .item_parts import ItemParts, honour_lines
from .lists import grouped_by_year, pager, totals_by_year
from .page import HOME_CRUMB, Column, Page, PageLink
from .pagination import Slice, paginate
from .views import BranchPart, Row, Totals


def item_pages(parts: ItemParts) -> Iterator[Page]:
    """Every item's page; a branch's archive goes on over numbered pages."""
    views: dict[str, Callable[[Item], object]] = {
        "news": parts.item,
        "exemplars": parts.exemplar,
        "results": parts.result,
        "commitments": parts.commitment,
        "documents": parts.document,
    }
    for item in parts.graph.items:
        if item.collection == "branches":
            yield from _branch_pages(parts, item)
        else:
            yield _page(item, partial(views[item.collection], item), parts)


def _page(item: Item, view: partial[object], parts: ItemParts) -> Page:
    changed = item.front.updated or item.date
    return Page(
        address=item.address,
        section=item.collection,
        template=f"items/{item.collection}.html",
        title=item.heading,
        view=view,
        description=item.summary,
        crumbs=_crumbs(item, parts),
        column=_column(item, parts),
        describe=partial(describe, parts.graph, parts.cards, item),
        modified=changed.day if changed else None,
        source=item.path,
    )


def _column(item: Item, parts: ItemParts) -> Column:
    label = parts.cards.of(item).label if item.collection != "commitments" else ""
    about = next((c.about for c in parts.graph.campaign.columns if c.id == item.column), None)
    return Column(label or labels.COLLECTION[item.collection], about or "")


def _crumbs(item: Item, parts: ItemParts) -> tuple[PageLink, ...]:
    collection = PageLink(labels.COLLECTION[item.collection], f"{item.collection}/")
    column = next((c for c in parts.graph.campaign.columns if c.id == item.column), None)
    middle = (PageLink(column.name, f"news/columns/{column.id}/"),) if column else ()
    return (HOME_CRUMB, collection, *middle)


def _branch_pages(parts: ItemParts, branch: Item) -> Iterator[Page]:
    archive = parts.graph.by_branch.get(branch.slug, ())
    for part in paginate(branch.address, archive):
        changed = archive[0].day if archive else None
        title = branch.heading if part.number is None else f"{branch.heading}（档案第{part.number}页）"
        yield Page(
            address=part.address,
            section="branches",
            template="items/branches.html",
            title=title,
            view=partial(_branch_part, parts, branch, archive, part),
            description=branch.summary,
            crumbs=(HOME_CRUMB, PageLink(labels.COLLECTION["branches"], "branches/")),
            column=_column(branch, parts),
            describe=partial(describe, parts.graph, parts.cards, branch) if part.number is None else None,
            feed=branch.address,
            modified=changed,
            source=branch.path,
        )


def _branch_part(parts: ItemParts, branch: Item, archive: tuple[Item, ...], part: Slice[Item]) -> BranchPart:
    front = branch.front
    assert isinstance(front, BranchFront)
    totals = totals_by_year(archive)
    exemplars = [i for i in archive if i.collection == "exemplars"]
    results = [i for i in archive if i.collection == "results"]
    promised = [i for i in archive if i.collection == "commitments"]
    return BranchPart(
        item=parts.item(branch),
        kind=labels.BRANCH_KIND[front.kind],
        motto=front.motto or "",
        facts=tuple(_branch_facts(front)),
        honours=honour_lines(front.honours),
        exemplars=tuple(map(parts.cards.of, exemplars[:12])),
        results=tuple(map(parts.cards.of, results[:4])),
        commitments=tuple(map(parts.promise_group, promised[:5])),
        kinds=tuple(_kinds(totals)),
        totals=totals,
        groups=grouped_by_year(parts.cards, part.items),
        total=len(archive),
        pager=pager(part),
        is_first=part.number is None,
    )


def _kinds(totals: Totals) -> Iterator[Row]:
    for name, number in zip(totals.columns, totals.sums, strict=True):
        yield Row(name, f"{number}")


def _branch_facts(front: BranchFront) -> Iterator[Row]:
    if front.founded:
        yield Row("成立", labels.partial_date_text(front.founded))
    if front.secretary:
        yield Row("书记", front.secretary)
    if front.members is not None:
        yield Row("党员", f"{front.members} 人")
