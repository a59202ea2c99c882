"""Engines: a data frame of any engine opened for a question, and returned in its native type.

Expressions are narwhals expressions, except on Polars, where they are native Polars expressions
with the same names: there narwhals's ordered windows take six times as long as a sort and a shift,
and its lazy frames have no shift without a window. For the type checker both are narwhals's.

A question stores intermediate results in hidden columns. Each belongs to a field of a record of
expressions: `Frame.keep` stores the record, and functions pass the record, not names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from importlib.util import find_spec
from math import isnan
from operator import and_, or_
from types import ModuleType, NoneType
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias, TypeVar, cast, overload

import attrs

from tjstats.errors import FrameError, MissingExtraError
from tjstats.rows.columns import COLUMNS

if TYPE_CHECKING:
    import narwhals as nw
    from narwhals.dtypes import DType
    from narwhals.functions import When
    from narwhals.typing import IntoFrame
    from typing_extensions import TypeVar as TypeVarWithDefault

    # What a question is given and returns: a frame of one type, or records and a frame of any.
    F = TypeVarWithDefault("F", bound=IntoFrame, default=Any)

__all__ = [
    "ENGINES",
    "CellValue",
    "Codes",
    "Condition",
    "Connection",
    "Data",
    "Engine",
    "EngineName",
    "Expr",
    "Expressions",
    "Frame",
    "GivenEngine",
    "Native",
    "Types",
    "all_of",
    "any_of",
    "chosen",
    "hidden",
    "is_among",
    "is_boolean",
    "is_date",
    "is_int64",
    "is_object",
    "is_text",
    "is_unknown",
    "kind_of",
    "native_of",
    "no",
    "null_unless",
    "of_one_engine",
    "opened",
    "values_of",
]

Expr: TypeAlias = "nw.Expr"
# What is the same for all rows is a plain value: no engine has to store and compare it.
Condition: TypeAlias = "nw.Expr | bool"
Codes: TypeAlias = "nw.Expr | str"
Native: TypeAlias = Any  # a frame of any engine: these have no type in common
CellValue: TypeAlias = Any  # a value in a cell, of any type of Python
Data: TypeAlias = "nw.DataFrame[Any] | nw.LazyFrame[Any]"
Types: TypeAlias = "Mapping[str, DType]"
EngineName: TypeAlias = Literal[
    "polars", "pandas", "pyarrow", "duckdb", "modin", "dask", "ibis", "pyspark"
]
R = TypeVar("R", bound="attrs.AttrsInstance")

_HIDDEN: Final = "__tj_"


class Connection(Protocol):
    """A connection of DuckDB, for type checkers without DuckDB."""

    def cursor(self) -> Connection: ...


GivenEngine: TypeAlias = "EngineName | ModuleType | nw.Implementation | Connection | None"


class Expressions(Protocol):
    """The source of expressions: the module narwhals, or Polars."""

    Enum: type[nw.Enum]
    Expr: type[nw.Expr]
    Float32: type[nw.Float32]
    Float64: type[nw.Float64]
    Int64: type[nw.Int64]
    String: type[nw.String]
    UInt8: type[nw.UInt8]

    def coalesce(self, exprs: nw.Expr, *more_exprs: nw.Expr) -> nw.Expr: ...
    def col(self, *names: str) -> nw.Expr: ...
    def concat_str(self, exprs: list[nw.Expr], *, separator: str = "") -> nw.Expr: ...
    def lit(self, value: Any, dtype: Any = None) -> nw.Expr: ...
    def when(self, *predicates: nw.Expr) -> When: ...


def any_of(conditions: Iterable[Condition]) -> Condition:
    """Whether one of the conditions is true."""
    there = [condition for condition in conditions if condition is not False]
    return True if True in map(_known, there) else reduce(or_, there) if there else False


def all_of(conditions: Iterable[Condition]) -> Condition:
    """Whether each of the conditions is true."""
    there = [condition for condition in conditions if condition is not True]
    return False if False in map(_known, there) else reduce(and_, there) if there else True


def no(condition: Condition) -> Condition:
    """Whether a condition is false."""
    return not condition if isinstance(condition, bool) else ~condition


def _known(condition: Condition) -> bool | None:
    """A condition that is the same for all rows."""
    return condition if isinstance(condition, bool) else None


def is_among(codes: Codes, names: Collection[str]) -> Condition:
    """Whether codes are among some."""
    return codes in names if isinstance(codes, str) else codes.is_in(list(names))


@overload
def chosen(ns: Expressions, condition: Condition, value: Expr, other: Expr) -> Expr: ...
@overload
def chosen(
    ns: Expressions, condition: Condition, value: Expr | None, other: Expr | None = None
) -> Expr | None: ...
def chosen(
    ns: Expressions, condition: Condition, value: Expr | None, other: Expr | None = None
) -> Expr | None:
    """A value if the condition is true, else the other; None for one that no row has."""
    if isinstance(condition, bool):
        return value if condition else other
    if value is None:
        return None if other is None else ns.when(~condition).then(other)
    then = ns.when(condition).then(value)
    return then if other is None else then.otherwise(other)


def null_unless(ns: Expressions, condition: Condition, value: Expr) -> Expr:
    """A value if the condition is true, else null."""
    if condition is True:
        return value
    return ns.when(ns.lit(False) if condition is False else condition).then(value)


def hidden(owner: type[attrs.AttrsInstance] | str, field: str, side: str = "") -> str:
    """The name of the hidden column for a field of a record, or for a name of the module that owns
    it; *side* distinguishes two records of one class.
    """
    if not isinstance(owner, str):
        assert field in attrs.fields_dict(owner)
        owner = owner.__name__.strip("_").lower()
    return f"{_HIDDEN}{side}{owner}_{field}"


@attrs.frozen
class Engine:
    """The abilities of an engine.

    Fields: name; eager (the data are in memory, so errors in them can be raised); ordered (rows
    keep an order, so a row can look at the previous one); windows (it has ordered windows over
    keys); numbers_rows (as it reads them, without an order); sorts_nulls (texts with nulls can be
    sorted); joins_nulls (null matches null in a join); stands_in_for (the engine of the frame that
    was given, if its questions are answered by another: each step of Modin takes milliseconds,
    however few the rows, and a question has thousands).
    """

    name: str
    eager: bool = True
    ordered: bool = True
    windows: bool = True
    numbers_rows: bool = False
    sorts_nulls: bool = True
    joins_nulls: bool = False
    stands_in_for: str | None = None


_ENGINES: Final = {
    "pandas": Engine("pandas", joins_nulls=True),
    "modin": Engine("pandas", joins_nulls=True, stands_in_for="modin"),
    "pyarrow": Engine("pyarrow"),
    "polars": Engine("polars", joins_nulls=True),
    "duckdb": Engine("duckdb", eager=False, ordered=False, numbers_rows=True),
    "ibis": Engine("ibis", eager=False, ordered=False),
    "pyspark": Engine("pyspark", eager=False, ordered=False),
    "pyspark[connect]": Engine("pyspark", eager=False, ordered=False),
    "sqlframe": Engine("sqlframe", eager=False, ordered=False),
    "dask": Engine("dask", eager=False, ordered=False, windows=False, sorts_nulls=False),
}
_SUPPORTED: Final = "a frame of pandas, Polars, PyArrow, Modin, DuckDB, Ibis, Dask or PySpark"


@attrs.frozen
class Frame:
    """An opened frame. Fields: data (narwhals or Polars), engine, ns (the source of its
    expressions).
    """

    data: Data
    engine: Engine
    ns: Expressions

    def with_data(self, data: Data) -> Frame:
        """The same engine with other data."""
        return Frame(data, self.engine, self.ns)

    def with_columns(self, *exprs: Expr, **named: Expr) -> Frame:
        """The frame with further columns, if there are any."""
        if not exprs and not named:
            return self
        return self.with_data(self.data.with_columns(*exprs, **named))

    def select(self, *exprs: str | Expr, **named: Expr) -> Frame:
        """These columns only."""
        return self.with_data(self.data.select(*exprs, **named))

    def filter(self, case: Expr) -> Frame:
        """The rows that satisfy a condition."""
        return self.with_data(self.data.filter(case))

    def grouped(self, by: Sequence[str], *aggregates: Expr) -> Frame:
        """One row per combination of values in the columns *by*; one row if there are none."""
        if not by:
            return self.select(*aggregates)
        return self.with_data(self.data.group_by(*by).agg(*aggregates))

    def spread(
        self,
        by: Sequence[str],
        at: str,
        values: str,
        places: Mapping[int, str],
        count: str,
        further: Sequence[Expr],
    ) -> Frame:
        """One row per combination of values in the columns *by*, with the largest of the column
        *values* at each place in the column *at*, under the name of the place, their *count*, and
        further aggregates.
        """
        col = self.ns.col
        if by and not further and self.engine.name == "pandas":
            native: Any = self.data.to_native()
            if native[values].dtype == "float64":
                wide = _spread_in_pandas(native, list(by), at, values, places, count)
                return self.with_data(wide)
        cells = {
            name: self.ns.when(col(at) == place).then(col(values)) for place, name in places.items()
        }
        most = [col(name).max() for name in places.values()]
        rows = self.with_columns(**cells)
        return rows.grouped(by, *most, col(values).count().alias(count), *further)

    def keep(self, record: R, **named: Expr) -> tuple[Frame, R]:
        """The frame with the expressions of a record stored in hidden columns, and the record of
        these columns; and with further columns. Other fields are unchanged.
        """
        owner, fields, columns = type(record), dict[str, Any](), dict(named)
        for field in attrs.fields_dict(owner):
            fields[field] = value = getattr(record, field)
            if isinstance(value, self.ns.Expr):
                name = hidden(owner, field)
                columns[name], fields[field] = value, self.ns.col(name)
        return self.with_columns(**columns), owner(**fields)

    def sorted(self, *by: str) -> Frame:
        """The rows in order, nulls first."""
        texts = [] if self.engine.sorts_nulls else self._texts_among(by)
        if not texts:
            return self.with_data(self.data.sort(*by))
        filled = {
            f"{_HIDDEN}sort_{name}": self.ns.concat_str(
                [self.ns.lit("_"), self.ns.col(name)]
            ).fill_null("")
            for name in texts
        }
        order = [f"{_HIDDEN}sort_{name}" if name in texts else name for name in by]
        return self.with_data(self.data.with_columns(**filled).sort(*order).drop(*filled))

    def numbered(self, name: str) -> Frame:
        """The rows with a number of their own, of an engine that numbers rows."""
        import narwhals as nw

        relation: Any = self.data.to_native()
        return self.with_data(nw.from_native(relation.row_number(f'OVER () AS "{name}"', "*")))

    def join(
        self, other: Frame, on: Sequence[str], how: Literal["left", "inner"] = "left"
    ) -> Frame:
        """The frame joined with another of the same engine."""
        data: Any = self.data
        if self.engine.name == "polars":
            return self.with_data(data.join(other.data, on=on, how=how, nulls_equal=True))
        if self.engine.joins_nulls:  # like a merge; narwhals drops the nulls
            import narwhals as nw

            merged = data.to_native().merge(other.data.to_native(), on=list(on), how=how)
            return self.with_data(nw.from_native(merged))
        return self.with_data(data.join(other.data, on=list(on), how=how))

    def types(self) -> Types:
        """The narwhals type of each column."""
        import narwhals as nw

        frame: Data = nw.from_native(cast("Any", self.data), pass_through=False)
        return dict(frame.collect_schema())

    def rows(self) -> nw.DataFrame[Any]:
        """The data of an eager frame, for inspecting values."""
        return cast("nw.DataFrame[Any]", self.data)

    def distinct(self, name: str) -> Frame:
        """The distinct values of a column of an eager frame, without nulls."""
        return self.with_data(self.select(name).rows().unique().drop_nulls())

    def total(self, number: Expr) -> int:
        """The sum of a column of an eager frame, or the number of rows that satisfy a condition."""
        return int(self.select(number.alias("total")).rows()["total"].sum() or 0)

    def native(self) -> Native:
        """The data in the type of frame that was given; on pandas with a new index."""
        import narwhals as nw

        if self.engine.name == "polars":
            return self.data
        data = nw.maybe_reset_index(self.rows()) if self.engine.eager else self.data
        return _modin_frame(data.to_native()) if self.engine.stands_in_for else data.to_native()

    def _texts_among(self, names: Sequence[str]) -> list[str]:
        import narwhals as nw

        types = self.types()
        return [name for name in names if types.get(name) == nw.String]


def _spread_in_pandas(
    frame: Native, by: list[str], at: str, values: str, places: Mapping[int, str], count: str
) -> nw.DataFrame[Any]:
    """The rows of `Frame.spread`, which finds the group of each row once, where pandas groups each
    column anew.
    """
    import narwhals as nw
    import numpy as np
    import pandas as pd

    groups = frame.groupby(by, dropna=False, observed=True, sort=False).ngroup().to_numpy()
    known = frame[values].notna().to_numpy()
    number, first = int(groups.max(initial=-1)) + 1, min(places)
    rows = np.zeros(number, "int64")
    rows[groups[::-1]] = np.arange(len(groups))[::-1]
    cells = np.full((max(places) - first + 1, number), np.nan)
    own = frame[known]
    cells[own[at].to_numpy("int64") - first, groups[known]] = own[values].to_numpy()
    wide = pd.DataFrame({name: cells[place - first] for place, name in places.items()}, copy=False)
    wide[count] = np.bincount(groups[known], minlength=number)
    keys = frame[by].iloc[rows].reset_index(drop=True)
    return nw.from_native(pd.concat([keys, wide], axis=1), eager_only=True)


def opened(frame: object, question: str) -> Frame:
    """A native or narwhals frame, opened. Raises `FrameError` for anything else,
    `MissingExtraError`.
    """
    try:
        import narwhals as nw
    except ImportError:
        raise MissingExtraError("tjstats.frames", "frames") from None
    try:
        data: Data = nw.from_native(cast("Any", frame))
    except TypeError:
        raise FrameError(
            question, type(frame).__name__, f"is not a data frame; pass {_SUPPORTED}"
        ) from None
    except nw.exceptions.DuplicateError:
        problem = "has several columns with one name; rename or drop them"
        raise FrameError(question, type(frame).__name__, problem) from None
    name = data.implementation.value
    engine = _ENGINES.get(name)
    if engine is None:
        raise FrameError(question, str(name), f"is not a supported engine; pass {_SUPPORTED}")
    _check_names(data, question)
    if engine.stands_in_for:
        data = nw.from_native(cast("nw.DataFrame[Any]", data).to_pandas(), eager_only=True)
    return Frame(data, engine, nw) if name != "polars" else _of_polars(data.to_native(), engine)


def _of_polars(native: Native, engine: Engine) -> Frame:
    import polars

    eager = isinstance(native, polars.DataFrame)
    return Frame(native, attrs.evolve(engine, eager=eager), cast("Expressions", polars))


def _check_names(data: Data, question: str) -> None:
    """Raise `FrameError` for columns whose names are not text."""
    others = [name for name in data.collect_schema().names() if not isinstance(name, str)]
    if others:
        problem = f"has columns whose names are not text, such as {others[0]!r}; rename them"
        raise FrameError(question, type(data.to_native()).__name__, problem)


def of_one_engine(left: Frame, right: Frame, question: str) -> tuple[Frame, Frame]:
    """Two frames of one engine; on Polars both lazy if one is. Raises `FrameError`."""
    if left.engine.name != right.engine.name:
        problem = f"and {right.engine.name}: pass two frames of one engine"
        raise FrameError(question, left.engine.name, problem)
    if left.engine.eager == right.engine.eager:
        return left, right
    lazy = right.engine if left.engine.eager else left.engine
    return Frame(left.data.lazy(), lazy, left.ns), Frame(right.data.lazy(), lazy, right.ns)


# --- types of columns -----------------------------------------------------------------------------


def is_text(kind: DType | None) -> bool:
    """Whether a type is text or categories."""
    import narwhals as nw

    return kind in (nw.String, nw.Categorical, nw.Enum) or isinstance(kind, nw.Enum)


def is_date(kind: DType) -> bool:
    """Whether a type is dates or datetimes."""
    import narwhals as nw

    return kind in (nw.Date, nw.Datetime) or isinstance(kind, nw.Datetime)


def is_object(kind: DType) -> bool:
    """Whether a column may hold any Python objects, or has no value to show its type."""
    import narwhals as nw

    return kind in (nw.Object, nw.Unknown)


def is_unknown(kind: DType) -> bool:
    """Whether a column has no value to show its type."""
    import narwhals as nw

    return bool(kind == nw.Unknown)


def is_int64(kind: DType) -> bool:
    """Whether a type is integers of 64 bits."""
    import narwhals as nw

    return bool(kind == nw.Int64)


def is_boolean(kind: DType) -> bool:
    """Whether a type is boolean."""
    import narwhals as nw

    return bool(kind == nw.Boolean)


# --- a native frame of plain values ---------------------------------------------------------------

Values: TypeAlias = Mapping[str, Sequence[CellValue]]
Kind: TypeAlias = Literal["float", "integer", "boolean", "text"]

_KINDS: Final[dict[str, Kind]] = {"number": "float", "integer": "integer", "boolean": "boolean"}
# Of an evaluation.
_NUMBERS: Final = frozenset(
    "TARGET_VALUE BASE_VALUE LATEST_VALUE REACHED_VALUE GAP DONE ELAPSED LEAD PER_PERIOD".split()
)
_PANDAS: Final = {"float": "float64", "integer": "Int32", "boolean": "boolean", "text": "string"}
_DUCKDB: Final = {"float": "DOUBLE", "integer": "INTEGER", "boolean": "BOOLEAN", "text": "VARCHAR"}
_USUAL: Final = ("polars", "duckdb")
_EXTRAS: Final = {"pyarrow": "arrow", "pyspark": "spark"}  # others have the name of their engine


def kind_of(name: str) -> Kind:
    """The kind of a column: "float", "integer", "boolean" or "text"."""
    if name in _NUMBERS:
        return "float"
    return _KINDS.get(COLUMNS[name].kind, "text") if name in COLUMNS else "text"


def native_of(columns: Values, engine: object, question: str) -> Native:
    """The frame of an engine given by name, module, or DuckDB connection; by default Polars, or
    DuckDB if Polars is not installed.

    Raises `FrameError` for an unknown engine, `MissingExtraError` for one that is not installed.
    """
    if type(engine).__name__ == "DuckDBPyConnection":
        return _duckdb(columns, engine)
    name = _usual_engine(question) if engine is None else _name_of(engine)
    build = ENGINES.get(name)
    if build is None:
        problem = f"is not a supported engine; write one of {', '.join(ENGINES)}"
        raise FrameError(question, f"engine={engine!r}", problem)
    try:
        return build(columns)
    except ModuleNotFoundError as error:
        extra = "frames" if error.name == "narwhals" else _EXTRAS.get(name, name)
        raise MissingExtraError(f"tjstats.frames.{question} with engine={name!r}", extra) from None


def _usual_engine(question: str) -> str:
    """The default engine for records. Raises `MissingExtraError`."""
    for name in _USUAL:
        if find_spec(name):
            return name
    raise MissingExtraError(f"tjstats.frames.{question}", _USUAL[0])


def _name_of(engine: object) -> str:
    """The name of an engine given by name, module, or enumeration member."""
    named = getattr(engine, "__name__", None) or getattr(engine, "value", None)
    return str(engine if isinstance(engine, str) else named).partition(".")[0]


def _eager(columns: Values, backend: Literal["polars", "pyarrow"]) -> nw.DataFrame[Any]:
    import narwhals as nw

    types = {"float": nw.Float64, "integer": nw.Int32, "boolean": nw.Boolean, "text": nw.String}
    schema = {name: types[kind_of(name)]() for name in columns}
    return nw.from_dict(dict(columns), schema, backend=backend)


def _polars(columns: Values) -> Native:
    return _eager(columns, "polars").to_native()


def _pyarrow(columns: Values) -> Native:
    return _eager(columns, "pyarrow").to_native()


def _pandas(columns: Values) -> Native:
    """Built by hand, because narwhals creates NumPy columns, where integers and booleans have no
    null.
    """
    import pandas

    arrays = {name: _pandas_array(values, kind_of(name)) for name, values in columns.items()}
    return pandas.DataFrame(arrays, copy=False)


def _pandas_array(values: Sequence[CellValue], kind: Kind) -> Any:
    import pandas

    dtype: Any = _PANDAS[kind]
    if values and values.count(values[0]) == len(values):
        one: Any = values[0]
        return pandas.Series(one, index=range(len(values)), dtype=dtype).array
    return pandas.array(values, dtype=dtype)


def _modin(columns: Values) -> Native:
    return _modin_frame(_pandas(columns))


def _modin_frame(frame: Native) -> Native:
    from modin import pandas

    return pandas.DataFrame(frame)


def _dask(columns: Values) -> Native:
    import narwhals as nw

    return nw.from_native(_pandas(columns), eager_only=True).lazy("dask").to_native()


def _ibis(columns: Values) -> Native:
    return _eager(columns, "pyarrow").lazy("ibis").to_native()


def _pyspark(columns: Values) -> Native:
    """A frame in the active session, or in a new one."""
    from pyspark.sql import SparkSession

    session = SparkSession.builder.getOrCreate()
    return _eager(columns, "pyarrow").lazy("pyspark", session=session).to_native()


def _duckdb(columns: Values, connection: Any = None) -> Native:
    """Built by hand, because narwhals knows only the default connection and needs pyarrow."""
    import duckdb

    used = duckdb.default_connection() if connection is None else connection
    if find_spec("pyarrow"):
        return used.from_arrow(_pyarrow(columns))
    parts = [
        f'unnest(${place}::{_DUCKDB[kind_of(name)]}[]) AS "{name}"'
        for place, name in enumerate(columns, 1)
    ]
    return used.sql(f"SELECT {', '.join(parts)}", params=list(map(list, columns.values())))


ENGINES: Final[dict[str, Callable[[Values], Native]]] = {
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


_PLAIN: Final = frozenset({str, int, bool, NoneType})


def values_of(frame: Frame, names: Sequence[str]) -> dict[str, list[CellValue]]:
    """The values of some columns as plain Python values, None for null and NaN; a lazy frame is
    collected.
    """
    if frame.engine.name == "duckdb":  # collecting needs pyarrow
        quoted = ['"' + name.replace('"', '""') + '"' for name in names]
        rows = frame.native().select(*quoted).fetchall()
        columns = {name: [row[place] for row in rows] for place, name in enumerate(names)}
        return {name: _all_plain(values) for name, values in columns.items()}
    data = frame.select(*names).data.lazy().collect()
    return {name: _all_plain(data[name].to_list()) for name in names}


def _all_plain(values: list[CellValue]) -> list[CellValue]:
    """The Python values for an engine's values."""
    types = set(map(type, values))
    if types <= _PLAIN:
        return values
    if types <= {float, NoneType}:
        return [None if value is None or isnan(value) else value for value in values]
    return [_plain(value) for value in values]


def _plain(value: CellValue) -> CellValue:
    """The Python value for an engine's value."""
    if value is None or isinstance(value, str | int):
        return value
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if hasattr(value, "item") and type(value).__module__ == "numpy":
        value = value.item()
    return None if isinstance(value, float | Decimal) and isnan(value) else value
