"""What is left in files for download is told before they are published."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from fixtures.pictures import encoded, scene
from fixtures.sites import Site, codes

from cxzy_build.checks.attachments import traces

ITEM = "---\ntitle: 甲\ndate: 2012-02-01\ncolumn: meetings\n---\n\n[表](form{suffix})\n"


def packed(**parts: str) -> bytes:
    """A document of Office with these parts."""
    held = BytesIO()
    with ZipFile(held, "w") as document:
        for name, text in parts.items():
            document.writestr(name.replace("__", "/") + ".xml", text)
    return held.getvalue()


DOCUMENTS = [
    (".docx", packed(word__document="<w:p/>"), ""),
    (".docx", packed(word__document='<w:p><w:del w:author="甲">x</w:del></w:p>'), "修订记录"),
    (".docx", packed(word__document="<w:p/>", word__comments='<w:comment w:id="0"/>'), "批注"),
    (".docx", packed(word__document="<w:p/>", word__comments="<w:comments/>"), ""),
    (".xlsx", packed(xl__workbook='<sheet name="甲" sheetId="1" state="hidden"/>'), "隐藏的工作表"),
    (".xlsx", packed(xl__workbook='<sheet name="hidden" sheetId="1"/>'), ""),
    (".pptx", packed(ppt__commentAuthors='<p:cmAuthor id="0"/>'), "批注"),
    (".docx", b"no archive", ""),
    (".pdf", packed(word__document='<w:del w:author="甲">'), ""),
]


@pytest.mark.parametrize(("suffix", "data", "found"), DOCUMENTS)
def test_what_is_left_in_a_document(tmp_path: Path, suffix: str, data: bytes, found: str) -> None:
    file = tmp_path / f"form{suffix}"
    file.write_bytes(data)
    assert "、".join(traces(file)) == found


def test_a_damaged_document_stops_nothing(tmp_path: Path) -> None:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as document:
        document.writestr("word/document.xml", "<w:p/>" * 99)
    data = bytearray(held.getvalue())
    start = 30 + len("word/document.xml")
    data[start : start + 4] = b"\xff" * 4
    file = tmp_path / "form.docx"
    file.write_bytes(data)
    assert list(traces(file)) == []


def test_an_attachment_with_traces_is_a_warning_until_it_is_another_one(site: Site) -> None:
    site.write("news/a/index.md", ITEM.format(suffix=".docx")).write("news/a/form.docx", DOCUMENTS[1][1])
    for _ in range(2):
        (problem,) = site.build().problems
        assert (problem.code, problem.is_error, problem.position.file) == ("traces", False, "content/news/a/form.docx")
    assert site.write("news/a/form.docx", DOCUMENTS[0][1]).build().problems == ()


@pytest.mark.parametrize("suffix", [".pdf", ".txt", ".zip"])
def test_a_photo_that_is_called_something_else_is_refused(site: Site, suffix: str) -> None:
    site.write("news/a/index.md", ITEM.format(suffix=suffix))
    site.write(f"news/a/form{suffix}", encoded(scene(), "JPEG"))
    assert codes(site.problems()) == ["disguised-picture"]
