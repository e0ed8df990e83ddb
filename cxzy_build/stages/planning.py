"""From content to the world that pages show, the plan of every file, and what pages are rendered with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain

from msgspec import structs

from ..delivery.verification import BrokenLink, PageVerifier
from ..errors import Problem
from ..files import digest_text
from ..ledger.past import Past
from ..ledger.plain import as_one
from ..looks import Looks
from ..outputs.plan import Plan, plan_site
from ..outputs.search.index import SearchIndex
from ..outputs.traditional import frames_in_traditional
from ..pages.editions import FOLDER, has_traditional
from ..pages.frame import frame_digests
from ..pages.lookup import Lookup
from ..pages.renderer import Templates, emblem_of
from ..pages.templates import template_digests
from ..pages.world import World, locked_texts
from ..progress import Progress
from ..records import Record
from ..settings import Settings
from .picturing import look_at_pictures
from .reading import Content


class Site(Record):
    """The site to be: the world that its pages show, its plan, and what pages are rendered with.

    templates: makes these, once, when a page is to be rendered. is_as_before: `Content` is, and so are the pictures.
    """

    world: World
    plan: Plan
    templates: Callable[[], Templates]
    broken: tuple[BrokenLink, ...]
    frame_ids: frozenset[str]
    is_as_before: bool
    problems: tuple[Problem, ...]


def plan_all(
    settings: Settings,
    content: Content,
    past: Past | None,
    index: SearchIndex | None,
    *,
    encode: bool,
    progress: Progress,
) -> Site:
    """From content to the plan of every file."""
    campaign, frame = content.campaign.campaign, content.frame

    @cache
    def templates() -> Templates:
        return Templates(settings, campaign, frame.shells, emblem_of(campaign, frame))

    progress.step("看图片")
    pictures = look_at_pictures(settings, content, past, encode=encode, progress=progress)
    progress.step("计划每个文件")
    world = World(
        campaign=content.campaign,
        register=content.register,
        linked=content.linked,
        graph=content.graph,
        pictures=pictures,
        contents=content.tree.files,
        digests={},
        now=settings.minute,
        locked=locked_texts(campaign, content.linked.locked),
    )
    if past and content.is_as_before and pictures is past.world.pictures and not campaign.mourning:
        world = structs.replace(
            world, digests=_merged(past.digests, index.digests if index else {}), paths=past.outputs
        )
        plan = Plan(past.recipes, past.entries, ())
        return Site(
            world=world,
            plan=plan,
            templates=templates,
            broken=(),
            frame_ids=past.frame_ids,
            is_as_before=True,
            problems=(),
        )
    plan = plan_site(settings, world, frame, Lookup(world, Looks(), content.shelf.load), is_searched=index is not None)
    digests = {
        **(index.digests if index else {}),
        **frame_digests(frame),
        **{f"template/{name}": digest for name, digest in template_digests(settings.theme_dir).items()},
        "shared": digest_text(repr((sorted(templates().shared.items()), templates().switch_back))),
        "site map": digest_text(as_one(chain.from_iterable(plan.entries))),
    }
    world = structs.replace(world, digests=digests, paths=plan.recipes)
    ids, broken = _check_frames_again(settings, content, world, plan, templates(), past)
    return Site(
        world=world,
        plan=plan,
        templates=templates,
        broken=broken,
        frame_ids=ids,
        is_as_before=False,
        problems=(*pictures.problems, *plan.problems),
    )


def _merged(before: Mapping[str, str], now: Mapping[str, str]) -> Mapping[str, str]:
    """What was and what is; the very same as before if nothing is another."""
    return before if all(before.get(name) == digest for name, digest in now.items()) else {**before, **now}


def _check_frames_again(
    settings: Settings, content: Content, world: World, plan: Plan, templates: Templates, past: Past | None
) -> tuple[frozenset[str], tuple[BrokenLink, ...]]:
    """See `_check_frames`; what is known of the build before where the frames are as they were and all that they may
    lead to is still there."""
    if past and content.has_same_frame and content.campaign == past.world.campaign:
        is_same = world.digests["shared"] == past.digests["shared"]
        if is_same and past.recipes.keys() <= plan.recipes.keys():
            return past.frame_ids, ()
    has_both = has_traditional(content.campaign.campaign)
    traditional = frames_in_traditional(settings, world, content.frame, templates) if has_both else []
    return _check_frames([("", *templates.frames()), (FOLDER, *traditional)], plan, settings)


def _check_frames(
    frames: Iterable[tuple[str, ...]], plan: Plan, settings: Settings
) -> tuple[frozenset[str], tuple[BrokenLink, ...]]:
    """The ids in the frames around pages, and the frames' links that lead nowhere; of each edition its home page's
    address and its frames."""
    verifier = PageVerifier(plan.recipes, settings.site_url)
    found = [verifier.check_frame(html, home) for home, *frames_of_one in frames for html in frames_of_one]
    ids = frozenset(ident for ids, _ in found for ident in ids)
    return ids, tuple(dict.fromkeys(link for _, broken in found for link in broken))
