"""Which texts of an item the Traditional edition has to look after: names, and what was written in Traditional."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from ..hanzi.locks import PERSON, Locked
from ..hanzi.names import names_in, needs_care
from ..models.front_matter import BranchFront, Campaign, CommitmentFront, DocumentFront, ExemplarFront, Front
from .items import LISTED_LEAD, Item, cut_at_sentence
from .traditional_items import Written


def locked_of(item: Item, written: Written) -> tuple[Locked, ...]:
    """Those that other pages may show as well."""
    as_written = dict(written.front)
    if lead := dict(written.body).get(item.body.lead):
        as_written.setdefault(item.summary, cut_at_sentence(lead, LISTED_LEAD))
    people, others = named_by(item.front)
    names = (*_names(people, PERSON, as_written), *_names(others, "", as_written))
    return tuple(dict.fromkeys((*names, *as_written.items())))


def _names(
    fields: Iterable[str | None], otherwise: str, as_written: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Locked]:
    """The names in fields that need care, as they were written in Traditional, or with what is said of them
    `otherwise`."""
    for field in filter(None, fields):
        names, forms = tuple(names_in(field)), tuple(names_in(as_written.get(field, "")))
        if len(names) != len(forms):
            forms = (otherwise,) * len(names)
        yield from ((name, form) for name, form in zip(names, forms, strict=True) if needs_care(name))


def named_by(front: Front) -> tuple[list[str | None], list[str | None]]:
    """What its fields say of people, and of units or people."""
    people: list[str | None] = [front.photographer, front.reviewer]
    others: list[str | None] = [front.contributor, front.source]
    match front:
        case ExemplarFront():
            people.append(front.name)
            others += (honour.issuer for honour in front.honours)
        case BranchFront():
            people.append(front.secretary)
            others += (front.name, *(honour.issuer for honour in front.honours))
        case CommitmentFront():
            people.append(front.leader_review.by if front.leader_review else None)
        case DocumentFront():
            others.append(front.issuer)
    return people, others


def locked_of_campaign(campaign: Campaign) -> tuple[Locked, ...]:
    """The names in campaign.yml."""
    footer = campaign.footer
    units = (campaign.organisation, campaign.university, footer.sponsor, footer.undertaker, campaign.contact.office)
    named = (name for name, form in campaign.names if not form)
    people = (*named, *(one.name for one in campaign.leading_group.members))
    return (*_names(units, ""), *_names(people, PERSON))


def names_in_campaign(campaign: Campaign) -> object:
    """All that campaign.yml says of how names are written, to be compared."""
    return locked_of_campaign(campaign), sorted(chosen_forms(campaign).items())


def chosen_forms(campaign: Campaign) -> Mapping[str, str]:
    """The Traditional forms that campaign.yml gives names, by name: they stand before all others."""
    return {name: form for name, form in campaign.names if form}
