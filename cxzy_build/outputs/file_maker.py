"""Makes every file of the plan from its spec, looking up what it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from ..content import list_names
from ..content.editions import has_traditional
from ..content.items import Item
from ..content.references import Resolver
from ..dependencies import Steps
from ..files import read_file
from ..models.front_matter import Metric
from ..pages.item_pages import ItemPages
from ..pages.item_parts import ItemParts
from ..pages.lists import Lists
from ..pages.lookup import Lookup
from ..pages.overviews import Overviews
from ..pages.page import Page, PageLink
from ..pages.renderer import MadeFile, Renderer
from ..pages.social import drawn_cards
from ..pictures.library import bytes_of, picture_cache
from .context import RenderContext
from .data import DataLines, collection_data, kept_lines, named_by
from .feeds import FEED_ITEMS, Feed, json_feed
from .search.index import digest_name, text_file
from .search.layout import block_name, grams_name, path_of
from .site_maps import site_maps
from .social_cards import KeptCards, wording_of
from .specs import OutputKind, OutputSpec, made_from, page_of
from .traditional import TraditionalFileMaker


class FileMaker:
    """Makes files; one for each worker."""

    def __init__(self, context: RenderContext, lookup: Lookup) -> None:
        self._context = context
        self._settings = context.settings
        self._world = context.world
        self._before = context.before
        self._lookup = lookup
        self._picture_cache = picture_cache(context.settings)
        self.renderer = Renderer(context.settings, context.templates, lookup)
        self._parts = ItemParts(lookup)
        self._items = ItemPages(self._parts)
        self._resolver = Resolver(context.settings, context.world.register, lookup.log)
        self._makers: Mapping[OutputKind, Callable[..., MadeFile]] = {
            "hand-written": self._hand_written,
            "atom": self._atom,
            "json feed": lambda address: MadeFile(json_feed(self._feed(address), context.settings)),
            "data": self._data,
            "site map": self._site_map,
            "copy": self._copy,
            "picture": self._picture,
            "static": self._static,
            "not found": self._not_found,
            "card": self._card,
            "redirect": self._redirect,
            "text": self._text,
            "grams": lambda number: self._of_index(grams_name(int(number))),
            "block": lambda number: self._of_index(block_name(int(number))),
            "search": self._of_index,
            "empty": lambda *about: MadeFile(b""),
        }

    def make(self, specs: Mapping[str, OutputSpec], steps: Steps) -> Mapping[str, MadeFile]:
        """The files that `specs` describe, by path and in their order."""
        in_traditional = {path: made_from(spec) for path, spec in specs.items() if spec[0] == "in Traditional"}
        others = dict(in_traditional.values())
        others |= {path: spec for path, spec in specs.items() if path not in in_traditional}
        made = self._simplified(others, steps)

        def convert(path: str) -> MadeFile:
            original, spec = in_traditional[path]
            self._lookup.log.note_all(steps.asked(original))  # what is asked for it is asked for this one, too
            return self._traditional.make(original, spec, made[original])

        made |= steps.each(in_traditional, convert)
        return {path: made[path] for path in specs}

    @cached_property
    def _traditional(self) -> TraditionalFileMaker:
        return TraditionalFileMaker(self._context, self._lookup)

    def _simplified(self, specs: Mapping[str, OutputSpec], steps: Steps) -> dict[str, MadeFile]:
        """Those of the Simplified edition, and what both have."""
        ours = [path for path, spec in specs.items() if spec[0] not in self._makers]
        made = self.renderer.pages(steps.each(ours, lambda path: self.page(specs[path])), steps)
        others = [path for path in specs if path not in made]
        return made | steps.each(others, lambda path: self._made(*specs[path]))

    def _made(self, kind: OutputKind, *about: str) -> MadeFile:
        return self._makers[kind](*about)

    def page(self, spec: OutputSpec) -> Page:
        """One of our pages, not yet rendered."""
        address, number = page_of(spec)
        match spec[0]:
            case "overview":
                return self._overviews.page(address)
            case "list":
                return self._lists.page(address, number)
            case "branch":
                items = self._items
                return items.branch_archive_page(address, number) if number else items.branch_page(address)
        return self._items.page(address)

    @cached_property
    def _overviews(self) -> Overviews:
        return Overviews(self._parts, self._hand_links, has_search=self._settings.search)

    @cached_property
    def _lists(self) -> Lists:
        return Lists(self._parts, self._world.campaign.campaign, self._world.graph)

    def _hand_links(self) -> tuple[PageLink, ...]:
        self._lookup.depends_on("titles of pages")
        return tuple(PageLink(page.title, page.address) for page in self._context.frame.pages)

    def _hand_written(self, address: str, path: str) -> MadeFile:
        page = next(page for page in self._context.frame.pages if page.path == path)
        here, references = page.hand_page, page.body.references
        return self.renderer.hand_written(page, lambda n: self._resolver.from_page(here, references[n]))

    def _atom(self, address: str) -> MadeFile:
        from .atom import atom  # late: XML is for feeds alone

        return MadeFile(atom(self._feed(address), self._settings))

    def _feed(self, address: str) -> Feed:
        lookup = self._lookup
        author = lookup.campaign.organisation
        name = f"{author}{lookup.campaign.name}"
        if not address:
            return Feed("", "", name, author, self._feed_items(list_names.ALL))
        folder, slug = address.rstrip("/").rsplit("/", 1)
        if folder == "branches":
            heading, held = lookup.seen(address).heading, list_names.of_branch(slug)
        else:
            entry = lookup.entry("columns", slug)
            heading, held = entry[1].name if entry else "", list_names.of_column(slug)
        return Feed(address, address, f"{name}：{heading}", author, self._feed_items(held))

    def _feed_items(self, name: str) -> tuple[Item, ...]:
        """The newest dated items of a list."""
        newest = (self._lookup.seen(address) for address in self._lookup.first(name, FEED_ITEMS))
        return tuple(self._lookup.front_of(teaser.address) for teaser in newest if teaser.start)

    def _data(self, collection: str) -> MadeFile:
        name, before = list_names.of_collection(collection), self._before.world
        teasers = self._lookup.fronts_of(name)
        named = dict.fromkeys(address for teaser in teasers for address in named_by(teaser))
        out = frozenset(address for address in named if self._lookup.teaser(address))
        are_as_before = before and all((address in out) == bool(before.teaser(address)) for address in named)
        kept = self._kept_lines(collection, name) if are_as_before else {}
        fresh = DataLines(out, self._settings.site_url, self._counted)
        lines = (kept.get(one.address) or fresh.line(self._lookup.front_again(one.address), one) for one in teasers)
        return MadeFile(collection_data(collection, lines))

    def _counted(self, item: Item, metric: Metric) -> int:
        return len(self._parts.counted(item, metric.counts)) if metric.counts else 0

    def _kept_lines(self, collection: str, name: str) -> Mapping[str, bytes]:
        """By address: the lines of the published document that say what they would say now."""
        world, before = self._world, self._before.world
        document = self._before.published(f"data/{collection}.json") if before else None
        if before is None or document is None or collection == "results":  # whose figures depend on other items
            return {}
        lines, teasers = kept_lines(document), before.graph.list(name)
        if len(lines) != len(teasers):
            return {}
        kept = dict(zip((teaser.address for teaser in teasers), lines, strict=True))
        for address in self._before.touched & kept.keys():
            if not world.is_same_front(before, address):
                del kept[address]
        return kept

    def _site_map(self, path: str, folder: str = "") -> MadeFile:
        self._lookup.depends_on("site map")
        files = site_maps(self._settings.site_url, self._context.entries, folder)
        return MadeFile(next(data for name, data in files if name == path))

    def _copy(self, path: str, owner: str) -> MadeFile:
        self._lookup.note(("contents of", path))
        return MadeFile(read_file(f"{self._settings.content_dir}/{path}"))

    def _picture(self, address: str, number: str, owner: str) -> MadeFile:
        picture = self._lookup.picture(address)
        assert picture
        return MadeFile(bytes_of(picture, picture.entry.parts[int(number)], self._picture_cache))

    def _static(self, path: str) -> MadeFile:
        self._lookup.depends_on(f"file/{path}")
        return MadeFile(self._context.frame.files[path])

    def _not_found(self) -> MadeFile:
        self._lookup.depends_on("file/404.html")
        return self.renderer.not_found(self._context.frame.files["404.html"].decode())

    def _text(self, address: str, key: str) -> MadeFile:
        has_both = has_traditional(self._lookup.campaign)
        in_traditional = self._traditional.conversion(path_of(f"texts/{key}"), address) if has_both else None
        return MadeFile(text_file(key, self._lookup.item(address), in_traditional))

    def _of_index(self, name: str) -> MadeFile:
        self._lookup.depends_on(digest_name(name))
        assert self._context.index
        return MadeFile(self._context.index.file(name))

    def _card(self, name: str) -> MadeFile:
        self._lookup.card_for_links(name)
        return MadeFile(self._kept_cards.card(wording_of(self._lookup.campaign, self._slips[name])))

    @cached_property
    def _kept_cards(self) -> KeptCards:
        return KeptCards(self._settings.cache_dir / "pictures/cards")

    @cached_property
    def _slips(self) -> Mapping[str, str]:
        return drawn_cards(self._world.campaign.campaign)

    def _redirect(self, target: str, address: str) -> MadeFile:
        return self.renderer.redirect(target, address)
