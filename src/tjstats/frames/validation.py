"""Validation of a frame: the errors in its data, counted by its engine, before a question is asked.

On eager frames a question raises the first of these errors; on lazy frames they become reasons in
the rows. Validation finds them all. Only counts leave the engine, and an example of an unreadable
period.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from tjstats.errors import FrameRowsError
from tjstats.frames.engines import CellValue, Expr, Frame, hidden
from tjstats.frames.periods import Timeline, length_text, readable_timeline
from tjstats.frames.records import FrameOrRecords, opened_values
from tjstats.frames.schema import Layout, Names, layout, repeated

__all__ = ["validate"]

_NULL: Final = "no value (null)"
_FILL: Final = "drop the rows or fill them in, unless they are intended"
_CODES: Final = "write codes such as '2021', '2021-Q3'"
_NULLS: Final = "write null if no value is published"


@attrs.frozen
class _Cell:
    """The columns counted. Fields: time (an ordinal, null if the period cannot be read), length (of
    the period), row (1 in each row), series (constant, to group by without keys).
    """

    time: Expr
    length: Expr
    row: Expr
    series: Expr


_TIME: Final = hidden(_Cell, "time")
_LENGTH: Final = hidden(_Cell, "length")
_SERIES: Final = hidden(_Cell, "series")
_ROWS: Final = hidden("count", "rows")  # of a group
_MOST: Final = hidden("count", "most")  # the rows of its most common unit


def validate(
    frame: FrameOrRecords,
    *,
    keys: Names = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    unit: Names = None,
) -> tuple[FrameRowsError, ...]:
    """The errors in the rows of a frame, each a `FrameRowsError` with column, rows (their number),
    problem and remedy; () if there are none.

    They are periods that are null, unreadable or of another length; rows that repeat keys and
    period (all but one of each); units that differ from most rows of the series; values that are
    null, NaN or infinite. Columns are named as in `growth`. On pandas NaN is null. A lazy frame is
    read once for each kind of error.

    The errors are returned, not raised, except `FrameColumnError` and `FrameError`. A null value is
    not an error if nothing was published.

    >>> import polars as pl
    >>> from tjstats import frames
    >>> jobs = pl.LazyFrame(
    ...     {"year": ["2021", "2022", "2022", "2O23"], "jobs": [37.62, 35.55, 35.55, None]}
    ... )
    >>> for error in frames.validate(jobs, keys=[], period="year", value="jobs"):
    ...     print(error.column, error.rows, error.problem)
    year 1 unreadable periods, such as '2O23'
    year 1 more than one row for the same year
    jobs 1 no value (null)
    """
    table = opened_values(frame, "validate")
    where = layout(table, keys, period, value, unit)
    ns, time = table.ns, readable_timeline(table, period, where.types[period])
    table, cell = table.keep(_Cell(time.ordinal, time.length(), ns.lit(1), ns.lit(0)))
    periods, values = _of_cells(table, where, cell)
    errors = [
        *periods,
        *_lengths(table, where, time, cell),
        _duplicates(table, where, cell),
        *_units(table, where, cell),
        *values,
    ]
    return tuple(error for error in errors if error.rows)


def _of_cells(
    frame: Frame, where: Layout, cell: _Cell
) -> tuple[list[FrameRowsError], list[FrameRowsError]]:
    """Errors in single cells, periods and values, counted in one pass."""
    ns, period, value = frame.ns, frame.ns.col(where.period), frame.ns.col(where.value)
    unread = ~period.is_null() & cell.time.is_null()
    cases = {"null_period": period.is_null(), "unread": unread, "null_value": value.is_null()}
    if where.types[where.value].is_float():
        cases["endless"] = ~value.is_null() & ~value.is_finite().fill_null(True)
    rows = _counts(frame, cases)
    problem = "unreadable periods"
    if rows["unread"]:
        examples = frame.filter(unread).select(period.cast(ns.String))
        (example,) = _rows(examples.with_data(examples.data.head(1)))
        problem += f", such as {example[where.period]!r}"
    return [
        FrameRowsError(where.period, rows["null_period"], _NULL, _FILL),
        FrameRowsError(where.period, rows["unread"], problem, _CODES),
    ], [
        FrameRowsError(where.value, rows["null_value"], _NULL, _FILL),
        FrameRowsError(where.value, rows.get("endless", 0), "NaN or infinite", _NULLS),
    ]


def _counts(frame: Frame, cases: Mapping[str, Expr]) -> dict[str, int]:
    """The number of rows that satisfy each condition."""
    ns = frame.ns
    sums = {
        name: ns.when(case).then(ns.lit(1)).otherwise(ns.lit(0)).sum()
        for name, case in cases.items()
    }
    (counts,) = _rows(frame.select(**sums))
    return {name: int(counts[name] or 0) for name in cases}


def _lengths(frame: Frame, where: Layout, time: Timeline, cell: _Cell) -> list[FrameRowsError]:
    """Periods whose length differs from the most common one."""
    if time.months is not None:
        return []
    counted = _dated(frame, cell).grouped([_LENGTH], cell.row.sum().alias(_ROWS))
    counts = {int(row[_LENGTH]): int(row[_ROWS]) for row in _rows(counted)}
    lengths = ", ".join(map(length_text, sorted(counts)))
    others = sum(counts.values()) - max(counts.values(), default=0)
    problem = f"periods of different lengths ({lengths})"
    return [FrameRowsError(where.period, others, problem, "keep periods of one length")]


def _duplicates(frame: Frame, where: Layout, cell: _Cell) -> FrameRowsError:
    """Rows beyond the first of their keys and period."""
    counted = _dated(frame, cell).grouped([*where.keys, _TIME], cell.row.sum().alias(_ROWS))
    (counts,) = _rows(counted.select((frame.ns.col(_ROWS) - 1).sum().alias(_ROWS)))
    return repeated(where.order, int(counts[_ROWS] or 0))


def _units(frame: Frame, where: Layout, cell: _Cell) -> list[FrameRowsError]:
    """Rows whose unit differs from that of most rows in their series."""
    col, series, errors = frame.ns.col, [_SERIES, *where.keys], []
    problem = "another unit than most rows of the same series"
    remedy = "convert them to one unit first, or make the unit a key"
    for name in where.units:
        by_unit = frame.grouped(list(dict.fromkeys([*series, name])), cell.row.sum().alias(_MOST))
        by_series = by_unit.grouped(
            series, col(_MOST).sum().alias(_ROWS), col(_MOST).max().alias(_MOST)
        )
        (counts,) = _rows(by_series.select((col(_ROWS) - col(_MOST)).sum().alias(_ROWS)))
        errors.append(FrameRowsError(name, int(counts[_ROWS] or 0), problem, remedy))
    return errors


def _dated(frame: Frame, cell: _Cell) -> Frame:
    """The rows whose period can be read."""
    return frame.filter(~cell.time.is_null())


def _rows(frame: Frame) -> list[dict[str, CellValue]]:
    """The rows of a small answer, which the engine computes."""
    values = frame.data.lazy().collect()
    return [
        dict(zip(values.columns, row, strict=True))
        for row in zip(*(values[name].to_list() for name in values.columns), strict=True)
    ]
