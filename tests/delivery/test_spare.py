"""Two trees, one exchange."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cxzy_build.delivery import spare as spare_module
from cxzy_build.delivery.spare import MARKER, SpareTree, check_site_dir, exclusive, recover, spare_of, swap_in
from cxzy_build.errors import UsageError


def fill(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}


def test_a_file_is_written_only_if_its_bytes_differ(tmp_path: Path) -> None:
    assert SpareTree(tmp_path / "spare").write("a/b/c.html", b"one")
    tree = SpareTree(tmp_path / "spare")
    assert not tree.write("a/b/c.html", b"one")
    assert tree.write("a/b/c.html", b"two")
    assert contents(tree.folder) == {"a/b/c.html": "two"}


def test_a_file_that_is_known_to_be_another_is_replaced_whatever_is_there(tmp_path: Path) -> None:
    tree = SpareTree(fill(tmp_path / "spare", {"a": "old", "b/c": "file"}))
    before = (tree.folder / "a").stat().st_ino
    with (tree.folder / "a").open() as reader:
        assert all(tree.write(path, b"new", is_other=True) for path in ("a", "b", "x/y"))
        assert reader.read() == "old"
        assert (tree.folder / "a").stat().st_ino != before
    assert contents(tree.folder) == {"a": "new", "b": "new", "x/y": "new"}


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    tree = SpareTree(fill(tmp_path / "spare", {"a": "file", "b/c": "file"}))
    assert tree.write("a/index.html", b"1")
    assert tree.write("b", b"2")
    assert contents(tree.folder) == {"a/index.html": "1", "b": "2"}


def test_pruning_leaves_just_what_belongs(tmp_path: Path) -> None:
    tree = SpareTree(fill(tmp_path / "spare", {"a.html": "", "old/deep/b.html": "", "old/c.html": "", "d.html": ""}))
    (tree.folder / "link").symlink_to(tmp_path)
    tree.prune(frozenset({"a.html", "old/c.html"}))
    assert contents(tree.folder) == {"a.html": "", "old/c.html": ""}
    assert not (tree.folder / "old/deep").exists()
    assert not (tree.folder / "link").is_symlink()


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_spare_takes_the_place_of_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(spare_module, "_exchange", lambda one, other: False)
    spare, site = fill(tmp_path / ".site.spare", {"x": "new"}), fill(tmp_path / "site", {"x": "old"})
    swap_in(spare, site)
    assert (contents(site), contents(spare)) == ({"x": "new"}, {"x": "old"})
    assert sorted(p.name for p in tmp_path.iterdir()) == [".site.spare", "site"]


def test_the_first_site_just_takes_its_place(tmp_path: Path) -> None:
    spare, site = fill(tmp_path / ".site.spare", {"x": "new"}), tmp_path / "site"
    site.mkdir()
    swap_in(spare, site)
    assert contents(site) == {"x": "new"}
    assert not spare.exists()


def test_an_exchange_by_renaming_that_was_interrupted_is_finished(tmp_path: Path) -> None:
    site = tmp_path / "site"
    fill(tmp_path / ".site.old", {"x": "old"})
    recover(site)
    assert contents(site) == {"x": "old"}
    fill(tmp_path / ".site.old", {"x": "older"})
    recover(site)
    assert contents(site) == {"x": "old"}
    assert not (tmp_path / ".site.old").exists()


@pytest.mark.parametrize("place", [".", "..", "content", "content/site"])
def test_sources_are_never_replaced(tmp_path: Path, place: str) -> None:
    content = fill(tmp_path / "project/content", {"news/a.md": ""})
    with pytest.raises(UsageError, match="重叠"):
        check_site_dir((tmp_path / "project" / place).resolve(), (content,))


def test_only_an_empty_folder_or_a_site_of_ours_is_replaced(tmp_path: Path) -> None:
    site = tmp_path / "site"
    check_site_dir(site, ())
    site.mkdir()
    check_site_dir(site, ())
    (site / "letter.txt").write_text("dear")
    with pytest.raises(UsageError, match="不是本程序生成"):
        check_site_dir(site, ())
    (site / MARKER).touch()
    check_site_dir(site, ())


def test_a_second_build_waits_and_is_told_so(tmp_path: Path) -> None:
    said: list[str] = []

    class GaveUp(Exception):
        pass

    def on_wait() -> None:
        said.append("waiting")
        raise GaveUp  # or this test would wait for itself

    with exclusive(tmp_path / "site", on_wait), pytest.raises(GaveUp), exclusive(tmp_path / "site", on_wait):
        pass
    assert said == ["waiting"]
    with exclusive(tmp_path / "site", on_wait):
        assert spare_of(tmp_path / "site").parent == tmp_path


def test_where_nothing_can_be_written_beside_the_site_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="不能写"), exclusive(tmp_path / "file/site", lambda: None):
        pass


@pytest.mark.parametrize("kind", ["a link", "a link to nowhere", "a pipe"])
def test_a_lock_that_is_no_file_is_refused_and_what_lies_behind_it_left_alone(tmp_path: Path, kind: str) -> None:
    other, lock = tmp_path / "other", tmp_path / ".site.lock"
    if kind == "a pipe":
        os.mkfifo(lock)
    else:
        lock.symlink_to(other)
    if kind == "a link":
        other.write_text("我的")
    with pytest.raises(UsageError, match=r"打不开 .*/\.site\.lock"), exclusive(tmp_path / "site", lambda: None):
        pass
    assert other.read_text() == "我的" if kind == "a link" else not other.exists()


def test_a_folder_within_another_site_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "site", {MARKER: ""})
    with pytest.raises(UsageError, match="在另一个网站"):
        check_site_dir(tmp_path / "site/a/b", [])


def test_a_mount_point_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: path == tmp_path / "site")
    with pytest.raises(UsageError, match="挂载点"):
        check_site_dir(tmp_path / "site", [])


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
    assert contents(elsewhere) == {"a.html": "mine"}
    assert contents(spare) == {"news/a.html": "ours", "b.html": "", "c.html": "ours"}


def test_a_lock_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / ".site.lock").mkdir()
    with pytest.raises(UsageError, match=r"打不开 .*/\.site\.lock"), exclusive(tmp_path / "site", lambda: None):
        pass
