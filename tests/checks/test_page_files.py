"""What lies beside hand-written pages is published as it is: so it is looked at."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator

import pytest
from fixtures.documents import DOCUMENT
from fixtures.pictures import encoded, scene
from fixtures.sites import Site, codes

from cxzy_build.checks.page_files import ways_back


@pytest.mark.parametrize("name", ["a.jfif", "b.jpe", "c", "d.pdf", "e.png.bak2"])
def test_a_photo_by_another_name_is_refused(site: Site, name: str) -> None:
    (site.root / "site_src" / name).write_bytes(encoded(scene(), "JPEG"))
    (problem,) = site.check()
    assert (problem.code, problem.is_error, problem.position.file) == ("disguised-picture", True, f"site_src/{name}")


def test_pictures_that_are_not_understood_are_refused(site: Site) -> None:
    (site.root / "site_src/a.psd").write_bytes(b"8BPS\0\1")
    (site.root / "site_src/b.bin").write_bytes(b"\0\0\0\x0cjP  \r\n")
    assert codes(site.check()) == ["disguised-picture", "disguised-picture"]


def test_documents_are_looked_into(site: Site) -> None:
    (site.root / "site_src/form.docx").write_bytes(b"no archive")
    site.page("form.md", "# 表\n\n[表](form.docx)\n")
    assert codes(site.check()) == ["damaged-file"]


def test_a_drawing_that_runs_something_is_refused(site: Site) -> None:
    site.page("x.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    assert codes(site.check()) == ["script"]


def test_what_programs_left_behind_is_told_and_not_published(site: Site) -> None:
    names = ["old.md.bak", "assets/~$x.docx", "Thumbs.db", "desktop.ini", "a.css~", "#plan.md#"]
    for name in names:
        site.page(name, "内部")
    assert codes(site.build().problems) == ["not-read"] * len(names)
    assert not [name for name in names if (site.site_dir / name).exists()]


def test_a_manuscript_that_no_page_links_to_is_told(site: Site) -> None:
    for name in ("稿件.docx", "a.wps", "表.rtf", "verify.txt"):
        (site.root / "site_src" / name).write_bytes(DOCUMENT)
    site.page("form.md", "# 表\n\n[甲](a.wps)、[乙](%E8%A1%A8.rtf)\n")
    (problem,) = site.check()
    assert (problem.code, problem.is_error, problem.position.file) == ("not-linked", False, "site_src/稿件.docx")


@pytest.mark.parametrize("suffix", [".markdown", ".mdown", ".mkdn", ".mkd"])
def test_pages_by_any_ending_of_markdown_are_looked_into(site: Site, suffix: str) -> None:
    site.page(f"plan{suffix}", "---\ndraft: true\n---\n# 草稿\n\n<!-- 内部 -- >\n")
    assert sorted(codes(site.check())) == ["open-comment", "unknown-key"]


def test_an_empty_page_is_an_error(site: Site) -> None:
    site.page("empty.md", "\n")
    assert [(one.code, one.position.file) for one in site.check()] == [("empty-page", "site_src/empty.md")]


@pytest.mark.parametrize("name", ["创先.md", "创先/a.md", "创先.png"])
def test_a_name_that_is_no_text_is_told(site: Site, name: str) -> None:
    path = os.fsdecode(os.fsencode(site.root) + b"/site_src/" + name.encode("gbk"))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as page:
        page.write("# 甲\n")
    (problem,) = site.check()
    assert (problem.code, problem.is_error) == ("bad-file-name", True)
    assert problem.position.file.startswith("site_src/�")


def test_a_folder_that_may_not_be_looked_into_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.page("more/a.md", "# 甲\n")
    look = os.scandir

    def refuse(path: str) -> Iterator[os.DirEntry[str]]:
        if path.endswith("/site_src/more"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return look(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(PermissionError, match="site_src/more"):
        [*ways_back(site.root / "site_src", str)]


def test_linked_folders_are_looked_into_like_others(site: Site) -> None:
    """MkDocs publishes what is in them."""
    elsewhere = site.root / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "plan.md").write_text("---\ndraft: true\n---\n# 草稿\n", "utf-8")
    (elsewhere / "a.pdf").write_bytes(encoded(scene(), "JPEG"))
    (elsewhere / "old.bak").write_text("内部", "utf-8")
    (site.root / "site_src/more").symlink_to(elsewhere)
    assert [(one.code, one.position.file) for one in site.check()] == [
        ("disguised-picture", "site_src/more/a.pdf"),
        ("not-read", "site_src/more/old.bak"),
        ("unknown-key", "site_src/more/plan.md"),
    ]


def test_what_has_no_end_and_links_to_nowhere_are_told_and_not_published(site: Site) -> None:
    assert site.build().problems == ()
    os.mkfifo(site.root / "site_src/pipe.md")
    (site.root / "site_src/gone.pdf").symlink_to("nowhere.pdf")
    (site.root / "site_src/gone.md").symlink_to("nowhere.md")
    problems = site.build().problems
    assert [(one.code, one.position.file) for one in problems] == [
        ("not-read", f"site_src/{name}") for name in ("gone.md", "gone.pdf", "pipe.md")
    ]
    assert site.build().problems == problems


def test_what_a_program_left_of_a_page_is_told_too(site: Site) -> None:
    site.page("~$plan.md", "# 内部")
    site.page("plan.md~", "# 内部")
    assert codes(site.build().problems) == ["not-read", "not-read"]
    assert not (site.site_dir / "~$plan").exists()


def test_a_link_back_is_told_once(site: Site) -> None:
    (site.root / "site_src/loop").symlink_to("..")
    (site.root / "site_src/more").mkdir()
    (site.root / "site_src/more/loop").symlink_to("..")
    (site.root / "site_src/more/on").symlink_to("../../content")
    found = [one.position.file for one in site.check() if one.code == "broken-symlink"]
    assert found == ["site_src/loop", "site_src/more/loop"]


def test_what_is_no_template_stops_nothing(site: Site) -> None:
    theme = site.root / "theme"
    shared = theme.resolve()
    theme.unlink()
    shutil.copytree(shared, theme)
    (site.root / "theme/.#main.html").symlink_to("user@host.1234")
    (site.root / "theme/cxzy/.#base.html").symlink_to("user@host.1234")
    os.mkfifo(site.root / "theme/pipe.html")
    os.mkfifo(site.root / "theme/cxzy/pipe.html")
    assert site.check() == ()


def test_what_mkdocs_leaves_aside_is_not_looked_at(site: Site) -> None:
    site.page(".drafts/plan.md", "---\ndraft: true\n---\n# 草稿\n")
    assert site.check() == ()


def test_other_files_are_published(site: Site) -> None:
    names = ["robots.txt", "assets/more.css", "form.csv", "backup.zip"]
    for name in names:
        site.page(name, "文")
    assert site.build().problems == ()
    assert all((site.site_dir / name).is_file() for name in names)


@pytest.mark.parametrize("name", ["assets/名单13812345678.zip", "x13812345678.md", "13812345678/a.md"])
def test_a_private_number_in_a_name_is_told(site: Site, name: str) -> None:
    (problem,) = site.page(name, "# 甲\n\n文\n").check()
    assert (problem.code, problem.is_error, problem.position.file) == ("private-number", False, f"site_src/{name}")
    assert "13812345678" not in problem.message
