"""What is left in files for download is told before they are published."""

from __future__ import annotations

import errno
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from fixtures.documents import packed
from fixtures.pictures import encoded, phone_photo, scene
from fixtures.sites import Site, codes, where
from PIL import Image

from cxzy_build.checks.attachments import traces
from cxzy_build.errors import BuildFailed

ITEM = "---\ntitle: 甲\ndate: 2012-02-01\ncolumn: meetings\n---\n\n[表](form{suffix})\n"


DOCUMENTS = [
    (".docx", packed(word__document="<w:p/>"), ""),
    (".docx", packed(word__document='<w:p><w:del w:author="甲">x</w:del></w:p>'), "修订记录"),
    (".docx", packed(word__document="<w:p/>", word__comments='<w:comment w:id="0"/>'), "批注"),
    (".docx", packed(word__document="<w:p/>", word__comments="<w:comments/>"), ""),
    (".docx", packed(word__document='<ns0:ins ns0:author="甲"><ns0:insideH/></ns0:ins>'), "修订记录"),
    (".docx", packed(word__document="<w:instrText/><w:insideH/><w:deletion/>"), ""),
    (".xlsx", packed(xl__workbook="<x:sheet name='甲' state='veryHidden'/>"), "隐藏的工作表"),
    (".xlsx", packed(xl__comments1="<x:comments><x:comment ref='A1'/></x:comments>"), "批注"),
    (".xlsx", packed(xl__workbook='<sheet name="甲" sheetId="1" state="hidden"/>'), "隐藏的工作表"),
    (".xlsx", packed(xl__workbook='<sheet name="hidden" sheetId="1"/>'), ""),
    (".docx", packed(word__document="<w:p/>", word__footnotes='<w:ins w:author="甲"/>'), "修订记录"),
    (".xlsx", packed(xl__comments1='<comments><comment ref="A1"/></comments>'), "批注"),
    (
        ".xlsx",
        packed(xl__comments1="<comments/>", xl__threadedComments__threadedComment1="<threadedComment />"),
        "批注",
    ),
    (".pptx", packed(ppt__commentAuthors='<p:cmAuthor id="0"/>'), ""),
    (".pptx", packed(ppt__comments__comment1='<p:cmLst><p:cm authorId="0"/></p:cmLst>'), "批注"),
    (".pptx", packed(ppt__comments__modernComment_1_0="<p188:cmLst><p188:cm id='{}'/></p188:cmLst>"), "批注"),
]


@pytest.mark.parametrize(("suffix", "data", "found"), DOCUMENTS)
def test_what_is_left_in_a_document(tmp_path: Path, suffix: str, data: bytes, found: str) -> None:
    file = tmp_path / f"form{suffix}"
    file.write_bytes(data)
    assert "、".join(traces(file) or ()) == found


def without_place() -> Image.Exif:
    data = Image.Exif()
    data[0x010F] = "maker"
    return data


@pytest.mark.parametrize(
    ("name", "photo", "found"),
    [
        ("word/media/image1.jpeg", phone_photo((300, 200)), ("照片的拍摄地点",)),
        ("word/media/image1.JPG", phone_photo((300, 200)), ("照片的拍摄地点",)),
        ("word/media/image1.jpeg", encoded(scene(), "JPEG"), ()),
        ("word/media/image1.jpeg", encoded(scene(), "JPEG", exif=without_place()), ()),
        ("word/media/image1.jpeg", b"\xff\xd8\xff\xe1\0\x20Exif\0\0MM\0*\0\0\xff\xff", ()),
    ],
)
def test_a_photo_in_a_document_that_says_where_it_was_taken(
    tmp_path: Path, name: str, photo: bytes, found: tuple[str, ...]
) -> None:
    file = tmp_path / "form.docx"
    with ZipFile(file, "w") as document:
        document.writestr("word/document.xml", "<w:p/>")
        document.writestr(name, photo)
    assert traces(file) == found


def test_a_damaged_document_stops_nothing(tmp_path: Path) -> None:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as document:
        document.writestr("word/document.xml", "<w:p/>" * 99)
    data = bytearray(held.getvalue())
    start = 30 + len("word/document.xml")
    data[start : start + 4] = b"\xff" * 4
    file = tmp_path / "form.docx"
    file.write_bytes(data)
    assert traces(file) is None


def test_a_document_packed_as_no_program_of_office_does_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "form.docx"
    with ZipFile(file, "w", ZIP_LZMA) as document:
        document.writestr("word/document.xml", "<w:p/>" * 99)
    assert traces(file) is None


@pytest.mark.parametrize("data", [b"no archive", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a password's"])
def test_a_document_that_nobody_can_open_is_a_warning(site: Site, data: bytes) -> None:
    site.write("news/a/index.md", ITEM.format(suffix=".docx")).write("news/a/form.docx", data)
    (problem,) = site.problems()
    assert (problem.code, problem.is_error, problem.position.file) == (
        "damaged-file",
        False,
        "content/news/a/form.docx",
    )


def test_an_attachment_with_traces_is_a_warning_until_it_is_another_one(site: Site) -> None:
    site.write("news/a/index.md", ITEM.format(suffix=".docx")).write("news/a/form.docx", DOCUMENTS[1][1])
    for _ in range(2):
        (problem,) = site.build().problems
        assert (problem.code, problem.is_error, problem.position.file) == ("traces", False, "content/news/a/form.docx")
    assert site.write("news/a/form.docx", DOCUMENTS[0][1]).build().problems == ()


def test_an_attachment_that_could_not_be_read_is_looked_at_again_though_it_is_as_it_was(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an item that is to come, nobody copies it yet."""

    def refuse(file: Path) -> bytes:
        raise PermissionError(errno.EACCES, "refused", f"{file}")

    site.write("news/a/index.md", ITEM.format(suffix=".docx")).write("news/a/form.docx", DOCUMENTS[0][1])
    with monkeypatch.context() as refused:
        refused.setattr("cxzy_build.checks.attachments.start_of", refuse)
        with pytest.raises(BuildFailed) as failed:
            site.build("2012-01-01")
    assert ("news/a/form.docx", 1, "unreadable") in where(failed.value.problems)
    assert site.build("2012-01-01").problems == ()


@pytest.mark.parametrize("suffix", [".pdf", ".txt", ".zip"])
def test_a_photo_that_is_called_something_else_is_refused(site: Site, suffix: str) -> None:
    site.write("news/a/index.md", ITEM.format(suffix=suffix))
    site.write(f"news/a/form{suffix}", encoded(scene(), "JPEG"))
    assert codes(site.problems()) == ["disguised-picture"]
