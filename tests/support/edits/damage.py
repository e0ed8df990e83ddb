"""What may befall the cache: a full disk, a bad disk, a backup put back, a copy from elsewhere.

Files are found, not named: whatever lies there may be hurt.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from .desk import Desk, NothingThere, remove_tree
from .kinds import kind, pick

CACHE = ".cache"

_Hurt = Callable[[Path, random.Random, list[Path]], None]
"""Damages a file; the list has all files of the cache."""


def _cut_off(file: Path, dice: random.Random, others: list[Path]) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: dice.randrange(len(data) or 1)])


def _flip_bits(file: Path, dice: random.Random, others: list[Path]) -> None:
    data = bytearray(file.read_bytes())
    for _ in range(dice.choice((1, 1, 3, 50)) if data else 0):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    file.write_bytes(data)


def _empty(file: Path, dice: random.Random, others: list[Path]) -> None:
    file.write_bytes(b"")


def _prolong(file: Path, dice: random.Random, others: list[Path]) -> None:
    file.write_bytes(file.read_bytes() + dice.choice((b"\n", b"\0", dice.randbytes(100))))


def _zero(file: Path, dice: random.Random, others: list[Path]) -> None:
    """As a file system leaves a file whose blocks never reached the disk."""
    size = file.stat().st_size
    start = dice.choice((0, dice.randrange(size or 1)))
    file.write_bytes(file.read_bytes()[:start] + bytes(size - start))


def _take_anothers(file: Path, dice: random.Random, others: list[Path]) -> None:
    alike = [one for one in others if one.suffix == file.suffix and one != file] or others
    file.write_bytes(dice.choice(alike).read_bytes())


def _fill_with_noise(file: Path, dice: random.Random, others: list[Path]) -> None:
    file.write_bytes(dice.randbytes(dice.choice((1, 100, file.stat().st_size))))


def _lock_up(file: Path, dice: random.Random, others: list[Path]) -> None:
    file.chmod(0)


def _put_folder(file: Path, dice: random.Random, others: list[Path]) -> None:
    file.unlink()
    file.mkdir()
    if dice.random() < 0.5:
        (file / "inside").write_bytes(b"x")


def _put_link(file: Path, dice: random.Random, others: list[Path]) -> None:
    file.unlink()
    file.symlink_to(dice.choice(("/no/such/file", file.name)))


def _put_pipe(file: Path, dice: random.Random, others: list[Path]) -> None:
    file.unlink()
    os.mkfifo(file)


def _delete(file: Path, dice: random.Random, others: list[Path]) -> None:
    file.unlink()


HURTS: dict[str, _Hurt] = {
    "cut off": _cut_off,
    "with bits flipped": _flip_bits,
    "emptied": _empty,
    "prolonged": _prolong,
    "with zeros at its end": _zero,
    "with another's bytes": _take_anothers,
    "filled with noise": _fill_with_noise,
    "unreadable": _lock_up,
    "replaced by a folder": _put_folder,
    "replaced by a link to nothing": _put_link,
    "replaced by a pipe": _put_pipe,
    "deleted": _delete,
}


def files_of(desk: Desk) -> list[Path]:
    """The files of the cache that can be read and written."""
    files = [desk.path(path) for path in desk.files(CACHE)] if desk.path(CACHE).is_dir() else []
    return [file for file in files if file.is_file() and os.access(file, os.R_OK | os.W_OK)]


def sort_of(desk: Desk, file: Path) -> tuple[str, str]:
    """Where it lies and which table it is of: one that stands alone is as likely to be hurt as all pictures.

    Pictures, cards and templates are named by digests and have suffixes; tables are named by what they hold.
    """
    return file.relative_to(desk.path(CACHE)).parts[0], file.suffix or file.name.rpartition("-")[0]


def _enter(name: str, hurt: _Hurt) -> None:
    @kind(f"file of the cache {name}")
    def act(desk: Desk, at: int, how: int) -> str:
        files = files_of(desk)
        sort = pick(sorted({sort_of(desk, file) for file in files}), at)
        file = pick([file for file in files if sort_of(desk, file) == sort], at // 7 + how)
        hurt(file, random.Random(how), files)
        return f"{file.relative_to(desk.root)} {name}"


for _name, _hurt in HURTS.items():
    _enter(_name, _hurt)


@kind("every file of the cache damaged in one way")
def _(desk: Desk, at: int, how: int) -> str:
    name = pick(list(HURTS), at)
    files, dice = files_of(desk), random.Random(how)
    if not files:
        raise NothingThere
    data = {file: file.read_bytes() for file in files}
    for file in files:
        if all(one.exists() for one in files):
            HURTS[name](file, dice, files)
        elif file in data:
            HURTS[name](file, dice, [file])
    return f"{len(files)} files {name}"


@kind("every file of the cache damaged in some way")
def _(desk: Desk, at: int, how: int) -> str:
    dice, files = random.Random(1000 * at + how), files_of(desk)
    for file in files:
        HURTS[dice.choice(list(HURTS))](file, dice, [file])
    return f"{len(files)} files damaged, as the dice {1000 * at + how} fell"


@kind("drafts damaged, and their files touched")
def _(desk: Desk, at: int, how: int) -> str:
    """So the files are read, and their drafts are taken from where they lie."""
    packs, dice = (
        [file for file in files_of(desk) if file.suffix == ".pack" and "drafts" in file.parts],
        random.Random(at),
    )
    if not packs:
        raise NothingThere
    for pack in packs:
        _flip_bits(pack, dice, packs)
    for path in desk.files("content", ending=".md"):
        os.utime(desk.path(path))
    if how % 2:
        remove_tree(desk.path(f"{CACHE}/sites"))
    return f"{len(packs)} packs with bits flipped, all items touched{', .cache/sites removed' if how % 2 else ''}"


@kind("two files of the cache exchanged")
def _(desk: Desk, at: int, how: int) -> str:
    files = files_of(desk)
    one = pick(files, at)
    other = pick([file for file in files if file != one and file.suffix == one.suffix], how)
    one_data, other_data = one.read_bytes(), other.read_bytes()
    one.write_bytes(other_data)
    other.write_bytes(one_data)
    return f"{one.relative_to(desk.root)} ⇄ {other.relative_to(desk.root)}"


@kind("cache backed up")
def _(desk: Desk, at: int, how: int) -> str:
    """For the next kind."""
    if not desk.path(CACHE).is_dir():
        raise NothingThere
    remove_tree(desk.path(".backup"))
    shutil.copytree(desk.path(CACHE), desk.path(".backup"), symlinks=True, copy_function=_copy)
    return ".cache copied to .backup"


@kind("backup of the cache put back")
def _(desk: Desk, at: int, how: int) -> str:
    """All of it, or some files of it among the newer ones."""
    backup = desk.path(".backup")
    if not backup.is_dir():
        raise NothingThere
    if how % 2 == 0:
        remove_tree(desk.path(CACHE))
        shutil.copytree(backup, desk.path(CACHE), symlinks=True, copy_function=_copy)
        return ".cache is what it was when it was copied"
    if _is_no_folder(desk.path(CACHE)):
        raise NothingThere
    files, dice = desk.files(".backup"), random.Random(at)
    chosen = [path for path in files if dice.random() < 0.5]
    for path in chosen:
        target = desk.path(path.replace(".backup", CACHE, 1))
        remove_tree(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(str(desk.path(path)), str(target))
    return f"{len(chosen)} of {len(files)} files of .cache are what they were when it was copied"


@kind("cache of another site")
def _(desk: Desk, at: int, how: int) -> str:
    other = pick([one / CACHE for one in desk.others if (one / CACHE).is_dir()], at)
    remove_tree(desk.path(CACHE))
    shutil.copytree(other, desk.path(CACHE), symlinks=True, copy_function=_copy)
    return f".cache is that of {other.parent.name}"


@kind("files left in the cache")
def _(desk: Desk, at: int, how: int) -> str:
    names = (
        "mkdocs-1-left",
        "mkdocs-999999999-left/index.html",
        "left.123.456",
        "pictures/left.pack.1.2",
        "a b/文.json",
    )
    path = f"{CACHE}/{pick(names, at)}"
    if _is_no_folder(desk.path(CACHE)) or desk.path(path).parent.is_file() or desk.path(path).exists():
        raise NothingThere
    desk.write(path, "left behind")
    return f"{path} added"


@kind("cache is a file")
def _(desk: Desk, at: int, how: int) -> str:
    remove_tree(desk.path(CACHE))
    desk.path(CACHE).write_bytes(b"not a folder")
    return ".cache is a file"


@kind("cache is a link to nothing")
def _(desk: Desk, at: int, how: int) -> str:
    remove_tree(desk.path(CACHE))
    desk.path(CACHE).symlink_to("/no/such/folder")
    return ".cache is a link to nothing"


@kind("cache cannot be written")
def _(desk: Desk, at: int, how: int) -> str:
    """Nor, in one of the ways, be read."""
    if not desk.path(CACHE).is_dir():
        raise NothingThere
    mode = pick((0o500, 0o000), how)
    for folder, _, _ in os.walk(desk.path(CACHE), topdown=False):
        os.chmod(folder, mode)
    return f".cache and its folders have the mode {mode:o}"


@kind("cache can be written again")
def _(desk: Desk, at: int, how: int) -> str:
    """And is a folder."""
    if not desk.path(CACHE).is_dir():
        remove_tree(desk.path(CACHE))
        return ".cache is gone"
    for folder, _, _ in os.walk(desk.path(CACHE)):
        os.chmod(folder, 0o755)
    return ".cache and its folders have the mode 755"


def _is_no_folder(path: Path) -> bool:
    return path.is_symlink() or path.is_file()


def _copy(source: str, target: str) -> None:
    if os.path.islink(source):
        os.symlink(os.readlink(source), target)
    elif Path(source).is_fifo():
        os.mkfifo(target)
    else:
        shutil.copy2(source, target)
