"""`cxzy serve` as a person meets it on a terminal."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import urllib.request
from pathlib import Path
from typing import Any, NoReturn
from urllib.error import HTTPError

import pytest
from fixtures.sites import Site
from support.serving import children, lives, serving, until
from support.tree import differences, tree_digest

from cxzy_build import project
from cxzy_build.delivery.exchange import spare_of
from cxzy_build.preview.server import OWN

DRAFT = "---\ntitle: 还没写完\ndate: 2012-12-30\ncolumn: meetings\ndraft: true\n---\n\n文。\n"


def fetch(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def news(address: str) -> dict[str, Any]:
    """What browsers are told at this moment."""
    question = json.dumps({"seen": "", "uses": []}).encode()
    with urllib.request.urlopen(re.sub("(//[^/]*)/.*", rf"\1{OWN}wait", address), question) as answer:
        told: dict[str, Any] = json.load(answer)
        return told


def test_it_shows_the_site_with_drafts_and_builds_again_when_content_changes(site: Site) -> None:
    site.write("news/draft.md", DRAFT)
    with serving(site.root) as served:
        url = served.url
        assert url.endswith("/cxzy/")
        status, page = fetch(f"{url}news/2012/12/draft/")
        assert status == 200
        assert "还没写完" in page
        assert "cx-mark--hidden" in page
        assert "含草稿和未到日期的内容" in page
        site.write("news/fresh.md", DRAFT.replace("还没写完", "新到"))
        assert re.match(r"\d\d:\d\d:\d\d 已更新，用时 .* 秒；0 个错误，0 个警告", served.line("已更新"))
        assert "新到" in fetch(f"{url}news/2012/12/fresh/")[1]
    assert not site.site_dir.exists()


def test_what_builds_load_starts_no_threads_in_the_process_that_forks(site: Site) -> None:
    with serving(site.root) as served:
        tasks, maps = Path(f"/proc/{served.process.pid}/task"), Path(f"/proc/{served.process.pid}/maps")
        assert served.url
        until(lambda: "/numpy/linalg/" in maps.read_text())  # what would start them was loaded before
        assert len(list(tasks.iterdir())) == 1


def test_what_is_published_can_be_shown_alone(site: Site) -> None:
    site.write("news/draft.md", DRAFT)
    with serving(site.root, "--published") as served:
        url = served.url
        assert fetch(url)[0] == 200
        assert fetch(f"{url}news/2012/12/draft/")[0] == 404
        assert "含草稿" not in fetch(url)[1]


def test_a_first_build_that_fails_shows_the_problems_until_they_are_mended(site: Site) -> None:
    site.write("news/bad.md", DRAFT.replace("title", "titel"))
    with serving(site.root) as served:
        url = served.url
        status, page = fetch(url)
        assert status == 503
        assert "还没有网站可看" in page
        assert ("content/news/bad.md", 2) in [(p["file"], p["line"]) for p in news(url)["problems"]]
        site.delete("news/bad.md")
        served.line("已更新")
        assert fetch(url)[0] == 200
        assert news(url)["good"] is True


def test_settings_that_break_are_told_and_the_site_stays(site: Site) -> None:
    with serving(site.root) as served:
        url = served.url
        config = site.config.read_text("utf-8")
        site.config.write_text(config.replace("site_name:", "site_name: ["), "utf-8")
        assert "mkdocs.yml" in served.line("mkdocs.yml")
        served.line("没有更新")
        assert fetch(url)[0] == 200
        [problem] = news(url)["problems"]
        assert problem["file"] == "mkdocs.yml"
        assert problem["line"] > 1
        site.config.write_text(config.replace("/cxzy/", "/elsewhere/"), "utf-8")
        served.line("已更新")
        moved = served.url
        assert moved == url.replace("/cxzy/", "/elsewhere/")
        assert fetch(moved)[0] == 200
        assert fetch(url)[0] == 200  # by way of the new address


def test_a_project_that_is_moved_away_leaves_nothing_behind_and_is_shown_again_when_it_is_back(site: Site) -> None:
    with serving(site.root) as served:
        url = served.url
        away = site.root.rename(site.root.with_name("away"))
        assert "找不到" in served.line("mkdocs.yml")
        assert not site.root.exists()
        away.rename(site.root)
        site.write("news/draft.md", DRAFT)
        until(lambda: bool(news(url)["good"]))
        assert fetch(f"{url}news/2012/12/draft/")[0] == 200


def test_what_the_system_refuses_is_told_as_what_may_pass(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object, **options: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(project, "prepare", full)
    outcome = project.PreviewBuilds(str(site.config), site.root / ".cache/preview/site", published=False).build()
    assert outcome.refused
    assert "磁盘满了" in outcome.problems[0].message


def test_a_fault_of_the_program_is_a_problem_with_a_file_for_the_maintainers(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*arguments: object, **options: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr(project, "prepare", fault)
    outcome = project.PreviewBuilds(str(site.config), site.root / ".cache/preview/site", published=False).build()
    assert not outcome.good
    assert not outcome.refused
    [problem] = outcome.problems
    trace = re.search("请把 (.*) 交给维护者", problem.message)
    assert trace
    assert "ZeroDivisionError" in Path(trace[1]).read_text("utf-8")


def test_what_the_first_edit_would_wait_for_is_done_before_it(site: Site) -> None:
    builds = project.PreviewBuilds(str(site.config), site.root / ".cache/preview/site", published=False)
    assert builds.build().good
    spare = spare_of(builds.folder)
    assert not spare.exists()
    builds.make_ready()
    assert differences(tree_digest(builds.folder), tree_digest(spare)) == []
    made = spare.stat().st_ino
    site.write("news/fresh.md", DRAFT)
    assert builds.build().good
    assert builds.folder.stat().st_ino == made
    assert "还没写完" in (builds.folder / "news/2012/12/fresh/index.html").read_text("utf-8")


def test_what_is_in_the_way_of_that_is_left_to_the_edit(site: Site) -> None:
    builds = project.PreviewBuilds(str(site.config), site.root / ".cache/preview/site", published=False)
    site.config.write_text("site_name: [", "utf-8")
    builds.make_ready()
    assert not builds.folder.exists()
    assert not builds.build().good


def test_a_port_in_use_is_told(site: Site) -> None:
    with serving(site.root) as served:
        port = served.url.split(":")[2].split("/")[0]
        with serving(site.root, "-p", port) as second:
            assert f"不能使用端口 {port}" in second.line("端口")
            assert second.process.wait(60) == 2


def test_interrupting_ends_it_all(site: Site) -> None:
    with serving(site.root) as served:
        assert served.url
        processes = children(served.process.pid)
        assert len(processes) == 2
        assert served.interrupt() == 0
        served.line("预览结束")
        assert not any(map(lives, processes))


def test_nothing_is_left_when_it_is_killed_while_it_builds(site: Site) -> None:
    with serving(site.root) as served:
        assert served.url
        site.write("news/fresh.md", DRAFT)
        until(lambda: len(children(served.process.pid)) > 2)
        processes = children(served.process.pid)
        os.kill(served.process.pid, signal.SIGKILL)
        until(lambda: not any(map(lives, processes)))
