"""What the last successful build of a site left behind: its world, what each file was made of and looked at."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from ..content.addresses import HandPage, Placed, Register, register
from ..content.drafts import Outline
from ..content.graph import Graph
from ..content.items import CountedFigure, Face, PromiseState, Target
from ..content.linking import Linked
from ..content.models import Tag
from ..content.tree import Tree
from ..delivery.verification import Anchor
from ..errors import plain_problem, problem_again
from ..files import Signature
from ..looks import Question
from ..outputs.plan import Entry as PlanEntry
from ..outputs.plan import Recipe
from ..pages.world import World
from ..pictures.cache import Cache, Entry, Part
from ..pictures.library import Pictures, Published
from .inputs import ITEMS, OUTPUTS, WORLD, Inputs, load_inputs
from .store import Store

T = TypeVar("T")


class OutputKnown(NamedTuple):
    """A file of the site: its recipe, what was looked at for it, and for a page which ids it has."""

    recipe: Recipe
    questions: bytes
    """Places in the table of questions, as an array of unsigned integers."""
    ids: tuple[str, ...] | None


@dataclass(frozen=True)
class OutputsKnown:
    """Every file, by path; the questions that their numbers mean; the links into other pages."""

    files: Mapping[str, OutputKnown]
    questions: Questions
    anchors: tuple[Anchor, ...]

    def is_as_in(self, past: Past) -> bool:
        return self.files == past.outputs and self.anchors == past.anchors

    def plain(self) -> dict[str, Any]:
        """What `Past` needs to know all this again."""
        files, questions = _renumbered(self.files, self.questions)
        return {
            "files": {path: tuple(known) for path, known in files.items()},
            "questions": questions.all,
            "in use": questions.in_use or len(questions.all),
            "anchors": tuple(map(tuple, self.anchors)),
        }


def _renumbered(files: Mapping[str, OutputKnown], questions: Questions) -> tuple[Mapping[str, OutputKnown], Questions]:
    """The same without questions that nobody asks any more, once these have become many."""
    if not questions.is_wasteful:
        return files, questions
    used = Questions()
    table = questions.all
    again = {
        path: known._replace(questions=used.numbers_of(table[number] for number in array("I", known.questions)))
        for path, known in files.items()
    }
    return again, used


class Questions:
    """Numbers questions: each is kept once, however many tasks asked it.

    in_use: how many there were when all of them were asked by some task; 0 if that was never counted.
    """

    def __init__(self, known: Iterable[Question] = (), in_use: int = 0) -> None:
        self.all = list(known)
        self.in_use = in_use
        self._numbers = {question: number for number, question in enumerate(self.all)}

    def numbers_of(self, questions: Iterable[Question]) -> bytes:
        return array("I", sorted(map(self._number, questions))).tobytes()

    @property
    def is_wasteful(self) -> bool:
        """Whether most of them may be asked by nobody any more."""
        return 0 < 2 * self.in_use < len(self.all)

    def number_all(self, questions: Iterable[Question]) -> list[int]:
        return list(map(self._number, questions))

    @staticmethod
    def translated(numbers: bytes, table: list[int]) -> bytes:
        """Numbers of another table as numbers of this one: `table` has the place of each."""
        return array("I", [table[number] for number in array("I", numbers)]).tobytes()

    def _number(self, question: Question) -> int:
        number = self._numbers.setdefault(question, len(self.all))
        if number == len(self.all):
            self.all.append(question)
        return number


def asks(questions: bytes, numbers: frozenset[int]) -> bool:
    """Whether any of the questions listed is among `numbers`."""
    return not numbers.isdisjoint(array("I", questions))


class Past:
    """The tables of a store, read when they are first wanted. Nothing is known where there are none."""

    def __init__(self, store: Store, pictures: Cache) -> None:
        self._store = store
        self._cache = pictures

    @cached_property
    def inputs(self) -> Inputs:
        inputs = load_inputs(self._store)
        assert inputs
        return inputs

    @cached_property
    def _items(self) -> dict[str, Any]:
        plain = self._store.load(ITEMS)
        assert isinstance(plain, dict)
        return plain

    @cached_property
    def _world(self) -> dict[str, Any]:
        plain = self._store.load(WORLD)
        assert isinstance(plain, dict)
        return plain

    @cached_property
    def _outputs(self) -> dict[str, Any]:
        plain = self._store.load(OUTPUTS)
        assert isinstance(plain, dict)
        return plain

    @property
    def is_whole(self) -> bool:
        """Whether there is a last build, and all of it can be read."""
        tables = (ITEMS, WORLD, OUTPUTS)
        return all(self._store.load(table) for table in tables)

    # items

    @property
    def plain_linked(self) -> Mapping[str, tuple[Any, ...]]:
        """Every item as `plain_linked` gave it, by path."""
        plain: Mapping[str, tuple[Any, ...]] = self._items["linked"]
        return plain

    @cached_property
    def linked(self) -> Mapping[str, Linked]:
        """Every item, by path."""
        return _Again(self.plain_linked, _linked_again)

    @property
    def item_questions(self) -> list[Question]:
        questions: list[Question] = self._items["questions"]
        return questions

    def is_same_item(self, path: str, placed: Placed, digest: bytes, standing: str) -> bool:
        """Whether an item has the same file, address and standing as before."""
        plain = self.plain_linked.get(path)
        outline, slug, address = placed
        return plain is not None and plain[:2] == ((tuple(outline), slug, address), digest) and plain[3] == standing

    def questions_of_item(self, path: str) -> bytes:
        questions: bytes = self.plain_linked[path][-1]
        return questions

    # the world

    @cached_property
    def world(self) -> World:
        """The world of the last build."""
        return World(
            campaign=pickle.loads(self._world["campaign"]),
            register=self.register,
            linked=self.linked,
            graph=self._graph,
            pictures=Pictures(_Again(self._world["pictures"], _picture_again), (), self._cache),
            contents=self.contents,
            digests=self._world["digests"],
            now=self.inputs.now,
            paths=self.outputs,
        )

    @cached_property
    def _graph(self) -> Graph:
        linked = self.linked
        faces = tuple(linked[path].face for path in self._world["order"])
        return Graph(faces, tuple(Tag(name=n, slug=s) for n, s in self._world["tags"]))

    @cached_property
    def register(self) -> Register:
        placed = tuple(one.placed for one in self.linked.values())
        pages = tuple(HandPage(path, address, "") for path, address in self._world["pages"])
        tree = Tree(self.contents, (), self._world["refused"], ())
        out = frozenset(one.placed.address for one in self.linked.values() if one.is_out)
        return register(placed, pages, tree, out)

    @property
    def contents(self) -> Mapping[str, Signature]:
        return self.inputs.settled

    @property
    def entries(self) -> tuple[PlanEntry, ...]:
        entries: tuple[PlanEntry, ...] = self._world["entries"]
        return entries

    # outputs

    @cached_property
    def outputs(self) -> Mapping[str, OutputKnown]:
        """Every file, by path."""
        return {path: OutputKnown(*known) for path, known in self._outputs["files"].items()}

    @property
    def output_questions(self) -> list[Question]:
        questions: list[Question] = self._outputs["questions"]
        return questions

    def numbering(self) -> Questions:
        """The table of the outputs' questions, to be gone on with."""
        return Questions(self.output_questions, self._outputs["in use"])

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        return tuple(Anchor(*anchor) for anchor in self._outputs["anchors"])


class _Again(Mapping[str, T]):
    """Values made again of plain ones, each when it is first wanted, and then always the same."""

    def __init__(self, plain: Mapping[str, tuple[Any, ...]], make: Callable[[tuple[Any, ...]], T]) -> None:
        self._plain = plain
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, key: str) -> T:
        if key not in self._made:
            self._made[key] = self._make(self._plain[key])
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)


def _plain_picture(picture: Published) -> tuple[Any, ...]:
    entry = picture.entry
    parts = tuple((p.kind, p.width, p.height, p.size, p.digest) for p in entry.parts)
    return picture.address, picture.file, picture.key, entry.width, entry.height, parts


def _picture_again(plain: tuple[Any, ...]) -> Published:
    address, file, key, width, height, parts = plain
    return Published(address, file, key, Entry(None, width, height, tuple(Part(*part) for part in parts)))


def plain_linked(linked: Linked, number: Callable[[Iterable[Question]], bytes]) -> tuple[Any, ...]:
    """A linked item as plain values; its questions come last, numbered."""
    outline, slug, address = linked.placed
    face = linked.face._replace(
        promises=tuple(map(tuple, linked.face.promises)),  # type: ignore[arg-type]
        counts=tuple(map(tuple, linked.face.counts)),  # type: ignore[arg-type]
    )
    return (
        (tuple(outline), slug, address),
        linked.digest,
        linked.front,
        linked.standing,
        linked.is_out,
        tuple(face),
        tuple(target and tuple(target) for target in linked.targets),
        tuple((written, target and tuple(target)) for written, target in linked.fields),
        linked.is_sound,
        linked.unknown,
        tuple(map(plain_problem, linked.problems)),
        number(linked.questions),
    )


def _linked_again(plain: tuple[Any, ...]) -> Linked:
    """What `plain_linked` was given, but for its questions: those are asked for by number."""
    (outline, slug, address), digest, front, standing, is_out, face, targets, fields, is_sound, unknown, problems, _ = (
        plain
    )
    made = Face._make(face)
    if made.promises or made.counts:
        made = made._replace(
            promises=tuple(PromiseState(*one) for one in made.promises),
            counts=tuple(CountedFigure(*one) for one in made.counts),
        )
    return Linked(
        Placed(Outline(*outline), slug, address),
        digest,
        front,
        standing,
        is_out,
        made,
        tuple(target and Target(*target) for target in targets),
        tuple((written, target and Target(*target)) for written, target in fields),
        is_sound,
        unknown,
        tuple(map(problem_again, problems)),
        frozenset(),
    )


def plain_world(world: World, *, entries: tuple[PlanEntry, ...], refused: frozenset[str]) -> dict[str, Any]:
    """What `Past.world` needs besides the items."""
    return {
        "order": tuple(face.path for face in world.graph.faces),
        "tags": tuple((tag.name, tag.slug) for tag in world.graph.tags),
        "pages": tuple((page.path, page.address) for page in world.register.pages_by_path.values()),
        "refused": refused,
        "digests": dict(world.digests),
        "entries": entries,
        "campaign": pickle.dumps(world.campaign, pickle.HIGHEST_PROTOCOL),
        "pictures": {address: _plain_picture(one) for address, one in world.pictures.by_address.items()},
    }
