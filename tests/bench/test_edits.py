"""Edits between measured builds change what they say and nothing else, and leave a project that can be built."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from fixtures.sites import Site

from bench.corpus import write_ours
from bench.edits import EDITS, Desk

Tree = dict[str, bytes]

FILES = {
    "a branch's name": "content/branches/b00.md",
    "a column's name": "content/campaign.yml",
    "a hand-written page": "site_src/plan.md",
    "the style sheet": "theme/assets/cxzy.css",
    "a template": "theme/cxzy/items/news.html",
}
"""Edits that are always of the same file."""

TEXTS = (
    "a sentence in a body",
    "a sentence in a first paragraph",
    "a title",
    "a date moved to another month",
    "an item's branch",
)
"""Edits of one item's text, in its place."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("edits") / "written"
    write_ours(root, 40)
    return root


@pytest.fixture
def root(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "project"))


def _tree(root: Path) -> Tree:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _edited(root: Path, name: str) -> tuple[Tree, Tree]:
    """The files that differ, as they were and as they are, after one edit."""
    desk = Desk(root, days=1)
    before = _tree(root)
    desk.edit(name)
    after = _tree(root)
    return (
        {path: data for path, data in before.items() if after.get(path) != data},
        {path: data for path, data in after.items() if before.get(path) != data},
    )


def _one(files: Tree) -> str:
    (data,) = files.values()
    return data.decode()


def _front_and_text(source: str) -> tuple[dict[str, object], str]:
    _, front, text = source.split("---\n", 2)
    return yaml.safe_load(front), text


@pytest.mark.parametrize("name", ["nothing", "an item's time has come"])
def test_some_edits_touch_no_file(root: Path, name: str) -> None:
    assert _edited(root, name) == ({}, {})


@pytest.mark.parametrize("name", FILES)
def test_an_edit_of_one_file_is_of_no_other(root: Path, name: str) -> None:
    old, new = _edited(root, name)
    assert list(old) == list(new) == [FILES[name]]


@pytest.mark.parametrize("name", TEXTS)
def test_an_edit_of_an_item_is_of_one_news_item(root: Path, name: str) -> None:
    old, new = _edited(root, name)
    assert list(old) == list(new)
    assert next(iter(new)).startswith("content/news/")


def test_a_body_changes_below_its_first_paragraph(root: Path) -> None:
    old, new = map(_one, _edited(root, "a sentence in a body"))
    before, after = (source.partition("<!-- more -->") for source in (old, new))
    assert before[0] == after[0]
    assert len(before[2]) < len(after[2])


def test_a_first_paragraph_has_a_new_beginning_and_nothing_else_changes(root: Path) -> None:
    (front, text), (new_front, new_text) = (
        _front_and_text(_one(files)) for files in _edited(root, "a sentence in a first paragraph")
    )
    assert front == new_front
    assert new_text.endswith(text.lstrip())
    assert len(new_text.splitlines()) == len(text.splitlines())


@pytest.mark.parametrize(
    ("name", "key"), [("a title", "title"), ("a date moved to another month", "date"), ("an item's branch", "branch")]
)
def test_a_key_changes_and_no_other(root: Path, name: str, key: str) -> None:
    (front, text), (new_front, new_text) = (_front_and_text(_one(files)) for files in _edited(root, name))
    assert text == new_text
    assert {k for k in front.keys() | new_front.keys() if front.get(k) != new_front.get(k)} == {key}


def test_a_date_goes_to_another_month(root: Path) -> None:
    old, new = (
        str(_front_and_text(_one(files))[0]["date"]) for files in _edited(root, "a date moved to another month")
    )
    assert old[:7] != new[:7]


def test_a_column_gets_another_name_and_keeps_its_id(root: Path) -> None:
    old, new = (yaml.safe_load(_one(files))["columns"] for files in _edited(root, "a column's name"))
    assert old[0]["name"] != new[0]["name"]
    assert old[0]["id"] == new[0]["id"]
    assert old[1:] == new[1:]


@pytest.mark.parametrize("name", ["an item added, the newest", "an item added anywhere"])
def test_an_item_is_added_beside_the_others(root: Path, name: str) -> None:
    old, new = _edited(root, name)
    assert old == {}
    assert next(iter(new)).startswith("content/news/")


def test_the_newest_is_newer_than_all_others(root: Path) -> None:
    dates = {str(_front_and_text(path.read_text("utf-8"))[0]["date"]) for path in root.glob("content/news/**/*.md")}
    _, new = _edited(root, "an item added, the newest")
    assert str(_front_and_text(_one(new))[0]["date"]) > max(dates)


def test_an_item_is_removed(root: Path) -> None:
    old, new = _edited(root, "an item removed")
    assert new == {}
    assert sum(path.endswith(".md") for path in old) == 1


def test_an_item_is_renamed_with_all_that_is_in_it(root: Path) -> None:
    old, new = _edited(root, "an item renamed")
    assert not old.keys() & new.keys()
    assert sorted(old.values()) == sorted(new.values())


def test_a_picture_is_replaced_under_its_name(root: Path) -> None:
    old, new = _edited(root, "a picture replaced")
    assert list(old) == list(new)
    assert next(iter(new)).endswith(".png")


def test_the_same_edits_give_the_same_project_which_is_valid_all_along(written: Path, tmp_path: Path) -> None:
    roots = [Path(shutil.copytree(written, tmp_path / name)) for name in ("a", "b")]
    desks = [Desk(root, days=2) for root in roots]
    for name in (*EDITS, *EDITS):
        for desk in desks:
            desk.edit(name)
        assert Site(roots[0]).problems(f"{desks[0].now:%Y-%m-%d %H:%M}") == ()
    assert _tree(roots[0]) == _tree(roots[1])
    assert desks[0].now == desks[1].now
    assert Site(roots[0]).check() == ()


def test_the_clock_goes_on_and_brings_out_one_item_a_day(root: Path) -> None:
    desk, site = Desk(root, days=2), Site(root)
    out, moments = [site.content(f"{desk.now:%Y-%m-%d %H:%M}").out()], [desk.now]
    for name in ("nothing", "an item's time has come", "nothing", "an item's time has come"):
        desk.edit(name)
        moments.append(desk.now)
        out.append(site.content(f"{desk.now:%Y-%m-%d %H:%M}").out())
    assert moments == sorted(set(moments))
    assert [len(now - before) for before, now in pairwise(out)] == [0, 1, 0, 1]


def test_another_generators_way_to_write_items_is_understood(root: Path) -> None:
    """Dates without quotation marks, and a campaign.yml that is JSON."""
    campaign = root / "content/campaign.yml"
    campaign.write_text(
        '{"name": "一", "organisation": "二",\n "columns": [\n  {\n   "id": "a",\n   "name": "三"}]}', "utf-8"
    )
    for path in (root / "content/news").rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace('date: "', "date: ").replace('"\nbranch', "\nbranch"), "utf-8")
    desk = Desk(root, days=1)
    for name in EDITS:
        desk.edit(name)
    assert yaml.safe_load(campaign.read_text("utf-8"))["columns"][0]["name"].startswith("栏目")
