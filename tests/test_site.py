"""The recipe as a whole: one output for one input, nothing published half-way, nothing lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures.sites import NOW, Site, copy_of_project
from support.tree import differences, tree_digest

from cxzy_build.errors import BuildFailed

CXZY = [sys.executable, "-m", "cxzy_build"]

NewSite = Callable[[str], Site]


def run(site: Site, *arguments: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CXZY, *arguments],
        cwd=site.root,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
    )


def test_two_builds_give_identical_bytes_whatever_the_surroundings(tmp_path: Path) -> None:
    digests = []
    for name, jobs, env in (
        ("one", "1", {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
        ("two", "2", {"TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"}),
    ):
        site = copy_of_project(tmp_path / name)
        done = run(site, "build", "-j", jobs, "--now", NOW, env=env)
        assert done.returncode == 0, done.stderr
        digests.append(tree_digest(site.site_dir))
    assert differences(*digests) == []


def test_the_order_in_which_the_system_lists_files_does_not_matter(
    new_site: NewSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, shuffled = new_site("plain"), new_site("shuffled")
    plain.build()
    scan = os.scandir

    class Shuffled:
        def __init__(self, path: str) -> None:
            self._entries = list(scan(path))
            random.Random(7).shuffle(self._entries)

        def __iter__(self) -> Shuffled:
            return self

        def __next__(self) -> os.DirEntry[str]:
            if not self._entries:
                raise StopIteration
            return self._entries.pop()

        def __enter__(self) -> Shuffled:
            return self

        def close(self) -> None:
            pass

        def __exit__(self, *exception: object) -> None:
            pass

    monkeypatch.setattr("os.scandir", Shuffled)
    shuffled.build()
    assert differences(tree_digest(plain.site_dir), tree_digest(shuffled.site_dir)) == []


def test_mkdocs_build_gives_the_same_tree(tmp_path: Path) -> None:
    ours, theirs = copy_of_project(tmp_path / "ours"), copy_of_project(tmp_path / "theirs")
    ours.build()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=theirs.root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert differences(tree_digest(ours.site_dir), tree_digest(theirs.site_dir)) == []


def test_mkdocs_build_fails_with_the_same_problems(site: Site) -> None:
    site.append(_any_news(site), "\n[x](nowhere.md)\n")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=site.root, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "broken-link" in done.stderr
    assert not site.site_dir.exists()


def test_mkdocs_build_writes_into_no_folder_of_others(site: Site) -> None:
    site.site_dir.mkdir()
    (site.site_dir / "own.txt").write_text("别人的文件", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=site.root, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "site 里有不是本程序生成的文件" in said
    assert "Traceback" not in said
    assert [path.name for path in site.site_dir.iterdir()] == ["own.txt"]


def test_now_decides_what_is_out(site: Site) -> None:
    site.write("news/soon.md", "---\ntitle: 将来\ndate: 2012-12-20 10:00\ncolumn: meetings\n---\n\n正文。\n")
    page = site.site_dir / "news/2012/12/soon/index.html"
    site.build(now="2012-12-20 09:59")
    assert not page.exists()
    site.build(now="2012-12-20 10:00")
    assert page.exists()
    site.build(now="2012-12-19")
    assert not page.exists()
    site.build(now="2012-12-19", preview=True)
    assert "将于2012年12月20日 10:00发布" in page.read_text("utf-8")


def test_a_build_that_fails_leaves_the_published_site_alone(site: Site) -> None:
    site.build()
    before = tree_digest(site.site_dir)
    site.append(_any_news(site), "\n<script>alert(1)</script>\n")
    with pytest.raises(BuildFailed):
        site.build()
    assert differences(before, tree_digest(site.site_dir)) == []


def test_a_build_writes_nothing_under_content(site: Site) -> None:
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in site.content_dir.rglob("*") if p.is_file()}
    folders = {p: p.stat().st_mtime_ns for p in site.content_dir.rglob("*") if p.is_dir()}
    site.build()
    assert {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in site.content_dir.rglob("*") if p.is_file()} == before
    assert {p: p.stat().st_mtime_ns for p in site.content_dir.rglob("*") if p.is_dir()} == folders


def test_a_second_build_writes_only_what_differs(site: Site) -> None:
    site.build()
    site.build()
    assert site.build().changed == 0
    site.append(_any_news(site), "\n新的一段。\n")
    assert 0 < site.build().changed <= 3 + INDEX_FILES


INDEX_FILES = 9
"""Of the search index, by a few characters that are in no other text: theirs, the item's, and that of forms."""


def test_what_is_removed_from_content_goes_from_the_site(site: Site) -> None:
    site.write("news/extra.md", "---\ntitle: 多余\ndate: 2012-12-20\ncolumn: meetings\n---\n\n正文。\n")
    site.build()
    page = site.site_dir / "news/2012/12/extra/index.html"
    assert page.exists()
    site.delete("news/extra.md")
    report = site.build()
    assert not page.exists()
    assert [p.code for p in report.problems] == ["vanished-address"]


def test_an_address_is_not_said_to_vanish_because_its_item_cannot_be_read(site: Site) -> None:
    news = "---\ntitle: 多余\ndate: 2012-12-20\ncolumn: meetings\n---\n\n正文。\n"
    site.write("news/extra.md", news)
    site.build()
    site.write("news/extra.md", news.replace("date: ", "date:"))
    done = run(site, "build")
    assert "yaml-syntax" in done.stderr
    assert "vanished-address" not in done.stderr
    assert (site.site_dir / "news/2012/12/extra/index.html").exists()


def test_a_folder_of_somebody_elses_is_not_replaced(site: Site) -> None:
    site.site_dir.mkdir()
    (site.site_dir / "thesis.txt").write_text("important")
    done = run(site, "build")
    assert done.returncode == 2
    assert "thesis.txt" not in done.stdout
    assert (site.site_dir / "thesis.txt").read_text() == "important"
    assert run(site, "build", "-d", "content").returncode == 2
    assert run(site, "build", "-d", ".").returncode == 2


def test_two_builds_at_once_do_not_harm_each_other(site: Site) -> None:
    processes = [subprocess.Popen([*CXZY, "build"], cwd=site.root, stderr=subprocess.DEVNULL) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    together = tree_digest(site.site_dir)
    site.build()
    assert differences(together, tree_digest(site.site_dir)) == []


def test_a_build_killed_at_any_instant_leaves_a_whole_site(tmp_path: Path, cases: Callable[[int, int], int]) -> None:
    """The old site or the new one, complete; and the next build puts everything right."""
    site = copy_of_project(tmp_path / "project")
    old_text, new_text = "\n旧的一段。\n", "\n新的一段。\n"
    item = "news/2010/2010-08-26-joint-meeting.md"
    original = site.read(item)
    trees = {}
    for name, text in (("old", old_text), ("new", new_text)):
        site.write(item, original + text)
        site.build()
        trees[name] = tree_digest(site.site_dir)
    dice, seen, current = random.Random(20101108), set(), "new"
    for _ in range(cases(8, 100)):
        wanted = "old" if current == "new" else "new"
        site.write(item, original + (old_text if wanted == "old" else new_text))
        process = subprocess.Popen(
            [*CXZY, "build"], cwd=site.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        timer = threading.Timer(dice.uniform(0.05, 1.6), process.send_signal, (signal.SIGKILL,))
        timer.start()
        process.wait()
        timer.cancel()
        found = tree_digest(site.site_dir)
        current = "new" if not differences(found, trees["new"]) else "old"
        assert differences(found, trees[current]) == []
        seen.add((current, process.returncode))
    site.write(item, original + new_text)
    site.build()
    assert differences(tree_digest(site.site_dir), trees["new"]) == []
    assert any(status == -signal.SIGKILL for _, status in seen)


def test_a_site_without_any_content_builds_and_says_so(site: Site) -> None:
    for folder in ("news", "exemplars", "results", "branches", "commitments", "documents"):
        site.delete(folder)
    site.page("overview.md", "# 概况\n\n正在准备。\n").page("help.md", "# 帮助\n\n正在准备。\n")
    report = site.build()
    assert [p for p in report.problems if p.is_error] == []
    assert "网站刚刚建立" in (site.site_dir / "index.html").read_text("utf-8")


def test_with_every_sample_removed_the_site_still_builds(tmp_path: Path) -> None:
    site = copy_of_project(tmp_path / "project")
    assert run(site, "samples", "remove", "--yes").returncode == 0
    done = run(site, "build")
    assert done.returncode == 0, done.stderr
    assert "0 个错误，0 个警告" in done.stdout
    assert "示例内容" not in "".join(p.read_text("utf-8") for p in site.site_dir.rglob("*.html"))
    assert run(site, "samples", "remove", "--yes").stdout == "没有示例内容。\n"


def _any_news(site: Site) -> str:
    found = next(path for path in sorted(site.content_dir.rglob("news/**/*.md")))
    return found.relative_to(site.content_dir).as_posix()


def test_a_link_in_the_place_of_the_site_folder_stays_a_link(site: Site) -> None:
    served = site.root / "served"
    served.mkdir()
    site.site_dir.symlink_to(served)
    for _ in range(3):
        site.build()
        assert site.site_dir.is_symlink()
        assert (served / "index.html").is_file()


def test_an_alias_in_chinese_redirects_and_is_not_missed_later(site: Site) -> None:
    item = (
        "---\ntitle: 甲\ndate: 2012-12-01\ncolumn: meetings\naliases: [/旧闻/, /v1.0/, /%E6%97%A7.html]\n---\n\n文。\n"
    )
    site.write("news/a.md", item)
    for _ in range(2):
        assert site.build().problems == ()
    for path in ("旧闻/index.html", "v1.0/index.html", "旧.html"):
        assert "news/2012/12/a/" in (site.site_dir / path).read_text("utf-8")


def test_old_addresses_of_what_is_withdrawn_are_not_missed(site: Site) -> None:
    item = "---\ntitle: 甲\ndate: 2012-12-01\ncolumn: meetings\naliases: [/old/]\n{}---\n\n文。\n"
    site.write("news/a.md", item.format("")).build()
    assert site.write("news/a.md", item.format("draft: true\n")).build().problems == ()
    assert not (site.site_dir / "old/index.html").exists()


NAMING_HIDDEN = {
    "exemplars/hidden.md": "---\nname: 未名\nrole: teachers\nbranch: law-staff\n{}---\n\n文。\n",
    "branches/hidden.md": "---\nname: 未建支部\nkind: staff\n{}---\n\n文。\n",
    "documents/hidden.md": "---\ntitle: 未发文\ndate: 2012-01-05\nkind: plan\n{}---\n\n文。\n",
}
NAMING = {
    "news/naming.md": "---\ntitle: 甲\ndate: 2012-02-01\ncolumn: meetings\nbranch: [law-staff, hidden]\n---\n\n文。\n",
    "documents/naming.md": "---\ntitle: 旧文\ndate: 2012-01-01\nkind: plan\nreplaced_by: hidden\n---\n\n文。\n",
    "commitments/naming.md": (
        "---\ntitle: 承诺\ndate: 2012-02-02\nby: {exemplar: hidden}\nitems:\n"
        "  - {promise: 一, evidence: [documents/hidden, 'https://www.example.org/a']}\n---\n\n文。\n"
    ),
}


def test_what_names_an_item_that_is_not_out_says_nothing_of_it(site: Site) -> None:
    for path, text in NAMING.items():
        site.write(path, text)
    for path, text in NAMING_HIDDEN.items():
        site.write(path, text.format("draft: true\n"))
    for _ in range(2):  # and again when the drafts have been out
        site.build()
        data = {path.stem: path.read_text("utf-8") for path in site.site_dir.glob("data/*.json")}
        assert not [name for name, text in data.items() if "hidden" in text]
        document = (site.site_dir / "documents/naming/index.html").read_text("utf-8")
        promise = (site.site_dir / "commitments/naming/index.html").read_text("utf-8")
        assert "已被新文件代替" not in document
        assert "承诺人：" not in promise
        assert '<a href="https://www.example.org/a">www.example.org</a>' in promise
        assert "/hidden" not in promise
        for path, text in NAMING_HIDDEN.items():
            site.write(path, text.format(""))
        site.build()
        data = {path.stem: path.read_text("utf-8") for path in site.site_dir.glob("data/*.json")}
        assert all("hidden" in data[name] for name in ("news", "documents", "commitments"))
        assert "已被新文件代替" in (site.site_dir / "documents/naming/index.html").read_text("utf-8")
        for path, text in NAMING_HIDDEN.items():
            site.write(path, text.format("draft: true\n"))


def test_serving_a_preview_does_not_touch_the_site(site: Site) -> None:
    done = run(site, "serve", "-p", "99999")
    assert done.returncode == 2
    assert not site.site_dir.exists()


@pytest.mark.parametrize(("mask", "modes"), [(0o077, (0o755, 0o644)), (0o002, (0o775, 0o664))])
def test_everybody_may_read_what_is_published_whatever_the_umask(site: Site, mask: int, modes: tuple[int, int]) -> None:
    """Who may write is another matter: a group may build together. What is remembered holds drafts too."""
    before = os.umask(mask)
    try:
        site.quick_build()
        site.append("exemplars/lin.md", "\n再一段。\n").quick_build()
    finally:
        os.umask(before)
    for tree in (site.site_dir, site.root / ".site.spare"):
        assert modes_of(tree) == {(True, modes[0]), (False, modes[1])}
    assert stat.S_IMODE((site.root / ".cache/drafts").stat().st_mode) == 0o777 & ~mask


@pytest.mark.parametrize("forgets", [False, True])
def test_a_file_that_not_everybody_may_read_is_made_again(site: Site, forgets: bool) -> None:
    site.quick_build()
    (site.site_dir / "index.html").chmod(0o600)
    if forgets:
        shutil.rmtree(site.root / ".cache")
    site.quick_build()
    assert modes_of(site.site_dir) == {(True, 0o755), (False, 0o644)}


@pytest.mark.parametrize("forgets", [False, True])
@pytest.mark.parametrize("closed", [(".",), ("news",), (".", "news", "news/2011")])
def test_folders_that_not_everybody_may_look_into_are_opened_in_both_trees(
    site: Site, closed: tuple[str, ...], forgets: bool
) -> None:
    site.quick_build()
    for tree in (site.site_dir, site.root / ".site.spare"):
        site.append("exemplars/lin.md", "\n再一段。\n").quick_build()
        for folder in reversed(closed):
            (tree / folder).chmod(0o700)
    if forgets:
        shutil.rmtree(site.root / ".cache")
    for _ in range(3):
        site.quick_build()
        assert modes_of(site.site_dir) == {(True, 0o755), (False, 0o644)}
        assert site.quick_build().changed == 0
        site.append("exemplars/lin.md", "\n又一段。\n")


def modes_of(folder: Path) -> set[tuple[bool, int]]:
    """Of all folders and files in it: whether it is a folder, and its mode."""
    return {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in (folder, *folder.rglob("*"))}


def test_without_the_folder_of_the_content_that_is_told(site: Site) -> None:
    site.content_dir.rename(site.root / "contents")
    (problem,) = site.check()
    assert (problem.code, str(problem.position)) == ("missing-file", "content:1:1")
    assert "没有这个文件夹" in problem.message
