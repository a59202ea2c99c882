"""JSON: any record or answer as one document, and back without losing a digit.

    {"tjstats": 2, "kind": "observation", "indicators": {…}, "sources": {…}, "value": {…}}

"tjstats" is the version of the schema; documents of version 1 are read as well. Unknown keys are
refused, and `LoadError.problems` reports every error with its JSON pointer.

Reading does not judge: an answer is read as it was stored, even if the rules have changed since.
`tjstats.recheck` recomputes it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any, Final, TypeVar, overload

from tjstats.errors import LoadError, Problem, RecordTypeError
from tjstats.formats import _converter
from tjstats.formats._converter import escaped, problems
from tjstats.formats._fast import ObservationReader, ObservationWriter, quick
from tjstats.formats._files import check_text, read_text, write_text
from tjstats.formats._json_text import parsed
from tjstats.formats._kinds import KINDS, NAMES
from tjstats.records.publication import Observation
from tjstats.rows.asked import Asked, asked
from tjstats.rows.references import INPUTS, TABLES, Tables

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

SCHEMA_VERSION: Final = 2
_MAX_PROBLEMS: Final = 1000  # reported of one document
_KEYS: Final = ("tjstats", "kind", *TABLES, INPUTS, "value")

T = TypeVar("T")


def dumps(record: object, *, indent: int | None = None) -> str:
    """The JSON text of a record, an answer, or a list of such. Raises `RecordTypeError` for
    anything else.

    >>> dumps(Period.year(2025))
    '{"tjstats": 2, "kind": "period", "value": "2025"}'
    """
    if indent is None and isinstance(record, list | tuple):
        return _list_text(record)
    return _text(to_builtins(record), indent)


def _text(data: Any, indent: int | None = None) -> str:
    return json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)


def _list_text(records: Sequence[object]) -> str:
    """The text of a list, of which plain observations need no data in between."""
    tables = Tables()
    write = ObservationWriter(tables).write
    items = []
    for record in records:
        value = write(record) if type(record) is Observation else None
        if value is None:
            items.append(_text(_list_item(tables, record)))
        else:
            items.append(f'{{"kind": "observation", "value": {value}}}')
    head = _text(_with_tables("list", tables))
    return f'{head[:-1]}, "value": [{", ".join(items)}]}}'


def to_builtins(record: object) -> dict[str, Any]:
    """The document as dicts, lists, texts, numbers and None, for a service to send on."""
    tables = Tables()
    if isinstance(record, list | tuple):
        kind, value = "list", [_list_item(tables, item) for item in record]
    else:
        kind, value = _kind_of(record), _converter.writing(tables, record)
        if type(record) in TABLES.values():
            value = _converter.record_data(record)
            tables = Tables()
    return {**_with_tables(kind, tables), "value": value}


def _with_tables(kind: str, tables: Tables) -> dict[str, Any]:
    """A document without its value."""
    document: dict[str, Any] = {"tjstats": SCHEMA_VERSION, "kind": kind}
    inputs = _written_inputs(tables)
    for name, entries in tables.records.items():
        if entries:
            document[name] = {key: _converter.record_data(entry) for key, entry in entries.items()}
    if inputs:
        document[INPUTS] = inputs
    return document


def _written_inputs(tables: Tables) -> dict[str, Any]:
    """The inputs to which the records refer, and those to which these refer in turn."""
    written: dict[str, Any] = {}
    for key, record in tables.referred:  # which grows while they are written
        written[key] = _converter.writing(tables, record)
    return written


def _kind_of(record: object) -> str:
    if type(record) not in NAMES:
        raise RecordTypeError(
            "dumps", "record", record, f"a record, an answer or a list of them ({', '.join(KINDS)})"
        )
    return NAMES[type(record)]


def _list_item(tables: Tables, record: object) -> dict[str, Any]:
    kind = _kind_of(record)
    return {"kind": kind, "value": _converter.writing(tables, record)}


@overload
def loads(text: str | bytes, as_: type[T]) -> T: ...
@overload
def loads(text: str | bytes, as_: None = None) -> Any: ...
def loads(text: str | bytes, as_: Any = None) -> Any:
    """The record of a JSON text, or its list of records.

    With *as_*, the document must hold a record of that class, or a list of such:
    `loads(text, list[Observation])`, `loads(text, tuple[Observation, ...])`. Raises `LoadError`,
    whose `problems` report every error: truncated text, unknown keys, wrong types, a newer schema.

    >>> loads(dumps(Figure("37.60", "万人")))
    Figure('37.60', '万人')
    >>> loads(dumps([Period.year(2025)]), tuple[Period, ...])
    (Period('2025'),)
    """
    check_text(text, "a JSON text")
    data = quick(text)
    if data is not None:
        with suppress(LoadError):  # whose problems the standard path states
            return from_builtins(data, as_)
    return from_builtins(parsed(text), as_)


def write(path: str | os.PathLike[str], record: object, *, indent: int | None = None) -> None:
    """Write the JSON file of a record, whole or not at all. Raises as `dumps`, and `OSError`."""
    write_text(path, dumps(record, indent=indent) + "\n")


@overload
def read(path: str | os.PathLike[str], as_: type[T]) -> T: ...
@overload
def read(path: str | os.PathLike[str], as_: None = None) -> Any: ...
def read(path: str | os.PathLike[str], as_: Any = None) -> Any:
    """The record or list of a JSON file; *as_* and errors as for `loads`, and `OSError`."""
    return loads(read_text(path), as_)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the documents that `dumps` writes.

    >>> schema()["properties"]["tjstats"]
    {'const': 2}
    """
    from tjstats.formats._schema import document_schema

    return document_schema(SCHEMA_VERSION)


# --- reading --------------------------------------------------------------------------------------


@overload
def from_builtins(data: Any, as_: type[T]) -> T: ...
@overload
def from_builtins(data: Any, as_: None = None) -> Any: ...
def from_builtins(data: Any, as_: Any = None) -> Any:
    """The record or list of a document in builtins, as `to_builtins` gives it; *as_* as for
    `loads`. Raises `LoadError`.
    """
    wanted = Asked() if as_ is None else asked(as_)
    _check_version(data)
    unknown = islice((key for key in data if key not in _KEYS), _MAX_PROBLEMS)
    report = [Problem(f"/{escaped(str(key))}", "unknown key") for key in unknown]
    _check_envelope(data, wanted, report)
    tables = _read_tables(data, report)
    _read_inputs(data, tables, report)
    kind = data["kind"]
    if kind == "list":
        value: Any = _read_list(data["value"], wanted, tables, report)
    else:
        value = _read_value(data["value"], KINDS[kind], tables, report)
    if report:
        raise LoadError(tuple(report))
    return tuple(value) if wanted.holder is tuple else value


def _check_version(data: Any) -> None:
    """Raise `LoadError` unless the data are a document of a supported version."""
    if not isinstance(data, Mapping) or "tjstats" not in data:
        problem = (
            f'not a tjstats document; it begins with {{"tjstats": {SCHEMA_VERSION}, "kind": …}}'
        )
        raise LoadError((Problem("", problem),))
    version = data["tjstats"]
    if type(version) is not int or not 1 <= version <= SCHEMA_VERSION:
        problem = (
            f"unknown schema version {version}; this library reads up to {SCHEMA_VERSION}: "
            "update tjstats"
        )
        raise LoadError((Problem("/tjstats", problem),))


def _check_envelope(data: Mapping[str, Any], wanted: Asked, report: list[Problem]) -> None:
    """Raise `LoadError` unless the document has a kind, the requested one, and a value."""
    missing = [
        Problem(f"/{key}", "required key is missing")
        for key in ("kind", "value")
        if key not in data
    ]
    wrong = _kind_problem(data["kind"], wanted) if "kind" in data else None
    if wrong is not None:
        missing.append(Problem("/kind", wrong))
    if missing:
        raise LoadError((*report, *missing))


def _kind_problem(kind: Any, wanted: Asked) -> str | None:
    """Why a document of that kind cannot be read, or is not what was requested; None if it can."""
    if kind != "list" and (not isinstance(kind, str) or kind not in KINDS):
        return f"{kind!r} is not one of list, {', '.join(KINDS)}"
    if kind == "list":
        fits = wanted.holder is not None or not wanted.kinds
    else:
        fits = wanted.holder is None and wanted.takes(KINDS[kind])
    return None if fits else f"the kind is {kind}; expected {_wanted_text(wanted)}"


def _wanted_text(wanted: Asked) -> str:
    names = _names(wanted)
    if wanted.holder is None:
        return names
    return f"list of {names}" if names else "list"


def _names(wanted: Asked) -> str:
    return " or ".join(NAMES.get(kind, kind.__name__) for kind in wanted.kinds)


def _read_tables(data: Mapping[str, Any], report: list[Problem]) -> Tables:
    """The indicators and sources of a document, None for those with errors, which are reported."""
    tables = Tables()
    for name, kind in TABLES.items():
        entries = data.get(name, {})
        if not isinstance(entries, Mapping):
            report.append(Problem(f"/{name}", "expected an object of key and record"))
            continue
        for key, entry in entries.items():
            tables.records[name][key] = _reported(
                report, f"/{name}/{escaped(str(key))}", _converter.record_of, entry, kind
            )
    return tables


def _read_inputs(data: Mapping[str, Any], tables: Tables, report: list[Problem]) -> None:
    """Read the derived inputs, each after those to which it refers; None for those with errors."""
    entries = data.get(INPUTS, {})
    if not isinstance(entries, Mapping):
        report.append(Problem(f"/{INPUTS}", "expected an object of key and record"))
        return
    for first in entries:
        path = {} if first in tables.inputs else {first: _named_inputs(entries[first], entries)}
        while path:
            key, named = next(reversed(path.items()))
            deeper = next((k for k in named if k not in tables.inputs and k not in path), None)
            if deeper is not None:
                path[deeper] = _named_inputs(entries[deeper], entries)
                continue
            del path[key]
            place = f"/{INPUTS}/{escaped(str(key))}"
            tables.inputs[key] = _reported(
                report, place, _converter.reading, tables, entries[key], Observation
            )


def _named_inputs(entry: Any, entries: Mapping[str, Any]) -> Iterator[str]:
    """The keys of the entries to which an entry refers."""
    inputs = entry.get("derived_from") if isinstance(entry, Mapping) else None
    named = inputs if isinstance(inputs, list | tuple) else ()
    return (key for key in named if isinstance(key, str) and key in entries)


def _read_value(value: Any, kind: type, tables: Tables, report: list[Problem]) -> Any:
    if kind in TABLES.values():
        return _reported(report, "/value", _converter.record_of, value, kind)
    return _reported(report, "/value", _converter.reading, tables, value, kind)


def _read_list(value: Any, wanted: Asked, tables: Tables, report: list[Problem]) -> list[Any]:
    if not isinstance(value, list):
        report.append(Problem("/value", "expected a list"))
        return []
    records = []
    read_plain = ObservationReader(tables).read
    for index, item in enumerate(value):
        if len(report) >= _MAX_PROBLEMS:
            break
        kind = _item_kind(item)
        record = None
        if kind is Observation and wanted.takes(kind):
            record = read_plain(item["value"])
        if record is not None:
            records.append(record)
            continue
        place = f"/value/{index}"
        if kind is None:
            problem = 'expected {"kind": …, "value": …} with a known kind'
            report.append(Problem(place, problem))
        elif not wanted.takes(kind):
            problem = f"the kind is {NAMES[kind]}; expected {_names(wanted)}"
            report.append(Problem(f"{place}/kind", problem))
        else:
            place = f"{place}/value"
            records.append(
                _reported(report, place, _converter.reading, tables, item["value"], kind)
            )
    return records


def _item_kind(item: Any) -> type | None:
    """The class of an item of a list; None if it is not a valid item."""
    if not isinstance(item, dict) or len(item) != 2 or "value" not in item:
        return None
    name = item.get("kind")
    return KINDS.get(name) if isinstance(name, str) else None


def _reported(
    report: list[Problem], place: str, read_record: Callable[..., Any], *arguments: Any
) -> Any:
    """The result of *read_record*; if it fails, its errors are added to the report and None is
    returned.
    """
    try:
        return read_record(*arguments)
    except RecursionError:
        report.append(Problem(place, "nested too deep"))
    except Exception as error:  # cattrs wraps whatever a field raised
        report.extend(problems(error, place))
    return None


def __dir__() -> list[str]:
    return list(__all__)
