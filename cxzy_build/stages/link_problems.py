"""What is told of a link that leads nowhere."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ..delivery.verification import FRAME, BrokenLink
from ..errors import Position, Problem
from ..hints import did_you_mean, nearest


def dead_link(fault: BrokenLink, where: Position, near: str | None = None) -> Problem:
    """near: what was probably meant, the place within a page where that was named, else the page."""
    if fault.fragment:
        hint = did_you_mean(near and f"#{near}") or "核对 # 后面的文字；标题的锚点见生成页面里标题的 id"
        page = "本页" if fault.page == fault.target else f"页面 /{fault.target} 里"
        return Problem(where, "broken-anchor", f"{page}没有锚点 #{fault.fragment}", hint)
    on = "（在每个页面的导航或页脚里）" if fault.page == FRAME else ""
    hint = did_you_mean(near) or "核对网址；本站网址以 / 开头，页面网址以 / 结尾"
    return Problem(where, "broken-link", f"链接指向的 /{fault.target} 不存在{on}", hint)


def unused_footnote(note: str, where: Position) -> Problem:
    """note: how it begins in the text, with its colon."""
    mark = note.removesuffix(":")
    return Problem(where, "unused-footnote", f"脚注 {mark} 在文中没有用到", f"在文中写 `{mark}`，或删去这条脚注")


def missing_file(file: str, folder: Path, where: Position) -> Problem:
    """A picture or another file that was to lie beside a page. file: its path from the `folder` of the page."""
    inside, name = os.path.split(file)
    there: Sequence[str] = ()
    with suppress(OSError):  # there may be no such folder, or nobody may look into it
        there = os.listdir(folder / inside)
    near = nearest(name, there)
    hint = did_you_mean(near and os.path.join(inside, near))
    hint = hint or "先把文件拷到这个页面旁边；已经在那里的，核对文件名（大小写要一致）"
    return Problem(where, "missing-file", f"找不到文件 `{file}`", hint)
