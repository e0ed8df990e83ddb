"""What an item's page says of the item to machines, in the words of schema.org."""

from __future__ import annotations

from collections.abc import Mapping

from ..content.items import Item
from ..models.front_matter import BranchFront, DocumentFront, ExemplarFront
from .cards import Card, Cards, branch_links
from .lookup import Lookup
from .page import Description, SocialPicture
from .social import card_of_item

PROFILE = "ProfilePage"
"""The type of a page that is about one person or organisation, its `entity`."""

_TYPES: Mapping[str, str] = {
    "news": "NewsArticle",
    "exemplars": PROFILE,
    "results": "Report",
    "branches": PROFILE,
    "commitments": "Article",
    "documents": "DigitalDocument",
}


def describe(lookup: Lookup, cards: Cards, item: Item) -> Description:
    """The item as its front matter has it."""
    front, card = item.front, cards.of(lookup.seen(item.address))
    issuer = front.issuer if isinstance(front, DocumentFront) else None
    return Description(
        type=_TYPES[item.collection],
        heading=item.heading,
        published=front.date,
        modified=front.updated,
        section=card.filed_under,
        source=front.source or issuer or "",
        author=front.contributor or "",
        number=(front.number or "") if isinstance(front, DocumentFront) else "",
        keywords=tuple(dict.fromkeys(front.tags)),
        branches=branch_links(lookup, front.branch),
        entity=_entity(item),
        photo=photo_of(card),
        card=card_of_item(item),
        is_sample=front.sample,
    )


def _entity(item: Item) -> Mapping[str, object]:
    match item.front:
        case ExemplarFront() as front:
            honours = [honour.title for honour in front.honours]
            return {"@type": "Person", "name": front.name, "jobTitle": front.post, "award": honours}
        case BranchFront() as front:
            honours = [honour.title for honour in front.honours]
            return {
                "@type": "Organization",
                "name": front.name,
                "foundingDate": front.founded,
                "slogan": front.motto,
                "award": honours,
            }
    return {}


_PHOTOS = (".jpg", ".jpeg", ".png")
"""What the platforms show; they do not show WebP, SVG and the like."""


def photo_of(card: Card) -> SocialPicture | None:
    """The item's photo, if the platforms can show it."""
    cover = card.cover
    if cover and cover.address.lower().endswith(_PHOTOS):
        return SocialPicture(cover.address, cover.alt or card.heading, cover.width, cover.height)
    return None
