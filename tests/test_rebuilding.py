"""Builds after an edit that were once wrong, or nearly: each must give what a fresh build gives."""

from __future__ import annotations

import dataclasses
import os
import shutil
from pathlib import Path

import pytest
from fixtures.sites import PROJECT, Site, StandIn
from support.tree import differences, tree_digest

from cxzy_build.content.guesses import MOST_GUESSES
from cxzy_build.content.positions import Positions
from cxzy_build.errors import BuildFailed, Position, SettingsRefused
from cxzy_build.incremental import frame_cache
from cxzy_build.pages.templates import make_environment, template_digests
from cxzy_build.progress import Silent
from cxzy_build.project import prepare
from cxzy_build.site import build_site


def fresh(site: Site, now: str = "2013-01-01") -> list[str]:
    """In what the published tree differs from a build of the same sources that remembers nothing."""
    before = tree_digest(site.site_dir)
    shutil.rmtree(site.root / ".cache/sites", ignore_errors=True)
    shutil.rmtree(site.root / ".cache/drafts", ignore_errors=True)
    shutil.rmtree(site.root / ".cache/mkdocs", ignore_errors=True)
    site.build(now)
    return differences(before, tree_digest(site.site_dir))


def news(site: Site, name: str, front: str = "", body: str = "文。") -> Site:
    return site.write(
        f"news/{name}.md", f"---\ntitle: {name}\ndate: 2012-11-01\ncolumn: meetings\n{front}---\n\n{body}\n"
    )


def test_an_expiry_that_changes_alone_is_kept_to(site: Site) -> None:
    news(site, "a").build("2012-12-01")
    news(site, "a", "expire_on: 2012-12-02\n").build("2012-12-01")
    page = site.site_dir / "news/2012/11/a/index.html"
    assert page.exists()
    site.build("2012-12-03")
    assert not page.exists()
    assert fresh(site, "2012-12-03") == []


def test_a_day_of_mourning_begins_and_ends_while_bodies_change(site: Site) -> None:
    """Every page is grey then, also those that nothing else has changed."""
    site.append("campaign.yml", "\nmourning: [{from: 2012-12-02, until: 2012-12-02}]\n")
    other, greys = news(site, "b").site_dir / "news/2012/11/b/index.html", list[bool]()
    for day in ("2012-12-01", "2012-12-02", "2012-12-02", "2012-12-03"):
        news(site, "a", body=f"文，改到{day}，第{len(greys)}次。").build(day)
        greys.append('mourning.css" media="all"' in other.read_text("utf-8"))
        assert fresh(site, day) == []
        site.build(day)
    assert greys == [False, True, True, False]


def test_an_anchor_of_a_page_that_is_gone_is_nobodys_fault(site: Site) -> None:
    news(site, "target", body="## 节 {#sec}\n\n文。")
    news(site, "source", body="[看](news/target#sec)").build()
    site.delete("news/source.md").build()
    news(site, "target", body="没有节了。").build()
    assert fresh(site) == []


def test_what_the_navigation_leads_to_is_missed_when_it_goes(site: Site) -> None:
    """Though the frames around pages are the same as before."""
    config = site.root / "mkdocs.yml"
    config.write_text(config.read_text().replace("  - 文件资料: documents/", "  - 一条新闻: news/2012/11/a/"))
    news(site, "a").build()
    news(site, "b").build()
    with pytest.raises(BuildFailed) as failed:
        site.delete("news/a.md").build()
    assert any("news/2012/11/a/" in problem.message for problem in failed.value.problems if problem.is_error)
    news(site, "a").build()
    assert fresh(site) == []


def test_two_that_a_link_may_mean_are_named_in_one_order(site: Site) -> None:
    """Whichever of them came first."""
    news(site, "b", "slug: x\n").build()
    site.write("news/a.md", "---\ntitle: a\ndate: 2012-10-01\ncolumn: meetings\nslug: x\n---\n\n文。\n").build()
    news(site, "link").build()
    news(site, "link", body="[看](news/x)")
    warm = site.check()
    shutil.rmtree(site.root / ".cache")
    assert [p.message for p in warm] == [p.message for p in site.check()]
    assert "news/a.md、news/b.md" in warm[0].message


def test_of_two_that_want_one_address_the_later_one_is_told_of(site: Site) -> None:
    """By the order of paths, not by that in which they were written: what was added is last in a table."""
    for number in range(8):
        news(site, f"m{number}")
    news(site, "z", "slug: x\n").build()
    news(site, "a").build()
    news(site, "a", "slug: x\n")
    for jobs in (1, 2):
        told = [p.position.file for p in site.check(jobs=jobs) if p.code == "address-collision"]
        assert told == ["content/news/z.md"]


def test_a_build_that_may_remember_nothing_leaves_nothing(site: Site) -> None:
    settings = dataclasses.replace(site.quick_settings(), config_digest="", jobs=2)
    build_site(settings, StandIn(site.root / "site_src"))
    assert not list((site.root / ".cache").glob("sites/*/item*"))


def test_an_anchor_that_goes_is_the_fault_of_the_page_that_leads_there(site: Site) -> None:
    news(site, "target", body="## 节 {#sec}\n\n文。")
    news(site, "source", body="[看](news/target#sec)").build()
    with pytest.raises(BuildFailed) as failed:
        news(site, "target", body="没有节了。").build()
    assert [(p.code, p.position.file, p.position.line) for p in failed.value.problems] == [
        ("broken-anchor", "content/news/source.md", 7)
    ]


def test_a_link_to_a_place_in_the_frame_is_missed_when_that_goes_from_the_home_page_alone(site: Site) -> None:
    """For links may lead to what any of the frames has, and the one around the page is as before."""
    (site.root / "theme").unlink()
    shutil.copytree(PROJECT / "theme", site.root / "theme")
    main, at = site.root / "theme/main.html", "{% block container %}\n"
    text = main.read_text("utf-8")
    assert at in text
    main.write_text(
        text.replace(at, f'{at}{{% if page and page.is_homepage %}}<i id="here"></i>{{% endif %}}'), "utf-8"
    )
    news(site, "a", body="[跳](#here)").build()
    main.write_text(text, "utf-8")
    with pytest.raises(BuildFailed) as failed:
        site.build()
    assert [(p.code, p.position.file) for p in failed.value.problems] == [("broken-anchor", "content/news/a.md")]


def test_an_address_of_a_tag_can_be_handed_to_another(site: Site) -> None:
    news(site, "a", "tags: [甲, 乙]\n")
    site.append("campaign.yml", "  - {name: 甲, slug: one}\n  - {name: 乙, slug: two}\n").build()
    site.replace("campaign.yml", "甲, slug: one", "甲, slug: two").replace(
        "campaign.yml", "乙, slug: two", "乙, slug: one"
    )
    site.build()
    assert "标签：乙" in (site.site_dir / "tags/one/index.html").read_text("utf-8")
    assert fresh(site) == []


def test_a_problem_is_placed_anew_if_its_file_was_exchanged_for_a_moment(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "commitments/committee.md"
    line = site.replace(path, "    on: 2012-01-10\n", "").line_of(path, "- gap:")
    with monkeypatch.context() as gone:
        gone.setattr(Positions, "of_field", lambda positions, path, *location: Position(positions.shown(path)))
        (wrong,) = site.build().problems
    file = site.content_dir / path
    shutil.copyfile(file, file.with_suffix(".copy"))
    file.with_suffix(".copy").rename(file)
    (problem,) = site.build().problems
    assert (wrong.code, problem.code, wrong.position.line) == ("missing-date", "missing-date", 1)
    assert problem.position.line == line


def test_what_was_written_while_mkdocs_read_is_not_taken_for_what_was_there_before(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    overview = site.root / "site_src/overview.md"
    first = overview.read_text("utf-8")
    digest_of_inputs = frame_cache._digest_of_inputs

    def disturbed(settings: object) -> str:
        digest = digest_of_inputs(settings)  # type: ignore[arg-type]
        overview.write_text(first + "\n写到一半。\n", "utf-8")
        return digest

    with monkeypatch.context() as patch:
        patch.setattr(frame_cache, "_digest_of_inputs", disturbed)
        site.build()
    page = site.site_dir / "overview/index.html"
    assert "写到一半" in page.read_text("utf-8")
    overview.write_text(first, "utf-8")
    site.build()
    assert "写到一半" not in page.read_text("utf-8")


class Meddler(Silent):
    """Writes a template while files are made, and puts it back before they are published."""

    def __init__(self, template: Path) -> None:
        self._template = template
        self._source = template.read_text("utf-8")

    def stage(self, name: str, total: int = 0) -> None:
        if name == "生成文件":
            self._template.write_text(f"{self._source}<p>一时的</p>", "utf-8")

    def step(self, name: str) -> None:
        if name == "换上新网站":
            self._template.write_text(self._source, "utf-8")


def test_a_template_that_was_another_one_for_a_moment_leaves_nothing_behind(site: Site) -> None:
    (site.root / "theme").unlink()
    shutil.copytree(PROJECT / "theme", site.root / "theme")
    news(site, "a").build()
    settings, frame = prepare(str(news(site, "a", body="另一段。").config), now="2013-01-01")
    build_site(settings, frame, Meddler(site.root / "theme/cxzy/items/news.html"))
    page = site.site_dir / "news/2012/11/a/index.html"
    assert "一时的" in page.read_text("utf-8")
    site.build()
    assert "一时的" not in page.read_text("utf-8")
    assert fresh(site) == []


@pytest.mark.parametrize(
    "taking_in",
    [
        '{% include "cxzy/" ~ "taken.html" %}',
        '{% include "cxzy/none.html" if 0 else "cxzy/taken.html" %}',
        '{% include ["cxzy/none.html", "cxzy/taken.html"] %}',
        '{%- include "cxzy/taken.html" ignore missing -%}',
        "{% include 'cxzy/taken.html' without context %}",
        '{% include "beside/" ~ "taken.svg" %}',
    ],
)
def test_a_page_is_made_again_for_whatever_its_template_takes_in(tmp_path: Path, taking_in: str) -> None:
    own, taken = tmp_path / "cxzy/own.html", tmp_path / "cxzy/taken.html"
    if "beside/" in taking_in:
        taken = tmp_path / "beside/taken.svg"
    own.parent.mkdir()
    taken.parent.mkdir(exist_ok=True)
    own.write_text(taking_in)
    taken.write_text("甲")
    before = template_digests(tmp_path)
    assert make_environment(tmp_path).get_template("cxzy/own.html").render() == "甲"
    taken.write_text("乙")
    assert template_digests(tmp_path)["cxzy/own.html"] != before["cxzy/own.html"]


@pytest.mark.parametrize("name", ["macros", "pictures"])
def test_a_page_is_made_again_for_what_draws_its_cards_and_bodies(tmp_path: Path, name: str) -> None:
    """Which a template need not take in to use it."""
    folder = tmp_path / "cxzy"
    folder.mkdir()
    (folder / "own.html").write_text('{{ drawn("tile", card, 2) }}')
    before = template_digests(tmp_path)["cxzy/own.html"]
    (folder / f"{name}.html").write_text("乙")
    assert template_digests(tmp_path)["cxzy/own.html"] != before


def test_a_folder_of_templates_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "cxzy").mkdir()
    (tmp_path / "moved").mkdir()
    (tmp_path / "cxzy/items").symlink_to("../moved")
    (tmp_path / "moved/news.html").write_text("甲")
    before = template_digests(tmp_path)["cxzy/items/news.html"]
    (tmp_path / "moved/news.html").write_text("乙")
    assert template_digests(tmp_path)["cxzy/items/news.html"] != before


@pytest.mark.parametrize("name", ["site_src", "theme"])
def test_a_folder_that_is_gone_is_told_of_as_at_first(site: Site, name: str) -> None:
    site.check()
    (site.root / name).rename(site.root / "elsewhere")
    refused = []
    for _ in range(2):
        with pytest.raises(SettingsRefused) as found:
            site.check()
        refused.append(found.value.problems)
        shutil.rmtree(site.root / ".cache/mkdocs", ignore_errors=True)
    assert refused[0] == refused[1]


def test_hints_are_the_same_however_many_processes_look_for_them(site: Site) -> None:
    for number in range(MOST_GUESSES):
        news(site, f"n{number}", body=f"[甲](news/launch{number}) [乙](indexx.md)")
    site.append("news/2011-03-05-volunteers/index.md", "\n[乙](indexx.md)\n")
    one, other = (site.check(jobs=jobs) for jobs in (1, 2))
    assert [problem.hint for problem in one] == [problem.hint for problem in other]
    guessed = [problem.hint.startswith("是否想写") for problem in one if "launch" in problem.message]
    assert 0 < guessed.count(False) < guessed.count(True)


def test_a_site_folder_that_is_a_link_is_followed_where_it_leads_now(site: Site, tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    site.site_dir.symlink_to(tmp_path / "one")
    site.build()
    site.site_dir.unlink()
    site.site_dir.symlink_to(tmp_path / "other")
    site.build()
    assert differences(tree_digest(tmp_path / "one"), tree_digest(tmp_path / "other")) == []


def test_files_that_were_copied_with_all_they_say_are_still_known(site: Site, tmp_path: Path) -> None:
    site.build()
    before = tree_digest(site.site_dir)
    shutil.copytree(site.site_dir, tmp_path / "copy")
    shutil.rmtree(site.site_dir)
    (tmp_path / "copy").rename(site.site_dir)
    assert site.build().changed == 0
    assert differences(before, tree_digest(site.site_dir)) == []


def test_a_byte_changed_in_place_with_its_times_put_back_is_found(site: Site) -> None:
    site.build()
    before = tree_digest(site.site_dir)
    page = site.site_dir / "news/index.html"
    times = page.stat()
    with page.open("r+b") as file:
        file.write(b"!")
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    site.build()
    assert differences(before, tree_digest(site.site_dir)) == []


@pytest.mark.parametrize(
    "name", ["files", "folders", "world", "outputs", "items", "inputs", "contents", "digests", "notes"]
)
def test_a_table_that_is_lost_alone_costs_time_only(site: Site, name: str) -> None:
    site.build()
    before = tree_digest(site.site_dir)
    (lost,) = (site.root / ".cache/sites").glob(f"*/{name}-*")
    lost.unlink()
    news(site, "a").build()
    site.delete("news/a.md").build()
    assert differences(before, tree_digest(site.site_dir)) == []


def test_a_warning_of_a_link_goes_with_the_link(site: Site) -> None:
    link = site.content_dir / "news/up"
    site.build()
    link.symlink_to("../documents")
    assert [problem.code for problem in site.build().problems] == ["symlinked-folder"]
    link.unlink()
    assert site.check() == ()
    assert site.build().problems == ()
