"""What lies under content/, by names and signatures. What is refused: see tests/content/test_drafts.py."""

from __future__ import annotations

import os
import random
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from fixtures.sites import Site
from hypothesis import given
from hypothesis import strategies as st

from cxzy_build.files import signature_of
from cxzy_build.models.collections import COLLECTIONS
from cxzy_build.source.tree import Tree, changes_of, list_tree, with_changes


def tree_of(site: Site) -> Tree:
    return list_tree(site.settings())


def test_every_file_is_known_by_its_size_times_and_inode(site: Site) -> None:
    files = tree_of(site).files
    found = (path for path in site.content_dir.rglob("*") if path.is_file())
    assert files == {path.relative_to(site.content_dir).as_posix(): signature_of(path.stat()) for path in found}


def test_items_are_those_files_of_collections_that_end_in_md(site: Site) -> None:
    site.write("news/a/notes.txt", "").write("news/a.md/photo.png", b"").write("readme.txt", "")
    tree = tree_of(site)
    assert tree.items == tuple(path for path in tree.files if path.endswith(".md"))
    assert {path.partition("/")[0] for path in tree.items} == set(COLLECTIONS)
    assert {"news/a/notes.txt", "news/a.md/photo.png", "readme.txt"} <= tree.files.keys()


@pytest.mark.parametrize(
    ("path", "is_told"),
    [("news/a/Index.md", True), ("news/a/b/INDEX.md", True), ("news/a/my-Index.md", False), ("news/Index.md", False)],
)
def test_a_folders_item_is_written_in_small_letters(site: Site, path: str, is_told: bool) -> None:
    problems = tree_of(site.write(path, "")).problems
    assert [(one.position.file, one.code) for one in problems] == [(f"content/{path}", "bad-file-name")] * is_told
    assert all("`index.md`" in one.hint for one in problems)


def test_the_order_does_not_depend_on_that_of_the_folder(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before, scandir = tree_of(site), os.scandir

    class Backwards:
        def __init__(self, path: str) -> None:
            with scandir(path) as entries:
                self._entries = sorted(entries, key=lambda entry: entry.name, reverse=True)

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self._entries

        def __exit__(self, *about: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Backwards)
    after = tree_of(site)
    assert (list(after.files), after.items) == (list(before.files), before.items)


def test_a_link_to_a_file_has_the_signature_of_that_file(site: Site) -> None:
    photo = "news/2011-03-05-volunteers/photo.png"
    os.symlink("2011-03-05-volunteers/photo.png", site.content_dir / "news/again.png")
    tree = tree_of(site)
    assert tree.files["news/again.png"] == tree.files[photo]
    assert tree.refused == frozenset()


def test_a_link_that_is_refused_is_no_file_and_is_named(site: Site) -> None:
    os.symlink("/etc/passwd", site.content_dir / "news/x.pdf")
    os.symlink("../results", site.content_dir / "news/x")
    tree = tree_of(site)
    assert tree.refused == {"news/x.pdf", "news/x"}
    assert not [path for path in tree.files if path.startswith("news/x")]
    assert {problem.position.file for problem in tree.problems} == {"content/news/x.pdf", "content/news/x"}


def test_what_is_no_ordinary_file_is_not_read_and_told(site: Site) -> None:
    os.mkfifo(site.content_dir / "news/pipe.md")
    tree = tree_of(site)
    assert "news/pipe.md" not in tree.files
    assert [(one.position.file, one.code) for one in tree.problems] == [("content/news/pipe.md", "not-read")]


@pytest.mark.parametrize("change", ["contents", "times", "another file"])
def test_a_change_shows_in_the_signature(site: Site, change: str) -> None:
    path = site.content_dir / "branches/retired.md"
    before = tree_of(site).files
    _wait_for_a_tick(path)
    if change == "contents":
        path.write_bytes(path.read_bytes().swapcase())
        os.utime(path, ns=(0, before["branches/retired.md"][1]))
    elif change == "times":
        os.utime(path)
    else:
        data = path.read_bytes()
        path.rename(site.content_dir / "branches/other.txt")
        path.write_bytes(data)
    after = tree_of(site).files
    assert {path for path in before if before[path] != after[path]} == {"branches/retired.md"}


def _wait_for_a_tick(path: Path) -> None:
    """Until the file system's clock shows another time than that of the file's last change."""
    probe = path.with_name("probe")
    while not probe.exists() or probe.stat().st_ctime_ns <= path.stat().st_ctime_ns:
        probe.write_bytes(b"")
    probe.unlink()


def test_a_project_without_content_is_an_empty_tree(site: Site) -> None:
    site.delete(".")
    assert tree_of(site) == Tree({}, (), frozenset(), ())


NAMES = st.sampled_from(["a", "a.md", "a-b", "a b", "b", "index.md", "A.md", "一.md", "一"])
PLACES = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


@given(st.dictionaries(PLACES, st.integers(0, 2)), st.dictionaries(PLACES, st.integers(0, 2)), st.randoms())
def test_a_listing_is_told_by_what_differs_from_an_earlier_one(
    before: dict[str, int], after: dict[str, int], dice: random.Random
) -> None:
    """In whatever order that is known: files that were added stand last in a table."""
    tree, files = listing_of(after), list(listing_of(before).files.items())
    dice.shuffle(files)
    known = dict(files)
    changes = changes_of(tree, known)
    again = with_changes(known, changes)
    assert again == tree
    assert list(again.files) == list(tree.files)
    assert changes.tree.files == {path: one for path, one in tree.files.items() if known.get(path) != one}


def listing_of(sizes: dict[str, int]) -> Tree:
    """A folder with files of these sizes, as it would be listed; where a file and a folder have one name, the file."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder, "content")
        for path, size in sorted(sizes.items(), key=lambda one: len(one[0])):
            file = content / "news" / path
            if not any(parent.is_file() for parent in file.parents) and not file.is_dir():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(b"x" * size)
        tree = list_tree(Site(Path(folder)).settings())
    return replace(tree, files={path: (signature[0], 0, 0, 0) for path, signature in tree.files.items()})
