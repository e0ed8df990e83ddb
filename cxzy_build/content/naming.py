"""Which texts of an item the Traditional edition has to look after: names, and what was written in Traditional."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..hanzi.locks import Locked
from ..hanzi.names import names_in, needs_care
from .items import LISTED_LEAD, Item, cut_at_sentence
from .leading_group import leading_group_of
from .models import BranchFront, Campaign, CommitmentFront, DocumentFront, ExemplarFront, Front
from .written import Written


def locked_of(item: Item, written: Written) -> tuple[Locked, ...]:
    """Those that other pages may show as well."""
    as_written = dict(written.front)
    if lead := dict(written.body).get(item.body.lead):
        as_written.setdefault(item.summary, cut_at_sentence(lead, LISTED_LEAD))
    pairs = (pair for field in named_by(item.front) for pair in _names(field, as_written.get(field, "")))
    return tuple(dict.fromkeys((*pairs, *as_written.items())))


def _names(field: str, written: str) -> Iterator[Locked]:
    names, forms = tuple(names_in(field)), tuple(names_in(written))
    if len(names) != len(forms):
        forms = ("",) * len(names)
    return ((name, form) for name, form in zip(names, forms, strict=True) if needs_care(name))


def named_by(front: Front) -> Iterator[str]:
    """What its fields say of people and units."""
    given: list[str | None] = [front.contributor, front.photographer, front.reviewer, front.source]
    match front:
        case ExemplarFront():
            given += [front.name, *(honour.issuer for honour in front.honours)]
        case BranchFront():
            given += [front.name, front.secretary, *(honour.issuer for honour in front.honours)]
        case CommitmentFront():
            given += [front.leader_review.by if front.leader_review else None]
        case DocumentFront():
            given += [front.issuer]
    return (text for text in given if text)


def locked_of_campaign(campaign: Campaign) -> tuple[Locked, ...]:
    """The names in campaign.yml."""
    footer = campaign.footer
    given = (campaign.organisation, campaign.university, footer.sponsor, footer.undertaker, campaign.contact.office)
    named = (name for name, form in campaign.names if not form)
    group = leading_group_of(campaign.leading_group)
    fields = (*given, *named, *(one.name for one in group.members))
    return tuple((name, "") for field in fields if field for name in names_in(field) if needs_care(name))


def chosen_forms(campaign: Campaign) -> Mapping[str, str]:
    """The Traditional forms that campaign.yml gives names, by name: they stand before all others."""
    return {name: form for name, form in campaign.names if form}
