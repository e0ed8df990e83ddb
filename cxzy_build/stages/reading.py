"""Everything that people wrote: read, linked and checked. What the build before has of it is kept."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from ..checks import manuscripts
from ..checks.context import SiteContext
from ..checks.rules import check_site
from ..content.addresses import HandPage, Register
from ..content.campaign_file import CampaignFile, read_campaign
from ..content.draft_cache import DraftCache, read_drafts
from ..content.graph import Graph, make_graph
from ..content.guesses import with_guesses
from ..content.identifiers import KnownIds
from ..content.linking import check_pages
from ..content.positions import Positions
from ..content.references import Resolver
from ..dependencies import DependencyLog
from ..errors import Problem
from ..fingerprint import purpose_of_drafts
from ..incremental.previous_build import PreviousBuild
from ..pages.frame import Frame
from ..records import Record
from ..settings import Settings
from ..source.tree import Tree
from .build import Build
from .linking import LinkedItems, link_items
from .registering import register_names


class Content(Record):
    """The content, read, linked and checked.

    frame_digest: see `FrameSource.result`. pages: the hand-written ones. has_same_frame: MkDocs gave what it gave in
    the build before. is_as_before: moreover, names, addresses, what is out, lists and campaign are the very same: what
    changed, changed within items.
    """

    tree: Tree
    campaign: CampaignFile
    draft_cache: DraftCache
    frame: Frame
    frame_digest: str
    pages: tuple[HandPage, ...]
    register: Register
    linked: LinkedItems
    graph: Graph
    has_same_frame: bool
    is_as_before: bool
    problems: tuple[Problem, ...]

    @property
    def can_be_shown(self) -> bool:
        """Whether there is enough of it to go on and find what is wrong with pages as well."""
        return bool(self.frame.shells) and self.campaign.readable


def read_content(build: Build) -> Content:
    """Everything that people wrote."""
    settings, tree, previous, progress = build.settings, build.tree, build.previous, build.progress
    progress.stage("读取内容", len(tree.items))
    campaign = _read_campaign_again(settings, tree, previous)
    draft_cache = read_drafts(settings, tree, purpose_of_drafts(settings), progress.advance)
    progress.step("等手写页面（MkDocs）")
    frame, frame_digest = build.source.result()
    progress.stage("核对条目", len(tree.items))
    pages = tuple(page.hand_page for page in frame.pages)
    edited = previous.edited(draft_cache.digests) if previous else ()
    names = register_names(build, draft_cache, pages, edited)
    register = names.register
    linked = link_items(build, campaign, register, draft_cache, names.moved.union(edited))
    progress.step("编各种列表，查全站规则")
    graph, tag_problems = _graph_of(settings, campaign, register, linked, previous)
    has_same_frame = previous is not None and bool(frame_digest) and frame_digest == previous.inputs.frame
    content = Content(
        tree=tree,
        campaign=campaign,
        draft_cache=draft_cache,
        frame=frame,
        frame_digest=frame_digest,
        pages=pages,
        register=register,
        linked=linked,
        graph=graph,
        has_same_frame=has_same_frame,
        is_as_before=has_same_frame and _has_same_world(previous, campaign, register, graph),
        problems=(),
    )
    return structs.replace(content, problems=_problems_of(settings, content, names.problems, tag_problems))


def _problems_of(
    settings: Settings, content: Content, of_names: Iterable[Problem], of_tags: Iterable[Problem]
) -> tuple[Problem, ...]:
    """All that is wrong with the content."""
    campaign, register, linked = content.campaign, content.register, content.linked
    positions = Positions(settings)
    problems = (
        *campaign.problems,
        *content.tree.problems,
        *content.draft_cache.problems,
        *content.frame.problems,
        *of_names,
        *linked.problems,
        *(of_tags if campaign.readable else ()),
        *check_pages(content.pages, Resolver(settings, register, DependencyLog()), positions),
        *(() if content.is_as_before else check_site(_site_context(content, positions))),
    )
    problems += tuple(manuscripts.check(content.tree, linked.teasers, settings, problems))
    return tuple(with_guesses(problems, register, KnownIds(campaign, register, content.draft_cache.heading)))


def _has_same_world(previous: PreviousBuild | None, campaign: CampaignFile, register: Register, graph: Graph) -> bool:
    """Whether names, addresses, what is out, lists and campaign are those of the build before."""
    if previous is None:
        return False
    world = previous.world
    return register is previous.register and graph is world.graph and campaign == world.campaign


def _read_campaign_again(settings: Settings, tree: Tree, previous: PreviousBuild | None) -> CampaignFile:
    """The campaign; the very one of the build before if its file is the same."""
    name = "campaign.yml"
    is_same = previous is not None and name in tree.files and tree.files[name] == previous.contents.get(name)
    return previous.world.campaign if previous and is_same else read_campaign(settings)


def _graph_of(
    settings: Settings, campaign: CampaignFile, register: Register, linked: LinkedItems, previous: PreviousBuild | None
) -> tuple[Graph, list[Problem]]:
    """The graph; the very one of the build before, if all its teasers are."""
    if previous and linked.is_same_to_others and campaign.campaign.tags == previous.world.campaign.campaign.tags:
        return previous.world.graph, []
    return make_graph(linked.teasers, campaign.campaign, Positions(settings), register.out)


def _site_context(content: Content, positions: Positions) -> SiteContext:
    """What rules over the whole site look at. Items of the build before have no faults."""
    linked = content.linked
    unknown = {one.teaser.address: one.unknown for one in linked.made.values() if one.unknown}
    uncertain = frozenset(one.teaser.collection for one in linked.made.values() if not one.is_sound)
    coming = sorted(linked.coming, key=lambda one: (one.placed.outline.since, one.placed.outline.path))
    teasers = [one.teaser for one in coming]
    return SiteContext(content.campaign, content.register, content.graph, teasers, positions, uncertain, unknown)
