"""A column of texts as rows of figures: `zh.read` for a whole data frame, in several processes, lazily, or on Spark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final, TypeVar

from tjstats.columns import READING_COLUMNS
from tjstats.errors import InvalidRecordError, MissingExtraError, RecordTypeError, TjstatsError, UnknownCodeError
from tjstats.frames.readings import Figures, Published, spread
from tjstats.values.periods import Period, period
from tjstats.zh.times import publication

__all__ = ["read"]

F = TypeVar("F")

_TAKES: Final = "a frame of Polars, pandas, Modin or pyarrow, or a lazy one of Polars, Dask or PySpark"
_SPARK: Final = {"integer": "integer", "boolean": "boolean", "float": "double"}
_PANDAS: Final = {"integer": "Int32", "boolean": "boolean", "float": "float64"}  # those that have nulls


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
    """A frame of the same kind with a row for each figure in the column *text*, as `zh.read` reads it.

    The columns *keep* come first, or all but *text*; then those of `tjstats.columns.READING_COLUMNS`, always all of them:
    START and END in the text, PRINTED (the words between), ROLE, INDICATOR (the phrase), MEASURE, FALLING, CHANGE_OF_START,
    PART_OF_START, the period and the base, and the figure: OBS_VALUE is the printed digits as text, OBS_VALUE_FLOAT a number.
    Rows are in the order of the frame, then of the text; a null text has none. A pandas index is repeated.

    *published* is a date for all texts, or the name of a column of dates or period codes. Polars' lazy frames, Dask and PySpark
    (`mapInArrow`) stay lazy; tjstats has to be installed where they run. *workers* is the number of processes, by default 1
    for few texts and up to one for each core; Dask and Spark divide the work themselves. The rows do not depend on it.

    Raises `MissingExtraError`; `RecordTypeError` for what is no such frame, and for values that are no text;
    `UnknownCodeError` for a column that is not there; `InvalidRecordError` for a kept column with the name of a new one, for
    a date of publication that is none, and for a query of DuckDB or Ibis, which does not run Python.
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
        raise InvalidRecordError("read", "frame", type(frame).__name__, f"its engine runs no Python on batches of rows; {remedy}")
    if schema[text] not in (nw.String, nw.Categorical, nw.Enum, nw.Object, nw.Unknown):
        raise RecordTypeError("read", text, schema[text], "texts; cast the column to text")
    return lazily(frame, mapped)  # type: ignore[no-any-return]


# --- what is asked ------------------------------------------------------------------------------------------------------


def _check(workers: int | None, published: object) -> None:
    if workers is not None and (type(workers) is not int or workers < 1):
        raise InvalidRecordError("read", "workers", workers, "write a whole number from 1 on, or leave it out")
    if not isinstance(published, str):
        publication(published)  # type: ignore[arg-type]


def _kept(names: list[str], text: str, published: object, keep: Sequence[str] | None) -> list[str]:
    """The columns that stay. Raises `UnknownCodeError`, `InvalidRecordError`."""
    if isinstance(published, str) and published not in names:
        problem = "no column of the frame; one date for all texts is a datetime.date or a Period"
        raise InvalidRecordError("read", "published", published, problem)
    kept = [name for name in names if name != text] if keep is None else [keep] if isinstance(keep, str) else list(keep)
    for name in (text, *kept):
        if name not in names:
            from difflib import get_close_matches

            raise UnknownCodeError(name, "the frame", tuple(get_close_matches(str(name), map(str, names), cutoff=0.4)))
    _check_clash(kept)
    return kept


def _check_clash(kept: Iterable[str]) -> None:
    clash = [name for name in kept if name in READING_COLUMNS]
    if clash:
        problem = "the figures have columns of these names; rename them in the frame, or leave them out by keep"
        raise InvalidRecordError("read", "keep", clash, problem)


# --- lazy frames --------------------------------------------------------------------------------------------------------


def _polars(frame: Any, mapped: Callable[[Any], Any]) -> Any:
    return frame.map_batches(mapped, schema=mapped(frame.clear().collect()).schema, streamable=True)


def _dask(frame: Any, mapped: partial[Any]) -> Any:
    mapped = partial(mapped, workers=1)
    return frame.map_partitions(mapped, meta=mapped(frame._meta))


def _spark(frame: Any, mapped: partial[Any]) -> Any:
    kept: list[str] = mapped.keywords["keep"]
    _check_clash(name.upper() for name in kept)  # Spark does not tell their case
    schema = type(frame.schema)([frame.schema[name] for name in kept])
    for name, column in READING_COLUMNS.items():
        schema = schema.add(name, _SPARK.get(column.kind, "string"))
    return frame.mapInArrow(partial(_batches, mapped=partial(mapped, workers=1)), schema)


def _batches(batches: Iterable[Any], mapped: Callable[[Any], Any]) -> Iterator[Any]:
    """What `mapInArrow` calls, by reference, so that no code travels."""
    nw = _narwhals()
    for batch in batches:
        yield from mapped(nw.from_arrow(batch, backend="pyarrow").to_native()).to_batches()


_LAZY: Final[dict[str, Callable[[Any, partial[Any]], Any]]] = {
    "polars": _polars,
    "pyspark": _spark,
    "pyspark[connect]": _spark,
}
_TO_MEMORY: Final = {"duckdb": "give its .to_arrow_table()", "ibis": "give its .to_pyarrow()", "sqlframe": "give its .toArrow()"}


# --- a frame in memory --------------------------------------------------------------------------------------------------


def _mapped(frame: Any, text: str, published: Published | str, keep: list[str], workers: int | None) -> Any:
    """The figures of an eager frame."""
    nw = _narwhals()
    given = nw.from_native(frame, eager_only=True)
    texts = _texts(given, text)
    dates = _dates(given, published, len(texts))
    found = spread(list(zip(texts, dates, strict=True)), workers)
    return _frame(nw, given, keep, found).to_native()


def _frame(nw: Any, given: Any, keep: list[str], found: Figures) -> Any:
    """The kept columns, each value as often as its text has figures, and the columns of the figures."""
    kept = given.select(keep)[found.rows] if keep else None
    if given.implementation.is_pandas_like():
        pandas = nw.get_native_namespace(given)
        index = given.to_native().index[found.rows]
        kinds = {name: _PANDAS.get(column.kind, "string") for name, column in READING_COLUMNS.items()}
        values = {name: pandas.Series(found.columns[name], index, kind) for name, kind in kinds.items()}
        made = nw.from_native(pandas.DataFrame(values, index), eager_only=True)
    else:
        types = {"integer": nw.Int32(), "boolean": nw.Boolean(), "float": nw.Float64()}
        schema = {name: types.get(column.kind, nw.String()) for name, column in READING_COLUMNS.items()}
        made = nw.from_dict(found.columns, schema, backend=given.implementation)
    return made if kept is None else nw.concat([kept, made], how="horizontal")


def _values(given: Any, name: str, absent: Any) -> list[Any]:
    """The values of a column, with *absent* for what the engine calls null: None, and NaN and NaT of pandas."""
    column = given.get_column(name)
    return [absent if null else value for value, null in zip(column.to_list(), column.is_null().to_list(), strict=True)]


def _texts(given: Any, name: str) -> list[str]:
    """The texts of a column, a null as the empty one. Raises `RecordTypeError`."""
    texts = _values(given, name, "")
    wrong = [value for value in texts if not isinstance(value, str)]
    if wrong:
        expected = f"texts, and {len(wrong)} of {len(texts)} rows have none; cast the column to text, or make them null"
        raise RecordTypeError("read", name, wrong[0], expected)
    return texts


def _dates(given: Any, published: Published | str, count: int) -> list[Published]:
    """The date of publication of each text."""
    if not isinstance(published, str):
        return [published] * count
    return [None if value is None else _date(value, published) for value in _values(given, published, None)]


def _date(value: object, name: str) -> date | Period:
    """The date of publication that a cell says. Raises `InvalidRecordError`."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return period(value)  # type: ignore[arg-type]
    except TjstatsError:
        problem = "no date of publication; write a date, a code such as 2025-11-13 or 2025-11, or null"
        raise InvalidRecordError("read", name, value, problem) from None
