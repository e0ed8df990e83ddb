"""From files to drafts: each content file read, validated and converted by itself, before any file knows another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
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

    @property
    def has_reusable_front(self) -> bool:
        """Whether it need not be read again where only the body is another one."""
        return self.is_valid and self.front.lang == SIMPLIFIED


ReadDraft = tuple[Draft, tuple[Problem, ...]]
"""A draft, and what is wrong in its file."""


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


class _ReadFront(NamedTuple):
    """Front matter as it was read. front: None where there is nothing that could be. simplifier: of an item that is
    written in Traditional."""

    front: Front | None
    is_valid: bool
    cut: tuple[str, ...]
    problems: tuple[Problem, ...]
    simplifier: Simplifier | None = None


class DraftReader:
    """Reads content files into drafts; one for each worker, for its Markdown instance."""

    def __init__(self, settings: Settings) -> None:
        self._content_dir = str(settings.content_dir)
        self._shown = f"{settings.shown(settings.content_dir)}/"
        self._site_url = settings.site_url
        self._converter = BodyConverter(settings.markdown, settings.site_url)

    def read(self, path: str) -> ReadDraft:
        """The draft of the item at `path` (relative to content/), and what is wrong in the file."""
        try:
            data = read_file(f"{self._content_dir}/{path}")
        except OSError as error:
            return self.refused(path, error)
        return self.read_all({path: data})[path]

    def refused(self, path: str, error: OSError) -> ReadDraft:
        """A draft of an item whose file the system does not let anybody read."""
        return _unreadable(path), (unreadable(f"{self._shown}{path}", error),)

    def read_all(
        self, files: Mapping[str, bytes], before: Mapping[str, Draft] = MappingProxyType({})
    ) -> dict[str, ReadDraft]:
        """The drafts of items whose files hold these bytes, and what is wrong in each. before: drafts with just the
        same front matter and nothing wrong in it, which then need not be read again.

        One step after the other is taken for all of them: what a step needs, code above all, stays in the processor's
        caches.
        """
        sources, read = dict[str, TextFile](), dict[str, ReadDraft]()
        for path, data in files.items():
            shown = f"{self._shown}{path}"
            try:
                sources[path] = TextFile(shown, decode(data, shown))
            except FileUnreadable as error:
                read[path] = _unreadable(path), (error.problem,)
        same = {path: before[path] for path in sources if path in before and before[path].has_reusable_front}
        given = {path: source.read() for path, source in sources.items() if path not in same}
        fronts = {path: _ReadFront(one.front, True, (), ()) for path, one in same.items()}
        fronts |= {path: _front(path, sources[path], *one) for path, one in given.items()}
        bodies = {path: self._converter.convert(source) for path, source in sources.items()}
        mistakes = {path: tuple(mistakes_in(sources[path], self._site_url)) for path in sources if fronts[path].front}
        for path, front in fronts.items():
            read[path] = _draft(path, front, *bodies[path], mistakes.get(path, ()))
        return read


def _front(path: str, source: TextFile, given: Mapping[str, Any], problems: tuple[Problem, ...]) -> _ReadFront:
    """Front matter whose YAML was read, validated."""
    from ..models import validation  # late: where front matter is the same, pydantic-core is not needed

    if problems and not given:
        return _ReadFront(None, False, (), problems)
    kind = FRONT_OF[path.partition("/")[0]]
    simplifier = Simplifier() if given.get("lang") == TRADITIONAL else None
    given = simplifier.front(given) if simplifier else given
    validated = validation.validate(kind, given, source.locate, stand_ins_of(kind))
    return _ReadFront(
        validated.model,
        not problems and validated.is_valid,
        tuple(sorted(kind.known_keys())) if problems else validated.cut,
        (*problems, *validation.besides(problems, validated.problems)),
        simplifier,
    )


def _draft(
    path: str, read: _ReadFront, body: Body, body_problems: Iterable[Problem], mistakes: Iterable[Problem]
) -> ReadDraft:
    problems = (*read.problems, *body_problems, *mistakes)
    if read.front is None:
        return _unreadable(path), problems
    body, written = read.simplifier.body(body) if read.simplifier else (body, AS_IS)
    return Draft(path, read.front, body, read.is_valid, read.cut, written), problems


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
