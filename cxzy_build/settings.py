"""What a build is told besides the content: folders, address, moment, workers. Frozen."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from .errors import UsageError
from .hints import as_written

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Every date that people write is local time there; the offset never changes the order of items."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

MAX_TEXT_BYTES = 1024 * 1024
"""A Markdown or YAML file of more is a mistake: a book of 300,000 characters fits."""

MAX_FILE_BYTES = 100 * 1024 * 1024
"""A picture, attachment or film of more does not belong into a web page's folder."""


def _described(value: object) -> str:
    if isinstance(value, Mapping):
        return str({str(key): _described(value[key]) for key in sorted(value, key=str)})
    if isinstance(value, partial):
        return f"partial of {_described(value.func)} {_described(list(value.args))} {_described(value.keywords)}"
    if isinstance(value, list | tuple):
        return str([_described(one) for one in value])
    if callable(value):
        return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value).__qualname__)}"
    return repr(value)


@dataclass(frozen=True)
class MarkdownOptions:
    """Extensions of Python-Markdown and their options, as mkdocs.yml gives them.

    version: of Python-Markdown. described: extension, option, value; the same for the same options in whichever
    process. pickled: the options themselves; unpickling imports what they name.
    """

    version: str
    extensions: tuple[str, ...]
    described: tuple[tuple[str, str, str], ...]
    pickled: bytes = field(compare=False, repr=False)

    @classmethod
    def of(cls, extensions: Iterable[str], options: Mapping[str, Mapping[str, object]]) -> MarkdownOptions:
        import markdown  # late: settings are mostly known from before

        options = {name: dict(one) for name, one in options.items()}
        described = sorted(
            (name, str(key), _described(value)) for name, one in options.items() for key, value in one.items()
        )
        return cls(markdown.__version__, tuple(extensions), tuple(described), pickle.dumps(options))

    @property
    def options(self) -> Mapping[str, Mapping[str, object]]:
        options: Mapping[str, Mapping[str, object]] = pickle.loads(self.pickled)
        return options

    def __str__(self) -> str:
        return f"{self.version} {self.extensions} {self.described}"


@dataclass(frozen=True)
class Settings:
    """One build's settings.

    root: the folder of mkdocs.yml; every reported path is relative to it.
    site_url: with a final slash; its path is the sub-path the site is served under.
    now: naive local time of Asia/Shanghai; decides what is out.
    jobs: worker processes; the output does not depend on it.
    search: whether the site can be searched: the form, the page and the index.
    config_name: of mkdocs.yml. config_digest: of its contents; empty where it names something that may read more than
    the sources, so that nothing made from them can be kept.
    """

    root: Path
    content_dir: Path
    docs_dir: Path
    theme_dir: Path
    site_dir: Path
    site_url: str
    site_name: str
    markdown: MarkdownOptions
    now: dt.datetime
    jobs: int = field(default_factory=lambda: len(os.sched_getaffinity(0)))
    preview: bool = False
    search: bool = True
    config_name: str = "mkdocs.yml"
    config_digest: str = ""

    @property
    def base_path(self) -> str:
        """The path of `site_url`: `/`, or `/cxzy/`."""
        from urllib.parse import urlsplit  # late: where nothing has changed, nobody asks

        return urlsplit(self.site_url).path or "/"

    @property
    def minute(self) -> str:
        """That of `now`."""
        return minute_of(self.now)

    @property
    def cache_dir(self) -> Path:
        return self.root / ".cache"

    def shown(self, path: Path) -> str:
        """`path` as messages name it: relative to the root, with forward slashes."""
        return Path(os.path.relpath(path, self.root)).as_posix()

    def shown_content(self, path: str) -> str:
        """The file at `path`, relative to content/, as messages name it."""
        return self.shown(self.content_dir / path)


def is_text(name: str) -> bool:
    """Whether the name of a file is UTF-8."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_text(name: str) -> str:
    """The name of a file as it can be shown: � for what is not UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def refuse_unreadable(path: str) -> None:
    """Raises UsageError where a path is no text, as of an archive that was packed on Windows: it can neither be shown
    nor be part of what is kept."""
    if not is_text(path):
        raise UsageError(f"{as_text(path)} 的名称不是 UTF-8（也许是在 Windows 上打包的）；给名称里有 � 的文件夹改名")


def behind_links(site_dir: Path) -> Path:
    """The folder itself, for what is beside it; raises UsageError for what is none."""
    refuse_unreadable(str(site_dir))
    try:
        return site_dir.resolve()
    except RuntimeError:
        raise UsageError(f"不能把网站生成到 {site_dir}：这个链接绕回到自己；请删去它") from None
    except ValueError:
        raise UsageError(f"网站生成到的文件夹不能是{as_written(str(site_dir))}") from None


def current_moment() -> dt.datetime:
    """Now in Asia/Shanghai, to the minute, without an offset."""
    return dt.datetime.now(SHANGHAI).replace(tzinfo=None, second=0, microsecond=0)


def minute_of(moment: dt.datetime) -> str:
    """A moment as it is compared and kept: ISO, to the minute."""
    return moment.isoformat(timespec="minutes")


def parse_now(text: str) -> dt.datetime:
    """`YYYY-MM-DD` (its last minute) or `YYYY-MM-DD HH:MM`; raises UsageError for anything else."""
    try:
        if _DAY.fullmatch(text):
            return dt.datetime.combine(dt.date.fromisoformat(text), dt.time(23, 59))
        return dt.datetime.strptime(text, "%Y-%m-%d %H:%M")
    except ValueError:
        raise UsageError(f"--now 应写成 2012-11-08 或 “2012-11-08 09:30”，不是{as_written(text)}") from None
