"""The JSON Schema of the documents, generated from the kinds of record and the types of their
fields.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import attrs

from tjstats.formats._converter import RESULT_KINDS, ComputedFigure, PrintedFigure, result_form
from tjstats.formats._kinds import KINDS, NAMES
from tjstats.records.publication import Observation
from tjstats.rows.references import INPUTS, TABLE_OF, TABLES
from tjstats.values.figures import Figure
from tjstats.values.periods import AsOf, Period
from tjstats.values.units import Unit

__all__ = ["document_schema"]

Schema = dict[str, Any]

_NUMBER: Final = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,4})?$"
_TOKEN: Final = r"([A-Za-z]\w*|\[[^\[\]/*]+\])(\*\*[1-9])?"  # a unit of the table, or a kept word
_SCALARS: Final[dict[Any, Schema]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Any: {},
    NoneType: {"type": "null"},
    Decimal: {"type": "string", "pattern": _NUMBER},
    Fraction: {"type": "string", "pattern": r"^-?\d+(/\d+)?$"},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"},
    Unit: {"type": "string", "pattern": rf"^{_TOKEN}([*/]{_TOKEN})*$"},
    Period: {"type": "string", "pattern": r"^\d{4}(-(\d\d|[SQ]\d|\d\d-\d\d(/P\d{1,7}[YMD])?))?$"},
    AsOf: {"type": "string", "pattern": r"^\d{4}(-(\d\d|[SQ]\d|\d\d-\d\d))?$"},
}
_PARTS: Final = {"printed_figure": PrintedFigure, "computed_figure": ComputedFigure}


def document_schema(version: int) -> Schema:
    """The schema of a document of that version, draft 2020-12."""
    kinds = [
        {"properties": {"kind": {"const": n}, "value": _of_kind(n, cls)}}
        for n, cls in KINDS.items()
    ]
    item = [{"properties": {"kind": {"const": n}, "value": _ref(n)}} for n in KINDS]
    pair = {"type": "object", "required": ["kind", "value"], "additionalProperties": False}
    listed = {
        "type": "array",
        "items": {
            **pair,
            "properties": {"kind": {"enum": list(KINDS)}, "value": True},
            "oneOf": item,
        },
    }
    tables = {
        name: {"type": "object", "additionalProperties": _ref(f"{NAMES[cls]}_record")}
        for name, cls in TABLES.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A tjstats document",
        "type": "object",
        "required": ["tjstats", "kind", "value"],
        "properties": {
            "tjstats": {"const": version},
            "kind": {"enum": ["list", *KINDS]},
            **tables,
            INPUTS: {"type": "object", "additionalProperties": _ref(NAMES[Observation])},
            "value": True,
        },
        "additionalProperties": False,
        "oneOf": [*kinds, {"properties": {"kind": {"const": "list"}, "value": listed}}],
        "$defs": _definitions(),
    }


def _of_kind(name: str, kind: type) -> Schema:
    """The schema of "value": an indicator or a source with its own fields, anything else as inside
    other records.
    """
    return _ref(f"{name}_record") if kind in TABLE_OF else _ref(name)


def _definitions() -> dict[str, Schema]:
    definitions = {name: _object(kind) for name, kind in _PARTS.items()}
    for name, kind in KINDS.items():
        if kind in TABLE_OF:
            key = {"type": "string", "description": f"a key of /{TABLE_OF[kind]}"}
            definitions |= {name: key, f"{name}_record": _object(kind)}
        else:
            definitions[name] = _definition(kind)
    return definitions | {_tagged_name(kind): _tagged(kind) for kind in _in_unions()}


def _definition(kind: Any) -> Schema:
    if kind is Figure:
        return {"oneOf": [_ref(part) for part in _PARTS]}
    if kind in _SCALARS:
        return _SCALARS[kind]
    return _enum(kind) if issubclass(kind, Enum) else _object(kind)


def _in_unions() -> list[Any]:
    """The kinds that share a field with other kinds, and therefore name their own."""
    kinds = [kind for kind in KINDS.values() if attrs.has(kind)]
    hints = [hint for kind in kinds for hint in get_type_hints(kind).values()]
    return list(dict.fromkeys(kind for hint in hints for kind in _alternatives(hint)))


def _alternatives(hint: Any) -> list[Any]:
    """The several kinds of a union, anywhere in a type."""
    choices = [arg for arg in get_args(hint) if arg is not NoneType]
    if get_origin(hint) in (Union, UnionType) and len(choices) > 1:
        return choices
    return [kind for choice in choices for kind in _alternatives(choice)]


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _enum(kind: type[Enum]) -> Schema:
    return {"enum": [member.value for member in kind]}


def _object(kind: type, tag: str | None = None) -> Schema:
    """An object with the fields of a record; with *tag*, under the key "kind", if records of other
    kinds are allowed too.
    """
    hints = get_type_hints(kind)
    fields = [
        field
        for field in attrs.fields(kind)
        if field.init is not False and not field.name.startswith("_")
    ]
    properties = {field.name: _of(hints[field.name]) for field in fields}
    if kind is Observation:
        key = {"type": "string", "description": f"a key of /{INPUTS}"}
        inputs = {"anyOf": [_ref(NAMES[Observation]), key]}
        properties["derived_from"] = {"type": "array", "items": inputs}
    required = [field.name for field in fields if field.default is attrs.NOTHING]
    if kind in RESULT_KINDS:
        results = _object(result_form(kind))
        properties["results"] = {
            **results,
            "description": "what the other fields give; may be left out",
        }
    if tag:
        properties, required = {"kind": {"const": tag}, **properties}, ["kind", *required]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _of(kind: Any) -> Schema:
    """The schema of a type of a field."""
    if get_origin(kind) in (Union, UnionType):
        return _union(
            [arg for arg in get_args(kind) if arg is not NoneType], NoneType in get_args(kind)
        )
    if get_origin(kind) is frozenset:
        return {"type": "array", "items": _of(get_args(kind)[0]), "uniqueItems": True}
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if kind in _SCALARS:
        return _SCALARS[kind]
    return _ref(NAMES[kind]) if kind in NAMES else _enum(kind)


def _tuple(items: tuple[Any, ...]) -> Schema:
    if items[-1] is Ellipsis:
        return {"type": "array", "items": _of(items[0])}
    return {
        "type": "array",
        "prefixItems": [_of(item) for item in items],
        "minItems": len(items),
        "maxItems": len(items),
    }


def _union(choices: list[Any], optional: bool) -> Schema:
    absent = [{"type": "null"}] if optional else []
    if len(choices) == 1:
        return {"anyOf": [_of(choices[0]), *absent]}
    return {"anyOf": [*(_ref(_tagged_name(choice)) for choice in choices), *absent]}


def _tagged_name(kind: Any) -> str:
    return f"tagged_{NAMES[kind]}"


def _tagged(kind: Any) -> Schema:
    """A record with its kind in addition to its fields; a record that is text is under "value"."""
    name = NAMES[kind]
    if kind in _SCALARS or kind in TABLE_OF or issubclass(kind, Enum):
        properties = {"kind": {"const": name}, "value": _ref(name)}
        return {
            "type": "object",
            "properties": properties,
            "required": ["kind", "value"],
            "additionalProperties": False,
        }
    if kind is Figure:
        return {"oneOf": [_object(part, name) for part in _PARTS.values()]}
    return _object(kind, name)
