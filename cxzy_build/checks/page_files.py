"""Files of hand-written pages and beside them, all of which are published: those that nobody means to publish, and what
is wrong with others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from ..content.picture_names import is_picture
from ..errors import Position, Problem, Severity
from ..files import leads_back
from ..settings import as_text, is_text
from ..source.leftovers import is_leftover
from ..source.mistyped import mistakes_in_any_text
from ..source.text_files import FileUnreadable, TextFile, decode
from ..source.tree import MANUSCRIPTS
from . import attachments, drawings
from .published_names import RENAME, private_numbers_in

_ALWAYS_OUT = "介绍页总是发布的；没有写好的先移出 site_src/，要定时发布的写成条目"
_NOT_OF_PAGES = {
    "template": "删去这一行；版式由主题决定",
    **dict.fromkeys(("draft", "publish_on", "expire_on"), _ALWAYS_OUT),
}
"""Keys that a hand-written page may not have, and what to do instead."""


def why_not_published(file: Path, shown: str) -> Problem | None:
    """Why nobody means to publish a page or a file, which messages call `shown`, if so."""
    if not is_text(str(file)):
        return Problem(Position(as_text(shown)), "bad-file-name", "文件名不是 UTF-8，读不出来", "重新起一个文件名")
    message, hint = "像是软件留下的文件，不发布", "删去它；确实要发布的，换一个文件名"
    if not file.is_file():
        message = "符号链接指向不存在的文件，不发布" if file.is_symlink() else "不是普通的文件，不发布"
        hint = "删去它，或放入真实文件"
    elif not is_leftover(file.name):
        return None
    return Problem(Position(shown), "not-read", message, hint, Severity.WARNING)


def ways_back(top: Path, shown: Callable[[Path], str]) -> Iterator[Problem]:
    """Links from folders below `top` to one that they lie in, which nobody can follow to an end. Raises OSError where
    a folder may not be looked into: MkDocs would leave out its pages without a word."""
    for folder, inside, _ in os.walk(top, onerror=_refuse):
        for link in sorted(Path(folder, name) for name in inside):
            if leads_back(link):
                message, hint = "文件夹的符号链接绕回它自己所在的文件夹，没有尽头", "删去它，或放入真实文件夹"
                yield Problem(Position(shown(link)), "broken-symlink", message, hint)


def _refuse(error: OSError) -> None:
    raise error


def problems_of_name(name: str, shown: str) -> Iterator[Problem]:
    """What a published file's path below site_src/ gives away."""
    for message in private_numbers_in(name):
        yield Problem(Position(shown), "private-number", f"文件名 {message}", RENAME, Severity.WARNING)


def problems_of_file(file: Path, shown: str) -> Iterator[Problem]:
    """What is wrong with one that is to be published and is no page."""
    if file.suffix.lower() == ".svg":
        yield from drawings.problems(file, shown)
    elif not is_picture(file.name):
        yield from attachments.problems(file, shown)


_MANUSCRIPTS = MANUSCRIPTS - {".txt"}
"""Other sites ask for files of plain text to prove whose a site is."""


def unlinked(files: Mapping[Path, str]) -> Iterator[Problem]:
    """Manuscripts that no page names, of all `files` that are published and what messages call them: they are public
    as well, and who left one there may not know."""
    manuscripts = [path for path in files if path.suffix.lower() in _MANUSCRIPTS]
    if not manuscripts:
        return
    pages = [path.read_bytes() for path in files if path.suffix.lower() in (".md", ".markdown", ".html")]
    for path in manuscripts:
        written = (path.name.encode(), quote(path.name).encode())
        if not any(one in page for page in pages for one in written):
            message = "没有介绍页链接到它，但它照样公开：site_src/ 里的文件一律发布"
            hint = "不公开的移出 site_src/；公开的，在介绍页里链接它，附在条目里的放到条目旁边"
            yield Problem(Position(files[path]), "not-linked", message, hint, Severity.WARNING)


def problems_of_page(path: Path, shown: str, site_url: str) -> Iterator[Problem]:
    """What is wrong with the source of a hand-written page, but for its text and its links within the site."""
    try:
        source = TextFile(shown, decode(path.read_bytes(), shown))
    except FileUnreadable as error:
        yield error.problem
        return
    yield from mistakes_in_any_text(source, site_url)
    if not source.has_front_matter:
        return
    data, problems = source.read()
    yield from problems
    for key, kind, name in (("title", str, "一段文字"), ("description", str, "一段文字"), ("hide", list, "列表")):
        if data.get(key) is not None and not isinstance(data[key], kind):
            yield Problem(source.locate((key,)), "bad-type", f"`{key}` 应是{name}", "照别的介绍页改")
    for key, hint in _NOT_OF_PAGES.items():
        if key in data:
            yield Problem(source.locate((key,), True), "unknown-key", f"介绍页不能写 `{key}`", hint)
