"""The recipe: read, link, check, plan, render, verify, publish."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from .checks import Context, run_checks
from .content.addresses import HandPage
from .content.campaign_file import CampaignFile, read_campaign
from .content.drafts import Draft, DraftReader, Tree, list_tree
from .content.graph import Linked, link
from .content.items import Item, Target
from .content.places import Places
from .delivery.published import published_addresses
from .delivery.stage import Stage, check_site_dir, exclusive, recover, spare_of, swap_in
from .delivery.verification import FRAME, BrokenLink, PageCheck, PageVerifier, broken_fragments
from .errors import BuildFailed, Position, Problem, Severity, sorted_problems
from .outputs.output import Output
from .outputs.plan import MARKER, Plan, collection_counts, plan_site
from .pages.frame import Frame, HandWritten
from .pages.renderer import Renderer
from .parallel import map_forked
from .pictures.gathering import names_among_pages, pictures_of_items, pictures_of_pages
from .pictures.library import Pictures, read_pictures
from .settings import Settings

Say = Callable[[str], None]
"""Takes a line of progress for a person."""


@dataclass(frozen=True)
class Report:
    """What a build did. Times in seconds; `changed` counts the files that had to be written, `hidden` the items that
    are not out."""

    items: Mapping[str, int]
    hidden: int
    pages: int
    files: int
    changed: int
    seconds: float
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Rendered:
    """One output made: its check if it is a page, and whether its file had to be written."""

    check: PageCheck | None
    written: bool


def build_site(settings: Settings, get_frame: Callable[[], Frame], say: Say = lambda line: None) -> Report:
    """Build the site and publish it, or raise BuildFailed with every problem and leave the published site alone."""
    check_site_dir(settings.site_dir, MARKER, (settings.content_dir, settings.docs_dir, settings.theme_dir))
    with exclusive(settings.site_dir, lambda: say("另一个生成正在进行，等它结束……")):
        recover(settings.site_dir)
        stage = Stage(spare_of(settings.site_dir))
        report = compile_site(settings, get_frame, stage, say)
        swap_in(stage.folder, settings.site_dir)
    return report


def check_site(settings: Settings, get_frame: Callable[[], Frame], say: Say = lambda line: None) -> Report:
    """Everything a build does but for writing; raises BuildFailed as a build would."""
    return compile_site(settings, get_frame, None, say)


def compile_site(settings: Settings, get_frame: Callable[[], Frame], stage: Stage | None, say: Say) -> Report:
    """Content in, rendered and verified files out, into `stage` if there is one. Raises BuildFailed."""
    started = time.monotonic()
    say("读取内容")
    campaign = read_campaign(settings)
    tree = list_tree(settings)
    drafts, draft_problems = read_drafts(settings, tree)
    frame = get_frame()
    problems = [*campaign.problems, *tree.problems, *draft_problems, *frame.problems]
    if not frame.shells:
        raise BuildFailed(problems)

    say(f"核对 {len(drafts)} 个条目")
    linked = link(settings, campaign, tree, drafts, _hand_pages(frame))
    problems += linked.problems
    problems += run_checks(Context(campaign, linked, Places(settings)))
    if not campaign.readable:
        raise BuildFailed(problems)

    pictures = look_at_pictures(settings, linked, frame, problems, encode=stage is not None, say=say)
    problems += pictures.problems

    plan = plan_site(settings, linked, frame, pictures)
    problems += plan.problems
    failed = any(problem.is_error for problem in problems)
    say(f"{'生成' if stage else '试生成'} {len(plan.outputs)} 个文件")
    rendered = render(settings, campaign, frame, plan.outputs, None if failed else stage)
    problems += _unresolved(settings, rendered, linked, frame, plan)
    problems += _vanished(settings, linked, plan)
    if any(problem.is_error for problem in problems):
        raise BuildFailed(problems)
    return _report(linked, rendered, problems, started)


def read_drafts(settings: Settings, tree: Tree) -> tuple[tuple[Draft, ...], list[Problem]]:
    """Every item's file, read, validated and converted, in workers."""
    read = map_forked(lambda: DraftReader(settings).read, tree.items, settings.jobs)
    return tuple(draft for draft, _ in read), [problem for _, problems in read for problem in problems]


def look_at_pictures(
    settings: Settings, linked: Linked, frame: Frame, problems: Iterable[Problem], *, encode: bool, say: Say
) -> Pictures:
    """Every picture that is to be published, checked; with `encode`, and nothing wrong so far, in all its forms."""
    blamed = {problem.position.file for problem in problems if problem.is_error}
    encode, pages = encode and not blamed, tuple(_hand_pages(frame))
    wanted = (
        *pictures_of_items(settings, linked, blamed),
        *pictures_of_pages(settings, frame.files, pages, linked.resolver, blamed),
    )
    say(f"{'处理' if encode else '核对'} {len(wanted)} 张图片")
    found = read_pictures(settings, wanted, encode=encode)
    return replace(found, problems=(*found.problems, *names_among_pages(settings, frame.files)))


def render(
    settings: Settings, campaign: CampaignFile, frame: Frame, outputs: tuple[Output, ...], stage: Stage | None
) -> list[Rendered]:
    """Make every output in workers; check pages, write files."""
    paths = frozenset(output.path for output in outputs)
    if stage:
        stage.prune(paths)

    renderer = Renderer(settings, campaign.campaign, frame)  # here, so that its templates are compiled once for all

    def worker() -> Callable[[Output], Rendered]:
        verifier = PageVerifier(paths, settings.site_url)

        def make(output: Output) -> Rendered:
            made = output.make(renderer)
            check = verifier.check(output.address, made.pieces, made.frame) if made.pieces else None
            return Rendered(check, stage.write(output.path, made.data) if stage else False)

        return make

    return map_forked(worker, outputs, settings.jobs)


def _hand_pages(frame: Frame) -> Iterator[HandPage]:
    return (HandPage(page.path, page.address, page.title, page.body.references) for page in frame.pages)


def _unresolved(
    settings: Settings, rendered: Iterable[Rendered], linked: Linked, frame: Frame, plan: Plan
) -> Iterator[Problem]:
    """Links that lead nowhere, each reported where it was written."""
    checks = {r.check.address: r.check for r in rendered if r.check}
    broken = tuple(dict.fromkeys(b for check in checks.values() for b in check.broken))
    in_frame = {b.target for b in broken if b.page == FRAME}
    faulty = {(item.collection, item.slug) for item in linked.all_items if not item.whole}
    sources = {output.address: output.source for output in plan.outputs}
    items = {settings.shown(settings.content_dir / item.path): item for item in linked.all_items}
    pages = {page.address: page for page in frame.pages}
    places = Places(settings)
    for fault in (*broken, *broken_fragments(checks)):
        if (fault.page != FRAME and fault.target in in_frame) or _names(fault.target) in faulty:
            continue  # the navigation's fault, or the address of an item that is faulty itself
        item, page = items.get(sources.get(fault.page, "")), pages.get(fault.page)
        if item:
            found = tuple(_in_item(fault, item, places))
        elif page:
            found = tuple(_in_page(fault, page, linked, places))
        else:
            found = (Position("mkdocs.yml"),)
        yield from (_unresolved_problem(fault, where) for where in found)


def _names(address: str) -> tuple[str, str]:
    """Collection and slug of an item's address."""
    parts = address.strip("/").split("/")
    return parts[0], parts[-1]


def _in_item(fault: BrokenLink, item: Item, places: Places) -> Iterator[Position]:
    """Every reference of the item's body that is at fault; else where the address stands as such."""
    pairs = zip(item.body.references, item.targets, strict=True)
    guilty = [reference for reference, target in pairs if _leads(target, fault)]
    yield from (places.in_body(item.path, reference.target, reference.nth) for reference in guilty)
    if not guilty:
        yield places.in_body(item.path, unquote(fault.written))


def _in_page(fault: BrokenLink, page: HandWritten, linked: Linked, places: Places) -> Iterator[Position]:
    here = HandPage(page.path, page.address, page.title)
    name = fault.target.rstrip("/").rpartition("/")[2]
    anchor = f"#{fault.fragment}" if fault.fragment else ""
    guilty = [r for r in page.body.references if _leads(linked.resolver.from_page(here, r).target, fault)]
    for reference in guilty:
        yield places.in_page(page.path, (reference.target, anchor, f"/{fault.target}", name), reference.nth)
    if not guilty:
        yield places.in_page(page.path, (unquote(fault.written), anchor, name))


def _leads(target: Target | None, fault: BrokenLink) -> bool:
    if target is None or target.address != fault.target:
        return False
    return not fault.fragment or target.fragment == fault.fragment


def _unresolved_problem(fault: BrokenLink, where: Position) -> Problem:
    if fault.fragment:
        hint = "核对 # 后面的文字；标题的锚点见生成页面里标题的 id"
        return Problem(where, "broken-anchor", f"页面 /{fault.target} 里没有锚点 #{fault.fragment}", hint)
    on = "（在每个页面的导航或页脚里）" if fault.page == FRAME else ""
    hint = "核对网址；本站网址以 / 开头，页面网址以 / 结尾"
    return Problem(where, "broken-link", f"链接指向的 /{fault.target} 不存在{on}", hint)


def _vanished(settings: Settings, linked: Linked, plan: Plan) -> Iterator[Problem]:
    """Addresses of the published site that this build would take away; those of items no longer out are meant to go."""
    paths = {output.path for output in plan.outputs}
    hidden = {item.address for item in linked.all_items}
    for address, title in published_addresses(settings.site_dir):
        path = f"{address}index.html" if address.endswith("/") else address
        if path not in paths and address not in hidden:
            where = Position(settings.shown(settings.content_dir))
            message = f"已发布的网址 /{address}（{title}）将不再存在"
            hint = f"若条目改了名，在新条目里写 `aliases: [/{address}]`；若是有意删除，不必理会"
            yield Problem(where, "vanished-address", message, hint, Severity.WARNING)


def _report(linked: Linked, rendered: list[Rendered], problems: list[Problem], started: float) -> Report:
    return Report(
        items=collection_counts(linked.graph),
        hidden=len(linked.all_items) - len(linked.graph.items),
        pages=sum(r.check is not None for r in rendered),
        files=len(rendered),
        changed=sum(r.written for r in rendered),
        seconds=time.monotonic() - started,
        problems=sorted_problems(problems),
    )
