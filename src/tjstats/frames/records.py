"""Records: observations and targets as the rows of a data frame to compute with, and rows as records with their digits.

OBS_VALUE and the ends are floats in the scale of UNIT_MULT, DECIMALS tells the places that were printed, and TIME_PERIOD is a
code. A number that a float and its decimals cannot give back has its digits in a further column, OBS_VALUE_TEXT. What is the
indicator's (NATURE, DIRECTION) stands in each row. Not in a frame: what an observation is derived from, a target's baseline and
stretch, and of a source all but its code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from tjstats.columns import COLUMNS
from tjstats.errors import RecordTypeError, TjstatsError
from tjstats.formats._cells import code, figure_cells, time_cells
from tjstats.formats._files import encoded
from tjstats.frames.digits import TEXT, digits_of
from tjstats.frames.natives import native_of
from tjstats.frames.rows import indicators_by_code, records_of
from tjstats.records.classifications import Direction, Measure, Status
from tjstats.records.datasets import Dataset
from tjstats.records.indicators import Indicator
from tjstats.records.observations import Observation, time_of
from tjstats.records.series import Series
from tjstats.records.targets import Target
from tjstats.values.periods import Time
from tjstats.values.qualifiers import Qualifier

__all__ = ["framed", "from_records", "to_records"]

_TAKES: Final = "a Dataset, a Series, an Observation, a Target, or an iterable of observations and targets"
_ALWAYS: Final = ("INDICATOR", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "DECIMALS", "NATURE", "DIRECTION")
_KINDS: Final = {"TIME_KIND": "TIME_PERIOD", "BASE_KIND": "BASE_PERIOD"}
_MAKERS: Final[dict[str, Callable[[str], Any]]] = {
    "text": str,
    "code": str,
    "time": str,
    "number": float,
    "integer": int,
    "boolean": lambda cell: cell == "true",
}
_Row = dict[str, str | None]


def from_records(records: Any, engine: Any = None) -> Any:
    """A native data frame with a row for each record of a Dataset, a Series, or an iterable of observations and targets.

    Columns are those of `tjstats.columns` that some record fills, in that order; always there are INDICATOR, TIME_PERIOD,
    OBS_VALUE, UNIT_MEASURE, UNIT_MULT, DECIMALS, NATURE and DIRECTION. OBS_LOWER and OBS_UPPER are filled where a figure is not
    exactly its number, RECORD only where there are targets, TIME_KIND where the nature does not tell it. Numbers are floats,
    texts null where absent; a missing figure has the unit of its series.

    *engine* is "polars", "pandas", "pyarrow", "duckdb", "modin", "dask", "ibis", "pyspark", the module, or a connection of
    DuckDB; by default Polars, else DuckDB, whichever is installed. Relations of DuckDB are of its default connection; without
    pyarrow they stand on a temporary table there.

    Raises `RecordTypeError`, `FrameError` for an unknown engine, `MissingExtraError`, and `InvalidRecordError` where two
    indicators have one code.

    >>> from tjstats import Indicator
    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> found = from_records(jobs.series({"2021": "37.62", "2025": "32.7"}), engine="polars")
    >>> found.select("TIME_PERIOD", "OBS_VALUE", "DECIMALS").rows()
    [('2021', 37.62, 2), ('2025', 32.7, 1)]
    """
    return _native(_listed(records), engine, "from_records")


def framed(value: Any, question: str) -> Any:
    """The frame of a Dataset, a Series, an Observation, a Target, or a list of those two; anything else as it is.

    Raises as `from_records` does; *question* is named where no engine is installed.
    """
    if isinstance(value, Dataset | Series | Observation | Target):
        return _native(_listed(value), None, question)
    if isinstance(value, list | tuple) and all(isinstance(each, Observation | Target) for each in value):
        return _native(list(value), None, question)
    return value


def to_records(
    frame: Any,
    indicator: Indicator | Mapping[str, Indicator] | Iterable[Indicator],
    *,
    decimals: int | str | None = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    area: str = "REF_AREA",
    columns: Mapping[str, str] | None = None,
) -> list[Any]:
    """The observations of a frame, one for each row, with the digits as printed; targets where RECORD says so.

    *indicator* is that of all rows, or several by the codes in INDICATOR (a mapping where the frame has codes of its own).
    *columns* names further columns that are called otherwise: {"口径": "SCOPE"}. Columns of other names are left out.
    Without UNIT_MEASURE and UNIT_MULT a value is in the indicator's unit. Integer years and codes are periods, points in time
    for a stock; dates are points in time. A lazy frame is collected.

    Texts, Decimals and integers keep their digits. Floats need the decimals they were printed with: *decimals*, for all or as
    the name of a column, else the column DECIMALS. A null or NaN has no figure and the status missing.

    Raises `FrameColumnError` for a column that is missing; `FrameRowsError` for rows that make no record: floats that do not have
    so many decimals, unknown codes, bounds that value and qualifier do not say; `FrameError`, `RecordTypeError`.

    >>> import polars as pl
    >>> from tjstats import Indicator
    >>> jobs = Indicator("employment.new_urban_jobs", "万人", "flow", "higher")
    >>> table = pl.DataFrame({"year": [2021, 2025], "jobs": [37.62, 32.7]})
    >>> to_records(table, jobs, decimals=2, period="year", value="jobs")[1].figure
    Figure('32.70', '万人')
    """
    names = {period: "TIME_PERIOD", value: "OBS_VALUE", area: "REF_AREA", **(columns or {})}
    return records_of(frame, indicator, decimals, names)


def _listed(records: Any) -> list[Observation | Target]:
    if isinstance(records, Dataset):
        return [*records.observations, *records.targets]
    found = [records] if isinstance(records, Observation | Target) else records
    if isinstance(found, str | bytes | Mapping) or not isinstance(found, Iterable) or hasattr(found, "columns"):
        raise RecordTypeError("from_records", "records", records, _TAKES)
    listed = list(found)
    for each in listed:
        if not isinstance(each, Observation | Target):
            raise RecordTypeError("from_records", "records", each, _TAKES)
    return listed


def _native(records: list[Observation | Target], engine: Any, question: str) -> Any:
    indicators_by_code(record.indicator for record in records)
    rows = [_row(record) for record in records]
    _fill_units(records, rows)
    used = {name for row in rows for name, cell in row.items() if cell is not None}
    for kind, time in _KINDS.items():
        if all(_guessed(record, row, kind, time) for record, row in zip(records, rows, strict=True)):
            used.discard(kind)
    if not any(isinstance(record, Target) for record in records):
        used.discard("RECORD")
    columns: dict[str, list[Any]] = {}
    for name in (name for name in COLUMNS if name in used or name in _ALWAYS):
        cells = [row.get(name) for row in rows]
        make = _MAKERS[COLUMNS[name].kind]
        columns[name] = [None if cell is None else make(cell) for cell in cells]
        if COLUMNS[name].kind == "number":
            texts = [_beyond(name, row, number) for row, number in zip(rows, columns[name], strict=True)]
            if any(text is not None for text in texts):
                columns[name + TEXT] = texts
        elif COLUMNS[name].kind == "text":
            for cell in cells:
                if cell is not None and not cell.isascii():
                    encoded(cell)
    return native_of(columns, engine, question)


def _row(record: Observation | Target) -> _Row:
    """The cells of a record."""
    indicator = record.indicator
    row: _Row = {
        "RECORD": "observation",
        "INDICATOR": indicator.code,
        "REF_AREA": record.area,
        "MEASURE": None if record.measure is Measure.VALUE else code(record.measure),
        "SCOPE": record.scope,
        "PRICE_BASIS": record.basis,
        **time_cells(record.period, "TIME_PERIOD", "TIME_KIND"),
        **time_cells(record.base, "BASE_PERIOD", "BASE_KIND"),
        **figure_cells(record.figure),
        "SOURCE": None if record.source is None else record.source.code,
        "PRINTED": record.printed,
        "LOCATOR": record.locator,
        "NOTE": record.note,
        "NATURE": code(indicator.nature),
        "DIRECTION": None if indicator.direction is Direction.NEITHER else code(indicator.direction),
    }
    if isinstance(record, Observation):
        return row | {"OBS_STATUS": None if record.status is Status.NORMAL else code(record.status)}
    return row | {
        "RECORD": "target",
        "FORCE": code(record.force),
        "EVERY": record.every,
        "RELATIVE_TO": None if record.relative_to is None else record.relative_to.code,
        "SET_BY": record.set_by,
        "PUBLISHED_VERDICT": record.published_verdict,
    }


def _fill_units(records: list[Observation | Target], rows: list[_Row]) -> None:
    """Give a row without a figure the unit of its series, else of its indicator: a gap is no other unit."""
    units = {_series(record): record.figure for record in records if record.figure is not None}
    for record, row in zip(records, rows, strict=True):
        if record.figure is None:
            near: Any = units.get(_series(record))
            near = record.indicator if near is None and record.measure is Measure.VALUE else near
            if near is not None:
                row |= {"UNIT_MEASURE": near.unit.code, "UNIT_MULT": str(near.multiplier)}


def _series(record: Observation | Target) -> tuple[str | None, ...]:
    return record.indicator.code, record.area, record.measure, record.scope, record.basis


def _guessed(record: Observation | Target, row: _Row, kind: str, name: str) -> bool:
    """Whether the nature of the indicator tells which kind of time a code is."""
    time: Time | None = record.period if name == "TIME_PERIOD" else record.base
    if time is None:
        return True
    try:
        return time_of(record.indicator, row[name]) == time
    except TjstatsError:
        return False


def _beyond(name: str, row: _Row, number: float | None) -> str | None:
    """The digits of a cell where the float with its decimals does not give them back."""
    cell, places = row.get(name), row.get("DECIMALS")
    if cell is None or number is None:
        return None
    if name != "OBS_VALUE" and places is not None and row["QUALIFIER"] != Qualifier.BETWEEN:
        return None  # an end that follows from the value
    found = digits_of(number, None if places is None else int(places))
    return None if found is not None and found == Decimal(cell) else cell
