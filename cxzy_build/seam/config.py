"""mkdocs.yml as MkDocs understands it, and the settings that it gives."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

from mkdocs.config import load_config as load_mkdocs_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from ..errors import Position, Problem, SettingsRefused, UsageError
from ..files import digest_text
from ..settings import MarkdownOptions, Settings, current_moment
from ..source.text_files import FileUnreadable, decode
from ..source.yaml_text import YamlError
from .config_faults import PLUGIN, PURE_EXTENSIONS, UNREADABLE, faults_in, faults_of
from .hook_faults import hook_fault
from .mkdocs_log import mkdocs_log
from .settings_text import SettingsText
from .shapes import misshapen


def load_config(config_file: str) -> MkDocsConfig:
    """mkdocs.yml as MkDocs understands it; raises SettingsRefused, or UsageError where there is none."""
    if os.path.isdir(config_file):
        raise UsageError(f"{config_file} 是文件夹；用 -f 指出里面的 mkdocs.yml")
    if not os.path.isfile(config_file):
        raise UsageError(f"找不到 {config_file}；请在项目文件夹里运行，或用 -f 指出 mkdocs.yml")
    source = _checked(config_file)
    # told in docs/dependencies.md, for whoever can do something about it
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")
    failed = ""
    with mkdocs_log() as log:
        try:
            config = load_mkdocs_config(os.path.abspath(config_file))
        except (ConfigurationError, Abort) as error:
            failed = str(error)
        except (Exception, SystemExit) as error:
            if fault := hook_fault(error, Path(config_file).absolute().parent):
                raise SettingsRefused([fault]) from error
            if not isinstance(error, _OF_ODD_VALUES):
                raise
            failed = f"{UNREADABLE}{error}"
    said = [record.getMessage() for record in log.records] or ([failed] if failed else [])
    if said:
        raise SettingsRefused(faults_in(source, said))
    if PLUGIN not in config.plugins:
        raise SettingsRefused([source.fault("plugins", f"`plugins` 里没有 {PLUGIN}", f"加一行 `- {PLUGIN}`")])
    return config


_OF_ODD_VALUES = (TypeError, ValueError, AttributeError, IsADirectoryError, RecursionError)


def _checked(config_file: str) -> SettingsText:
    """The text of mkdocs.yml, which is YAML, and each setting of the shape that it should be."""
    name = Path(config_file).name
    try:
        source = SettingsText(name, decode(Path(config_file).read_bytes(), name))
        if faults := [*misshapen(source, source.node)]:
            raise SettingsRefused(faults)
        return source
    except FileUnreadable as error:
        raise SettingsRefused([error.problem]) from None
    except YamlError as error:
        where = Position(name, error.line, error.column)
        raise SettingsRefused([Problem(where, error.code, error.message, error.hint)]) from None


_UNFIT = re.compile(r'["<>\\^`{|}]')
"""What an address holds encoded only (RFC 3986)."""


def _faults_of_address(site_url: str | None, source: SettingsText) -> Iterator[Problem]:
    """What is wrong with the site's address."""
    hint = "写网站的完整网址，如 `site_url: https://www.example.edu.cn/cxzy/`"
    if not site_url:
        yield source.fault("site_url", "没有写 `site_url`", hint)
    elif why := _why_no_address(site_url):
        yield source.fault("site_url", f"`site_url` {site_url} {why}", hint)


def _why_no_address(site_url: str) -> str:
    """Why a site cannot stand at an address; empty: it can."""
    try:
        parts = urlsplit(site_url)
        _ = parts.port  # raises where it is none
    except ValueError:
        return "不是网址"
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return "要以 https:// 或 http:// 开头，后面是域名"
    if parts.query or parts.fragment:
        return "不能有 ? 和 #"
    if any(one.isspace() for one in site_url):
        return "里面不能有空格"
    if "@" in parts.netloc:
        return "不能有用户名和密码：每一页上都会写着"
    if found := _UNFIT.search(site_url):
        return f"里面不能有 {found[0]}"
    if re.search(r"/\.{0,2}/", f"{parts.path.rstrip('/')}/"):
        return "有多余的 / 或 ."
    return "要写网站所在的文件夹，不写到文件" if parts.path.rstrip("/").endswith((".html", ".htm")) else ""


def _encoded(site_url: str) -> str:
    """As servers are asked for it: site maps take no other, and a Chinese path is told in one way everywhere."""
    parts = urlsplit(site_url)
    return parts._replace(path=quote(parts.path.rstrip("/"), safe="/%:@!$&'()*+,;=")).geturl() + "/"


def settings_of(config: MkDocsConfig) -> Settings:
    """The settings that mkdocs.yml gives. Raises SettingsRefused for what a site cannot do with: no site_url, for feeds
    and site map need it, and what `faults_of` tells."""
    file = Path(config.config_file_path)
    source = SettingsText(file.name, file.read_text("utf-8-sig"))
    if faults := [*_faults_of_address(config.site_url, source), *faults_of(config, source)]:
        raise SettingsRefused(faults)
    root = file.parent
    options = config.plugins[PLUGIN].config
    custom = config.theme.custom_dir
    return Settings(
        root=root,
        content_dir=root / str(options["content_dir"]),
        docs_dir=Path(config.docs_dir),
        theme_dir=Path(custom) if custom else root / "theme",
        site_dir=Path(os.path.abspath(config.site_dir)),
        site_url=_encoded(config.site_url or ""),
        site_name=config.site_name,
        markdown=MarkdownOptions.of(config.markdown_extensions, config.mdx_configs),
        now=current_moment(),
        search=bool(options["search"]),
        config_name=file.name,
        config_digest=_config_digest(config),
    )


_ELSEWHERE = re.compile(rb"INHERIT|!ENV|!relative|!!python/[^:\s]*:(?!markdown\.|pymdownx\.|material\.)")
"""What makes mkdocs.yml depend on more than itself and the libraries whose versions are known."""


def _config_digest(config: MkDocsConfig) -> str:
    names = {name.removeprefix("markdown.extensions.") for name in config.markdown_extensions}
    data = Path(config.config_file_path).read_bytes()
    alone = list(config.plugins) == [PLUGIN] and not config.hooks
    is_pure = alone and names <= PURE_EXTENSIONS and not _ELSEWHERE.search(data)
    return digest_text(data) if is_pure else ""
