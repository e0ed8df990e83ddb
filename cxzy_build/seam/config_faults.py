"""What MkDocs has against mkdocs.yml, in our own words and with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from ..content.paths import HAS_SCHEME
from ..hints import did_you_mean, nearest

PLUGIN = "cxzy"

_KEYS = (
    *("site_name", "site_url", "docs_dir", "site_dir", "theme", "nav", "plugins", "markdown_extensions", "extra"),
    *("search", "content_dir"),
)
"""Of mkdocs.yml and of our plugin, that a site may need."""

PURE_EXTENSIONS = frozenset(
    {
        *{"abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes"},
        *{"legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"},
        *{"wikilinks", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.details"},
        *{"pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark", "pymdownx.progressbar"},
        *{"pymdownx.saneheaders", "pymdownx.smartsymbols", "pymdownx.tasklist", "pymdownx.tilde"},
    }
)
"""Extensions that read nothing but the text given to them."""

_TYPES = {"str": "文字", "bool": " true 或 false", "int": "整数", "list": "列表", "dict": "“键: 值”的列表"}


class _Fault(NamedTuple):
    """How MkDocs says it, and how we do. `word` is what it is about, the key if the pattern has no such group; `meant`
    are those that it may have been meant for."""

    pattern: re.Pattern[str]
    told: str
    meant: tuple[str, ...] = ()


_FAULTS = (
    _Fault(re.compile(r"The URL isn't valid"), "`{word}` 要写完整的网址，以 https:// 或 http:// 开头"),
    _Fault(re.compile(r"Expected nav .*got None"), "`{word}` 里有一项冒号后面没有内容，补上页面，如 `- 首页: ./`"),
    _Fault(
        re.compile(r"Expected nav "),
        "`{word}` 每行写一项 `- 名称: 页面`，页面写文件名（如 `plan.md`）或以 / 结尾的网址（如 `news/`）",
    ),
    _Fault(re.compile(r"Expected a key-value mapping"), "这里要写成“键: 值”，每行一个，冒号是英文的，后面空一格"),
    _Fault(re.compile(r"Required configuration not provided"), "缺少必填的 `{word}`，加一行 `{word}: …`"),
    _Fault(re.compile(r"Expected a list of items"), "`{word}` 应是列表，每行写一个 `- …`"),
    _Fault(re.compile(r"Expected a (?:multiline )?string"), "`{word}` 应是文字"),
    _Fault(re.compile(r"Invalid Plugins configuration"), "`{word}` 每行写一个插件，如 `- cxzy`"),
    _Fault(re.compile(r"'(?P<word>[^']*)' is not a valid plugin name"), "没有 `{word}` 这个插件", (PLUGIN,)),
    _Fault(re.compile(r"The 'site_dir' should not be within"), "`{word}` 不能写在 `docs_dir` 里面"),
    _Fault(
        re.compile(r"cannot find (?:module )?'(?P<word>[^']*)'"), "找不到 `{word}`：核对 `!!python/name:` 后面的名字"
    ),
    _Fault(re.compile(r"Expected type: <class '(?P<type>\w+)'>"), "`{word}` 应是{type}"),
    _Fault(re.compile(r"Unrecognised configuration name: (?P<word>.*)"), "没有 `{word}` 这一项", _KEYS),
    _Fault(re.compile(r'The "(?P<word>.*)" plugin is not installed'), "没有 `{word}` 这个插件", (PLUGIN,)),
    _Fault(
        re.compile(r"Failed to load extension '(?P<word>[^']*)'.*ModuleNotFoundError", re.DOTALL),
        "没有 `{word}` 这个 Markdown 扩展",
        tuple(sorted(PURE_EXTENSIONS)),
    ),
    _Fault(
        re.compile(r"Failed to load extension '(?P<word>[^']*)'.*KeyError: '(?P<path>[^']*)'", re.DOTALL),
        "Markdown 扩展 `{word}` 没有 `{path}` 这个选项",
    ),
    _Fault(re.compile(r"Failed to load extension '(?P<word>[^']*)'"), "Markdown 扩展 `{word}` 的选项有误"),
    _Fault(re.compile(r"Invalid config options.* '(?P<word>[^']*)'"), "Markdown 扩展 `{word}` 的选项要写成“键: 值”"),
    _Fault(re.compile(r"Invalid Markdown Extensions"), "`{word}` 每行写一个扩展，如 `- tables`"),
    _Fault(re.compile(r"Unrecognised theme name: '(?P<word>.*?)'"), "没有 `{word}` 这个主题", ("material",)),
    _Fault(re.compile(r"The path set in (?P<word>\w+) \('(?P<path>.*?)'"), "`{word}` 写的文件夹 {path} 不存在"),
    _Fault(re.compile(r"The path '(?P<path>.*?)' isn't an existing file\.$"), "`{word}` 写的文件 {path} 不存在"),
    _Fault(re.compile(r"The path '(?P<path>.*?)' isn't an existing"), "`{word}` 写的文件夹 {path} 不存在"),
)

_ABOUT = re.compile(r"^(?:.*Plugin '[^']*' option|Config value) '(?P<key>[^']*)': (?P<what>.*)$", re.DOTALL)


def faults_in(source: str, said: Iterable[str]) -> Iterator[str]:
    """A line for each of MkDocs' messages about the mkdocs.yml that holds `source`: place, if it is found, and what is
    wrong. What is not known is given as it is."""
    for message in said:
        about = _ABOUT.match(message)
        key, what = (about["key"], about["what"]) if about else ("", message)
        for fault in _FAULTS:
            if found := fault.pattern.search(what):
                given = {"word": key, "type": "", "path": "", **found.groupdict()}
                given["type"] = _TYPES.get(given["type"], given["type"])
                meant = did_you_mean(nearest(given["word"], fault.meant))
                told = "；".join(filter(None, (fault.told.format(**given), meant)))
                yield f"{_place_of(given['word'], source)}{told}"
                break
        else:
            yield f"{_place_of(key, source)}{message}"


def faults_of(config: MkDocsConfig, source: str) -> Iterator[str]:
    """A line for each setting of the mkdocs.yml that holds `source` to which MkDocs has no objection, and we have."""
    if not config.use_directory_urls:
        place = _place_of("use_directory_urls", source)
        yield f"{place}`use_directory_urls` 只能是 true（不写就是）：本站的网址都以 / 结尾。删去这一行"
    if not callable(config.mdx_configs.get("toc", {}).get("slugify", str)):
        meant = "`slugify: !!python/name:markdown.extensions.toc.slugify_unicode`"
        yield f"{_place_of('slugify', source)}`slugify` 不是程序里的函数，写成 {meant}"
    yield from _asked_elsewhere(config, source)


def _asked_elsewhere(config: MkDocsConfig, source: str) -> Iterator[str]:
    """A line for each setting that makes every page ask another host."""
    why = "：每一页都会去问别的网站，网页不应连接任何外站。"
    for key, paths in (("extra_css", config.extra_css), ("extra_javascript", config.extra_javascript)):
        for path in map(str, paths):
            if HAS_SCHEME.match(path) and not path.startswith(str(config.site_url)):
                hint = "把文件下载到 site_src/assets/，这里写 `assets/…`"
                yield f"{_place_of(path, source)}`{key}` 里是别的网站的文件 `{path}`{why}{hint}"
    if config.theme.get("font", False):
        place = _place_of("font", source).strip() or _place_of("theme", source).strip()
        yield f"{place} 字体会从 Google 下载{why}在 `theme` 里写 `font: false`"
    if config.extra.get("analytics"):
        yield f"{_place_of('analytics', source)}`analytics` 是外站的访问统计{why}删去它，看 Web 服务器的日志"
    if config.repo_url and urlsplit(config.repo_url).hostname in _ASKED_FOR_REPOSITORIES:
        yield f"{_place_of('repo_url', source)}`repo_url` 会显示代码仓库的星数{why}删去它"


_ASKED_FOR_REPOSITORIES = ("github.com", "gitlab.com")
"""Hosts that Material's script asks how many stars a repository has."""


def _place_of(word: str, source: str) -> str:
    """Line and column of a word that stands by itself, comments passed over."""
    found = re.search(rf"^[^#\n]*?(?<![\w-])({re.escape(word)})(?![\w-])", source, re.MULTILINE) if word else None
    if not found:
        return " "
    start = found.start(1)
    return f"{source.count(chr(10), 0, start) + 1}:{start - source.rfind(chr(10), 0, start)}: "
