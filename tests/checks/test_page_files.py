"""What lies beside hand-written pages is published as it is: so it is looked at."""

from __future__ import annotations

import pytest
from fixtures.pictures import encoded, scene
from fixtures.sites import Site, codes

from cxzy_build.checks.page_files import is_left_behind


@pytest.mark.parametrize("name", ["a.jfif", "b.jpe", "c", "d.pdf", "e.png.bak2"])
def test_a_photo_by_another_name_is_refused(site: Site, name: str) -> None:
    (site.root / "site_src" / name).write_bytes(encoded(scene(), "JPEG"))
    (problem,) = site.check()
    assert (problem.code, problem.is_error, problem.position.file) == ("disguised-picture", True, f"site_src/{name}")


def test_pictures_that_are_not_understood_are_refused(site: Site) -> None:
    (site.root / "site_src/a.psd").write_bytes(b"8BPS\0\1")
    (site.root / "site_src/b.bin").write_bytes(b"\0\0\0\x0cjP  \r\n")
    assert codes(site.check()) == ["disguised-picture", "disguised-picture"]


def test_a_drawing_that_runs_something_is_refused(site: Site) -> None:
    site.page("x.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    assert codes(site.check()) == ["script"]


def test_what_programs_left_behind_is_told_and_not_published(site: Site) -> None:
    names = ["old.md.bak", "assets/~$x.docx", "Thumbs.db", "desktop.ini", "a.css~"]
    for name in names:
        site.page(name, "内部")
    assert codes(site.build().problems) == ["not-read"] * len(names)
    assert not [name for name in names if (site.site_dir / name).exists()]


def test_other_files_are_published(site: Site) -> None:
    names = ["robots.txt", "assets/more.css", "form.docx", "backup.zip"]
    for name in names:
        site.page(name, "文")
    assert site.build().problems == ()
    assert all((site.site_dir / name).is_file() for name in names)
    assert not any(is_left_behind(name) for name in names)
