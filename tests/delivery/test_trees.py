"""What is known of both trees, and how they differ from it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures.trees import Trees

from cxzy_build.delivery.trees import Damage, TreesKnown, folders_of

FILES = {"index.html": b"home", "news/index.html": b"news", "news/a/index.html": b"a", "news/a/b.png": b"b", "x/y": b""}

OLDER = {**FILES, "x/y": b"older"}

BOTH = pytest.mark.parametrize("spare", [False, True])


@pytest.fixture(params=["never exchanged", "exchanged once", "exchanged twice"])
def trees(request: pytest.FixtureRequest, tmp_path: Path) -> Trees:
    """Both trees, which hold FILES."""
    before = {"never exchanged": [FILES], "exchanged once": [OLDER], "exchanged twice": [FILES, OLDER]}
    trees = Trees(tmp_path)
    for files in (*before[request.param], FILES):
        trees.publish(files)
    return trees


def top(trees: Trees, spare: bool) -> Path:
    return trees.spare if spare else trees.site


def files(*paths: str) -> Damage:
    return Damage(frozenset(paths), frozenset())


def strays(*paths: str) -> Damage:
    return Damage(frozenset(), frozenset(paths))


@BOTH
def test_trees_that_nobody_touched_have_no_damage(trees: Trees, spare: bool) -> None:
    assert trees.damage(spare=spare) == files()


@BOTH
def test_one_tree_is_not_taken_for_the_other_where_they_are_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spare: bool
) -> None:
    monkeypatch.setattr(os, "link", _no_links)
    trees = Trees(tmp_path).publish_twins(FILES)
    assert trees.damage(spare=spare) == files()
    trees.site, trees.spare = trees.spare, trees.site
    assert trees.damage(spare=spare).touched == FILES.keys()


def _no_links(source: str, target: str) -> None:
    raise OSError("no links here")


def _lost(path: Path) -> None:
    path.unlink()


def _grown(path: Path) -> None:
    path.write_bytes(b"longer than before")


def _touched(path: Path) -> None:
    os.utime(path)


def _replaced(path: Path) -> None:
    """By the same bytes with the same times, in another inode."""
    data, before = path.read_bytes(), path.stat()
    path.rename(path.with_name("aside"))
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    path.with_name("aside").unlink()


def _linked(path: Path) -> None:
    path.rename(path.parents[3] / "elsewhere")
    path.symlink_to(path.parents[3] / "elsewhere")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@BOTH
@pytest.mark.parametrize("hurt", [_lost, _grown, _touched, _replaced, _linked, _folder, _pipe])
def test_a_file_that_is_not_as_it_was_is_found_in_its_tree(
    trees: Trees, spare: bool, hurt: Callable[[Path], None]
) -> None:
    path = top(trees, spare) / "news/a/b.png"
    if hurt in (_grown, _touched):  # the twin is the same file
        shutil.copy2(path, path.with_name("copy"))
        (path.with_name("copy")).replace(path)
    hurt(path)
    found = trees.damage(spare=spare)
    assert found == (
        files()._replace(touched=frozenset({"news/a/b.png"}))
        if hurt in (_touched, _replaced)
        else files("news/a/b.png")
    )
    assert trees.damage(spare=not spare)._replace(touched=frozenset()) == files()


@BOTH
@pytest.mark.parametrize("name", ["index.html", "news/a/b.png"])
def test_a_file_is_found_that_was_replaced_though_its_folder_has_its_old_time(
    trees: Trees, spare: bool, name: str
) -> None:
    """As rsync does it."""
    path = top(trees, spare) / name
    times = path.parent.stat()
    path.with_name("copy").write_bytes(b"other")
    path.with_name("copy").replace(path)
    os.utime(path.parent, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert trees.damage(spare=spare) == files(name)


def test_a_file_changed_in_place_is_found_in_both_trees_for_it_is_the_same(trees: Trees) -> None:
    _grown(trees.site / "index.html")
    assert [trees.damage(spare=spare) for spare in (False, True)] == [files("index.html")] * 2


@BOTH
def test_what_does_not_belong_there_is_found(trees: Trees, spare: bool) -> None:
    here = top(trees, spare)
    (here / "news/a/.hidden").touch()
    (here / "x/empty").mkdir()
    (here / "new/b").mkdir(parents=True)
    (here / "new/b/c").touch()
    (here / "link").symlink_to("news")
    assert trees.damage(spare=spare) == strays("news/a/.hidden", "x/empty", "new", "link")
    assert trees.damage(spare=not spare) == strays()


@BOTH
def test_what_does_not_belong_there_is_found_though_its_folder_says_nothing_of_it(trees: Trees, spare: bool) -> None:
    folder = top(trees, spare) / "news"
    times = folder.stat()
    (folder / "stray").touch()
    os.utime(folder, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert trees.damage(spare=spare) == strays("news/stray")


@BOTH
@pytest.mark.parametrize("instead", ["nothing", "a file", "a link to nothing", "an empty folder"])
def test_where_a_folder_is_no_more_its_files_are_lost(trees: Trees, spare: bool, instead: str) -> None:
    news = top(trees, spare) / "news"
    shutil.rmtree(news)
    if instead == "a file":
        news.touch()
    elif instead == "a link to nothing":
        news.symlink_to("nowhere")
    elif instead == "an empty folder":
        news.mkdir()
    assert trees.damage(spare=spare) == files("news/index.html", "news/a/index.html", "news/a/b.png")


@BOTH
def test_behind_a_link_in_a_folders_place_nothing_is_looked_at(trees: Trees, spare: bool) -> None:
    """Whatever lies there belongs to somebody, and is not to be removed."""
    news, elsewhere = top(trees, spare) / "news", trees.site.parent / "elsewhere"
    news.rename(elsewhere)
    (elsewhere / "a/own.txt").touch()
    (elsewhere / "own.txt").touch()
    news.symlink_to(elsewhere)
    assert trees.damage(spare=spare) == files("news/index.html", "news/a/index.html", "news/a/b.png")


@BOTH
@pytest.mark.parametrize("instead", ["nothing", "a file", "a link"])
def test_where_the_tree_is_no_more_all_files_are_lost(trees: Trees, spare: bool, instead: str) -> None:
    here, elsewhere = top(trees, spare), trees.site.parent / "elsewhere"
    here.rename(elsewhere)
    (elsewhere / "own.txt").touch()
    if instead == "a file":
        here.touch()
    elif instead == "a link":
        here.symlink_to(elsewhere)
    assert trees.damage(spare=spare) == files(*FILES)


def test_nothing_is_known_of_trees_that_were_never_published(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert Trees(tmp_path).known == TreesKnown()
    assert Trees(tmp_path).damage(spare=False) == files()


def test_names_tell_what_each_folder_holds(trees: Trees) -> None:
    assert trees.known.names == {
        "": {"index.html", "news", "x"},
        "news": {"index.html", "a"},
        "news/a": {"index.html", "b.png"},
        "x": {"y"},
    }


def test_every_folder_above_a_file_is_named() -> None:
    assert folders_of(()) == {""}
    assert folders_of(("a/b/c.html", "a/d.html", "e.html")) == {"", "a", "a/b"}
