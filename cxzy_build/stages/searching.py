"""The search index: patched where small edits were made, built anew otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from contextlib import suppress
from functools import partial
from itertools import zip_longest

from msgspec import structs

from ..content.graph import Graph
from ..content.items import Face
from ..content.models import Campaign
from ..content.shelf import Shelf
from ..delivery.publication import published_by
from ..errors import any_error
from ..files import digest_text
from ..ledger.past import Past
from ..outputs.search.changes import Change, IndexBefore, MustBuild
from ..outputs.search.documents import NOTHING, Document, document_of, in_order
from ..outputs.search.index import (
    DIGESTS,
    SearchIndex,
    digest_name,
    digest_of_all,
    digest_of_forms,
    digests_of,
    document_in,
    key_in,
)
from ..outputs.search.layout import Grams, block_name, grams_name, lists_in, path_of, shape_for
from ..outputs.search.patching import patch_grams
from ..outputs.search.texts import parts_of
from ..parallel import map_forked
from ..records import Record
from .build import Build
from .linking import LinkedItems
from .reading import Content

MOST_CHANGES = 32
"""Documents up to which an index is patched: of 10,000 each costs a tenth of a second, building one anew six."""

_GRAMS = path_of("grams/").removesuffix(".js")


class _Lost(Exception):
    """A published file that was to be read is not as it was."""


def index_content(build: Build, content: Content) -> SearchIndex | None:
    """The search index, if the site has one; none where nothing will be published."""
    twins, past, jobs = build.twins, build.past, build.settings.jobs
    if twins is None or not build.settings.search or any_error(content.problems):
        return None
    build.progress.step("编检索")
    before = IndexedBefore(past, published_by(twins), twins.lost) if past else None
    return index_site(content.campaign.campaign, content.graph, content.linked, content.shelf, jobs, before)


class IndexedBefore(Record):
    """The build before. published: reads a file of the published site; None where it is not as that build made it.
    lost: paths of the files that neither tree has as they were."""

    past: Past
    published: Callable[[str], bytes | None]
    lost: frozenset[str]


def index_site(
    campaign: Campaign, graph: Graph, linked: LinkedItems, shelf: Shelf, jobs: int, before: IndexedBefore | None
) -> SearchIndex:
    """The index of all items that are out."""
    faces = in_order(graph.faces)

    def document(face: Face) -> Document:
        return document_of(parts_of(linked[face.path].item(shelf.load(face.path))))

    index = None
    if before and _can_patch(before):
        with suppress(_Lost, MustBuild):
            index = _patched(campaign, graph, faces, linked.touched, document, before)
    index = index or _built(campaign, faces, document, jobs)
    return structs.replace(index, digests={**index.digests, **digest_of_all(index, shelf.digests)})


def _built(campaign: Campaign, faces: Sequence[Face], document: Callable[[Face], Document], jobs: int) -> SearchIndex:
    from ..outputs.search.building import build_grams  # late: after a small edit numpy is not needed

    grams = build_grams(map_forked(lambda: document, faces, jobs), shape_for(len(faces)), jobs)
    digests = digests_of(campaign, faces) | digest_of_forms(grams.sizes) | _digests_of(grams)
    return SearchIndex(campaign, faces, grams.files.__getitem__, digests, grams.sizes)


def _can_patch(before: IndexedBefore) -> bool:
    return before.past.gram_sizes is not None and not any(path.startswith(_GRAMS) for path in before.lost)


def _patched(
    campaign: Campaign,
    graph: Graph,
    faces: Sequence[Face],
    touched: Set[str],
    document: Callable[[Face], Document],
    before: IndexedBefore,
) -> SearchIndex:
    """The index made of the one before. Raises _Lost and MustBuild."""
    past, read = before.past, partial(_read, before)
    others = faces if graph is past.world.graph else in_order(past.world.graph.faces)
    differing = _differing(others, faces, touched)

    def document_before(number: int) -> Document:
        return document_in(read(path_of(f"texts/{key_in(read(path_of(block_name(number))), number)}")))

    changes = [
        Change(number, document_before(number) if old else NOTHING, document(new) if new else NOTHING)
        for number, old, new in differing
    ]
    grams = patch_grams(
        [change for change in changes if change.old != change.new],
        IndexBefore(
            shape_for(len(faces)),
            lambda number: lists_in(read(path_of(grams_name(number)))),
            past.gram_sizes or {},
            document_before,
        ),
    )
    is_same = graph is past.world.graph and campaign == past.world.campaign.campaign
    searched = {name: digest for name, digest in past.digests.items() if name.startswith(DIGESTS)}
    forms = digest_of_forms(grams.sizes) if grams.files else {}
    digests = searched | ({} if is_same else digests_of(campaign, faces)) | forms | _digests_of(grams)
    files = grams.files
    return SearchIndex(campaign, faces, lambda n: files.get(n) or read(path_of(grams_name(n))), digests, grams.sizes)


def _differing(
    others: Sequence[Face], faces: Sequence[Face], touched: Set[str]
) -> Sequence[tuple[int, Face | None, Face | None]]:
    """The documents that may have changed, by number, as they were and are: where one comes or goes, all newer ones
    have other numbers. Raises MustBuild if these are many."""
    if shape_for(len(others)) != shape_for(len(faces)):
        raise MustBuild
    pairs = enumerate(zip_longest(others, faces))
    found = [(n, old, new) for n, (old, new) in pairs if not _is_known(old, new, touched)]
    if len(found) > MOST_CHANGES:
        raise MustBuild
    return found


def _is_known(old: Face | None, new: Face | None, touched: Set[str]) -> bool:
    """Whether a document is what it was."""
    return bool(old and new and old.address == new.address and new.address not in touched)


def _read(before: IndexedBefore, path: str) -> bytes:
    data = before.published(path)
    if data is None:
        raise _Lost
    return data


def _digests_of(grams: Grams) -> dict[str, str]:
    return {digest_name(grams_name(number)): digest_text(data) for number, data in grams.files.items()}
