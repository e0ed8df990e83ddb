"""What MkDocs gave is kept, until anything that it reads is another."""

from __future__ import annotations

import dataclasses
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fixtures.sites import PROJECT, Site, StandIn
from msgspec import structs

from cxzy_build import project
from cxzy_build.errors import Position, Problem, Severity
from cxzy_build.incremental.frame_cache import (
    CachedFrame,
    GivenFrame,
    Signatures,
    digest_of_config,
    recall_settings,
    remember_settings,
)
from cxzy_build.pages.frame import Frame
from cxzy_build.seam import config
from cxzy_build.seam.process import MkDocsProcess
from cxzy_build.settings import Settings


class Asked(Exception):
    """MkDocs was asked."""


class MkDocs:
    """At work on `frame`; counts how often it was asked, and stopped."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.asked = self.stopped = 0

    def __call__(self) -> MkDocs:
        self.asked += 1
        return self

    def result(self) -> Frame:
        return self.frame

    def stop(self) -> None:
        self.stopped += 1


@pytest.fixture
def site(site: Site) -> Site:
    """With a theme of its own."""
    (site.root / "theme").unlink()
    shutil.copytree(PROJECT / "theme", site.root / "theme")
    return site


@pytest.fixture
def settings(site: Site) -> Settings:
    return dataclasses.replace(site.settings(), config_digest=digest_of_config(site.config))


@pytest.fixture
def mkdocs(site: Site) -> MkDocs:
    """Gives a frame that can be kept."""
    return MkDocs(StandIn(site.root / "site_src").result()[0])


# the frame


def test_a_frame_is_kept_and_given_back_the_same(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    _, first = project.prepare(str(site.config))
    made = first.result()
    assert made[0].shells
    monkeypatch.setattr(project, "_ask_mkdocs", _raise_asked)
    _, again = project.prepare(str(site.config))
    assert again.result() == made
    assert again.digest == first.digest == made[1] != ""


def _raise_asked(*about: object) -> None:
    raise Asked


def test_mkdocs_is_asked_once(settings: Settings, mkdocs: MkDocs) -> None:
    for _ in range(3):
        assert CachedFrame(settings, mkdocs).result()[0] == mkdocs.frame
    assert mkdocs.asked == 1


def test_what_does_not_concern_mkdocs_does_not_concern_the_frame(
    site: Site, settings: Settings, mkdocs: MkDocs
) -> None:
    CachedFrame(settings, mkdocs).result()
    site.append("exemplars/lin.md", "\n再一段。\n")
    for path in site.root.glob("site_src/*"):
        os.utime(path)
    CachedFrame(dataclasses.replace(settings, preview=True, jobs=2, site_dir=site.root / "other"), mkdocs).result()
    assert mkdocs.asked == 1


def test_another_byte_of_anything_that_mkdocs_reads_is_another_digest(
    site: Site, settings: Settings, mkdocs: MkDocs
) -> None:
    CachedFrame(settings, mkdocs).result()
    digests = {CachedFrame(settings, mkdocs).digest}
    files = [path for folder in ("site_src", "theme") for path in (site.root / folder).rglob("*") if path.is_file()]
    assert len(files) > 40
    for number, file in enumerate(files, 1):
        data = file.read_bytes()
        file.write_bytes(bytes([data[0] ^ 1]) + data[1:] if data else b"x")
        digests.add(CachedFrame(settings, mkdocs).digest)
        assert (len(digests), mkdocs.asked) == (number + 1, number + 1), file
        file.write_bytes(data)
    assert CachedFrame(settings, mkdocs).result()[0] == mkdocs.frame
    assert mkdocs.asked == len(files) + 1


CHANGES: dict[str, Callable[[Path], object]] = {
    "page added": lambda root: (root / "site_src/new.md").touch(),
    "page removed": lambda root: (root / "site_src/help.md").unlink(),
    "page renamed": lambda root: (root / "site_src/help.md").rename(root / "site_src/helps.md"),
    "pages exchanged": lambda root: _exchange(root / "site_src/help.md", root / "site_src/overview.md"),
    "file of the theme moved": lambda root: (root / "theme/main.html").rename(root / "theme/cxzy/main.html"),
    "end of a file moved to the next": lambda root: _move_end(root / "site_src/help.md", root / "site_src/overview.md"),
    "mkdocs.yml": lambda root: (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text("utf-8") + "\n", "utf-8"
    ),
    "mkdocs.yml removed": lambda root: (root / "mkdocs.yml").unlink(),
    "frame damaged": lambda root: _damage(root / ".cache/mkdocs/frame-mkdocs.yml"),
    "frame removed": lambda root: (root / ".cache/mkdocs/frame-mkdocs.yml").unlink(),
}


def _exchange(one: Path, other: Path) -> None:
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def _move_end(one: Path, other: Path) -> None:
    data = one.read_bytes()
    one.write_bytes(data[:-5])
    other.write_bytes(data[-5:] + other.read_bytes())


def _damage(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


@pytest.mark.parametrize("change", CHANGES)
def test_mkdocs_is_asked_again_after_other_changes(site: Site, settings: Settings, mkdocs: MkDocs, change: str) -> None:
    CachedFrame(settings, mkdocs).result()
    CHANGES[change](site.root)
    CachedFrame(settings, mkdocs).result()
    assert mkdocs.asked == 2


def test_behind_links_mkdocs_reads_too(site: Site, settings: Settings, mkdocs: MkDocs, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/page.md").write_text("# 一\n", "utf-8")
    (site.root / "site_src/shared").symlink_to(tmp_path / "shared")
    before = CachedFrame(settings, mkdocs).digest
    (tmp_path / "shared/page.md").write_text("# 二\n", "utf-8")
    assert CachedFrame(settings, mkdocs).digest != before


@pytest.mark.parametrize("severity", Severity)
def test_a_frame_with_errors_is_not_kept_one_with_warnings_is(
    settings: Settings, mkdocs: MkDocs, severity: Severity
) -> None:
    mkdocs.frame = structs.replace(
        mkdocs.frame, problems=(Problem(Position("site_src/help.md"), "x", "x", severity=severity),)
    )
    for _ in range(2):
        assert CachedFrame(settings, mkdocs).result()[0] == mkdocs.frame
    assert mkdocs.asked == (2 if severity is Severity.ERROR else 1)


def test_a_frame_without_shells_is_not_kept(settings: Settings, mkdocs: MkDocs) -> None:
    mkdocs.frame = Frame({}, (), {})
    for _ in range(2):
        CachedFrame(settings, mkdocs).result()
    assert mkdocs.asked == 2


def test_where_mkdocs_yml_may_read_more_no_frame_is_kept(site: Site, settings: Settings, mkdocs: MkDocs) -> None:
    for _ in range(2):
        frame = CachedFrame(dataclasses.replace(settings, config_digest=""), mkdocs)
        assert frame.result() == (mkdocs.frame, "")
        assert frame.digest == ""
    assert mkdocs.asked == 2
    assert not (site.root / ".cache/mkdocs").exists()


def test_what_is_written_while_mkdocs_reads_is_not_taken_for_known(
    site: Site, settings: Settings, mkdocs: MkDocs
) -> None:
    source = CachedFrame(settings, mkdocs)
    site.root.joinpath("site_src/help.md").write_text("# 刚写的\n", "utf-8")
    assert source.result() == (mkdocs.frame, "")
    assert CachedFrame(settings, mkdocs).result() == (mkdocs.frame, CachedFrame(settings, mkdocs).digest)
    assert mkdocs.asked == 2


def test_what_is_written_before_the_settings_are_there_is_not_taken_for_known(
    site: Site, mkdocs: MkDocs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MkDocs goes on meanwhile."""
    was_read, wait = site.root / "was-read", MkDocsProcess.settings

    def ask(config: str, settings: Settings) -> Frame:
        site.root.joinpath("site_src/help.md").write_text("# 刚写的\n", "utf-8")
        was_read.touch()
        return mkdocs.frame

    def settings_late(process: MkDocsProcess) -> tuple[Settings, Signatures]:
        first = wait(process)
        while not was_read.exists():
            time.sleep(0.01)
        return first

    monkeypatch.setattr(project, "_ask_mkdocs", ask)
    monkeypatch.setattr(MkDocsProcess, "settings", settings_late)
    _, source = project.prepare(str(site.config))
    assert source.result() == (mkdocs.frame, "")


def test_only_who_was_asked_is_stopped(settings: Settings, mkdocs: MkDocs) -> None:
    first = CachedFrame(settings, mkdocs)
    first.result()
    first.close()
    assert mkdocs.stopped == 1
    CachedFrame(settings, mkdocs).close()
    assert mkdocs.stopped == 1


def test_of_a_frame_that_is_given_nothing_is_known(mkdocs: MkDocs) -> None:
    given = GivenFrame(mkdocs.frame)
    assert given.result() == (mkdocs.frame, given.digest) == (mkdocs.frame, "")


# settings


def test_settings_are_recalled_without_mkdocs(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first = project.load_settings(str(site.config))
    monkeypatch.setattr(config, "load_config", _raise_asked)
    again = project.load_settings(str(site.config))
    assert dataclasses.replace(again, now=first.now) == first
    assert again.markdown.options == first.markdown.options


SETTINGS = ".cache/mkdocs/settings-mkdocs.yml"


@pytest.mark.parametrize("change", ["mkdocs.yml", "mkdocs.yml removed", "damaged", "removed", "of another file"])
def test_mkdocs_is_asked_for_settings_again(site: Site, settings: Settings, change: str) -> None:
    remember_settings(str(site.config), settings)
    assert recall_settings(str(site.config))
    if change == "damaged":
        _damage(site.root / SETTINGS)
    elif change == "removed":
        (site.root / SETTINGS).unlink()
    elif change == "of another file":
        site.config = site.config.rename(site.root / "other.yml")
        (site.root / SETTINGS).rename(site.root / ".cache/mkdocs/settings-other.yml")
    else:
        CHANGES[change](site.root)
    assert recall_settings(str(site.config)) is None


def test_settings_are_those_of_what_was_read(site: Site, settings: Settings) -> None:
    before = site.config.read_bytes()
    CHANGES["mkdocs.yml"](site.root)
    remember_settings(str(site.config), settings)
    assert recall_settings(str(site.config)) is None
    site.config.write_bytes(before)
    assert recall_settings(str(site.config))


def test_settings_of_a_folder_that_was_copied_are_not_those_of_the_first(site: Site, settings: Settings) -> None:
    remember_settings(str(site.config), settings)
    copy = site.root.with_name("copy")
    shutil.copytree(site.root, copy, symlinks=True)
    assert recall_settings(str(copy / "mkdocs.yml")) is None


def test_settings_that_depend_on_more_are_not_kept(site: Site, settings: Settings) -> None:
    remember_settings(str(site.config), dataclasses.replace(settings, config_digest=""))
    assert recall_settings(str(site.config)) is None


# mkdocs.yml that reads more than the sources

Config = tuple[str, str]
"""What stands in mkdocs.yml, and what in its place."""

PURE: dict[str, Config] = {
    "as it is": ("", ""),
    "a comment": ("plugins:", "# hooks are for others\nplugins:"),
    "another known extension": ("  - tables\n", "  - tables\n  - pymdownx.mark\n  - markdown.extensions.sane_lists\n"),
    "options": ("  - tables\n", "  - tables:\n      use_align_attribute: true\n"),
}
WIDER: dict[str, Config] = {
    "hooks": ("plugins:", "hooks: [hook.py]\n\nplugins:"),
    "hooks in quotes": ("plugins:", '"hooks" : [hook.py]\n\nplugins:'),
    "INHERIT": ("site_name: 创先争优活动\n", "INHERIT: base.yml\n"),
    "INHERIT in quotes": ("site_name: 创先争优活动\n", "'INHERIT': base.yml\n"),
    "!ENV": ("site_name: 创先争优活动", "site_name: !ENV [CXZY_NAME, 无名]"),
    "another plugin": ("  - cxzy\n", "  - cxzy\n  - search\n"),
    "an unknown extension": ("  - tables\n", "  - tables\n  - pymdownx.snippets\n"),
    "a function of somebody's": ("markdown.extensions.toc.slugify_unicode", "os.path.join"),
}


def configure(site: Site, config: Config) -> Site:
    """Put it into mkdocs.yml, and beside that what it reads."""
    site.config.write_text(site.config.read_text("utf-8").replace(*config), "utf-8")
    (site.root / "hook.py").write_text(HOOK, "utf-8")
    (site.root / "base.yml").write_text("site_name: 第一\n", "utf-8")
    return site


HOOK = """
from pathlib import Path

def on_page_markdown(markdown, config, **about):
    return markdown + Path(config.config_file_path).with_name("note.txt").read_text("utf-8")
"""


def config_digest(site: Site) -> str:
    return config.settings_of(config.load_config(str(site.config))).config_digest


@pytest.mark.parametrize("config", PURE)
def test_mkdocs_yml_that_reads_no_more_than_the_sources_is_known_by_its_bytes(site: Site, config: str) -> None:
    assert config_digest(configure(site, PURE[config])) == digest_of_config(site.config) != ""


@pytest.mark.parametrize("config", WIDER)
def test_mkdocs_yml_that_may_read_more_is_known_by_nothing(site: Site, config: str) -> None:
    assert config_digest(configure(site, WIDER[config])) == ""


WORDS = ("松树", "柏树")
"""What is read in the first build, and what in the second."""

SNIPPET = '\n--8<-- "note.txt"\n'


@pytest.mark.parametrize("config", ["hooks", "INHERIT", "!ENV", "another plugin", "an unknown extension"])
def test_where_mkdocs_yml_reads_more_every_build_is_right_and_nothing_is_kept(
    site: Site, monkeypatch: pytest.MonkeyPatch, config: str
) -> None:
    monkeypatch.chdir(site.root)
    configure(site, WIDER[config]).append("exemplars/lin.md", SNIPPET if config == "an unknown extension" else "")
    for number, word in enumerate(WORDS, 1):
        (site.root / "note.txt").write_text(f"\n{word}\n", "utf-8")
        (site.root / "base.yml").write_text(f"site_name: {word}\n", "utf-8")
        monkeypatch.setenv("CXZY_NAME", word)
        if config == "another plugin":
            site.page("help.md", f"# {word}\n")
        site.append("exemplars/lin.md", f"\n事迹之{number}。\n").build()
        html = "".join(path.read_text("utf-8") for path in site.site_dir.rglob("*.html"))
        assert [one for one in WORDS if one in html] == [word]
        assert f"事迹之{number}" in html
    kept = {path.name for path in (site.root / ".cache").iterdir()}
    assert kept & {"sites", "drafts", "mkdocs"} == set()
