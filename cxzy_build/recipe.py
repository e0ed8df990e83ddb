"""The recipe: read, link, check, plan, make, verify, publish. What the build before made and still holds is kept."""

from __future__ import annotations

from functools import partial

from .background import meanwhile
from .content.tree import Tree
from .delivery.publication import publish, twin_left
from .delivery.trees import Twins
from .errors import BuildFailed, Problem
from .ledger.frames import FrameSource
from .ledger.glance import Glance
from .ledger.inputs import Inputs
from .ledger.past import Past, past_of, plain_world
from .pages.templates import compile_ahead
from .parallel import keep_memory
from .progress import Progress
from .settings import Settings
from .stages.memory import items_written, keep, tables_of_trees
from .stages.planning import plan_all
from .stages.promises import vanished_addresses
from .stages.reading import read_content
from .stages.remaking import make_all
from .stages.searching import index_content
from .stages.sums import sums_of
from .store import Store


def recall(settings: Settings, glance: Glance) -> Past | None:
    """The build before, if there was one and all of it is known."""
    keep_memory()
    return past_of(settings, glance)


def follow_recipe(
    settings: Settings,
    source: FrameSource,
    tree: Tree,
    looked_at: int,
    past: Past | None,
    store: Store,
    twins: Twins | None,
    progress: Progress,
) -> tuple[Inputs, int, tuple[Problem, ...]]:
    """Content in, verified files out, in the published site's place if there is to be one. Raises BuildFailed.

    looked_at: when the tree was (ns). past: see `recall`. store: where the next build finds its own. twins: the
    trees, if something is to be published. Gives the sums of the site, how many files were written, the warnings.
    """
    compiling = partial(compile_ahead, settings.theme_dir, settings.cache_dir / "templates")
    with meanwhile(compiling, is_worth_it=past is None and settings.jobs > 1):
        content = read_content(settings, source, tree, past, progress)
    if not content.frame.shells or not content.campaign.readable:
        raise BuildFailed(content.problems)
    index = index_content(settings, content, past, twins, progress) if twins and settings.search else None
    site = plan_all(settings, content, past, index, encode=twins is not None, progress=progress)
    making = make_all(settings, content, site, past, index, twins, progress)
    gone = vanished_addresses(settings, content, site, past, twins)
    problems = (*content.problems, *site.problems, *making.problems, *gone)
    if any(problem.is_error for problem in problems):
        if twins and making.has_spare and (left := twin_left(twins, site.plan.recipes, making.written)):
            store.keep(tables_of_trees(left))
        raise BuildFailed(problems)
    sums = sums_of(settings, content, site, making, past, looked_at, problems)
    if twins is None:
        return sums, 0, problems
    digests = {path: digest for path, (digest, _, _) in twins.known.files.items()} | dict(making.digests)
    progress.step("换上新网站")
    with items_written(store, content.linked, past, settings) as items:
        trees = publish(twins, site.plan.recipes, making.written, digests, settings.jobs)
        if not source.is_current():
            store.forget()  # nobody knows what pages were made of
        elif settings.config_digest:
            progress.step("记下这次生成")
            world = partial(
                plain_world,
                site.world,
                past,
                entries=site.plan.entries,
                refused=tree.refused,
                frame_ids=site.frame_ids,
            )
            is_same = past is not None and site.is_as_before and site.world.digests == past.digests
            keep(
                store,
                past,
                inputs=sums,
                digests=content.shelf.digests,
                items=items,
                world=None if is_same else world,
                outputs=making.outputs,
                gram_sizes=index.sizes if index else None,
                trees=trees,
            )
    return sums, len(making.written), problems
