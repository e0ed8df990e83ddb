"""What lies under content/, by names and signatures alone: nothing is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import NamedTuple

from ..errors import Position, Problem, Severity
from ..files import Signature, signature_of
from ..hints import suggestion
from ..models.collections import COLLECTIONS
from ..settings import MAX_FILE_BYTES, Settings, as_text, is_text
from .leftovers import is_hidden_or_lock

_TOPS = tuple(f"{collection}/" for collection in COLLECTIONS)
_NEARLY_MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}
_OF_FOLDER = "/index.md"
MANUSCRIPTS = frozenset({".doc", ".docx", ".odt", ".rtf", ".txt", ".wps"})
"""Endings of what people write in Word and the like, and as plain text."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What lies under content/: paths are relative to content/, with forward slashes."""

    files: Mapping[str, Signature]
    items: tuple[str, ...]
    refused: frozenset[str]
    """Symbolic links that are not followed: a problem each, so that what refers to them is not blamed as well."""
    problems: tuple[Problem, ...]
    manuscripts: tuple[str, ...] = ()
    """Files among the items that people may take for items: of Word, and plain text."""


def list_tree(settings: Settings) -> Tree:
    """Everything under content/, in a fixed order; links that leave it, stray files and oversized ones are problems."""
    return _Walk(settings, f"{settings.content_dir}/", {}, None).tree()


def list_tree_here(settings: Settings, known: Mapping[str, Signature], note: Callable[[], object]) -> Tree:
    """`list_tree` for a process whose working folder is content/: the system finds short paths sooner. Settings must
    name folders absolutely. `note` is called once, when a file is met that is not as it is `known`."""
    return _Walk(settings, "", known, note).tree()


class TreeChanges(NamedTuple):
    """A listing for those who know an earlier one: what differs is a small part of it, and sooner sent.

    tree: its files are those that are new or others, and it names no items. gone: files that lie there no more.
    """

    tree: Tree
    gone: frozenset[str]


def changes_of(tree: Tree, known: Mapping[str, Signature]) -> TreeChanges:
    """How a listing differs from the files that are `known`."""
    files = {path: signature for path, signature in tree.files.items() if known.get(path) != signature}
    return TreeChanges(replace(tree, files=files, items=()), frozenset(known.keys() - tree.files.keys()))


def with_changes(known: Mapping[str, Signature], changes: TreeChanges) -> Tree:
    """The listing that `changes_of` was given. Its order is not that of what is known, to which files were added."""
    tree, gone = changes
    signatures = {**known, **tree.files}
    paths = sorted([path for path in signatures if path not in gone], key=_place)
    return replace(tree, files={path: signatures[path] for path in paths}, items=_items_among(paths))


def _place(path: str) -> str:
    """Tells where a file stands in a listing: all that a folder holds stands in the folder's place."""
    return path.replace("/", "\0")


def _items_among(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple([path for path in paths if path.endswith(".md") and path.startswith(_TOPS)])


class _Walk:
    def __init__(
        self, settings: Settings, start: str, known: Mapping[str, Signature], note: Callable[[], object] | None
    ) -> None:
        self.settings = settings
        self.start = start
        self.known = known
        self.note = note
        self.top = os.path.realpath(settings.content_dir)
        self.files: dict[str, Signature] = {}
        self.refused: list[str] = []
        self.problems: list[Problem] = []
        self.manuscripts: list[str] = []

    def tree(self) -> Tree:
        if self.settings.content_dir.is_dir():
            self._folder("")
        items = _items_among(self.files)
        self._misspelt(items)
        self._strays(self.files.keys() - items)
        return Tree(self.files, items, frozenset(self.refused), tuple(self.problems), tuple(self.manuscripts))

    def _folder(self, inside: str) -> None:
        with os.scandir(f"{self.start}{inside}" or ".") as entries:
            for entry in sorted(entries, key=attrgetter("name")):
                if not (entry.name.isascii() or is_text(entry.name)):
                    shown = as_text(entry.name)
                    self._problem(f"{inside}{shown}", "bad-file-name", "文件名不是 UTF-8，读不出来", "重新起一个文件名")
                elif not is_hidden_or_lock(entry.name):
                    self._entry(entry, f"{inside}{entry.name}")

    def _entry(self, entry: os.DirEntry[str], path: str) -> None:
        if entry.is_symlink() and not self._link_stays_inside(entry, path):
            return
        if entry.is_dir():
            self._folder(f"{path}/")
        elif entry.is_file():
            try:
                status = entry.stat()
            except (FileNotFoundError, NotADirectoryError):  # an editor's, gone again
                return
            self.files[path] = signature = signature_of(status)
            if self.note and self.known.get(path) != signature:
                self.note()
                self.note = None
            if status.st_size > MAX_FILE_BYTES and not path.endswith(".md"):
                size, most = status.st_size / 1048576, MAX_FILE_BYTES // 1048576
                hint = "压缩后再放，或放到学校的视频、网盘平台并写上链接"
                self._problem(path, "file-too-large", f"文件有 {size:.0f} MB，最多 {most} MB", hint)
        elif os.path.lexists(entry.path):  # else an editor's, gone again
            self._problem(path, "not-read", "不是普通的文件，不读", "删去它", Severity.WARNING)

    def _link_stays_inside(self, entry: os.DirEntry[str], path: str) -> bool:
        target = os.path.realpath(entry.path)
        if not os.path.exists(target):
            self._problem(path, "broken-symlink", "符号链接指向不存在的文件", "删去它，或放入真实文件")
        elif os.path.commonpath([target, self.top]) != self.top:
            self._problem(path, "outside-content", "符号链接指到 content/ 之外", "删去它，把文件本身放进来")
        elif entry.is_dir():
            self._problem(path, "symlinked-folder", "文件夹是符号链接，不读", "放入真实文件夹", Severity.WARNING)
        else:
            return True
        self.refused.append(path)
        return False

    def _misspelt(self, items: Iterable[str]) -> None:
        """Items that were meant for their folder's, and would be published below it, without what lies beside them."""
        for path in items:
            name = path[-len(_OF_FOLDER) :]
            if name != _OF_FOLDER and name.lower() == _OF_FOLDER and path.count("/") > 1:
                message = f"`{name[1:]}` 大小写不对，不会当作这个文件夹的条目"
                self._problem(path, "bad-file-name", message, "把文件名改成小写的 `index.md`")

    def _strays(self, paths: Iterable[str]) -> None:
        """Of files that are no items: those that somebody may take for one."""
        for path in sorted(paths):
            top, slash, _ = path.partition("/")
            suffix = os.path.splitext(path)[1]
            if suffix.lower() == ".md" and not (slash and top in COLLECTIONS):
                hint = suggestion(top, COLLECTIONS) if slash else f"移到它该在的文件夹：{'、'.join(COLLECTIONS)}"
                message = f"content/ 下没有名为 {top} 的栏目集" if slash else "它不在任何栏目集的文件夹里"
                self._problem(path, "unknown-collection", f"{message}，这个文件不会发布", hint)
            elif path.lower().endswith(".md.txt"):
                hint = "记事本多加了 .txt：把文件名改回以 .md 结尾"
                self._problem(path, "not-read", "以 .md.txt 结尾的文件不会作为条目发布", hint, Severity.WARNING)
            elif slash and top in COLLECTIONS and suffix != ".md" and suffix.lower() in _NEARLY_MARKDOWN:
                hint = "把文件名的结尾改成小写的 .md"
                self._problem(path, "not-read", f"以 {suffix} 结尾的文件不会作为条目发布", hint, Severity.WARNING)
            elif slash and top in COLLECTIONS and suffix.lower() in MANUSCRIPTS:
                self.manuscripts.append(path)

    def _problem(self, path: str, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        shown = self.settings.shown_content(path)
        self.problems.append(Problem(Position(shown), code, message, hint, severity))
