"""Plain data against a model: every fault as a problem at its place, and whatever can be saved of the rest.

A value that is wrong is cut out and the rest validated again, so that one slip does not hide the next one, and later
checks still see the item. What was saved so is never published: there is an error.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import GenericAlias, UnionType
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin

from msgspec import field
from pydantic_core import ErrorDetails, ValidationError

from ..errors import Location, Position, Problem, Severity, Sought, any_error
from ..hints import as_written, choice_of, did_you_mean, nearest, suggestion
from ..records import Record
from .advice import (
    CALLED,
    CHINESE_KEYS,
    CHOICES,
    FORMS,
    KEY_AND_VALUE,
    KEY_WITHIN,
    MESSAGES,
    OF_IDS,
    OF_WORDS,
    parts_of,
    slip_in,
    where_ids_are,
)
from .front_matter import FRONT_OF, Campaign, Model
from .schemas import make, types_of
from .values import half_width
from .words import COLLECTIONS_CALLED

M = TypeVar("M", bound=Model)
Locate = Callable[[Location, bool], Position]
"""The position of the value at a location (of its key, if True)."""


class Validated(Record, Generic[M]):
    """A model made from data; it `is_valid` unless something had to be cut out of it. A draft may leave choices open.

    cut: the keys whose values were wrong, missing, or written behind another word: the model's are not what was meant.
    places: of lists that entries were cut out of, by key: where each of the others stands in the data.
    """

    model: M
    problems: tuple[Problem, ...]
    cut: tuple[str, ...] = ()
    places: Mapping[str, Sequence[int]] = field(default_factory=dict)

    @property
    def is_valid(self) -> bool:
        return not any_error(self.problems)


def validate(kind: type[M], data: Mapping[str, Any], locate: Locate, stand_ins: Mapping[str, Any]) -> Validated[M]:
    """Make a `kind` of `data`; `stand_ins` give values for required keys that are missing or wrong."""
    try:
        return Validated(make(kind, data), ())
    except ValidationError as error:
        problems = tuple(_problems(kind, data, error, locate, is_draft=_is_draft(kind, data, stand_ins)))
        rest = copy.deepcopy(dict(data))
    cut: set[str] = set()
    places = {key: list(range(len(value))) for key, value in rest.items() if isinstance(value, list)}
    for _ in range(len(rest) + 2):  # what cutting brings to light is the cut's doing, not the writer's
        try:
            return Validated(make(kind, rest), problems, tuple(sorted(cut)), places)
        except ValidationError as error:
            for detail in reversed(error.errors(include_url=False)):  # from the end, so that indices stay true
                cut.update(_keys_of(kind, detail))
                _cut(rest, detail, stand_ins, places)
    return Validated(make(kind, stand_ins), problems, tuple(sorted(kind.known_keys())))


def besides(told: Iterable[Problem], problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those of `problems` that are about other values than what is told already: one slip is one problem."""
    places = {problem.position for problem in told}
    return tuple(problem for problem in problems if problem.position not in places)


def _is_draft(kind: type[Model], data: Mapping[str, Any], stand_ins: Mapping[str, Any]) -> bool:
    """Whether the data says so, whatever else is wrong in it."""
    try:
        return bool(getattr(make(kind, {**stand_ins, "draft": data.get("draft")}), "draft", False))
    except ValidationError:
        return False


def _problems(
    kind: type[Model], data: Mapping[str, Any], error: ValidationError, locate: Locate, *, is_draft: bool
) -> list[Problem]:
    """One problem a slip: a required key that is missing because it was misspelt is the misspelling's problem."""
    details = error.errors(include_url=False)
    deeper = [d["loc"] for d in details]
    details = [d for d in details if d["type"] != "too_short" or not any(_within(loc, d["loc"]) for loc in deeper)]
    meant = {(*d["loc"][:-1], key) for d in details if d["type"] == "extra_forbidden" for key in _all_meant(kind, d)}
    told = [d for d in details if d["type"] != "missing" or d["loc"] not in meant]
    return [_problem(kind, data, d, locate, is_draft=is_draft) for d in told]


def _keys_of(kind: type[Model], detail: ErrorDetails) -> Collection[str]:
    """The keys of which `detail` may tell: all, where nobody knows."""
    location = detail["loc"]
    if location and (len(location) > 1 or detail["type"] != "extra_forbidden"):
        return (str(location[0]),)
    meant = _meant(kind, detail) if location else None
    return (meant,) if meant else kind.known_keys()


def _within(location: tuple[str | int, ...], outer: tuple[str | int, ...]) -> bool:
    return len(location) > len(outer) and location[: len(outer)] == outer


def _meant(kind: type[Model], detail: ErrorDetails) -> str | None:
    """The key that an unknown key was probably meant to be."""
    word, known = str(detail["loc"][-1]), _keys_at(kind, detail["loc"][:-1])
    if (found := KEY_AND_VALUE.match(word)) and found[1] in known:
        return found[1]
    translated = CHINESE_KEYS.get(word, word)
    if translated in _GROUPS and len(groups := known & _GROUPS) == 1:  # another collection's
        return next(iter(groups))
    if translated in known:
        return translated
    return None if _of_what_else(kind, detail["loc"]) else _nearest(word, known)


@lru_cache(maxsize=20_000)
def _nearest(word: str, known: frozenset[str]) -> str | None:
    """`nearest`, which takes long, of keys that are asked about several times, and there may be thousands."""
    return nearest(word, known)


def _all_meant(kind: type[Model], detail: ErrorDetails) -> Iterator[str | None]:
    """The key that an unknown key was probably meant to be, and those that Chinese colons and commas joined to it."""
    yield _meant(kind, detail)
    yield from KEY_WITHIN.findall(str(detail["loc"][-1]))


def _of_what_else(kind: type[Model], location: Location) -> str:
    """What to do with a key that would be right within one of the others, or in another collection; empty if there is
    no such key."""
    word = str(location[-1])
    if len(location) > 1:
        return ""
    for key in sorted(kind.known_keys()):
        inner = _model_in(types_of(kind).get(key))
        if inner and word in inner.known_keys():
            return f"`{word}` 写在 `{key}` 里面，不和它对齐" + (f"：{FORMS[key]}" if key in FORMS else "")
    others = [COLLECTIONS_CALLED[name].short for name, one in FRONT_OF.items() if word in one.known_keys()]
    return f"`{word}` 是{'、'.join(others)}的键，这一类条目没有：删去这一行" if others and kind is not Campaign else ""


_GROUPS = frozenset(kind.GROUP for kind in FRONT_OF.values() if kind.GROUP)
"""Keys that say what group of its collection an item belongs to: each has one of them at most."""


def _problem(
    kind: type[Model], data: Mapping[str, Any], detail: ErrorDetails, locate: Locate, *, is_draft: bool
) -> Problem:
    name = _called(detail["loc"])
    match _kind_of(detail):
        case "missing":
            return _missing(kind, data, name, detail, locate, is_draft=is_draft)
        case "extra_forbidden":
            return _unknown_key(kind, data, name, detail, locate)
        case "value_error":
            return _refused(name, detail, locate)
        case "literal_error":
            return _no_choice(kind, name, detail, locate)
        case other:
            return _wrong_type(other, name, detail, locate)


def _missing(
    kind: type[Model], data: Mapping[str, Any], name: str, detail: ErrorDetails, locate: Locate, *, is_draft: bool
) -> Problem:
    """The required key `name` is not there, or has nothing behind it; a draft may leave a choice open so."""
    location = detail["loc"]
    held_by = kind.IDS_IN.get(name)
    ids = where_ids_are(held_by) if held_by else CHOICES.get((kind.__name__, name), "")
    sought = Sought("choice", held_by) if held_by else None
    if not _is_written(data, location):
        if location == ("name",) and data.get("title"):
            hint = "这里的名称写在 `name`：把 `title` 改成 `name`"
            return Problem(locate(("title",), True), "missing-key", "缺少必填的键 `name`", hint)
        message, hint = f"缺少必填的键 `{name}`", f"加一行 `{location[-1]}: …`{ids}"
        return Problem(locate(location[:-1], False), "missing-key", message, hint, sought=sought)
    message, hint, severity = f"必填的键 `{name}` 后面没有内容", f"在冒号后面写上内容{ids}", Severity.ERROR
    if not ids:
        hint = f"{hint}；# 后面是注释，内容以 # 开头就把它整个用英文双引号括起来"
    elif is_draft:
        hint, severity = f"{hint}；没有它不能发布", Severity.WARNING
    return Problem(locate(location, True), "missing-key", message, hint, severity, sought)


def _unknown_key(
    kind: type[Model], data: Mapping[str, Any], name: str, detail: ErrorDetails, locate: Locate
) -> Problem:
    """There is no key `name`."""
    location = detail["loc"]
    position, word = locate(location, True), str(location[-1])
    if len(location) > 1 and word.isdecimal():
        return Problem(position, "yaml-syntax", f"`{word}` 被前面的逗号分开了", "数字里不要写逗号")
    if slip := slip_in(word):
        return Problem(position, "yaml-syntax", *slip)
    near = _meant(kind, detail)
    if near and near == word.strip():
        hint = "删去键前面的全角空格"
    elif near and not _is_written(data, (*location[:-1], near)):
        hint = did_you_mean(near)
    else:
        others = [key for key in _keys_at(kind, location[:-1]) if not _is_written(data, (*location[:-1], key))]
        hint = _of_what_else(kind, location) or (suggestion(word, others) if near else choice_of(sorted(others)))
    shown = f"`{name}`" if name.isprintable() else as_written(name)
    return Problem(position, "unknown-key", f"不认识的键 {shown}", hint)


def _refused(name: str, detail: ErrorDetails, locate: Locate) -> Problem:
    """One of our own types or models refused the value called `name`, and said why."""
    error = detail["ctx"]["error"]
    message = f"`{name}`{_given(detail)}：{error}" if name else str(error)
    hint = getattr(error, "hint", "") or "改成上面说的写法"
    code, sought = getattr(error, "code", "bad-value"), getattr(error, "sought", None)
    return Problem(locate(detail["loc"], False), code, message, hint, sought=sought)


def _wrong_type(fault: str, name: str, detail: ErrorDetails, locate: Locate) -> Problem:
    """The value called `name` is of another type than it must be, or not of the form; `fault`: see `_kind_of`."""
    location, written = detail["loc"], detail["input"]
    if fault == "dict_type" and (slip := slip_in(written)):
        return Problem(locate(location, False), "yaml-syntax", *slip)
    message, hint = MESSAGES.get(fault, ("值不对", "对照写法说明改正"))
    sought = None
    if fault in ("tuple_type", "list_type") and location[-1] in OF_WORDS and isinstance(written, str):
        hint = f"写成 `[{', '.join(parts_of(written)) or '甲, 乙'}]`，几个之间用英文逗号隔开"
        sought = Sought(str(location[-1]), written) if location[-1] in OF_IDS else None
    if half := half_width(written):
        hint = half
    key = next((str(step) for step in reversed(location) if isinstance(step, str)), "")
    if form := FORMS.get(key):
        is_whole_list = fault in ("tuple_type", "list_type") and location[-1] == key and form.startswith("`- ")
        hint = f"`{key}:` 后面空着，下一行起每项一行，前面空两格：{form}" if is_whole_list else f"写成 {form} 的样子"
    code = "bad-id" if fault in ("string_pattern_mismatch", "string_too_long") else "bad-type"
    return Problem(locate(location, False), code, f"`{name}`{_given(detail)}{message}", hint, sought=sought)


def _kind_of(detail: ErrorDetails) -> str:
    """What is wrong, by pydantic-core's name for it: an entry that holds nothing is an empty text."""
    kind = detail["type"]
    return "string_too_short" if kind == "string_type" and detail["input"] is None else kind


def _no_choice(kind: type[Model], name: str, detail: ErrorDetails, locate: Locate) -> Problem:
    """The value called `name` is none of the words that it may be."""
    location, written = detail["loc"], detail["input"]
    known = _literals(_field_type(kind, location)) or _quoted(detail)
    can = f"可用的有：{'、'.join(f'{one} {CALLED[one].short}' if one in CALLED else one for one in known)}"
    if not isinstance(written, str):
        return Problem(locate(location, False), "bad-type", f"`{name}` 应是一个词", can)
    meant = next((one for one in known if one in CALLED and written in CALLED[one].written), None)
    hint = f"这是名称，要写 `{meant}`" if meant else suggestion(written, known, can)
    return Problem(locate(location, False), "bad-value", f"`{name}` 没有这个取值：{as_written(written)}", hint)


def _called(location: Location) -> str:
    """A value's name for people. Of an entry that is a list itself (a name with its Traditional form) the entry's."""
    steps = zip((None, *location), location, strict=False)
    return ".".join(
        step if isinstance(step, str) else f"第{step + 1}项"
        for before, step in steps
        if not (isinstance(before, int) and isinstance(step, int))
    )


def _is_written(data: Mapping[str, Any], location: Location) -> bool:
    """Whether the data has a key at `location`, be it with nothing behind it."""
    holder: Any = data
    for step in location:
        if not _has(holder, step):
            return False
        holder = holder[step]
    return True


def _given(detail: ErrorDetails) -> str:
    value = detail["input"]
    return f"（写的是{as_written(value)}）" if isinstance(value, str) and 0 < len(value) <= 40 else " "


def _literals(annotation: Any) -> list[str]:
    """The values of the Literal in an annotation, however deep it stands."""
    arguments = get_args(annotation)
    if get_origin(annotation) is Literal:
        return [str(a) for a in arguments]
    return [value for a in arguments for value in _literals(a)]


def _quoted(detail: ErrorDetails) -> list[str]:
    return [w for w in str(detail.get("ctx", {}).get("expected", "")).split("'") if w.strip(" ,or")]


def _keys_at(kind: type[Model], location: Location) -> frozenset[str]:
    """The keys a model knows at `location`; empty if that cannot be told."""
    model: Any = kind
    for step in location:
        if isinstance(step, str):
            model = _model_in(types_of(model).get(step))
        if model is None:
            return frozenset()
    return frozenset(model.known_keys())


def _field_type(kind: type[Model], location: Location) -> Any:
    names = [s for s in location if isinstance(s, str)]
    owner: Any = kind
    for name in names[:-1]:
        owner = _model_in(types_of(owner).get(name)) if owner else None
    return types_of(owner).get(names[-1]) if owner and names else None


def _model_in(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and not isinstance(annotation, GenericAlias):
        return annotation if issubclass(annotation, Model) else None
    if isinstance(annotation, UnionType) or get_args(annotation):
        return next((m for a in get_args(annotation) if (m := _model_in(a))), None)
    return None


def _cut(
    data: dict[str, Any], detail: ErrorDetails, stand_ins: Mapping[str, Any], places: Mapping[str, list[int]]
) -> None:
    """Take out of `data` what `detail` complains of, and its place out of `places`; a required key at the top gets its
    stand-in."""
    location = detail["loc"]
    if detail["type"] == "missing" and len(location) > 1:
        location = location[:-1]
    if not location:
        data.clear()
        data.update(copy.deepcopy(dict(stand_ins)))
        return
    holder: Any = data
    for step in location[:-1]:
        if not _has(holder, step):
            break
        holder = holder[step]
    step = location[-1]
    if len(location) == 1 and step in stand_ins:
        data[str(step)] = copy.deepcopy(stand_ins[str(step)])
    elif _has(holder, step):
        del holder[step]
        held = places.get(str(location[0]), []) if len(location) == 2 else []
        if isinstance(step, int) and step < len(held):
            del held[step]
    elif isinstance(location[0], str):
        data.pop(location[0], None)


def _has(holder: Any, step: str | int) -> bool:
    if isinstance(holder, dict):
        return step in holder
    return isinstance(holder, list) and isinstance(step, int) and step < len(holder)
