"""Links of finished pages that lead nowhere, each reported where it was written."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from msgspec import structs

from ..bodies.body import Reference
from ..content.editions import FOLDER, has_traditional, original
from ..content.items import Item, Target
from ..content.linking import Linked, evidence_fields
from ..content.list_addresses import COLUMNS, PHASES, TAGS
from ..content.paths import HAS_SCHEME, address_at, file_at
from ..content.positions import Positions
from ..content.references import Resolver
from ..delivery.verification import FRAME, BrokenLink
from ..dependencies import DependencyLog
from ..errors import Position, Problem, any_error
from ..hints import did_you_mean, nearest
from ..outputs.plan import Plan, source_of
from ..pages.frame import Frame, HandWritten
from ..pages.world import World
from ..settings import Settings
from ..source.text_files import TextFile
from .planning import Site
from .reading import Content


def unresolved(settings: Settings, content: Content, site: Site, broken: Iterable[BrokenLink]) -> Iterator[Problem]:
    """A problem for each broken link, at every place that made it."""
    if faults := _once(broken, has_both=has_traditional(site.world.campaign.campaign)):
        told = _ToldElsewhere(content, site.world, faults)
        places = _Places(settings, content, site)
        for fault in faults:
            if not told.has(fault):
                yield from places.problems(fault)


class _ToldElsewhere:
    """Faults that come of others: of the navigation's, which all pages have, and of items and of entries of
    campaign.yml that are faulty themselves."""

    def __init__(self, content: Content, world: World, faults: Iterable[BrokenLink]) -> None:
        self._in_frame = {fault.target for fault in faults if fault.page == FRAME}
        self._of_campaign = _OF_CAMPAIGN if any_error(world.campaign.problems) else ()
        faulty = [one.teaser for one in world.linked.values() if not one.teaser.is_valid]
        self._items = {(teaser.collection, teaser.slug) for teaser in faulty}
        self._paths = {teaser.address: teaser.path for teaser in faulty}
        self._load = content.draft_cache.load

    def has(self, fault: BrokenLink) -> bool:
        if fault.page != FRAME and fault.target in self._in_frame:
            return True
        if fault.fragment and (path := self._paths.get(fault.target)):
            return "attachments" in self._load(path).cut  # whose place is named; of an item not read it is every key
        target = original(fault.target)
        return _names(target) in self._items or target.startswith(self._of_campaign)


class _Places:
    """Finds where a fault was written: in an item, in a hand-written page, in the navigation or a template."""

    def __init__(self, settings: Settings, content: Content, site: Site) -> None:
        self._settings = settings
        self._site = site
        self._draft_cache = content.draft_cache
        self._frame = content.frame
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
            yield from (_problem(fault, where, near) for path in fields for where in self._in_fields(path, fault))
        elif linked:
            yield from self._in_item(fault, linked, near)
        elif page:
            yield from self._in_page(fault, page, near)
        else:
            yield _in_frame(fault, self._settings, self._site.plan, self._frame)

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
            yield _unused(note, self._positions.in_body(path, note))
            return
        item = linked.item(self._draft_cache.load(path))
        yield from (_problem(fault, where, near) for where in _in_item(fault, item, self._positions))

    def _in_page(self, fault: BrokenLink, page: HandWritten, near: str | None) -> Iterator[Problem]:
        if note := _footnote(fault):
            yield _unused(note, self._positions.in_page(page.path, (note,)))
            return
        folder = (self._settings.docs_dir / page.path).parent
        for where, reference in _in_page(fault, page, self._resolver, self._positions):
            file = _file_meant(reference) if reference and not fault.fragment else ""
            is_missing = file and not os.path.exists(folder / file)  # of whatever length
            yield _no_file(file, folder, where) if is_missing else _problem(fault, where, near)


_OF_CAMPAIGN = (PHASES, COLUMNS, TAGS)
"""Pages that there are because campaign.yml says so."""


def _once(broken: Iterable[BrokenLink], *, has_both: bool) -> tuple[BrokenLink, ...]:
    """Each as it is in the Simplified edition, where the other has it as well: to the same place, or to the like of it
    in its own. What somebody wrote as an address of the other edition is told as such."""
    known: dict[tuple[str, str, str], BrokenLink] = {}
    for fault in sorted(broken, key=lambda fault: (fault.page.startswith(FOLDER), fault.target.startswith(FOLDER))):
        page, target = original(fault.page), fault.target
        in_other = has_both and (page == FRAME or page != fault.page)
        if in_other and (page, target, fault.fragment) not in known:
            target = original(target)
        known.setdefault((page, target, fault.fragment), structs.replace(fault, page=page, target=target))
    return tuple(known.values())


def _names(address: str) -> tuple[str, str]:
    """Collection and slug of an item's address."""
    parts = address.strip("/").split("/")
    return parts[0], parts[-1]


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


def _no_file(file: str, folder: Path, where: Position) -> Problem:
    """file: its path from the `folder` of the page."""
    inside, name = os.path.split(file)
    there = os.listdir(folder / inside) if os.path.isdir(folder / inside) else ()
    near = nearest(name, there)
    hint = did_you_mean(near and os.path.join(inside, near))
    hint = hint or "先把文件拷到这个页面旁边；已经在那里的，核对文件名（大小写要一致）"
    return Problem(where, "missing-file", f"找不到文件 `{file}`", hint)


def _in_frame(fault: BrokenLink, settings: Settings, plan: Plan, frame: Frame) -> Problem:
    """Of the navigation, which mkdocs.yml gives, or of a template."""
    text = _text_of(settings)
    written = re.search(rf"(?<![\w/.-]){re.escape(fault.target)}(?![\w/.-])", text) if fault.target else None
    where = TextFile(settings.config_name, text).at(written.start() if written else 0)
    problem = _problem(fault, where)
    sections = (address_at(path) for path in plan.specs if path.count("/") == 1)
    near = nearest(fault.target, (*(page.path for page in frame.pages), *sections)) if written else None
    return replace(problem, hint=did_you_mean(near) or problem.hint)


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


def _unused(note: str, where: Position) -> Problem:
    mark = note.removesuffix(":")
    return Problem(where, "unused-footnote", f"脚注 {mark} 在文中没有用到", f"在文中写 `{mark}`，或删去这条脚注")


def _problem(fault: BrokenLink, where: Position, near: str | None = None) -> Problem:
    """near: the anchor that was probably meant."""
    if fault.fragment:
        hint = did_you_mean(near and f"#{near}") or "核对 # 后面的文字；标题的锚点见生成页面里标题的 id"
        page = "本页" if fault.page == fault.target else f"页面 /{fault.target} 里"
        return Problem(where, "broken-anchor", f"{page}没有锚点 #{fault.fragment}", hint)
    on = "（在每个页面的导航或页脚里）" if fault.page == FRAME else ""
    hint = "核对网址；本站网址以 / 开头，页面网址以 / 结尾"
    return Problem(where, "broken-link", f"链接指向的 /{fault.target} 不存在{on}", hint)
