"""From files to drafts: each content file read, validated and converted by itself, before any file knows another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, Literal, NamedTuple, cast

from ..bodies.body import Body
from ..bodies.conversion import BodyConverter
from ..errors import Problem
from ..files import read_file
from ..models.front_matter import FRONT_OF, BranchFront, Front, NewsFront
from ..records import Record
from ..settings import Settings
from ..source.mistyped import mistakes_in
from ..source.text_files import FileUnreadable, TextFile, decode, unreadable
from .editions import SIMPLIFIED, TRADITIONAL
from .traditional_items import AS_IS, Simplifier, Written

UNNAMED = "？"
"""Stands for a title or a name that was missing or wrong."""

STAND_IN = "\0"
"""Stands for an id that was missing or wrong: nothing that a person writes, for YAML with this character is refused."""

_STAND_INS: Mapping[str, Any] = {
    "title": UNNAMED,
    "name": UNNAMED,
    "date": "1900-01-01",
    "column": STAND_IN,
    "role": STAND_IN,
    "branch": STAND_IN,
    "kind": STAND_IN,
    "by": "committee",
    "items": [{"promise": "？"}],
}
_STAND_INS_FOR_BRANCHES = {"name": UNNAMED, "kind": "mixed"}


class Draft(Record):
    """One file, read.

    is_valid: its front matter is; else it has stand-ins for what was wrong or missing.
    cut: see `Validated`; all keys where the YAML is at fault, for nobody knows of which it is.
    written: how its texts were written, if that was in Traditional.
    """

    path: str
    front: Front
    body: Body
    is_valid: bool
    cut: tuple[str, ...] = ()
    written: Written = AS_IS

    @property
    def collection(self) -> str:
        return self.path.partition("/")[0]


def is_folder(path: str) -> bool:
    """Whether the item in the file at `path` is a folder: `name/index.md`."""
    folder, _, name = path.rpartition("/")
    return name == "index.md" and "/" in folder


def name_of(path: str) -> str:
    """The name on disk, without suffix, of the item in the file at `path`: the folder's for `name/index.md`."""
    folder, _, name = path.rpartition("/")
    return folder.rpartition("/")[2] if is_folder(path) else name.removesuffix(".md")


Standing = Literal["out", "draft", "coming", "expired"]
"""How an item stands at a moment: readers see it; it is not finished; it will be out by itself; it was."""

OUT: Final = "out"
DRAFT: Final = "draft"
COMING: Final = "coming"
EXPIRED: Final = "expired"


class Outline(NamedTuple):
    """What is known of a draft without the others: its place on disk, and what decides its address and when it is out.

    slug: as written, or empty. month: `yyyy/mm` of news, else empty. since, until: the first and the last minute (ISO)
    it is out; empty: no bound. is_valid: see `Draft`. aliases: as written.
    """

    path: str
    slug: str
    month: str
    is_valid: bool
    draft: bool
    since: str
    until: str
    aliases: tuple[str, ...] = ()

    @property
    def collection(self) -> str:
        return self.path.partition("/")[0]

    @property
    def is_folder(self) -> bool:
        return is_folder(self.path)

    @property
    def name(self) -> str:
        return name_of(self.path)

    @property
    def folder(self) -> str:
        """Where relative addresses start, relative to content/."""
        return self.path.rpartition("/")[0]

    def standing(self, now: str) -> Standing:
        """How the item stands at `now` (ISO, to the minute). `expire_on` is its last day, or its last minute."""
        if self.draft:
            return DRAFT
        if self.since > now:
            return COMING
        return EXPIRED if self.until and self.until < now else OUT

    def comes_before(self, other: Outline) -> bool:
        """Whether it is out by the time that `other`, which is not yet, comes out by itself."""
        return not other.draft and self.standing(other.since) == OUT


PlainOutline = tuple[str, str, str, bool, bool, str, str, tuple[str, ...]]
"""An outline as tables keep it: plain tuples are read sooner."""


def plain_outline(outline: Outline) -> PlainOutline:
    """`outline` to be kept."""
    return cast(PlainOutline, tuple(outline))


def outline_of(draft: Draft) -> Outline:
    """The outline of `draft`."""
    front = draft.front
    starts = [moment.first_minute for moment in (front.date, front.publish_on) if moment]
    month = f"{front.date.start.year:04}/{front.date.start.month:02}" if isinstance(front, NewsFront) else ""
    until = front.expire_on.last_minute if front.expire_on else ""
    since = max(starts, default="")
    return Outline(draft.path, front.slug or "", month, draft.is_valid, front.draft, since, until, front.aliases)


class DraftReader:
    """Reads content files into drafts; one for each worker, for its Markdown instance."""

    def __init__(self, settings: Settings) -> None:
        self._content_dir = str(settings.content_dir)
        self._shown = f"{settings.shown(settings.content_dir)}/"
        self._site_url = settings.site_url
        self._converter = BodyConverter(settings.markdown, settings.site_url)

    def read(self, path: str) -> tuple[Draft, tuple[Problem, ...]]:
        """The draft of the item at `path` (relative to content/), and what is wrong in the file."""
        try:
            data = read_file(f"{self._content_dir}/{path}")
        except OSError as error:
            return _unreadable(path), (unreadable(f"{self._shown}{path}", error),)
        return self.read_bytes(path, data)

    def read_bytes(self, path: str, data: bytes, before: Draft | None = None) -> tuple[Draft, tuple[Problem, ...]]:
        """The draft of an item whose file holds `data`, and what is wrong in it. before: a draft with just this front
        matter and nothing wrong in it, which then need not be read again."""
        shown = f"{self._shown}{path}"
        try:
            source = TextFile(shown, decode(data, shown))
        except FileUnreadable as error:
            return _unreadable(path), (error.problem,)
        if before and before.is_valid and before.front.lang == SIMPLIFIED:
            body, body_problems = self._converter.convert(source)
            return Draft(path, before.front, body, True), (*body_problems, *mistakes_in(source, self._site_url))
        from ..models import validation  # late: where front matter is the same, pydantic-core is not needed

        given, yaml_problems = source.read()
        kind = FRONT_OF[path.partition("/")[0]]
        stand_ins = stand_ins_of(kind)
        if yaml_problems and not given:
            return _unreadable(path), (*yaml_problems, *self._converter.convert(source)[1])
        simplifier = Simplifier() if given.get("lang") == TRADITIONAL else None
        given = simplifier.front(given) if simplifier else given
        validated = validation.validate(kind, given, source.locate, stand_ins)
        body, body_problems = self._converter.convert(source)
        body, written = simplifier.body(body) if simplifier else (body, AS_IS)
        front_problems = (*yaml_problems, *validation.besides(yaml_problems, validated.problems))
        problems = (*front_problems, *body_problems, *mistakes_in(source, self._site_url))
        cut = tuple(sorted(kind.known_keys())) if yaml_problems else validated.cut
        return Draft(path, validated.model, body, not yaml_problems and validated.is_valid, cut, written), problems


@cache
def stand_ins_of(kind: type[Front]) -> Mapping[str, Any]:
    """Values for required keys of a kind that are missing or wrong."""
    if kind is BranchFront:
        return _STAND_INS_FOR_BRANCHES
    return {k: v for k, v in _STAND_INS.items() if k in kind.known_keys()}


def _unreadable(path: str) -> Draft:
    """A draft for a file that could not be read at all, so that references to it are not reported as well."""
    from ..models.schemas import make  # late, as above

    kind = FRONT_OF[path.partition("/")[0]]
    return Draft(path, make(kind, stand_ins_of(kind)), Body(), False, tuple(sorted(kind.known_keys())))
