"""What is read as an item, what is left aside, and what is refused."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from fixtures.sites import Site, where
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cxzy_build.content.drafts import DraftReader
from cxzy_build.settings import MAX_FILE_BYTES
from cxzy_build.source.tree import list_tree

NEWS = "---\ntitle: 一\ndate: 2011-04-05\ncolumn: practice\n---\n正文\n"


def test_items_are_markdown_files_in_collections_at_any_depth(site: Site) -> None:
    site.write("news/2011/04/deep.md", NEWS).write("news/2011/04/folder/index.md", NEWS)
    items = list_tree(site.settings()).items
    assert {"news/2011/04/deep.md", "news/2011/04/folder/index.md", "branches/retired.md"} <= set(items)


@pytest.mark.parametrize("name", [".hidden.md", "~$word.md", ".folder/x.md"])
def test_hidden_files_and_words_lock_files_are_left_aside(site: Site, name: str) -> None:
    site.write(f"news/{name}", "没有条目信息")
    assert site.problems() == ()


@pytest.mark.parametrize("path", ["new/x.md", "News/x.md", "x.md", "campaign.md", "readme/a/b.md", "new/x.MD"])
def test_a_markdown_file_outside_the_collections_is_an_error(site: Site, path: str) -> None:
    assert where(site.write(path, NEWS).problems()) == [(path, 1, "unknown-collection")]


@pytest.mark.parametrize("suffix", [".MD", ".markdown", ".Md"])
def test_a_file_that_is_nearly_markdown_is_a_warning(site: Site, suffix: str) -> None:
    (problem,) = site.write(f"news/x{suffix}", NEWS).problems()
    assert (problem.code, problem.is_error) == ("not-read", False)


LINKS = [
    ("/etc/passwd", "news/x.pdf", "outside-content"),
    ("/etc", "news/x", "outside-content"),
    ("../../mkdocs.yml", "news/x.md", "outside-content"),
    ("nowhere", "news/x.md", "broken-symlink"),
    ("../results", "news/x", "symlinked-folder"),
]


@pytest.mark.parametrize(("target", "path", "code"), LINKS)
def test_a_link_that_leaves_content_or_leads_nowhere_is_one_problem(
    site: Site, target: str, path: str, code: str
) -> None:
    os.symlink(target, site.content_dir / path)
    assert where(site.problems()) == [(path, 1, code)]


def test_what_refers_to_a_link_that_is_refused_is_not_blamed_as_well(site: Site) -> None:
    os.symlink("/etc/passwd", site.content_dir / "news/x.pdf")
    site.replace("news/2010-05-27-launch.md", "[实施方案](documents/plan)", "[实施方案](x.pdf)")
    assert where(site.problems()) == [("news/x.pdf", 1, "outside-content")]


def test_campaign_yml_may_not_be_a_link_out_of_content(site: Site) -> None:
    (site.root / "other.yml").write_text(site.read("campaign.yml"), "utf-8")
    site.delete("campaign.yml")
    os.symlink("../other.yml", site.content_dir / "campaign.yml")
    assert where(site.problems()) == [("campaign.yml", 1, "outside-content")]


def test_a_link_within_content_is_read_as_the_file(site: Site) -> None:
    os.symlink("2011-03-05-volunteers/photo.png", site.content_dir / "news/again.png")
    site.append("news/2010-05-27-launch.md", "\n![合影](again.png)\n")
    assert site.problems() == ()


def test_a_file_of_more_than_the_stated_size_is_an_error(site: Site) -> None:
    with open(site.content_dir / "news/film.mp4", "wb") as film:
        film.truncate(MAX_FILE_BYTES + 1)
    assert where(site.problems()) == [("news/film.mp4", 1, "file-too-large")]


def _bytes_name(site: Site, path: bytes, text: str) -> None:
    full = os.path.join(os.fsencode(site.content_dir), path)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    with open(full, "wb") as file:
        file.write(text.encode())


def test_a_file_name_that_is_not_utf_8_is_a_problem_that_can_be_shown(site: Site) -> None:
    _bytes_name(site, b"news/2011-\xb1\xeax.md", NEWS)
    problems = site.problems()
    assert len(problems) == 1
    assert str(problems[0]).encode()


def test_a_place_that_is_no_file_is_not_read(site: Site) -> None:
    os.mkfifo(site.content_dir / "news/pipe.md")
    (site.content_dir / "news/folder.md").mkdir()
    assert [problem.code for problem in site.problems()] == ["not-read"]


UNREADABLE = [
    (b"", "no-front-matter"),
    (b"\xff\xfe\x00", "not-utf8"),
    ("标题".encode("gbk"), "not-utf8"),
    (b"---\ntitle: [\n---\n", "yaml-syntax"),
]


@pytest.mark.parametrize(("data", "code"), UNREADABLE)
def test_a_file_that_cannot_be_read_is_one_problem_and_what_refers_to_it_is_not_blamed(
    site: Site, data: bytes, code: str
) -> None:
    for path in ("exemplars/lin.md", "branches/law-staff.md", "documents/bulletin-1.md"):
        site.write(path, data)
    assert [(path, found) for path, _, found in where(site.problems())] == [
        ("branches/law-staff.md", code),
        ("documents/bulletin-1.md", code),
        ("exemplars/lin.md", code),
    ]


CASCADES: list[tuple[str, Callable[[Site], Site]]] = [
    ("yaml-syntax", lambda s: s.replace("news/2010-05-27-launch.md", "column: meetings", "column: [meetings")),
    ("bad-date", lambda s: s.replace("news/2010-05-27-launch.md", "date: 2010-05-28\n", "date: 2010-05-38\n")),
    ("bad-id", lambda s: s.replace("news/2010-05-27-launch.md", "tags: [动员]", "tags: [动员]\nslug: Launch")),
    ("unknown-id", lambda s: s.replace("news/2010-05-27-launch.md", "column: meetings", "column: meeting")),
    ("bad-type", lambda s: s.replace("news/2010-05-27-launch.md", "tags: [动员]", "tags: 动员")),
]


@pytest.mark.parametrize(("code", "change"), CASCADES)
def test_a_faulty_item_does_not_make_the_pages_that_link_to_it_faulty(
    site: Site, code: str, change: Callable[[Site], Site]
) -> None:
    found = where(change(site).check())
    assert [(path, seen) for path, _, seen in found] == [("news/2010-05-27-launch.md", code)]


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=120), head=st.sampled_from([b"", b"---\n", b"---\ntitle: a\n---\n", b"\xef\xbb\xbf---\r\n"])
)
def test_any_bytes_are_a_draft_with_problems_or_without(site: Site, data: bytes, head: bytes) -> None:
    site.write("commitments/wild.md", head + data)
    draft, problems = DraftReader(site.settings()).read("commitments/wild.md")
    assert draft.path == "commitments/wild.md"
    assert problems


def test_each_file_is_read_as_if_it_was_read_alone(site: Site) -> None:
    """Whatever is wrong in others that are read with it."""
    fine = "---\ntitle: 学习\ndate: 2011-05-04\ncolumn: meetings\n---\n\n正文。\n".encode()
    files = {
        "news/fine.md": fine,
        "news/not-text.md": b"\xff\xfe\x00",
        "news/no-front.md": "没有条目信息，{.x}\n".encode(),
        "news/no-yaml.md": "---\ntitle: [\n---\n\n<b>没有写完\n".encode(),
        "news/no-title.md": fine.replace("title: 学习\n".encode(), b""),
        "news/traditional.md": fine.replace("学习".encode(), "學習\nlang: zh-Hant".encode()),
        "branches/other.md": b"---\nname: \xe7\x94\xb2\nkind: staff\n---\n",
    }
    reader = DraftReader(site.settings())
    read = reader.read_all(files)
    assert read.keys() == files.keys()
    assert {path: bool(problems) for path, (_, problems) in read.items()} == {
        path: path not in ("news/fine.md", "news/traditional.md", "branches/other.md") for path in files
    }
    for path, data in files.items():
        assert reader.read_all({path: data})[path] == read[path]
