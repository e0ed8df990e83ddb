"""Run MkDocs over the hand-written pages and take from it what a build needs: a Frame."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jinja2
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..bodies.body import Body
from ..bodies.conversion import read_html
from ..checks import page_files, templates
from ..content.paths import address_at
from ..errors import BuildFailed, Position, Problem, any_error
from ..pages.frame import Frame, HandWritten, no_frame
from ..settings import Settings
from ..source.text_files import TextFile
from .config_faults import PLUGIN
from .hook_faults import hook_fault
from .mkdocs_log import mkdocs_log
from .shells import render_shells

_DROPPED = ("sitemap.xml", "sitemap.xml.gz", ".map")
"""Endings of what MkDocs writes and this site does not publish: its site map knows the hand-written pages only."""

_SEARCH = "assets/javascripts/lunr/", "assets/javascripts/workers/"
"""Material's own search, which this site does not use."""


@dataclass
class Collector:
    """What the plugin's hooks pick up while MkDocs builds; `frame` makes a frozen Frame of it at the end."""

    settings: Settings
    output: Path
    bodies: dict[str, Body] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    """Files of hand-written pages that MkDocs must not see: it would stop at the first."""
    has_theme: bool = True
    """Whether every template of the theme is there and can be read: no page can be rendered otherwise."""
    env: jinja2.Environment | None = None
    nav: Navigation | None = None
    files: Files | None = None

    def read_files(self, files: Files) -> None:
        """Look at all that MkDocs is going to publish before it does, so that all faults come at once, with places;
        what is not to be published is taken out of `files`."""
        published = {}
        for file in sorted(self._own(files), key=lambda one: one.src_uri):
            path = Path(str(file.abs_src_path))
            shown = self.settings.shown(path)
            if refused := page_files.why_not_published(path, shown):
                files.remove(file)
                self.problems.append(refused)
                continue
            published[path] = shown
            self.problems += page_files.problems_of_name(file.src_uri, shown)
            if file.is_documentation_page():
                found = tuple(page_files.problems_of_page(path, shown, self.settings.site_url))
                self.problems += found
                if any_error(found):
                    self.unreadable.add(file.src_uri)
            else:
                self.problems += page_files.problems_of_file(path, shown)
        self.problems += page_files.unlinked(published)

    def _own(self, files: Files) -> Iterator[File]:
        """Those that are published and not of a theme."""
        top = str(self.settings.docs_dir)
        return (file for file in files if file.src_dir == top and file.inclusion.is_included())  # type: ignore[no-untyped-call]

    def read_content(self, html: str, page: Page) -> str:
        """Take the references out of a hand-written page's HTML and check it like an item's body."""
        source = TextFile(self.settings.shown(Path(str(page.file.abs_src_path))), _text(page))
        if not source.body.strip() and "template" not in page.meta:
            hint = "写上内容，或删去这个文件"
            self.problems.append(Problem(Position(source.file), "empty-page", "页面没有内容", hint))
        if isinstance(title := page.meta.get("title"), str):
            page.meta["title"] = escape(title)  # as MkDocs has those it takes from headings: themes print them as HTML
        body, problems = read_html(html, source, self.settings.site_url, level=False)
        self.bodies[page.file.src_uri] = body
        self.problems += problems
        return body.html

    def frame(self, config: MkDocsConfig) -> Frame:
        assert self.env
        assert self.nav
        assert self.files
        shells = dict(render_shells(self.env, self.nav, self.files, config))
        pages = tuple(self._page(file.page) for file in self.files.documentation_pages() if file.page)
        written = {page.address for page in pages}
        files = {p: d for p, d in _outputs(self.output) if address_at(p) not in written}
        return Frame(shells if self.has_theme else {}, pages, files, tuple(self.problems))

    def _page(self, page: Page) -> HandWritten:
        html = (self.output / page.file.dest_uri).read_text("utf-8")
        description = str(page.meta.get("description") or "")
        body = self.bodies[page.file.src_uri]
        title = unescape(str(page.title or ""))
        return HandWritten(page.file.src_uri, unquote(page.url), title, description, html, body)


def _text(page: Page) -> str:
    """The page's source; undecodable bytes were reported before."""
    return Path(str(page.file.abs_src_path)).read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _outputs(output: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        is_dropped = name.endswith(_DROPPED) or name.startswith(_SEARCH)
        if path.is_file() and not is_dropped:
            yield name, path.read_bytes()


def collector_for(settings: Settings, output: Path) -> Collector:
    """What picks up what MkDocs writes into `output`; every template has been looked at.

    Raises BuildFailed where MkDocs would come to no end.
    """
    theme = tuple(templates.problems(settings.theme_dir, settings.shown))
    endless = tuple(page_files.ways_back(settings.docs_dir, settings.shown))
    if endless:
        raise BuildFailed((*theme, *endless))
    return Collector(settings, output, problems=[*theme], has_theme=not theme)


def build_frame(config: MkDocsConfig, settings: Settings) -> Frame:
    """Run MkDocs in a folder of its own and collect. Its complaints become problems."""
    plugin: Any = config.plugins[PLUGIN]
    try:
        with mkdocs_log() as log, scratch_folder(settings) as output:
            plugin.collector = collector_for(settings, output)
            build(config)
            frame: Frame = plugin.collector.frame(config)
    except BuildFailed as failed:
        return no_frame(failed.problems)  # folders may come to no end
    except MkDocsException as error:
        problem = Problem(Position(settings.config_name), "mkdocs", f"MkDocs 不能生成手写页面：{error}")
        return _pages_only(config, (*log.problems(settings.config_name), problem))
    except (Exception, SystemExit) as error:
        if fault := hook_fault(error, settings.root):
            return _pages_only(config, (fault,))
        if isinstance(error, UnicodeDecodeError | FileNotFoundError) and not plugin.collector.has_theme:
            return _pages_only(config, plugin.collector.problems)  # MkDocs writes no page that holds nothing
        raise
    return Frame(frame.shells, frame.pages, frame.files, (*frame.problems, *log.problems(settings.config_name)))


def _pages_only(config: MkDocsConfig, problems: Iterable[Problem]) -> Frame:
    """Where MkDocs could give nothing but that these pages are there: links to them are no faults of their own."""
    pages = (file for file in get_files(config) if file.is_documentation_page())
    written = (HandWritten(one.src_uri, unquote(one.url).removeprefix("./"), one.name, "", "", Body()) for one in pages)
    return Frame({}, tuple(written), {}, tuple(problems))


@contextmanager
def scratch_folder(settings: Settings) -> Iterator[Path]:
    """A folder for MkDocs to write into, gone afterwards."""
    folder = _scratch_folder(settings.cache_dir)
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _scratch_folder(cache: Path) -> str:
    """In the cache; where that cannot be written, among the system's temporary files."""
    prefix = f"mkdocs-{os.getpid()}-"
    try:
        cache.mkdir(exist_ok=True)
        for left_behind in cache.glob("mkdocs-*-*"):
            if not Path(f"/proc/{left_behind.name.split('-')[1]}").exists():  # its build was killed
                shutil.rmtree(left_behind, ignore_errors=True)
        return tempfile.mkdtemp(prefix=prefix, dir=cache)
    except OSError:
        return tempfile.mkdtemp(prefix=prefix)
