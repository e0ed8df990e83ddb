"""The words for links that lead nowhere."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cxzy_build.delivery.verification import FRAME, BrokenLink
from cxzy_build.errors import Position
from cxzy_build.stages.link_problems import dead_link, missing_file, unused_footnote

HERE = Position("content/x.md", 3)


@pytest.mark.parametrize(
    ("fault", "near", "message", "hint"),
    [
        (BrokenLink("a/", "b/", "c", "../b/#c"), None, "页面 /b/ 里没有锚点 #c", "核对 # 后面的文字"),
        (BrokenLink("a/", "a/", "c", "#c"), "d", "本页没有锚点 #c", "是否想写 `#d`？"),
        (BrokenLink("a/", "b/", "", "../b/"), None, "链接指向的 /b/ 不存在", "核对网址"),
        (BrokenLink(FRAME, "b/", "", "b/"), "bb/", "不存在（在每个页面的导航或页脚里）", "是否想写 `bb/`？"),
    ],
)
def test_a_link_says_what_it_lacks_and_what_was_meant(
    fault: BrokenLink, near: str | None, message: str, hint: str
) -> None:
    problem = dead_link(fault, HERE, near)
    assert problem.position == HERE
    assert message in problem.message
    assert problem.hint.startswith(hint)


def test_a_footnote_is_called_as_it_is_in_the_text() -> None:
    problem = unused_footnote("[^甲]:", HERE)
    assert "脚注 [^甲] " in problem.message
    assert "`[^甲]`" in problem.hint


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        ("forms/Table.docx", "是否想写 `forms/table.docx`？"),
        ("forms/photo.png", "先把文件拷到这个页面旁边"),
        ("none/table.docx", "先把文件拷到这个页面旁边"),
    ],
)
def test_a_file_that_is_called_nearly_so_is_named(tmp_path: Path, file: str, hint: str) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms/table.docx").touch()
    problem = missing_file(file, tmp_path, HERE)
    assert f"`{file}`" in problem.message
    assert problem.hint.startswith(hint)


def test_a_folder_that_may_not_be_listed_hides_what_was_meant_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> list[str]:
        raise PermissionError(errno.EACCES, "", f"{path}")

    monkeypatch.setattr(os, "listdir", refuse)
    told = missing_file("forms/b.docx", tmp_path, HERE)
    assert (told.code, "核对文件名" in told.hint) == ("missing-file", True)
