"""Which address each draft gets, and the look-ups by which references find their targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from ..bodies.body import Reference
from ..errors import Problem
from ..mappings import OverlaidMapping
from ..models import slugs
from ..records import Record
from ..source.tree import Tree
from .drafts import Outline
from .files_beside import FilesBeside, files_by_folder
from .items import address_of
from .positions import Positions


class HandPage(Record):
    """A hand-written page: its file relative to the docs folder, its address, and what its body refers to."""

    path: str
    address: str
    references: tuple[Reference, ...] = ()


class Placed(NamedTuple):
    """An item with its slug and address."""

    outline: Outline
    slug: str
    address: str

    @property
    def link(self) -> str:
        return f"{self.outline.collection}/{self.slug}"


class Register(Record, dict=True):
    """Every item and hand-written page, by each name that people may call it."""

    by_path: Mapping[str, Placed]
    by_link: Mapping[str, tuple[Placed, ...]]
    pages_by_path: Mapping[str, HandPage]
    by_address: Mapping[str, Placed]
    by_old_address: Mapping[str, Placed]
    files: Collection[str]
    refused: Collection[str]
    out: frozenset[str]
    """Addresses of the items that are out."""
    expired: frozenset[str]
    """Addresses of the items that were out, and are no more."""

    def of_collection(self, name: str) -> Sequence[Placed]:
        """Every item of a collection, in the order of paths."""
        return [self.by_path[path] for path in sorted(path for path in self.by_path if path.startswith(f"{name}/"))]

    def item_of(self, address: str) -> Placed | None:
        """The item that stands at an address, or stood there."""
        return self.by_address.get(address) or self.by_old_address.get(address)

    def last_day_of(self, placed: Placed) -> str:
        """The day, or the minute, until which an item was out that has expired; empty: it has not."""
        until = placed.outline.until if placed.address in self.expired else ""
        return until.removesuffix("T23:59").replace("T", " ")

    @cached_property
    def folders(self) -> Mapping[str, FilesBeside]:
        """The files under content/, by folder."""
        return files_by_folder(self.files)

    def file_at(self, path: str) -> str:
        """What lies at `path` under content/: a `file`, something `refused`, or nothing."""
        return "file" if path in self.files else "refused" if path in self.refused else ""


def place(outlines: Iterable[Outline], positions: Positions) -> tuple[tuple[Placed, ...], list[Problem]]:
    """Give each item its slug and address; report names that give none, and addresses given twice."""
    problems: list[Problem] = []
    placed: list[Placed] = []
    holders: dict[str, Placed] = {}
    for outline in outlines:
        name = outline.name
        slug = name if outline.collection == "branches" else outline.slug or slugs.slug_of_name(name)
        has_slug = slugs.ID.fullmatch(slug)
        if not has_slug:
            problems.append(_no_slug(outline, positions))
            slug = slugs.slug_of_text(name) or "x"
        here = Placed(outline, slug, address_of(outline, slug))
        earlier = holders.setdefault(here.address, here) if has_slug else here
        if earlier is not here and outline.is_valid and earlier.outline.is_valid:
            problems.append(_collision(here, earlier, positions))
        placed.append(here)
    return tuple(placed), problems


def _no_slug(draft: Outline, positions: Positions) -> Problem:
    where = positions.of_field(draft.path)
    if draft.collection == "branches":
        message = f"支部的文件名就是它的 id，只能含小写字母、数字和连字符；现在是 `{draft.name}`"
        return Problem(where, "bad-id", message, f"把文件改名为 `{slugs.slug_of_text(draft.name) or 'zhi-bu'}.md`")
    return Problem(where, "bad-id", f"从文件名 `{draft.name}` 得不出网址", "加一行 `slug: ` 写上小写字母、数字和连字符")


def _collision(here: Placed, earlier: Placed, positions: Positions) -> Problem:
    location = ("slug",) if here.outline.slug else ()
    message = f"网址 /{here.address} 已被 {positions.of_field(earlier.outline.path).file} 占用"
    hint = "给其中一个改文件名" if here.outline.collection == "branches" else "给其中一条加 `slug:`，或改文件名"
    if earlier.outline.is_folder and here.outline.path == f"{earlier.outline.folder}.md":
        hint = f"移进了文件夹的，删去外面的 {positions.shown(here.outline.path)}；确实是两条的，{hint}"
    return Problem(positions.of_field(here.outline.path, *location), "address-collision", message, hint)


def register_of(
    placed: Iterable[Placed],
    pages: Iterable[HandPage],
    tree: Tree,
    out: frozenset[str],
    expired: frozenset[str],
) -> Register:
    """Make the look-ups."""
    placed = tuple(placed)
    by_link: dict[str, list[Placed]] = defaultdict(list)
    for one in placed:
        by_link[one.link].append(one)
    return Register(
        {one.outline.path: one for one in placed},
        {link: tuple(ones) for link, ones in by_link.items()},
        {page.path: page for page in pages},
        {one.address: one for one in placed},
        old_addresses(placed),
        tree.files,
        tree.refused,
        out,
        expired,
    )


def old_addresses(placed: Iterable[Placed]) -> Mapping[str, Placed]:
    """The items by the addresses that they had."""
    with_old = sorted((one for one in placed if one.outline.aliases), key=lambda one: one.outline.path)
    return {address: one for one in with_old for address in alias_addresses(one.outline.aliases)}


def edited_register(
    before: Register,
    gone: Collection[str],
    placed: Iterable[Placed],
    pages: Iterable[HandPage],
    tree: Tree,
    out: frozenset[str],
    expired: frozenset[str],
) -> Register | None:
    """The look-ups after a small edit, of those of the build `before`; None where two items would have one address, or
    one of these has an old one.

    gone: paths of the items that are no more. placed: those whose files are new or others. out, expired: addresses
    of those of them that are. The others must be placed, and out or not, as they were.
    """
    now = {one.outline.path: one for one in placed}
    by_path: dict[str, Placed | None] = {**dict.fromkeys(gone), **now}
    then = [before.by_path[path] for path in by_path if path in before.by_path]
    if any(one.outline.aliases for one in (*then, *now.values())):
        return None
    by_address: dict[str, Placed | None] = dict.fromkeys(one.address for one in then)
    for one in now.values():
        if by_address.get(one.address) or (one.address not in by_address and one.address in before.by_address):
            return None
        by_address[one.address] = one
    return Register(
        OverlaidMapping(before.by_path, by_path),
        OverlaidMapping(before.by_link, _edited_links(before, then, now)),
        {page.path: page for page in pages},
        OverlaidMapping(before.by_address, by_address),
        before.by_old_address,
        tree.files,
        tree.refused,
        before.out.difference(one.address for one in then) | out,
        before.expired.difference(one.address for one in then) | expired,
    )


def _edited_links(
    before: Register, then: Iterable[Placed], now: Mapping[str, Placed]
) -> Mapping[str, tuple[Placed, ...] | None]:
    """By link that those edited have, or had: who is called so now, None for nobody. then: these as they were. now: as
    they are, by path."""
    edited = {one.outline.path for one in (*then, *now.values())}
    called = {one.link: [*_others(before, one.link, edited)] for one in (*then, *now.values())}
    for one in now.values():
        called[one.link].append(one)
    return {link: tuple(held) or None for link, held in called.items()}


def _others(before: Register, link: str, edited: Collection[str]) -> Iterator[Placed]:
    return (one for one in before.by_link.get(link, ()) if one.outline.path not in edited)


_LONGEST_NAME = 200
"""Bytes of one part of a path; file systems take 255, and `index.html` or a suffix may have to go with it."""


def alias_address(written: str) -> str | None:
    """An alias as an address relative to the site's root; None if it is no path of this site.

    `old/path` and `/old/path/` are one address; a name with a suffix and no slash behind it (`old.html`) is a file.
    """
    try:
        parts = urlsplit(written)
    except ValueError:
        return None
    if not written.isprintable():  # urlsplit drops line breaks
        return None
    path = PurePosixPath("/", unquote(parts.path))
    other = parts.scheme or parts.netloc or parts.query or parts.fragment
    if other or parts.path.startswith("//") or len(path.parts) < 2 or any(map(_impossible, path.parts)):
        return None
    is_file = path.suffix and not parts.path.endswith("/")
    return f"{path}".lstrip("/") + ("" if is_file else "/")


def alias_addresses(aliases: Iterable[str]) -> Iterator[str]:
    """Of those that are paths of this site; the others are told by the rule for aliases."""
    return filter(None, map(alias_address, aliases))


def _impossible(name: str) -> bool:
    """Whether a part of a path can be no file's name on a web server."""
    return name == ".." or not name.isprintable() or len(name.encode("utf-8", "replace")) > _LONGEST_NAME
