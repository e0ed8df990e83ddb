"""Run MkDocs over the hand-written pages and take from it what a build needs: a Frame."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jinja2
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from ..bodies.body import Body
from ..bodies.conversion import read_html
from ..checks import page_files
from ..content.paths import address_at
from ..errors import Position, Problem, any_error
from ..pages.frame import Frame, HandWritten
from ..settings import Settings
from ..source.mistyped import open_comments
from ..source.private_numbers import private_numbers
from ..source.text_files import FileUnreadable, TextFile, decode
from .config_faults import PLUGIN
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

    def can_begin(self) -> bool:
        """Whether MkDocs would come to an end; looks at every template before it does, so that all their faults come at
        once, with places."""
        faults = tuple(_faults_of_theme(self.settings))
        self.has_theme = not faults
        endless = tuple(page_files.ways_back(self.settings.docs_dir, self.settings.shown))
        self.problems += (*faults, *endless)
        return not endless

    def read_files(self, files: Files) -> None:
        """Look at all that MkDocs is going to publish before it does, for the same reason; what is not to be published
        is taken out of `files`."""
        for file in sorted(self._own(files), key=lambda one: one.src_uri):
            path = Path(str(file.abs_src_path))
            shown = self.settings.shown(path)
            if refused := page_files.why_not_published(path, shown):
                files.remove(file)
                self.problems.append(refused)
            elif file.is_documentation_page():
                found = tuple(_faults_of_page(path, shown))
                self.problems += found
                if any_error(found):
                    self.unreadable.add(file.src_uri)
            else:
                self.problems += page_files.problems(path, shown)

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
        body, problems = read_html(html, source, self.settings.site_url, demote=False)
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
        return HandWritten(page.file.src_uri, unquote(page.url), str(page.title or ""), description, html, body)


_ALWAYS_OUT = "介绍页总是发布的；没有写好的先移出 site_src/，要定时发布的写成条目"
_NOT_OF_PAGES = {
    "template": "删去这一行；版式由主题决定",
    **dict.fromkeys(("draft", "publish_on", "expire_on"), _ALWAYS_OUT),
}
"""Keys that a hand-written page may not have, and what to do instead."""


def _faults_of_page(path: Path, shown: str) -> Iterator[Problem]:
    try:
        source = TextFile(shown, decode(path.read_bytes(), shown))
    except FileUnreadable as error:
        yield error.problem
        return
    yield from open_comments(source)
    yield from private_numbers(source)
    if not source.has_front_matter:
        return
    data, problems = source.read()
    yield from problems
    for key, kind, name in (("title", str, "一段文字"), ("description", str, "一段文字"), ("hide", list, "列表")):
        if data.get(key) is not None and not isinstance(data[key], kind):
            yield Problem(source.locate((key,)), "bad-type", f"`{key}` 应是{name}", "照别的介绍页改")
    for key, hint in _NOT_OF_PAGES.items():
        if key in data:
            yield Problem(source.locate((key,), True), "unknown-key", f"介绍页不能写 `{key}`", hint)


def _text(page: Page) -> str:
    """The page's source; undecodable bytes were reported before."""
    return Path(str(page.file.abs_src_path)).read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _outputs(output: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(output.rglob("*")):
        name = path.relative_to(output).as_posix()
        is_dropped = name.endswith(_DROPPED) or name.startswith(_SEARCH)
        if path.is_file() and not is_dropped:
            yield name, path.read_bytes()


OWN_TEMPLATES = ("404.html", "main.html", *(f"partials/{name}.html" for name in ("header", "language", "logo", "tabs")))
"""Templates of our theme that Material has as well."""


def build_frame(config: MkDocsConfig, settings: Settings) -> Frame:
    """Run MkDocs in a folder of its own and collect. Its complaints become problems."""
    plugin: Any = config.plugins[PLUGIN]
    try:
        with mkdocs_log() as log, scratch_folder(settings) as output:
            plugin.collector = Collector(settings, output)
            if not plugin.collector.can_begin():
                return Frame({}, (), {}, tuple(plugin.collector.problems))
            build(config)
            frame: Frame = plugin.collector.frame(config)
    except UnicodeDecodeError:
        if plugin.collector.has_theme:
            raise
        return Frame({}, (), {}, tuple(plugin.collector.problems))
    except MkDocsException as error:
        problem = Problem(Position(settings.config_name), "mkdocs", f"MkDocs 不能生成手写页面：{error}")
        return Frame({}, (), {}, (*log.problems(settings.config_name), problem))
    return Frame(frame.shells, frame.pages, frame.files, (*frame.problems, *log.problems(settings.config_name)))


def _faults_of_theme(settings: Settings) -> Iterator[Problem]:
    """Templates in whose place MkDocs would take Material's own without a word, of the same name; those that are not
    UTF-8."""
    for name in OWN_TEMPLATES:
        path = settings.theme_dir / name
        if not path.is_file():
            yield Problem(Position(settings.shown(path)), "missing-template", "缺少模板", "恢复这个文件")
    for path in sorted(filter(Path.is_file, settings.theme_dir.rglob("*.html"))):
        try:
            decode(path.read_bytes(), settings.shown(path))
        except FileUnreadable as error:
            yield error.problem


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
