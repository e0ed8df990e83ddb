"""Names of pictures as they are published."""

from __future__ import annotations

import pytest

from cxzy_build.content.picture_names import derived_name, is_picture, namesakes, published_name, unfit_name


@pytest.mark.parametrize(
    ("name", "published"),
    [("a/IMG.HEIC", "a/IMG.jpg"), ("a.b.tiff", "a.b.jpg"), ("a.JPG", "a.JPG"), ("a.svg", "a.svg"), ("a.pdf", "a.pdf")],
)
def test_kinds_that_not_every_browser_shows_become_jpeg(name: str, published: str) -> None:
    assert published_name(name) == published
    assert is_picture(name) == (name != "a.pdf")


def test_a_derived_name_is_known_and_others_are_not() -> None:
    assert (unfit_name(derived_name("照片/a.PNG", 800, "avif")) or "")[0] == "address-collision"
    for name in ("a.webp", "a.800.webp", "a.jpg.webp", "a.jpg.800.jpg", "a.jpg.0.webp"):
        assert unfit_name(name) is None


def test_every_form_of_a_picture_must_have_a_name_that_file_systems_take() -> None:
    fit, unfit = (f"照片/{'照' * 78}{'x' * more}.jpg" for more in (2, 3))
    assert unfit_name(fit) is None
    assert len(derived_name(fit.removeprefix("照片/"), 12800, "webp").encode()) <= 255
    assert (unfit_name(unfit) or "")[0] == "bad-file-name"
    assert [unfit_name(unfit.replace(".jpg", suffix)) for suffix in (".pdf", ".svg", ".gif")] == [None] * 3


def test_namesakes_are_other_names_only() -> None:
    assert "a.jpg" in namesakes("a.heic")
    assert "a.HEIC" in namesakes("a.heic")
    assert "a.heic" not in namesakes("a.heic")
    assert list(namesakes("a.jpg")) == []
