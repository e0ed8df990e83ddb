"""What the last successful build of a site left behind: its world, what each file was made of and looked at."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Any, Final, TypedDict, cast

from ..content.addresses import HandPage, Register, old_addresses
from ..content.campaign_file import CampaignFile
from ..content.drafts import EXPIRED, PlainOutline, Standing
from ..content.graph import Graph
from ..content.items import Teaser
from ..content.linking import Linked
from ..delivery.verification import Anchor
from ..dependencies import Question
from ..files import Signature
from ..hanzi.locks import Locked
from ..mappings import LazyMapping
from ..models.front_matter import Tag
from ..outputs.site_maps import Entry
from ..outputs.specs import OutputSpec
from ..pages.catalogue import locked_texts
from ..pages.world import World
from ..pictures.library import Pictures
from ..records import Record
from ..store import Store, in_chunks, out_of_chunks
from .glance import Glance
from .inputs import DIGESTS, ITEM_QUESTIONS, ITEMS, NOTES, OUTPUT_QUESTIONS, OUTPUTS, SEARCH, WORLD, Inputs
from .questions import Questions, asking
from .serialization import (
    ADDRESS,
    IS_OUT,
    LOCKED,
    OUTLINE,
    PLACED,
    PROBLEMS,
    QUESTIONS,
    SLUG,
    STANDING,
    PlainLinked,
    PlainPicture,
    PlainPlaced,
    as_one,
    has_aliases,
    linked_from_plain,
    parted,
    picture_from_plain,
    placed_from_plain,
    plain_picture,
    teaser_from_plain,
)

OutputKnown = tuple[OutputSpec, bytes, str | None]
"""A file of the site: its spec; what was asked for it, as places in the table of questions, an array of unsigned
integers; for a page which ids it has, `as_one`. As plain as it lies in its table, for there are many."""

SPEC: Final = 0
ASKED: Final = 1
IDS: Final = 2
"""Where it has what."""


def ids_of(known: OutputKnown | None) -> Collection[str] | None:
    """The ids on a page; None of what is none, or is not there."""
    held = known and known[IDS]
    return None if held is None else parted(held)


class OutputsKnown(Record):
    """Every file, by path; the questions that their numbers mean; the links into other pages."""

    files: Mapping[str, OutputKnown]
    questions: Questions
    anchors: tuple[Anchor, ...]

    def is_as_in(self, previous: PreviousBuild) -> bool:
        return self.files is previous.outputs and self.anchors == previous.anchors

    def tables(self) -> dict[str, dict[str, Any]]:
        """What `PreviousBuild` needs to know all this again."""
        files, questions = _renumbered(self.files, self.questions)
        anchors, in_use = tuple(map(tuple, self.anchors)), questions.in_use or len(questions.all)
        return {
            OUTPUTS: dict(files),
            OUTPUT_QUESTIONS: in_chunks(questions.all),
            NOTES: {"in use": in_use, "anchors": anchors},
        }


def _renumbered(files: Mapping[str, OutputKnown], questions: Questions) -> tuple[Mapping[str, OutputKnown], Questions]:
    """Files and questions without the questions that no file asks any more, once these have become many."""
    if not questions.is_wasteful:
        return files, questions
    numbers, used = questions.without_unasked({path: known[ASKED] for path, known in files.items()})
    return {path: (spec, numbers[path], ids) for path, (spec, _, ids) in files.items()}, used


class PlainWorld(TypedDict):
    """What makes a world again, besides the items; `entries` and `order` are texts as one (see `serialization`).

    order: paths of the items that are out, newest first. tags: names and slugs. pages: path and address of each
    hand-written one. frame_ids: the ids in the frames around pages. campaign: as it was read, pickled. pictures: every
    one published, by address. The others: see `World` and `Plan`.
    """

    order: str
    tags: tuple[tuple[str, str], ...]
    pages: tuple[tuple[str, str], ...]
    refused: frozenset[str]
    digests: Mapping[str, str]
    entries: tuple[str, ...]
    frame_ids: frozenset[str]
    campaign: bytes
    pictures: Mapping[str, PlainPicture]


class PreviousBuild:
    """The tables of a store, read when they are first wanted. inputs: what decided at a glance."""

    def __init__(self, store: Store, inputs: Inputs) -> None:
        self._store = store
        self.inputs = inputs

    def _table(self, name: str) -> dict[str, Any]:
        table = self._store.load(name)
        assert table is not None
        return table

    @property
    def _world(self) -> PlainWorld:
        return cast(PlainWorld, self._table(WORLD))

    @property
    def is_whole(self) -> bool:
        """Whether there is a last build, and all of it can be read."""
        tables = (DIGESTS, ITEMS, ITEM_QUESTIONS, WORLD, OUTPUTS, OUTPUT_QUESTIONS, NOTES)
        return all(self._store.load(table) is not None for table in tables)

    # items

    @property
    def plain_linked(self) -> Mapping[str, PlainLinked]:
        """Every item as it is kept, by path."""
        return self._table(ITEMS)

    @property
    def digests_of_items(self) -> Mapping[str, bytes]:
        """Of the bytes of each item's file."""
        return self._table(DIGESTS)

    def edited(self, digests: Mapping[str, bytes]) -> tuple[str, ...]:
        """The items that are new or whose files are others, by what `digests` say of their bytes now."""
        before, known = self.digests_of_items, self.plain_linked
        return tuple(path for path, digest in digests.items() if digest != before.get(path) or path not in known)

    @cached_property
    def linked(self) -> Mapping[str, Linked]:
        """Every item, by path."""
        digests, teasers = self.digests_of_items, self.teasers
        return LazyMapping(self.plain_linked, lambda plain: linked_from_plain(plain, digests, teasers))

    @cached_property
    def teasers(self) -> LazyMapping[Teaser]:
        """Every item's teaser, by path."""
        return LazyMapping(self.plain_linked, teaser_from_plain)

    def outline(self, path: str) -> PlainOutline:
        return self.plain_linked[path][PLACED][OUTLINE]

    def placed_and_standing(self, path: str) -> tuple[PlainPlaced, Standing] | None:
        """Where an item was placed, and how it stood; None: there was none."""
        plain = self.plain_linked.get(path)
        return (plain[PLACED], plain[STANDING]) if plain else None

    @cached_property
    def with_problems(self) -> tuple[str, ...]:
        """Paths of the items that there are warnings about."""
        return tuple(path for path, plain in self.plain_linked.items() if plain[PROBLEMS])

    @cached_property
    def not_out(self) -> tuple[str, ...]:
        """Paths of the items that are not."""
        return tuple(path for path, plain in self.plain_linked.items() if not plain[IS_OUT])

    def locked(self, path: str) -> tuple[Locked, ...]:
        """What the Traditional edition looks after of an item; nothing of one that is not out."""
        plain = self.plain_linked[path]
        return plain[LOCKED] if plain[IS_OUT] else ()

    @cached_property
    def item_questions(self) -> list[Question]:
        return out_of_chunks(self._table(ITEM_QUESTIONS))

    def items_asking(self, numbers: frozenset[int]) -> frozenset[str]:
        """The items, by path, for which one of the questions at `numbers` was asked."""
        return asking(numbers, self.plain_linked, QUESTIONS)

    # the world

    @property
    def plain_campaign(self) -> bytes:
        return self._world["campaign"]

    @cached_property
    def world(self) -> World:
        """The world of the last build."""
        campaign: CampaignFile = pickle.loads(self.plain_campaign)
        return World(
            campaign=campaign,
            register=self.register,
            linked=self.linked,
            graph=self._graph,
            pictures=Pictures(LazyMapping(self.plain_pictures, picture_from_plain)),
            contents=self.contents,
            digests=self._world["digests"],
            now=self.inputs.now,
            paths=self.outputs,
            locked=locked_texts(campaign.campaign, map(self.locked, self.plain_linked)),
        )

    @cached_property
    def _graph(self) -> Graph:
        teasers, order = self.teasers, parted(self._world["order"])
        tags = tuple(Tag(name=n, slug=s) for n, s in self._world["tags"])
        return Graph(lambda: tuple(teasers[path] for path in order), tags)

    @cached_property
    def register(self) -> Register:
        plain = self.plain_linked
        paths = {one[PLACED][ADDRESS]: path for path, one in plain.items()}
        called: dict[str, list[str]] = defaultdict(list)
        for path, one in plain.items():
            called[f"{path.partition('/')[0]}/{one[PLACED][SLUG]}"].append(path)
        by_path = LazyMapping(plain, placed_from_plain)
        return Register(
            by_path=by_path,
            by_link=LazyMapping(dict(called), lambda held: tuple(by_path[path] for path in held)),
            pages_by_path={path: HandPage(path, address) for path, address in self._world["pages"]},
            by_address=LazyMapping(paths, by_path.__getitem__),
            by_old_address=old_addresses(by_path[path] for path, one in plain.items() if has_aliases(one)),
            files=self.contents,
            refused=self._world["refused"],
            out=frozenset(one[PLACED][ADDRESS] for one in plain.values() if one[IS_OUT]),
            expired=frozenset(one[PLACED][ADDRESS] for one in plain.values() if one[STANDING] == EXPIRED),
        )

    @property
    def pages(self) -> tuple[tuple[str, str], ...]:
        return self._world["pages"]

    @property
    def refused(self) -> frozenset[str]:
        return self._world["refused"]

    @property
    def digests(self) -> Mapping[str, str]:
        return self._world["digests"]

    @property
    def frame_ids(self) -> frozenset[str]:
        return self._world["frame_ids"]

    @property
    def plain_pictures(self) -> Mapping[str, PlainPicture]:
        return self._world["pictures"]

    @property
    def picture_files(self) -> Iterable[tuple[str, str]]:
        """Address and file of every picture published."""
        return ((address, file) for address, file, _, _, _, _ in self.plain_pictures.values())

    @property
    def contents(self) -> Mapping[str, Signature]:
        return self.inputs.contents

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        addresses, days = map(parted, self._world["entries"])
        return tuple(zip(addresses, days, strict=True))

    @property
    def gram_sizes(self) -> Mapping[str, int] | None:
        """Of the search index; see `layout.Grams`. None if it is not known."""
        return self._store.load(SEARCH)

    # outputs

    @property
    def outputs(self) -> Mapping[str, OutputKnown]:
        """Every file, by path."""
        return self._table(OUTPUTS)

    @cached_property
    def specs(self) -> Mapping[str, OutputSpec]:
        """The spec of every file, by path."""
        return {path: known[SPEC] for path, known in self.outputs.items()}

    def outputs_asking(self, numbers: frozenset[int]) -> frozenset[str]:
        """The files for which one of the questions at `numbers` was asked."""
        return asking(numbers, self.outputs, ASKED)

    @cached_property
    def output_questions(self) -> list[Question]:
        return out_of_chunks(self._table(OUTPUT_QUESTIONS))

    def numbering(self) -> Questions:
        """The table of the outputs' questions, to be gone on with."""
        return Questions(self.output_questions, self._table(NOTES)["in use"])

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        return tuple(Anchor(*anchor) for anchor in self._table(NOTES)["anchors"])


def previous_build_of(glance: Glance) -> PreviousBuild | None:
    """The build before, if all of it can be read."""
    if not glance.inputs or not glance.knows_trees:
        return None
    previous = PreviousBuild(glance.store, glance.inputs)
    return previous if previous.is_whole else None


def plain_world(
    world: World,
    previous: PreviousBuild | None,
    *,
    entries: tuple[Entry, ...],
    refused: frozenset[str],
    frame_ids: frozenset[str],
) -> PlainWorld:
    """What `PreviousBuild.world` needs besides the items; what is the very same as then is taken from there."""
    if previous and world.campaign is previous.world.campaign:
        campaign = previous.plain_campaign
    else:
        campaign = pickle.dumps(world.campaign, pickle.HIGHEST_PROTOCOL)
    if previous and world.pictures is previous.world.pictures:
        pictures = previous.plain_pictures
    else:
        pictures = {address: plain_picture(one) for address, one in world.pictures.by_address.items()}
    return {
        "order": as_one(map(attrgetter("path"), world.graph.teasers)),
        "tags": tuple((tag.name, tag.slug) for tag in world.graph.tags),
        "pages": tuple((page.path, page.address) for page in world.register.pages_by_path.values()),
        "refused": refused,
        "digests": dict(world.digests),
        "entries": tuple(as_one(map(itemgetter(place), entries)) for place in (0, 1)),
        "frame_ids": frame_ids,
        "campaign": campaign,
        "pictures": pictures,
    }
