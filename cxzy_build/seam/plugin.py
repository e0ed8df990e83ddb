"""The MkDocs plugin: collects a frame while MkDocs builds, then hands over to the site's recipe."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace
from typing import NoReturn

import jinja2
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..errors import BuildFailed, Problem, SettingsRefused, UsageError
from ..incremental.frame_cache import GivenFrame
from ..report import problem_lines, summary_lines
from ..settings import behind_links
from .config import settings_of
from .engine import Collector, collector_for, scratch_folder
from .shells import frame_marks, url_filter

log = logging.getLogger("mkdocs.plugins.cxzy")


class CxzyConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml."""

    content_dir = config_options.Type(str, default="content")
    """Folder of the collections, relative to mkdocs.yml."""

    search = config_options.Type(bool, default=True)
    """Whether the site can be searched."""


class CxzyPlugin(BasePlugin[CxzyConfig]):  # type: ignore[no-untyped-call]
    """`cxzy build` sets `collector` and takes its frame; under `mkdocs build` the plugin publishes by itself."""

    def __init__(self) -> None:
        self.collector: Collector | None = None
        self._publishes = False
        self._scratch = ExitStack()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if self.collector is None or self._publishes:
            self._publishes = True
            self._begin(config)
        assert self.collector
        config.site_dir, config.site_url = str(self.collector.output), self.collector.settings.site_url
        config.extra.setdefault("homepage", "./")  # the home page is generated, so MkDocs knows none
        for checks in (config.validation.nav, config.validation.links):
            for name in checks:
                checks[name] = logging.DEBUG  # the site's own checks know the generated pages, MkDocs does not
        return config

    def _begin(self, config: MkDocsConfig) -> None:
        if (encoding := sys.getfilesystemencoding()) != "utf-8":
            raise Abort(f"文件名会当作 {encoding} 来读，网址会错：用 cxzy build，或在命令前面写 PYTHONUTF8=1")
        try:
            settings = settings_of(config)
            settings = replace(settings, site_dir=behind_links(settings.site_dir))
        except SettingsRefused as refused:
            self._give_up(refused.problems)
        except UsageError as error:
            raise Abort(str(error)) from None
        self._scratch.close()  # of a round under `mkdocs serve` that failed
        try:
            self.collector = collector_for(settings, self._scratch.enter_context(scratch_folder(settings)))
        except BuildFailed as failed:
            self._give_up(failed.problems)

    @staticmethod
    def _give_up(problems: Iterable[Problem]) -> NoReturn:
        for problem in problems:
            log.log(logging.ERROR if problem.is_error else logging.WARNING, "\n".join(problem_lines(problem)))
        raise Abort("有错误，没有发布") from None

    def on_files(self, files: Files, config: MkDocsConfig) -> None:
        assert self.collector
        self.collector.read_files(files)

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        assert self.collector
        self.collector.nav, self.collector.files = nav, files

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:
        assert self.collector
        return "# ？" if page.file.src_uri in self.collector.unreadable else None

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        assert self.collector
        return self.collector.read_content(html, page)

    def on_env(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
        assert self.collector
        env.filters["url"] = url_filter
        env.globals.update(frame_marks())
        self.collector.env = env

    def on_post_build(self, config: MkDocsConfig) -> None:
        if not self._publishes:
            return
        assert self.collector
        collector, self.collector = self.collector, None
        from ..site import build_site  # late: `cxzy build` imports it while MkDocs is at work in another process

        frame = collector.frame(config)
        self._scratch.close()
        try:
            report = build_site(collector.settings, GivenFrame(frame))
        except BuildFailed as failed:
            self._give_up(failed.problems)
        except UsageError as error:
            raise Abort(str(error)) from None
        for problem in report.problems:
            log.warning("\n".join(problem_lines(problem)))
        for line in summary_lines(report):
            log.info(line)
