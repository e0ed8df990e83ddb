"""The search index: patched where small edits were made, built anew otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from functools import cache, partial
from itertools import zip_longest

from msgspec import structs

from ..content.items import Teaser
from ..delivery.trees import TreePair
from ..errors import any_error
from ..files import digest_text
from ..incremental.previous_build import PreviousBuild
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
from ..outputs.search.layout import BLOCK, block_name, grams_name, lists_in, path_of, shape_for
from ..outputs.search.patching import patch_grams
from ..outputs.search.renumbering import Renumbering
from ..outputs.search.texts import parts_of
from ..parallel import map_forked
from .build import Build
from .reading import Content

MOST_CHANGES = 32
"""Documents up to which an index is patched: of 10,000 each costs a tenth of a second, building one anew three, and all
of its files are others then."""

_FEW = 3
"""Documents up to which those that have other numbers count as changed, instead of all files being renumbered. That
takes a second and a half, each of these a tenth where words are few, a half in a natural vocabulary."""

_AT_ONCE = 256
"""Files of grams renumbered at a time."""

_GRAMS = path_of("grams/").removesuffix(".js")


class _Lost(Exception):
    """A published file that was to be read is not as it was."""


def index_content(build: Build, content: Content) -> SearchIndex | None:
    """The index of all items that are out, if the site has one; none where nothing will be published."""
    if build.tree_pair is None or not build.settings.search or any_error(content.problems):
        return None
    build.progress.step("编检索")
    teasers, jobs, index = in_order(content.graph.teasers), build.settings.jobs, None
    if build.previous:
        with suppress(_Lost, MustBuild):
            index = _patched(build.previous, build.tree_pair, content, teasers, jobs)
    index = index or _built(content, teasers, jobs)
    return structs.replace(index, digests={**index.digests, **digest_of_all(index, content.draft_cache.digests)})


def _document(content: Content, teaser: Teaser) -> Document:
    return document_of(parts_of(content.linked[teaser.path].item(content.draft_cache.load(teaser.path))))


def _built(content: Content, teasers: Sequence[Teaser], jobs: int) -> SearchIndex:
    from ..outputs.search.building import build_grams  # late: after a small edit numpy is not needed

    campaign = content.campaign.campaign
    grams = build_grams(map_forked(lambda: partial(_document, content), teasers, jobs), shape_for(len(teasers)), jobs)
    digests = digests_of(campaign, teasers) | digest_of_forms(grams.sizes) | _digests_of(grams.files)
    return SearchIndex(campaign, teasers, grams.files.__getitem__, digests, grams.sizes)


def _patched(
    previous: PreviousBuild, trees: TreePair, content: Content, teasers: Sequence[Teaser], jobs: int
) -> SearchIndex:
    """The index made of the one before. Raises _Lost and MustBuild."""
    world, campaign, touched = previous.world, content.campaign.campaign, content.linked.touched
    shape, sizes, published = shape_for(len(teasers)), previous.gram_sizes, _PublishedIndex(trees)
    others = teasers if content.graph is world.graph else in_order(world.graph.teasers)
    pairs = _in_pairs(others, teasers)
    differing = [(number, *pair) for number, pair in enumerate(pairs) if not _is_known(*pair, touched)]
    if sizes is None or published.has_lost_grams or shape_for(len(others)) != shape or len(differing) > MOST_CHANGES:
        raise MustBuild
    renumbering = Renumbering([bool(old) for old, _ in pairs], [bool(new) for _, new in pairs])
    before = renumbering.widen(OldIndex(shape, published.lists, sizes, published.document))
    changes = [
        Change(number, before.document(number) if old else NOTHING, _document(content, new) if new else NOTHING)
        for number, old, new in differing
    ]
    patched = patch_grams([change for change in changes if change.old != change.new], before)

    files = renumbering.narrow(patched.files)
    if renumbering.moves:
        rest = [number for number in range(shape.shards) if number not in files]
        files = {**files, **_moved(renumbering, published, rest, jobs)}
    is_same = content.graph is world.graph and campaign == world.campaign.campaign
    searched = {name: digest for name, digest in previous.digests.items() if name.startswith(DIGESTS)}
    forms = digest_of_forms(patched.sizes) if patched.files else {}
    digests = searched | ({} if is_same else digests_of(campaign, teasers)) | forms | _digests_of(files)
    return SearchIndex(campaign, teasers, lambda n: files.get(n) or published.grams(n), digests, patched.sizes)


def _moved(
    renumbering: Renumbering, published: _PublishedIndex, numbers: Sequence[int], jobs: int
) -> Mapping[int, bytes]:
    """The files of grams of these numbers, renumbered. Raises _Lost."""
    from ..outputs.search import lists  # noqa: F401  here, and not in each process

    def move(some: Sequence[int]) -> Mapping[int, bytes]:
        return renumbering.move({number: published.grams(number) for number in some})

    pieces = [numbers[start : start + _AT_ONCE] for start in range(0, len(numbers), _AT_ONCE)]
    return {number: data for moved in map_forked(lambda: move, pieces, jobs, chunk=1) for number, data in moved.items()}


Pair = tuple[Teaser | None, Teaser | None]
"""What a document was and is; nothing where it was not there, or is not."""


def _in_pairs(others: Sequence[Teaser], teasers: Sequence[Teaser]) -> list[Pair]:
    """By number what the index had and has, where few differ; else the items of both."""
    by_number = list(zip_longest(others, teasers))
    is_few = sum(not _is_same(*pair) for pair in by_number) <= _FEW
    return by_number if is_few else list(_of_both(others, teasers))


def _is_same(old: Teaser | None, new: Teaser | None) -> bool:
    """Whether it is the same item, whatever it says now."""
    return bool(old and new and old.address == new.address)


def _is_known(old: Teaser | None, new: Teaser | None, touched: Set[str]) -> bool:
    """Whether a document is what it was."""
    return _is_same(old, new) and not (new and new.address in touched)


def _of_both(others: Sequence[Teaser], teasers: Sequence[Teaser]) -> Iterator[Pair]:
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

    def __init__(self, trees: TreePair) -> None:
        self._trees = trees
        self._keys = cache(self._keys_in)

    @property
    def has_lost_grams(self) -> bool:
        """Whether there are files of grams that neither tree has as they were."""
        return any(path.startswith(_GRAMS) for path in self._trees.lost)

    def grams(self, number: int) -> bytes:
        return self._read(path_of(grams_name(number)))

    def lists(self, number: int) -> Mapping[str, str]:
        return lists_in(self.grams(number))

    def document(self, number: int) -> Document:
        block, place = divmod(number, BLOCK)
        return document_in(self._read(path_of(f"texts/{self._keys(block)[place]}")))

    def _keys_in(self, block: int) -> Sequence[str]:
        return keys_in(self._read(path_of(block_name(block))))

    def _read(self, path: str) -> bytes:
        data = self._trees.published(path)
        if data is None:
            raise _Lost
        return data


def _digests_of(files: Mapping[int, bytes]) -> dict[str, str]:
    return {digest_name(grams_name(number)): digest_text(data) for number, data in files.items()}
