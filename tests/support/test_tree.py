"""Digests of trees tell apart what differs, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .tree import differences, tree_digest


def fill(directory: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return directory


def test_a_digest_is_the_sha256_of_each_file_by_its_path(tmp_path: Path) -> None:
    fill(tmp_path, {"b.txt": "", "a/文.txt": "abc", ".hidden": ""})
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert list(tree_digest(tmp_path).items()) == [(".hidden", empty), ("a/文.txt", abc), ("b.txt", empty)]


def test_times_and_empty_folders_do_not_count(tmp_path: Path) -> None:
    one, two = fill(tmp_path / "1", {"a": "x"}), fill(tmp_path / "2", {"a": "x"})
    os.utime(one / "a", (0, 0))
    (two / "empty").mkdir()
    assert differences(tree_digest(one), tree_digest(two)) == []


def test_each_difference_is_named(tmp_path: Path) -> None:
    one = fill(tmp_path / "1", {"a": "x", "b": "x", "c/d": "x"})
    two = fill(tmp_path / "2", {"a": "x", "b": "y", "e": "x"})
    found = differences(tree_digest(one), tree_digest(two))
    assert found == ["differs: b", "only in the first: c/d", "only in the second: e"]


def test_a_link_is_no_copy(tmp_path: Path) -> None:
    one, two = fill(tmp_path / "1", {"a": "x", "b": "x"}), fill(tmp_path / "2", {"a": "x"})
    (two / "b").symlink_to("a")
    assert differences(tree_digest(one), tree_digest(two)) == ["differs: b"]


def test_a_folder_that_is_not_there_is_an_error_and_not_an_empty_tree(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        tree_digest(tmp_path / "absent")
