"""The recipe: read, link, check, plan, make, verify, publish. What the build before made and still holds is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from msgspec import structs

from .background import meanwhile
from .checks import SiteContext, manuscripts
from .checks import check_site as check_rules
from .content.addresses import HandPage, Register
from .content.campaign_file import CampaignFile, read_campaign
from .content.graph import Graph, make_graph, of_collection
from .content.guesses import with_guesses
from .content.linking import check_pages, docs_from_content
from .content.picture_names import is_picture
from .content.positions import Positions
from .content.references import Resolver
from .content.shelf import Shelf, read_shelf
from .content.tree import COLLECTIONS, Tree
from .delivery.publication import Twins, prepare_spare, publish, twin_left
from .delivery.published import promised_by, published_addresses, vanished
from .delivery.verification import Anchor, BrokenLink, PageVerifier
from .errors import BuildFailed, Problem
from .files import digest_text, read_file
from .fingerprint import purpose_of_drafts
from .ledger.changes import changed
from .ledger.earlier import with_lists_from
from .ledger.frames import FrameSource
from .ledger.glance import Glance
from .ledger.inputs import Hidden, Inputs
from .ledger.past import OutputKnown, OutputsKnown, Past, plain_world
from .ledger.plain import as_one
from .ledger.questions import Questions
from .looks import Looks
from .outputs.plan import Plan, count_pages, plan_site
from .outputs.press import Before
from .outputs.search.index import SearchIndex
from .outputs.traditional import frames_in_traditional
from .pages import labels
from .pages.editions import FOLDER, has_traditional
from .pages.frame import Frame, address_at, file_at, frame_digests
from .pages.lookup import Lookup
from .pages.renderer import Templates, emblem_of
from .pages.templates import compile_ahead, template_digests
from .pages.world import World, locked_texts
from .parallel import keep_memory
from .pictures.cache import Cache
from .pictures.gathering import names_among_pages, pictures_of_items, pictures_of_pages
from .pictures.library import Pictures, read_pictures
from .progress import Progress
from .records import Record
from .settings import Settings
from .stages.faults import unresolved
from .stages.linking import LinkedItems, link_items
from .stages.making import SEVERAL, Batch, Workshop, make_outputs, outputs_known
from .stages.memory import NO_BOUNDS, bounds_around, inputs_of, items_written, keep, tables_of_trees
from .stages.names import find_names
from .stages.searching import IndexedBefore, index_site


def follow_recipe(
    settings: Settings,
    source: FrameSource,
    glance: Glance,
    tree: Tree,
    looked_at: int,
    progress: Progress,
    *,
    publishes: bool,
) -> tuple[Inputs, int, tuple[Problem, ...]]:
    """Content in, verified files out, in the published site's place if it `publishes`. Raises BuildFailed.

    looked_at: when the tree was (ns). Gives the sums of the site, how many files were written, the warnings.
    """
    keep_memory()
    progress.step("回忆上次生成")
    past = past_of(settings, glance)
    compiling = partial(compile_ahead, settings.theme_dir, settings.cache_dir / "templates")
    with meanwhile(compiling, is_worth_it=past is None and settings.jobs > 1):
        content = read_content(settings, source, tree, past, progress)
    if not content.frame.shells or not content.campaign.readable:
        raise BuildFailed(content.problems)
    twins = glance.twins() if publishes else None
    index = index_all(settings, content, past, twins, progress) if publishes and settings.search else None
    site = plan_all(settings, content, past, index, encode=publishes, progress=progress)
    making = make_all(settings, content, site, past, index, twins, progress)
    gone = _vanished(settings, content, site, past, twins)
    problems = (*content.problems, *site.problems, *making.problems, *gone)
    if any(problem.is_error for problem in problems):
        if twins and making.has_spare and (left := twin_left(twins, site.plan.recipes, making.written)):
            glance.store.keep(tables_of_trees(left))
        raise BuildFailed(problems)
    inputs = _inputs(settings, source, content, site, making, past, looked_at, problems)
    if twins is None:
        return inputs, 0, problems
    digests = {path: digest for path, (digest, _, _) in twins.known.files.items()} | dict(making.digests)
    progress.step("换上新网站")
    with items_written(glance.store, content.linked, past, settings) as items:
        trees = publish(twins, site.plan.recipes, making.written, digests, settings.jobs)
        if not source.is_current():
            glance.store.forget()  # nobody knows what pages were made of
        elif settings.config_digest:
            progress.step("记下这次生成")
            is_same = past is not None and site.is_as_before and site.world.digests == past.digests
            keep(
                glance.store,
                past,
                inputs=inputs,
                digests=content.shelf.digests,
                items=items,
                world=None if is_same else partial(_plain_world, site, tree, past),
                outputs=making.outputs,
                gram_sizes=index.sizes if index else None,
                trees=trees,
            )
    return inputs, len(making.written), problems


def past_of(settings: Settings, glance: Glance) -> Past | None:
    """The build before, if all of it can be read."""
    past = Past(glance.store, Cache(settings.cache_dir / "pictures"))
    return past if glance.inputs and glance.knows_trees and past.is_whole else None


class Content(Record):
    """The content, read, linked and checked.

    pages: the hand-written ones. has_same_frame: MkDocs gave what it gave in the build before. is_as_before: moreover,
    names, addresses, what is out, lists and campaign are the very same: what changed, changed within items.
    """

    tree: Tree
    campaign: CampaignFile
    shelf: Shelf
    frame: Frame
    pages: tuple[HandPage, ...]
    register: Register
    linked: LinkedItems
    graph: Graph
    has_same_frame: bool
    is_as_before: bool
    problems: tuple[Problem, ...]


def read_content(settings: Settings, source: FrameSource, tree: Tree, past: Past | None, progress: Progress) -> Content:
    """Everything that people wrote."""
    progress.stage("读取内容", len(tree.items))
    campaign = read_campaign_again(settings, tree, past)
    shelf = read_shelf(settings, tree, purpose_of_drafts(settings), progress.advance)
    progress.step("等手写页面（MkDocs）")
    frame = source.result()
    progress.stage("核对条目", len(tree.items))
    pages = tuple(page.hand_page for page in frame.pages)
    edited = past.edited(shelf.digests) if past else ()
    names, name_problems = find_names(settings, tree, shelf, pages, past, edited)
    linked = link_items(settings, campaign, names, tree, shelf, past, edited, progress.advance)
    progress.step("编各种列表，查全站规则")
    graph, tag_problems = graph_of(settings, campaign, names, linked, past)
    positions = Positions(settings)
    page_problems = check_pages(pages, Resolver(names, docs_from_content(settings), Looks()), positions)
    same_frame = past is not None and bool(source.digest) and source.digest == past.inputs.frame
    same_names = past is not None and names is past.register
    same_lists = past is not None and graph is past.world.graph and campaign == past.world.campaign
    is_same = same_frame and same_names and same_lists
    problems = (
        *campaign.problems,
        *tree.problems,
        *shelf.problems,
        *frame.problems,
        *name_problems,
        *linked.problems,
        *(tag_problems if campaign.readable else ()),
        *page_problems,
        *(() if is_same else check_rules(site_context(campaign, graph, linked, positions))),
    )
    if not any(problem.is_error for problem in problems):  # an item with a fault may not have all its files
        problems += tuple(manuscripts.check(tree, linked.faces, settings))
    told = tuple(with_guesses(problems, names))
    return Content(
        tree=tree,
        campaign=campaign,
        shelf=shelf,
        frame=frame,
        pages=pages,
        register=names,
        linked=linked,
        graph=graph,
        has_same_frame=same_frame,
        is_as_before=is_same,
        problems=told,
    )


def read_campaign_again(settings: Settings, tree: Tree, past: Past | None) -> CampaignFile:
    """The campaign; the very one of the build before if its file is the same."""
    name = "campaign.yml"
    is_same = past is not None and name in tree.files and tree.files[name] == past.contents.get(name)
    return past.world.campaign if past and is_same else read_campaign(settings)


def graph_of(
    settings: Settings, campaign: CampaignFile, names: Register, linked: LinkedItems, past: Past | None
) -> tuple[Graph, list[Problem]]:
    """The graph; the very one of the build before, if all its faces are."""
    if past and linked.is_same_to_others and campaign.campaign.tags == past.world.campaign.campaign.tags:
        return past.world.graph, []
    return make_graph(linked.faces, campaign.campaign, Positions(settings), names.out)


def site_context(campaign: CampaignFile, graph: Graph, linked: LinkedItems, positions: Positions) -> SiteContext:
    """What rules over the whole site look at. Items of the build before have no faults."""
    unknown = {one.face.address: one.unknown for one in linked.made.values() if one.unknown}
    uncertain = frozenset(one.face.collection for one in linked.made.values() if not one.is_sound)
    return SiteContext(campaign, graph, positions, uncertain, unknown)


def index_all(
    settings: Settings, content: Content, past: Past | None, twins: Twins | None, progress: Progress
) -> SearchIndex | None:
    """The search index; none of content with errors, for nothing will be published."""
    if any(problem.is_error for problem in content.problems):
        return None
    progress.step("编检索")
    lost = twins.lost if twins else frozenset()
    before = IndexedBefore(past, _published_by(settings, twins), lost) if past else None
    return index_site(content.campaign.campaign, content.graph, content.linked, content.shelf, settings.jobs, before)


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
        "site map": digest_text(as_one(text for entry in plan.entries for text in entry)),
    }
    world = structs.replace(world, digests=digests, paths=plan.recipes)
    ids, broken = check_frames_again(settings, content, world, plan, templates(), past)
    return Site(
        world=world,
        plan=plan,
        templates=templates,
        broken=broken,
        frame_ids=ids,
        is_as_before=False,
        problems=(*pictures.problems, *plan.problems),
    )


def check_frames_again(
    settings: Settings, content: Content, world: World, plan: Plan, templates: Templates, past: Past | None
) -> tuple[frozenset[str], tuple[BrokenLink, ...]]:
    """See `check_frames`; what is known of the build before where the frames are as they were and all that they may
    lead to is still there."""
    if past and content.has_same_frame and content.campaign == past.world.campaign:
        is_same = world.digests["shared"] == past.digests["shared"]
        if is_same and past.recipes.keys() <= plan.recipes.keys():
            return past.frame_ids, ()
    has_both = has_traditional(content.campaign.campaign)
    traditional = frames_in_traditional(settings, world, content.frame, templates) if has_both else []
    return check_frames([("", *templates.frames()), (FOLDER, *traditional)], plan, settings)


def _merged(before: Mapping[str, str], now: Mapping[str, str]) -> Mapping[str, str]:
    """What was and what is; the very same as before if nothing is another."""
    return before if all(before.get(name) == digest for name, digest in now.items()) else {**before, **now}


def check_frames(
    frames: Iterable[tuple[str, ...]], plan: Plan, settings: Settings
) -> tuple[frozenset[str], tuple[BrokenLink, ...]]:
    """The ids in the frames around pages, and the frames' links that lead nowhere; of each edition its home page's
    address and its frames."""
    verifier = PageVerifier(plan.recipes, settings.site_url)
    found = [verifier.check_frame(html, home) for home, *frames_of_one in frames for html in frames_of_one]
    ids = frozenset(ident for ids, _ in found for ident in ids)
    return ids, tuple(dict.fromkeys(link for _, broken in found for link in broken))


def look_at_pictures(
    settings: Settings, content: Content, past: Past | None, *, encode: bool, progress: Progress
) -> Pictures:
    """Every picture that is to be published, checked; with `encode`, and nothing wrong so far, in all its forms."""
    blamed = frozenset(problem.position.file for problem in content.problems if problem.is_error)
    if past and not blamed and _has_same_pictures(settings, content, past):
        return past.world.pictures
    frame, resolver = content.frame, Resolver(content.register, docs_from_content(settings), Looks())
    wanted = (
        *pictures_of_items(settings, content.graph, content.linked, content.shelf, blamed),
        *pictures_of_pages(settings, frame.files, content.pages, resolver, blamed),
    )
    encode = encode and not blamed
    progress.stage("处理图片" if encode else "核对图片", len(wanted))
    found = read_pictures(settings, wanted, encode=encode, on_done=progress.advance)
    pictures = structs.replace(found, problems=(*found.problems, *names_among_pages(settings, frame.files)))
    return past.world.pictures if past and pictures == past.world.pictures else pictures


def _has_same_pictures(settings: Settings, content: Content, past: Past) -> bool:
    """Whether the same pictures are published as before, and their files are as they were; those beside hand-written
    pages are among what makes the frame."""
    if not content.has_same_frame:
        return False
    top, files, before = f"{settings.content_dir}/", content.tree.files, past.contents
    known = {address: file[len(top) :] for address, file in past.picture_files if file.startswith(top)}
    if content.graph is not past.world.graph:
        shown = (one for face in content.graph.faces if face.files for one in face.files)
        if {address: path for path, address in shown if is_picture(path)} != known:
            return False
    return all(files.get(path) == before.get(path) for path in known.values())


class Making(Record):
    """What was made, what is known of all files now, and the digests of those made anew. has_spare: the spare was made
    ready for them."""

    has_spare: bool
    outputs: OutputsKnown
    digests: Mapping[str, bytes]
    written: frozenset[str]
    problems: tuple[Problem, ...]


def make_all(
    settings: Settings,
    content: Content,
    site: Site,
    past: Past | None,
    index: SearchIndex | None,
    twins: Twins | None,
    progress: Progress,
) -> Making:
    """Every file that is new, that would be another one now, or that was lost."""
    recipes, touched = site.plan.recipes, content.linked.touched
    failed = any(problem.is_error for problem in (*content.problems, *site.problems))
    lost = twins.lost if twins and not failed else frozenset()
    progress.step("比对哪些要重做")
    old = with_lists_from(content.graph, past.world, touched) if past else None
    before = Before(old, _published_by(settings, twins), touched)
    kept = _kept(site, past, before, lost)
    wanted = [path for path in recipes if path not in kept]
    spare = prepare_spare(twins, recipes, settings.jobs) if twins and not failed else None
    progress.stage("生成文件" if spare else "试生成文件", len(wanted))
    held = twins.known.files if twins else {}
    known, questions = (past.outputs, past.numbering()) if past else ({}, Questions())
    batch = Batch()
    if wanted:
        if len(wanted) > SEVERAL:
            site.templates().compile_all()
        workshop = Workshop(
            settings=settings,
            world=site.world,
            shelf=content.shelf,
            frame=content.frame,
            templates=site.templates(),
            plan=site.plan,
            before=before,
            spare=spare,
            index=index,
            digests={path: known[0] for path, known in held.items() if path not in lost},
            frame_ids=site.frame_ids,
        )
        batch = make_outputs(workshop, wanted, known, questions, progress.advance)
    progress.step("核对链接")
    outputs = outputs_known(batch.known, kept, known)
    again = frozenset(map(address_at, batch.known))
    anchors = (
        *(one for one in (past.anchors if past else ()) if one.page not in again and file_at(one.page) in recipes),
        *batch.anchors,
    )
    verifier = PageVerifier(recipes, settings.site_url, site.frame_ids)
    broken = (
        *site.broken,
        *batch.broken,
        *verifier.broken_anchors(anchors, _ids_of(outputs, anchors)),
    )
    resolver = Resolver(content.register, docs_from_content(settings), Looks())
    problems = unresolved(settings, broken, site.world, content.shelf, content.frame, site.plan, resolver)
    return Making(
        spare is not None, OutputsKnown(outputs, questions, anchors), batch.digests, batch.written, tuple(problems)
    )


def _ids_of(outputs: Mapping[str, OutputKnown], anchors: Iterable[Anchor]) -> Mapping[str, tuple[str, ...] | None]:
    """By address: the ids of the pages that anchors lead into."""
    files = {target: file_at(target) for _, target, _ in anchors}
    return {target: outputs[file].ids for target, file in files.items() if file in outputs}


def _kept(site: Site, past: Past | None, before: Before, lost: frozenset[str]) -> Mapping[str, OutputKnown]:
    """The files of the build before that a task would make again just as they are."""
    if past is None or before.world is None:
        return {}
    stale = changed(before.world, site.world, past.output_questions, before.touched, before.published)
    again, recipes = lost | past.outputs_asking(stale), site.plan.recipes
    if site.is_as_before and not again:
        return past.outputs
    return {path: one for path, one in past.outputs.items() if recipes.get(path) == one.recipe and path not in again}


def _published_by(settings: Settings, twins: Twins | None) -> Callable[[str], bytes | None]:
    """Reads files of the published site that are as the build before made them."""

    def read(path: str) -> bytes | None:
        if twins is None or path not in twins.known.files or path in twins.damage.files:
            return None
        return read_file(f"{settings.site_dir}/{path}")

    return read


def _vanished(
    settings: Settings, content: Content, site: Site, past: Past | None, twins: Twins | None
) -> Iterator[Problem]:
    """Addresses of the published site that this build would take away."""
    if settings.preview:
        return
    if past and twins and twins.is_whole:  # else somebody may have published something else there
        if past.recipes.keys() <= site.plan.recipes.keys():
            return
        promised = promised_by(past.world.graph.faces)
    else:
        promised = published_addresses(settings.site_dir)
    linked = content.linked.values()
    if not all(one.face.whole for one in linked):
        return  # nobody knows the addresses of items that could not be read
    hidden = {one.placed.address for one in linked}
    yield from vanished(promised, site.plan.recipes, hidden, settings.shown(settings.content_dir))


def _inputs(
    settings: Settings,
    source: FrameSource,
    content: Content,
    site: Site,
    making: Making,
    past: Past | None,
    looked_at: int,
    problems: Iterable[Problem],
) -> Inputs:
    """What the next build sees at a glance."""
    known = past.inputs if past and past.inputs.since <= settings.minute < past.inputs.until else None
    if known and site.is_as_before:
        bounds, counts, hidden, pages = (known.since, known.until), known.items, known.hidden, known.pages
    else:
        bounds = _bounds(settings, content, making, past if known else None)
        counts = {labels.COLLECTION[c]: len(content.graph.list(of_collection(c))) for c in COLLECTIONS}
        hidden, pages = tuple(_hidden(settings, content)), count_pages(site.plan)
    return inputs_of(
        settings,
        tree=content.tree,
        looked_at=looked_at,
        before=past.contents if past else {},
        frame_digest=source.digest,
        bounds=bounds,
        counts=counts,
        hidden=hidden,
        pages=pages,
        files=len(site.plan.recipes),
        problems=problems,
    )


def _bounds(settings: Settings, content: Content, making: Making, known: Past | None) -> tuple[str, str]:
    """The minutes around now between which the clock makes no difference. known: the build before, if it is between
    those of then: what it knew of still has none there, or has been edited."""
    outlines, questions, around = content.shelf.outlines, making.outputs.questions.all, NO_BOUNDS
    if known:
        outlines, questions = map(content.shelf.outline, content.linked.made), questions[len(known.output_questions) :]
        around = known.inputs.since, known.inputs.until
    spans = ((one.since, one.until) for one in outlines)
    return bounds_around(settings.minute, spans, questions, content.campaign.campaign, around)


def _hidden(settings: Settings, content: Content) -> Iterator[Hidden]:
    """The items that are not out: those whose time will come or has gone before drafts, of which there may be many."""
    names = content.register
    held = (names.by_address[address] for address in names.by_address.keys() - names.out)
    linked = sorted(
        (content.linked[placed.outline.path] for placed in held),
        key=lambda one: (one.placed.outline.draft, one.placed.outline.path),
    )
    return ((settings.shown(settings.content_dir / one.placed.outline.path), one.face.hidden) for one in linked)


def _plain_world(site: Site, tree: Tree, past: Past | None) -> dict[str, Any]:
    return plain_world(site.world, past, entries=site.plan.entries, refused=tree.refused, frame_ids=site.frame_ids)
