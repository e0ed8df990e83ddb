"""Addresses of the published site that a build would take away."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from itertools import chain

from ..content.addresses import alias_addresses
from ..content.linking import Linked
from ..content.list_addresses import OF_IDS
from ..content.paths import address_at
from ..content.positions import Positions
from ..delivery.published import VANISHED, addresses_of, lasting_pages, published_addresses, vanished
from ..errors import Position, Problem, Severity, any_error
from ..outputs.specs import PAGES
from .build import Build
from .planning import Site
from .reading import Content


def vanished_addresses(build: Build, content: Content, site: Site) -> Iterator[Problem]:
    """Addresses of the published site that this build would take away."""
    promised = {} if build.settings.preview else _promised(build, site)
    linked = content.linked.values()
    if not promised or not all(one.teaser.is_valid for one in linked):
        return  # nobody knows the addresses of items that could not be read
    hidden = {one.placed.address for one in linked}
    hidden |= {address for one in linked if not one.is_out for address in alias_addresses(one.teaser.aliases)}
    unsure = OF_IDS if any_error(content.campaign.problems) else ()  # an entry that could not be read is left out
    positions = Positions(build.settings)
    for address, title in vanished(promised.items(), site.plan.specs, hidden):
        if title:
            yield _problem(address, title, _moved(address, title, content, promised), positions)
        elif not address.startswith(unsure):
            yield _of_page(address, positions)


def _promised(build: Build, site: Site) -> Mapping[str, str]:
    """What the published site has, titles by address; nothing where it is plain that none of it goes."""
    previous, tree_pair = build.previous, build.tree_pair
    if not (previous and tree_pair and tree_pair.is_whole):  # somebody may have published something else there
        return dict(published_addresses(build.settings.site_dir))
    if previous.specs.keys() <= site.plan.specs.keys():
        return {}
    pages = (address_at(path) for path, spec in previous.specs.items() if spec[0] in PAGES)
    return dict(chain(addresses_of(previous.world.graph.teasers), lasting_pages(pages)))


def _moved(address: str, title: str, content: Content, known: Container[str]) -> Linked | None:
    """The news that was at `address` and is elsewhere, for its date is another; None: it was deleted or renamed."""
    collection, _, rest = address.strip("/").partition("/")
    held = content.register.by_link.get(f"news/{rest.rpartition('/')[2]}", ()) if collection == "news" else ()
    found = (content.linked[path] for path in sorted(one.outline.path for one in held if one.address not in known))
    return next((one for one in found if one.teaser.heading == title), None)


def _of_page(address: str, positions: Positions) -> Problem:
    message = f"已发布的网址 /{address} 将不再存在"
    hint = "网址来自 campaign.yml 里的 id、介绍页的文件名：要保留就改回原来的；若是有意改名、删除，不必理会"
    return Problem(Position(positions.shown("")), VANISHED, message, hint, Severity.WARNING)


def _problem(address: str, title: str, moved: Linked | None, positions: Positions) -> Problem:
    message = f"已发布的网址 /{address}（{title}）将不再存在"
    if moved is None:
        hint = f"若条目改了名，在新条目里写 `aliases: [/{address}]`；若是有意删除，不必理会"
        return Problem(Position(positions.shown("")), VANISHED, message, hint, Severity.WARNING)
    where = positions.of_field(moved.teaser.path, "date")
    message = f"{message}：`date` 改了，这一条成了 /{moved.teaser.address}"
    if not moved.is_out:
        message = f"{message}，现在不发布（{moved.teaser.hidden}）"
    hint = f"日期写错了就改正；确实改了日期，写上 `aliases: [/{address}]`"
    return Problem(where, VANISHED, message, hint, Severity.WARNING)
