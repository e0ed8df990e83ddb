"""From files to drafts: each content file read, validated and converted by itself, before any file knows another."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from ..errors import Position, Problem, Severity, suggestion
from ..files import Signature, read_file, signature_of
from ..settings import MAX_FILE_BYTES, Settings
from .bodies import Body, BodyConverter
from .models import COLLECTIONS, FRONT_OF, BranchFront, Front, NewsFront
from .moments import Moment
from .text_files import FileUnreadable, TextFile, decode
from .validation import validate

STAND_IN = "\0"
"""Stands for an id that was missing or wrong: nothing that a person writes, for YAML with this character is refused."""

_STAND_INS: Mapping[str, Any] = {
    "title": "？",
    "name": "？",
    "date": "1900-01-01",
    "column": STAND_IN,
    "role": STAND_IN,
    "branch": STAND_IN,
    "kind": STAND_IN,
    "by": "committee",
    "items": [{"promise": "？"}],
}
_STAND_INS_FOR_BRANCHES = {"name": "？", "kind": "mixed"}
_LEFT_ASIDE = (".", "~$")
"""Names of hidden files and of the lock files that Word leaves."""
_NEARLY_MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}


@dataclass(frozen=True, slots=True)
class Tree:
    """What lies under content/: paths are relative to content/, with forward slashes."""

    files: Mapping[str, Signature]
    items: tuple[str, ...]
    refused: frozenset[str]
    """Symbolic links that are not followed: a problem each, so that what refers to them is not blamed as well."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One file, read: its front matter is valid, or has stand-ins where it was not (then `whole` is False)."""

    path: str
    front: Front
    body: Body
    whole: bool

    @property
    def collection(self) -> str:
        return self.path.partition("/")[0]


class Outline(NamedTuple):
    """What is known of a draft without the others: its place on disk, and what decides its address and when it is out.

    slug: as written, or empty. month: `yyyy/mm` of news, else empty. since, until: the first and the last minute (ISO)
    it is out; empty: no bound.
    """

    path: str
    slug: str
    month: str
    whole: bool
    draft: bool
    since: str
    until: str

    @property
    def collection(self) -> str:
        return self.path.partition("/")[0]

    @property
    def is_folder(self) -> bool:
        return self.path.endswith("/index.md") and self.path.count("/") > 1

    @property
    def name(self) -> str:
        """The item's name on disk, without suffix: the folder's for `name/index.md`."""
        path = self.folder if self.is_folder else self.path.removesuffix(".md")
        return path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """Where relative addresses start, relative to content/."""
        return os.path.dirname(self.path)

    def is_out(self, now: str) -> bool:
        """Whether the item is to be read at `now` (ISO, to the minute); `expire_on` is its last day, or its last
        minute."""
        return not self.draft and self.since <= now and (not self.until or self.until >= now)


def outline_of(draft: Draft) -> Outline:
    """The outline of `draft`."""
    front = draft.front
    starts = [_minute(moment) for moment in (front.date, front.publish_on) if moment]
    month = f"{front.date.start.year}/{front.date.start.month:02}" if isinstance(front, NewsFront) else ""
    until = front.expire_on.end.isoformat(timespec="minutes") if front.expire_on else ""
    return Outline(draft.path, front.slug or "", month, draft.whole, front.draft, max(starts, default=""), until)


def _minute(moment: Moment) -> str:
    return moment.start.isoformat(timespec="minutes")


def list_tree(settings: Settings) -> Tree:
    """Everything under content/, in a fixed order; links that leave it, stray files and oversized ones are problems."""
    return _Walk(settings).tree()


class _Walk:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.top = os.path.realpath(settings.content_dir)
        self.files: dict[str, Signature] = {}
        self.refused: list[str] = []
        self.problems: list[Problem] = []

    def tree(self) -> Tree:
        if self.settings.content_dir.is_dir():
            self._folder("")
        items = tuple(f for f in self.files if f.endswith(".md") and f.partition("/")[0] in COLLECTIONS)
        self._strays()
        return Tree(self.files, items, frozenset(self.refused), tuple(self.problems))

    def _folder(self, inside: str) -> None:
        with os.scandir(os.path.join(self.settings.content_dir, inside)) as entries:
            for entry in sorted(entries, key=lambda e: e.name):
                if _is_text(entry.name) and not entry.name.startswith(_LEFT_ASIDE):
                    self._entry(entry, f"{inside}{entry.name}")
                elif not _is_text(entry.name):
                    shown = os.fsencode(entry.name).decode("utf-8", "replace")
                    self._problem(f"{inside}{shown}", "bad-file-name", "文件名不是 UTF-8，读不出来", "重新起一个文件名")

    def _entry(self, entry: os.DirEntry[str], path: str) -> None:
        if entry.is_symlink() and not self._link_stays_inside(entry, path):
            return
        if entry.is_dir():
            self._folder(f"{path}/")
        elif entry.is_file():
            status = entry.stat()
            self.files[path] = signature_of(status)
            if status.st_size > MAX_FILE_BYTES and not path.endswith(".md"):
                size, most = status.st_size / 1048576, MAX_FILE_BYTES // 1048576
                hint = "压缩后再放，或放到学校的视频、网盘平台并写上链接"
                self._problem(path, "file-too-large", f"文件有 {size:.0f} MB，最多 {most} MB", hint)

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

    def _strays(self) -> None:
        for path in self.files:
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

    def _problem(self, path: str, code: str, message: str, hint: str, severity: Severity = Severity.ERROR) -> None:
        shown = self.settings.shown(self.settings.content_dir / path)
        self.problems.append(Problem(Position(shown), code, message, hint, severity))


def _is_text(name: str) -> bool:
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False


class DraftReader:
    """Reads content files into drafts; one for each worker, for its Markdown instance."""

    def __init__(self, settings: Settings) -> None:
        self._content_dir = settings.content_dir
        self._shown = f"{settings.shown(settings.content_dir)}/"
        self._converter = BodyConverter(settings.markdown)

    def read(self, path: str) -> tuple[Draft, tuple[Problem, ...]]:
        """The draft of the item at `path` (relative to content/), and what is wrong in the file."""
        try:
            data = read_file(f"{self._content_dir}/{path}")
        except OSError as error:
            problem = Problem(
                Position(f"{self._shown}{path}"), "unreadable", f"读不了这个文件：{error.strerror}", "检查文件权限"
            )
            return _unreadable(path), (problem,)
        return self.read_bytes(path, data)

    def read_bytes(self, path: str, data: bytes) -> tuple[Draft, tuple[Problem, ...]]:
        """The same of a file that holds `data`."""
        shown = f"{self._shown}{path}"
        try:
            source = TextFile(shown, decode(data, shown))
        except FileUnreadable as unreadable:
            return _unreadable(path), (unreadable.problem,)
        given, yaml_problems = source.read()
        kind = FRONT_OF[path.partition("/")[0]]
        stand_ins = _stand_ins(kind)
        if yaml_problems and not given:
            return _unreadable(path), (*yaml_problems, *self._converter.convert(source)[1])
        validated = validate(kind, given, source.locate, stand_ins)
        body, body_problems = self._converter.convert(source)
        problems = (*yaml_problems, *validated.problems, *body_problems)
        return Draft(path, validated.model, body, not yaml_problems and validated.whole), problems


@cache
def _stand_ins(kind: type[Front]) -> Mapping[str, Any]:
    if kind is BranchFront:
        return _STAND_INS_FOR_BRANCHES
    return {k: v for k, v in _STAND_INS.items() if k in kind.known_keys()}


def _unreadable(path: str) -> Draft:
    """A draft for a file that could not be read at all, so that references to it are not reported as well."""
    kind = FRONT_OF[path.partition("/")[0]]
    return Draft(path, kind.model_validate(_stand_ins(kind)), Body(), False)
