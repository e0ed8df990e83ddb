"""Manuscripts that lie among the items: nothing reads a Word file, so who put it there is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os.path import splitext

from ..content.items import Teaser
from ..errors import Position, Problem, Severity
from ..settings import Settings
from ..source.tree import Tree


def check(tree: Tree, teasers: Iterable[Teaser], settings: Settings) -> Iterator[Problem]:
    """Each that no item publishes as an attachment. `teasers`: of all items, out or not."""
    if not tree.manuscripts:
        return
    used = {path for teaser in teasers for path, _ in teaser.files}
    for path in tree.manuscripts:
        if path not in used:
            message = f"以 {splitext(path)[1]} 结尾的文件不会变成网页，也没有条目用到它"
            hint = "是稿子：打开它，全选、复制，粘贴到新建的 .md 文件里；是附件：在条目里链接它"
            yield Problem(
                Position(settings.shown(settings.content_dir / path)), "not-read", message, hint, Severity.WARNING
            )
