"""One project on disk: its settings, the frame that MkDocs makes for it, and builds of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .background import Background
from .errors import BuildFailed, Position, Problem, SettingsRefused, UsageError
from .progress import Progress, progress_on
from .refusals import keep_trace, refusal_of
from .report import count_line, summary_lines
from .settings import Settings, behind_links, parse_now, refuse_unreadable

if TYPE_CHECKING:
    from .incremental.frame_cache import CachedFrame
    from .pages.frame import Frame
    from .preview.outcome import Grounds, Outcome
    from .report import Report


def load_settings(config: str) -> Settings:
    """What mkdocs.yml says; MkDocs itself is asked only where that is not known."""
    from .incremental.frame_cache import recall_settings

    refuse_unreadable(os.path.abspath(config))
    return recall_settings(config) or _settings_by_mkdocs(config)


def _settings_by_mkdocs(config: str) -> Settings:
    from .incremental.frame_cache import digest_of_config, remember_settings
    from .seam.config import load_config, settings_of

    before = digest_of_config(config)
    settings = settings_of(load_config(config))
    if before != digest_of_config(config):  # somebody wrote it meanwhile: nobody knows which settings these are
        return dataclasses.replace(settings, config_digest="")
    remember_settings(config, settings)
    return settings


def prepare(
    config: str,
    *,
    site_dir: str | None = None,
    jobs: int | None = None,
    now: str | None = None,
    preview: bool = False,
    search: bool = True,
) -> tuple[Settings, CachedFrame]:
    """The settings, and the frame: MkDocs is already at work on it, in a process of its own, where it is not kept."""
    from .incremental.frame_cache import CachedFrame, recall_settings

    def with_options(settings: Settings) -> Settings:
        changes: dict[str, Any] = {
            "preview": preview,
            "search": search and settings.search,
            "site_dir": behind_links(settings.root / site_dir if site_dir is not None else settings.site_dir),
        }
        if jobs:
            changes["jobs"] = jobs
        if now is not None:
            changes["now"] = parse_now(now)
        return dataclasses.replace(settings, **changes)

    refuse_unreadable(os.path.abspath(config))
    recalled = recall_settings(config)
    if recalled is None:
        return _prepare_anew(config, with_options)
    settings = with_options(recalled)
    return settings, CachedFrame(settings, lambda: Background(lambda: _ask_mkdocs(config, settings)))


def _prepare_anew(config: str, with_options: Callable[[Settings], Settings]) -> tuple[Settings, CachedFrame]:
    """`prepare`, where MkDocs has to be asked for the settings, too."""
    from .incremental.frame_cache import CachedFrame
    from .seam.process import MkDocsProcess

    at_work = MkDocsProcess(lambda: with_options(_settings_by_mkdocs(config)), partial(_ask_mkdocs, config))
    from . import recipe  # noqa: F401  while MkDocs is being loaded there

    settings, seen = at_work.settings()
    frame = CachedFrame(settings, lambda: at_work, seen)
    if not frame.is_made_now:
        at_work.stop()
    return settings, frame


def _ask_mkdocs(config: str, settings: Settings) -> Frame:
    from .seam.config import load_config
    from .seam.engine import build_frame

    return build_frame(load_config(config), settings)


def build(settings: Settings, frame: CachedFrame, progress: Progress) -> Report:
    """Build and publish; raises BuildFailed."""
    from .site import build_site

    with closing(progress), closing(frame):
        return build_site(settings, frame, progress)


@dataclass(frozen=True)
class PreviewBuilds:
    """Builds into the preview's own folder, in children of the preview's process; what comes of them is told there.

    published: no drafts and no future items.
    """

    config: str
    folder: Path
    published: bool

    def build(self) -> Outcome:
        from .preview.outcome import Outcome

        known = frozenset(sys.modules)
        grounds = None
        try:
            settings, frame = self._prepare()
            grounds = grounds_of(self.config, settings)
            report = build(settings, frame, progress_on(sys.stderr))
            done = f"{dt.datetime.now():%H:%M:%S} 已更新，用时 {report.seconds:.1f} 秒；{count_line(report.problems)}"
            summary = tuple(summary_lines(report))
            return Outcome(True, report.problems, grounds, done, summary, _imported_since(known), report.until)
        except BuildFailed as failed:
            return Outcome(False, failed.problems, grounds)
        except SettingsRefused as refused:
            return Outcome(False, refused.problems, grounds)
        except UsageError as error:
            return Outcome(False, (self._problem("settings", f"{error}"),), grounds, refused=True)
        except Exception as error:
            refusal = refusal_of(error)
            told = self._problem("internal", refusal or f"程序内部出错；{keep_trace()}")
            return Outcome(False, (told,), grounds, refused=bool(refusal))

    def make_ready(self) -> tuple[str, ...]:
        """Whatever is in the way of this is in the way of the next build, which tells of it."""
        from . import site

        known = frozenset(sys.modules)
        with suppress(Exception):
            settings, frame = self._prepare()
            with closing(frame):
                site.make_ready(settings)
        return _imported_since(known)

    def _prepare(self) -> tuple[Settings, CachedFrame]:
        return prepare(self.config, site_dir=str(self.folder), preview=not self.published)

    def _problem(self, code: str, message: str) -> Problem:
        return Problem(Position(Path(self.config).name), code, message)


def _imported_since(known: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(sys.modules.keys() - known))


def grounds_of(config: str, settings: Settings) -> Grounds:
    """What a preview watches."""
    from .preview.outcome import Grounds

    folders = (settings.content_dir, settings.docs_dir, settings.theme_dir)
    return Grounds(settings.base_path, (*folders, Path(config).absolute()))
