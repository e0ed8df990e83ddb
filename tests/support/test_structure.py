"""Each fault of a page's markup is found, and a sound page has none."""

from __future__ import annotations

import pytest

from .structure import structure_problems

SOUND = """<!doctype html><html lang="zh"><head><title>题</title></head><body>
<a href="#content">跳转</a><header><nav><a href="a/">甲</a></nav></header>
<main><nav>位置</nav><div id="content"><header><p>眉题</p><h1>题</h1></header>
<img src="a.png" alt="" width="1" height="1"><h2>一</h2><h3>二</h3><h2>三</h2>
<article><header>内</header><footer>内</footer></article></div></main><footer>脚</footer></body></html>"""


def test_a_sound_page_has_no_problems() -> None:
    assert structure_problems(SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (' lang="zh"', "", "html: no lang"),
        ("<title>题</title>", "", "0 titles, or an empty one"),
        ("<h2>一", "<h1>一", "headings begin [1, 1, 3], with 2 h1"),
        ("<h2>一</h2>", "", "h3 follows h1: 二"),
        ("<h2>三", "<h2>", "an empty h2"),
        ("<article>", "<section></section><article>", "a section without a heading"),
        ("<footer>脚</footer>", "", "0 contentinfo landmarks"),
        ("</main>", "</main><header>又</header>", "2 banner landmarks"),
        (' alt=""', "", "img without alt: a.png"),
        (' width="1"', "", "img without width: a.png"),
        ("<h2>三", '<h2 id="content">三', "2 elements have the id content"),
        ('"#content"', '"#nowhere"', "the first link does not skip to the content: #nowhere"),
        ("<main>", "<main><p>广告</p>", "before the h1 stands: 广告"),
        ('<a href="a/"', '<a tabindex="3" href="a/"', "a has the tabindex 3"),
    ],
)
def test_a_fault_is_found(old: str, new: str, problem: str) -> None:
    assert SOUND.count(old) == 1
    assert problem in structure_problems(SOUND.replace(old, new))
