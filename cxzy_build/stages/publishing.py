"""The new site in the published one's place, and what the next build wants to know of it."""

from __future__ import annotations

from ..delivery.publication import publish, twin_left
from ..ledger.inputs import Inputs
from ..outputs.search.index import SearchIndex
from .build import Build
from .memory import items_written, tables_of, tables_of_trees
from .planning import Site
from .reading import Content
from .remaking import Making


def publish_all(
    build: Build, content: Content, site: Site, making: Making, index: SearchIndex | None, sums: Inputs
) -> None:
    """Exchange the trees, and remember the build."""
    twins, store, settings = build.twins, build.store, build.settings
    assert twins
    digests = {path: digest for path, (digest, _, _) in twins.known.files.items()} | dict(making.digests)
    build.progress.step("换上新网站")
    with items_written(build, content.linked) as items:
        trees = publish(twins, site.plan.recipes, making.written, digests, settings.jobs)
        if not build.source.is_current():
            store.forget()  # nobody knows what pages were made of
        elif settings.config_digest:
            build.progress.step("记下这次生成")
            tables = tables_of(build, content, site, making, index, sums, trees)
            store.adopt({**store.write(tables), **items()})


def keep_twin(build: Build, site: Site, making: Making) -> None:
    """After a build that fails: remember the spare if this one has made it, else the next would make it again."""
    twins = build.twins
    if twins and making.has_spare and (left := twin_left(twins, site.plan.recipes, making.written)):
        build.store.keep(tables_of_trees(left))
