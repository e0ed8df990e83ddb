"""Manuscripts that lie among the items: nothing reads a Word file, so who put it there is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from os.path import basename, dirname, splitext
from urllib.parse import quote

from ..content.items import Teaser
from ..errors import Position, Problem, Severity
from ..settings import Settings
from ..source.tree import Tree


def check(tree: Tree, teasers: Iterable[Teaser], settings: Settings, told: Iterable[Problem]) -> Iterator[Problem]:
    """Each that no item publishes as an attachment. `teasers`: of all items, out or not.

    told: what else is wrong. An item with an error may not have all its files, so that what may be one of them is left
    for when that is mended.
    """
    if not tree.manuscripts:
        return
    used = {path for teaser in teasers for path, _ in teaser.files}
    faulty = _Faulty(settings, [one for one in told if one.is_error and one.position.file.endswith(".md")])
    for path in tree.manuscripts:
        shown = settings.shown_content(path)
        if path not in used and not faulty.may_have(shown):
            message = f"以 {splitext(path)[1]} 结尾的文件不会变成网页，也没有条目用到它"
            hint = "是稿子：打开它，全选、复制，粘贴到新建的 .md 文件里；是附件：在条目里链接它"
            yield Problem(Position(shown), "not-read", message, hint, Severity.WARNING)


class _Faulty:
    """The files in which there are `errors`."""

    def __init__(self, settings: Settings, errors: Collection[Problem]) -> None:
        files = {one.position.file for one in errors}
        self._texts = {file: _bytes_of(settings, file) for file in sorted(files)}
        self._misnaming = {one.position.file for one in errors if one.code == "missing-file"}

    def may_have(self, manuscript: str) -> bool:
        """Whether one of them names the `manuscript`, or misnames what lies beside it. Paths are those of messages."""
        name = basename(manuscript)
        written = (name.encode(), quote(name).encode(), name.encode("gb18030", "replace"))
        if any(one in text for text in self._texts.values() for one in written):
            return True
        return any(_is_beside(manuscript, file) for file, text in self._texts.items() if self._is_unclear(file, text))

    def _is_unclear(self, file: str, text: bytes) -> bool:
        return not text or file in self._misnaming


def _is_beside(path: str, file: str) -> bool:
    folder = dirname(file)
    return dirname(path) == folder or (basename(file) == "index.md" and path.startswith(f"{folder}/"))


def _bytes_of(settings: Settings, file: str) -> bytes:
    """What is in it; nothing if it cannot be read."""
    try:
        return (settings.root / file).read_bytes()
    except OSError:
        return b""
