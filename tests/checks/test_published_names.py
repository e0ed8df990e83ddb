"""What names give away, and names that nobody chose."""

from __future__ import annotations

import time

import pytest
from fixtures.sites import Site, codes

from cxzy_build.source.text_files import TextFile

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
        ("x 138-1234-5678", True),
        ("１３８ 1234 5678", True),
        ("+8613812345678", True),
        ("110105 19491231 002X", True),
        ("4111111111111111", True),
        ("4111 1111 1111 1112", False),
        ("参观 15.30.12-345", False),
    ],
)
def test_a_private_number_in_an_items_name_is_told(site: Site, name: str, told: bool) -> None:
    problems = site.write(f"news/2011-04-05-{name}.md", NEWS.format("slug: list\n")).problems()
    assert codes(problems) == ["private-number"] * told
    assert not any(name in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("名单13812345678.zip", (5, 22)),
        ("名单138 1234 5678.zip", (5, 22)),
        ("名单_13812345678_二.zip", (5, 25)),  # told as text
        ("13812345678/名单.zip", (5, 22)),
        ("4111111111111111.zip", (5, 22)),
    ],
)
def test_a_private_number_in_the_name_of_a_published_file_is_told_once(
    site: Site, name: str, place: tuple[int, int]
) -> None:
    site.write(f"news/x/{name}", "文")
    assert site.problems() == ()
    site.write("news/x/index.md", NEWS.format(f"attachments: [{{file: {name}}}]\n"))
    (problem,) = site.problems()
    assert (problem.code, problem.position.line, problem.position.column) == ("private-number", *place)
    assert not any(digits in problem.message for digits in ("1234", "1111111"))


def test_a_photo_is_told_by_the_name_that_its_writer_knows(site: Site) -> None:
    site.write("news/13812345678.heic", "文")
    (problem,) = site.write("news/x.md", f"{NEWS.format('')}\n![甲](13812345678.heic)\n").problems()
    assert "`138……78.heic`" in problem.message


def test_a_file_that_the_body_names_is_told_there(site: Site) -> None:
    site.write("news/名单13812345678.zip", "文")
    (problem,) = site.write("news/x.md", f"{NEWS.format('')}\n电话见[名单](名单13812345678.zip)。\n").problems()
    assert (problem.code, problem.position.line) == ("private-number", 9)


@pytest.mark.parametrize(
    ("key", "column"),
    [
        ("slug: a-13812345678", 7),
        ("slug: '13812345678'", 8),
        ("slug: 138-1234-5678", 7),
        ("aliases: [/a/b13812345678.html]", 11),
    ],
)
def test_so_is_one_in_an_address_that_is_written(site: Site, key: str, column: int) -> None:
    (problem,) = site.write("news/x.md", NEWS.format(f"{key}\n")).problems()
    assert (problem.code, problem.position.line, problem.position.column) == ("private-number", 5, column)


def test_it_is_told_though_the_text_had_it_for_a_moment(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which is no more so when the next build comes, to which the item is the one that was read before."""
    name, written = "名单_13812345678_二.zip", f"{NEWS.format('')}\n[名单](名单%5F13812345678%5F二.zip)\n"
    site.write("news/x/index.md", written).write(f"news/x/{name}", "文")
    time.sleep(0.05)  # until nothing has only just been written
    with monkeypatch.context() as meanwhile:
        other = TextFile("content/news/x/index.md", f"{written}\n{name}\n")
        meanwhile.setattr("cxzy_build.content.positions.Positions.text", lambda positions, path: other)
        assert not site.quick_build().problems
    site.write("news/x/index.md", written)
    assert codes(site.quick_build().problems) == ["private-number"]


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
