"""Native frames of every engine, built from a dict of columns, and the rows of answers.

`@pytest.mark.parametrize("engine", ENGINES)`, then `native(engine, columns, request)` and `rows(answer)`. What is not
installed is skipped with the reason. `IGNORED` are the warnings of the engines themselves, for `pytestmark`.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

import pytest

__all__ = ["EAGER", "ENGINES", "IGNORED", "LAZY", "WITHOUT_SPARK", "Engine", "native", "rows"]

Columns = dict[str, list[Any]]

# Modin says what it hands to pandas, and calls it the old way; narwhals says that Dask moves to a package of its own.
_WARNINGS: Final = (
    "The behavior of DataFrame concatenation:FutureWarning",
    "(?s).*(defaulting to pandas|mismatches with pandas):UserWarning",
    "When grouping with a length-1 list-like:FutureWarning",
    "Dask support is moving:FutureWarning",
    "PySpark does not yet fully support pandas:FutureWarning",
    # Spark 4.0 leaves a socket to its JVM for the garbage collector.
    r"(?s)Exception ignored in. <socket\.socket:pytest.PytestUnraisableExceptionWarning",
)
IGNORED: Final = [pytest.mark.filterwarnings(f"ignore:{text}") for text in _WARNINGS]


class Engine(NamedTuple):
    """One engine. Fields: package (the requirement), make (builds a frame from columns), read (its rows, with nulls of any kind)."""

    package: str
    make: Callable[[Columns], Any]
    read: Callable[[Any], list[dict[str, Any]]]
    lazy: bool = False


def _pandas(columns: Columns) -> Any:
    import pandas as pd

    dates = {
        name: pd.to_datetime(pd.Series(values))
        for name, values in columns.items()
        if _of(values, date)
    }
    nothing = {
        name: pd.Series(values, dtype="float64")
        for name, values in columns.items()
        if not _of(values, object)
    }
    return pd.DataFrame({**columns, **dates, **nothing})


def _modin(columns: Columns) -> Any:
    os.environ.setdefault("MODIN_ENGINE", "python")
    import modin.pandas

    return modin.pandas.DataFrame(_pandas(columns))


def _polars(columns: Columns) -> Any:
    import polars as pl

    return pl.from_arrow(_arrow(columns))


def _arrow(columns: Columns) -> Any:
    """Columns of numbers, text, dates or booleans; a column without values is numeric."""
    import pyarrow as pa

    numbers = {
        name: pa.float64()
        for name, values in columns.items()
        if not _of(values, object) or _of(values, float)
    }
    return pa.table({name: pa.array(values, numbers.get(name)) for name, values in columns.items()})


def _duckdb(columns: Columns) -> Any:
    import duckdb

    return duckdb.from_arrow(_arrow(columns))


def _ibis(columns: Columns) -> Any:
    import ibis

    return ibis.memtable(_arrow(columns))


def _dask(columns: Columns) -> Any:
    import dask.dataframe as dd

    return dd.from_pandas(_pandas(columns), npartitions=2)


def _pyspark(columns: Columns) -> Any:
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    table = _arrow(columns)
    session = SparkSession.getActiveSession()
    assert session is not None, "a page or a test before this one has stopped the session"
    return session.createDataFrame(
        [tuple(row.values()) for row in table.to_pylist()], from_arrow_schema(table.schema)
    )


def _of_pandas(frame: Any) -> list[dict[str, Any]]:
    return [
        dict(zip(frame.columns, row, strict=True))
        for row in frame.itertuples(index=False, name=None)
    ]


def _of_duckdb(frame: Any) -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.fetchall()]


ENGINES: Final = {
    "pandas": Engine("pandas", _pandas, _of_pandas),
    "modin": Engine("modin", _modin, _of_pandas),
    "polars": Engine("polars", _polars, lambda frame: frame.to_dicts()),
    "polars lazy": Engine(
        "polars",
        lambda columns: _polars(columns).lazy(),
        lambda frame: frame.collect().to_dicts(),
        lazy=True,
    ),
    "pyarrow": Engine("pyarrow", _arrow, lambda frame: frame.to_pylist()),
    "duckdb": Engine("duckdb", _duckdb, _of_duckdb, lazy=True),
    "ibis": Engine("ibis", _ibis, lambda frame: frame.to_pyarrow().to_pylist(), lazy=True),
    "dask": Engine("dask", _dask, lambda frame: _of_pandas(frame.compute()), lazy=True),
    "pyspark": Engine(
        "pyspark", _pyspark, lambda frame: [row.asDict() for row in frame.collect()], lazy=True
    ),
}
EAGER: Final = [name for name, engine in ENGINES.items() if not engine.lazy]
LAZY: Final = [name for name, engine in ENGINES.items() if engine.lazy]
WITHOUT_SPARK: Final = [
    name for name in ENGINES if name != "pyspark"
]  # for laws: each of its answers takes a second
_MODULES: Final = {
    "modin": "modin",
    "polars": "polars",
    "pyarrow": "pyarrow",
    "duckdb": "duckdb",
    "ibis": "ibis",
}


def native(engine: str, columns: Columns, request: pytest.FixtureRequest | None = None) -> Any:
    """A native frame of an engine. None is a missing value; the fixture `request` starts Spark if needed."""
    for package in ("narwhals", "pyarrow", ENGINES[engine].package):
        pytest.importorskip(package, reason=f"{package} is not installed")
    if engine == "pyspark":
        assert request is not None, "give the fixture request, which starts the session"
        request.getfixturevalue("spark")
    return ENGINES[engine].make(columns)


def rows(frame: Any) -> list[dict[str, Any]]:
    """The rows of a native frame in order, as dicts of Python values; null, NaN and NaT are None."""
    package = type(frame).__module__.split(".")[0]
    name = (
        "polars lazy"
        if type(frame).__name__ == "LazyFrame"
        else {"_duckdb": "duckdb"}.get(package, package)
    )
    return [
        {column: _plain(value) for column, value in row.items()}
        for row in ENGINES[name].read(frame)
    ]


def _of(values: list[Any], kind: type) -> bool:
    """Whether a column has a value of a type."""
    return any(isinstance(value, kind) for value in values if value is not None)


def _plain(value: Any) -> Any:
    """A value without the wrapper of an engine."""
    value = value.item() if hasattr(value, "item") else value
    missing = (
        value is None
        or type(value).__name__ in ("NAType", "NaTType")
        or (isinstance(value, float) and math.isnan(value))
    )
    return None if missing else value
