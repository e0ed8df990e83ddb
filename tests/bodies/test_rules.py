"""Rules about bodies that both ways of converting one keep."""

from __future__ import annotations

import pytest

from cxzy_build.bodies.body import BodyImage
from cxzy_build.bodies.rules import has_false_attributes, is_elsewhere, levelled, plain_text, with_figures
from cxzy_build.bodies.slots import image_slot

SITE = "https://www.example.edu.cn/cxzy/"


def _image(title: str = "") -> BodyImage:
    return BodyImage(0, "<img>", "", title, "", (("title", title),) if title else (), clickable=False)


def _paragraph(*numbers: int) -> str:
    return f"<p>{' '.join(map(image_slot, numbers))}</p>\n"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.example.com/", True),
        ("//www.example.com/", True),
        ("mailto:a@example.edu.cn", True),
        (f"{SITE}news/", False),
        ("/news/", False),
        ("a.pdf#p", False),
    ],
)
def test_an_address_is_elsewhere_if_it_names_another_host_or_scheme(address: str, expected: bool) -> None:
    assert is_elsewhere(address, SITE) == expected


def test_headings_stand_one_level_below_the_other_under_the_pages_own() -> None:
    assert levelled('<h1 id="a">一</h1><H2>二</H2><h5>五</h5>') == '<h2 id="a">一</h2><h3>二</h3><h4>五</h4>'
    assert levelled("<h3>三</h3><hr><h3>三</h3>") == "<h2>三</h2><hr><h2>三</h2>"
    assert levelled("".join(f"<h{n}>一</h{n}>" for n in range(1, 7))).endswith("<h6>一</h6><h6>一</h6>")
    assert levelled("<H2>二</H2><hr>") == "<H2>二</H2><hr>"


def test_the_text_of_html_has_no_tags_comments_or_broken_lines() -> None:
    assert plain_text("<p>甲\n<b>乙</b> a &lt; b<!-- <p>丙</p> --></p>") == "甲乙 a < b"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p class="a">甲</p>', False),
        ("", False),
        ('写成 id="a"', True),
        ('<p>写成 id="a"</p>', True),
        ("<p>写成 id=&quot;a&quot;</p>", False),
    ],
)
def test_only_texts_that_read_like_attributes_are_taken_for_them(html: str, expected: bool) -> None:
    assert has_false_attributes(html) == expected


def test_pictures_with_nothing_between_them_are_an_album() -> None:
    html, images = with_figures(
        f"<p>文</p>\n{_paragraph(0, 1)}{_paragraph(2)}<p>文</p>", (_image(), _image(), _image("丙"))
    )
    held = "".join(map(image_slot, range(3)))
    assert html == f'<p>文</p>\n<div class="cx-album" data-count="3">{held}</div>\n<p>文</p>'
    assert [(image.in_album, image.alone) for image in images] == [(True, True), (True, False), (True, False)]


@pytest.mark.parametrize("count", [2, 4, 6])
def test_in_an_album_that_fills_its_lines_none_has_one_to_itself(count: int) -> None:
    _, images = with_figures(_paragraph(*range(count)), (_image(),) * count)
    assert [(image.in_album, image.alone) for image in images] == [(True, False)] * count


def test_a_picture_by_itself_leaves_its_paragraph_if_words_are_to_stand_below_it() -> None:
    html, images = with_figures(f"{_paragraph(0)}<p>文</p>\n{_paragraph(1)}", (_image("图下的话"), _image()))
    assert html == f"{image_slot(0)}\n<p>文</p>\n{_paragraph(1)}"
    assert [(image.in_album, image.alone) for image in images] == [(False, True), (False, False)]
