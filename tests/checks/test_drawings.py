"""SVG files that would run or fetch something."""

from __future__ import annotations

import pytest
from fixtures.sites import Site

ITEM = "---\ntitle: 图\ndate: 2012-12-30\ncolumn: meetings\n---\n\n![图](d.svg)\n"


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<script>1</script>", "script"),
        ('<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script>', "script"),
        ("<style>@import url(https://evil.example/x.css)</style>", "foreign-resource"),
        ('<rect fill="url(https://evil.example/x.svg#a)"/>', "foreign-resource"),
        ('<a href="&#106;avascript:1"/>', "unsafe-address"),
        ("<g><rect></g>", "bad-picture"),
        ('<g onload="x()"/>', "event-handler"),
        ("<foreignObject/>", "embedded-object"),
        ('<a href="javascript:1"/>', "unsafe-address"),
        ('<image href="//evil.example/x.png"/>', "foreign-resource"),
    ],
)
def test_an_active_drawing_is_refused_at_its_line(site: Site, inside: str, code: str) -> None:
    site.write("news/d/index.md", ITEM).write(
        "news/d/d.svg", f'<svg xmlns="http://www.w3.org/2000/svg">\n{inside}</svg>'
    )
    assert [(p.position.file, p.position.line, p.code) for p in site.problems()] == [("content/news/d/d.svg", 2, code)]


@pytest.mark.parametrize(
    "css",
    [
        '@import\n"https://evil.example/x.css";',
        '@im&#112;ort "https://evil.example/y.css";',
        '<![CDATA[@import]]> "https://evil.example/y.css";',
        "rect{filter:url(\nhttps://evil.example/z.svg#a)}",
    ],
)
def test_css_in_pieces_is_read_as_a_browser_does(site: Site, css: str) -> None:
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg"><style>{css}</style></svg>'
    site.write("news/d/index.md", ITEM).write("news/d/d.svg", drawn)
    assert [problem.code for problem in site.problems()] == ["foreign-resource"]


@pytest.mark.parametrize("encoding", ["gb2312", "big5", "foo", "base64", "utf-7"])
def test_an_encoding_that_is_not_known_is_a_problem(site: Site, encoding: str) -> None:
    drawn = f'<?xml version="1.0" encoding="{encoding}"?><svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'
    site.write("news/d/index.md", ITEM).write("news/d/d.svg", drawn)
    assert {problem.code for problem in site.check()} == {"bad-picture"}


def test_a_plain_drawing_is_fine(site: Site) -> None:
    inside = '<!-- onset = 3 --><defs><path id="a" d="M0 0"/></defs><use href="#a"/>'
    plain = f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'
    site.write("news/d/index.md", ITEM).write("news/d/d.svg", plain)
    assert site.problems() == ()
