"""The items made up for measuring: always the same, as rich as officers' own, and fit for every generator."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from fixtures.sites import Site, codes
from PIL import Image

from bench.corpus import COLLECTIONS, WRITERS, entries, png, write_hugo, write_mkdocs, write_ours, write_zensical

COUNT = 30
ENTRIES = list(entries(COUNT))


def _tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_same_seed_gives_the_same_items_and_fewer_are_the_first_of_more() -> None:
    assert list(entries(COUNT)) == ENTRIES
    assert list(entries(7)) == ENTRIES[:7]
    assert list(entries(COUNT, seed=1)) != ENTRIES


@pytest.mark.parametrize("writer", WRITERS)
def test_a_writer_writes_the_same_files_again(writer: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        WRITERS[writer](tmp_path / name, 5)
    assert _tree(tmp_path / "a") == _tree(tmp_path / "b")


def test_every_collection_has_items_and_one_item_in_five_a_picture() -> None:
    many = list(entries(1000))
    assert {entry.collection for entry in many} == set(COLLECTIONS)
    assert 150 < sum(entry.picture for entry in many) < 250


def test_bodies_have_two_to_six_kilobytes_and_everything_that_officers_write() -> None:
    for entry in entries(1000):
        assert 2000 <= len(entry.body.encode()) <= 6144
        for mark in ("<!-- more -->", "\n## ", "**", "](https://example.org/", "\n- ", "\n> ", "\n| --- |"):
            assert mark in entry.body
        assert (f"]({entry.picture_name})" in entry.body) == entry.picture


def test_pictures_can_be_read_and_each_is_another() -> None:
    made = [png(number) for number in (0, 1, 255, 256, 65536, 99_999)]
    assert len(set(made)) == len(made)
    for data in made:
        with Image.open(BytesIO(data)) as picture:
            picture.load()
            assert picture.size == (320, 200)


def test_our_project_has_nothing_wrong(tmp_path: Path) -> None:
    write_ours(tmp_path / "ours", COUNT)
    site = Site(tmp_path / "ours")
    assert codes(site.check()) == []
    paths = site.content().out()
    assert sum(not path.startswith("branches/") for path in paths) == COUNT
    pictures = {path for path in _tree(site.content_dir) if path.endswith(".png")}
    assert len(pictures) == sum(entry.picture for entry in ENTRIES)


def test_hugo_has_the_lists_that_we_have_and_pictures_in_bundles(tmp_path: Path) -> None:
    write_hugo(tmp_path, COUNT)
    config = tomllib.loads((tmp_path / "hugo.toml").read_text("utf-8"))
    assert set(config["taxonomies"].values()) == {"branches", "pledges", "months", "columns"}
    assert config["pagination"]["pagerSize"] == 20
    for entry in ENTRIES:
        place = tmp_path / "content" / entry.collection / entry.name
        page = place / "index.md" if entry.picture else place.with_suffix(".md")
        front, text = _split(page)
        assert front["title"] == entry.title
        assert set(config["taxonomies"].values()) < front.keys()
        assert "<!--more-->" in text
        assert (place / entry.picture_name).is_file() == entry.picture


def test_materials_blog_plugin_builds_every_post_without_a_warning(tmp_path: Path) -> None:
    write_mkdocs(tmp_path, COUNT)
    subprocess.run((sys.executable, "-m", "mkdocs", "build", "-q", "--strict"), cwd=tmp_path, check=True)
    pages = {path.relative_to(tmp_path / "site/news").as_posix() for path in (tmp_path / "site/news").rglob("*.html")}
    assert sum(bool(re.fullmatch(r"\d{4}/\d\d/\d\d/.+/index\.html", path)) for path in pages) == COUNT
    assert "page/2/index.html" in pages
    assert any(path.startswith("archive/") for path in pages)
    assert any(path.startswith("category/") for path in pages)


def test_zensical_has_every_item_in_a_folder_of_its_month(tmp_path: Path) -> None:
    write_zensical(tmp_path, COUNT)
    assert yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))["nav"] == ["index.md"]
    for entry in ENTRIES:
        page = tmp_path / "docs" / entry.collection / f"{entry.day:%Y/%m}" / f"{entry.name}.md"
        front, text = _split(page)
        assert front == {"title": entry.title}
        assert text.endswith(entry.body)
        assert page.with_name(entry.picture_name).is_file() == entry.picture


def _split(path: Path) -> tuple[dict[str, object], str]:
    _, front, text = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(front), text
