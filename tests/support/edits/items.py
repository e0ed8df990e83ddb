"""Edits to whole items: added, removed, renamed, moved in the tree and in time, hidden and shown, spoilt."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Mapping
from typing import Any

from .desk import COLLECTIONS, Desk, Item, NothingThere
from .kinds import kind, pick

_NEW: Mapping[str, Mapping[str, Any]] = {
    "news": {"title": "新的新闻", "date": "2012-06-15", "column": "practice", "branch": "law-staff", "tags": ["读书"]},
    "exemplars": {"name": "新典型", "role": "staff", "branch": "joint", "date": "2012-06-15"},
    "results": {"title": "新成果", "date": "2012-06-15", "kind": "teaching"},
    "branches": {"name": "新支部", "kind": "mixed", "members": "5"},
    "commitments": {
        "title": "新承诺", "date": "2012-06-15", "by": {"branch": "history"},
        "items": [{"promise": "读书", "state": "doing", "due": "2012-07-03"}],
    },
    "documents": {"title": "新文件", "date": "2012-06-15", "kind": "notice", "number": "〔2012〕9号"},
}  # fmt: skip
_DATES = ("2012-06-15", "2010-06-02", "2011-02-10", "2012-07-04", "2009-01-01")


def _named(desk: Desk, item: Item) -> bool:
    """Whether anything else names it: by its slug, or by its path."""
    word = re.compile(rf"(?<![\w-]){re.escape(str(item.front.get('slug') or item.name))}(?![\w-])")
    texts = desk.files("content", "site_src", ending=(".md", ".yml"))
    return any(word.search(desk.read(path).decode("utf-8", "replace")) for path in texts if path != item.path)


def _named_by_path(desk: Desk, item: Item) -> bool:
    path = re.compile(rf"[(/]{re.escape(item.name)}(?:/|\.md[)#])")
    texts = desk.files("content", "site_src", ending=".md")
    return any(path.search(desk.read(text).decode("utf-8", "replace")) for text in texts)


def _movable(desk: Desk) -> list[Item]:
    """Items that may move in the tree without any link being broken."""
    found = [item for item in desk.items() if item.collection != "branches" and item.needs_no_neighbours]
    return [item for item in found if not _named_by_path(desk, item)]


def _enter_added(collection: str) -> None:
    @kind(f"item of {collection} added")
    def act(desk: Desk, at: int, how: int) -> str:
        number = desk.number()
        front = dict(_NEW[collection])
        if "date" in front:
            front["date"] = pick(_DATES, how)
        names = (f"new-{number}", f"2012-06-15-new-{number}", f"sub/new-{number}/index", f"新-{number}")
        name = f"new-{number}" if collection == "branches" else pick(names, at)
        other = pick(desk.items("news", "exemplars", "documents"), at).link
        body = (
            f"\n新的第一段。\n\n见[别处]({other})。\n" if how % 2 and re.fullmatch("[a-z0-9/-]+", other) else "\n新。\n"
        )
        desk.save(item := Item(f"content/{collection}/{name}.md", front, body))
        return f"{item.path} added, of {front.get('date', 'no date')}"


for _collection in COLLECTIONS:
    _enter_added(_collection)


@kind("item removed")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick([item for item in desk.items() if not _named(desk, item)], at)
    desk.delete(item.path)
    return f"{item.path} removed"


@kind("item that others name removed", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    item = pick([item for item in desk.items() if _named(desk, item)], at)
    desk.delete(item.path)
    return f"{item.path} removed"


@kind("item renamed")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick([item for item in _movable(desk) if not item.is_folder and not _named(desk, item)], at)
    new = f"{item.folder}/{pick(('renamed', '2011-01-01-renamed', '改名'), how)}-{desk.number()}.md"
    desk.move(item.path, new)
    return f"{item.path} → {new}"


@kind("item renamed, its old address kept")
def _(desk: Desk, at: int, how: int) -> str:
    dated = [item for item in _movable(desk) if item.collection == "documents" and not item.is_folder]
    item = pick([item for item in dated if not _named(desk, item)], at)
    item.front["aliases"] = [f"/documents/{item.name}/"]
    desk.delete(old := item.path)
    item.path = f"{item.folder}/renamed-{desk.number()}.md"
    desk.save(item)
    return f"{old} → {item.path}, with its old address"


@kind("file became a folder")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick([item for item in _movable(desk) if not item.is_folder], at)
    new = f"{item.folder}/{item.name}/index.md"
    desk.move(item.path, new)
    return f"{item.path} → {new}"


@kind("folder became a file")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick([item for item in _movable(desk) if item.is_folder and desk.files(item.folder) == [item.path]], at)
    desk.move(item.path, new := f"{item.folder}.md")
    return f"{item.path} → {new}"


@kind("item moved to another folder")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(_movable(desk), at)
    last = f"{item.name}/index.md" if item.is_folder else f"{item.name}.md"
    new = f"content/{item.collection}/{pick(('2011', 'a/b', '旧'), how)}/{last}"
    if desk.path(new).exists():
        raise NothingThere
    desk.move(item.path, new)
    return f"{item.path} → {new}"


def _move_in_time(name: str, move: Any) -> None:
    @kind(name)
    def act(desk: Desk, at: int, how: int) -> str:
        dated = [i for i in desk.items() if re.fullmatch(r"\d{4}-\d\d-\d\d", str(i.front.get("date")))]
        item = pick([i for i in dated if not {"event_date", "updated", "expire_on"} & set(i.front)], at)
        day = move(dt.date.fromisoformat(item.front["date"]), how)
        item.front["date"] = day.isoformat()
        desk.save(item)
        return f"{item.path}: date: {day}"


_move_in_time("date moved within the month", lambda day, how: day.replace(day=how % 28 + 1))
_move_in_time("date moved to another month", lambda day, how: day.replace(month=(day.month + how) % 12 + 1, day=1))
_move_in_time("date moved to another year", lambda day, how: day.replace(year=2009 + how % 5, day=1))
_move_in_time(
    "date moved to another phase", lambda day, how: dt.date(*((2010, 8, 2), (2011, 3, 3), (2012, 1, 4))[how % 3])
)


@kind("dates of two items exchanged")
def _(desk: Desk, at: int, how: int) -> str:
    dated = [i for i in desk.items("news") if set(i.front).isdisjoint({"event_date", "updated", "expire_on"})]
    one, other = pick(dated, at), pick(dated, at + how + 1)
    if one.path == other.path:
        raise NothingThere
    one.front["date"], other.front["date"] = other.front["date"], one.front["date"]
    desk.save(one)
    desk.save(other)
    return f"{one.path} and {other.path}: dates exchanged"


@kind("bodies of two items exchanged")
def _(desk: Desk, at: int, how: int) -> str:
    plain = [item for item in desk.items("news") if item.needs_no_neighbours and "{#" not in item.body]
    one, other = pick(plain, at), pick(plain, at + how + 1)
    one.body, other.body = other.body, one.body
    desk.save(one)
    desk.save(other)
    return f"{one.path} and {other.path}: bodies exchanged"


@kind("two files change places")
def _(desk: Desk, at: int, how: int) -> str:
    """Their times, sizes and inodes go with them."""
    plain = [item.path for item in desk.items("news") if item.needs_no_neighbours and not item.is_folder]
    one, other = pick(plain, at), pick(plain, at + how + 1)
    if one == other:
        raise NothingThere
    desk.move(one, "content/aside")
    desk.move(other, one)
    desk.move("content/aside", other)
    return f"{one} ⇄ {other}"


@kind("two folders change places")
def _(desk: Desk, at: int, how: int) -> str:
    """What lies in them keeps its times and inodes."""
    held = [item.folder for item in desk.items("news") if desk.path(f"{item.folder}/photo.jpg").is_file()]
    one, other = pick(held, at), pick(held, at + 1)
    if one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/"):
        raise NothingThere
    os.rename(desk.path(one), desk.path("content/aside"))
    os.rename(desk.path(other), desk.path(one))
    os.rename(desk.path("content/aside"), desk.path(other))
    return f"{one} ⇄ {other}"


def _rename_everywhere(desk: Desk, item: Item, new: str) -> None:
    word = re.compile(rf"(?<![\w-]){re.escape(item.name)}(?![\w-])")
    for path in desk.files("content", "site_src", ending=(".md", ".yml")):
        data = desk.read(path)
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        if word.search(text):
            desk.write(path, word.sub(new, text))


@kind("branch renamed with all that names it")
def _(desk: Desk, at: int, how: int) -> str:
    item, new = pick(desk.items("branches"), at), f"renamed-{desk.number()}"
    _rename_everywhere(desk, item, new)
    desk.move(item.path, f"content/branches/{new}.md")
    return f"branch {item.name} → {new}, everywhere"


@kind("branch renamed alone", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(desk.items("branches"), at)
    desk.move(item.path, new := f"content/branches/renamed-{desk.number()}.md")
    return f"{item.path} → {new}, and nothing else"


@kind("exemplar renamed with all that names it")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick([one for one in desk.items("exemplars") if not one.is_folder and "slug" not in one.front], at)
    new = f"renamed-{desk.number()}"
    _rename_everywhere(desk, item, new)
    desk.move(item.path, f"{item.folder}/{new}.md")
    return f"exemplar {item.name} → {new}, everywhere"


@kind("link target hidden")
def _(desk: Desk, at: int, how: int) -> str:
    """Links to it become text."""
    linked = {target for item in desk.items() for target in re.findall(r"\]\(([a-z]+/[a-z0-9-]+)[)#]", item.body)}
    shown = [i for i in desk.items() if i.link in linked and "draft" not in i.front and i.collection != "branches"]
    item = pick(shown, at)
    item.front |= pick(({"draft": "true"}, {"publish_on": "2012-07-03"}), how)
    desk.save(item)
    return f"{item.path} hidden"


@kind("hidden item shown")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick([item for item in desk.items() if {"draft", "publish_on", "expire_on"} & set(item.front)], at)
    for key in ("draft", "publish_on", "expire_on"):
        item.front.pop(key, None)
    desk.save(item)
    return f"{item.path} shown"


@kind("two items of one address", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(desk.items("documents", "results", "news"), at)
    desk.save(twin := Item(f"{item.folder}/again-{desk.number()}/{item.name}.md", item.front, "\n重复。\n"))
    return f"{twin.path} has the address of {item.path}"


@kind("alias of an address that is taken", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(desk.items("news"), at)
    item.front["aliases"] = [
        pick(("/documents/plan/", "/news/", "/old/2010/launch.html", "/archive/2011/", "/feed.xml/"), how)
    ]
    desk.save(item)
    return f"{item.path}: aliases: {item.front['aliases']}"


@kind("two tags of one address", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    items = desk.items("news", "documents")
    one, other = pick(items, at), pick(items, at + how + 1)
    one.front["tags"], other.front["tags"] = ["时间"], ["事件"]
    desk.save(one)
    desk.save(other)
    return f"{one.path} and {other.path}: tags that are spelt alike"


@kind("item spoilt", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(desk.items(), at).path
    data = desk.read(path)
    ways = (
        ("is not UTF-8", data.replace("。".encode(), "。".encode("gb18030"), 1) + b"\xb5\xb3\n"),
        ("has bad YAML", data.replace(b"---\n", b"---\nsummary: a: b\n", 1)),
        ("has a tab", data.replace(b"---\n", b"---\n\tsummary: a\n", 1)),
        ("has no front matter", data.replace(b"---\n", b"", 1)),
        ("has a key twice", data.replace(b"---\n", b"---\ntags: [a]\ntags: [b]\n", 1)),
        ("is empty", b""),
        ("is too large", data + b"x" * (1 << 20)),
        ("has a control character", data.replace(b"---\n", b"---\nsummary: a\x07\n", 1)),
    )
    said, spoilt = pick(ways, how)
    desk.write(path, spoilt)
    return f"{path} {said}"


@kind("stray file added", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(
        ("content/stray.md", "content/others/a.md", "content/news/stray.md.txt", "content/news/b.markdown"), how
    )
    desk.write(path, "---\ntitle: 迷路的\n---\n")
    return f"{path} added"


@kind("hidden file added")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(("content/news/.swp.md", "content/news/~$n00.md", "content/.keep", "content/news/n14/notes.tmp"), how)
    desk.write(path, "不是内容")
    return f"{path} added"


@kind("another way to write the same")
def _(desk: Desk, at: int, how: int) -> str:
    """Byte order mark, line ends, a blank line at the end."""
    path = pick(desk.items(), at).path
    data = desk.read(path)
    ways = (
        ("with a byte order mark", b"\xef\xbb\xbf" + data.removeprefix(b"\xef\xbb\xbf")),
        ("with Windows line ends", data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")),
        ("with blank lines at its end", data + b"\n\n"),
        ("with a blank line before its body", data.replace(b"\n---\n", b"\n---\n\n", 1)),
    )
    said, written = pick(ways, how)
    desk.write(path, written)
    return f"{path} written {said}"
