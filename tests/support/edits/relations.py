"""Edits to what items have to do with one another: addresses, names and files that pass from one to another."""

from __future__ import annotations

import os
import re
import shutil
from itertools import pairwise
from typing import Any

from fixtures.pictures import encoded, scene

from .bodies import SITE_URL
from .desk import COLLECTIONS, Desk, Item, NothingThere
from .kinds import kind, pick

_RARE_TAGS = (
    ["C++"], ["a/b", "A B"], ["“引号”", "实践"], ["R&D <x>"], ["①号"], ["𠮷"], ["100%"], ["时间"], ["事件"], ["時間"],
    ["ЁЖ"], ["读书", "读书 "],
)  # fmt: skip

TRADITIONAL = (
    "群眾路線在後面，裏水的乾部說幹就幹。",
    "范後里與於海發言，歷史學院的羣衆。",
    "於之《論語》後記，頭**發**與理髮。",
)


def plain_items(desk: Desk, *collections: str) -> list[Item]:
    """Those whose name on disk is their slug."""
    return [
        item for item in desk.items(*collections) if re.fullmatch("[a-z0-9-]+", item.name) and "slug" not in item.front
    ]


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def rename_words(desk: Desk, old: str, new: str, *folders: str) -> None:
    """Put one name in the place of another, wherever it is named."""
    word = _word(old)
    for path in desk.files(*(folders or ("content", "site_src")), ending=(".md", ".yml")):
        try:
            text = desk.read(path).decode()
        except UnicodeDecodeError:
            continue
        if word.search(text):
            desk.write(path, word.sub(new, text))


@kind("item renamed with all that names it")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(plain_items(desk, "documents", "results", "commitments", "news"), at)
    new = f"renamed-{desk.number()}"
    rename_words(desk, item.name, new)
    if item.is_folder:
        os.rename(desk.path(item.folder), desk.path(f"{os.path.dirname(item.folder)}/{new}"))
    else:
        desk.move(item.path, f"{item.folder}/{new}.md")
    return f"{item.link} → {new}, everywhere"


@kind("two items exchange their names")
def _(desk: Desk, at: int, how: int) -> str:
    """What names the one leads to the other."""
    collection = pick(("documents", "results", "branches", "exemplars", "commitments", "news"), how)
    held = [item for item in plain_items(desk, collection) if not item.is_folder]
    one, other = pick(held, at), pick(held, at + 1 + how)
    if one.path == other.path or one.folder != other.folder:
        raise NothingThere
    desk.move(one.path, "content/aside")
    desk.move(other.path, one.path)
    desk.move("content/aside", other.path)
    return f"{one.path} ⇄ {other.path}"


@kind("two items exchange their slugs")
def _(desk: Desk, at: int, how: int) -> str:
    held = plain_items(desk, "documents", "results", "news")
    one, other = pick(held, at), pick(held, at + 1 + how)
    _name_each_other(desk, one, other, "slug")
    return f"{one.path} and {other.path} have each other's slug"


@kind("address of a removed item goes to another")
def _(desk: Desk, at: int, how: int) -> str:
    held = [item for item in plain_items(desk, "documents", "results", "commitments") if not item.is_folder]
    gone, heir = pick(held, at), pick(desk.items("news", "documents", "exemplars", "results"), how)
    if gone.path == heir.path:
        raise NothingThere
    desk.delete(gone.path)
    heir.front["aliases"] = [f"/{gone.link}/", *heir.front.get("aliases", [])]
    desk.save(heir)
    return f"{gone.path} removed, /{gone.link}/ leads to {heir.path}"


@kind("old addresses pass to another item")
def _(desk: Desk, at: int, how: int) -> str:
    one = pick([item for item in desk.items() if item.front.get("aliases")], at)
    other = pick([item for item in desk.items() if item.path != one.path], how)
    other.front["aliases"] = one.front.pop("aliases")
    desk.save(one)
    desk.save(other)
    return f"{one.path}: aliases pass to {other.path}: {other.front['aliases']}"


@kind("item at an old address")
def _(desk: Desk, at: int, how: int) -> str:
    """Which leads nowhere else any more, or else is an error."""
    old = [
        (item, found)
        for item in desk.items()
        for alias in item.front.get("aliases", ())
        if (found := re.fullmatch(r"/(documents|results|commitments)/([a-z0-9-]+)/", str(alias)))
    ]
    holder, found = pick(old, at)
    if how % 4:
        del holder.front["aliases"]
        desk.save(holder)
    front: dict[str, Any] = {"title": f"又来了{desk.number()}", "date": "2012-06-15", "kind": "notice"}
    if found[1] == "results":
        del front["kind"]
    if found[1] == "commitments":
        del front["kind"]
        front |= {"by": "committee", "items": [{"promise": "再来"}]}
    desk.save(Item(f"content/{found[1]}/{found[2]}.md", front, "\n又来了。\n"))
    return f"{found[1]}/{found[2]} is an item again, {'no' if how % 4 else 'and an'} alias of {holder.path}"


@kind("hand-written page at an old address")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(desk.items("news", "documents"), at)
    number = desk.number()
    if how % 2:
        item.front["aliases"] = [f"/by-hand-{number}/"]
        desk.save(item)
    desk.write(f"site_src/by-hand-{number + how // 2 % 2}.md", f"# 手写{number}\n\n见[条目]({item.link})。\n")
    return f"site_src/by-hand-{number + how // 2 % 2}.md, {item.path}: {item.front.get('aliases')}"


@kind("item passes to another collection")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick([one for one in plain_items(desk, "documents", "results") if not one.is_folder], at)
    other = {"documents": "results", "results": "documents"}[item.collection]
    desk.delete(item.path)
    for key in ("kind", "metrics", "number", "issue", "issuer", "replaced_by"):
        item.front.pop(key, None)
    if other == "documents":
        item.front["kind"] = pick(desk.ids("document_kinds"), how)
    item.path, old = f"content/{other}/{item.name}.md", item.path
    desk.save(item)
    if how % 2:
        for path in desk.files("content", "site_src", ending=".md"):
            text = desk.read(path).decode("utf-8", "replace")
            changed = text.replace(old[8:-3], item.path[8:-3])
            if changed != text and "\ufffd" not in text:
                desk.write(path, changed)
    return f"{old} → {item.path}"


@kind("tags of rare characters")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(desk.items(), at)
    item.front["tags"] = pick(_RARE_TAGS, how)
    desk.save(item)
    return f"{item.path}: tags: {item.front['tags']}"


@kind("slug of a tag of rare characters")
def _(desk: Desk, at: int, how: int) -> str:
    data, names = desk.campaign(), ("C++", "时间", "事件", "a/b", "①号", "時間")
    if not data:
        raise NothingThere
    tags = [one for one in data.get("tags") or () if one["name"] != pick(names, at)]
    data["tags"] = [*tags, {"name": pick(names, at), "slug": pick(("c-plus", "time", f"t{desk.number()}"), how)}]
    desk.save_campaign(data)
    return f"campaign.yml: tags: {data['tags']}"


@kind("chain of documents, each replaced by the next")
def _(desk: Desk, at: int, how: int) -> str:
    held = plain_items(desk, "documents")
    if len(held) < 3:
        raise NothingThere
    first = at % len(held)
    chain = [*held[first:], *held[:first]][: 2 + how % 3]
    if how % 2:
        chain.reverse()
    for one in held:
        one.front.pop("replaced_by", None)
    for one, other in pairwise(chain):
        one.front["replaced_by"] = other.name
    for one in held:
        desk.save(one)
    return " → ".join(one.name for one in chain)


@kind("documents replaced in a circle", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    held = plain_items(desk, "documents")
    one, other = pick(held, at), pick(held, at + 1)
    _name_each_other(desk, one, other, "replaced_by")
    return f"{one.path} and {other.path} replace each other"


def _name_each_other(desk: Desk, one: Item, other: Item, key: str) -> None:
    """Give each the other's name under a key."""
    if one.path == other.path:
        raise NothingThere
    one.front[key], other.front[key] = other.name, one.name
    desk.save(one)
    desk.save(other)


@kind("branch or exemplar with many honours")
def _(desk: Desk, at: int, how: int) -> str:
    item, number = pick(desk.items("branches", "exemplars"), at), desk.number()
    item.front["honours"] = [
        {"title": f"荣誉{number + n}", "issuer": pick(("学校", "范后里", "省委"), n), "date": f"{2000 + n % 12}"}
        for n in range(1 + how)
    ]
    desk.save(item)
    return f"{item.path}: {1 + how} honours"


def _written(item: Item, how: int, here: str, ends: tuple[str, ...] = ("",)) -> str:
    """One of the ways in which an item can be named in a body."""
    month = str(item.front.get("date", ""))[:7].replace("-", "/")
    address = f"news/{month}/{item.name}/" if item.collection == "news" else f"{item.link}/"
    ways = (
        item.link,
        f"/{address}",
        f"{SITE_URL}{address}",
        os.path.relpath(item.path, os.path.dirname(here)),
        f"{item.link}/",
    )
    return pick(ways, how) + pick(ends, how // 5)


@kind("link written in another way")
def _(desk: Desk, at: int, how: int) -> str:
    held = plain_items(desk)
    item, other = pick(held, at), pick(held, at + how + 1)
    link = _written(other, how, item.path, ("", "", "", "?a=1", "#next"))
    text = pick((f"[看看{desk.number()}]({link})", f'<a href="{link}">看</a>', f"[看][r]\n\n[r]: {link}"), how // 25)
    item.body = f"{item.body.rstrip()}\n\n{text}\n"
    desk.save(item)
    return f"{item.path}: {text!r}"


@kind("all links of a body removed")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick([item for item in desk.items() if "](" in item.body or "<a " in item.body], at)
    item.body = re.sub(r"!?\[([^\]]*)\]\([^)]*\)|<a [^>]*>", r"\1", item.body)
    desk.save(item)
    return f"{item.path}: no links"


@kind("photo or file of another item used")
def _(desk: Desk, at: int, how: int) -> str:
    files = desk.files("content", ending=(".jpg", ".png", ".bmp", ".pdf", ".csv", ".txt", ".svg", ".gif", ".docx"))
    item, path = pick(desk.items(), at), pick([one for one in files if not one.endswith(".yml")], how)
    written = os.path.relpath(path, os.path.dirname(item.path))
    ways = (f"![图]({written})", f"[文件]({written})", "attachments", "cover")
    way = pick(ways, at // 7)
    if way == "attachments":
        item.front["attachments"] = [*item.front.get("attachments", ()), {"file": written}]
    elif way == "cover":
        item.front |= {"cover": written, "cover_alt": "封面"}
    elif at % 2:
        item.body = f"\n{way}\n\n{item.body.lstrip()}"
    else:
        item.body = f"{item.body.rstrip()}\n\n{way}\n"
    desk.save(item)
    return f"{item.path}: {way} {written}"


@kind("item written in Traditional")
def _(desk: Desk, at: int, how: int) -> str:
    item, text = pick(desk.items(), at), pick(TRADITIONAL, how)
    item.front["lang"] = "zh-Hant"
    if how // 3 % 2:
        key = "name" if "name" in item.front else "title"
        item.front[key] = pick(("裏水調研後記", "范後里", "群眾路線後來居上"), at)
    item.body = f"\n{text}\n\n{item.body.lstrip()}"
    desk.save(item)
    return f"{item.path}: in Traditional, {text!r}"


@kind("words that are locked elsewhere")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick([one for one in desk.items() if one.front.get("lang") != "zh-Hant"], at)
    text = pick(("里水调研后记", "群众路线后来居上", "范后里、于海在里水。", "历史学院的群众说干就干。"), how)
    if how // 4 % 2:
        item.front["summary"] = text
    else:
        item.body = f"{item.body.rstrip()}\n\n{text}\n"
    desk.save(item)
    return f"{item.path}: {text!r}"


@kind("figure given and counted", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(desk.items("results"), at)
    counts: tuple[dict[str, str], ...] = (
        {"collection": "news", "column": pick(desk.ids("columns"), how)},
        {"collection": "branches"},
        {"collection": "documents", "phase": pick(desk.ids("phases"), how)},
        {"collection": "commitments", "branch": pick(desk.items("branches"), how).name},
    )
    item.front["metrics"] = [{"name": "数目", "value": str(how % 9), "counts": pick(counts, at)}]
    desk.save(item)
    return f"{item.path}: {item.front['metrics']}"


@kind("commitment met by an item")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(desk.items("commitments"), at)
    evidence = [
        _written(pick(plain_items(desk, "results", "news", "documents"), how + n), how + n, item.path) for n in (0, 1)
    ]
    evidence = [one for one in evidence if not one.startswith("/")] or ["https://example.org/"]
    promise = {
        "promise": f"兑现{desk.number()}",
        "state": "kept",
        "on": "2012-06-20",
        "due": "2012-06-19",
        "evidence": evidence,
    }
    item.front["items"] = [promise, *item.front.get("items", [])[: how % 3]]
    desk.save(item)
    return f"{item.path}: kept, by {evidence}"


@kind("folder of items renamed")
def _(desk: Desk, at: int, how: int) -> str:
    folders = {os.path.dirname(item.path) for item in desk.items()}
    held = sorted(folder for folder in folders if folder.count("/") >= 2)
    old = pick(held, at)
    new = f"{os.path.dirname(old)}/{pick(('moved', '2011-05-05-moved', '搬了'), how)}-{desk.number()}"
    os.rename(desk.path(old), desk.path(new))
    if how % 4:
        rename_words(desk, os.path.basename(old), re.sub("^[0-9-]+", "", os.path.basename(new)))
    return f"{old}/ → {new}/"


@kind("folder of hand-written pages renamed")
def _(desk: Desk, at: int, how: int) -> str:
    folders = sorted({os.path.dirname(path) for path in desk.files("site_src")} - {"site_src"})
    old, new = pick(folders, at), f"site_src/moved-{desk.number()}"
    os.rename(desk.path(old), desk.path(new))
    name, other = old.removeprefix("site_src/"), new.removeprefix("site_src/")
    if how % 4:
        desk.change(
            "mkdocs.yml", lambda text: re.sub(rf"- {name}/(?=.*\.md$)", f"- {other}/", text, flags=re.MULTILINE)
        )
        for path in desk.files("site_src", "content", ending=(".md", ".yml")):
            text = desk.read(path).decode("utf-8", "replace")
            if f"{name}/" in text and "\ufffd" not in text:
                desk.write(path, text.replace(f"{name}/", f"{other}/"))
    return f"{old}/ → {new}/"


@kind("case of a file's name changed")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(desk.files("content", "site_src"), at)
    folder, name = os.path.split(path)
    new = name.upper() if name != name.upper() else name.lower()
    if desk.path(f"{folder}/{new}").exists():
        raise NothingThere
    desk.move(path, f"{folder}/{new}")
    if how % 2:
        for text in desk.files("content", "site_src", ending=(".md", ".yml")):
            data = desk.read(text)
            if name.encode() in data:
                desk.write(text, data.replace(name.encode(), new.encode()))
    return f"{path} → {new}"


@kind("file became a hard link", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(desk.files("content", "site_src"), at)
    ending = os.path.splitext(path)[1]
    other = pick([one for one in desk.files("content", "site_src", ending=ending) if one != path], how)
    desk.path(path).unlink()
    os.link(desk.path(other), desk.path(path))
    return f"{path} is {other}"


@kind("folder in the place of a source", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(desk.files("content", "site_src"), at)
    data = desk.read(path)
    desk.path(path).unlink()
    desk.write(f"{path}/{pick((os.path.basename(path), 'index.md', 'a.txt'), how)}", data)
    return f"{path} is a folder"


@kind("item became a symbolic link")
def _(desk: Desk, at: int, how: int) -> str:
    one, other = pick(desk.items("news"), at), pick(desk.items("news"), at + how + 1)
    if one.path == other.path or desk.path(other.path).is_symlink():
        raise NothingThere
    desk.path(one.path).unlink()
    desk.path(one.path).symlink_to(os.path.relpath(desk.path(other.path), desk.path(one.path).parent))
    return f"{one.path} → {other.path}"


@kind("symbolic link that is not followed", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    places = ("content/news/way", "content/documents/way.md", "content/news/n04/way.jpg", "content/way")
    path, target = desk.path(pick(places, at)), pick(("nowhere", "../../mkdocs.yml", "../documents", ".", "/etc"), how)
    if os.path.lexists(path) or not path.parent.is_dir():
        raise NothingThere
    path.symlink_to(target)
    return f"{pick(places, at)} → {target}"


@kind("picture changed in place, its size and times as before", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(desk.files("content", "site_src", ending=(".png", ".jpg", ".svg")), at)
    before, data = desk.path(path).stat(), bytearray(desk.read(path))
    if not data:
        raise NothingThere
    place = len(data) * (how % 7) // 8
    data[place] ^= 1
    with open(desk.path(path), "r+b") as file:
        file.write(data)
    os.utime(desk.path(path), ns=(before.st_atime_ns, before.st_mtime_ns))
    return f"{path}: byte {place} changed"


@kind("picture in another format, its address as before")
def _(desk: Desk, at: int, how: int) -> str:
    held = desk.files("content", "site_src", ending=(".jpg", ".bmp", ".tif"))
    names = [os.path.basename(path) for path in held]
    path = pick([path for path in held if names.count(os.path.basename(path)) == 1], at)
    stem, ending = os.path.splitext(path)
    new = pick([one for one in (".jpg", ".bmp", ".tif") if one != ending], how)
    kinds = {".jpg": "JPEG", ".bmp": "BMP", ".tif": "TIFF"}
    desk.delete(path)
    desk.write(f"{stem}{new}", encoded(scene((30 + desk.number() % 9, 20)), kinds[new]))
    name = os.path.basename(path).encode()
    for text in desk.files("content", "site_src", ending=".md"):
        data = desk.read(text)
        if name in data:
            desk.write(text, data.replace(name, f"{os.path.basename(stem)}{new}".encode()))
    return f"{path} → {new}"


@kind("name of campaign.yml removed with all that names it")
def _(desk: Desk, at: int, how: int) -> str:
    data = desk.campaign()
    name = pick(("columns", "roles", "pledges", "integrations"), at)
    if len(data.get(name) or ()) < 2:
        raise NothingThere
    gone, stays = data[name].pop(how % len(data[name])), pick(data[name], how)
    desk.save_campaign(data)
    rename_words(desk, gone["id"], stays["id"])
    return f"campaign.yml: {name}: {stays['id']} in the place of {gone['id']}, everywhere"


@kind("entries of two lists of campaign.yml exchange their ids")
def _(desk: Desk, at: int, how: int) -> str:
    data = desk.campaign()
    name = pick(("columns", "roles", "pledges", "integrations", "document_kinds", "result_kinds", "phases"), at)
    held = data.get(name) or ()
    if len(held) < 2:
        raise NothingThere
    one, other = held[how % len(held)], held[(how + 1) % len(held)]
    one["id"], other["id"] = other["id"], one["id"]
    desk.save_campaign(data)
    return f"campaign.yml: {name}: {one['id']} ⇄ {other['id']}"


@kind("all of a branch hidden or shown")
def _(desk: Desk, at: int, how: int) -> str:
    branch = pick(desk.items("branches"), at)
    held = [item for item in desk.items() if branch.name in str(item.front.get("branch"))]
    for item in (branch, *held):
        item.front.pop("draft", None)
        if how % 2:
            item.front["draft"] = "true"
        desk.save(item)
    return f"{branch.path} and {len(held)} more {'hidden' if how % 2 else 'shown'}"


@kind("terms about now")
def _(desk: Desk, at: int, how: int) -> str:
    item = pick(desk.items("commitments"), at)
    dues = ("2012-07-01", "2012-07-01 12:00", "2012-07-01 12:01", "2012-06-30", "2012-07-02", "2012-07-09")
    for n, promise in enumerate(item.front.get("items", ())):
        promise.pop("on", None)
        promise |= {"due": pick(dues, how + n), "state": pick(("doing", "promised", "missed"), how // 6 + n)}
    desk.save(item)
    return f"{item.path}: due {[one.get('due') for one in item.front.get('items', ())]}"


@kind("collection emptied", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    name = pick(COLLECTIONS, at)
    if not desk.path(f"content/{name}").is_dir():
        raise NothingThere
    shutil.rmtree(desk.path(f"content/{name}"))
    return f"content/{name} removed"
