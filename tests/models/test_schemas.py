"""Schemas of the models' fields: what a type's notes say is what is checked, and a slip in them is noticed."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic_core import SchemaValidator, ValidationError

from cxzy_build.models.front_matter import FRONT_OF, Campaign
from cxzy_build.models.moments import Moment
from cxzy_build.models.schemas import _schema_of, types_of
from cxzy_build.models.values import Count, Text, TextOrTexts, limited, prepared_by


def errors(type_: Any, value: object) -> list[str]:
    """The kinds of errors that a value has by the schema of a type."""
    try:
        SchemaValidator(_schema_of(type_)).validate_python(value)
    except ValidationError as error:
        return [detail["type"] for detail in error.errors()]
    return []


def test_notes_apply_from_within_outwards() -> None:
    assert errors(Text, " ") == ["string_too_short"]
    assert errors(Count, "-5") == ["value_error"]
    assert errors(Count, -5) == ["greater_than_equal"]
    assert errors(TextOrTexts, "one") == []
    assert errors(tuple[Text, ...], "one") == ["tuple_type"]


def test_a_limit_that_a_schema_cannot_have_is_an_error() -> None:
    with pytest.raises(TypeError, match="min_lenght"):
        _schema_of(Annotated[str, limited(min_lenght=1)])
    with pytest.raises(TypeError, match="ge"):
        _schema_of(Annotated[str, limited(ge=1)])
    with pytest.raises(KeyError, match="function-before"):
        _schema_of(Annotated[int, prepared_by(str), limited(ge=0)])


@pytest.mark.parametrize("type_", [Moment, None, int | str, list[str]])
def test_a_type_that_nothing_is_known_of_is_an_error(type_: Any) -> None:
    with pytest.raises(TypeError, match="no schema"):
        _schema_of(type_)


@pytest.mark.parametrize("kind", [*FRONT_OF.values(), Campaign])
def test_every_field_of_a_model_has_a_schema(kind: Any) -> None:
    assert all(_schema_of(type_) for type_ in types_of(kind).values())
