"""What pydantic makes of the models: their fields' types, as `values` has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, get_type_hints

from msgspec import NODEFAULT
from pydantic import GetCoreSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, core_schema

from . import values
from .models import Model

M = TypeVar("M", bound=Model)


def make(kind: type[M], data: Mapping[str, Any]) -> M:
    """A `kind` of plain data. Unknown keys are errors; a key without a value counts as not written. Raises pydantic's
    ValidationError with every fault."""
    made: M = _adapter(kind).validate_python(data)
    return made


@cache
def _adapter(kind: type[Model]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


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


def schema_of(kind: type[Model], handler: GetCoreSchemaHandler) -> CoreSchema:
    """The schema of a model, for pydantic."""
    names, known, required = _names_of(kind), kind.known_keys(), _required(kind)

    def without_empty(data: Any) -> Any:
        if isinstance(data, dict) and None in data.values():
            return {key: value for key, value in data.items() if value is not None or key not in known}
        return data

    def made(checked: dict[str, Any]) -> Model:
        return kind(**{names[key]: value for key, value in checked.items()})

    fields = {
        key: core_schema.typed_dict_field(handler.generate_schema(type_), required=key in required)
        for key, type_ in types_of(kind).items()
    }
    held = core_schema.typed_dict_schema(fields, extra_behavior="forbid")
    cleaned = core_schema.no_info_before_validator_function(without_empty, held)
    return core_schema.no_info_after_validator_function(made, cleaned)
