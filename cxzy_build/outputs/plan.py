"""The plan: every file of the site, not yet made. Two things with one path are found here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from ..content.addresses import HandPage, alias_address
from ..content.graph import Graph, Linked
from ..content.items import Item
from ..content.models import COLLECTIONS
from ..content.places import Places
from ..content.references import Resolved, Resolver
from ..errors import Position, Problem
from ..files import read_file
from ..pages import labels
from ..pages.frame import Frame, HandWritten
from ..pages.item_pages import item_pages
from ..pages.item_parts import ItemParts
from ..pages.lists import Lists
from ..pages.overviews import Overviews
from ..pages.page import Page, PageLink
from ..pages.renderer import Made, Renderer
from ..pictures.cache import Part
from ..pictures.library import Pictures, Published
from ..settings import Settings
from .data import collection_data
from .feeds import Feed, atom, feed_items, json_feed
from .output import Output
from .site_maps import site_maps
from .social_cards import social_cards

MARKER = ".cxzy-site"
"""An empty file at the top of every site we publish, by which a later build knows that it may replace the folder."""


@dataclass(frozen=True)
class Plan:
    outputs: tuple[Output, ...]
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]


def plan_site(settings: Settings, linked: Linked, frame: Frame, pictures: Pictures) -> Plan:
    """Every file of the site, in a fixed order."""
    graph = linked.graph
    parts = ItemParts(graph, settings, pictures)
    hand_links = [PageLink(page.title, page.address) for page in frame.pages]
    pages = (*Overviews(parts, hand_links).pages(), *Lists(parts).pages(), *item_pages(parts))
    outputs = [
        *(_page_output(page, settings) for page in pages),
        *(_hand_written_output(page, linked.resolver, settings, pictures) for page in frame.pages),
        *_feeds(graph, settings),
        *_site_map(settings, pages, frame),
        *_data(graph, settings),
        *_files(graph, settings, pictures),
        *social_cards(settings, graph.campaign),
        *_frame_files(frame, pictures),
        Output(MARKER, lambda renderer: Made(b"")),
    ]
    collisions = tuple(_collisions(outputs, linked.all_items, settings))
    redirects, taken = _redirects(graph, settings, frozenset(output.path for output in outputs))
    return Plan((*_unique(outputs), *redirects), pages, (*collisions, *taken))


def _page_output(page: Page, settings: Settings) -> Output:
    return Output(
        page.file, lambda renderer: renderer.page(page), _of_item(page.source, settings) if page.source else ""
    )


def _of_item(path: str, settings: Settings) -> str:
    return settings.shown(settings.content_dir / path)


def _hand_written_output(page: HandWritten, resolver: Resolver, settings: Settings, pictures: Pictures) -> Output:
    here = HandPage(page.path, page.address, page.title)

    def resolve(number: int) -> Resolved:
        return resolver.from_page(here, page.body.references[number])

    source = settings.shown(settings.docs_dir / page.path)
    return Output(f"{page.address}index.html", lambda renderer: renderer.hand_written(page, resolve, pictures), source)


def _feeds(graph: Graph, settings: Settings) -> Iterator[Output]:
    for feed in _feed_list(graph):
        yield Output(f"{feed.address}feed.xml", partial(_as_atom, feed, settings))
        yield Output(f"{feed.address}feed.json", partial(_as_json, feed, settings))


def _as_atom(feed: Feed, settings: Settings, renderer: Renderer) -> Made:
    return Made(atom(feed, settings))


def _as_json(feed: Feed, settings: Settings, renderer: Renderer) -> Made:
    return Made(json_feed(feed, settings))


def _feed_list(graph: Graph) -> Iterator[Feed]:
    campaign = graph.campaign
    author, name = campaign.organisation, f"{campaign.organisation}{campaign.name}"
    yield Feed("", "", name, author, feed_items(graph.items))
    for column in campaign.columns:
        address, items = f"news/columns/{column.id}/", graph.by_column.get(column.id, ())
        yield Feed(address, address, f"{name}：{column.name}", author, feed_items(items))
    for slug, branch in graph.branches.items():
        items = feed_items(graph.by_branch.get(slug, ()))
        yield Feed(branch.address, branch.address, f"{name}：{branch.heading}", author, items)


def _site_map(settings: Settings, pages: Iterable[Page], frame: Frame) -> Iterator[Output]:
    entries = [(page.address, page.modified) for page in pages]
    entries += [(page.address, None) for page in frame.pages]
    for path, data in site_maps(settings.site_url, sorted(entries, key=lambda e: e[0])):
        yield Output(path, partial(_given, data))


def _given(data: bytes, renderer: Renderer) -> Made:
    return Made(data)


def _data(graph: Graph, settings: Settings) -> Iterator[Output]:
    for collection in COLLECTIONS:
        yield Output(f"data/{collection}.json", partial(_as_data, collection, graph, settings.site_url))


def _as_data(collection: str, graph: Graph, site_url: str, renderer: Renderer) -> Made:
    return Made(collection_data(collection, graph, site_url))


def _redirects(
    graph: Graph, settings: Settings, paths: frozenset[str]
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """A page for each alias. One that would take a file's place, or stand where a folder must be, is a problem."""
    places = Places(settings)
    folders = {parent for path in paths for parent in _parents(path)}
    made: dict[str, Output] = {}
    problems = []
    for item in graph.items:
        for index, written in enumerate(item.front.aliases):
            address = alias_address(written)
            if address is None or address in graph.by_address:
                continue  # reported by the rule for aliases
            path = f"{address}index.html" if address.endswith("/") else address
            if path in paths or path in folders or any(parent in paths for parent in _parents(path)):
                message = f"旧网址 /{address} 与本站已有的页面或文件冲突"
                where = places.of_field(item.path, "aliases", index)
                problems.append(Problem(where, "address-collision", message, "删去这个旧网址"))
            elif path not in made:
                made[path] = Output(path, partial(_redirect, item.address, address), _of_item(item.path, settings))
    return tuple(made.values()), tuple(problems)


def _parents(path: str) -> Iterator[str]:
    """`a/b/c.html` → `a/b`, `a`."""
    while path := path.rpartition("/")[0]:
        yield path


def _redirect(target: str, address: str, renderer: Renderer) -> Made:
    return renderer.redirect(target, address)


def _files(graph: Graph, settings: Settings, pictures: Pictures) -> Iterator[Output]:
    for item in graph.items:
        for path, address in item.files:
            source = _of_item(item.path, settings)
            if picture := pictures.at(address):
                yield from _forms(picture, pictures, source)
            else:
                yield Output(address, partial(_copy, settings, path), source)


def _forms(picture: Published, pictures: Pictures, source: str = "") -> Iterator[Output]:
    """A picture's files; where nothing was encoded, its own address alone."""
    for path, part in picture.paths:
        yield Output(path, partial(_form, pictures, picture, part), source)
    if not picture.entry.parts:
        yield Output(picture.address, partial(_given, b""), source)


def _form(pictures: Pictures, picture: Published, part: Part, renderer: Renderer) -> Made:
    return Made(pictures.bytes_of(picture, part))


def _copy(settings: Settings, path: str, renderer: Renderer) -> Made:
    return Made(read_file(f"{settings.content_dir}/{path}"))


def _frame_files(frame: Frame, pictures: Pictures) -> Iterator[Output]:
    for path, data in frame.files.items():
        if picture := pictures.at(path):
            yield from _forms(picture, pictures)
        elif path == "404.html":
            yield Output(path, partial(_not_found, data.decode()))
        else:
            yield Output(path, partial(_given, data))


def _not_found(html: str, renderer: Renderer) -> Made:
    return renderer.not_found(html)


def _unique(outputs: Iterable[Output]) -> Iterator[Output]:
    seen: set[str] = set()
    for output in outputs:
        if output.path not in seen:
            seen.add(output.path)
            yield output


def _collisions(outputs: Iterable[Output], items: Iterable[Item], settings: Settings) -> Iterator[Problem]:
    """Files that two things claim. Two items, or an item's alias and another item, were compared before."""
    compared = {_of_item(item.path, settings) for item in items}
    first: dict[str, Output] = {}
    for output in outputs:
        earlier = first.setdefault(output.path, output)
        known = {earlier.source, output.source} <= compared or not (earlier.source or output.source)
        if earlier is output or known:
            continue
        where = Position(output.source or earlier.source or settings.shown(settings.docs_dir))
        other = earlier.source if output.source and earlier.source else "自动生成的页面"
        message = f"网址 /{output.address} 已由 {other} 占用"
        yield Problem(where, "address-collision", message, "换一个 slug、旧网址或文件名")


def collection_counts(graph: Graph) -> dict[str, int]:
    """Items that are out, by collection, under the names readers know."""
    return {labels.COLLECTION[c]: len(graph.by_collection.get(c, ())) for c in COLLECTIONS}
