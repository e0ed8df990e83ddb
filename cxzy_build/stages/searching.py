"""The search index: patched where small edits were made, built anew otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from contextlib import suppress
from functools import cache, partial
from itertools import zip_longest

from msgspec import structs

from ..content.draft_cache import DraftCache
from ..content.graph import Graph
from ..content.items import Teaser
from ..delivery.publication import published_by
from ..errors import any_error
from ..files import digest_text
from ..incremental.previous_build import PreviousBuild
from ..models.front_matter import Campaign
from ..outputs.search.changes import Change, MustBuild, OldIndex
from ..outputs.search.documents import NOTHING, Document, document_of, in_order
from ..outputs.search.index import (
    DIGESTS,
    SearchIndex,
    digest_name,
    digest_of_all,
    digest_of_forms,
    digests_of,
    document_in,
    keys_in,
)
from ..outputs.search.layout import BLOCK, Grams, block_name, grams_name, lists_in, path_of, shape_for
from ..outputs.search.patching import patch_grams
from ..outputs.search.texts import parts_of
from ..parallel import map_forked
from ..records import Record
from .build import Build
from .linking import LinkedItems
from .reading import Content

MOST_CHANGES = 32
"""Documents up to which an index is patched: of 10,000 each costs a tenth of a second, building one anew three, and all
of its files are others then."""

_GRAMS = path_of("grams/").removesuffix(".js")


class _Lost(Exception):
    """A published file that was to be read is not as it was."""


def index_content(build: Build, content: Content) -> SearchIndex | None:
    """The search index, if the site has one; none where nothing will be published."""
    tree_pair, previous, jobs = build.tree_pair, build.previous, build.settings.jobs
    if tree_pair is None or not build.settings.search or any_error(content.problems):
        return None
    build.progress.step("编检索")
    before = LastPublication(previous, published_by(tree_pair), tree_pair.lost) if previous else None
    return index_site(content.campaign.campaign, content.graph, content.linked, content.draft_cache, jobs, before)


class LastPublication(Record):
    """The build before. published: reads a file of the published site; None where it is not as that build made it.
    lost: paths of the files that neither tree has as they were."""

    previous: PreviousBuild
    published: Callable[[str], bytes | None]
    lost: frozenset[str]


def index_site(
    campaign: Campaign,
    graph: Graph,
    linked: LinkedItems,
    draft_cache: DraftCache,
    jobs: int,
    before: LastPublication | None,
) -> SearchIndex:
    """The index of all items that are out."""
    teasers = in_order(graph.teasers)

    def document(teaser: Teaser) -> Document:
        return document_of(parts_of(linked[teaser.path].item(draft_cache.load(teaser.path))))

    index = None
    if before and _can_patch(before):
        with suppress(_Lost, MustBuild):
            index = _patched(campaign, graph, teasers, linked.touched, document, before)
    index = index or _built(campaign, teasers, document, jobs)
    return structs.replace(index, digests={**index.digests, **digest_of_all(index, draft_cache.digests)})


def _built(
    campaign: Campaign, teasers: Sequence[Teaser], document: Callable[[Teaser], Document], jobs: int
) -> SearchIndex:
    from ..outputs.search.building import build_grams  # late: after a small edit numpy is not needed

    grams = build_grams(map_forked(lambda: document, teasers, jobs), shape_for(len(teasers)), jobs)
    digests = digests_of(campaign, teasers) | digest_of_forms(grams.sizes) | _digests_of(grams)
    return SearchIndex(campaign, teasers, grams.files.__getitem__, digests, grams.sizes)


def _can_patch(before: LastPublication) -> bool:
    return before.previous.gram_sizes is not None and not any(path.startswith(_GRAMS) for path in before.lost)


def _patched(
    campaign: Campaign,
    graph: Graph,
    teasers: Sequence[Teaser],
    touched: Set[str],
    document: Callable[[Teaser], Document],
    before: LastPublication,
) -> SearchIndex:
    """The index made of the one before. Raises _Lost and MustBuild."""
    previous, read = before.previous, partial(_read, before)
    others = teasers if graph is previous.world.graph else in_order(previous.world.graph.teasers)
    differing = _differing(others, teasers, touched)

    @cache
    def keys(block: int) -> Sequence[str]:
        return keys_in(read(path_of(block_name(block))))

    def document_before(number: int) -> Document:
        return document_in(read(path_of(f"texts/{keys(number // BLOCK)[number % BLOCK]}")))

    changes = [
        Change(number, document_before(number) if old else NOTHING, document(new) if new else NOTHING)
        for number, old, new in differing
    ]
    grams = patch_grams(
        [change for change in changes if change.old != change.new],
        OldIndex(
            shape_for(len(teasers)),
            lambda number: lists_in(read(path_of(grams_name(number)))),
            previous.gram_sizes or {},
            document_before,
        ),
    )
    is_same = graph is previous.world.graph and campaign == previous.world.campaign.campaign
    searched = {name: digest for name, digest in previous.digests.items() if name.startswith(DIGESTS)}
    forms = digest_of_forms(grams.sizes) if grams.files else {}
    digests = searched | ({} if is_same else digests_of(campaign, teasers)) | forms | _digests_of(grams)
    files = grams.files
    return SearchIndex(campaign, teasers, lambda n: files.get(n) or read(path_of(grams_name(n))), digests, grams.sizes)


def _differing(
    others: Sequence[Teaser], teasers: Sequence[Teaser], touched: Set[str]
) -> Sequence[tuple[int, Teaser | None, Teaser | None]]:
    """The documents that may have changed, by number, as they were and are: where one comes or goes, all newer ones
    have other numbers. Raises MustBuild if these are many."""
    if shape_for(len(others)) != shape_for(len(teasers)):
        raise MustBuild
    pairs = enumerate(zip_longest(others, teasers))
    found = [(n, old, new) for n, (old, new) in pairs if not _is_known(old, new, touched)]
    if len(found) > MOST_CHANGES:
        raise MustBuild
    return found


def _is_known(old: Teaser | None, new: Teaser | None, touched: Set[str]) -> bool:
    """Whether a document is what it was."""
    return bool(old and new and old.address == new.address and new.address not in touched)


def _read(before: LastPublication, path: str) -> bytes:
    data = before.published(path)
    if data is None:
        raise _Lost
    return data


def _digests_of(grams: Grams) -> dict[str, str]:
    return {digest_name(grams_name(number)): digest_text(data) for number, data in grams.files.items()}
