"""Engines: a data frame of any engine opened for a question, and closed again as what it was.

Expressions are narwhals's. On Polars they are Polars' own, which have the same names: narwhals's ordered windows cost six
times a sort and a shift there, and its lazy frames know no shift without a window.
"""

from __future__ import annotations

from typing import Any, Final

import attrs

from tjstats.errors import FrameError, MissingExtraError

__all__ = ["Engine", "Frame", "alike", "narwhals", "opened"]


@attrs.frozen
class Engine:
    """What an engine can do.

    Fields: name; eager (the data is there: mistakes in it can be raised); ordered (rows keep an order, so that a row can
    look at the one before it); windows (ordered windows over keys); sorts_nulls (texts with nulls among them can be sorted);
    joins_nulls (a null meets a null in a join).
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
    """An opened frame. Fields: data (narwhals's, or Polars' own), engine, ns (where its expressions come from)."""

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
        filled = {f"__tj_sort_{name}": self.ns.concat_str([self.ns.lit("_"), self.ns.col(name)]).fill_null("") for name in texts}
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
        return (narwhals().maybe_reset_index(self.data) if self.engine.eager else self.data).to_native()


def narwhals() -> Any:
    """The package narwhals. Raises `MissingExtraError`."""
    try:
        import narwhals
    except ImportError:
        raise MissingExtraError("tjstats.frames", "frames") from None
    return narwhals


def opened(frame: Any, question: str) -> Frame:
    """A native frame, or one of narwhals, opened. Raises `FrameError` for what is no frame, `MissingExtraError`."""
    nw = narwhals()
    try:
        data = nw.from_native(frame)
    except TypeError:
        raise FrameError(question, type(frame).__name__, f"is no data frame; give {_SUPPORTED}") from None
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
        raise FrameError(question, kind, f"has columns whose names are no texts, such as {odd[0]!r}; rename them")


def alike(one: Frame, other: Frame, question: str) -> tuple[Frame, Frame]:
    """Two frames of one engine; of Polars both lazy where one is. Raises `FrameError`."""
    if one.engine == other.engine:
        return one, other
    if one.engine.name != other.engine.name:
        raise FrameError(question, one.engine.name, f"beside {other.engine.name}: give both frames of one engine")
    lazy = other.engine if one.engine.eager else one.engine
    return Frame(one.data.lazy(), lazy, one.ns), Frame(other.data.lazy(), lazy, other.ns)
