"""Building and checking the site: nothing is done where nothing has changed, else the recipe is followed."""

from __future__ import annotations

import time
from functools import cache, partial
from typing import TYPE_CHECKING

from .delivery.exchange import recover
from .delivery.site_dir import check_site_dir, exclusive
from .incremental.frame_cache import FrameSource
from .incremental.glance import Glance, glance_at
from .progress import SILENT, Progress
from .report import Report, report_of
from .settings import Settings
from .template_faults import template_faults_told

if TYPE_CHECKING:
    from .incremental.previous_build import PreviousBuild


def build_site(settings: Settings, frame: FrameSource, progress: Progress = SILENT) -> Report:
    """Build the site and publish it, or raise BuildFailed with every problem and leave the published site alone."""
    check_site_dir(settings.site_dir, (settings.content_dir, settings.docs_dir, settings.theme_dir))
    with exclusive(settings.site_dir, lambda: progress.note("另一个生成正在进行，等它结束……")):
        recover(settings.site_dir)
        return _build_unless_current(settings, frame, progress, publishes=True)


def make_ready(settings: Settings) -> None:
    """Do for the next build, which is certain to come, what can be done before anything has changed: load the program,
    and make the published tree's twin."""
    from . import recipe  # noqa: F401
    from .delivery.publication import made_twin
    from .stages.memory import tables_of_trees

    with exclusive(settings.site_dir, lambda: None):
        recover(settings.site_dir)
        with glance_at(settings, watches=True) as glance:
            if trees := made_twin(glance.tree_pair(), settings.jobs):
                glance.store.keep(tables_of_trees(trees))


def check_site(settings: Settings, frame: FrameSource, progress: Progress = SILENT) -> Report:
    """Everything a build does but for writing; raises BuildFailed as a build would."""
    return _build_unless_current(settings, frame, progress, publishes=False)


def _build_unless_current(settings: Settings, frame: FrameSource, progress: Progress, *, publishes: bool) -> Report:
    started, looked_at = time.monotonic(), time.time_ns()
    progress.step("看有没有变化")
    with glance_at(settings, watches=publishes) as glance:
        recall = cache(partial(_recall, glance, progress))
        seems_changed = glance.seems_changed(frame.digest)
        if seems_changed:
            recall()  # while other processes look at content/
        progress.step("等文件都看过")
        tree = glance.tree()
        known = glance.unchanged(tree, frame.digest)
        if known and (not publishes or glance.is_site_whole()):
            if seems_changed:
                glance.note_false_alarm()
            return report_of(known, 0, known.problems, started)
        tree_pair = glance.tree_pair() if publishes else None
        previous = recall()
        from .recipe import follow_recipe  # late, as in `_recall`: importing this takes longer than all before it
        from .stages.build import Build

        build = Build(settings, frame, tree, looked_at, previous, tree_pair, glance.store, progress)
        with template_faults_told(settings):
            built = follow_recipe(build)
        return report_of(built.inputs, built.written, built.problems, started)


def _recall(glance: Glance, progress: Progress) -> PreviousBuild | None:
    """Load the program, and what the last build left."""
    progress.step("载入程序")
    from . import recipe  # noqa: F401  while others look at content/
    from .incremental.previous_build import previous_build_of
    from .parallel import keep_memory

    progress.step("回忆上次生成")
    keep_memory()
    return previous_build_of(glance)
