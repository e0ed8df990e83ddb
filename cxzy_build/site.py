"""Building and checking the site: nothing is done where nothing has changed, else the recipe is followed."""

from __future__ import annotations

import time
from collections.abc import Callable

from .content.tree import list_tree
from .delivery.stage import check_site_dir, exclusive, recover
from .ledger.frames import FrameSource
from .ledger.glance import Glance
from .report import Report, report_of
from .settings import Settings

Say = Callable[[str], None]
"""Takes a line of progress for a person."""


def build_site(settings: Settings, frame: FrameSource, say: Say = lambda line: None) -> Report:
    """Build the site and publish it, or raise BuildFailed with every problem and leave the published site alone."""
    check_site_dir(settings.site_dir, (settings.content_dir, settings.docs_dir, settings.theme_dir))
    with exclusive(settings.site_dir, lambda: say("另一个生成正在进行，等它结束……")):
        recover(settings.site_dir)
        return _compile(settings, frame, say, publishes=True)


def check_site(settings: Settings, frame: FrameSource, say: Say = lambda line: None) -> Report:
    """Everything a build does but for writing; raises BuildFailed as a build would."""
    return _compile(settings, frame, say, publishes=False)


def _compile(settings: Settings, frame: FrameSource, say: Say, *, publishes: bool) -> Report:
    started = time.monotonic()
    with Glance(settings, watches=publishes) as glance:
        looked_at = time.time_ns()
        tree = list_tree(settings)
        known = glance.unchanged(tree, frame.digest)
        if known and (not publishes or glance.is_site_whole()):
            return report_of(known, 0, known.problems, started)
        if publishes:
            glance.look_at_spare()
        from .recipe import follow_recipe  # late: importing it takes longer than all this

        inputs, written, problems = follow_recipe(settings, frame, glance, tree, looked_at, say, publishes=publishes)
        return report_of(inputs, written, problems, started)
