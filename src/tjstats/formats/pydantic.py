"""Records and answers as fields of pydantic models and in the signatures of FastAPI (the extra
`pydantic`), which takes no more than their classes:

    @app.post("/observations")
    def add(observation: Annotated[tj.Observation, Body()]) -> tj.Observation: ...

A record is sent with its indicator and source in place, the exact digits as texts, and beside them
`text`, `plain` and `rounded`; the schema of each class is a component of the OpenAPI document. What
is wrong in a request is reported field by field, as pydantic does.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Annotated, Any, Final, TypeVar

from tjstats.errors import LoadError, Problem, TjstatsError, UnknownCodeError
from tjstats.formats._files import check_text
from tjstats.formats._json_text import parsed
from tjstats.formats._kinds import NAMES
from tjstats.formats._nested import from_nested, nested, nested_schema

__all__ = ["core_schema_of", "dumps", "loads", "problems", "unprocessable"]

T = TypeVar("T")
_ERROR: Final = "tjstats"  # the type of an error of a field


# --- texts ----------------------------------------------------------------------------------------


def dumps(record: object, *, indent: int | None = None) -> str:
    """The JSON text of a record, an answer, or a list of such, as a service sends it.

    Raises `RecordTypeError`.
    """
    return json.dumps(nested(record), ensure_ascii=False, indent=indent, allow_nan=False)


def loads(text: str | bytes, as_: type[T]) -> T:
    """The record of a class, or the list of them, in a JSON text that a service sent.

    *as_* is the class, `list[…]` or `tuple[…, ...]` of it. Raises `LoadError`.

    >>> loads('{"value": "37.62", "unit": "万人"}', Figure)
    Figure('37.62', '万人')
    """
    check_text(text, "a JSON text")
    found: T = from_nested(parsed(text), as_)
    return found


# --- errors ---------------------------------------------------------------------------------------


def problems(error: TjstatsError) -> list[dict[str, Any]]:
    """What is wrong, as FastAPI lists it under "detail": the type of the error, its place, and the
    message, which says what to write instead.
    """
    if isinstance(error, LoadError):
        listed = [(problem.pointer.split("/")[1:], problem.message) for problem in error.problems]
    else:
        field = getattr(error, "field", None) or getattr(error, "column", None)
        listed = [([field] if field else [], str(error))]
    kind = type(error).__name__
    return [{"type": kind, "loc": place, "msg": message} for place, message in listed]


def unprocessable(request: Any, error: Any) -> Any:
    """The response of a service to an error of the library: 404 for an unknown code, else 422.

    Starlette and FastAPI take it: `app.add_exception_handler(TjstatsError, unprocessable)`.
    """
    from starlette.responses import JSONResponse

    status = 404 if isinstance(error, UnknownCodeError) else 422
    return JSONResponse({"detail": problems(error)}, status)


# --- fields of models -----------------------------------------------------------------------------


def core_schema_of(kind: type) -> Any:
    """What pydantic asks of a class: how it is read, written and described."""
    from pydantic_core import core_schema

    if kind not in NAMES:  # a part of a class of record
        return core_schema.is_instance_schema(kind)

    def read(value: Any, _: Any) -> Any:
        return value if isinstance(value, kind) else _read(value, kind)

    def write(record: Any, info: Any) -> Any:
        return nested(record) if info.mode_is_json() else record

    writer = core_schema.plain_serializer_function_ser_schema(write, info_arg=True)
    form = _reference(NAMES[kind])
    field = core_schema.no_info_wrap_validator_function(read, form, serialization=writer)
    return core_schema.definitions_schema(field, list(_definitions()))


def _read(value: Any, kind: type) -> Any:
    """The record in nested data. Raises pydantic's `ValidationError`, with every problem."""
    from pydantic_core import PydanticCustomError, ValidationError

    try:
        return from_nested(value, kind)
    except LoadError as error:
        wrong: list[Any] = []
        for problem in error.problems:
            place, found = _place(problem, value)
            kept = PydanticCustomError(_ERROR, "{problem}", {"problem": problem.message})
            wrong.append({"type": kept, "loc": place, "input": found})
        raise ValidationError.from_exception_data(kind.__name__, wrong) from None


def _place(problem: Problem, value: Any) -> tuple[tuple[str | int, ...], Any]:
    """The steps to a problem, and the value there; None for a field that is missing."""
    place: list[Any] = []
    for part in problem.pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        step: Any = int(key) if isinstance(value, list) and key.isdecimal() else key
        place.append(step)
        try:
            value = value[step]
        except (LookupError, TypeError):
            value = None
    return tuple(place), value


def _reference(name: str) -> Any:
    from pydantic_core import core_schema

    title = "".join(part.capitalize() for part in name.split("_"))
    return core_schema.definition_reference_schema(f"{__name__}.{title}:{name}")


@cache
def _definitions() -> tuple[Any, ...]:
    """The form of each kind of record, for all classes together; codes stand in place, since their
    own classes are components.
    """
    return tuple(
        {**_described(form), "ref": _reference(name)["schema_ref"]}
        for name, form in _forms().items()
        if "enum" not in form
    )


_forms: Final = cache(nested_schema)


def _described(form: dict[str, Any]) -> Any:
    """A JSON Schema as pydantic's own, which gives it again with its references to components."""
    from pydantic import TypeAdapter, WithJsonSchema
    from pydantic_core import core_schema

    choices = form.get("anyOf") or form.get("oneOf")
    if "$ref" in form:
        return _referred(form["$ref"].removeprefix("#/$defs/"))
    if choices:
        return core_schema.union_schema([_described(choice) for choice in choices])
    if "prefixItems" in form:
        return core_schema.tuple_schema([_described(part) for part in form["prefixItems"]])
    if "items" in form:
        return core_schema.list_schema(_described(form["items"]))
    if "properties" not in form:
        return TypeAdapter(Annotated[Any, WithJsonSchema(form)]).core_schema
    fields = {
        name: core_schema.typed_dict_field(_described(field), required=name in form["required"])
        for name, field in form["properties"].items()
    }
    return core_schema.typed_dict_schema(fields, extra_behavior="forbid")


def _referred(name: str) -> Any:
    """A component by its name, or its codes in place."""
    form = _forms()[name]
    return _described(form) if "enum" in form else _reference(name)


def __dir__() -> list[str]:
    return ["dumps", "loads", "problems", "unprocessable"]
