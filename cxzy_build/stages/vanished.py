"""Addresses of the published site that a build would take away."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.addresses import alias_address
from ..delivery.published import addresses_of, published_addresses, vanished
from ..errors import Problem
from .build import Build
from .planning import Site
from .reading import Content


def vanished_addresses(build: Build, content: Content, site: Site) -> Iterator[Problem]:
    """Addresses of the published site that this build would take away."""
    settings, previous, tree_pair = build.settings, build.previous, build.tree_pair
    if settings.preview:
        return
    if previous and tree_pair and tree_pair.is_whole:  # else somebody may have published something else there
        if previous.specs.keys() <= site.plan.specs.keys():
            return
        published = addresses_of(previous.world.graph.teasers)
    else:
        published = published_addresses(settings.site_dir)
    linked = content.linked.values()
    if not all(one.teaser.whole for one in linked):
        return  # nobody knows the addresses of items that could not be read
    hidden = {one.placed.address for one in linked}
    hidden |= {alias_address(alias) or "" for one in linked if not one.is_out for alias in one.teaser.aliases}
    yield from vanished(published, site.plan.specs, hidden, settings.shown(settings.content_dir))
