"""The search index: patched where small edits were made, built anew otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial

from msgspec import structs

from ..content.items import Teaser
from ..delivery.trees import TreePair
from ..errors import any_error
from ..files import digest_text
from ..incremental.previous_build import PreviousBuild
from ..outputs.search.changes import Change, MustBuild, OldIndex
from ..outputs.search.documents import NOTHING, Document, document_of, in_order
from ..outputs.search.index import (
    DIGESTS,
    SearchIndex,
    digest_name,
    digest_of_all,
    digest_of_forms,
    digests_of,
)
from ..outputs.search.layout import Shape, grams_name, shape_for
from ..outputs.search.pairing import Pair, is_known, pairs_of
from ..outputs.search.patching import patch_grams
from ..outputs.search.published import Lost, PublishedIndex
from ..outputs.search.renumbering import Renumbering
from ..outputs.search.texts import parts_of
from ..parallel import map_forked
from ..settings import Settings
from .build import Build
from .reading import Content

MOST_CHANGES = 32
"""Documents up to which an index is patched: of 10,000 each costs a tenth of a second, building one anew three, and all
of its files are others then."""

_AT_ONCE = 256
"""Files of grams renumbered at a time."""


def index_content(build: Build, content: Content) -> SearchIndex | None:
    """The index of all items that are out, if the site has one; none where nothing will be published."""
    if build.tree_pair is None or not build.settings.search or any_error(content.problems):
        return None
    build.progress.step("编检索")
    teasers, settings, index = in_order(content.graph.teasers), build.settings, None
    if build.previous:
        with suppress(Lost, MustBuild):
            index = _patched(settings, build.previous, build.tree_pair, content, teasers)
    index = index or _built(settings, content, teasers)
    of_all = digest_of_all(index, content.draft_cache.digests, f"{build.settings.markdown}")
    return structs.replace(index, digests={**index.digests, **of_all})


def _documents(content: Content, teasers: Iterable[Teaser]) -> list[Document]:
    """Their texts; each step is taken for all of them before the next."""
    items = [content.linked[teaser.path].item(content.draft_cache.load(teaser.path)) for teaser in teasers]
    return [document_of(parts) for parts in [parts_of(item) for item in items]]


def _shape_for(settings: Settings, teasers: Sequence[Teaser]) -> Shape:
    return shape_for(len(teasers), is_preview=settings.preview)


def _built(settings: Settings, content: Content, teasers: Sequence[Teaser]) -> SearchIndex:
    from ..outputs.search.building import build_grams  # late: after a small edit numpy is not needed

    campaign, shape = content.campaign.campaign, _shape_for(settings, teasers)
    documents = map_forked(lambda: partial(_documents, content), teasers, settings.jobs)
    grams = build_grams(documents, shape, settings.jobs)
    digests = digests_of(campaign, teasers) | digest_of_forms(grams.sizes) | _digests_of(grams.files)
    return SearchIndex(campaign, teasers, shape, grams.files.__getitem__, digests, grams.sizes)


def _patched(
    settings: Settings, previous: PreviousBuild, trees: TreePair, content: Content, teasers: Sequence[Teaser]
) -> SearchIndex:
    """The index made of the one before. Raises Lost and MustBuild."""
    graph, shape = previous.world.graph, _shape_for(settings, teasers)
    others = teasers if content.graph is graph else in_order(graph.teasers)
    sizes, published = previous.gram_sizes, PublishedIndex(trees)
    if sizes is None or published.has_lost_grams or _shape_for(settings, others) != shape:
        raise MustBuild
    pairs = pairs_of(others, teasers)
    renumbering = Renumbering([bool(old) for old, _ in pairs], [bool(new) for _, new in pairs])
    before = renumbering.widen(OldIndex(len(others), shape, published.lists, sizes, published.document))
    patched = patch_grams(_changes(content, pairs, before), before)
    files = renumbering.narrow(patched.files)
    if renumbering.moves:
        rest = [number for number in range(shape.shards) if number not in files]
        files = {**files, **_moved(renumbering, published, rest, settings.jobs)}
    digests = _digests_kept(previous, content, teasers) | _digests_of(files)
    if patched.files:
        digests |= digest_of_forms(patched.sizes)
    campaign, file_now = content.campaign.campaign, partial(_file_now, files, published)
    return SearchIndex(campaign, teasers, shape, file_now, digests, patched.sizes)


def _changes(content: Content, pairs: Sequence[Pair], before: OldIndex) -> Sequence[Change]:
    """The documents that say something else than before. Raises Lost, and MustBuild if there are many to look at."""
    differing = [(number, pair) for number, pair in enumerate(pairs) if not is_known(pair, content.linked.touched)]
    if len(differing) > MOST_CHANGES:
        raise MustBuild
    changes = [
        Change(number, before.document(number) if old else NOTHING, _documents(content, [new])[0] if new else NOTHING)
        for number, (old, new) in differing
    ]
    return [change for change in changes if change.old != change.new]


def _file_now(files: Mapping[int, bytes], published: PublishedIndex, number: int) -> bytes:
    """A file of grams: one of the new `files`, or as it was. Raises Lost."""
    return files.get(number) or published.grams(number)


def _digests_kept(previous: PreviousBuild, content: Content, teasers: Sequence[Teaser]) -> dict[str, str]:
    """Digests as they were; but those of blocks and facets, where these may be others."""
    searched = {name: digest for name, digest in previous.digests.items() if name.startswith(DIGESTS)}
    world, campaign = previous.world, content.campaign.campaign
    is_same = content.graph is world.graph and campaign == world.campaign.campaign
    return searched if is_same else searched | digests_of(campaign, teasers)


def _moved(
    renumbering: Renumbering, published: PublishedIndex, numbers: Sequence[int], jobs: int
) -> Mapping[int, bytes]:
    """The files of grams of these numbers, renumbered. Raises Lost."""
    from ..outputs.search import lists  # noqa: F401  here, and not in each process

    def move(some: Sequence[int]) -> list[bytes]:
        files = renumbering.move({number: published.grams(number) for number in some})
        return [files[number] for number in some]

    moved = map_forked(lambda: move, numbers, jobs, chunk=_AT_ONCE)
    return dict(zip(numbers, moved, strict=True))


def _digests_of(files: Mapping[int, bytes]) -> dict[str, str]:
    return {digest_name(grams_name(number)): digest_text(data) for number, data in files.items()}
