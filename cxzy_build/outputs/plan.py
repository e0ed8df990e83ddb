"""The plan: the path of every file of the site, and what it is made of. Two things with one path are found here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..content import list_addresses
from ..content.addresses import alias_address
from ..content.editions import FOLDER, has_traditional
from ..content.graph import TeaserList
from ..content.list_names import of_branch, of_collection
from ..content.pagination import newest_of, numbers_of, page_address
from ..content.paths import address_at, file_at
from ..content.picture_names import is_picture
from ..content.positions import Positions
from ..delivery.site_dir import MARKER
from ..errors import Position, Problem
from ..models.collections import COLLECTIONS
from ..pages.catalogue import Catalogue
from ..pages.frame import Frame
from ..pages.item_parts import ItemParts
from ..pages.lists import Lists
from ..pages.lookup import Lookup
from ..pages.overviews import Overviews
from ..pages.social import card_address, drawn_cards
from ..pictures.library import Published
from ..records import Record
from ..settings import Settings
from .search.documents import keys_of
from .search.layout import BLOCK as BLOCK_SIZE
from .search.layout import Shape, block_name, grams_name, path_of
from .site_maps import Entry, names_of_site_maps
from .specs import IN_BOTH, PAGES, OutputKind, OutputSpec, in_traditional, simplified

SEARCH_SCRIPTS = ("assets/search/asking.js", "assets/search/showing.js")

TRADITIONAL_SCRIPT = "assets/hant.js"
"""Gives the words of our scripts in Traditional."""

Planned = tuple[str, OutputSpec]


class Plan(Record):
    """specs: by path relative to the site's folder. entries: what the site map lists."""

    specs: Mapping[str, OutputSpec]
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def count_pages(plan: Plan) -> int:
    """How many HTML pages there are, redirects included."""
    kinds = PAGES | {"not found", "redirect"}
    return sum(simplified(spec)[0] in kinds for spec in plan.specs.values())


def source_of(spec: OutputSpec, catalogue: Catalogue, settings: Settings) -> str:
    """The file that faults in an output are reported at, relative to the folder of mkdocs.yml; empty: none."""
    kind, *about = simplified(spec)
    if kind == "copy":
        return settings.shown_content(about[1])
    if kind == "hand-written":
        return settings.shown(settings.docs_dir / about[1])
    if kind == "static":
        places = (folder / about[0] for folder in (settings.docs_dir, settings.theme_dir))
        return next((settings.shown(place) for place in places if place.is_file()), "")
    address = about[0] if kind in ("item", "branch", "redirect") else about[2] if kind == "picture" else ""
    teaser = catalogue.teaser(address) if address else None
    return settings.shown_content(teaser.path) if teaser else ""


def plan_site(settings: Settings, catalogue: Catalogue, frame: Frame, lookup: Lookup, searched: Shape | None) -> Plan:
    """Every file of the site, in a fixed order; the search index's if it is `searched`, and is of that shape."""
    pages = [*_pages(catalogue, ItemParts(lookup), has_search=settings.search), *_hand_pages(frame)]
    has_both = has_traditional(catalogue.campaign.campaign)
    entries = tuple(sorted((address, modified) for address, modified, _ in pages if address != list_addresses.SEARCH))
    if has_both:
        entries += tuple((f"{FOLDER}{address}", modified) for address, modified in entries)
    outputs = [
        *((file_at(address), spec) for address, _, spec in pages),
        *_feeds(catalogue),
        *((path, ("site map", path)) for path in names_of_site_maps(entries)),
        *((path, ("site map", path, FOLDER)) for path in names_of_site_maps(entries, FOLDER) if has_both),
        *((f"data/{collection}.json", ("data", collection)) for collection in COLLECTIONS),
        *_files(catalogue),
        *((card_address(name), ("card", name)) for name in drawn_cards(catalogue.campaign.campaign)),
        *_static_files(frame, catalogue, settings, has_both=has_both),
        *(_search_files(catalogue, searched) if searched else ()),
        (MARKER, ("empty",)),
    ]
    if has_both:
        outputs = list(_with_traditional(outputs))
    specs: dict[str, OutputSpec] = {}
    collisions: list[tuple[str, OutputSpec, OutputSpec]] = []
    for path, spec in outputs:
        earlier = specs.setdefault(path, spec)
        is_told = earlier[0] == spec[0] == "in Traditional"  # of what they are made from
        if earlier is not spec and not is_told:
            collisions.append((path, earlier, spec))
    problems = [*_collisions(collisions, catalogue, settings), *_in_the_way(specs, catalogue, settings)]
    redirects, taken = _redirects(catalogue, settings, specs, has_both=has_both)
    return Plan({**specs, **redirects}, entries, (*problems, *taken))


_FACETS = ("search", "facets")


def _with_traditional(outputs: Iterable[Planned]) -> Iterator[Planned]:
    """Each file of the Traditional edition after the one that it is made from, so that the same worker makes both."""
    for path, spec in outputs:
        yield path, spec
        if spec[0] in IN_BOTH or spec == _FACETS or (spec[0] == "redirect" and path.endswith("/index.html")):
            yield f"{FOLDER}{path}", in_traditional(path, spec)


PlannedPage = tuple[str, str, OutputSpec]
"""Address, day of the last change, spec."""


def _pages(catalogue: Catalogue, parts: ItemParts, *, has_search: bool) -> Iterator[PlannedPage]:
    teasers = catalogue.graph.teasers
    newest_day = teasers[0].start[:10] if teasers else ""
    for address in Overviews(parts, tuple, has_search=has_search).pages():
        yield address, newest_day, ("overview", address)
    for base, name in Lists(parts, catalogue.campaign.campaign, catalogue.graph).pages():
        yield from _numbered("list", base, catalogue.graph.list(name))
    for teaser in teasers:
        if teaser.collection == "branches":
            yield from _numbered("branch", teaser.address, catalogue.graph.list(of_branch(teaser.slug)))
        else:
            yield teaser.address, teaser.modified, ("item", teaser.address)


def _numbered(kind: OutputKind, base: str, teasers: TeaserList) -> Iterator[PlannedPage]:
    for number in numbers_of(len(teasers)):
        newest = newest_of(teasers, number if kind == "list" else None)
        yield page_address(base, number), newest.start[:10] if newest else "", (kind, base, f"{number or ''}")


def _hand_pages(frame: Frame) -> Iterator[PlannedPage]:
    for page in frame.pages:
        yield page.address, "", ("hand-written", page.address, page.path)


def _feeds(catalogue: Catalogue) -> Iterator[Planned]:
    columns = (list_addresses.of_column(column.id) for column in catalogue.campaign.campaign.columns)
    branches = (teaser.address for teaser in catalogue.graph.list(of_collection("branches")))
    for address in ("", *columns, *branches):
        yield f"{address}feed.xml", ("atom", address)
        yield f"{address}feed.json", ("json feed", address)


def _files(catalogue: Catalogue) -> Iterator[Planned]:
    for teaser in catalogue.graph.teasers:
        for path, address in teaser.files:
            picture = catalogue.picture(address) if is_picture(address) else None
            if picture:
                yield from _forms(picture, address, teaser.address)
            else:
                yield address, ("copy", path, teaser.path)


def _search_files(catalogue: Catalogue, shape: Shape) -> Iterator[Planned]:
    teasers = catalogue.graph.teasers
    for name in ("index", "facets", "fold"):
        yield path_of(name), ("search", name)
    for number in range(-(-len(teasers) // BLOCK_SIZE)):
        yield path_of(block_name(number)), ("block", f"{number}")
    for number in range(shape.shards):
        yield path_of(grams_name(number)), ("grams", f"{number}")
    for address, key in keys_of(teaser.address for teaser in teasers).items():
        yield path_of(f"texts/{key}"), ("text", address, key)


def _forms(picture: Published, address: str, owner: str) -> Iterator[Planned]:
    """A picture's files; where nothing was encoded, its own address alone."""
    for number, (path, _) in enumerate(picture.paths):
        yield path, ("picture", address, f"{number}", owner)
    if not picture.entry.parts:
        yield picture.address, ("empty",)


def _static_files(frame: Frame, catalogue: Catalogue, settings: Settings, *, has_both: bool) -> Iterator[Planned]:
    unwanted = dict.fromkeys(SEARCH_SCRIPTS, not settings.search) | {TRADITIONAL_SCRIPT: not has_both}
    for path in frame.files:
        if unwanted.get(path):
            continue
        if picture := catalogue.picture(path) if is_picture(path) else None:
            yield from _forms(picture, path, "")
        elif path == "404.html":
            yield path, ("not found",)
        else:
            yield path, ("static", path)


def _collisions(
    found: Sequence[tuple[str, OutputSpec, OutputSpec]], catalogue: Catalogue, settings: Settings
) -> Iterator[Problem]:
    """Files that two things claim. Two items, or an item's alias and another item, were compared before."""
    items = {settings.shown_content(path): path for path in catalogue.linked} if found else {}
    positions = Positions(settings)
    for path, earlier, later in found:
        first, second = source_of(earlier, catalogue, settings), source_of(later, catalogue, settings)
        if items.keys() >= {first, second} or not (first or second):
            continue
        item = items.get(second or first, "")
        file = Position(second or first or settings.shown(settings.docs_dir))
        where = positions.of_field(item, "slug") if item else file
        message = f"网址 /{address_at(path)} 已由 {first if first and second else '自动生成的页面'} 占用"
        yield Problem(where, "address-collision", message, "换一个 slug、旧网址或文件名")


def _in_the_way(specs: Mapping[str, OutputSpec], catalogue: Catalogue, settings: Settings) -> Iterator[Problem]:
    """Files that people put where folders of others must be: those of pages have names without a dot."""
    named = (path for path, spec in specs.items() if spec[0] in ("static", "copy"))
    suspects = [path for path in named if "." not in path.rpartition("/")[2]]
    folders = _folders(specs) if suspects else frozenset()
    for path in suspects:
        if path in folders:
            where = Position(source_of(specs[path], catalogue, settings) or settings.shown(settings.docs_dir))
            message = f"文件占了 /{path}/ 的位置，那里是存放网页的文件夹"
            yield Problem(where, "address-collision", message, "给这个文件改名，或加上扩展名")


def _folders(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(parent for path in paths for parent in _parents(path))


def _redirects(
    catalogue: Catalogue, settings: Settings, specs: Mapping[str, OutputSpec], *, has_both: bool
) -> tuple[dict[str, OutputSpec], tuple[Problem, ...]]:
    """A page for each alias, in each edition. One that would take a file's place, or stand where a folder must be, is a
    problem."""
    aliases = [(teaser, index) for teaser in catalogue.graph.teasers for index in range(len(teaser.aliases))]
    if not aliases:
        return {}, ()
    positions = Positions(settings)
    folders = {*_folders(specs)}
    made: dict[str, OutputSpec] = {}
    seen: set[str] = set()
    problems = []
    for teaser, index in aliases:
        address = alias_address(teaser.aliases[index])
        if address is None or address in catalogue.graph.by_address or address in seen:
            continue  # reported by the rule for aliases
        seen.add(address)
        page: Planned = file_at(address), ("redirect", teaser.address, address)
        pages = dict(_with_traditional([page]) if has_both else [page])
        taken = (one for path in pages for one in (path, *_parents(path)))
        if pages.keys() & folders or any(one in specs or one in made for one in taken):
            message = f"旧网址 /{address} 与本站已有的页面、文件或别的旧网址冲突"
            where = positions.of_field(teaser.path, "aliases", index)
            problems.append(Problem(where, "address-collision", message, "删去这个旧网址"))
        else:
            made |= pages
            folders |= _folders(pages)
    return made, tuple(problems)


def _parents(path: str) -> Iterator[str]:
    """`a/b/c.html` → `a/b`, `a`."""
    while path := path.rpartition("/")[0]:
        yield path
