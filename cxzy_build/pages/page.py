"""A page to be: where it goes, what frames it, and how its view is made when it is rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..models.moments import Moment
from ..records import Record


class PageLink(Record):
    """A link as templates show it; `count` is how many items stand behind it and `note` what it is about, where that is
    told. is_sample: it leads to demonstration content."""

    text: str
    address: str
    count: int | None = None
    note: str = ""
    is_sample: bool = False


class ToldColumn(Record):
    """What machines are told of the column that a page is the list of, or that an item stands in."""

    name: str
    about: str = ""


class SocialPicture(Record):
    """What a link shows. `address` is relative to the site's root; a size of 0 is not known."""

    address: str
    alt: str
    width: int = 0
    height: int = 0


class Description(Record):
    """What machines are told of an item; what is empty is not said.

    type: schema.org's. card: the name of the card drawn for pages without a photo.
    """

    type: str
    heading: str
    published: Moment | None
    modified: Moment | None
    section: str
    source: str
    author: str
    number: str
    keywords: tuple[str, ...]
    branches: tuple[PageLink, ...]
    entity: Mapping[str, object]
    """Of a profile: what the page is about; nothing that was not written."""
    photo: SocialPicture | None
    card: str
    is_sample: bool


HOME_CRUMB = PageLink("首页", "")


class Page(Record):
    """One HTML page of ours. `address` is relative to the root; the file is `address` + `index.html`.

    view: makes the frozen object that the template shows; called where the page is rendered, in a worker.
    describe: of an item's page: makes what machines are told of the item.
    has_false_attributes: see `Body`.
    """

    address: str
    section: str
    template: str
    title: str
    view: Callable[[], object]
    description: str = ""
    crumbs: tuple[PageLink, ...] = ()
    column: ToldColumn | None = None
    describe: Callable[[], Description] | None = None
    is_indexed: bool = True
    """Whether site maps list it and search engines may show it."""
    feed: str = ""
    """Address of the folder whose feeds announce this page's list; empty for the site's own."""
    has_false_attributes: bool = False
