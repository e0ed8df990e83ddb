"""What machines read in a page's head: page tags, Open Graph, and schema.org data as JSON-LD.

The page tags are those that the 《网页设计规范》 appended to 《政府网站发展指引》（国办发〔2017〕47号） asks of
institutional sites: of every page the site's, of lists and items the column's, of items the content's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from ..content.editions import LANGUAGE, LOCALE, alternates, has_traditional
from ..content.paths import whole_address
from ..hanzi.names import is_person, is_unit, names_in
from ..models.front_matter import Campaign
from ..models.moments import timestamp
from ..records import Record
from ..settings import Settings
from . import labels
from .descriptions import PROFILE
from .frame import HandWritten
from .lookup import Lookup
from .page import Description, Page, PageLink, SocialPicture, ToldColumn
from .social import card_of_address

Pair = tuple[str, str]
Node = dict[str, object]


class Head(Record):
    """What theme/cxzy/head.html shows of a page; what is empty is not shown.

    tags: names and contents of `meta` elements. properties: the same for Open Graph.
    """

    title: str
    description: str = ""
    canonical: str = ""
    alternates: tuple[Pair, ...] = ()
    """Languages and URLs of the page's editions, if there are several."""
    feed: PageLink | None = None
    """Title and folder of the feeds of the page's own list."""
    tags: tuple[Pair, ...] = ()
    properties: tuple[Pair, ...] = ()
    data: Mapping[str, object] | None = None
    """JSON-LD."""


class SiteHead(Record):
    """What theme/cxzy/site_head.html shows on every page."""

    tags: tuple[Pair, ...]
    properties: tuple[Pair, ...]


def site_head(settings: Settings, campaign: Campaign) -> SiteHead:
    """The site's own tags; on previews also that search engines are to leave them alone."""
    tags = (
        ("SiteName", settings.site_name),
        ("SiteDomain", urlsplit(settings.site_url).hostname or ""),
        ("SiteIDCode", campaign.footer.site_id_code or ""),
        ("robots", "noindex" if settings.preview else ""),
        ("twitter:card", "summary_large_image"),
    )
    return SiteHead(_given(tags), (("og:site_name", settings.site_name), ("og:locale", LOCALE)))


class Heads:
    """Makes the heads of pages."""

    def __init__(self, settings: Settings, lookup: Lookup) -> None:
        self._root = settings.site_url
        self._site_name = settings.site_name
        self._lookup = lookup
        self._site = {"@id": f"{self._root}#website"}

    @property
    def _publisher(self) -> Node:
        campaign = self._lookup.campaign
        return {
            "@type": "Organization",
            "@id": f"{self._root}#organisation",
            "name": f"{campaign.university or ''}{campaign.organisation}",
            "url": self._root,
        }

    def of_page(self, page: Page) -> Head:
        """The head of one of our pages."""
        url = self._url(page.address)
        described = page.describe() if page.describe else None
        photo = described.photo if described else None
        picture = photo or self._lookup.card_for_links(described.card if described else card_of_address(page.address))
        kind, dates = "website", []
        tags = list(self._column_tags(page.column, page.address)) if page.column else []
        tags += [] if page.is_indexed else [("robots", "noindex")]
        if described:
            kind = "profile" if described.type == PROFILE else "article"
            tags += self._item_tags(described, page.description, url)
            dates = list(_article_properties(described)) if kind == "article" else []
        shared = f"{labels.SAMPLE}{page.title}" if described and described.is_sample else page.title
        return Head(
            title=f"{page.title} - {self._site_name}" if page.address else page.title,
            description=page.description,
            canonical=url,
            alternates=self._alternates(page.address),
            feed=PageLink(page.title, page.feed) if page.feed else None,
            tags=_given(tags),
            properties=_given((*self._properties(shared, kind, url, page.description, picture), *dates)),
            data=self._data(page, described, url, picture),
        )

    def of_hand_written(self, page: HandWritten) -> Head:
        """The head of a hand-written page: a column of its own."""
        url = self._url(page.address)
        picture = self._lookup.card_for_links("")
        return Head(
            title=f"{page.title} - {self._site_name}",
            description=page.description,
            canonical=url,
            alternates=self._alternates(page.address),
            tags=_given(self._column_tags(ToldColumn(page.title, page.description), page.address)),
            properties=_given(self._properties(page.title, "website", url, page.description, picture)),
            data=_graph(self._page_node("WebPage", page.title, page.description, url)),
        )

    def of_missing(self) -> Head:
        """The head of the page for addresses that are not there."""
        return Head(f"没有这个页面 - {self._site_name}", tags=(("robots", "noindex"),))

    def _url(self, address: str) -> str:
        return whole_address(self._root, address)

    def _alternates(self, address: str) -> tuple[Pair, ...]:
        return alternates(self._root, address) if has_traditional(self._lookup.campaign) else ()

    # page tags

    def _column_tags(self, column: ToldColumn, address: str) -> Iterator[Pair]:
        yield "ColumnName", column.name
        yield "ColumnDescription", column.about
        yield "ColumnKeywords", f"{column.name},{self._lookup.campaign.name}"
        yield "ColumnType", labels.COLUMN_TYPE.get(address.partition("/")[0], labels.OTHER_COLUMN_TYPE)

    def _item_tags(self, described: Description, description: str, url: str) -> Iterator[Pair]:
        yield "ArticleTitle", described.heading
        yield "PubDate", described.published.start.isoformat(" ", "minutes") if described.published else ""
        yield "ContentSource", described.source
        yield "Keywords", ",".join(described.keywords)
        yield "Author", described.author
        yield "Description", description
        yield "Image", self._url(described.photo.address) if described.photo else ""
        yield "Url", url

    # Open Graph, ogp.me

    def _properties(self, title: str, kind: str, url: str, description: str, picture: SocialPicture) -> Iterator[Pair]:
        yield "og:title", title
        yield "og:type", kind
        yield "og:url", url
        yield "og:description", description
        yield "og:image", self._url(picture.address)
        if picture.width and picture.height:
            yield "og:image:width", f"{picture.width}"
            yield "og:image:height", f"{picture.height}"
        yield "og:image:alt", picture.alt

    # schema.org

    def _data(self, page: Page, described: Description | None, url: str, picture: SocialPicture) -> Node:
        crumbs = _breadcrumbs(page, self._root)
        if not page.address:
            return _graph(*self._home_nodes(page.description))
        if not described:
            return _graph(self._page_node("CollectionPage", page.title, page.description, url), crumbs)
        return _graph(self._item_node(described, page.description, url, picture), crumbs)

    def _home_nodes(self, description: str) -> Iterator[Node]:
        university, emblem = self._lookup.campaign.university, self._lookup.campaign.emblem
        above = {"@type": "CollegeOrUniversity", "name": university} if university else None
        yield _said(
            {
                "@type": "WebSite",
                **self._site,
                "name": self._site_name,
                "url": self._root,
                "description": description,
                "inLanguage": LANGUAGE,
                "publisher": {"@id": f"{self._root}#organisation"},
            }
        )
        logo = self._url(emblem.file) if emblem else None
        yield _said({**self._publisher, "parentOrganization": above, "logo": logo})

    def _page_node(self, kind: str, name: str, description: str, url: str) -> Node:
        return _said(
            {
                "@type": kind,
                "name": name,
                "url": url,
                "description": description,
                "inLanguage": LANGUAGE,
                "isPartOf": self._site,
            }
        )

    def _item_node(self, described: Description, description: str, url: str, picture: SocialPicture) -> Node:
        branches = [{"@type": "Organization", "name": b.text, "url": self._url(b.address)} for b in described.branches]
        published, modified = described.published, described.modified
        image = self._url(picture.address)
        is_profile = described.type == PROFILE
        node = {
            "@type": described.type,
            ("name" if is_profile else "headline"): described.heading,
            "url": url,
            "description": description,
            "image": None if is_profile else image,
            ("dateCreated" if is_profile else "datePublished"): timestamp(published) if published else None,
            "dateModified": timestamp(modified) if modified else None,
            "articleSection": described.section if described.type in _ARTICLES else None,
            "identifier": described.number,
            "keywords": described.keywords,
            "about": None if is_profile else branches,
            "author": _authors(described.author),
            "publisher": self._publisher,
            "creativeWorkStatus": "示例" if described.is_sample else None,
            "inLanguage": LANGUAGE,
            "isPartOf": self._site,
        }
        if is_profile:
            node["mainEntity"] = self._entity(described, url, branches)
        return _said(node)

    def _entity(self, described: Description, url: str, branches: list[dict[str, str]]) -> Node:
        photo = self._url(described.photo.address) if described.photo else None
        entity: Node = {**described.entity, "url": url, "image": photo}
        if entity["@type"] == "Person":
            return _said({**entity, "affiliation": branches})
        return _said({**entity, "parentOrganization": {"@id": f"{self._root}#organisation"}})


def _authors(written: str) -> Node | list[Node] | None:
    """Who contributed an item, each as what the name tells it to be."""
    authors = [_author(name) for name in names_in(written)]
    return authors[0] if len(authors) == 1 else authors or None


def _author(name: str) -> Node:
    if is_person(name, is_likely=True):
        return {"@type": "Person", "name": name}
    return {"@type": "Organization", "name": name} if is_unit(name) else {"name": name}


_ARTICLES = ("NewsArticle", "Report", "Article")
"""Types that know an `articleSection`."""


def _article_properties(described: Description) -> Iterator[Pair]:
    yield "article:published_time", timestamp(described.published) if described.published else ""
    yield "article:modified_time", timestamp(described.modified) if described.modified else ""
    yield "article:section", described.section
    for keyword in described.keywords:
        yield "article:tag", keyword


def _breadcrumbs(page: Page, root: str) -> Node:
    """The way down to the page; the page itself, without an address, comes last."""
    steps: list[Node] = [
        {"@type": "ListItem", "position": place, "name": crumb.text, "item": whole_address(root, crumb.address)}
        for place, crumb in enumerate(page.crumbs, 1)
    ]
    steps.append({"@type": "ListItem", "position": len(steps) + 1, "name": page.title})
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _graph(*nodes: Node) -> Node:
    return {"@context": "https://schema.org", "@graph": nodes}


def _said(node: Mapping[str, object]) -> Node:
    """Without what there is nothing to say of."""
    return {key: value for key, value in node.items() if value}


def _given(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs if pair[1])
