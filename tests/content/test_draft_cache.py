"""Drafts kept from build to build: what did not change is not read again, and whatever is lost is made again."""

from __future__ import annotations

import dataclasses
import os
import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from fixtures.sites import LAUNCH, Site
from hypothesis import example, given
from hypothesis import strategies as st

from cxzy_build.content import draft_cache as cache_module
from cxzy_build.content.draft_cache import DraftCache, digest_of_front, read_drafts
from cxzy_build.content.drafts import Draft, DraftReader
from cxzy_build.files import read_file
from cxzy_build.models import validation
from cxzy_build.source.text_files import FileUnreadable, TextFile, decode
from cxzy_build.source.tree import list_tree

NEWS = "---\ntitle: 一\ndate: 2011-04-05\ncolumn: practice\n---\n第{}条\n"


class Work:
    """What was read and what was converted since it was last asked."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.converted: list[str] = []

    def take(self) -> tuple[list[str], list[str]]:
        taken = sorted(self.read), sorted(self.converted)
        self.read, self.converted = [], []
        return taken


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Watches what a cache does, in a time in which files changed long ago, so that their times can be trusted."""
    work, clock = Work(), time.time_ns
    read_all = DraftReader.read_all

    def noting_read(path: str) -> bytes:
        work.read.append(path.partition("/content/")[2])
        return read_file(path)

    def noting_convert(self: DraftReader, files: Mapping[str, bytes], *before: Mapping[str, Draft]) -> object:
        work.converted += files
        return read_all(self, files, *before)

    monkeypatch.setattr(cache_module, "read_file", noting_read)
    monkeypatch.setattr(DraftReader, "read_all", noting_convert)
    monkeypatch.setattr(time, "time_ns", lambda: clock() + 10**10)
    return work


def cache_of(site: Site, purpose: str = "purpose") -> DraftCache:
    settings = site.settings()
    return read_drafts(settings, list_tree(settings), purpose)


def fresh(site: Site, path: str) -> Draft:
    return DraftReader(site.settings()).read(path)[0]


def drafts_are_right(site: Site, draft_cache: DraftCache) -> bool:
    return all(draft_cache.load(path) == fresh(site, path) for path in draft_cache.paths)


def packs(site: Site) -> list[Path]:
    return sorted((site.root / ".cache/drafts").glob("*.pack"))


# what is read


def test_files_that_did_not_change_are_not_read_again(site: Site, work: Work) -> None:
    first = cache_of(site)
    paths = sorted(first.paths)
    assert work.take() == (paths, paths)
    again = cache_of(site)
    assert work.take() == ([], [])
    assert again.paths == first.paths
    assert all(again.digests_at(path) == first.digests_at(path) for path in paths)
    assert all(again.place(path) == first.place(path) for path in paths)
    assert tuple(again.problems) == tuple(first.problems)
    assert tuple(again.outlines) == tuple(first.outlines)
    assert again.digests == first.digests
    assert drafts_are_right(site, again)


def test_files_that_changed_are_read_and_no_others(site: Site, work: Work) -> None:
    cache_of(site)
    work.take()
    site.append(LAUNCH, "\n又一段。\n").write("news/new.md", NEWS.format(1))
    draft_cache = cache_of(site)
    assert work.take() == ([LAUNCH, "news/new.md"],) * 2
    assert "又一段" in draft_cache.load(LAUNCH).body.html
    assert drafts_are_right(site, draft_cache)


def test_of_another_body_the_front_matter_is_not_read_again(
    site: Site, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache_of(site)
    site.append(LAUNCH, "\n又一段。\n")
    expected = fresh(site, LAUNCH)
    monkeypatch.delattr(validation, "validate")
    assert cache_of(site).load(LAUNCH) == expected


@pytest.mark.parametrize(
    "front",
    [
        "column: meetings\ntitle: 甲 #1 楼",
        "column: meetings\ntitel: 乙",
        "column: meetings\ntitle: [",
        "column: meetings",
    ],
    ids=["a warning", "an error", "no YAML", "nothing wrong but a title"],
)
def test_what_is_wrong_in_it_is_told_again(site: Site, work: Work, front: str) -> None:
    item = f"---\n{front}\ndate: 2012-10-01\n---\n\n一段。\n"
    told = []
    for text in (item, f"{item}\n又一段。\n"):
        told.append(list(cache_of(site.write("news/x.md", text)).problems))
        assert drafts_are_right(site, cache_of(site))
    assert told[0] == told[1] != []


def test_what_is_written_in_traditional_is_read_whole(site: Site, work: Work) -> None:
    cache_of(site.write("news/x.md", NEWS.format(1).replace("column", "lang: zh-Hant\ncolumn")))
    site.append("news/x.md", "\n創先爭優。\n")
    assert drafts_are_right(site, cache_of(site))


def test_the_same_bytes_with_other_times_are_not_converted_again(site: Site, work: Work) -> None:
    first = cache_of(site)
    work.take()
    os.utime(site.content_dir / LAUNCH)
    again = cache_of(site)
    assert work.take() == ([LAUNCH], [])
    assert again.digests_at(LAUNCH) == first.digests_at(LAUNCH)
    assert again.place(LAUNCH) == first.place(LAUNCH)
    assert again.outline(LAUNCH) == first.outline(LAUNCH)
    assert tuple(again.problems) == tuple(first.problems)
    cache_of(site)
    assert work.take() == ([], [])


def test_a_file_that_had_only_just_changed_is_read_again(
    site: Site, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache_of(site)
    work.take()
    just_now = site.append(LAUNCH, "\n又一段。\n").content_dir / LAUNCH
    monkeypatch.setattr(time, "time_ns", lambda: just_now.stat().st_mtime_ns + 10**7)
    cache_of(site)
    work.take()
    cache_of(site)
    assert work.take() == ([LAUNCH], [])


def test_a_file_that_moved_is_read_at_its_new_place(site: Site, work: Work) -> None:
    cache_of(site)
    os.rename(site.content_dir / LAUNCH, site.content_dir / "news/2010-05-27-started.md")
    draft_cache = cache_of(site)
    assert LAUNCH not in draft_cache.paths
    assert draft_cache.load("news/2010-05-27-started.md").path == "news/2010-05-27-started.md"


def test_a_file_that_is_gone_leaves_the_table(site: Site, work: Work) -> None:
    cache_of(site)
    text = site.read(LAUNCH)
    site.delete(LAUNCH)
    cache_of(site)
    work.take()
    site.write(LAUNCH, text)
    cache_of(site)
    assert work.take() == ([LAUNCH], [LAUNCH])


def test_another_purpose_takes_nothing_over(site: Site, work: Work) -> None:
    paths = sorted(cache_of(site).paths)
    work.take()
    other = cache_of(site, "other")
    assert work.take() == (paths, paths)
    assert drafts_are_right(site, other)


def test_problems_are_told_again_without_reading(site: Site, work: Work) -> None:
    site.replace(LAUNCH, "date: 2010-05-28", "date: 2010-05-38").write("news/empty.md", "")
    first = tuple(cache_of(site).problems)
    assert [problem.code for problem in first] == ["bad-date", "no-front-matter"]
    work.take()
    assert tuple(cache_of(site).problems) == first
    assert work.take() == ([], [])


def test_a_file_that_cannot_be_read_is_a_problem_until_it_can(
    site: Site, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = site.settings()
    tree = list_tree(settings)
    text = site.read(LAUNCH)
    site.delete(LAUNCH)
    lost = read_drafts(settings, tree, "purpose")
    assert [problem.code for problem in lost.problems] == ["unreadable"]
    assert not lost.load(LAUNCH).is_valid
    site.write(LAUNCH, text)
    draft_cache = cache_of(site)
    assert not list(draft_cache.problems)
    assert drafts_are_right(site, draft_cache)


def test_a_file_that_could_not_be_read_is_read_again_though_it_is_as_it_was(
    site: Site, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By somebody who may, or when the disk is well again."""

    def refuse(path: str) -> bytes:
        raise PermissionError(13, "refused", path)

    with monkeypatch.context() as refused:
        refused.setattr(cache_module, "read_file", refuse)
        refused.setattr("cxzy_build.content.drafts.read_file", refuse)
        assert {problem.code for problem in cache_of(site).problems} == {"unreadable"}
    draft_cache = cache_of(site)
    assert not list(draft_cache.problems)
    assert drafts_are_right(site, draft_cache)


# what is lost


@pytest.mark.parametrize("damage", ["deleted", "cut short", "another byte", "emptied", "a folder"])
def test_where_a_pack_is_damaged_the_drafts_are_the_same(site: Site, work: Work, damage: str) -> None:
    cache_of(site)
    (pack,) = packs(site)
    data = pack.read_bytes()
    pack.unlink()
    if damage == "a folder":
        pack.mkdir()
    elif damage != "deleted":
        at = len(data) // 2
        changed = {"cut short": data[:at], "emptied": b"", "another byte": data[:at] + b"\0" + data[at + 1 :]}
        pack.write_bytes(changed[damage])
    assert drafts_are_right(site, cache_of(site))
    site.append(LAUNCH, "\n又一段。\n")
    assert drafts_are_right(site, cache_of(site))


def test_a_damaged_draft_of_a_file_that_was_touched_is_made_again(site: Site, work: Work) -> None:
    """The file is read, but not converted: its draft is that of the pack."""
    site.append(LAUNCH, "\nABCDEF\n")
    cache_of(site)
    (pack,) = packs(site)
    pack.write_bytes(pack.read_bytes().replace(b"ABCDEF", b"ABCDEG"))
    os.utime(site.content_dir / LAUNCH)
    assert drafts_are_right(site, cache_of(site))


def test_where_the_table_is_lost_all_is_read_again(site: Site, work: Work) -> None:
    paths = sorted(cache_of(site).paths)
    shutil.rmtree(site.root / ".cache/drafts/tables")
    work.take()
    draft_cache = cache_of(site)
    assert work.take() == (paths, paths)
    assert drafts_are_right(site, draft_cache)
    work.take()
    cache_of(site)
    assert work.take() == ([], [])


# packs


def named(site: Site) -> set[str]:
    """The packs that the table names."""
    draft_cache = cache_of(site)
    return {draft_cache.place(path).pack for path in draft_cache.paths}


def test_packs_are_put_together_when_they_are_many(site: Site, work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "MOST_PACKS", 4)
    monkeypatch.setattr(cache_module, "SMALL", 10)
    great, counts = named(site), []
    for number in range(8):
        cache_of(site.write(f"news/n{number}.md", NEWS.format(number)))
        counts.append(len(named(site)))
    assert counts == [2, 3, 4, 2, 3, 4, 2, 3]
    assert great < named(site)
    work.take()
    assert drafts_are_right(site, cache_of(site))
    assert work.take()[0] == []


def test_drafts_of_a_damaged_pack_are_put_together_with_the_others(
    site: Site, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "MOST_PACKS", 1)
    cache_of(site)
    packs(site)[0].unlink()
    cache_of(site.write("news/new.md", NEWS.format(1)))
    assert len(named(site)) == 1
    work.take()
    draft_cache = cache_of(site)
    for path in draft_cache.paths:
        draft_cache.load(path)
    assert work.take() == ([], [])
    assert drafts_are_right(site, draft_cache)


def test_packs_that_no_table_names_are_removed_but_only_after_a_while(site: Site, work: Work) -> None:
    cache_of(site)
    shutil.rmtree(site.root / ".cache/drafts/tables")
    cache_of(site)
    assert len(packs(site)) == 2
    for pack in packs(site):
        os.utime(pack, (0, time.time() - 601))
    cache_of(site.append(LAUNCH, "\n又一段。\n"))
    assert {pack.name for pack in packs(site)} == named(site)
    assert drafts_are_right(site, cache_of(site))


def test_each_worker_has_a_pack_of_its_own(site: Site, work: Work) -> None:
    for number in range(100):
        site.write(f"news/n{number}.md", NEWS.format(number))
    settings = dataclasses.replace(site.settings(), jobs=2)
    draft_cache = read_drafts(settings, list_tree(settings), "purpose")
    assert 1 <= len(packs(site)) <= 2
    assert {pack.name for pack in packs(site)} == {draft_cache.place(path).pack for path in draft_cache.paths}
    assert drafts_are_right(site, draft_cache)


# what is not kept


def test_without_a_purpose_nothing_is_kept(site: Site, work: Work) -> None:
    paths = sorted(cache_of(site, "").paths)
    assert not (site.root / ".cache/drafts").exists()
    work.take()
    draft_cache = cache_of(site, "")
    assert work.take() == (paths, paths)
    assert drafts_are_right(site, draft_cache)


@pytest.mark.parametrize("added", [b"\xb5\xb3", bytes(1 << 20)], ids=["not UTF-8", "too large"])
def test_a_file_that_can_be_read_no_more_has_no_body_of_before(site: Site, work: Work, added: bytes) -> None:
    cache_of(site)
    file = site.root / f"content/{LAUNCH}"
    file.write_bytes(file.read_bytes() + added)
    draft_cache = cache_of(site)
    assert not draft_cache.load(LAUNCH).is_valid
    assert drafts_are_right(site, draft_cache)


def test_where_nothing_can_be_written_the_drafts_are_right_all_the_same(site: Site, work: Work) -> None:
    (site.root / ".cache/drafts").write_text("no folder")
    for _ in range(2):
        assert drafts_are_right(site, cache_of(site))


def test_a_pack_of_which_only_a_part_can_be_written_is_not_relied_on(
    site: Site, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, sizes = os.write, iter([10**6, 1500, 10**6, 7, 0])
    monkeypatch.setattr(cache_module, "_CHUNK", 3)
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[: next(sizes, 10**6)]))
    draft_cache = read_drafts(dataclasses.replace(site.settings(), jobs=1), list_tree(site.settings()), "purpose")
    monkeypatch.setattr(os, "write", write)
    in_memory = [bool(draft_cache.place(path).data) for path in draft_cache.paths]
    assert in_memory[:3] == [False] * 3
    assert in_memory[3:6] not in ([False] * 3, [True] * 3)
    assert in_memory[6:12] == [False] * 3 + [True] * 3
    assert drafts_are_right(site, draft_cache)
    work.take()
    assert drafts_are_right(site, cache_of(site))


# the digest of the front matter

FENCES = ("---", "...", "--- ", "---\t", "...  ", "----", " ---", "--", "---x", "\ufeff---")
LINES = (*FENCES, "a: 1", "b: |", "  ---", "  ...", "- ---", "", "正文", "\ufeff")
lines = st.tuples(st.sampled_from(LINES), st.sampled_from(("\n", "\n", "\n", "\r\n", "\r", "")))
files = st.lists(lines, max_size=7).map(lambda ones: "".join(text + end for text, end in ones).encode())
starts = st.sampled_from((b"", b"---\n", b"---\r\n", b"\xef\xbb\xbf---\n", b"---\na: 1\n", b"---\na: 1\n---"))


def front_of(data: bytes) -> object:
    """The front matter as a draft is made of it, and whether it ends."""
    try:
        file = TextFile("x.md", decode(data, "x.md"))
    except FileUnreadable:
        return None
    start, end, _ = file._cut
    return file.has_front_matter, file.front_matter_ends, file.text[start:end]


@given(starts, st.lists(files, min_size=2, max_size=8))
@example(b"---\na: 1", [b"", b"\n---", b"\n...\n", b"\n---\r"])
def test_where_the_digest_is_the_same_the_front_matter_is(start: bytes, ends: list[bytes]) -> None:
    fronts: dict[bytes, object] = {}
    for end in ends:
        front = front_of(start + end)
        assert fronts.setdefault(digest_of_front(start + end), front) == front


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_bodies_of_any_bytes_do_not_matter(one: bytes, other: bytes) -> None:
    assert digest_of_front(b"---\na: 1\n---\n" + one) == digest_of_front(b"---\na: 1\n---\n" + other)


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("fence", [b"---", b"...", b"--- \t"])
def test_another_body_is_no_other_front_matter(start: bytes, end: bytes, fence: bytes) -> None:
    front = start + end.join((b"---", b"a: |", b"  ---", b"  b", fence, b""))
    assert digest_of_front(front + b"one\n---\n") == digest_of_front(front + b"other")
    assert digest_of_front(front.replace(b"  b", b"  c") + b"one") != digest_of_front(front + b"one")
