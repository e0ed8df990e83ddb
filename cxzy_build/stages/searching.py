"""The search index: patched where small edits were made, built anew otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
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
from ..outputs.search.documents import NOTHING, Document, document_of, in_order, order_of
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
from ..outputs.search.renumbering import Renumbering
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
_GRAM_DIGESTS = digest_name("grams/")


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
    previous, published = before.previous, _PublishedIndex(before)
    others = teasers if graph is previous.world.graph else in_order(previous.world.graph.teasers)
    pairs = list(_in_pairs(others, teasers))
    differing = [number for number, (old, new) in enumerate(pairs) if not (old and new and new.address not in touched)]
    if shape_for(len(others)) != shape_for(len(teasers)) or len(differing) > MOST_CHANGES:
        raise MustBuild
    renumbering = Renumbering([bool(old) for old, _ in pairs], [bool(new) for _, new in pairs])
    index = renumbering.widen(
        OldIndex(shape_for(len(teasers)), published.lists, previous.gram_sizes or {}, published.document)
    )
    changes = [
        Change(number, index.document(number) if old else NOTHING, document(new) if new else NOTHING)
        for number, (old, new) in ((number, pairs[number]) for number in differing)
    ]
    patched = patch_grams([change for change in changes if change.old != change.new], index)

    def grams(number: int) -> bytes:
        if number in patched.files:
            return renumbering.narrow(number, patched.files[number])
        return renumbering.move(number, published.grams(number))

    is_same = graph is previous.world.graph and campaign == previous.world.campaign.campaign
    searched = {name: digest for name, digest in previous.digests.items() if name.startswith(DIGESTS)}
    moved = {name: digest for name, digest in searched.items() if renumbering.moves and name.startswith(_GRAM_DIGESTS)}
    made = (moved | _digests_of(patched)).items()
    grams_now = {name: digest_text(f"{digest} {renumbering.digest}") for name, digest in made}
    forms = digest_of_forms(patched.sizes) if patched.files else {}
    digests = searched | grams_now | ({} if is_same else digests_of(campaign, teasers)) | forms
    return SearchIndex(campaign, teasers, grams, digests, patched.sizes)


def _in_pairs(others: Sequence[Teaser], teasers: Sequence[Teaser]) -> Iterator[tuple[Teaser | None, Teaser | None]]:
    """Items as they were and are, in the order of both. One that comes where another one goes is paired with it; one
    that gets another date comes here, and goes there."""
    stay = set(map(order_of, others)) & set(map(order_of, teasers))
    for (gone, old), (come, new) in zip(_runs(others, stay), _runs(teasers, stay), strict=True):
        yield from zip_longest(gone, come)
        if old and new:
            yield old, new


def _runs(teasers: Sequence[Teaser], stay: Set[tuple[str, str]]) -> Iterator[tuple[Sequence[Teaser], Teaser | None]]:
    """Those before each one that stays, and that one; those after the last."""
    run: list[Teaser] = []
    for teaser in teasers:
        if order_of(teaser) in stay:
            yield run, teaser
            run = []
        else:
            run.append(teaser)
    yield run, None


class _PublishedIndex:
    """The index before, read again. Raises _Lost."""

    def __init__(self, before: LastPublication) -> None:
        self._read = partial(_read, before)
        self._keys = cache(self._keys_in)

    def grams(self, number: int) -> bytes:
        return self._read(path_of(grams_name(number)))

    def lists(self, number: int) -> Mapping[str, str]:
        return lists_in(self.grams(number))

    def document(self, number: int) -> Document:
        block, place = divmod(number, BLOCK)
        return document_in(self._read(path_of(f"texts/{self._keys(block)[place]}")))

    def _keys_in(self, block: int) -> Sequence[str]:
        return keys_in(self._read(path_of(block_name(block))))


def _read(before: LastPublication, path: str) -> bytes:
    data = before.published(path)
    if data is None:
        raise _Lost
    return data


def _digests_of(grams: Grams) -> dict[str, str]:
    return {digest_name(grams_name(number)): digest_text(data) for number, data in grams.files.items()}
