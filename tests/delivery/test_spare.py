"""The spare is brought up to date."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixtures.trees import fill, texts_in

from cxzy_build.delivery.spare import SpareTree


def test_a_file_is_written_only_if_its_bytes_differ(tmp_path: Path) -> None:
    assert SpareTree(tmp_path / "spare").write("a/b/c.html", b"one")
    tree = SpareTree(tmp_path / "spare")
    assert not tree.write("a/b/c.html", b"one")
    assert tree.write("a/b/c.html", b"two")
    assert texts_in(tree.folder) == {"a/b/c.html": "two"}


def test_a_file_that_is_known_to_be_another_is_replaced_whatever_is_there(tmp_path: Path) -> None:
    tree = SpareTree(fill(tmp_path / "spare", {"a": "old", "b/c": "file"}))
    before = (tree.folder / "a").stat().st_ino
    with (tree.folder / "a").open() as reader:
        assert all(tree.write(path, b"new", is_other=True) for path in ("a", "b", "x/y"))
        assert reader.read() == "old"
        assert (tree.folder / "a").stat().st_ino != before
    assert texts_in(tree.folder) == {"a": "new", "b": "new", "x/y": "new"}


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    tree = SpareTree(fill(tmp_path / "spare", {"a": "file", "b/c": "file"}))
    assert tree.write("a/index.html", b"1")
    assert tree.write("b", b"2")
    assert texts_in(tree.folder) == {"a/index.html": "1", "b": "2"}


def test_pruning_leaves_just_what_belongs(tmp_path: Path) -> None:
    tree = SpareTree(fill(tmp_path / "spare", {"a.html": "", "old/deep/b.html": "", "old/c.html": "", "d.html": ""}))
    (tree.folder / "link").symlink_to(tmp_path)
    tree.prune(frozenset({"a.html", "old/c.html"}))
    assert texts_in(tree.folder) == {"a.html": "", "old/c.html": ""}
    assert not (tree.folder / "old/deep").exists()
    assert not (tree.folder / "link").is_symlink()


def test_a_reader_of_the_published_file_is_given_the_whole_of_it(tmp_path: Path) -> None:
    spare = fill(tmp_path / "spare", {"x": "old and long"})
    with open(spare / "x") as slow:
        assert slow.read(3) == "old"
        SpareTree(spare).write("x", b"new")
        assert slow.read() == " and long"


def test_links_inside_the_spare_are_never_followed(tmp_path: Path) -> None:
    elsewhere = fill(tmp_path / "elsewhere", {"a.html": "mine"})
    spare = fill(tmp_path / "spare", {"b.html": ""})
    (spare / "news").symlink_to(elsewhere)
    (spare / "c.html").symlink_to(elsewhere / "a.html")
    tree = SpareTree(spare)
    tree.prune(frozenset({"news/a.html", "b.html", "c.html"}))
    tree.write("news/a.html", b"ours")
    tree.write("c.html", b"ours")
    assert texts_in(elsewhere) == {"a.html": "mine"}
    assert texts_in(spare) == {"news/a.html": "ours", "b.html": "", "c.html": "ours"}


@pytest.mark.parametrize("link", ["news", "news/2011"])
def test_what_lies_behind_a_link_in_the_published_tree_is_not_ours(tmp_path: Path, link: str) -> None:
    """Even if it is the same: it is somebody else's, and may change."""
    published = tmp_path / "site"
    elsewhere = fill(tmp_path / "elsewhere", {"2011/a.html": "same", "a.html": "same"})
    (published / link).parent.mkdir(parents=True)
    (published / link).symlink_to(elsewhere)
    tree = SpareTree(tmp_path / "spare", published)
    assert tree.write("news/2011/a.html", b"same")
    behind = {path.stat().st_ino for path in elsewhere.rglob("a.html")}
    assert (tree.folder / "news/2011/a.html").stat().st_ino not in behind


def test_what_the_published_tree_holds_is_linked_not_made_anew(tmp_path: Path) -> None:
    published = fill(tmp_path / "site", {"a/b.html": "same", "c.html": "other"})
    tree = SpareTree(tmp_path / "spare", published)
    assert [tree.write(path, b"same") for path in ("a/b.html", "c.html")] == [False, True]
    assert (tree.folder / "a/b.html").stat().st_ino == (published / "a/b.html").stat().st_ino


def test_a_first_site_has_nothing_to_link(tmp_path: Path) -> None:
    assert SpareTree(tmp_path / "spare", tmp_path / "site").write("a.html", b"new")
