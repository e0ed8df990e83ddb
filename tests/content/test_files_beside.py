"""A file whose name is not quite as written."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from cxzy_build.content.files_beside import FilesBeside, files_by_folder

BESIDE = files_by_folder(["a/照片.JPG", "a/photo-1.jpeg", "a/report.pdf", "a/b/photo-2.jpg", "campaign.yml"])


def test_an_item_is_not_meant_by_the_name_of_another_file() -> None:
    beside = FilesBeside(["at.md", "b.md"])
    assert (beside.nearest("a.mp4"), beside.alike("b.mp4"), beside.alike("B.md")) == ("", "", "b.md")


def test_files_are_parted_by_folder() -> None:
    assert {folder: one.names for folder, one in BESIDE.items()} == {
        "": ["campaign.yml"],
        "a": ["photo-1.jpeg", "report.pdf", "照片.JPG"],
        "a/b": ["photo-2.jpg"],
    }


@pytest.mark.parametrize(
    ("name", "meant"),
    [("照片.jpg", "照片.JPG"), ("照片.png", "照片.JPG"), ("Report.PDF", "report.pdf"), ("photo-2.jpg", ""), ("", "")],
)
def test_case_and_ending_may_be_others(name: str, meant: str) -> None:
    assert BESIDE["a"].alike(name) == meant


def test_a_name_may_be_encoded_otherwise() -> None:
    composed, decomposed = normalize("NFC", "é.jpg"), normalize("NFD", "é.jpg")
    beside = FilesBeside([decomposed])
    assert beside.twin(composed) == decomposed
    assert beside.twin("e.jpg") == ""


@pytest.mark.parametrize(("name", "meant"), [("photo1.jpg", "photo-1.jpeg"), ("something-else.jpg", "")])
def test_the_nearest_is_found_by_its_name_without_the_ending(name: str, meant: str) -> None:
    assert BESIDE["a"].nearest(name) == meant
