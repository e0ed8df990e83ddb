"""Edits to pictures and attachments, and to files whatever they are."""

from __future__ import annotations

import os
import shutil

from fixtures.pictures import encoded, scene

from .desk import Desk, NothingThere
from .kinds import kind, pick

_PICTURES = (".jpg", ".png")
_FORMATS = {".jpg": "JPEG", ".png": "PNG"}
_OTHERS = (".pdf", ".csv", ".txt")


def _pictures(desk: Desk) -> list[str]:
    return desk.files("content", "site_src", ending=_PICTURES)


def _drawn(path: str, width: int, height: int) -> bytes:
    return encoded(scene((width, height)), _FORMATS[os.path.splitext(path)[1]])


@kind("picture replaced by one of another size")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(_pictures(desk), at)
    width, height = 10 + desk.number(), pick((20, 33, 21), how)
    desk.write(path, _drawn(path, width, height))
    return f"{path}: now {width} × {height}"


@kind("picture replaced by one of the same size")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(_pictures(desk), at)
    desk.write(path, encoded(scene((60, 40)).rotate(90 * (how % 3 + 1)), _FORMATS[os.path.splitext(path)[1]]))
    return f"{path}: now 60 × 40, turned {how % 3 + 1} times"


@kind("two pictures change places")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(_pictures(desk), at)
    other = pick([one for one in _pictures(desk) if one != path and one[-4:] == path[-4:]], at + how)
    desk.move(path, "content/aside")
    desk.move(other, path)
    desk.move("content/aside", other)
    return f"{path} ⇄ {other}"


@kind("picture with forms added")
def _(desk: Desk, at: int, how: int) -> str:
    path = f"content/news/n04/large-{desk.number()}.jpg"
    desk.write(path, encoded(scene((420 + how % 7, 100)), "JPEG"))
    item = desk.item("content/news/n04/index.md")
    if item:
        item.body += f"\n\n![大图]({os.path.basename(path)})\n"
        desk.save(item)
    return f"{path} added and shown"


@kind("picture added that nobody shows")
def _(desk: Desk, at: int, how: int) -> str:
    folder = pick(("content/news/n14", "site_src/assets", "content/news"), how)
    path = f"{folder}/added-{desk.number()}.png"
    desk.write(path, _drawn(path, 9, 9))
    return f"{path} added"


@kind("picture removed", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(_pictures(desk), at)
    desk.delete(path)
    return f"{path} removed"


@kind("picture spoilt", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(_pictures(desk), at)
    data = desk.read(path)
    other = {".jpg": ".png", ".png": ".jpg"}[path[-4:]]
    ways = (
        ("is cut off", data[: len(data) // 2]),
        ("is empty", b""),
        ("is of another format", _drawn(f"a{other}", 5, 5)),
        ("is no picture", b"text"),
    )
    said, spoilt = pick(ways, how)
    desk.write(path, spoilt)
    return f"{path} {said}"


@kind("drawing changed")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(desk.files("content", "site_src", ending=".svg"), at)
    number = desk.number()
    desk.write(
        path, f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {40 + number} 30"><path d="M0 0h9v9z"/></svg>'
    )
    return f"{path}: now {40 + number} × 30"


@kind("drawing that runs a script", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(desk.files("content", "site_src", ending=".svg"), at)
    desk.write(path, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><script>a()</script></svg>')
    return f"{path} has a script"


@kind("two pictures of one name", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    """Both would be published as `twin.jpg`."""
    path = pick(("content/news/n04/index.md", "content/exemplars/bai/index.md", "site_src/overview.md"), at)
    folder = os.path.dirname(path)
    for ending in (".jpg", ".bmp"):
        desk.write(f"{folder}/twin{ending}", encoded(scene((6, 6)), "JPEG" if ending == ".jpg" else "BMP"))
    desk.write(path, desk.read(path) + "\n\n![丙](twin.bmp)\n".encode())
    return f"{path}: shows twin.bmp, beside which there is twin.jpg"


@kind("attachment changed")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(desk.files("content", "site_src", ending=_OTHERS), at)
    data = desk.read(path)
    ways = (
        ("grew", data + b"x" * (2000 + 999 * desk.number())),
        ("changed its first byte", b"#" + data[1:]),
        ("is empty", b""),
    )
    said, changed = pick(ways, how)
    desk.write(path, changed)
    return f"{path} {said}"


@kind("attachment removed", breaks=True)
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(desk.files("content", "site_src", ending=_OTHERS), at)
    desk.delete(path)
    return f"{path} removed"


@kind("file touched")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick(desk.files(), at)
    os.utime(desk.path(path), pick((None, (0, 0), (2e9, 2e9)), how))
    return f"{path} touched"


@kind("everything touched")
def _(desk: Desk, at: int, how: int) -> str:
    for path in desk.files():
        os.utime(desk.path(path))
    return "every source touched"


@kind("changed, its size and times as before")
def _(desk: Desk, at: int, how: int) -> str:
    """Only the time of change of the inode tells, for which there is no call."""
    texts = [path for path in desk.files("content", "site_src", ending=".md") if "第".encode() in desk.read(path)]
    path = pick(texts, at)
    before, data = desk.path(path).stat(), desk.read(path)
    other = pick(("弟", "递", "帝"), how).encode()
    places = [n for n in range(len(data)) if data.startswith("第".encode(), n)]
    place = pick(places, how // 3)
    with open(desk.path(path), "r+b") as file:  # in place: the inode stays
        file.seek(place)
        file.write(other)
    os.utime(desk.path(path), ns=(before.st_atime_ns, before.st_mtime_ns))
    return f"{path}: one character at {place} replaced, size and times as they were"


@kind("replaced by a copy with the times of the old")
def _(desk: Desk, at: int, how: int) -> str:
    """As programs save that write beside and rename."""
    path = pick(desk.files("content", "site_src", ending=".md"), at)
    before = desk.path(path).stat()
    added = f"\n另存的第{desk.number()}段。\n" if how % 3 else ""
    desk.write("content/aside", desk.read(path) + added.encode())
    os.utime(desk.path("content/aside"), ns=(before.st_atime_ns, before.st_mtime_ns))
    desk.move("content/aside", path)
    return f"{path} replaced by {'a longer one' if added else 'the same'}"


@kind("file became a symbolic link")
def _(desk: Desk, at: int, how: int) -> str:
    path = pick([path for path in _pictures(desk) if path.startswith("content/")], at)
    target = pick([p for p in _pictures(desk) if p.startswith("content/") and p != path and p[-4:] == path[-4:]], how)
    if desk.path(target).is_symlink():
        raise NothingThere
    desk.path(path).unlink()
    desk.path(path).symlink_to(os.path.relpath(desk.path(target), desk.path(path).parent))
    return f"{path} → {target}"


@kind("sources copied anew")
def _(desk: Desk, at: int, how: int) -> str:
    """A restored backup: the same bytes and times in other inodes."""
    aside = desk.path("aside")
    shutil.copytree(desk.path("content"), aside, symlinks=True)
    shutil.rmtree(desk.path("content"))
    os.rename(aside, desk.path("content"))
    return "content/ restored from a copy"


@kind("undone")
def _(desk: Desk, at: int, how: int) -> str:
    """The sources become what they were at an earlier build."""
    back = at % len(desk.pasts) if desk.pasts else 0
    if not desk.pasts:
        raise NothingThere
    desk.restore(desk.pasts[-1 - back])
    return f"everything as it was {back + 1} builds ago"


@kind("nothing at all")
def _(desk: Desk, at: int, how: int) -> str:
    return "nothing"
