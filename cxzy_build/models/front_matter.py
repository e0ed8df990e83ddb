"""What people write, as frozen models: one class for each kind of front matter, and their parts.

Every field is one key; docs/writing.md gives the meaning of each. YAML scalars arrive as they were written (see
`yaml_text`); a field's type, one of `values`, decides how a scalar is read. Messages are for readers: Chinese.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from msgspec import field
from msgspec.structs import astuple

from ..errors import BadValue, Location
from ..records import Record
from .collections import COLLECTIONS
from .leading_group import NOBODY

if TYPE_CHECKING:
    from .values import (
        Branches,
        By,
        Count,
        Figure,
        Group,
        Id,
        Names,
        NoSlug,
        PartialDate,
        Police,
        Promises,
        Steps,
        Text,
        TextOrTexts,
        Texts,
        When,
    )


class Model(Record, kw_only=True):
    """Frozen; made of what people wrote by `schemas.make`, which looks at the types. Making one otherwise does not: it
    only sees to what `__post_init__` says, as reading one from a cache does. Its annotations stand for types of
    `values`, and only `schemas.types_of` resolves them."""

    IDS_IN: ClassVar[Mapping[str, str]] = {}
    """By key whose value is an id, or a list of ids: the list of campaign.yml, or the collection, that they are of."""

    @classmethod
    def known_keys(cls) -> frozenset[str]:
        return frozenset(cls.__struct_encode_fields__)

    def ids(self) -> Iterator[tuple[Location, str, str]]:
        """Every id that such a key holds: where it stands, what it is of, and the id."""
        for key, held_by in self.IDS_IN.items():
            value = getattr(self, key)
            if isinstance(value, tuple):
                yield from (((key, place), held_by, ident) for place, ident in enumerate(value))
            elif value:
                yield (key,), held_by, value

    # Half the bytes of what msgspec makes, which names every field.
    def __reduce__(self) -> tuple[Callable[..., Model], tuple[object, ...]]:
        return _made_again, (type(self), *astuple(self))


def _made_again(kind: type[Model], *values: object) -> Model:
    return kind(**dict(zip(kind.__struct_fields__, values, strict=True)))


class Honour(Model, kw_only=True):
    """An honour received: 荣誉、授予单位、时间."""

    title: Text
    issuer: Text | None = None
    date: PartialDate | None = None


class Attachment(Model, kw_only=True):
    """A file offered for download."""

    file: Text
    title: Text | None = None


class Front(Model, kw_only=True):
    """Keys that every item may carry."""

    IDS_IN: ClassVar[Mapping[str, str]] = {
        "branch": "branches",
        "phase": "phases",
        "pledges": "pledges",
        "integrations": "integrations",
    }
    GROUP: ClassVar[str] = ""
    """The key that says which column, role or kind an item belongs to; empty: it belongs to none."""
    HEADING: ClassVar[str] = "title"
    """The key that readers see as the item's name."""

    date: When | None = None
    event_date: When | None = None
    event_end: When | None = None
    updated: When | None = None
    correction: Text | None = None
    summary: Text | None = None
    slug: Id | None = None
    branch: TextOrTexts = ()
    phase: Text | None = None
    pledges: Texts = ()
    integrations: Texts = ()
    tags: Texts = ()
    cover: Text | None = None
    cover_alt: Text | None = None
    attachments: tuple[Attachment, ...] = ()
    source: Text | None = None
    contributor: Text | None = None
    photographer: Text | None = None
    reviewer: Text | None = None
    pinned: int = 0
    draft: bool = False
    publish_on: When | None = None
    expire_on: When | None = None
    aliases: Texts = ()
    sample: bool = False
    lang: Literal["zh-Hans", "zh-Hant"] = "zh-Hans"
    """How it is written."""

    @property
    def heading(self) -> str:
        """What readers see as the item's name."""
        heading: str = getattr(self, self.HEADING)
        return heading

    @property
    def group(self) -> str:
        """The id of its column, role or kind; empty: it has none."""
        return (self.GROUP and getattr(self, self.GROUP)) or ""


class Dated(Front, kw_only=True):
    """An item with a title, whose date of publication must be given."""

    title: Text
    date: When


class NewsFront(Dated, kw_only=True):
    """新闻."""

    IDS_IN: ClassVar[Mapping[str, str]] = {**Front.IDS_IN, "column": "columns"}
    GROUP = "column"

    column: Text


class Bearer(Front, kw_only=True):
    """Somebody who has a name, and may have honours; a `title` is kept, but not shown."""

    HEADING = "name"

    title: Text | None = None
    name: Text
    honours: tuple[Honour, ...] = ()


class ExemplarFront(Bearer, kw_only=True):
    """先进典型: a member as an example, by role."""

    IDS_IN: ClassVar[Mapping[str, str]] = {**Front.IDS_IN, "role": "roles"}
    GROUP = "role"

    role: Text
    branch: Branches
    post: Text | None = None
    quote: Text | None = None
    portrait: Text | None = None
    portrait_alt: Text | None = None


class Counts(Model, kw_only=True):
    """Which items a metric counts: all that fit every key given, dated up to the result's own date."""

    IDS_IN: ClassVar[Mapping[str, str]] = {
        "column": "columns",
        "role": "roles",
        "branch": "branches",
        "phase": "phases",
        "pledge": "pledges",
    }

    collection: Literal["news", "exemplars", "results", "branches", "commitments", "documents"]
    column: Text | None = None
    role: Text | None = None
    branch: Text | None = None
    phase: Text | None = None
    pledge: Text | None = None


class Metric(Model, kw_only=True):
    """One figure of a result: before, reached (`value`), and target, in `unit`."""

    name: Text
    value: Figure | None = None
    unit: Text | None = None
    before: Figure | None = None
    target: Figure | None = None
    counts: Counts | None = None

    def __post_init__(self) -> None:
        if self.value is None and self.counts is None:
            raise ValueError("指标要有 `value`（数值），或用 `counts` 说明数哪些条目")


class ResultFront(Dated, kw_only=True):
    """阶段成果."""

    IDS_IN: ClassVar[Mapping[str, str]] = {**Front.IDS_IN, "kind": "result_kinds"}
    GROUP = "kind"

    kind: Text | None = None
    metrics: tuple[Metric, ...] = ()


class BranchFront(Bearer, kw_only=True):
    """党支部; the file's name is its id."""

    GROUP = "kind"

    slug: NoSlug = None
    kind: Literal["staff", "student", "mixed", "retired"]
    founded: PartialDate | None = None
    secretary: Text | None = None
    members: Count | None = None
    motto: Text | None = None


class Promiser(Model, kw_only=True):
    """Who promises: the committee, a branch (its id) or an exemplar (its slug)."""

    kind: Literal["committee", "branch", "exemplar"]
    id: str = ""


class Promise(Model, kw_only=True):
    """One promise: the gap it answers, what is promised, how, until when, and how it stands."""

    gap: Text | None = None
    promise: Text
    measure: Text | None = None
    due: When | None = None
    state: Literal["promised", "doing", "kept", "missed"] = "promised"
    on: When | None = None
    evidence: TextOrTexts = ()


class LeaderReview(Model, kw_only=True):
    """领导点评."""

    by: Text | None = None
    date: When | None = None
    text: Text


class PublicAppraisal(Model, kw_only=True):
    """群众评议: how many voted, how many of them were satisfied."""

    date: When | None = None
    voters: Count
    satisfied: Count

    def __post_init__(self) -> None:
        if self.satisfied > self.voters:
            message = f"满意票（{self.satisfied}）多于参评人数（{self.voters}）"
            raise BadValue(message, "核对两个数：`voters` 是参评的人数，`satisfied` 是其中满意的人数")


class CommitmentFront(Dated, kw_only=True):
    """公开承诺, how each promise was kept, and what others said of it."""

    by: By
    items: Promises
    leader_review: LeaderReview | None = None
    public_appraisal: PublicAppraisal | None = None


class DocumentFront(Dated, kw_only=True):
    """文件 and 简报."""

    IDS_IN: ClassVar[Mapping[str, str]] = {**Front.IDS_IN, "kind": "document_kinds"}
    GROUP = "kind"

    kind: Text
    number: Text | None = None
    issue: Count | None = None
    issuer: Text | None = None
    replaced_by: Text | None = None

    @property
    def successor(self) -> str:
        """The slug of the document that replaces this one, however it was written; empty: none."""
        return (self.replaced_by or "").removeprefix("documents/").rstrip("/")


# campaign.yml ---------------------------------------------------------------------------------------------------------


class Occasion(Model, kw_only=True):
    name: Text
    date: When


class Named(Model, kw_only=True):
    """An entry that items name by its id, and readers know by its name."""

    id: Id
    name: Text


class Phase(Named, kw_only=True):
    """阶段: from `start` to `end`, both days included."""

    no: Count
    start: When
    end: When
    tasks: TextOrTexts = ()

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BadValue("结束日期早于开始日期", "改正其中一个日期", "bad-date")


class Column(Named, kw_only=True):
    """栏目."""

    about: Text | None = None


class Role(Named, kw_only=True):
    """岗位类别 and the model (典范) it should become."""

    model: Text | None = None


class Pledge(Named, kw_only=True):
    """One of 五比五带头."""

    lead: Text | None = None


class Integration(Named, kw_only=True):
    """One of 五个结合."""

    about: Text | None = None


class Kind(Named, kw_only=True):
    """A kind of results or documents."""


class Tag(Model, kw_only=True):
    name: Text
    slug: Id


class Standard(Named, kw_only=True):
    """A set of standards, labelled with where it comes from."""

    source: Text | None = None
    points: TextOrTexts = ()


class Review(Model, kw_only=True):
    required: bool = False
    steps: Steps = ()


class Contact(Model, kw_only=True):
    """How to reach the people who run the site."""

    office: Text | None = None
    address: Text | None = None
    postcode: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    hours: Text | None = None


class Emblem(Model, kw_only=True):
    """The picture in the masthead: a file of site_src/, and the text that stands for it."""

    file: Text
    alt: Text


class Footer(Model, kw_only=True):
    """Who runs the site (主办、承办), and under which numbers it is registered (备案号、公安备案号、网站标识码)."""

    sponsor: Text | None = None
    undertaker: Text | None = None
    icp: Text | None = None
    police: Police | None = None
    site_id_code: Text | None = None


class Mourning(Model, kw_only=True):
    """Days on which the whole site is grey, both included."""

    since: When = field(name="from")
    until: When

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise BadValue("结束日期早于开始日期", "改正其中一个日期", "bad-date")


class Campaign(Model, kw_only=True):
    """campaign.yml."""

    name: Text
    organisation: Text
    university: Text | None = None
    theme: Text | None = None
    slogan: Text | None = None
    occasion: Occasion | None = None
    phases: tuple[Phase, ...] = ()
    columns: tuple[Column, ...] = ()
    roles: tuple[Role, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    integrations: tuple[Integration, ...] = ()
    result_kinds: tuple[Kind, ...] = ()
    document_kinds: tuple[Kind, ...] = ()
    tags: tuple[Tag, ...] = ()
    standards: tuple[Standard, ...] = ()
    leading_group: Group = NOBODY
    review: Review = field(default_factory=Review)
    contact: Contact = field(default_factory=Contact)
    emblem: Emblem | None = None
    footer: Footer = field(default_factory=Footer)
    editions: tuple[Literal["zh-Hant"], ...] = ()
    names: Names = ()
    """Of people and units, for the Traditional edition: those named in texts only, or not read as usual."""

    mourning: tuple[Mourning, ...] = ()

    LISTS: ClassVar[tuple[str, ...]] = (
        "phases",
        "columns",
        "roles",
        "pledges",
        "integrations",
        "result_kinds",
        "document_kinds",
        "standards",
    )
    """The keys whose entries have an `id` of their own."""


FRONT_OF: dict[str, type[Front]] = dict(
    zip(
        COLLECTIONS,
        (NewsFront, ExemplarFront, ResultFront, BranchFront, CommitmentFront, DocumentFront),
        strict=True,
    )
)
"""The model of each collection's front matter."""
