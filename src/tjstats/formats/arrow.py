"""Arrow: records as a table that any data frame takes, and back; through pyarrow (the extra
`arrow`).

Observations and targets are rows. What they share (indicators, sources, the dataset's own fields)
is in the schema's metadata under "tjstats", as JSON. OBS_VALUE is the text as printed and rules;
OBS_VALUE_DECIMAL and OBS_VALUE_FLOAT are the same number for engines to compute with. Some engines
drop metadata: then give `indicators` on reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar, overload

from tjstats.errors import LoadError, MissingExtraError, Problem, RecordTypeError
from tjstats.formats._files import encoded
from tjstats.records.publication import Indicator
from tjstats.rows.cells import Row
from tjstats.rows.columns import COLUMNS, Codes, Names, TableMapping
from tjstats.rows.reader import Line, as_asked, records_in
from tjstats.rows.writer import filled_columns, rows_of
from tjstats.values.numbers import NEAREST

__all__ = ["DECIMAL", "FLOAT", "dumps", "from_stream", "loads", "table"]

T = TypeVar("T")
DECIMAL: Final = "OBS_VALUE_DECIMAL"
FLOAT: Final = "OBS_VALUE_FLOAT"
_MAIN: Final = ("observation", "target")
_KEY: Final = b"tjstats"
_PRECISION: Final = 38  # of a decimal128


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise MissingExtraError("tjstats.formats.arrow", "arrow") from None
    return pyarrow


def table(record: Any) -> Any:
    """The `pyarrow.Table` of a dataset, a series, an observation, a target, or a list of
    observations and targets.

    It has `__arrow_c_stream__`, so Polars, pandas, DuckDB and others take it as it is; pyarrow
    writes it to Parquet. Raises `RecordTypeError`, `MissingExtraError`.
    """
    pa = _pyarrow()
    rows = rows_of(record)
    for cell in (
        cell for row in rows for cell in row.values() if cell is not None and not cell.isascii()
    ):
        encoded(cell)
    main = [row for row in rows if row["RECORD"] in _MAIN]
    names = [
        name
        for name in filled_columns(main)
        if name != "NOTE" or any(row.get("NOTE") is not None for row in main)
    ]
    found = {
        name: pa.array([_typed(name, row.get(name)) for row in main], _type(pa, name))
        for name in names
    }
    if "OBS_VALUE" in found:
        values = [None if (text := row.get("OBS_VALUE")) is None else Decimal(text) for row in main]
        found |= {
            DECIMAL: _decimals(pa, values),
            FLOAT: pa.array([None if v is None else float(v) for v in values], pa.float64()),
        }
    side = [
        {n: c for n, c in row.items() if c is not None}
        for row in rows
        if row["RECORD"] not in _MAIN
    ]
    fields = [
        pa.field(name, column.type, metadata=_meaning(name)) for name, column in found.items()
    ]
    document = json.dumps({"tjstats": 1, "rows": side}, ensure_ascii=False)
    return pa.table(list(found.values()), pa.schema(fields, {_KEY: document.encode()}))


def _type(pa: Any, name: str) -> Any:
    return {"integer": pa.int32(), "boolean": pa.bool_()}.get(COLUMNS[name].kind, pa.string())


def _typed(name: str, cell: str | None) -> Any:
    if cell is None:
        return None
    kind = COLUMNS[name].kind
    return int(cell) if kind == "integer" else cell == "true" if kind == "boolean" else cell


def _meaning(name: str) -> dict[str, str]:
    if name in COLUMNS:
        return {"description": COLUMNS[name].meaning}
    return {
        "description": "OBS_VALUE as a number; null where it has more digits than the type holds"
    }


def _decimals(pa: Any, values: list[Decimal | None]) -> Any:
    """The values as decimal128, with the places of the finest that leaves room for the largest."""
    exponents = [(v.adjusted(), int(v.as_tuple().exponent)) for v in values if v is not None]
    whole = max([max(top, 0) + 1 for top, _ in exponents], default=1)
    places = min(
        max([-low for _, low in exponents], default=0), _PRECISION - min(whole, _PRECISION)
    )
    kind = pa.decimal128(_PRECISION, max(places, 0))
    return pa.array([None if v is None else _fitting(v, max(places, 0)) for v in values], kind)


def _fitting(value: Decimal, places: int) -> Decimal | None:
    """The value where so many places and 38 digits hold it exactly."""
    exact = not value or -int(value.normalize(NEAREST).as_tuple().exponent) <= places
    return value if exact and value.adjusted() + 1 + places <= _PRECISION else None


def dumps(record: Any) -> bytes:
    """The bytes of an Arrow IPC stream. Raises `RecordTypeError`, `MissingExtraError`."""
    pa = _pyarrow()
    made, sink = table(record), pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, made.schema) as writer:
        writer.write_table(made)
    return bytes(sink.getvalue())


@overload
def loads(data: bytes, as_: type[T], **foreign: Any) -> T: ...
@overload
def loads(data: bytes, as_: None = None, **foreign: Any) -> Any: ...
def loads(data: bytes, as_: Any = None, **foreign: Any) -> Any:
    """The dataset of an Arrow IPC stream, or its list of observations and targets; arguments as for
    `from_stream`.
    """
    if not isinstance(data, bytes | bytearray | memoryview):
        raise RecordTypeError("loads", "data", data, "the bytes of an Arrow IPC stream")
    pa = _pyarrow()
    try:
        with pa.ipc.open_stream(data) as stream:
            found = stream.read_all()
    except (pa.ArrowException, OSError) as error:
        raise LoadError((Problem("", f"no Arrow stream, or cut off: {error}"),)) from None
    return from_stream(found, as_, **foreign)


@overload
def from_stream(stream: Any, as_: type[T], **foreign: Any) -> T: ...
@overload
def from_stream(stream: Any, as_: None = None, **foreign: Any) -> Any: ...
def from_stream(stream: Any, as_: Any = None, **foreign: Any) -> Any:
    """The records of anything with `__arrow_c_stream__`: a table of pyarrow, Polars, DuckDB,
    pandas.

    A table that somebody else wrote is read with `indicators`, `columns`, `codes` and `defaults`,
    as in `formats.csv.loads`. Floats are refused in OBS_VALUE. Raises `LoadError`, whose problems
    name the row and column, and `RecordTypeError`.
    """
    if not hasattr(stream, "__arrow_c_stream__"):
        raise RecordTypeError("from_stream", "stream", stream, "an object with __arrow_c_stream__")
    found = _pyarrow().RecordBatchReader.from_stream(stream).read_all()
    return as_asked(_records(found, **foreign), as_)


def _records(
    found: Any,
    *,
    indicators: Iterable[Indicator] = (),
    columns: Names | None = None,
    codes: Codes | None = None,
    defaults: Mapping[str, str] | None = None,
) -> Any:
    mapping = TableMapping(columns or {}, codes or {}, defaults or {})
    kept = [name for name in found.column_names if name not in (DECIMAL, FLOAT)]
    names = mapping.names(kept)
    lists = [found.column(name).to_pylist() for name in kept]
    lines = _shared(found.schema.metadata or {})
    for number, values in enumerate(zip(*lists, strict=True)):
        cells = {
            name: _text(f"row {number}", name, value)
            for name, value in zip(names, values, strict=True)
            if name
        }
        lines.append(Line(f"row {number}", mapping.cells(cells)))
    return records_in(lines, indicators)


def _shared(metadata: Mapping[bytes, bytes]) -> list[Line]:
    """The rows that stand in the metadata."""
    if _KEY not in metadata:
        return []
    try:
        rows: list[Row] = json.loads(metadata[_KEY])["rows"]
        texts = all(type(cell) is str for row in rows for cell in row.values())
    except (ValueError, KeyError, TypeError, AttributeError):
        texts = False
    if not texts:
        raise LoadError((Problem("metadata, tjstats", "not what this library wrote"),))
    return [Line(f"metadata, row {number}", row) for number, row in enumerate(rows)]


def _text(place: str, name: str, value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if (
        isinstance(value, float)
        and name in COLUMNS
        and COLUMNS[name].kind != "number"
        and value.is_integer()
    ):
        return str(int(value))  # whole numbers with gaps, as pandas keeps them
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    kind = type(value).__name__
    hint = (
        "the printed digits are lost; cast it to text or decimal"
        if isinstance(value, float)
        else "write it as text"
    )
    raise LoadError((Problem(f"{place}, {name}", f"a {kind} is no cell: {hint}"),))
