"""Links that lead nowhere, told where and as they were written."""

from __future__ import annotations

import pytest
from fixtures.pictures import encoded, scene
from fixtures.sites import Site

FILE, LINK = "missing-file", "broken-link"


@pytest.mark.parametrize(
    ("written", "code", "named"),
    [
        ("![图](none.jpg)", FILE, "找不到文件 `none.jpg`"),
        ("![图](照片%20一.jpg)", FILE, "找不到文件 `照片 一.jpg`"),
        ("[表](forms/none.docx)", FILE, "找不到文件 `forms/none.docx`"),
        (f"![图]({'长' * 86}.jpg)", FILE, "长.jpg`"),  # no file can be called so
        ("![图](Beside.png)", FILE, "是否想写 `beside.png`？"),
        ('<img src="beside.png" alt="图">', LINK, "/help/beside.png"),  # MkDocs leaves the addresses of HTML alone
        ("![图](/none.jpg)", LINK, "/none.jpg"),
        ("[页](none.html)", LINK, "/help/none.html"),
        ("[页](none/)", LINK, "/help/none/"),
        ("[页](none.html#1.2)", LINK, "/help/none.html"),
        ("[页](none/?v=1.2)", LINK, "/help/none/"),
        ("[图](besides.png#page=2)", FILE, "是否想写 `beside.png`？"),
    ],
)
def test_a_file_that_a_hand_written_page_lacks_is_named_as_it_was_written(
    site: Site, written: str, code: str, named: str
) -> None:
    site.write("../site_src/beside.png", encoded(scene(), "PNG"))
    site.write("../site_src/help.md", f"# 说明\n\n见{written}。\n")
    (problem,) = site.check()
    assert (problem.position.file, problem.position.line, problem.code) == ("site_src/help.md", 3, code)
    assert named in problem.message + problem.hint
