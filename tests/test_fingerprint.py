"""What decides the site besides its sources: another program, library or setting, and nothing else."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fixtures.sites import PROJECT, Site

from cxzy_build import fingerprint as module
from cxzy_build.fingerprint import fingerprint, purpose_of, purpose_of_drafts, purpose_of_frame
from cxzy_build.settings import MarkdownOptions, Settings

PACKAGE = module._PACKAGE


def fresh() -> str:
    """As another process would find it."""
    fingerprint.cache_clear()
    return fingerprint()


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What these tests made of it is not for others."""
    yield
    fingerprint.cache_clear()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the program, which is taken for the program."""
    copy = tmp_path / "copy"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(module, "_PACKAGE", copy)
    return copy


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that Python looks for libraries in."""
    folder = tmp_path / "libraries"
    (folder / "thing-1.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [*sys.path, str(folder), str(tmp_path / "none")])
    return folder


def test_it_is_found_out_once_and_is_the_same_every_time(package: Path) -> None:
    first = fresh()
    assert fresh() == first
    (package / "site.py").write_text("changed")
    assert fingerprint() == first


def test_it_is_the_same_in_another_process_with_other_surroundings(tmp_path: Path) -> None:
    told = "from cxzy_build.fingerprint import fingerprint; print(fingerprint())"
    surroundings: tuple[dict[str, str], ...] = ({}, {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Tokyo"})
    found = {
        subprocess.run(
            [sys.executable, "-c", told],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(PROJECT), **one},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for one in surroundings
    }
    assert len(found) == 1


@pytest.mark.parametrize("change", ["one more", "gone", "another version", "made again"])
def test_another_library_is_another_fingerprint(library: Path, change: str) -> None:
    before = fresh()
    thing = library / "thing-1.0.dist-info"
    if change == "one more":
        (library / "other-2.0.dist-info").mkdir()
    elif change == "gone":
        thing.rmdir()
    elif change == "another version":
        thing.rename(library / "thing-1.1.dist-info")
    else:
        os.utime(thing, (1, 1))
    assert fresh() != before


def test_what_is_no_librarys_changes_nothing(library: Path) -> None:
    before = fresh()
    (library / "notes.txt").touch()
    (library / "thing").mkdir()
    assert fresh() == before


@pytest.mark.parametrize("name", ["site.py", "content/graph.py", "preview/browser/client.js"])
def test_a_changed_file_of_the_program_is_another_fingerprint(package: Path, name: str) -> None:
    before, file = fresh(), package / name
    os.utime(file, (1, 1))
    touched = fresh()
    file.write_bytes(file.read_bytes() + b"\n")
    os.utime(file, (1, 1))
    grown = fresh()
    file.unlink()
    assert len({before, touched, grown, fresh()}) == 4


def test_every_file_of_the_program_counts_but_what_only_people_read_or_begin_with(package: Path) -> None:
    files = [path for path in package.rglob("*") if path.is_file() and path.suffix not in (".txt", ".md")]
    before = fresh()
    for file in files:
        os.utime(file, (1, 1))
        before, earlier = fresh(), before
        assert before != earlier, file


def test_what_python_or_an_editor_leaves_beside_the_program_does_not_count(package: Path) -> None:
    before = fresh()
    (package / "__pycache__").mkdir()
    for name in ("__pycache__/site.cpython-311.pyc", "__pycache__/site.pyc.1234", ".site.py.swp", "site.py~"):
        (package / name).touch()
    assert fresh() == before


def test_another_python_is_another_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fresh()
    monkeypatch.setattr(sys, "version", "4.0")
    assert fresh() != before


# settings

OTHER: dict[str, Any] = {
    "root": Path("/other"),
    "content_dir": Path("/other/content"),
    "docs_dir": Path("/other/site_src"),
    "theme_dir": Path("/other/theme"),
    "site_dir": Path("/other/site"),
    "site_url": "https://other.example.org/",
    "site_name": "另一个名字",
    "markdown": MarkdownOptions.of(("tables",), {}),
    "now": dt.datetime(2013, 1, 2),
    "jobs": 7,
    "preview": True,
    "search": False,
    "config_digest": "other",
    "config_name": "other.yml",
}
"""Another value for each setting."""

FRAME = {"root", "docs_dir", "theme_dir", "site_url", "site_name", "markdown"}
PAGES = FRAME | {"content_dir", "preview", "search"}
DRAFTS = {"root", "content_dir", "site_url", "markdown"}


def test_every_setting_is_tried() -> None:
    assert OTHER.keys() == {one.name for one in dataclasses.fields(Settings)}


@pytest.mark.parametrize(
    ("purpose", "decisive"),
    [(purpose_of, PAGES), (purpose_of_frame, FRAME), (purpose_of_drafts, DRAFTS)],
    ids=["pages", "frame", "drafts"],
)
def test_a_purpose_depends_on_the_settings_that_decide_and_on_no_other(
    site: Site, purpose: Callable[[Settings], str], decisive: set[str]
) -> None:
    settings = site.quick_settings()
    changed = {name for name, value in OTHER.items() if purpose(replaced(settings, name)) != purpose(settings)}
    assert changed == decisive


def replaced(settings: Settings, name: str) -> Settings:
    return dataclasses.replace(settings, **{name: OTHER[name]})


def test_values_do_not_run_together(site: Site) -> None:
    settings = site.quick_settings()
    one = dataclasses.replace(settings, site_url="https://a.example/b", site_name="c")
    other = dataclasses.replace(settings, site_url="https://a.example/", site_name="bc")
    assert purpose_of(one) != purpose_of(other)


def test_another_program_is_another_purpose(site: Site, package: Path) -> None:
    settings, purposes = site.quick_settings(), (purpose_of, purpose_of_frame, purpose_of_drafts)
    before = [purpose(settings) for purpose in purposes]
    (package / "site.py").write_text("changed")
    fingerprint.cache_clear()
    assert all(purpose(settings) != one for purpose, one in zip(purposes, before, strict=True))


def test_drafts_have_no_purpose_where_mkdocs_yml_may_read_more_than_the_sources(site: Site) -> None:
    assert purpose_of_drafts(site.quick_settings()) != ""
    assert purpose_of_drafts(site.settings()) == ""


def test_options_of_markdown_are_told_apart_and_their_order_is_not(site: Site) -> None:
    slugify = (os.path.basename, os.path.dirname, partial(os.path.join, "a"), partial(os.path.join, "b"))
    assert len({_with_options(site, toc={"slugify": one}) for one in slugify}) == len(slugify)
    assert _with_options(site, toc={"a": 1, "b": 2}) == _with_options(site, toc={"b": 2, "a": 1})
    assert _with_options(site, toc={"a": 1}) != _with_options(site, toc={"a": "1"}) != _with_options(site)


def _with_options(site: Site, **options: dict[str, Any]) -> str:
    markdown = MarkdownOptions.of(("toc",), options)
    return purpose_of(dataclasses.replace(site.quick_settings(), markdown=markdown))
