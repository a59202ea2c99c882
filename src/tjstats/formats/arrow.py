"""Arrow: records as a table that any data frame accepts, and back; through pyarrow (the extra
`arrow`).

Observations and targets are rows. Shared records (indicators, sources, the dataset's own fields)
are in the schema's metadata under "tjstats", as JSON. OBS_VALUE is the text as printed, which is
authoritative; OBS_VALUE_DECIMAL and OBS_VALUE_FLOAT are the same number for calculations. Some
engines drop metadata: then pass `indicators` on reading.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar, Unpack, overload

from tjstats.errors import (
    LoadError,
    MissingExtraError,
    Problem,
    RecordTypeError,
)
from tjstats.formats._files import write_bytes
from tjstats.formats._json_text import parsed
from tjstats.rows.cells import Row, encoded
from tjstats.rows.columns import COLUMNS
from tjstats.rows.foreign import Foreign, TableMapping
from tjstats.rows.reader import Part, as_asked, records_of
from tjstats.rows.sheet import Column, Sheet, of_each
from tjstats.rows.writer import sheets_of
from tjstats.values.numbers import NEAREST

__all__ = ["DECIMAL", "FLOAT", "dumps", "from_stream", "loads", "read", "table", "write"]

T = TypeVar("T")
DECIMAL: Final = "OBS_VALUE_DECIMAL"
FLOAT: Final = "OBS_VALUE_FLOAT"
_NOT_READ: Final = (DECIMAL, FLOAT, "ROWS")  # the number again, and how many rows a file had
_KEY: Final = b"tjstats"
_PRECISION: Final = 38  # of a decimal128
_NUMBER_MEANING: Final = "OBS_VALUE as a number; null if it has more digits than the type holds"


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise MissingExtraError("tjstats.formats.arrow", "arrow") from None
    return pyarrow


# --- out ------------------------------------------------------------------------------------------


def table(record: object) -> Any:
    """The `pyarrow.Table` of a dataset, a series, an observation, a target, or a list of
    observations and targets.

    It has `__arrow_c_stream__`, so Polars, pandas, DuckDB and others take it as it is; pyarrow
    writes it to Parquet. Raises `RecordTypeError`, `MissingExtraError`.
    """
    pa = _pyarrow()
    head, main = sheets_of(record)
    _check_characters(head)
    _check_characters(main)
    names = [name for name in COLUMNS if name in ("RECORD", *main.columns)]
    columns = {name: _column(pa, name, main) for name in names}
    if "OBS_VALUE" in columns:
        columns |= _number_columns(pa, columns["OBS_VALUE"], main.column("OBS_VALUE"))
    fields = [
        pa.field(name, column.type, metadata={"description": _meaning(name)})
        for name, column in columns.items()
    ]
    metadata = {_KEY: _document(head, main.size).encode()}
    return pa.table(list(columns.values()), pa.schema(fields, metadata))


def _check_characters(sheet: Sheet) -> None:
    """Raise `RecordTypeError` for a text that UTF-8 cannot encode."""
    texts = (cells for name, cells in sheet.columns.items() if COLUMNS[name].kind != "number")
    for cells in texts:
        for cell in dict.fromkeys(cells):
            if cell is not None and not cell.isascii():
                encoded(cell)


def _column(pa: Any, name: str, sheet: Sheet) -> Any:
    kind = COLUMNS[name].kind
    types = {"integer": pa.int32(), "boolean": pa.bool_()}
    cells: Sequence[Any] = sheet.column(name)
    if kind in types:
        cells = of_each(partial(_typed, kind), cells)
    of_type = types.get(kind, pa.string())
    if cells and cells.count(cells[0]) == len(cells):
        return pa.repeat(pa.scalar(cells[0], of_type), len(cells))
    return pa.array(cells, of_type)


def _typed(kind: str, cell: str | None) -> int | bool | None:
    if cell is None:
        return None
    return int(cell) if kind == "integer" else cell == "true"


def _number_columns(pa: Any, texts: Any, cells: Column) -> dict[str, Any]:
    """OBS_VALUE as numbers for calculations; *texts* is its column."""
    present = [cell for cell in dict.fromkeys(cells) if cell is not None]
    wholes, _, fractions = zip(*(cell.partition(".") for cell in present), strict=True)
    places, digits = max(map(len, fractions)), max(map(len, wholes))
    if places + digits <= _PRECISION and "E" not in "".join(present):
        decimals = texts.cast(pa.decimal128(_PRECISION, places))
        return {DECIMAL: decimals, FLOAT: texts.cast(pa.float64())}
    floats = [None if cell is None else float(cell) for cell in cells]
    decimals = _fitting(pa, {cell: Decimal(cell) for cell in present}, cells)
    return {DECIMAL: decimals, FLOAT: pa.array(floats, pa.float64())}


def _fitting(pa: Any, numbers: dict[str, Decimal], cells: Column) -> Any:
    """The values as decimal128, with as many decimals as leave room for the largest."""
    whole = max(max(value.adjusted(), 0) + 1 for value in numbers.values())
    finest = max(-int(value.as_tuple().exponent) for value in numbers.values())
    places = max(min(finest, _PRECISION - min(whole, _PRECISION)), 0)
    fitting = {cell: value for cell, value in numbers.items() if _fits(value, places)}
    values = [None if cell is None else fitting.get(cell) for cell in cells]
    return pa.array(values, pa.decimal128(_PRECISION, places))


def _fits(value: Decimal, places: int) -> bool:
    """Whether *places* decimals, and 38 digits in total, hold the value exactly."""
    decimals = -int(value.normalize(NEAREST).as_tuple().exponent) if value else 0
    return decimals <= places and value.adjusted() + 1 + places <= _PRECISION


def _meaning(name: str) -> str:
    return COLUMNS[name].meaning if name in COLUMNS else _NUMBER_MEANING


def _document(sheet: Sheet, count: int) -> str:
    """The rows to which others refer and their number, as the text of the metadata."""
    rows = sheet.rows()
    filled = [{name: cell for name, cell in row.items() if cell is not None} for row in rows]
    return json.dumps({"tjstats": 1, "rows": filled, "count": count}, ensure_ascii=False)


def dumps(record: object) -> bytes:
    """The bytes of an Arrow IPC stream. Raises `RecordTypeError`, `MissingExtraError`."""
    pa = _pyarrow()
    whole, sink = table(record), pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, whole.schema) as writer:
        writer.write_table(whole)
    return bytes(sink.getvalue())


def write(path: str | os.PathLike[str], record: object) -> None:
    """Write the Arrow IPC stream of a record as a file, whole or not at all. Raises as `dumps`, and
    `OSError`.
    """
    write_bytes(path, dumps(record))


# --- in -------------------------------------------------------------------------------------------


@overload
def loads(data: bytes, as_: type[T], **foreign: Unpack[Foreign]) -> T: ...
@overload
def loads(data: bytes, as_: None = None, **foreign: Unpack[Foreign]) -> Any: ...
def loads(data: bytes, as_: Any = None, **foreign: Unpack[Foreign]) -> Any:
    """The dataset of an Arrow IPC stream, or its list of observations and targets; arguments and
    errors as for `from_stream`.

    A stream that `dumps` wrote and that lost rows is refused.
    """
    if not isinstance(data, bytes | bytearray | memoryview):
        raise RecordTypeError("loads", "data", data, "the bytes of an Arrow IPC stream")
    pa = _pyarrow()
    try:
        with pa.ipc.open_stream(data) as stream:
            records = _records(stream.read_all(), TableMapping.of(foreign), True)
    except (pa.ArrowException, OSError) as error:
        raise _unreadable(error) from None
    return as_asked(records, as_)


@overload
def read(path: str | os.PathLike[str], as_: type[T], **foreign: Unpack[Foreign]) -> T: ...
@overload
def read(path: str | os.PathLike[str], as_: None = None, **foreign: Unpack[Foreign]) -> Any: ...
def read(path: str | os.PathLike[str], as_: Any = None, **foreign: Unpack[Foreign]) -> Any:
    """The records of a file with an Arrow IPC stream; arguments and errors as for `loads`, and
    `OSError`.
    """
    return loads(Path(path).read_bytes(), as_, **foreign)


def _unreadable(error: Exception) -> LoadError:
    problem = f"no Arrow stream, cut off or damaged: {type(error).__name__}: {str(error)[:200]}"
    return LoadError((Problem("", problem),))


@overload
def from_stream(stream: Any, as_: type[T], **foreign: Unpack[Foreign]) -> T: ...
@overload
def from_stream(stream: Any, as_: None = None, **foreign: Unpack[Foreign]) -> Any: ...
def from_stream(stream: Any, as_: Any = None, **foreign: Unpack[Foreign]) -> Any:
    """The records of anything with `__arrow_c_stream__`: a table of pyarrow, Polars, DuckDB,
    pandas; rows that were filtered, too.

    The table of another publisher is read with `indicators`, `columns`, `codes` and `defaults`;
    these and *as_* are as for `formats.csv.loads`. Floats in OBS_VALUE are refused. Raises
    `LoadError`, whose problems name the row and column, and `RecordTypeError`.
    """
    if not hasattr(stream, "__arrow_c_stream__"):
        raise RecordTypeError("from_stream", "stream", stream, "an object with __arrow_c_stream__")
    whole = _pyarrow().RecordBatchReader.from_stream(stream).read_all()
    return as_asked(_records(whole, TableMapping.of(foreign), False), as_)


def _records(whole: Any, mapping: TableMapping, counted: bool) -> Any:
    """The records of a table; *counted* if it must have all rows that were written."""
    shared, count = _shared_rows(whole)
    if counted and whole.num_rows < count:
        problem = f"cut off: {whole.num_rows} of {count} rows; from_stream takes filtered rows"
        raise LoadError((Problem("", problem),))
    is_ours = bool(shared) or "RECORD" in _column_names_of(whole)
    main = mapping.sheet(_sheet(whole, mapping, is_ours), is_ours)
    parts = (
        Part("metadata, row {}".format, Sheet.of(shared)),
        Part("row {}".format, main, is_last=True),
    )
    return records_of(parts, mapping.indicators)


def _column_names_of(whole: Any) -> list[str]:
    """The names of the columns. Raises `LoadError` for one that is no text."""
    try:
        return [str(name) for name in whole.column_names]
    except UnicodeDecodeError as error:
        raise _unreadable(error) from None


def _sheet(whole: Any, mapping: TableMapping, is_ours: bool) -> Sheet:
    """The cells of a table by the library's column names. Raises `LoadError`."""
    own = [name for name in _column_names_of(whole) if name not in _NOT_READ]
    try:
        whole.validate(full=True)  # offsets of a damaged stream would lead anywhere
        columns = [whole.column(name).to_pylist() for name in own]
    except (
        Exception
    ) as error:  # of many kinds: of decoding, of dates beyond Python's, of names twice
        raise _unreadable(error) from None
    if not own:
        raise LoadError((Problem("", "a table without columns"),))
    names = mapping.names(own) if is_ours else mapping.checked_names(own, "header")
    named = {name: values for name, values in zip(names, columns, strict=True) if name}
    return Sheet(whole.num_rows, _texts(named))


def _texts(columns: dict[str, list[Any]]) -> dict[str, Column]:
    """The cells of columns of values. Raises `LoadError` for the first row that has a value of
    another type.
    """
    try:
        return {name: _cells(name, values) for name, values in columns.items()}
    except LoadError:
        for row, values in enumerate(zip(*columns.values(), strict=True)):
            for name, value in zip(columns, values, strict=True):
                _cell(f"row {row}", name, value)
        raise


def _cells(name: str, values: list[Any]) -> list[str | None]:
    return [
        value if value is None or value.__class__ is str else _cell(f"row {row}", name, value)
        for row, value in enumerate(values)
    ]


def _shared_rows(whole: Any) -> tuple[list[Row], int]:
    """The rows in the metadata, and the number of rows that were written. Raises `LoadError`."""
    metadata = whole.schema.metadata or {}
    if _KEY not in metadata:
        return [], 0
    rows: list[Row] = []
    count = 0
    try:
        document = parsed(metadata[_KEY])
        rows, count = document["rows"], document.get("count", 0)
        are_texts = all(type(cell) is str for row in rows for cell in row.values())
    except (LoadError, KeyError, TypeError, AttributeError):
        are_texts = False
    if not are_texts or type(count) is not int:
        raise LoadError((Problem("metadata, tjstats", "not what this library wrote"),))
    return rows, count


# The texts of values other than floats, by their type; a bool is an int too, so it comes first.
_TEXTS: Final[tuple[tuple[type, Callable[[Any], str]], ...]] = (
    (str, str),
    (bool, lambda value: "true" if value else "false"),
    (int, str),
    (Decimal, "{:f}".format),
    (date, lambda day: str(day.isoformat()[:10])),
)


def _cell(place: str, name: str, value: Any) -> str | None:
    """The cell of a value. Raises `LoadError`."""
    if value is None:
        return None
    for kind, text_of in _TEXTS:
        if isinstance(value, kind):
            return text_of(value)
    if _is_whole(name, value):
        return str(int(value))
    remedy = "write it as text"
    if isinstance(value, float):
        remedy = "the printed digits are lost; cast it to text or decimal"
    problem = f"a {type(value).__name__} cannot be read as a cell: {remedy}"
    raise LoadError((Problem(f"{place}, {name}", problem),))


def _is_whole(name: str, value: Any) -> bool:
    """Whether it is a float that pandas created from an integer, in a column with gaps."""
    number = name not in COLUMNS or COLUMNS[name].kind == "number"
    return isinstance(value, float) and not number and value.is_integer()


def __dir__() -> list[str]:
    return list(__all__)
