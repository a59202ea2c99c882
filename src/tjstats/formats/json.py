"""JSON: any record or answer as one document, and back without losing a digit.

    {"tjstats": 1, "kind": "observation", "indicators": {…}, "sources": {…}, "value": {…}}

The number behind "tjstats" is the version of this schema. Unknown keys are refused, and
`LoadError.problems` holds every mistake with its JSON pointer.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any, Final, NoReturn, TypeVar, overload

from tjstats.errors import InvalidRecordError, LoadError, Problem, RecordTypeError, TjstatsError
from tjstats.formats import _converter
from tjstats.formats._converter import escaped, problems
from tjstats.formats._files import read_text, write_text
from tjstats.formats._kinds import KINDS, NAMES
from tjstats.rows.references import TABLES, Tables
from tjstats.values.numbers import number

__all__ = [
    "SCHEMA_VERSION",
    "dumps",
    "from_builtins",
    "loads",
    "read",
    "schema",
    "to_builtins",
    "write",
]

SCHEMA_VERSION: Final = 1
_KEYS: Final = ("tjstats", "kind", *TABLES, "value")

T = TypeVar("T")


def dumps(record: Any, *, indent: int | None = None) -> str:
    """The JSON text of a record, an answer, or a list of such. Raises `RecordTypeError` for
    anything else.

    >>> dumps(Figure("37.60", "万人"))
    '{"tjstats": 1, "kind": "figure", "value": {"value": "37.60", "unit": "person", "multiplier": 4}}'
    """
    return json.dumps(to_builtins(record), ensure_ascii=False, indent=indent, allow_nan=False)


def to_builtins(record: Any) -> dict[str, Any]:
    """The document as dicts, lists, texts, numbers and None, for a service to send on."""
    tables = Tables()
    if isinstance(record, list | tuple):
        kind, value = "list", [_tagged(tables, each) for each in record]
    else:
        kind, value = _kind_of(record), _converter.writing(tables, record)
        if type(record) in TABLES.values():
            value = _converter.record_data(record)
            tables = Tables()
    document: dict[str, Any] = {"tjstats": SCHEMA_VERSION, "kind": kind}
    for name, records in tables.records.items():
        if records:
            document[name] = {key: _converter.record_data(each) for key, each in records.items()}
    return {**document, "value": value}


def _kind_of(record: Any) -> str:
    if type(record) not in NAMES:
        raise RecordTypeError(
            "dumps", "record", record, f"a record, an answer or a list of them ({', '.join(KINDS)})"
        )
    return NAMES[type(record)]


def _tagged(tables: Tables, record: Any) -> dict[str, Any]:
    kind = _kind_of(record)
    return {"kind": kind, "value": _converter.writing(tables, record)}


@overload
def loads(text: str | bytes, as_: type[T]) -> T: ...
@overload
def loads(text: str | bytes, as_: None = None) -> Any: ...
def loads(text: str | bytes, as_: type[Any] | None = None) -> Any:
    """The record of a JSON text; with *as_* it must be of that class.

    Raises `LoadError`, whose `problems` hold every mistake: truncated text, unknown keys, wrong
    types, a newer schema.

    >>> loads(dumps(Figure("37.60", "万人")))
    Figure('37.60', '万人')
    """
    if not isinstance(text, str | bytes | bytearray):
        raise RecordTypeError("loads", "text", text, "a JSON text")
    try:
        if not isinstance(text, str):
            text = text.decode("utf-8-sig")
        data = json.loads(
            text,
            parse_float=number,
            parse_int=_integer,
            parse_constant=_refuse,
            object_pairs_hook=_without_doubles,
        )
    except json.JSONDecodeError as error:
        problem = f"not JSON, or cut off: {error.msg} at line {error.lineno}, column {error.colno}"
        raise LoadError((Problem("", problem),)) from None
    except (UnicodeDecodeError, RecursionError, TjstatsError) as error:
        raise LoadError((Problem("", f"not readable JSON: {error}"),)) from None
    return from_builtins(data, as_)


def write(path: str | os.PathLike[str], record: Any, *, indent: int | None = None) -> None:
    """The JSON file of a record, whole or not at all. Raises as `dumps` does, and `OSError`."""
    write_text(path, dumps(record, indent=indent) + "\n")


def read(path: str | os.PathLike[str], as_: type[Any] | None = None) -> Any:
    """The record of a JSON file. Raises as `loads` does, and `OSError`."""
    return loads(read_text(path), as_)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the documents that `dumps` writes.

    >>> schema()["properties"]["tjstats"]
    {'const': 1}
    """
    from tjstats.formats._schema import document_schema

    return document_schema(SCHEMA_VERSION)


def _integer(text: str) -> Any:
    return int(text) if len(text) < 20 else number(text)


def _refuse(text: str) -> NoReturn:
    raise InvalidRecordError("JSON", "number", text, "NaN and infinities are not published values")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        raise InvalidRecordError(
            "JSON", "object", ", ".join(twice), "a key stands twice in one object"
        )
    return found


@overload
def from_builtins(data: Any, as_: type[T]) -> T: ...
@overload
def from_builtins(data: Any, as_: None = None) -> Any: ...
def from_builtins(data: Any, as_: type[Any] | None = None) -> Any:
    """The record of a document in builtins, as `to_builtins` gives it. Raises `LoadError`."""
    found = _envelope(data, as_)
    tables = Tables()
    for name, kind in TABLES.items():
        entries = data.get(name, {})
        if not isinstance(entries, Mapping):
            found.append(Problem(f"/{name}", "expected an object of key and record"))
            continue
        for key, entry in entries.items():
            place = f"/{name}/{escaped(str(key))}"
            tables.records[name][key] = _read(
                lambda e=entry, k=kind: _converter.record_of(e, k), place, found
            )
    if any(problem.pointer in ("", "/tjstats", "/kind") for problem in found):
        raise LoadError(tuple(found))
    value = _value(data["kind"], data["value"], tables, found)
    if found:
        raise LoadError(tuple(found))
    return value


def _envelope(data: Any, as_: type[Any] | None) -> list[Problem]:
    """The mistakes in what surrounds the record. Raises where it is no document of ours at all."""
    if not isinstance(data, Mapping) or "tjstats" not in data:
        problem = 'not a tjstats document; it begins with {"tjstats": 1, "kind": …}'
        raise LoadError((Problem("", problem),))
    version = data["tjstats"]
    if type(version) is not int or not 1 <= version <= SCHEMA_VERSION:
        problem = f"schema version {version} is not known; this library reads up to {SCHEMA_VERSION}: update tjstats"
        raise LoadError((Problem("/tjstats", problem),))
    found = [Problem(f"/{escaped(str(key))}", "unknown key") for key in data if key not in _KEYS]
    found += [
        Problem(f"/{key}", "required key is missing")
        for key in ("kind", "value")
        if key not in data
    ]
    kind = data.get("kind")
    if "kind" in data and kind != "list" and (not isinstance(kind, str) or kind not in KINDS):
        found.append(Problem("/kind", f"{kind!r} is not one of list, {', '.join(KINDS)}"))
    elif as_ is not None and "kind" in data and KINDS.get(str(kind), list) is not as_:
        found.append(
            Problem("/kind", f"the document holds a {kind}, not a {NAMES.get(as_, as_.__name__)}")
        )
    if any(problem.pointer in ("/kind", "/value") for problem in found):
        raise LoadError(tuple(found))
    return found


def _value(kind: str, value: Any, tables: Tables, found: list[Problem]) -> Any:
    if kind != "list":
        cls = KINDS[kind]
        if cls in TABLES.values():
            return _read(lambda: _converter.record_of(value, cls), "/value", found)
        return _read(lambda: _converter.reading(tables, value, cls), "/value", found)
    if not isinstance(value, list):
        found.append(Problem("/value", "expected a list"))
        return None
    return [
        _value_in_list(each, f"/value/{place}", tables, found) for place, each in enumerate(value)
    ]


def _value_in_list(each: Any, place: str, tables: Tables, found: list[Problem]) -> Any:
    known = isinstance(each, dict) and set(each) == {"kind", "value"} and str(each["kind"]) in KINDS
    if not known or not isinstance(each["kind"], str):
        found.append(Problem(place, 'expected {"kind": …, "value": …} with a known kind'))
        return None
    return _read(
        lambda: _converter.reading(tables, each["value"], KINDS[each["kind"]]),
        f"{place}/value",
        found,
    )


def _read(read: Any, place: str, found: list[Problem]) -> Any:
    try:
        return read()
    except RecursionError:
        found.append(Problem(place, "nested too deep"))
    except Exception as error:  # cattrs wraps whatever a field raised
        found.extend(problems(error, place))
    return None
