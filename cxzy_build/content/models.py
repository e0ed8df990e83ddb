"""What people write, as frozen pydantic models: one class for each kind of front matter, and their parts.

Every field is one key; the line above or beside it gives its meaning. YAML scalars arrive as they were written
(see `yaml_text`), so that a field's type decides how a scalar is read. Messages of validators are for readers: Chinese.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    model_validator,
)

from ..errors import nearest
from .moments import Moment, parse_moment, parse_partial_date
from .tree import COLLECTIONS


def _as_tuple(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


class Slip(ValueError):
    """A value that is wrong, with what to do about it."""

    def __init__(self, message: str, hint: str, code: str = "bad-value") -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code


def _counted(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch("[0-9]{1,9}", value.strip()):
        found = re.fullmatch(r"\s*约?([0-9]{1,9})\s*\D{0,4}", value)
        raise Slip("应是一个不小于 0 的整数", f"只写数字：`{found[1]}`" if found else "只写数字", "bad-value")
    return value


def _figure(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", value.strip()):
        hint = "只写数字，如 `12` 或 `98.5`；单位写在 `unit`"
        if found := re.fullmatch(r"(-?[0-9.]+)，\s*([a-z]+):\s*(.*)", value.strip()):
            hint = f"两个键之间用了中文逗号，改成英文逗号：`{found[1]}, {found[2]}: {found[3]}`"
        raise Slip("应是数字", hint, "bad-type")
    return value


def _name_and_form(value: object) -> object:
    match value:
        case str():
            return value, ""
        case {**pair} if len(pair) == 1:
            ((name, form),) = pair.items()
            if isinstance(name, str) and isinstance(form, str) and len(name.strip()) == len(form.strip()) > 0:
                return name, form
            raise Slip("繁体写法应与名字一样长，一字对一字", "写作 `名字: 繁体写法`，如 `钟示例: 鐘示例`")
    raise Slip("应是名字", "写名字，或 `名字: 繁体写法`，如 `钟示例: 鐘示例`", "bad-type")


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
When = Annotated[Moment, PlainValidator(parse_moment)]
PartialDate = Annotated[str, PlainValidator(parse_partial_date)]
Count = Annotated[int, BeforeValidator(_counted), Field(ge=0)]
Figure = Annotated[Decimal, BeforeValidator(_figure)]
Ids = tuple[Text, ...]
Name = Annotated[tuple[Text, Annotated[str, StringConstraints(strip_whitespace=True)]], BeforeValidator(_name_and_form)]
"""A name, and its Traditional form if that is chosen."""
OneOrMore = Annotated[Ids, BeforeValidator(_as_tuple)]


class Model(BaseModel):
    """Frozen; unknown keys are errors; a key without a value counts as not written."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)  # a small edit needs few of the models

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        if isinstance(data, dict) and None in data.values():
            return {k: v for k, v in data.items() if v is not None or k not in cls.known_keys()}
        return data

    @classmethod
    @cache
    def known_keys(cls) -> frozenset[str]:
        return frozenset(field.alias or name for name, field in cls.model_fields.items())


class Honour(Model):
    """An honour received: 荣誉、授予单位、时间."""

    title: Text
    issuer: Text | None = None
    date: PartialDate | None = None


class Attachment(Model):
    """A file offered for download."""

    file: Text
    title: Text | None = None


class Front(Model):
    """Keys that every item may carry."""

    title: Text
    date: When | None = None
    event_date: When | None = None
    event_end: When | None = None
    updated: When | None = None
    correction: Text | None = None
    summary: Text | None = None
    slug: Id | None = None
    branch: OneOrMore = ()
    phase: Text | None = None
    pledges: Ids = ()
    integrations: Ids = ()
    tags: Ids = ()
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
    aliases: Ids = ()
    sample: bool = False
    lang: Literal["zh-Hans", "zh-Hant"] = "zh-Hans"
    """How it is written."""

    @property
    def heading(self) -> str:
        """What readers see as the item's name."""
        return self.title


class Dated(Front):
    """An item whose date of publication must be given."""

    date: When


class NewsFront(Dated):
    """新闻."""

    column: Text


class ExemplarFront(Front):
    """先进典型: a member as an example, by role."""

    title: Text | None = None  # type: ignore[assignment]
    name: Text
    role: Text
    branch: Annotated[Ids, BeforeValidator(_as_tuple), Field(min_length=1)]
    post: Text | None = None
    honours: tuple[Honour, ...] = ()
    quote: Text | None = None
    portrait: Text | None = None
    portrait_alt: Text | None = None

    @property
    def heading(self) -> str:
        return self.name


class Counts(Model):
    """Which items a metric counts: all that fit every key given, dated up to the result's own date."""

    collection: Literal["news", "exemplars", "results", "branches", "commitments", "documents"]
    column: Text | None = None
    role: Text | None = None
    branch: Text | None = None
    phase: Text | None = None
    pledge: Text | None = None


class Metric(Model):
    """One figure of a result: before, reached (`value`), and target, in `unit`."""

    name: Text
    value: Figure | None = None
    unit: Text | None = None
    before: Figure | None = None
    target: Figure | None = None
    counts: Counts | None = None

    @model_validator(mode="after")
    def _has_value(self) -> Metric:
        if self.value is None and self.counts is None:
            raise ValueError("指标要有 `value`（数值），或用 `counts` 说明数哪些条目")
        return self


class ResultFront(Dated):
    """阶段成果."""

    kind: Text | None = None
    metrics: tuple[Metric, ...] = ()


def _no_slug(value: object) -> object:
    raise Slip("支部的网址就是它的文件名，不能另写", "删去这一行；要改网址就改文件名")


class BranchFront(Front):
    """党支部; the file's name is its id."""

    slug: Annotated[None, PlainValidator(_no_slug)] = None

    title: Text | None = None  # type: ignore[assignment]
    name: Text
    kind: Literal["staff", "student", "mixed", "retired"]
    founded: PartialDate | None = None
    secretary: Text | None = None
    members: Count | None = None
    motto: Text | None = None
    honours: tuple[Honour, ...] = ()

    @property
    def heading(self) -> str:
        return self.name


class Promiser(Model):
    """Who promises: the committee, a branch (its id) or an exemplar (its slug)."""

    kind: Literal["committee", "branch", "exemplar"]
    id: str = ""


def _promiser(value: object) -> object:
    if value == "committee":
        return Promiser(kind="committee")
    if isinstance(value, dict) and len(value) == 1:
        kind, ident = next(iter(value.items()))
        if kind in ("branch", "exemplar") and isinstance(ident, str):
            return Promiser(kind=kind, id=ident)
    written = next(iter(value)) if isinstance(value, dict) and value else value
    if isinstance(written, str) and (found := re.match(r"([a-z]+)\s*[：:](.*)", written)):
        key, rest = found[1], found[2].strip()
        wrong = f"`{key}` 的冒号用了中文冒号“：”" if "：" in written else f"`{key}:` 后面缺一个空格"
        raise Slip(wrong, f"写成 `{{{key}: {rest}}}`")
    near = nearest(written, ("committee", "branch", "exemplar")) if isinstance(written, str) else None
    message = "应写成 `committee`，或 `{branch: 支部 id}`，或 `{exemplar: 典型 slug}`"
    raise Slip(message, f"是否想写 `{near}`？" if near else "照上面三种写法之一改正")


class Promise(Model):
    """One promise: the gap it answers, what is promised, how, until when, and how it stands."""

    gap: Text | None = None
    promise: Text
    measure: Text | None = None
    due: When | None = None
    state: Literal["promised", "doing", "kept", "missed"] = "promised"
    on: When | None = None
    evidence: OneOrMore = ()


class LeaderReview(Model):
    """领导点评."""

    by: Text | None = None
    date: When | None = None
    text: Text


class PublicAppraisal(Model):
    """群众评议: how many voted, how many of them were satisfied."""

    date: When | None = None
    voters: Count
    satisfied: Count

    @model_validator(mode="after")
    def _within(self) -> PublicAppraisal:
        if self.satisfied > self.voters:
            raise ValueError(f"满意票（{self.satisfied}）多于参评人数（{self.voters}）")
        return self


class CommitmentFront(Dated):
    """公开承诺, how each promise was kept, and what others said of it."""

    by: Annotated[Promiser, PlainValidator(_promiser)]
    items: Annotated[tuple[Promise, ...], Field(min_length=1)]
    leader_review: LeaderReview | None = None
    public_appraisal: PublicAppraisal | None = None


class DocumentFront(Dated):
    """文件 and 简报."""

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


class Occasion(Model):
    name: Text
    date: When


class Named(Model):
    """An entry that items name by its id, and readers know by its name."""

    id: Id
    name: Text


class Phase(Named):
    """阶段: from `start` to `end`, both days included."""

    no: Count
    start: When
    end: When
    tasks: Annotated[tuple[Text, ...], BeforeValidator(_as_tuple)] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Phase:
        if self.end < self.start:
            raise Slip("结束日期早于开始日期", "改正其中一个日期", "bad-date")
        return self


class Column(Named):
    """栏目."""

    about: Text | None = None


class Role(Named):
    """岗位类别 and the model (典范) it should become."""

    model: Text | None = None


class Pledge(Named):
    """One of 五比五带头."""

    lead: Text | None = None


class Integration(Named):
    """One of 五个结合."""

    about: Text | None = None


class Kind(Named):
    """A kind of results or documents."""


class Tag(Model):
    name: Text
    slug: Id


class Standard(Named):
    """A set of standards, labelled with where it comes from."""

    source: Text | None = None
    points: Annotated[tuple[Text, ...], BeforeValidator(_as_tuple)] = ()


class Review(Model):
    required: bool = False
    steps: tuple[Any, ...] = ()


class Contact(Model):
    """How to reach the people who run the site."""

    office: Text | None = None
    address: Text | None = None
    postcode: Text | None = None
    phone: Text | None = None
    email: Text | None = None
    hours: Text | None = None


class Emblem(Model):
    """The picture in the masthead: a file of site_src/, and the text that stands for it."""

    file: Text
    alt: Text


def _police_number(value: object) -> object:
    if isinstance(value, str) and len(re.findall("[0-9]", value)) < 11:
        raise Slip("不像公安备案号", "写全，如 `京公网安备11010502030143号`")
    return value


class Footer(Model):
    """Who runs the site (主办、承办), and under which numbers it is registered (备案号、公安备案号、网站标识码)."""

    sponsor: Text | None = None
    undertaker: Text | None = None
    icp: Text | None = None
    police: Annotated[Text | None, BeforeValidator(_police_number)] = None
    site_id_code: Text | None = None


class Mourning(Model):
    """Days on which the whole site is grey, both included."""

    model_config = ConfigDict(populate_by_name=True)
    since: When = Field(alias="from")
    until: When

    @model_validator(mode="after")
    def _in_order(self) -> Mourning:
        if self.until < self.since:
            raise Slip("结束日期早于开始日期", "改正其中一个日期", "bad-date")
        return self


class Campaign(Model):
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
    leading_group: Any = None
    review: Review = Field(default_factory=Review)
    contact: Contact = Field(default_factory=Contact)
    emblem: Emblem | None = None
    footer: Footer = Field(default_factory=Footer)
    editions: tuple[Literal["zh-Hant"], ...] = ()
    names: Annotated[tuple[Name, ...], BeforeValidator(_as_tuple)] = ()
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
