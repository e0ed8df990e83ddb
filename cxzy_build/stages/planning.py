"""From content to the world that pages show, the plan of every file, and what pages are rendered with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from itertools import chain

from ..content.editions import FOLDER, has_traditional
from ..delivery.verification import BrokenLink, PageVerifier
from ..dependencies import DependencyLog
from ..errors import Problem
from ..files import digest_text
from ..hanzi.traditional import Traditional
from ..incremental.previous_build import PreviousBuild
from ..incremental.serialization import as_one
from ..outputs.plan import Plan, plan_site
from ..outputs.search.index import SearchIndex
from ..outputs.traditional import WHERE_EDITIONS_PART, frames_in_traditional, where_editions_part
from ..pages.catalogue import Catalogue, locked_texts
from ..pages.frame import frame_digests
from ..pages.lookup import Lookup
from ..pages.renderer import Templates, emblem_of
from ..pages.templates import template_digests
from ..pages.world import World, world_of
from ..records import Record
from ..settings import Settings
from .build import Build
from .picturing import look_at_pictures
from .reading import Content


class Site(Record):
    """The site to be: the world that its pages show, its plan, its search index, and what pages are rendered with.

    templates: makes these, once, when a page is to be rendered. is_as_before: `Content` is, and so are the pictures.
    """

    world: World
    plan: Plan
    index: SearchIndex | None
    templates: Callable[[], Templates]
    broken: tuple[BrokenLink, ...]
    frame_ids: frozenset[str]
    is_as_before: bool
    problems: tuple[Problem, ...]


def plan_all(build: Build, content: Content, index: SearchIndex | None) -> Site:
    """From content to the plan of every file."""
    campaign, frame, previous = content.campaign.campaign, content.frame, build.previous

    @cache
    def templates() -> Templates:
        return Templates(build.settings, campaign, frame.shells, emblem_of(campaign, frame))

    build.progress.step("看图片")
    pictures = look_at_pictures(build, content)
    build.progress.step("计划每个文件")
    catalogue = Catalogue(
        campaign=content.campaign,
        register=content.register,
        contents=build.tree.files,
        linked=content.linked,
        graph=content.graph,
        pictures=pictures,
        now=build.settings.minute,
        locked=locked_texts(campaign, content.linked.locked),
    )
    if previous and content.is_as_before and pictures is previous.world.pictures:
        return _site_as_before(catalogue, previous, templates, index)
    return _site_anew(build, content, catalogue, templates, index)


def _site_as_before(
    catalogue: Catalogue, previous: PreviousBuild, templates: Callable[[], Templates], index: SearchIndex | None
) -> Site:
    """The site with the files of the build before: what changed, changed within items."""
    digests = _merged(previous.digests, index.digests if index else {})
    return Site(
        world=world_of(catalogue, digests, previous.outputs),
        plan=Plan(previous.specs, previous.entries, ()),
        index=index,
        templates=templates,
        broken=(),
        frame_ids=previous.frame_ids,
        is_as_before=True,
        problems=(),
    )


def _site_anew(
    build: Build, content: Content, catalogue: Catalogue, templates: Callable[[], Templates], index: SearchIndex | None
) -> Site:
    """The site with every file planned."""
    settings, frame = build.settings, content.frame
    lookup = Lookup(catalogue, DependencyLog(), content.draft_cache.load)
    plan = plan_site(settings, catalogue, frame, lookup, index.shape if index else None)
    digests = {
        **(index.digests if index else {}),
        **frame_digests(frame),
        **{f"template/{name}": digest for name, digest in template_digests(settings.theme_dir).items()},
        "shared": digest_text(repr((sorted(templates().shared.items()), templates().switch_back))),
        **_editions_digests(content, plan),
        "site map": digest_text(as_one(chain.from_iterable(plan.entries))),
    }
    world = world_of(catalogue, digests, plan.specs)
    ids, broken = _check_frames_again(settings, content, world, templates(), build.previous)
    return Site(
        world=world,
        plan=plan,
        index=index,
        templates=templates,
        broken=broken,
        frame_ids=ids,
        is_as_before=False,
        problems=(*catalogue.pictures.problems, *plan.problems),
    )


def _editions_digests(content: Content, plan: Plan) -> dict[str, str]:
    """Of what the Traditional edition depends on, if there is one."""
    if not has_traditional(content.campaign.campaign):
        return {}
    return {WHERE_EDITIONS_PART: digest_text(repr(where_editions_part(content.frame, plan.specs)))}


def _merged(before: Mapping[str, str], now: Mapping[str, str]) -> Mapping[str, str]:
    """What was and what is; the very same as before if nothing is another."""
    return before if all(before.get(name) == digest for name, digest in now.items()) else {**before, **now}


def _check_frames_again(
    settings: Settings, content: Content, world: World, templates: Templates, previous: PreviousBuild | None
) -> tuple[frozenset[str], tuple[BrokenLink, ...]]:
    """See `_check_frames`; what is known of the build before where the frames are as they were and all that they may
    lead to is still there."""
    if previous and content.has_same_frame and content.campaign == previous.world.campaign:
        is_same = world.digests["shared"] == previous.digests["shared"]
        if is_same and all(path in world.paths for path in previous.specs):
            return previous.frame_ids, ()
    editions = [("", templates.frames())]
    if has_traditional(content.campaign.campaign):
        frames = frames_in_traditional(templates, settings, content.frame, world, Traditional(world.locked))
        editions.append((FOLDER, frames.frames()))
    return _check_frames(editions, world.paths, settings)


def _check_frames(
    editions: Iterable[tuple[str, Iterable[str]]], paths: Collection[str], settings: Settings
) -> tuple[frozenset[str], tuple[BrokenLink, ...]]:
    """The ids in the frames around pages, and the frames' links that lead nowhere; of each edition its home page's
    address and its frames."""
    verifier = PageVerifier(paths, settings.site_url)
    found = [verifier.check_frame(html, home) for home, frames in editions for html in frames]
    ids = frozenset(ident for ids, _ in found for ident in ids)
    return ids, tuple(dict.fromkeys(link for _, broken in found for link in broken))
