"""What names give away, and names that nobody chose."""

from __future__ import annotations

import pytest
from fixtures.sites import Site, codes

NEWS = "---\ntitle: 名单\ndate: 2011-04-05\ncolumn: practice\n{}---\n\n文。\n"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("13812345678", True),
        ("x-13812345678", True),
        ("x13812345678x", True),
        ("110105194912310021", False),  # its check digit is another one
        ("11010519491231002X", True),
        ("20110405123456", False),
        ("12345678901", False),
    ],
)
def test_a_private_number_in_an_items_name_is_told(site: Site, name: str, told: bool) -> None:
    problems = site.write(f"news/2011-04-05-{name}.md", NEWS.format("slug: list\n")).problems()
    assert codes(problems) == ["private-number"] * told
    assert not any(name in problem.message for problem in problems)


def test_a_private_number_in_the_name_of_a_published_file_is_told(site: Site) -> None:
    site.write("news/名单13812345678.zip", "文")
    assert site.problems() == ()
    site.write("news/x.md", NEWS.format("attachments: [{file: 名单13812345678.zip}]\n"))
    assert codes(site.problems()) == ["private-number"]


@pytest.mark.parametrize("key", ["slug: a-13812345678", "slug: '13812345678'", "aliases: [/a/b13812345678.html]"])
def test_so_is_one_in_an_address_that_is_written(site: Site, key: str) -> None:
    problems = site.write("news/x.md", NEWS.format(f"{key}\n")).problems()
    assert codes(problems) == ["private-number"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("2011-04-05-list - 副本", True),
        ("2011-04-05-list - 副本 (2)", True),
        ("2011-04-05-list (1)", True),
        ("2011-04-05-list - Copy", True),
        ("2011-04-05-list(12)", True),
        ("2011-04-05-list（2011）", False),
        ("2011-04-05-list(2011)", False),
        ("2011-04-05-copy", False),
        ("2011-04-05-副本管理", False),
    ],
)
def test_a_copy_is_told(site: Site, name: str, told: bool) -> None:
    assert codes(site.write(f"news/{name}.md", NEWS.format("slug: other\n")).problems()) == ["copy"] * told
