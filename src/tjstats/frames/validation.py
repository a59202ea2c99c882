"""Validation of a frame: the mistakes in its data, counted by its engine, before a question is
asked of it.

Questions over eager frames raise for the first of these, and questions over lazy ones tell them row
by row as reasons. This is the pass that finds them all; nothing but counts leaves the engine, and
an example of a period that cannot be read.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from tjstats.errors import FrameRowsError
from tjstats.frames.bases import TIME
from tjstats.frames.engines import Frame, narwhals
from tjstats.frames.periods import Clock, unread
from tjstats.frames.records import opened_values
from tjstats.frames.schema import OWN, Layout, Names, layout, several

__all__ = ["validate"]

_HERE, _ROWS, _MOST, _LENGTH, _ALL = (
    f"{OWN}here",
    f"{OWN}rows",
    f"{OWN}most",
    f"{OWN}length",
    f"{OWN}all",
)
_NULL: Final = "no value (null)"
_FILL: Final = "leave the rows out, or fill them in, if they are not meant"


def validate(
    frame: Any,
    *,
    keys: Names = None,
    period: str = "TIME_PERIOD",
    value: str = "OBS_VALUE",
    unit: Names = None,
) -> tuple[FrameRowsError, ...]:
    """The mistakes in the rows of a frame, each a `FrameRowsError` with column, rows (how many),
    problem and remedy; () for none.

    They are periods that are null, cannot be read, or are of unlike length; rows that repeat keys
    and period (all but one of each); units other than most rows of the series have; values that are
    null, and NaN or infinite ones. Columns are named as in `growth`. On pandas NaN is null. A lazy
    frame is read once for each kind of mistake.

    The errors are returned and not raised, but for `FrameColumnError` and `FrameError`. A null
    value is no mistake where it says that nothing was published.

    >>> import polars as pl
    >>> from tjstats import frames
    >>> jobs = pl.LazyFrame({"year": ["2021", "2022", "2022", "2O23"], "jobs": [37.62, 35.55, 35.55, None]})
    >>> for mistake in frames.validate(jobs, keys=[], period="year", value="jobs"):
    ...     print(mistake)
    column 'year', 1 row: periods that cannot be read, such as '2O23'; write codes such as '2021', '2021-Q3'
    column 'year', 1 row: more than one row for the same year; keep one of each, or name the column that tells them apart in keys
    column 'jobs', 1 row: no value (null); leave the rows out, or fill them in, if they are not meant
    """
    table = opened_values(frame, "validate")
    where = layout(table, keys, period, value, unit)
    time = unread(table, period, where.types[period])
    data = table.data.with_columns(
        time.ordinal.alias(TIME), table.ns.lit(1).alias(_HERE), table.ns.lit(0).alias(_ALL)
    )
    made = table.with_data(data)
    periods, values = _of_cells(made, where)
    found = [
        *periods,
        *_lengths(made, where, time),
        *_duplicates(made, where),
        *_units(made, where),
        *values,
    ]
    return tuple(mistake for mistake in found if mistake.rows)


def _of_cells(frame: Frame, where: Layout) -> tuple[list[FrameRowsError], list[FrameRowsError]]:
    """Mistakes of single cells, in the periods and in the values."""
    ns, nw = frame.ns, narwhals()
    at, number = ns.col(where.period), ns.col(where.value)
    unreadable = ~at.is_null() & ns.col(TIME).is_null()
    cases = {"null_period": at.is_null(), "unreadable": unreadable, "null_value": number.is_null()}
    if where.types[where.value] in (nw.Float64, nw.Float32):
        cases["not_finite"] = ~number.is_null() & ~number.is_finite().fill_null(True)
    counts = {
        name: ns.when(case).then(ns.lit(1)).otherwise(ns.lit(0)).sum()
        for name, case in cases.items()
    }
    (told,) = _collected(frame, frame.data.select(**counts))
    rows = {name: int(told.get(name) or 0) for name in (*cases, "not_finite")}
    such = (
        _collected(frame, frame.data.filter(unreadable).select(at.cast(ns.String)).head(1))
        if rows["unreadable"]
        else [{}]
    )
    unread_such = f"periods that cannot be read, such as {such[0].get(where.period)!r}"
    return [
        FrameRowsError(where.period, rows["null_period"], _NULL, _FILL),
        FrameRowsError(
            where.period, rows["unreadable"], unread_such, "write codes such as '2021', '2021-Q3'"
        ),
    ], [
        FrameRowsError(where.value, rows["null_value"], _NULL, _FILL),
        FrameRowsError(
            where.value,
            rows["not_finite"],
            "NaN or infinite",
            "write null where no value is published",
        ),
    ]


def _lengths(frame: Frame, where: Layout, time: Clock) -> list[FrameRowsError]:
    """Periods of another length than most."""
    if time.months is not None:
        return []
    data = _dated(frame).with_columns(
        attrs.evolve(time, ordinal=frame.ns.col(TIME)).length(frame.ns).alias(_LENGTH)
    )
    told = _collected(frame, data.group_by(_LENGTH).agg(frame.ns.col(_HERE).sum().alias(_ROWS)))
    counts = {int(row[_LENGTH]): int(row[_ROWS]) for row in told}
    lengths = ", ".join(map(str, sorted(counts)))
    odd = sum(counts.values()) - max(counts.values(), default=0)
    return [
        FrameRowsError(
            where.period,
            odd,
            f"periods of unlike length ({lengths} months)",
            "keep periods of one length",
        )
    ]


def _duplicates(frame: Frame, where: Layout) -> list[FrameRowsError]:
    """Rows beyond the first of their keys and period."""
    counted = _dated(frame).group_by(*where.keys, TIME).agg(frame.ns.col(_HERE).sum().alias(_ROWS))
    (told,) = _collected(frame, counted.select((frame.ns.col(_ROWS) - 1).sum().alias(_ROWS)))
    return [several(where.order, int(told[_ROWS] or 0))]


def _units(frame: Frame, where: Layout) -> list[FrameRowsError]:
    """Rows of another unit than most of their series have."""
    rows, series, found = frame.ns.col(_ROWS), [_ALL, *where.keys], []
    for name in where.units:
        by = [*series, *([] if name in series else [name])]
        counted = frame.data.group_by(*by).agg(frame.ns.col(_HERE).sum().alias(_ROWS))
        odd = counted.group_by(*series).agg(rows.sum().alias(_HERE), rows.max().alias(_MOST))
        (told,) = _collected(
            frame, odd.select((frame.ns.col(_HERE) - frame.ns.col(_MOST)).sum().alias(_ROWS))
        )
        remedy = "convert them to one unit first, or make the unit a key"
        found.append(
            FrameRowsError(
                name,
                int(told[_ROWS] or 0),
                "another unit than most rows of the same series",
                remedy,
            )
        )
    return found


def _dated(frame: Frame) -> Any:
    """The rows whose period can be read."""
    return frame.data.filter(~frame.ns.col(TIME).is_null())


def _collected(frame: Frame, data: Any) -> list[dict[str, Any]]:
    """The rows of a small answer, which the engine computes."""
    answer = data if frame.engine.eager else data.collect()
    columns = {name: answer[name].to_list() for name in answer.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
