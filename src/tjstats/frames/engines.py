"""Engines: a data frame of any engine opened for a question, and closed again as what it was.

Expressions are narwhals's. On Polars they are Polars' own, which have the same names: narwhals's
ordered windows cost six times a sort and a shift there, and its lazy frames know no shift without a
window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from importlib.util import find_spec
from math import isnan
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from tjstats.errors import FrameError, MissingExtraError
from tjstats.rows.columns import COLUMNS

if TYPE_CHECKING:
    import narwhals as nw

__all__ = [
    "ENGINES",
    "Engine",
    "Frame",
    "alike",
    "kind_of",
    "narwhals",
    "native_of",
    "opened",
    "values_of",
]


@attrs.frozen
class Engine:
    """What an engine can do.

    Fields: name; eager (the data is there: mistakes in it can be raised); ordered (rows keep an
    order, so that a row can look at the one before it); windows (ordered windows over keys);
    sorts_nulls (texts with nulls among them can be sorted); joins_nulls (a null meets a null in a
    join).
    """

    name: str
    eager: bool = True
    ordered: bool = True
    windows: bool = True
    sorts_nulls: bool = True
    joins_nulls: bool = False


_ENGINES: Final = {
    "pandas": Engine("pandas", joins_nulls=True),
    "modin": Engine("modin", sorts_nulls=False),
    "pyarrow": Engine("pyarrow"),
    "polars": Engine("polars", joins_nulls=True),
    "duckdb": Engine("duckdb", eager=False, ordered=False),
    "ibis": Engine("ibis", eager=False, ordered=False),
    "pyspark": Engine("pyspark", eager=False, ordered=False),
    "pyspark[connect]": Engine("pyspark", eager=False, ordered=False),
    "sqlframe": Engine("sqlframe", eager=False, ordered=False),
    "dask": Engine("dask", eager=False, ordered=False, windows=False, sorts_nulls=False),
}
_SUPPORTED: Final = "a frame of pandas, Polars, PyArrow, Modin, DuckDB, Ibis, Dask or PySpark"


@attrs.frozen
class Frame:
    """An opened frame. Fields: data (narwhals's, or Polars' own), engine, ns (where its expressions
    come from).
    """

    data: Any
    engine: Engine
    ns: Any

    def dtypes(self) -> dict[str, Any]:
        """The type of each column, as narwhals names it."""
        return dict(narwhals().from_native(self.data, pass_through=False).collect_schema())

    def with_data(self, data: Any) -> Frame:
        """The same engine with other data."""
        return attrs.evolve(self, data=data)

    def sorted(self, *by: str) -> Frame:
        """The rows in order, a null before all else."""
        types = {} if self.engine.sorts_nulls else self.dtypes()
        texts = [name for name in by if name in types and types[name] == narwhals().String]
        if not texts:
            return self.with_data(self.data.sort(*by))
        filled = {
            f"__tj_sort_{name}": self.ns.concat_str(
                [self.ns.lit("_"), self.ns.col(name)]
            ).fill_null("")
            for name in texts
        }
        order = [f"__tj_sort_{name}" if name in texts else name for name in by]
        return self.with_data(self.data.with_columns(**filled).sort(*order).drop(*filled))

    def join(self, data: Any, other: Any, on: list[str], how: str = "left") -> Any:
        """Data of this engine joined with other data of it."""
        if self.engine.name == "polars":
            return data.join(other, on=on, how=how, nulls_equal=True)
        if self.engine.joins_nulls:  # as a merge does; narwhals takes the nulls out first
            return self.ns.from_native(data.to_native().merge(other.to_native(), on=on, how=how))
        return data.join(other, on=on, how=how)

    def native(self) -> Any:
        """The data as the engine's own frame; pandas counts its rows anew."""
        if self.engine.name == "polars":
            return self.data
        return (
            narwhals().maybe_reset_index(self.data) if self.engine.eager else self.data
        ).to_native()


def narwhals() -> Any:
    """The package narwhals. Raises `MissingExtraError`."""
    try:
        import narwhals
    except ImportError:
        raise MissingExtraError("tjstats.frames", "frames") from None
    return narwhals


def opened(frame: Any, question: str) -> Frame:
    """A native frame, or one of narwhals, opened. Raises `FrameError` for what is no frame,
    `MissingExtraError`.
    """
    nw = narwhals()
    try:
        data = nw.from_native(frame)
    except TypeError:
        raise FrameError(
            question, type(frame).__name__, f"is no data frame; give {_SUPPORTED}"
        ) from None
    except nw.exceptions.DuplicateError:
        problem = "has several columns of one name; rename them, or leave some out"
        raise FrameError(question, type(frame).__name__, problem) from None
    name = data.implementation.value
    engine = _ENGINES.get(name)
    if engine is None:
        raise FrameError(question, str(name), f"is no engine that is known here; give {_SUPPORTED}")
    _check_names(data, question)
    if name != "polars":
        return Frame(data, engine, nw)
    import polars

    native = data.to_native()
    return Frame(native, attrs.evolve(engine, eager=isinstance(native, polars.DataFrame)), polars)


def _check_names(data: Any, question: str) -> None:
    """Raise `FrameError` for columns whose names are no texts."""
    odd = [name for name in data.collect_schema().names() if not isinstance(name, str)]
    if odd:
        kind = type(data.to_native()).__name__
        raise FrameError(
            question, kind, f"has columns whose names are no texts, such as {odd[0]!r}; rename them"
        )


def alike(one: Frame, other: Frame, question: str) -> tuple[Frame, Frame]:
    """Two frames of one engine; of Polars both lazy where one is. Raises `FrameError`."""
    if one.engine == other.engine:
        return one, other
    if one.engine.name != other.engine.name:
        raise FrameError(
            question, one.engine.name, f"beside {other.engine.name}: give both frames of one engine"
        )
    lazy = other.engine if one.engine.eager else one.engine
    return Frame(one.data.lazy(), lazy, one.ns), Frame(other.data.lazy(), lazy, other.ns)


# --- a native frame of plain values ---------------------------------------------------------------

Values = Mapping[str, Sequence[Any]]
Kind: TypeAlias = Literal["float", "integer", "boolean", "text"]

_KINDS: Final[dict[str, Kind]] = {"number": "float", "integer": "integer", "boolean": "boolean"}
_PANDAS: Final = {"float": "float64", "integer": "Int32", "boolean": "boolean", "text": "string"}
_DUCKDB: Final = {"float": "DOUBLE", "integer": "INTEGER", "boolean": "BOOLEAN", "text": "VARCHAR"}
_USUAL: Final = ("polars", "duckdb")


def kind_of(name: str) -> Kind:
    """The kind of a column: "float", "integer", "boolean" or "text"."""
    return _KINDS.get(COLUMNS[name].kind, "text") if name in COLUMNS else "text"


def native_of(columns: Values, engine: object, question: str) -> Any:
    """The frame of an engine: of its name, its module, or a connection of DuckDB; for None of
    Polars or DuckDB, whichever is installed.

    Raises `FrameError` for an unknown engine, `MissingExtraError` where it is not installed.
    """
    if type(engine).__name__ == "DuckDBPyConnection":
        return _duckdb(columns, engine)
    name = _usual_engine(question) if engine is None else _name_of(engine)
    build = ENGINES.get(name)
    if build is None:
        problem = f"is no supported engine; write one of {', '.join(ENGINES)}"
        raise FrameError(question, f"engine={engine!r}", problem)
    try:
        return build(columns)
    except ModuleNotFoundError:
        raise MissingExtraError(
            f"tjstats.frames.{question} with engine={name!r}", "frames"
        ) from None


def _usual_engine(question: str) -> str:
    """The engine of records. Raises `MissingExtraError`."""
    for name in _USUAL:
        if find_spec(name):
            return name
    raise MissingExtraError(f"tjstats.frames.{question}", "frames")


def _name_of(engine: object) -> str:
    """The name of an engine given by its name, its module, or its member of an enumeration."""
    named = getattr(engine, "__name__", None) or getattr(engine, "value", None)
    return str(engine if isinstance(engine, str) else named).partition(".")[0]


def _eager(columns: Values, backend: Literal["polars", "pyarrow"]) -> nw.DataFrame[Any]:
    import narwhals as nw

    types = {"float": nw.Float64, "integer": nw.Int32, "boolean": nw.Boolean, "text": nw.String}
    schema = {name: types[kind_of(name)]() for name in columns}
    return nw.from_dict(dict(columns), schema, backend=backend)


def _polars(columns: Values) -> Any:
    return _eager(columns, "polars").to_native()


def _pyarrow(columns: Values) -> Any:
    return _eager(columns, "pyarrow").to_native()


def _pandas(columns: Values) -> Any:
    """By hand: narwhals makes columns of NumPy, where integers and booleans have no null."""
    import pandas

    series = {
        name: pandas.Series(values, dtype=_PANDAS[kind_of(name)])
        for name, values in columns.items()
    }
    return pandas.DataFrame(series)


def _modin(columns: Values) -> Any:
    from modin import pandas

    return pandas.DataFrame(_pandas(columns))


def _dask(columns: Values) -> Any:
    import narwhals as nw

    return nw.from_native(_pandas(columns), eager_only=True).lazy("dask").to_native()


def _ibis(columns: Values) -> Any:
    return _eager(columns, "pyarrow").lazy("ibis").to_native()


def _pyspark(columns: Values) -> Any:
    """A frame of the active session, else of a new one."""
    from pyspark.sql import SparkSession

    session = SparkSession.builder.getOrCreate()
    return _eager(columns, "pyarrow").lazy("pyspark", session=session).to_native()


def _duckdb(columns: Values, connection: Any = None) -> Any:
    """By hand: narwhals knows the default connection only, and needs pyarrow."""
    import duckdb

    used = duckdb.default_connection() if connection is None else connection
    if find_spec("pyarrow"):
        return used.from_arrow(_pyarrow(columns))
    parts = [
        f'unnest(${place}::{_DUCKDB[kind_of(name)]}[]) AS "{name}"'
        for place, name in enumerate(columns, 1)
    ]
    return used.sql(f"SELECT {', '.join(parts)}", params=list(map(list, columns.values())))


ENGINES: Final[dict[str, Callable[[Values], Any]]] = {
    "polars": _polars,
    "pandas": _pandas,
    "pyarrow": _pyarrow,
    "duckdb": _duckdb,
    "modin": _modin,
    "dask": _dask,
    "ibis": _ibis,
    "pyspark": _pyspark,
}


# --- and back -------------------------------------------------------------------------------------


def values_of(frame: Frame, names: Sequence[str]) -> dict[str, list[Any]]:
    """The values of some columns as plain ones of Python, None for what is null or NaN; a lazy
    frame is collected.
    """
    if frame.engine.name == "duckdb":
        rows = (
            frame.native()
            .select(*['"' + name.replace('"', '""') + '"' for name in names])
            .fetchall()
        )
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
