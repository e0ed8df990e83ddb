"""The models as schemas for pydantic-core, which checks what people write: of each field, its type as `values` has it.

Not by way of pydantic itself: it would make such schemas of such types, but importing it takes 40 ms, as long as
reading a dozen items that have changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache, partial, reduce
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from . import values
from .front_matter import Model

M = TypeVar("M", bound=Model)


def make(kind: type[M], data: Mapping[str, Any]) -> M:
    """A `kind` of plain data. Unknown keys are errors; a key without a value counts as not written. Raises
    pydantic-core's ValidationError with every fault."""
    made: M = _validator(kind).validate_python(data)
    return made


@cache
def _validator(kind: type[Model]) -> SchemaValidator:
    return SchemaValidator(_schema_of_model(kind))


@cache
def types_of(kind: type[Model]) -> Mapping[str, Any]:
    """The type of each of a model's fields, by key."""
    hints = get_type_hints(kind, localns=dict(vars(values)), include_extras=True)
    return {key: hints[name] for key, name in _names_of(kind).items()}


def _names_of(kind: type[Model]) -> Mapping[str, str]:
    """The fields' names, by key."""
    return dict(zip(kind.__struct_encode_fields__, kind.__struct_fields__, strict=True))


def _required(kind: type[Model]) -> frozenset[str]:
    """The keys without a default. msgspec keeps defaults by place, from the end; `msgspec.structs.fields` would resolve
    the annotations, as it cannot."""
    keys, defaults = kind.__struct_encode_fields__, kind.__struct_defaults__
    padded = (*[NODEFAULT] * (len(keys) - len(defaults)), *defaults)
    return frozenset(key for key, default in zip(keys, padded, strict=True) if default is NODEFAULT)


def _schema_of_model(kind: type[Model]) -> CoreSchema:
    names, known, required = _names_of(kind), kind.known_keys(), _required(kind)

    def without_empty(data: Any) -> Any:
        if isinstance(data, dict) and None in data.values():
            return {key: value for key, value in data.items() if value is not None or key not in known}
        return data

    def made(checked: dict[str, Any]) -> Model:
        return kind(**{names[key]: value for key, value in checked.items()})

    fields = {
        key: core_schema.typed_dict_field(_schema_of(type_), required=key in required)
        for key, type_ in types_of(kind).items()
    }
    held = core_schema.typed_dict_schema(fields, extra_behavior="forbid")
    cleaned = core_schema.no_info_before_validator_function(without_empty, held)
    return core_schema.no_info_after_validator_function(made, cleaned)


def _schema_of(type_: Any) -> CoreSchema:
    """The schema of a field's type. Raises TypeError for a kind of type that no model has yet."""
    origin, arguments = get_origin(type_), get_args(type_)
    if origin is Annotated:
        beneath, *notes = arguments
        return reduce(lambda make, note: partial(note, make), notes, partial(_schema_of, beneath))()
    if origin in (Union, UnionType) and arguments[1:] == (NoneType,):
        return core_schema.nullable_schema(_schema_of(arguments[0]))
    if origin is Literal:
        return core_schema.literal_schema(list(arguments))
    if origin is tuple:
        items = [_schema_of(one) for one in arguments if one is not ...]
        return core_schema.tuple_schema(items, variadic_item_index=0 if ... in arguments else None)
    if isinstance(type_, type) and issubclass(type_, Model):
        return _schema_of_model(type_)
    if type_ not in _PLAIN:
        raise TypeError(f"no schema for {type_}")
    return _PLAIN[type_]


_PLAIN: Mapping[Any, CoreSchema] = {
    str: core_schema.str_schema(),
    int: core_schema.int_schema(),
    bool: core_schema.bool_schema(),
    Decimal: core_schema.decimal_schema(),
    Any: core_schema.any_schema(),
}
"""Schemas of types that are made of no others."""
