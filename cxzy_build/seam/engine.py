"""Run MkDocs over the hand-written pages and take from it what a build needs: a Frame."""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urlsplit

import jinja2
from mkdocs.commands.build import build, get_context
from mkdocs.config import load_config as load_mkdocs_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation
from mkdocs.structure.pages import Page

from ..bodies.body import Body
from ..bodies.conversion import read_html
from ..checks import page_files
from ..content.paths import address_at
from ..errors import Position, Problem, Severity, UsageError, any_error
from ..files import digest_text
from ..pages.frame import HOME, Frame, HandWritten, Slot, sections
from ..settings import MarkdownOptions, Settings, current_moment
from ..source import yaml_text
from ..source.mistyped import open_comments
from ..source.private_numbers import private_numbers
from ..source.text_files import FileUnreadable, TextFile, decode
from .config_faults import PLUGIN, PURE_EXTENSIONS, faults_in

_DROPPED = ("sitemap.xml", "sitemap.xml.gz", ".map")
"""Endings of what MkDocs writes and this site does not publish: its site map knows the hand-written pages only."""

_SEARCH = "assets/javascripts/lunr/", "assets/javascripts/workers/"
"""Material's own search, which this site does not use."""


_LINE_ENDS = re.compile(r"[ \t\r\f]*\n[ \t\r\f\n]*")
"""Line ends with HTML's white space around them, to be made one: only in HTML without `pre` and `textarea`."""


def load_config(config_file: str) -> MkDocsConfig:
    """mkdocs.yml as MkDocs understands it; raises UsageError with what is wrong."""
    if not os.path.isfile(config_file):
        raise UsageError(f"找不到 {config_file}；请在项目文件夹里运行，或用 -f 指出 mkdocs.yml")
    source = _checked_yaml(config_file)
    quiet = logging.getLogger("mkdocs")
    quiet.propagate = False
    collected = _Collected()
    quiet.addHandler(collected)
    # told in docs/dependencies.md, for whoever can do something about it
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")
    failed = ""
    try:
        config = load_mkdocs_config(os.path.abspath(config_file))
    except (ConfigurationError, Abort) as error:
        failed = str(error)
    finally:
        quiet.removeHandler(collected)
    said = [record.getMessage() for record in collected.records] or ([failed] if failed else [])
    if said:
        raise UsageError("\n错误：".join(f"{config_file}:{fault}" for fault in faults_in(source, said)))
    if PLUGIN not in config.plugins:
        raise UsageError(f"{config_file} 的 plugins 里没有 {PLUGIN}")
    return config


def _checked_yaml(config_file: str) -> str:
    """The text of mkdocs.yml. Says in our own words where it is no YAML."""
    try:
        text = decode(Path(config_file).read_bytes(), config_file)
        yaml_text.compose(text)
        return text
    except FileUnreadable as unreadable:
        raise UsageError(f"{config_file} 有误：{unreadable.problem.message}。{unreadable.problem.hint}") from None
    except yaml_text.YamlError as error:
        raise UsageError(f"{config_file}:{error.line}:{error.column}: {error.message}。{error.hint}") from None


def _fault_of_address(site_url: str) -> str:
    """What is wrong with the site's address; empty: nothing."""
    try:
        parts = urlsplit(site_url)
    except ValueError:
        return "不是网址"
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return "要以 https:// 或 http:// 开头，后面是域名"
    if parts.query or parts.fragment:
        return "不能有 ? 和 #"
    if any(one.isspace() for one in site_url):
        return "里面不能有空格"
    return "要写网站所在的文件夹，不写到文件" if parts.path.rstrip("/").endswith((".html", ".htm")) else ""


def settings_of(config: MkDocsConfig) -> Settings:
    """The settings that mkdocs.yml gives; a missing site_url is a UsageError, for feeds and site map need it."""
    if not config.site_url:
        raise UsageError("mkdocs.yml 里没有 site_url（网站的完整网址，如 https://www.example.edu.cn/cxzy/）")
    if fault := _fault_of_address(config.site_url):
        hint = "写成 https://www.example.edu.cn/cxzy/ 这样"
        raise UsageError(f"mkdocs.yml 里的 site_url `{config.site_url}` {fault}，{hint}")
    root = Path(config.config_file_path).parent
    options = config.plugins["cxzy"].config
    custom = config.theme.custom_dir
    return Settings(
        root=root,
        content_dir=root / str(options["content_dir"]),
        docs_dir=Path(config.docs_dir),
        theme_dir=Path(custom) if custom else root / "theme",
        site_dir=Path(os.path.abspath(config.site_dir)),
        site_url=config.site_url.rstrip("/") + "/",
        site_name=config.site_name,
        markdown=MarkdownOptions.of(config.markdown_extensions, config.mdx_configs),
        now=current_moment(),
        search=bool(options["search"]),
        config_name=Path(config.config_file_path).name,
        config_digest=_config_digest(config),
    )


_ELSEWHERE = re.compile(rb"INHERIT|!ENV|!relative|!!python/[^:\s]*:(?!markdown\.|pymdownx\.|material\.)")
"""What makes mkdocs.yml depend on more than itself and the libraries whose versions are known."""


def _config_digest(config: MkDocsConfig) -> str:
    names = {name.removeprefix("markdown.extensions.") for name in config.markdown_extensions}
    data = Path(config.config_file_path).read_bytes()
    alone = list(config.plugins) == ["cxzy"] and not config.hooks
    is_pure = alone and names <= PURE_EXTENSIONS and not _ELSEWHERE.search(data)
    return digest_text(data) if is_pure else ""


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
    except FileUnreadable as unreadable:
        yield unreadable.problem
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


def render_shells(
    env: jinja2.Environment, nav: Navigation, files: Files, config: MkDocsConfig
) -> Iterator[tuple[str, str]]:
    """Material's main.html once per section, with marks where pages differ; without the blank lines and indents of its
    templates, a sixth of a page."""
    for section in sections(item.url for item in nav.items if isinstance(item, Link)):
        with active_section(nav, section):
            page = shell_page(Slot.TITLE, Slot.BODY, is_homepage=section == HOME)
            yield section, _LINE_ENDS.sub("\n", render_page(env, nav, files, config, page, Slot.BASE, {}))


def shell_page(title: str, content: str, *, is_homepage: bool) -> SimpleNamespace:
    """What Material's templates want to know of a page that is not MkDocs' own."""
    skip = SimpleNamespace(url="#__content", level=1, title="", id="__content", children=[])
    return SimpleNamespace(
        title=title,
        content=content,
        url="",
        meta={"hide": ["navigation", "toc"], "generated": True},
        toc=[skip],
        is_homepage=is_homepage,
        canonical_url=None,
        previous_page=None,
        next_page=None,
        ancestors=[],
        edit_url=None,
        file=None,
    )


def render_page(
    env: jinja2.Environment,
    nav: Navigation,
    files: Files,
    config: MkDocsConfig,
    page: SimpleNamespace,
    base: str,
    values: Mapping[str, str],
) -> str:
    """One page through Material's templates in full: the shells' maker, and the reference they are tested against."""
    context: dict[str, Any] = dict(get_context(nav, files, config, None, base))
    context |= {"page": page, **frame_marks(), **values}
    return env.get_template("main.html").render(context)


def frame_marks() -> dict[str, str]:
    """The values of theme/main.html's own variables, to be filled when pages are put together."""
    return {
        "page_head": Slot.HEAD,
        "page_site": Slot.SITE,
        "page_brand": Slot.BRAND,
        "page_search": Slot.SEARCH,
        "page_switch": Slot.SWITCH,
        "page_footer": Slot.FOOTER,
    }


@contextmanager
def active_section(nav: Navigation, section: str) -> Iterator[None]:
    """Within, the navigation shows the reader to be in `section`."""
    links = [item for item in nav.items if isinstance(item, Link)]
    current = [link for link in links if (link.url.strip("./").partition("/")[0] or HOME) == section]
    for link in current:
        link.active = True
    yield
    for link in current:
        link.active = False


@jinja2.pass_context
def url_filter(context: jinja2.runtime.Context, value: str) -> str:
    """Every address goes up to the root and down again, so that a page's frame depends on its depth only."""
    if value.startswith(("#", "/", "data:", "mailto:", "tel:")) or "://" in value:
        return value
    path = value.removeprefix("./")
    return f"{context['base_url'].rstrip('/')}/{'' if path == '.' else path}"


OWN_TEMPLATES = ("404.html", "main.html", *(f"partials/{name}.html" for name in ("header", "language", "logo", "tabs")))
"""Templates of our theme that Material has as well."""


def build_frame(config: MkDocsConfig, settings: Settings) -> Frame:
    """Run MkDocs in a folder of its own and collect. Its complaints become problems."""
    collected = _Collected()
    logger = logging.getLogger("mkdocs")
    logger.propagate = False
    logger.addHandler(collected)
    plugin: Any = config.plugins["cxzy"]
    try:
        with scratch_folder(settings) as output:
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
        return Frame({}, (), {}, (*collected.problems(settings.config_name), problem))
    finally:
        logger.removeHandler(collected)
    return Frame(frame.shells, frame.pages, frame.files, (*frame.problems, *collected.problems(settings.config_name)))


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
        except FileUnreadable as unreadable:
            yield unreadable.problem


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


class _Collected(logging.Handler):
    """Keeps what MkDocs logs from warnings upwards."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def problems(self, config_name: str) -> list[Problem]:
        """All of it, as problems of mkdocs.yml, however that is called."""
        return [
            Problem(
                Position(config_name),
                "mkdocs",
                f"MkDocs：{record.getMessage()}",
                severity=Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING,
            )
            for record in self.records
        ]
