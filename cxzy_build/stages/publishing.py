"""The new site in the published one's place, and what the next build wants to know of it."""

from __future__ import annotations

from ..delivery.publication import publish, twin_left
from ..incremental.inputs import Inputs
from ..mappings import OverlaidMapping
from .build import Build
from .memory import tables_of_trees, tables_written
from .planning import Site
from .reading import Content
from .remaking import MadeOutputs


def publish_all(build: Build, content: Content, site: Site, made: MadeOutputs, inputs: Inputs) -> None:
    """Exchange the trees, and remember the build."""
    tree_pair, store, settings = build.tree_pair, build.store, build.settings
    assert tree_pair
    digests = OverlaidMapping(tree_pair.known.digests, made.digests)
    build.progress.step("换上新网站")
    with tables_written(build, content, site, made, inputs) as others:
        trees = publish(tree_pair, site.plan.specs.keys(), made.written, digests, settings.jobs)
        if not build.source.is_current():
            store.forget()  # nobody knows what pages were made of
        elif settings.config_digest:
            build.progress.step("记下这次生成")
            store.adopt({**store.write(tables_of_trees(trees)), **others()})


def keep_twin(build: Build, site: Site, made: MadeOutputs) -> None:
    """After a build that fails: remember the spare if this one has made it, else the next would make it again."""
    tree_pair = build.tree_pair
    if tree_pair and made.has_spare and (left := twin_left(tree_pair, site.plan.specs.keys(), made.written)):
        build.store.keep(tables_of_trees(left))
