"""Natives: the frame of an engine out of columns of plain values, and back; each kind of column has its type in each engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from importlib.util import find_spec
from itertools import count
from math import isnan
from typing import Any, Final

from tjstats.columns import COLUMNS
from tjstats.errors import FrameError, MissingExtraError
from tjstats.frames.engines import Frame

__all__ = ["ENGINES", "kind_of", "native_of", "values_of"]

Values = Mapping[str, Sequence[Any]]
_KINDS: Final = {"number": "float", "integer": "integer", "boolean": "boolean"}


def kind_of(name: str) -> str:
    """The kind of a column: "float", "integer", "boolean" or "text"."""
    return _KINDS.get(COLUMNS[name].kind, "text") if name in COLUMNS else "text"


def native_of(columns: Values, engine: Any, question: str) -> Any:
    """The frame of an engine: of its name, its module, or a connection of DuckDB; of the first of Polars and DuckDB for None.

    Raises `FrameError` for an engine that is not known, `MissingExtraError` where it is not installed.
    """
    if engine is None:
        found = [name for name in _USUAL if find_spec(name)]
        if not found:
            raise MissingExtraError(f"tjstats.frames.{question}", "frames")
        engine = found[0]
    if type(engine).__name__ == "DuckDBPyConnection":
        return _duckdb(columns, engine)
    told = engine if isinstance(engine, str) else getattr(engine, "__name__", None) or getattr(engine, "value", None)
    maker = ENGINES.get(str(told).partition(".")[0])
    if maker is None:
        raise FrameError(question, f"engine={engine!r}", f"is no engine that is known here; write one of {', '.join(ENGINES)}")
    try:
        return maker(columns)
    except ModuleNotFoundError:
        raise MissingExtraError(f"tjstats.frames.{question} with engine={told!r}", "frames") from None


def _polars(columns: Values) -> Any:
    import polars as pl

    types = {"float": pl.Float64, "integer": pl.Int32, "boolean": pl.Boolean, "text": pl.String}
    return pl.DataFrame(dict(columns), schema={name: types[kind_of(name)] for name in columns})


def _pandas(columns: Values) -> Any:
    import pandas as pd

    types = {"float": "float64", "integer": "Int32", "boolean": "boolean", "text": "string"}
    return pd.DataFrame({name: pd.Series(values, dtype=types[kind_of(name)]) for name, values in columns.items()})


def _pyarrow(columns: Values) -> Any:
    import pyarrow as pa

    types = {"float": pa.float64(), "integer": pa.int32(), "boolean": pa.bool_(), "text": pa.string()}
    return pa.table({name: pa.array(values, types[kind_of(name)]) for name, values in columns.items()})


def _duckdb(columns: Values, connection: Any = None) -> Any:
    """A relation of an Arrow table, or without pyarrow of a temporary table, which lasts as long as the connection."""
    import duckdb

    used = duckdb.default_connection() if connection is None else connection
    if find_spec("pyarrow"):
        return used.from_arrow(_pyarrow(columns))
    types = {"float": "DOUBLE", "integer": "INTEGER", "boolean": "BOOLEAN", "text": "VARCHAR"}
    taken = {row[0] for row in used.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    table = next(name for name in (f"tjstats_records_{n}" for n in count(1)) if name not in taken)
    parts = [f'unnest(${n}::{types[kind_of(name)]}[]) AS "{name}"' for n, name in enumerate(columns, 1)]
    used.execute(f"CREATE TEMP TABLE {table} AS SELECT {', '.join(parts)}", [list(values) for values in columns.values()])
    return used.table(table)


def _modin(columns: Values) -> Any:
    from modin import pandas

    return pandas.DataFrame(_pandas(columns))


def _dask(columns: Values) -> Any:
    from dask import dataframe

    made: Any = dataframe.from_pandas  # type: ignore[no-untyped-call,unused-ignore]
    return made(_pandas(columns), npartitions=1)


def _ibis(columns: Values) -> Any:
    import ibis

    return ibis.memtable(_pyarrow(columns))


def _pyspark(columns: Values) -> Any:
    """A frame of the session that is active, else of a new one."""
    from pyspark.sql import SparkSession

    types = {"float": "double", "integer": "int", "boolean": "boolean", "text": "string"}
    schema = ", ".join(f"{name} {types[kind_of(name)]}" for name in columns)
    return SparkSession.builder.getOrCreate().createDataFrame(list(zip(*columns.values(), strict=True)), schema)


ENGINES: Final[dict[str, Callable[[Values], Any]]] = {
    "polars": _polars, "pandas": _pandas, "pyarrow": _pyarrow, "duckdb": _duckdb, "modin": _modin, "dask": _dask,
    "ibis": _ibis, "pyspark": _pyspark,
}  # fmt: skip
_USUAL: Final = ("polars", "duckdb")


# --- and back ---------------------------------------------------------------------------------------------------------


def values_of(frame: Frame, names: Sequence[str]) -> dict[str, list[Any]]:
    """The values of some columns as plain ones of Python, None for what is null or NaN; a lazy frame is collected."""
    if frame.engine.name == "duckdb":
        rows = frame.native().select(*['"' + name.replace('"', '""') + '"' for name in names]).fetchall()
        return {name: [_plain(row[place]) for row in rows] for place, name in enumerate(names)}
    data = frame.data.select(*names)
    data = data.collect() if hasattr(data, "collect") else data
    return {name: [_plain(value) for value in data[name].to_list()] for name in names}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if hasattr(value, "item") and type(value).__module__ == "numpy":
        value = value.item()
    return None if isinstance(value, float | Decimal) and isnan(value) else value
