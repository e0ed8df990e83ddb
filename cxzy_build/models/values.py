"""How values are written: the types of the models' fields, and what each takes.

Apart from the models, for pydantic-core is not needed where front matter is the same. The notes of a type say, from
within outwards, how its schema is made of that of the type beneath (see `schemas`). Messages are for readers: Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic_core import CoreSchema, core_schema

from ..errors import BadValue, Sought
from ..hints import did_you_mean, nearest
from .front_matter import Promise, Promiser
from .leading_group import LeadingGroup, leading_group_of
from .moments import Moment, parse_moment, parse_partial_date
from .slugs import LONGEST

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def _as_tuple(value: object) -> object:
    return value if isinstance(value, list | tuple) else (value,)


def half_width(value: object) -> str:
    """What to do about a number written with full-width digits; empty for anything else."""
    plain = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    return f"数字用半角：`{plain}`" if plain != value and _NUMBER.fullmatch(plain) else ""


def _counted(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch("[0-9]{1,9}", value.strip()):
        if half := half_width(value):
            raise BadValue("应是一个不小于 0 的整数", half, "bad-value")
        found = re.fullmatch(r"\s*约?([0-9]{1,9})\s*\D{0,4}", value)
        raise BadValue("应是一个不小于 0 的整数", f"只写数字：`{found[1]}`" if found else "只写数字", "bad-value")
    return value


def _figure(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", value.strip()):
        hint = half_width(value) or "只写数字，如 `12` 或 `98.5`；单位写在 `unit`"
        if _NUMBER.fullmatch(value.strip()):
            raise BadValue("这个数太长", "小数点前至多 15 位，后面至多 9 位", "bad-type")
        if found := re.fullmatch(r"(-?[0-9.]+)，\s*([a-z]+):\s*(.*)", value.strip()):
            hint = f"两个键之间用了中文逗号，改成英文逗号：`{found[1]}, {found[2]}: {found[3]}`"
        raise BadValue("应是数字", hint, "bad-type")
    return value


def _name_and_form(value: object) -> object:
    match value:
        case str():
            if found := re.fullmatch(r"\s*(.*?)\s*([：:])\s*(.*?)\s*", value):
                wrong = "中间用了中文冒号“：”" if found[2] == "：" else "冒号后面缺一个空格"
                raise BadValue(wrong, f"名字和它的繁体写法之间写英文冒号加一个空格：`{found[1]}: {found[3]}`")
            return value, ""
        case {**pair} if len(pair) == 1:
            ((name, form),) = pair.items()
            if isinstance(name, str) and isinstance(form, str) and len(name.strip()) == len(form.strip()) > 0:
                return name, form
            raise BadValue("繁体写法应与名字一样长，一字对一字", "写作 `名字: 繁体写法`，如 `钟示例: 鐘示例`")
    raise BadValue("应是名字", "写名字，或 `名字: 繁体写法`，如 `钟示例: 鐘示例`", "bad-type")


def _no_slug(value: object) -> object:
    raise BadValue("支部的网址就是它的文件名，不能另写", "删去这一行；要改网址就改文件名")


def _promiser(value: object) -> object:
    if value == "committee":
        return Promiser(kind="committee")
    if isinstance(value, dict) and len(value) == 1:
        kind, ident = next(iter(value.items()))
        if kind in ("branch", "exemplar") and isinstance(ident, str):
            return Promiser(kind=kind, id=ident)
        if kind in ("branch", "exemplar") and ident is None:
            named = "支部 id" if kind == "branch" else "典型 slug"
            raise BadValue(f"`{kind}:` 后面没有内容", f"写成 `{{{kind}: {named}}}`")
    if isinstance(value, dict) and len(value.keys() & {"branch", "exemplar", "committee"}) > 1:
        raise BadValue("只能写一个承诺的人", "留下一个；几家各自的承诺分成几条")
    written = next(iter(value)) if isinstance(value, dict) and value else value
    if isinstance(written, str) and (found := re.match(r"([a-z]+)\s*[：:](.*)", written)):
        key, rest = found[1], found[2].strip()
        wrong = f"`{key}` 的冒号用了中文冒号“：”" if "：" in written else f"`{key}:` 后面缺一个空格"
        raise BadValue(wrong, f"写成 `{{{key}: {rest}}}`")
    near = nearest(written, ("committee", "branch", "exemplar")) if isinstance(written, str) else None
    if isinstance(written, str) and written.strip().endswith("党委"):
        near = "committee"
    message = "应写成 `committee`，或 `{branch: 支部 id}`，或 `{exemplar: 典型 slug}`"
    sought = Sought("promiser", written.strip()) if isinstance(written, str) and not near else None
    raise BadValue(message, did_you_mean(near) or "照上面三种写法之一改正", sought=sought)


def _police_number(value: object) -> object:
    if isinstance(value, str) and len(re.findall("[0-9]", value)) < 11:
        raise BadValue("不像公安备案号", "写全，如 `京公网安备11010502030143号`")
    return value


def _texts_in(written: object) -> object:
    """Those of a list that are texts: `content/campaign_file` warns of the others."""
    if not isinstance(written, list):
        return written
    return [one.strip() for one in written if isinstance(one, str) and one.strip()]


Note = Callable[[Callable[[], CoreSchema]], CoreSchema]
"""Makes a schema; it is given what makes the schema beneath."""

_LIMITED: Mapping[str, Callable[..., CoreSchema]] = {
    "str": core_schema.str_schema,
    "int": core_schema.int_schema,
    "tuple": core_schema.tuple_schema,
}
"""What makes a schema of a kind with limits: pydantic-core itself does not look at what it does not know."""


def limited(**limits: Any) -> Note:
    """The schema beneath, with limits of its kind. Raises TypeError or KeyError where it has none of that name."""

    def note(beneath: Callable[[], CoreSchema]) -> CoreSchema:
        schema = dict(beneath())
        return _LIMITED[str(schema.pop("type"))](**schema, **limits)

    return note


def prepared_by(prepare: Callable[[object], object]) -> Note:
    """What `prepare` gives is checked by the schema beneath."""

    def note(beneath: Callable[[], CoreSchema]) -> CoreSchema:
        return core_schema.no_info_before_validator_function(prepare, beneath())

    return note


def read_by(read: Callable[[object], object]) -> Note:
    """`read` makes the value, or raises; there is no schema beneath."""

    def note(beneath: Callable[[], CoreSchema]) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(read)

    return note


_stripped = limited(strip_whitespace=True)

Text = Annotated[str, _stripped, limited(min_length=1)]
Id = Annotated[str, limited(pattern=r"^[a-z0-9-]+$", max_length=LONGEST)]
When = Annotated[Moment, read_by(parse_moment)]
PartialDate = Annotated[str, read_by(parse_partial_date)]
Count = Annotated[int, limited(ge=0), prepared_by(_counted)]
Figure = Annotated[Decimal, prepared_by(_figure)]
Texts = tuple[Text, ...]
Name = Annotated[tuple[Text, Annotated[str, _stripped]], prepared_by(_name_and_form)]
"""A name, and its Traditional form if that is chosen."""
TextOrTexts = Annotated[Texts, prepared_by(_as_tuple)]
"""Several, or one that is written as such."""
Branches = Annotated[Texts, limited(min_length=1), prepared_by(_as_tuple)]
Names = Annotated[tuple[Name, ...], prepared_by(_as_tuple)]
NoSlug = Annotated[None, read_by(_no_slug)]
Police = Annotated[Text, prepared_by(_police_number)]
Promises = Annotated[tuple[Promise, ...], limited(min_length=1)]
By = Annotated[Promiser, read_by(_promiser)]
Group = Annotated[LeadingGroup, read_by(leading_group_of)]
Steps = Annotated[tuple[str, ...], prepared_by(_texts_in)]
