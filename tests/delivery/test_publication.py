"""Whatever both trees held, and whatever befell them: after a publication the published one holds the new files and
nothing else; after a second one, its twin does so too."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from fixtures.trees import Files, Trees, contents
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cxzy_build.delivery import exchange, publication
from cxzy_build.delivery.disk import link_file
from cxzy_build.delivery.trees import Damage, folders_of
from cxzy_build.files import digest_of

FILES = {"index.html": b"home", "news/index.html": b"news", "news/a/index.html": b"a", "news/a/b.png": b"b", "x": b""}


@pytest.fixture(params=["links", "copies"])
def trees(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trees:
    """Trees that hold nothing yet; on one of two kinds of file systems."""
    if request.param == "copies":
        monkeypatch.setattr(os, "link", _no_links)
    return Trees(tmp_path)


def _no_links(source: str, target: str) -> None:
    raise OSError("no links here")


WHOLE = Damage(frozenset(), frozenset())


def is_right(trees: Trees, files: Files) -> None:
    """Both trees hold `files`, and that is known of them."""
    is_published(trees, files)
    assert contents(trees.spare) == files
    assert trees.damage(spare=True) == WHOLE


def is_published(trees: Trees, files: Files) -> None:
    """The published tree holds `files`, and that is known of it."""
    assert contents(trees.site) == files
    assert trees.damage(spare=False) == WHOLE
    assert {path: known[0] for path, known in trees.known.files.items()} == {p: digest_of(d) for p, d in files.items()}
    assert trees.known.folders.keys() == folders_of(files)


def inodes(trees: Trees) -> dict[str, set[int]]:
    """By path: of the file in either tree."""
    found: dict[str, set[int]] = {}
    for top in (trees.site, trees.spare):
        for path in (path for path in top.rglob("*") if path.is_file()):
            found.setdefault(path.relative_to(top).as_posix(), set()).add(path.stat().st_ino)
    return found


# undamaged trees


def test_a_first_publication_makes_one_tree(trees: Trees) -> None:
    is_published(trees.publish(FILES), FILES)
    assert trees.written == FILES.keys()
    assert not trees.spare.exists()
    assert trees.damage(spare=True) == Damage(frozenset(FILES), frozenset())


@pytest.mark.parametrize("files", [FILES, {**FILES, "x": b"other"}], ids=["nothing", "something"])
def test_the_second_one_makes_a_twin_of_it(trees: Trees, files: Files) -> None:
    is_right(trees.publish(FILES).publish(files), files)
    assert trees.written == {path for path in FILES if FILES[path] != files[path]}


def test_twins_are_the_same_files_where_there_can_be_links(tmp_path: Path) -> None:
    assert all(len(found) == 1 for found in inodes(Trees(tmp_path).publish_twins(FILES)).values())


def test_whatever_lies_in_trees_of_which_nothing_is_known_is_replaced(trees: Trees) -> None:
    for top in (trees.site, trees.spare):
        (top / "news").mkdir(parents=True)
        (top / "news/b.html").write_text("other")
        (top / "news/index.html").write_text("other")
        (top / "index.html").mkdir()
        (top / "x").symlink_to("news")
    is_right(trees.publish(FILES), FILES)


def test_where_nothing_is_known_what_is_published_stays_as_old_as_it_is(trees: Trees) -> None:
    """Or a reader who asks whether a page is newer than his own would be told that it is not."""
    before = times(trees.publish(FILES))
    for _ in range(3):
        is_right(trees.forget().publish(FILES), FILES)
        assert (trees.written, times(trees)) == (frozenset(), before)
    changed = {**FILES, "x": b"changed"}
    for files in (changed, FILES):
        older = times(trees)
        is_right(trees.forget().publish(files), files)
        assert trees.written == {"x"}
        assert times(trees)["x"] > older["x"]
        assert {path for path, time in times(trees).items() if time != older[path]} == {"x"}


def times(trees: Trees) -> dict[str, int]:
    """When each published file was changed."""
    return {path: (trees.site / path).stat().st_mtime_ns for path in FILES}


def test_a_build_that_fails_does_not_have_to_make_the_twin_again(trees: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    after = {**FILES, "x": b"changed", "y/z": b"new"}
    del after["news/a/b.png"]
    trees.publish(FILES).fail(after)
    assert contents(trees.site) == FILES
    assert trees.damage(spare=False) == WHOLE
    assert trees.damage(spare=True).files == {"x", "news/a/b.png"}
    linked: list[str] = []

    def watched(source: str, target: str) -> None:
        linked.append(target)
        link_file(source, target)

    monkeypatch.setattr(publication, "link_file", watched)
    trees.fail(FILES)
    assert {os.path.relpath(path, trees.spare) for path in linked} == {"x", "news/a/b.png"}
    monkeypatch.undo()
    is_right(trees.publish(after), after)


def test_the_twin_can_be_made_before_it_is_wanted(trees: Trees) -> None:
    before = trees.publish(FILES).known
    trees.make_twin()
    assert (contents(trees.spare), trees.damage(spare=False), trees.damage(spare=True)) == (FILES, WHOLE, WHOLE)
    known = trees.known
    assert trees.make_twin().known is known is not before
    changed = {**FILES, "x": b"changed"}
    is_right(trees.publish(changed), changed)


def test_what_the_published_tree_has_lost_is_not_in_such_a_twin(trees: Trees) -> None:
    trees.publish(FILES)
    (trees.site / "x").unlink()
    trees.make_twin()
    assert trees.damage(spare=True).files == {"x"}
    is_right(trees.publish(FILES), FILES)


def test_a_small_change_writes_what_changed_and_nothing_else(trees: Trees) -> None:
    before = inodes(trees.publish_twins(FILES))
    changed = {**FILES, "news/a/index.html": b"changed", "news/c/index.html": b"new"}
    is_right(trees.publish(changed), changed)
    assert trees.written == {"news/a/index.html", "news/c/index.html"}
    after = inodes(trees)
    assert {path for path in FILES if after[path] == before[path]} >= FILES.keys() - {"news/a/index.html"}


def test_nothing_is_touched_where_nothing_changed(trees: Trees) -> None:
    known = trees.publish_twins(FILES).known
    site = _when_written(trees.site)
    is_right(trees.publish(FILES), FILES)
    assert trees.written == frozenset()
    assert trees.known is known
    assert _when_written(trees.site) == site


def _when_written(folder: Path) -> tuple[int, int, int]:
    """Which folder it is, and when it was written to; not when it was read, for tests read it."""
    status = folder.stat()
    return status.st_ino, status.st_mtime_ns, status.st_ctime_ns


@pytest.mark.parametrize(
    "after",
    [
        {path: data for path, data in FILES.items() if not path.startswith("news/a/")},
        {path: data for path, data in FILES.items() if not path.startswith("news")},
        {"other/deep/er": b""},
        {**{path: data for path, data in FILES.items() if path != "x"}, "x/index.html": b"x", "x/y/z": b""},
        {**{path: data for path, data in FILES.items() if not path.startswith("news")}, "news": b"file"},
        {**{path: data for path, data in FILES.items() if not path.startswith("news/a/")}, "news/a": b"file"},
    ],
    ids=["last of a folder", "folders", "everything", "file to folder", "folders to file", "folder to file"],
)
def test_files_go_and_folders_with_them_and_back_again(trees: Trees, after: Files) -> None:
    trees.publish(FILES)
    for files in (after, FILES):
        is_right(trees.publish(files), files)


def test_a_reader_of_the_site_sees_the_old_or_the_new_one_whole(trees: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def watched(tree: Path, site_dir: Path) -> None:
        seen.append(contents(site_dir))
        exchange.swap_in(tree, site_dir)
        seen.append(contents(site_dir))

    monkeypatch.setattr(publication, "swap_in", watched)
    after = {**FILES, "x": b"other", "y": b""}
    trees.publish(FILES).publish(after)
    assert seen[1:] == [FILES, FILES, after]


def test_trees_may_be_exchanged_by_renaming(trees: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "_exchange", lambda one, other: False)
    trees.publish(FILES)
    for files in ({**FILES, "x": b"other"}, FILES):
        is_right(trees.publish(files), files)


def test_many_files_are_shared_among_workers(tmp_path: Path) -> None:
    files = {f"{number % 7}/{number}/{name}": b"1" for number in range(300) for name in ("index.html", "a/b.png")}
    trees = Trees(tmp_path).publish(files, jobs=2)
    is_published(trees, files)
    is_right(trees.publish(files, jobs=2), files)
    changed = {path: b"2" for path in files if path.endswith("html")}
    is_right(trees.publish(changed, jobs=2), changed)


# damage

Hurt = Callable[[Path, Path, str], None]
"""Does something to a tree: its top, a folder that lies elsewhere, a path that the tree holds."""


def _lose(top: Path, elsewhere: Path, path: str) -> None:
    (top / path).unlink()


def _alter(top: Path, elsewhere: Path, path: str) -> None:
    """In place, so that the twin is altered too, where it is the same file."""
    (top / path).write_bytes(b"altered")


def _replace(top: Path, elsewhere: Path, path: str) -> None:
    (top / path).unlink()
    (top / path).write_bytes(b"other")


def _put_link(top: Path, elsewhere: Path, path: str) -> None:
    (top / path).unlink()
    (top / path).symlink_to(elsewhere / "own.txt")


def _put_link_to_the_same(top: Path, elsewhere: Path, path: str) -> None:
    shutil.copy(top / path, elsewhere / "same")
    (top / path).unlink()
    (top / path).symlink_to(elsewhere / "same")


def _put_link_to_folder(top: Path, elsewhere: Path, path: str) -> None:
    (top / path).unlink()
    (top / path).symlink_to(elsewhere)


def _put_folder(top: Path, elsewhere: Path, path: str) -> None:
    (top / path).unlink()
    (top / path).mkdir()
    (top / path / "inside").touch()


def _add_beside(top: Path, elsewhere: Path, path: str) -> None:
    (top / path).with_name("stray").write_text("stray")
    (top / path).with_name("link").symlink_to(elsewhere)
    (top / path).with_name("folder").mkdir()
    (top / path).with_name("folder").joinpath("inside").touch()


def _put_file_for_folder(top: Path, elsewhere: Path, path: str) -> None:
    folder = _first_folder(top, path)
    shutil.rmtree(folder)
    folder.touch()


def _lose_folder(top: Path, elsewhere: Path, path: str) -> None:
    shutil.rmtree(_first_folder(top, path))


def _put_link_for_folder(top: Path, elsewhere: Path, path: str) -> None:
    """To one that holds the same names, and more."""
    folder = _first_folder(top, path)
    target = elsewhere / folder.name
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target, symlinks=True)
    for inside in (target, *(path for path in target.rglob("*") if path.is_dir() and not path.is_symlink())):
        (inside / "own.txt").write_text("own")
    shutil.rmtree(folder)
    folder.symlink_to(target)


def _lose_tree(top: Path, elsewhere: Path, path: str) -> None:
    shutil.rmtree(top)


def _first_folder(top: Path, path: str) -> Path:
    """The topmost folder that the file lies in, within the tree."""
    folder = top / path.partition("/")[0]
    if "/" not in path or folder.is_symlink() or not folder.is_dir():
        raise NothingThere
    return folder


class NothingThere(Exception):
    """There is no such folder."""


HURTS: Mapping[str, Hurt] = {
    hurt.__name__[1:]: hurt
    for hurt in (
        *(_lose, _alter, _replace, _put_link, _put_link_to_the_same, _put_link_to_folder, _put_folder, _add_beside),
        *(_put_file_for_folder, _lose_folder, _put_link_for_folder, _lose_tree),
    )
}


def hurt(trees: Trees, how: str, path: str, where: str) -> None:
    """Damage the `site`, the `spare`, or `both`."""
    elsewhere = trees.site.parent / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    (elsewhere / "own.txt").write_text("own")
    for top in (trees.site, trees.spare) if where == "both" else (getattr(trees, where),):
        try:
            HURTS[how](top, elsewhere, path)
        except (NothingThere, OSError):  # it has been hurt already
            continue


@pytest.mark.parametrize("how", HURTS)
@pytest.mark.parametrize("change", ["nothing", "the same file", "another file", "the file goes", "all others go"])
@pytest.mark.parametrize(
    ("where", "tree_pair"),
    [("site", True), ("spare", True), ("both", True), ("site", False)],
    ids=["site", "spare", "both", "site without a twin yet"],
)
def test_damage_is_mended_whatever_changes(tmp_path: Path, how: str, where: str, change: str, tree_pair: bool) -> None:
    trees, path = Trees(tmp_path), "news/a/index.html"
    before = inodes(trees.publish_twins(FILES) if tree_pair else trees.publish(FILES))
    hurt(trees, how, path, where)
    elsewhere = contents(trees.site.parent / "elsewhere")
    changes: Mapping[str, Files] = {
        "nothing": FILES,
        "the same file": {**FILES, path: b"changed"},
        "another file": {**FILES, "index.html": b"changed"},
        "the file goes": {name: data for name, data in FILES.items() if name != path},
        "all others go": {path: b"a"},
    }
    after = changes[change]
    is_right(trees.publish(after), after)
    assert contents(trees.site.parent / "elsewhere") == elsewhere
    if how not in ("put_file_for_folder", "lose_folder", "put_link_for_folder", "lose_tree"):
        same = {name for name in FILES.keys() - {path} if after.get(name) == FILES[name]}
        assert {name for name in same if inodes(trees)[name] != before[name]} == set()


PATHS = ("a", "a/b", "a/b/c", "a/d", "e/f/g", "e/f/h", "e/i", "j")


def _is_possible(files: Files) -> bool:
    """Whether no file stands where another needs a folder."""
    return not folders_of(files) & files.keys()


site_files = st.dictionaries(st.sampled_from(PATHS), st.sampled_from((b"", b"1", b"2")), min_size=1).filter(
    _is_possible
)
damages = st.lists(
    st.tuples(st.sampled_from(list(HURTS)), st.sampled_from(PATHS), st.sampled_from(("site", "spare", "both"))),
    max_size=3,
)


@pytest.mark.parametrize("kind", ["links", "copies"])
def test_any_publications_with_any_damage_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, cases: Callable[[int, int], int]
) -> None:
    if kind == "copies":
        monkeypatch.setattr(os, "link", _no_links)

    rounds = st.tuples(damages, st.none() | site_files, st.booleans(), site_files)

    @hypothesis_settings(suppress_health_check=list(HealthCheck), max_examples=cases(60, 3000))
    @given(site_files, st.lists(rounds, min_size=1, max_size=3))
    def publish(files: Files, rounds: list[tuple[list[tuple[str, str, str]], Files | None, bool, Files]]) -> None:
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        trees = Trees(tmp_path).publish(files)
        is_published(trees, files)
        for damage, failing, forgets, after in rounds:
            for one in damage:
                hurt(trees, *one)
            if failing is not None:
                trees.fail(failing)
            if forgets:
                was_there = any(trees.site.iterdir()) if trees.site.is_dir() else False
                trees.forget().publish(after)
                (is_right if was_there else is_published)(trees, after)
                files = after
                continue
            elsewhere = contents(tmp_path / "elsewhere")
            lost = trees.look().lost
            whole = files.keys() - trees.look().damage.files - trees.look().spare_damage.files
            before = inodes(trees)
            is_right(trees.publish(after), after)
            assert contents(tmp_path / "elsewhere") == elsewhere
            changed = {path for path in after if after[path] != files.get(path)}
            assert trees.written <= changed | lost
            assert {path for path in whole - changed if path in after and inodes(trees)[path] != before[path]} == set()
            files = after

    publish()
