"""What MkDocs has against mkdocs.yml, in our own words and with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from ..content.paths import HAS_SCHEME
from ..errors import Problem
from ..hints import did_you_mean, nearest
from .settings_text import SettingsText
from .shapes import PAIRS

PLUGIN = "cxzy"

UNREADABLE = "unreadable: "
"""Before what MkDocs failed with, where it did not say what was wrong."""

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
    are those that it may have been meant for, of which the nearest is the hint."""

    pattern: re.Pattern[str]
    message: str
    hint: str
    meant: tuple[str, ...] = ()


_FAULTS = (
    _Fault(re.compile(r"The URL isn't valid"), "`{word}` 要写完整的网址", "以 https:// 或 http:// 开头"),
    _Fault(re.compile(r"Expected nav .*got None"), "`{word}` 里有一项冒号后面没有内容", "补上页面，如 `- 首页: ./`"),
    _Fault(
        re.compile(r"Expected nav "),
        "`{word}` 每行写一项 `- 名称: 页面`",
        "页面写文件名（如 `plan.md`）或以 / 结尾的网址（如 `news/`）",
    ),
    _Fault(re.compile(r"Expected a key-value mapping"), *PAIRS),
    _Fault(re.compile(UNREADABLE), "MkDocs 读不懂这些设置", "核对最近改过的一项，或恢复原来的 mkdocs.yml"),
    _Fault(re.compile(r"constructor for the tag '(?P<word>[^']*)'"), "没有 `{word}` 这样的标记", "删去它"),
    _Fault(
        re.compile(r"Inherited config file '(?P<path>.*?)' does not exist"),
        "`INHERIT` 写的文件 {path} 不存在",
        "核对文件名",
    ),
    _Fault(re.compile(r"For internal use only"), "`{word}` 不是在这里写的", "删去它"),
    _Fault(re.compile(r"was removed from MkDocs\. Use '(?P<path>\w+)'"), "`{word}` 已经不用了", "改成 `{path}`"),
    _Fault(re.compile(r"has been deprecated and will be removed"), "`{word}` 已经不用了", "删去它"),
    _Fault(re.compile(r"format 'IP:PORT'"), "`{word}` 不是地址和端口", "写成 `127.0.0.1:8000` 这样"),
    _Fault(re.compile(r"Plugin '(?P<path>.*?)' was specified multiple times"), "插件 `{path}` 写了两次", "只留一处"),
    _Fault(
        re.compile(r"Multiple '\w+' handlers .*both plugins '(?P<path>\w+)"), "插件 `{path}` 不能有第二个", "只留一个"
    ),
    _Fault(
        re.compile(r"The 'docs_dir' should not be the parent"),
        "`{word}` 不能是 mkdocs.yml 所在的文件夹",
        "改成里面的文件夹，如 `site_src`",
    ),
    _Fault(
        re.compile(r"The 'docs_dir' should not be within the 'site_dir'"),
        "`docs_dir` 不能在 `{word}` 里面：会被覆盖",
        "改成旁边的文件夹，如 `site`",
    ),
    _Fault(re.compile(r"No theme name set"), "`{word}` 里缺少 `name`", "加上 `name: material`"),
    _Fault(re.compile(r"Invalid value for (?P<word>locale)"), "`{word}` 不是语言的代码", "写成 `zh` 这样"),
    _Fault(re.compile(r"Expected boolean"), "`{word}` 应是 true 或 false", "改成其中一个"),
    _Fault(re.compile(r"Unknown template substitute"), "`{word}` 的花括号里写错了", "只能写 `path` 或 `path_noext`"),
    _Fault(re.compile(r"Required configuration not provided"), "缺少必填的 `{word}`", "加一行 `{word}: …`"),
    _Fault(re.compile(r"Expected a list of items"), "`{word}` 应是列表", "每行写一个 `- …`"),
    _Fault(re.compile(r"Expected a (?:multiline )?string"), "`{word}` 应是文字", "只写一个值，需要时用英文引号括起来"),
    _Fault(re.compile(r"Invalid Plugins configuration"), "`{word}` 应是列表", "每行写一个插件，如 `- cxzy`"),
    _Fault(re.compile(r"'(?P<word>[^']*)' is not a valid plugin name"), "没有 `{word}` 这个插件", "删去它", (PLUGIN,)),
    _Fault(
        re.compile(r"The 'site_dir' should not be within"),
        "`{word}` 不能在 `docs_dir` 里面",
        "改成旁边的文件夹，如 `site`",
    ),
    _Fault(
        re.compile(r"cannot find (?:module )?'(?P<word>[^']*)'"), "找不到 `{word}`", "核对 `!!python/name:` 后面的名字"
    ),
    _Fault(re.compile(r"Expected type: <class '(?P<type>\w+)'>"), "`{word}` 应是{type}", "改成这样的值"),
    _Fault(re.compile(r"Unrecognised configuration name: (?P<word>.*)"), "没有 `{word}` 这一项", "删去它", _KEYS),
    _Fault(
        re.compile(r'The "(?P<word>cxzy\s*[:：].*)" plugin is not installed'),
        "`{word}` 的冒号不是英文的，或后面缺一个空格",
        "写成 `- cxzy: {{search: false}}` 这样",
    ),
    _Fault(re.compile(r'The "(?P<word>.*)" plugin is not installed'), "没有 `{word}` 这个插件", "删去它", (PLUGIN,)),
    _Fault(
        re.compile(r"Failed to load extension '(?P<word>[^']*)'.*ModuleNotFoundError", re.DOTALL),
        "没有 `{word}` 这个 Markdown 扩展",
        "删去它",
        tuple(sorted(PURE_EXTENSIONS)),
    ),
    _Fault(
        re.compile(r"Failed to load extension '(?P<word>[^']*)'.*KeyError: '(?P<path>[^']*)'", re.DOTALL),
        "Markdown 扩展 `{word}` 没有 `{path}` 这个选项",
        "删去它",
    ),
    _Fault(
        re.compile(r"Failed to load extension '(?P<word>[^']*)'"),
        "Markdown 扩展 `{word}` 的选项有误",
        "核对各个选项的值",
    ),
    _Fault(
        re.compile(r"Invalid config options.* '(?P<word>[^']*)'"),
        "Markdown 扩展 `{word}` 的选项写法不对",
        "写成“键: 值”",
    ),
    _Fault(re.compile(r"Invalid Markdown Extensions"), "`{word}` 应是列表", "每行写一个扩展，如 `- tables`"),
    _Fault(
        re.compile(r"Unrecognised theme name: '(?P<word>.*?)'"),
        "没有 `{word}` 这个主题",
        "改成 material",
        ("material",),
    ),
    _Fault(
        re.compile(r"The path set in (?P<word>\w+) \('(?P<path>.*?)'"),
        "`{word}` 写的文件夹 {path} 不存在",
        "核对文件夹的名称",
    ),
    _Fault(
        re.compile(r"The path '(?P<path>.*?)' isn't an existing file\.$"),
        "`{word}` 写的文件 {path} 不存在",
        "核对文件名",
    ),
    _Fault(
        re.compile(r"The path '(?P<path>.*?)' isn't an existing"),
        "`{word}` 写的文件夹 {path} 不存在",
        "核对文件夹的名称",
    ),
    _Fault(
        re.compile(r"parsing the configuration file.* line (?P<line>\d+), column \d+$", re.DOTALL),
        "第 {line} 行的写法有误",
        "键和值都写成文字",
    ),
)

_ABOUT = re.compile(r"^(?:.*Plugin '[^']*' option|Config value) '(?P<key>[^']*)': (?P<what>.*)$", re.DOTALL)


def faults_in(source: SettingsText, said: Iterable[str]) -> Iterator[Problem]:
    """Each of MkDocs' messages about mkdocs.yml. What is not known is given as it is."""
    for message in said:
        about = _ABOUT.match(message)
        key, what = (about["key"], about["what"]) if about else ("", message)
        found = next(((fault, one) for fault in _FAULTS if (one := fault.pattern.search(what))), None)
        if not found:
            yield source.fault(key, message, "改正后再运行一次")
            continue
        fault, one = found
        given = {"word": key, "type": "", "path": "", "line": "", **one.groupdict()}
        given["type"] = _TYPES.get(given["type"], given["type"])
        hint = did_you_mean(nearest(given["word"], fault.meant)) or fault.hint.format(**given)
        yield source.fault(given["word"], fault.message.format(**given), hint)


def faults_of(config: MkDocsConfig, source: SettingsText) -> Iterator[Problem]:
    """Each setting of mkdocs.yml to which MkDocs has no objection, and we have."""
    if config.theme.name != "material":
        message = f"网站的模板是为主题 material 写的，不能用 {config.theme.name}"
        yield source.fault(str(config.theme.name), message, "改成 `name: material`")
    if not config.use_directory_urls:
        yield source.fault(
            "use_directory_urls", "`use_directory_urls` 只能是 true（不写就是）：本站的网址都以 / 结尾", "删去这一行"
        )
    if not callable(config.mdx_configs.get("toc", {}).get("slugify", str)):
        hint = "写成 `slugify: !!python/name:markdown.extensions.toc.slugify_unicode`"
        yield source.fault("slugify", "`slugify` 不是程序里的函数", hint)
    yield from _asked_elsewhere(config, source)


def _asked_elsewhere(config: MkDocsConfig, source: SettingsText) -> Iterator[Problem]:
    """Each setting that makes every page ask another host."""
    why = "：每一页都会去问别的网站，网页不应连接任何外站"
    for key, paths in (("extra_css", config.extra_css), ("extra_javascript", config.extra_javascript)):
        for path in map(str, paths):
            if HAS_SCHEME.match(path) and not path.startswith(str(config.site_url)):
                hint = "把文件下载到 site_src/assets/，这里写 `assets/…`"
                yield source.fault(path, f"`{key}` 里是别的网站的文件 `{path}`{why}", hint)
    if config.theme.get("font", False):
        word = "font" if source.standing("font") else "theme"
        yield source.fault(word, f"字体会从 Google 下载{why}", "在 `theme` 里写 `font: false`")
    if config.extra.get("analytics"):
        yield source.fault("analytics", f"`analytics` 是外站的访问统计{why}", "删去它，看 Web 服务器的日志")
    if config.repo_url and urlsplit(config.repo_url).hostname in _ASKED_FOR_REPOSITORIES:
        yield source.fault("repo_url", f"`repo_url` 会显示代码仓库的星数{why}", "删去它")


_ASKED_FOR_REPOSITORIES = ("github.com", "gitlab.com")
"""Hosts that Material's script asks how many stars a repository has."""
