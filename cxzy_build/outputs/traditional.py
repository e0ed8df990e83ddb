"""Files of the Traditional edition, made from those of the Simplified one as they are finished.

Each page lies one folder deeper than its original, so that what leads from page to page stays as it is, and leads to
the page of this edition; files that only the Simplified edition has are one level further up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from html import unescape
from urllib.parse import quote, unquote

from ..bodies.rules import has_false_attributes
from ..content.editions import FOLDER, LANGUAGE, LOCALE, SIMPLIFIED, TRADITIONAL, TRADITIONAL_LOCALE
from ..content.paths import address_at, base_of, file_at
from ..hanzi.names import seal_reading
from ..hanzi.traditional import NOTHING, Traditional
from ..mappings import LazyMapping
from ..pages.frame import Frame, Slot, Splicer
from ..pages.lookup import Lookup
from ..pages.renderer import MadeFile, Templates, made_page
from ..pages.world import World
from ..settings import Settings
from .context import RenderContext
from .search.index import with_facets_in
from .search.texts import Conversion, Source
from .specs import IN_BOTH, OutputKind, OutputSpec, page_of

_IN_HEADS = (
    (f'<html lang="{LANGUAGE}"', f'<html lang="{TRADITIONAL}"'),
    (f'"inLanguage":"{LANGUAGE}"', f'"inLanguage":"{TRADITIONAL}"'),
    (f'<meta property="og:locale" content="{LOCALE}">', f'<meta property="og:locale" content="{TRADITIONAL_LOCALE}">'),
)
_END_OF_HEAD = "</head>"
_SEAL = re.compile(r'(cx-seal(?: cx-seal--2)?" data-title=")([^"]+)(?=")')
_FEEDS = ("feed.xml", "feed.json")
_FOR_MACHINES = re.compile(rb"/(?:feed\.(?:xml|json)|data/)")

WHERE_EDITIONS_PART = "where editions part"
"""The name of a digest, see `where_editions_part`."""


def where_editions_part(frame: Frame, specs: Mapping[str, OutputSpec]) -> list[tuple[str, bool]]:
    """The addresses that this edition may have as well, not being planned for both, and whether it has. Links of any
    page, and those in the frames, lead there or to the Simplified edition by it."""
    planned = IN_BOTH | {"in Traditional"}
    for_machines = (path for path in specs if _is_for_machines(path) and specs[path][0] not in planned)
    others = {*frame.written_as_html, *for_machines}
    return [(address, file_at(f"{FOLDER}{address}") in specs) for address in sorted(others)]


def _is_for_machines(address: str) -> bool:
    """Whether there are feeds or data at an address."""
    return address.endswith(_FEEDS) or address.startswith("data/")


class TraditionalFileMaker:
    """Makes the files of the Traditional edition; one for each worker."""

    def __init__(self, context: RenderContext, lookup: Lookup) -> None:
        self._settings = context.settings
        self._locked = context.world.locked
        self._templates = context.templates
        self._before = context.before
        self._world = context.world
        self._lookup = lookup
        self._text = Traditional(self._locked)
        self._addresses = Addresses(context.settings.site_url, context.frame.written_as_html, self._exists)
        self._html = HtmlInTraditional(self._text, self._addresses)
        self._splicer = frames_in_traditional(
            context.templates, context.settings, context.frame, context.world, self._text
        )
        self._makers: Mapping[OutputKind, Callable[[str, bytes], bytes]] = {
            "atom": self._atom,
            "json feed": self._json_feed,
            "data": self._data,
            "search": lambda path, data: with_facets_in(data, self._text.texts),
        }

    def make(self, path: str, spec: OutputSpec, original: MadeFile) -> MadeFile:
        """The file of this edition for the `original` at `path`."""
        self._lookup.note(("locked in", path))
        self._lookup.depends_on(WHERE_EDITIONS_PART)
        if original.frame:
            return self._page(address_at(path), spec, original)
        make = self._makers.get(spec[0])
        if make:
            return MadeFile(make(path, original.data))
        return made_page(self._document(path, original.data.decode(), is_lost=spec[0] == "not found"))

    def _exists(self, address: str) -> bool:
        self._lookup.note(("exists", address))
        return self._world.exists(address)

    def conversion(self, path: str, address: str) -> Conversion:
        """Of what the file at `path` has of an item. What is locked stands there, or on its page, with its blanks."""
        self._lookup.note(("locked in", path))
        self._lookup.note(("locked in", file_at(address)))
        own, convert = self._lookup.written(address), self._text
        return lambda source: Source(convert.texts(source.texts, own), convert.html(source.html, own))

    def _page(self, address: str, spec: OutputSpec, original: MadeFile) -> MadeFile:
        item = _item_shown(spec)
        own = self._lookup.written(item) if item else NOTHING
        base = base_of(address)
        pieces = Slot.BODY.join(original.pieces)
        head, body = self._html.made_of(pieces, base, own, is_regular=original.is_regular).split(Slot.BODY)
        title = self._text.texts((original.title,), own)[0]
        if own:  # where the site's name follows, it is not all there is
            (elsewhere,) = self._text.texts((original.title,))
            head = head.replace(f"<title>{elsewhere}", f"<title>{title}", 1)
        values = {Slot.HEAD: head, Slot.BODY: body, Slot.TITLE: title, Slot.PAGE: quote(address)}
        data = self._splicer.page(original.section, address, values)
        frame = self._splicer.frame_of(original.section, address)
        return MadeFile(data, (head, body), frame, has_false_attributes=original.has_false_attributes)

    def _document(self, path: str, html: str, *, is_lost: bool) -> str:
        """A page that shares no frame. In the one for addresses that are not there, links start at the host."""
        templates, root = self._templates, self._settings.base_path
        address = "" if is_lost else address_at(path)
        base = root.rstrip("/") if is_lost else base_of(address)
        there = templates.shared[Slot.SWITCH].replace(Slot.BASE, base).replace(Slot.PAGE, quote(address))
        back = templates.switch_back.replace(Slot.PAGE, quote(address))
        back = back.replace(f"../{Slot.BASE}", base) if is_lost else back.replace(Slot.BASE, base)
        made = self._html.made_of(html.replace(there, Slot.SWITCH), "" if is_lost else base)
        if is_lost:
            made = self._addresses.absolute(made, root)
        return made.replace(Slot.SWITCH, back)

    def _atom(self, path: str, document: bytes) -> bytes:
        made = self._addresses.absolute(self._text.html(document.decode()), self._settings.site_url)
        return made.replace(f'xml:lang="{LANGUAGE}"', f'xml:lang="{TRADITIONAL}"', 1).encode()

    def _json_feed(self, path: str, document: bytes) -> bytes:
        return self._json(document).replace(f'"language": "{LANGUAGE}"', f'"language": "{TRADITIONAL}"', 1).encode()

    def _json(self, document: bytes) -> str:
        return self._addresses.absolute(self._text.json(document.decode()), self._settings.site_url)

    def _data(self, path: str, document: bytes) -> bytes:
        """Line by line, those that are as they were taken from what was published: there may be very many."""
        known = self._kept_lines(path)
        return b"\n".join(known.get(line) or self._json(line).encode() for line in document.split(b"\n"))

    def _kept_lines(self, path: str) -> Mapping[bytes, bytes]:
        """But for those with addresses of which it has to be asked again whether this edition has them."""
        before = self._before
        if before.world is None or before.world.locked != self._locked or not self._editions_part_as_in(before.world):
            return {}
        old, made = before.published(path), before.published(f"{FOLDER}{path}")
        lines = (old or b"").split(b"\n"), (made or b"").split(b"\n")
        if len(lines[0]) != len(lines[1]):
            return {}
        return {one: other for one, other in zip(*lines, strict=True) if not _FOR_MACHINES.search(one)}

    def _editions_part_as_in(self, other: World) -> bool:
        return self._world.digests[WHERE_EDITIONS_PART] == other.digests.get(WHERE_EDITIONS_PART)


def _item_shown(spec: OutputSpec) -> str:
    """The address of the item whose page it is; empty for other pages, those of a branch's archive among them."""
    if spec[0] not in ("item", "branch"):
        return ""
    address, number = page_of(spec)
    return address if number is None else ""


def frames_in_traditional(
    templates: Templates, settings: Settings, frame: Frame, world: World, text: Traditional
) -> Splicer:
    """Puts pages together in the frames of this edition, each converted by `text` when it is first wanted."""
    addresses = Addresses(settings.site_url, frame.written_as_html, world.exists)
    html = HtmlInTraditional(text, addresses)
    shared = {slot: html.made_of(one, Slot.BASE) for slot, one in templates.shared.items()}
    shared[Slot.SWITCH] = templates.switch_back
    return Splicer(LazyMapping(templates.shells, lambda shell: html.made_of(shell, Slot.BASE)), shared)


class HtmlInTraditional:
    """HTML of this edition, made of that of the Simplified one."""

    def __init__(self, text: Traditional, addresses: Addresses) -> None:
        self._text = text
        self._addresses = addresses

    def made_of(self, html: str, base: str, own: Mapping[str, str] = NOTHING, *, is_regular: bool = False) -> str:
        """HTML whose addresses lead from `base`, the way to the root of the edition; own: see `hanzi.traditional`.
        is_regular: whether it is known that no text looks like an attribute."""
        made = self._text.html(html, own)
        if "cx-seal" in html:
            surnames = iter(_SEAL.findall(html))
            made = _SEAL.sub(lambda found: f"{found[1]}{seal_reading(next(surnames)[1])}", made)
        made = self._addresses.in_html(made, base, is_regular=is_regular)
        head, mark, rest = made.partition(_END_OF_HEAD if _END_OF_HEAD in made else Slot.BODY)
        for old, new in _IN_HEADS:
            head = head.replace(old, new)
        return f"{head}{mark}{rest}"


class Addresses:
    """Tells which addresses are of pages that this edition has as well, and rewrites HTML accordingly.

    written_as_html: see `Frame`. exists: whether there is something at an address.
    """

    def __init__(self, site_url: str, written_as_html: Collection[str], exists: Callable[[str], bool]) -> None:
        self._site_url = site_url
        self._exists = exists
        self._others = written_as_html

    def in_html(self, html: str, base: str, *, is_regular: bool) -> str:
        """HTML whose addresses lead from `base`, or else are whole. What texts say of addresses stays.
        is_regular: as in `made_of`."""
        if f">{self._site_url}" in html or (not is_regular and has_false_attributes(html)):
            return _TAG_OR_SCRIPT.sub(lambda found: self._in_tags(found[0], base), html)
        return self._in_tags(html, base)

    def _in_tags(self, html: str, base: str) -> str:
        if base:
            html = (_relative if self._others else _relative_files)(base).sub(self._moved, html)
            html = html.replace(_SCOPE, f"{_SCOPE}../", 1)
            html = html.replace(f'{_INDEX}{base}/"', f'{_INDEX}../{base}/"')
            if "srcset" in html:
                html = _SRCSET.sub(lambda found: _candidate(base).sub(r"\1../\2", found[0]), html)
        return self.absolute(html, self._site_url)

    def absolute(self, text: str, root: str) -> str:
        """HTML, XML or JSON whose addresses start with `root`; those of the other editions stay."""
        return _absolute(root).sub(self._turned, text) if root in text else text

    def _moved(self, found: re.Match[str]) -> str:
        return found[0] if self._is_here(found[2]) else f'="../{found[1]}{found[2]}'

    def _turned(self, found: re.Match[str]) -> str:
        return f"{found[1]}{FOLDER}{found[2]}" if self._is_here(found[2]) else found[0]

    def _is_here(self, written: str) -> bool:
        address = address_at(unquote(unescape(written).partition("#")[0].partition("?")[0]))
        if _is_for_machines(address) or address in self._others:
            return self._exists(f"{FOLDER}{address}")
        return not address or (address.endswith("/") and not address.startswith(FOLDER))


_TAG_OR_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>|<[^<>]*>", re.DOTALL)

_INDEX = ' data-index="'
"""Leads to what search has in common for both editions (theme/cxzy/parts/search_field.html)."""

_SCOPE = '__md_scope=new URL("'
"""Where Material keeps what the reader chose: the same in both editions."""

_SRCSET = re.compile(r'srcset="[^"]*')
_START = r'="(?:(?<=href=")|(?<=src=")|(?<=poster=")|(?<=\sdata=")|(?<=-script="))'
"""Of an attribute that holds an address. It begins with plain characters, so that it is found ten times as quickly."""


@cache
def _relative(base: str) -> re.Pattern[str]:
    return re.compile(rf'{_START}({re.escape(base)}/)([^"]*)')


@cache
def _relative_files(base: str) -> re.Pattern[str]:
    """Those that end like the name of a file, or lead into this edition already."""
    return re.compile(rf'{_START}({re.escape(base)}/)({FOLDER}[^"#?]*+|[^"#?]*+(?<!/))(?=["#?])')


@cache
def _candidate(base: str) -> re.Pattern[str]:
    return re.compile(rf'((?:"|,)\s*)({re.escape(base)}/)')


@cache
def _absolute(root: str) -> re.Pattern[str]:
    """Not those by which pages name their editions, nor where the index is."""
    start = re.escape(root)
    not_named = "".join(rf'(?<!hreflang="{name}" href="{start})' for name in (SIMPLIFIED, TRADITIONAL, "x-default"))
    not_named += f"(?<!{_INDEX}{start})"
    return re.compile(rf'({start})(?<=["\'>]{start}){not_named}([^"<\s]*)(?=["<])')
