"""What changes around the sources: the moment, how the build is run, its cache, the trees it publishes."""

from __future__ import annotations

import os
import random
import shutil

from .desk import Desk, NothingThere, remove_tree
from .kinds import kind, pick

MOMENTS = (
    "2012-07-05 08:59", "2012-07-05 09:00", "2012-07-11", "2012-05-21", "2012-08-01", "2012-07-07", "2012-07-10",
    "2012-06-30 23:59", "2012-07-01", "2013-01-01", "2010-06-02", "2012-07-01 12:01",
)  # fmt: skip
"""On either side of what the site's dates say."""


@kind("clock moved")
def _(desk: Desk, at: int, how: int) -> str:
    desk.now = pick(MOMENTS, at)
    return f"now it is {desk.now}"


@kind("preview on or off")
def _(desk: Desk, at: int, how: int) -> str:
    desk.preview = not desk.preview
    return f"preview {'on' if desk.preview else 'off'}"


@kind("search on or off")
def _(desk: Desk, at: int, how: int) -> str:
    desk.search = not desk.search
    return f"search {'on' if desk.search else 'off'}"


@kind("one job or two")
def _(desk: Desk, at: int, how: int) -> str:
    desk.jobs = 3 - desk.jobs
    return f"{desk.jobs} jobs"


@kind("builds in one process or each in its own")
def _(desk: Desk, at: int, how: int) -> str:
    desk.same_process = not desk.same_process
    return "builds follow in one process" if desk.same_process else "each build in a process of its own"


@kind("checked in between")
def _(desk: Desk, at: int, how: int) -> str:
    desk.asides.append("check")
    return "checked"


@kind("built elsewhere in between")
def _(desk: Desk, at: int, how: int) -> str:
    desk.asides.append("elsewhere")
    return "built into another folder"


@kind("built by MkDocs in between")
def _(desk: Desk, at: int, how: int) -> str:
    desk.asides.append("mkdocs")
    return "by MkDocs, as of today"


# the cache


@kind("cache removed")
def _(desk: Desk, at: int, how: int) -> str:
    remove_tree(desk.path(".cache"))
    return ".cache removed"


@kind("part of the cache removed")
def _(desk: Desk, at: int, how: int) -> str:
    held = desk.files(".cache")
    chosen = [path for path in held if random.Random(path + str(at)).randrange(how % 3 + 2) == 0] or held[:1]
    for path in chosen:
        desk.path(path).unlink()
    return f"{len(chosen)} of {len(held)} files of .cache removed"


@kind("one file of the cache removed")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(desk.files(".cache"), at)
    desk.path(path).unlink()
    return f"{path} removed"


@kind("folders of the cache removed")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(sorted(p.name for p in desk.path(".cache").glob("*")), at)
    remove_tree(desk.path(f".cache/{path}"))
    return f".cache/{path} removed"


# the two trees

_TREES = ("site", ".site.spare")


@kind("tree removed")
def _(desk: Desk, at: int, how: int) -> str:
    tree = pick(_TREES, at)
    remove_tree(desk.path(tree))
    return f"{tree} removed"


@kind("both trees removed")
def _(desk: Desk, at: int, how: int) -> str:
    for tree in _TREES:
        remove_tree(desk.path(tree))
    return "site and .site.spare removed"


@kind("link in the spare's place")
def _(desk: Desk, at: int, how: int) -> str:
    """As where it was moved to a disk with more room: the very files, or copies that are as old."""
    spare, elsewhere = desk.path(".site.spare"), desk.path(f"elsewhere-{desk.number()}")
    if not spare.is_dir() or spare.is_symlink():
        raise NothingThere
    if how % 2:
        shutil.copytree(spare, elsewhere, symlinks=True)
        remove_tree(spare)
    else:
        os.rename(spare, elsewhere)
    spare.symlink_to(elsewhere)
    return f".site.spare → {elsewhere.name}, {'a copy of it' if how % 2 else 'itself'}"


def _published(desk: Desk, tree: str, at: int) -> str:
    """A file of a tree, pages and feeds as likely as all the rest, but for the mark that says whose it is."""
    held = [path for path in desk.files(tree) if not path.endswith(".cxzy-site")]
    own = [path for path in held if path.endswith((".html", ".json", ".xml"))]
    return pick(own if at % 3 else held, at // 3)


@kind("file of a tree changed")
def _(desk: Desk, at: int, how: int) -> str:
    path = _published(desk, pick(_TREES, how), at)
    before, data = desk.path(path).stat(), desk.read(path)
    ways = (
        ("grew", data + b"x"),
        ("is empty", b""),
        ("changed a byte", bytes([data[0] ^ 1]) + data[1:] if data else b"y"),
        ("changed a byte, its times as before", bytes([data[0] ^ 1]) + data[1:] if data else b"y"),
    )
    said, changed = pick(ways, how // 2)
    with open(desk.path(path), "wb") as file:
        file.write(changed)
    if "times" in said:
        os.utime(desk.path(path), ns=(before.st_atime_ns, before.st_mtime_ns))
    return f"{path} {said}"


@kind("file of a tree removed")
def _(desk: Desk, at: int, how: int) -> str:
    path = _published(desk, pick(_TREES, how), at)
    desk.path(path).unlink()
    return f"{path} removed"


@kind("stray file in a tree")
def _(desk: Desk, at: int, how: int) -> str:
    tree = pick(_TREES, how)
    if not desk.path(tree).is_dir():
        raise NothingThere
    names = ("stray.html", "news/stray.txt", "news/2012/stray/index.html", "stray/a/b.html", ".htaccess")
    path = f"{tree}/{pick(names, at)}"
    desk.write(path, "stray")
    return f"{path} added"


@kind("folder in a file's place")
def _(desk: Desk, at: int, how: int) -> str:
    path = _published(desk, pick(_TREES, how), at)
    desk.path(path).unlink()
    desk.write(f"{path}/inside.txt", "stray")
    return f"{path} is a folder"


@kind("file in a folder's place")
def _(desk: Desk, at: int, how: int) -> str:
    tree = pick(_TREES, how)
    path = f"{tree}/{pick(('news', 'exemplars/lin', 'assets/cards', 'data'), at)}"
    if not desk.path(path).is_dir():
        raise NothingThere
    remove_tree(desk.path(path))
    desk.write(path, "stray")
    return f"{path} is a file"


@kind("symbolic link in a file's place")
def _(desk: Desk, at: int, how: int) -> str:
    path = _published(desk, pick(_TREES, how), at)
    target = desk.path(path)
    target.unlink()
    target.symlink_to(pick((str(desk.path("mkdocs.yml")), "no-such-file", str(desk.path("content"))), at))
    return f"{path} → {os.readlink(target)}"


@kind("trees exchanged")
def _(desk: Desk, at: int, how: int) -> str:
    """An older site put back in the place of the newer."""
    one, other = (desk.path(tree) for tree in _TREES)
    if not (one.is_dir() and other.is_dir()) or other.is_symlink():
        raise NothingThere
    os.rename(one, desk.path(".aside"))
    os.rename(other, one)
    os.rename(desk.path(".aside"), other)
    return "site and .site.spare exchanged"


@kind("site restored from a copy")
def _(desk: Desk, at: int, how: int) -> str:
    """The same bytes in other inodes, as after moving to another machine."""
    tree = pick(_TREES, at)
    if not desk.path(tree).is_dir():
        raise NothingThere
    held = {path: desk.read(path) for path in desk.files(tree) if not desk.path(path).is_symlink()}
    remove_tree(desk.path(tree))
    for path, data in held.items():
        desk.write(path, data)
    return f"{tree} restored from a copy"
