"""The figures of many texts as columns, read in one process or in several."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime
from functools import partial
from itertools import chain
from math import ceil
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from tjstats.errors import (
    InvalidRecordError,
    MissingExtraError,
    RecordTypeError,
    TjstatsError,
    UnknownCodeError,
)
from tjstats.frames.engines import CellValue, Native
from tjstats.records.readings import Reading
from tjstats.rows.cells import figure_cells, time_cells
from tjstats.rows.columns import READING_COLUMNS
from tjstats.values.periods import Period, period
from tjstats.zh.reader import read as readings_of
from tjstats.zh.times import publication

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

    from tjstats.frames.engines import F

__all__ = ["Figures", "Published", "Text", "cells", "read", "spread"]

Published: TypeAlias = date | Period | None
Text: TypeAlias = tuple[str, Published]

_REMEDY: Final = (
    "write workers=1 to read in the calling process; in a script, call read below "
    "if __name__ == '__main__':"
)
_PARTS: Final = 4  # of the texts for each process, so that none waits long for another
_WORTH_A_PROCESS: Final = (
    500_000  # characters; reading them takes several times as long as starting a process
)
# Flags that have a cell only if they are true.
_FLAGS: Final = ("APPROXIMATE", "EXACT", "COMPUTED", "QUOTIENT")
_EMPTY: Final[dict[str, CellValue]] = dict.fromkeys(READING_COLUMNS) | dict.fromkeys(_FLAGS, False)
_OF_KIND: Final[dict[str, Callable[[str], CellValue]]] = {
    "integer": int,
    "boolean": lambda cell: cell == "true",
}
_TYPES: Final = {
    name: _OF_KIND[column.kind]
    for name, column in READING_COLUMNS.items()
    if column.kind in _OF_KIND
}


class Figures(NamedTuple):
    """The figures of texts. Fields: rows (the text of each, by number), columns (their values)."""

    rows: list[int]
    columns: dict[str, list[CellValue]]


def cells(text: str, published: Published = None) -> list[dict[str, CellValue]]:
    """The figures of one text as rows of `tjstats.rows.columns.READING_COLUMNS`; arguments as in
    `zh.read`.

    >>> [row] = cells("累计实现城镇新增就业超过175万人")
    >>> [row[name] for name in ("START", "END", "INDICATOR", "QUALIFIER", "OBS_VALUE")]
    [10, 17, '城镇新增就业', 'over', '175']
    >>> row["UNIT_MEASURE"], row["UNIT_MULT"]
    ('person', 4)
    """
    readings = readings_of(text, published=published)
    return [_row(reading, readings) for reading in readings]


def _row(reading: Reading, readings: list[Reading]) -> dict[str, CellValue]:
    row = dict(_EMPTY)
    filled = {
        **time_cells(reading.period, "TIME_PERIOD", "TIME_KIND"),
        **time_cells(reading.base, "BASE_PERIOD", "BASE_KIND"),
        **figure_cells(reading.figure),
    }
    for name, cell in filled.items():
        if cell is not None:
            row[name] = _TYPES[name](cell) if name in _TYPES else cell
    row["START"], row["END"], row["PRINTED"] = reading.start, reading.end, reading.text
    row["ROLE"], row["INDICATOR"] = reading.role.value, reading.indicator
    row["MEASURE"], row["FALLING"] = reading.measure.value, reading.falling
    if reading.change_of is not None:
        row["CHANGE_OF_START"] = readings[reading.change_of].start
    if reading.part_of is not None:
        row["PART_OF_START"] = readings[reading.part_of].start
    row["OBS_VALUE_FLOAT"] = float(row["OBS_VALUE"])
    return row


def _figures(texts: Iterable[Text]) -> Figures:
    """The figures of texts, in order."""
    numbers: list[int] = []
    rows: list[tuple[CellValue, ...]] = []
    for number, (text, published) in enumerate(texts):
        of_text = cells(text, published)
        numbers += [number] * len(of_text)
        rows += [tuple(row.values()) for row in of_text]
    columns = map(list, zip(*rows, strict=True)) if rows else ([] for _ in READING_COLUMNS)
    return Figures(numbers, dict(zip(READING_COLUMNS, columns, strict=True)))


# --- processes ------------------------------------------------------------------------------------


def spread(texts: list[Text], workers: int | None) -> Figures:
    """The figures of texts, read in *workers* processes of `concurrent.futures`.

    Raises `InvalidRecordError` if such a process cannot be started or is ended.
    """
    count = min(_count(texts) if workers is None else workers, len(texts))
    if count < 2:
        return _figures(texts)
    size = ceil(len(texts) / (_PARTS * count))
    parts = [texts[start : start + size] for start in range(0, len(texts), size)]
    try:
        with ProcessPoolExecutor(count, get_context("spawn")) as processes:
            figures = list(processes.map(_figures, parts))
    except (OSError, RuntimeError) as error:
        problem = f"{type(error).__name__}; {_REMEDY}"
        raise InvalidRecordError("read", "workers", workers, problem) from error
    rows = [row + number * size for number, part in enumerate(figures) for row in part.rows]
    columns = {
        name: list(chain.from_iterable(part.columns[name] for part in figures))
        for name in READING_COLUMNS
    }
    return Figures(rows, columns)


def _count(texts: list[Text]) -> int:
    """The number of processes that the texts justify, up to one per core. One in a script, which
    each process would run again.
    """
    if hasattr(sys.modules["__main__"], "__file__"):
        return 1
    cores = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    return min(cores, 1 + sum(len(text) for text, _ in texts) // _WORTH_A_PROCESS)


# A column of text as rows of figures: `zh.read` for a whole data frame, in several processes,
# lazily, or on Spark.

_TAKES: Final = (
    "a frame of Polars, pandas, Modin or pyarrow, or a lazy one of Polars, Dask or PySpark"
)
_SPARK: Final = {"integer": "integer", "boolean": "boolean", "float": "double"}
_PANDAS: Final = {
    "integer": "Int32",
    "boolean": "boolean",
    "float": "float64",
}  # the nullable ones


def _narwhals() -> Any:
    try:
        import narwhals.stable.v2 as narwhals
    except ImportError:
        raise MissingExtraError("tjstats.frames.texts", "frames") from None
    return narwhals


def read(
    frame: F,
    text: str,
    *,
    published: date | Period | str | None = None,
    keep: Sequence[str] | None = None,
    workers: int | None = None,
) -> F:
    """A frame of the same type with one row per figure in the column *text*, as read by `zh.read`.

    The columns *keep* come first (by default all but *text*), then all of
    `tjstats.rows.columns.READING_COLUMNS`: START and END in the text, PRINTED (the words between),
    ROLE, INDICATOR (the phrase), MEASURE, FALLING, CHANGE_OF_START, PART_OF_START, the period and
    the base, and the figure: OBS_VALUE has the printed digits as text, OBS_VALUE_FLOAT the number.
    Rows are in the order of the frame, then of the text; a null text has none. A pandas index is
    repeated.

    *published* is a date for all texts, or the name of a column of dates or period codes. Polars'
    lazy frames, Dask and PySpark (`mapInArrow`) stay lazy; tjstats must be installed where they
    run. *workers* is the number of processes, each of which imports the calling script; by default
    1 in a script and for few texts, else up to one per core. Dask and Spark distribute the work
    themselves. The rows do not depend on it.

    Raises `MissingExtraError`; `RecordTypeError` for another type of frame and for values that are
    not text; `UnknownCodeError` for a missing column; `InvalidRecordError` for a kept column with
    the name of a new one, for an invalid date of publication, and for a query of DuckDB or Ibis,
    which does not run Python.
    """
    nw = _narwhals()
    dask = type(frame).__module__.partition(".")[0] in ("dask", "dask_expr")
    try:
        given = nw.from_native(getattr(frame, "_meta", frame) if dask else frame)
    except TypeError:
        raise RecordTypeError("read", "frame", frame, _TAKES) from None
    _check(workers, published)
    schema = given.collect_schema()
    kept = _kept(schema.names(), text, published, keep)
    mapped = partial(_mapped, text=text, published=published, keep=kept, workers=workers)
    if isinstance(given, nw.DataFrame) and not dask:
        return mapped(frame)  # type: ignore[no-any-return]
    lazily = _dask if dask else _LAZY.get(given.implementation.value)
    if lazily is None:
        remedy = _TO_MEMORY.get(given.implementation.value, "collect it first")
        raise InvalidRecordError(
            "read",
            "frame",
            type(frame).__name__,
            f"its engine does not run Python on batches of rows; {remedy}",
        )
    if schema[text] not in (nw.String, nw.Categorical, nw.Enum, nw.Object, nw.Unknown):
        raise RecordTypeError("read", text, schema[text], "text; cast the column to text")
    return lazily(frame, mapped)  # type: ignore[no-any-return]


# --- checks of the arguments ----------------------------------------------------------------------


def _check(workers: int | None, published: object) -> None:
    if workers is not None and (type(workers) is not int or workers < 1):
        raise InvalidRecordError(
            "read", "workers", workers, "write a whole number of at least 1, or omit it"
        )
    if not isinstance(published, str):
        publication(published)  # type: ignore[arg-type]


def _kept(names: list[str], text: str, published: object, keep: Sequence[str] | None) -> list[str]:
    """The columns to keep. Raises `UnknownCodeError`, `InvalidRecordError`."""
    if isinstance(published, str) and published not in names:
        problem = "not a column of the frame; for a single date write a datetime.date or a Period"
        raise InvalidRecordError("read", "published", published, problem)
    kept = (
        [name for name in names if name != text]
        if keep is None
        else [keep]
        if isinstance(keep, str)
        else list(keep)
    )
    for name in (text, *kept):
        if name not in names:
            from difflib import get_close_matches

            raise UnknownCodeError(
                name, "the frame", tuple(get_close_matches(str(name), map(str, names), cutoff=0.4))
            )
    _check_clash(kept)
    return kept


def _check_clash(kept: Iterable[str]) -> None:
    clash = [name for name in kept if name in READING_COLUMNS]
    if clash:
        problem = (
            "the figures have columns of these names; "
            "rename them in the frame, or omit them from keep"
        )
        raise InvalidRecordError("read", "keep", clash, problem)


# --- lazy frames ----------------------------------------------------------------------------------


def _polars(frame: Native, mapped: partial[Native]) -> Native:
    return frame.map_batches(mapped, schema=mapped(frame.clear().collect()).schema, streamable=True)


def _dask(frame: Native, mapped: partial[Native]) -> Native:
    mapped = partial(mapped, workers=1)
    return frame.map_partitions(mapped, meta=mapped(frame._meta))


def _spark(frame: Native, mapped: partial[Native]) -> Native:
    kept: list[str] = mapped.keywords["keep"]
    _check_clash(name.upper() for name in kept)  # Spark ignores their case
    schema = type(frame.schema)([frame.schema[name] for name in kept])
    for name, column in READING_COLUMNS.items():
        schema = schema.add(name, _SPARK.get(column.kind, "string"))
    return frame.mapInArrow(partial(_batches, mapped=partial(mapped, workers=1)), schema)


def _batches(batches: Iterable[Native], mapped: Callable[[Native], Native]) -> Iterator[Native]:
    """The function that `mapInArrow` calls, by reference, so that no code is sent."""
    import narwhals.stable.v2 as nw

    for batch in batches:
        yield from mapped(nw.from_arrow(batch, backend="pyarrow").to_native()).to_batches()


_LAZY: Final[dict[str, Callable[[Native, partial[Native]], Native]]] = {
    "polars": _polars,
    "pyspark": _spark,
    "pyspark[connect]": _spark,
}
_TO_MEMORY: Final = {
    "duckdb": "pass its .to_arrow_table()",
    "ibis": "pass its .to_pyarrow()",
    "sqlframe": "pass its .toArrow()",
}


# --- a frame in memory ----------------------------------------------------------------------------


def _mapped(
    frame: Native, text: str, published: Published | str, keep: list[str], workers: int | None
) -> Native:
    """The figures of an eager frame."""
    import narwhals.stable.v2 as nw

    given: nw.DataFrame[Any] = nw.from_native(frame, eager_only=True)
    texts = _texts(given, text)
    dates = _dates(given, published, len(texts))
    figures = spread(list(zip(texts, dates, strict=True)), workers)
    return _frame(given, keep, figures).to_native()


def _frame(given: nw.DataFrame[Any], keep: list[str], figures: Figures) -> nw.DataFrame[Any]:
    """The kept columns, each value repeated for the figures of its text, and the columns of the
    figures.
    """
    import narwhals.stable.v2 as nw

    if given.implementation.is_pandas_like():
        columns = _of_pandas(given, figures)
    else:
        types = {"integer": nw.Int32(), "boolean": nw.Boolean(), "float": nw.Float64()}
        schema = {
            name: types.get(column.kind, nw.String()) for name, column in READING_COLUMNS.items()
        }
        columns = nw.from_dict(figures.columns, schema, backend=given.implementation)
    if not keep:
        return columns
    return nw.concat([given.select(keep)[figures.rows], columns], how="horizontal")


def _of_pandas(given: nw.DataFrame[Any], figures: Figures) -> nw.DataFrame[Any]:
    """The figures with the index of their texts, in nullable types."""
    import narwhals.stable.v2 as nw

    pandas: Any = nw.get_native_namespace(given)
    index = given.to_native().index[figures.rows]
    series = {
        name: pandas.Series(figures.columns[name], index, _PANDAS.get(column.kind, "string"))
        for name, column in READING_COLUMNS.items()
    }
    return nw.from_native(pandas.DataFrame(series, index), eager_only=True)


def _values(given: nw.DataFrame[Any], name: str, absent: object) -> list[CellValue]:
    """The values of a column, with *absent* for the engine's nulls: None, and NaN and NaT on
    pandas.
    """
    column = given.get_column(name)
    return [
        absent if null else value
        for value, null in zip(column.to_list(), column.is_null().to_list(), strict=True)
    ]


def _texts(given: nw.DataFrame[Any], name: str) -> list[str]:
    """The texts of a column, with "" for null. Raises `RecordTypeError`."""
    texts = _values(given, name, "")
    wrong = [value for value in texts if not isinstance(value, str)]
    if wrong:
        expected = (
            f"text, but {len(wrong)} of {len(texts)} rows have other values; "
            "cast the column to text, or write null"
        )
        raise RecordTypeError("read", name, wrong[0], expected)
    return texts


def _dates(given: nw.DataFrame[Any], published: Published | str, count: int) -> list[Published]:
    """The date of publication of each text."""
    if not isinstance(published, str):
        return [published] * count
    return [
        None if value is None else _date(value, published)
        for value in _values(given, published, None)
    ]


def _date(value: object, name: str) -> date | Period:
    """The date of publication in a cell. Raises `InvalidRecordError`."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return period(value)  # type: ignore[arg-type]
    except TjstatsError:
        problem = (
            "not a date of publication; write a date, a code such as 2025-11-13 or 2025-11, or null"
        )
        raise InvalidRecordError("read", name, value, problem) from None
