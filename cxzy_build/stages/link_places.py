"""Where links that lead nowhere were written: in an item, in a hand-written page, in the navigation or a template."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from ..bodies.body import Reference
from ..content.editions import original
from ..content.items import Item, Target
from ..content.linking import Linked, evidence_fields
from ..content.paths import HAS_SCHEME, address_at, file_at
from ..content.positions import Positions
from ..content.references import Resolver, outside_pages
from ..delivery.verification import BrokenLink
from ..dependencies import DependencyLog
from ..errors import Position, Problem
from ..hints import nearest
from ..outputs.plan import source_of
from ..pages.frame import HandWritten
from ..settings import Settings
from ..source.text_files import TextFile
from .link_problems import dead_link, missing_file, unused_footnote
from .planning import Site
from .reading import Content


class LinkPlaces:
    """Finds what people wrote that made a link: in one place or more, each a problem of its own."""

    def __init__(self, settings: Settings, content: Content, site: Site) -> None:
        self._settings = settings
        self._site = site
        self._draft_cache = content.draft_cache
        self._positions = Positions(settings)
        self._resolver = Resolver(settings, content.register, DependencyLog())
        self._linked = content.linked
        self._items = {settings.shown_content(path): one for path, one in content.linked.items()}
        self._pages = {page.address: page for page in content.frame.pages}

    def problems(self, fault: BrokenLink) -> Iterator[Problem]:
        """One for each place."""
        spec = self._site.plan.specs.get(file_at(fault.page))
        source = source_of(spec, self._site.world, self._settings) if spec else ""
        linked = self._items.get(source) or self._linked.get(self._paths.get(fault.page, ""))
        page = self._pages.get(fault.page)
        fields = self._fields.get((fault.target, fault.fragment), ())
        near = nearest(fault.fragment, self._anchors(original(fault.target))) if fault.fragment else None
        if fields and not (linked and any(_leads(target, fault) for target in linked.targets)):
            yield from (dead_link(fault, where, near) for path in fields for where in self._in_fields(path, fault))
        elif linked:
            yield from self._in_item(fault, linked, near)
        elif page:
            yield from self._in_page(fault, page, near)
        else:
            yield self._in_frame(fault, near)

    def _anchors(self, address: str) -> Sequence[str]:
        """Those of the headings of the item, or of the hand-written page, at `address`."""
        if page := self._pages.get(address):
            body = page.body
        elif path := self._paths.get(address):
            body = self._draft_cache.load(path).body
        else:
            return ()
        return [heading.id for heading in body.headings]

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        """The files of all items, by their addresses."""
        return {one.teaser.address: path for path, one in self._linked.items()}

    @cached_property
    def _fields(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The commitments whose evidence leads to an address: pages that repeat it are not to blame."""
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for linked in self._items.values():
            if linked.teaser.collection == "commitments":
                for _, target in linked.fields:
                    if target:
                        found[target.address, target.fragment].append(linked.teaser.path)
        return found

    def _in_fields(self, path: str, fault: BrokenLink) -> Iterator[Position]:
        item = self._linked[path].item(self._draft_cache.load(path))
        for location, written in evidence_fields(item.front):
            if _leads(item.fields.get(written), fault):
                yield self._positions.of_field(path, *location)

    def _in_item(self, fault: BrokenLink, linked: Linked, near: str | None) -> Iterator[Problem]:
        path = linked.teaser.path
        if note := _footnote(fault):
            yield unused_footnote(note, self._positions.in_body(path, note))
            return
        item = linked.item(self._draft_cache.load(path))
        yield from (dead_link(fault, where, near) for where in _in_item(fault, item, self._positions))

    def _in_page(self, fault: BrokenLink, page: HandWritten, near: str | None) -> Iterator[Problem]:
        if note := _footnote(fault):
            yield unused_footnote(note, self._positions.in_page(page.path, (note,)))
            return
        docs_dir = self._settings.docs_dir
        folder = (docs_dir / page.path).parent
        for where, reference in _in_page(fault, page, self._resolver, self._positions):
            file = _file_meant(reference) if reference and not fault.fragment else ""
            if file and not os.path.exists(folder / file):  # of whatever length
                yield missing_file(file, folder, where)
            elif file and not _lies_in(docs_dir, folder / file):
                yield self._outside(file, where)
            else:
                yield dead_link(fault, where, near)

    def _outside(self, file: str, where: Position) -> Problem:
        return outside_pages(file, self._settings.shown(self._settings.docs_dir)).at(lambda: where)

    def _in_frame(self, fault: BrokenLink, near: str | None) -> Problem:
        """Of the navigation, which mkdocs.yml gives, or of a template."""
        text = _text_of(self._settings)
        written = re.search(rf"(?<![\w/.-]){re.escape(fault.target)}(?![\w/.-])", text) if fault.target else None
        if written and not fault.fragment:
            sections = (address_at(path) for path in self._site.plan.specs if path.count("/") == 1)
            near = nearest(fault.target, (*(page.path for page in self._pages.values()), *sections))
        where = TextFile(self._settings.config_name, text).at(written.start() if written else 0)
        return dead_link(fault, where, near)


def _in_item(fault: BrokenLink, item: Item, positions: Positions) -> Iterator[Position]:
    """Every reference of the item's body that is at fault; else where the address stands as such."""
    pairs = zip(item.body.references, item.targets, strict=True)
    guilty = [reference for reference, target in pairs if _leads(target, fault)]
    yield from (positions.in_body(item.path, reference.target, reference.nth) for reference in guilty)
    if not guilty:
        yield positions.in_body(item.path, unquote(fault.written))


def _in_page(
    fault: BrokenLink, page: HandWritten, resolver: Resolver, positions: Positions
) -> Iterator[tuple[Position, Reference | None]]:
    """Where it was written, and by which reference of the page's body; None: by a link that is none of those."""
    here = page.hand_page
    name = fault.target.rstrip("/").rpartition("/")[2]
    anchor = f"#{fault.fragment}" if fault.fragment else ""
    guilty = [r for r in page.body.references if _leads(resolver.from_page(here, r).target, fault)]
    for reference in guilty:
        needles = (reference.target, anchor, f"/{fault.target}", name)
        yield positions.in_page(page.path, needles, reference.nth), reference
    if not guilty:
        yield positions.in_page(page.path, (unquote(fault.written), anchor, name)), None


def _file_meant(reference: Reference) -> str:
    """The path, from a hand-written page, of the picture or attachment that was meant to lie beside it; empty if none
    was. MkDocs leaves it as it was written where there is none."""
    if HAS_SCHEME.match(reference.target):
        return ""
    path = unquote(urlsplit(reference.target).path)
    is_file = reference.use == "resource" or PurePosixPath(path).suffix.lower() not in ("", ".htm", ".html")
    return path if is_file and not path.startswith("/") else ""


def _lies_in(folder: Path, file: Path) -> bool:
    return os.path.relpath(file, folder).split(os.sep)[0] != os.pardir


def _text_of(settings: Settings) -> str:
    try:
        return (settings.root / settings.config_name).read_text("utf-8", "replace")
    except OSError:
        return ""


def _leads(target: Target | None, fault: BrokenLink) -> bool:
    if target is None or target.address != fault.target:
        return False
    return not fault.fragment or target.fragment == fault.fragment


def _footnote(fault: BrokenLink) -> str:
    """How a footnote begins that nothing in the text leads to: the link back from it leads nowhere; empty: no such
    fault."""
    is_back = fault.page == fault.target and fault.fragment.startswith(_BACK)
    return f"[^{fault.fragment.removeprefix(_BACK)}]:" if is_back else ""


_BACK = "fnref:"
"""How Python-Markdown calls the places that footnotes lead back to."""
