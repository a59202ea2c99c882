"""The columns of a frame: which hold the keys, the period, the value and the unit, checked before
anything is computed, and how codes, numbers and truths are read from them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from tjstats.errors import FrameColumnError, FrameRowsError
from tjstats.frames.engines import (
    Expr,
    Expressions,
    Frame,
    Types,
    is_boolean,
    is_object,
    is_text,
    is_unknown,
)
from tjstats.rows.columns import SERIES_KEYS, UNIT_COLUMNS
from tjstats.values.qualifiers import Qualifier

if TYPE_CHECKING:
    from narwhals.dtypes import DType

__all__ = [
    "COUNTED",
    "NEAR",
    "QUALIFIER",
    "Layout",
    "Names",
    "as_number",
    "bounded",
    "check_new",
    "check_number",
    "check_present",
    "codes",
    "excluded",
    "keys_between",
    "keys_of",
    "layout",
    "number",
    "qualifiers",
    "repeated",
    "shared_keys",
    "unit_columns",
]

# Numbers that differ by less, of their size, are taken for equal: binary sums are off by less,
# prints are not.
NEAR: Final = 1e-12
Names: TypeAlias = str | Sequence[str] | None

_NAMED: Final = {"INDICATOR", "REF_AREA"}


@attrs.frozen
class Layout:
    """The columns of a question.

    Fields: keys (they identify a series), period, value, units (of the value), types (by column),
    beside (what else of a base row is asked for), joins_nulls (keys can be joined on as they are: a
    null matches a null).
    """

    keys: tuple[str, ...]
    period: str
    value: str
    units: tuple[str, ...] = ()
    types: Types = attrs.field(factory=dict, eq=False, hash=False)
    beside: tuple[str, ...] = ()
    joins_nulls: bool = False

    @property
    def order(self) -> tuple[str, ...]:
        """What answers are sorted by: the keys, then the period."""
        return (*self.keys, self.period)

    @property
    def has_qualifiers(self) -> bool:
        """Whether a column says that a number may be only a bound."""
        return QUALIFIER in self.types


def layout(frame: Frame, keys: Names, period: str, value: str, unit: Names) -> Layout:
    """The layout of a frame. By default keys and units are the standard columns that it has.

    Raises `FrameColumnError` for a column that is missing or of a wrong type.
    """
    types = frame.types()
    check_present(types, (period, value))
    check_number(frame, types, value)
    return Layout(
        keys_of(types, keys, (period, value)),
        period,
        value,
        unit_columns(types, unit),
        types,
        joins_nulls=frame.engine.joins_nulls,
    )


# --- keys and units -------------------------------------------------------------------------------


def keys_of(present: Iterable[str], keys: Names, others: Sequence[str]) -> tuple[str, ...]:
    """The key columns: those given, else the standard ones that are present."""
    columns = list(present)
    if keys is None:
        standard = tuple(name for name in _standard_keys(others) if name in columns)
        if not standard:
            remedy = (
                f"name the columns that tell series apart, keys=[…], of {', '.join(columns)}; "
                "keys=[] for a single series"
            )
            raise FrameColumnError("keys", f"none of {', '.join(SERIES_KEYS)} is there", remedy)
        return standard
    given = (keys,) if isinstance(keys, str) else tuple(keys)
    check_present(columns, given)
    for name in given:
        if name in others:
            problem = "is both a key and the period or value"
            raise FrameColumnError(name, problem, "leave it out of keys")
    return tuple(dict.fromkeys(given))


def keys_between(
    values: Collection[str], targets: Collection[str], keys: Names, others: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys that tell the values apart, and those of them by which targets meet them.

    Without *keys* they are the standard ones. Without REF_AREA or INDICATOR a target meets every
    area or indicator; a measure, scope or price basis that one table lacks is that of plain values,
    as in a record. Raises `FrameColumnError`.
    """
    present, asked = set(values), set(targets)
    if keys is not None:
        own = keys_of(values, keys, others)
        return own, tuple(name for name in own if name in asked)
    standard = _standard_keys(others)
    for name in standard:
        if name in (asked - present) & _NAMED:
            problem = "tells targets apart, and the values lack it"
            raise FrameColumnError(name, problem, "add it to the values, or name the keys")
    implied = (present | asked) - _NAMED
    own = tuple(name for name in standard if name in present | implied)
    return own, tuple(name for name in own if name in asked | implied)


def _standard_keys(others: Sequence[str]) -> list[str]:
    """The standard keys that are not the period or the value."""
    return [name for name in SERIES_KEYS if name not in others]


def shared_keys(where: Layout, left: Frame, right: Frame) -> Layout:
    """The layout of keys that two frames share: joined on as they are where engine and types allow
    it.
    """
    types, others = left.types(), right.types()
    alike = all(
        key in types and types[key] == others.get(key) and key != "MEASURE" for key in where.keys
    )
    return attrs.evolve(where, joins_nulls=alike and left.engine.joins_nulls)


def unit_columns(present: Iterable[str], unit: Names) -> tuple[str, ...]:
    """The columns of the unit: those given, else the standard ones that are present."""
    columns = list(present)
    if unit is None:
        return tuple(name for name in UNIT_COLUMNS if name in columns)
    given = (unit,) if isinstance(unit, str) else tuple(unit)
    check_present(columns, given)
    return given


# --- checks ---------------------------------------------------------------------------------------


def check_present(present: Iterable[str], wanted: Iterable[str]) -> None:
    """Raise `FrameColumnError` for a column that is missing."""
    columns = list(present)
    for name in wanted:
        if name not in columns:
            near = get_close_matches(str(name), columns, 3, 0.5) or columns[:12]
            remedy = f"there is {', '.join(near) or 'no column'}; name it by the argument"
            raise FrameColumnError(str(name), "is missing", remedy)


def check_new(present: Iterable[str], answer: Iterable[str]) -> None:
    """Raise `FrameColumnError` for a column that the answer would overwrite."""
    columns = set(present)
    for name in answer:
        if name in columns:
            problem = "exists already and would be overwritten"
            raise FrameColumnError(name, problem, "rename or drop it first")


def repeated(order: Sequence[str], rows: int) -> FrameRowsError:
    """The error of rows that repeat keys and period, the period being the last of *order*."""
    problem = f"more than one row for the same {', '.join(order)}"
    remedy = "keep one of them, or name the column that tells them apart in keys"
    return FrameRowsError(order[-1], rows, problem, remedy)


def check_number(frame: Frame, types: Types, name: str) -> None:
    """Raise `FrameColumnError` for a column that is not of numbers. Decimals in an object column
    are numbers.
    """
    kind = types[name]
    if kind.is_numeric():
        return
    if is_object(kind):
        try:
            frame.select(frame.ns.col(name).cast(frame.ns.Float64))
        except (TypeError, ValueError) as error:
            problem = f"has values that are not numbers: {error}"
            raise FrameColumnError(name, problem, "clean or cast it first") from None
        return
    remedy = "cast it to numbers"
    if is_text(kind) and f"{name}_FLOAT" in types:
        remedy = f"the column of numbers is {name}_FLOAT"
    raise FrameColumnError(name, f"is of type {kind} and not of numbers", remedy)


# --- values ---------------------------------------------------------------------------------------


def number(frame: Frame, name: str, types: Types) -> Expr:
    """The numbers of a column in binary floating point, null for what is null, NaN or infinite."""
    return as_number(frame.ns, frame.ns.col(name), types[name])


def as_number(ns: Expressions, column: Expr, kind: DType) -> Expr:
    """The same of a column of a type."""
    if is_object(kind):  # decimals, which may be infinite
        column = column.cast(ns.Float64)
    elif not kind.is_float():
        return column.cast(ns.Float64)
    return ns.when(column.is_finite()).then(column.cast(ns.Float64))


def excluded(ns: Expressions, types: Types, name: str) -> Expr:
    """Whether an end does not count, by the column that says whether it is closed; a null says
    nothing.

    A column of booleans and nulls is one of objects on pandas, and one of texts on Dask. Raises
    `FrameColumnError`.
    """
    kind = types[name]
    if is_text(kind):
        return (ns.col(name).cast(ns.String).str.to_lowercase() == "false").fill_null(False)
    if not is_boolean(kind) and not is_object(kind):
        problem = f"is of type {kind} and not of booleans"
        raise FrameColumnError(name, problem, "cast it to booleans")
    return (ns.col(name) == ns.lit(False)).fill_null(False)


# --- codes: a column of a code list, or one code for all rows -------------------------------------


def codes(
    frame: Frame,
    types: Types,
    what: str,
    given: str,
    kind: type[StrEnum],
    absent: StrEnum | None = None,
) -> Expr:
    """The codes of the column *given*, or that one code for all rows.

    A null is the code *absent*, and so is every row where the column of the standard name, *what*
    in capitals, is missing. Raises `FrameColumnError` for a *given* that is neither; on eager
    frames `FrameRowsError` for unknown codes.
    """
    known = tuple(map(str, kind))
    if given in types:
        return _codes_in(frame, types[given], what, given, known, absent)
    if given in known:
        return frame.ns.lit(given)
    if given == what.upper() and absent is not None:
        return frame.ns.lit(str(absent))
    remedy = f"name its column, {what}=…, or write one code for all rows: {', '.join(known)}"
    raise FrameColumnError(given, f"is missing, and no {what}", remedy)


def _codes_in(
    frame: Frame, kind: DType, what: str, name: str, known: tuple[str, ...], absent: StrEnum | None
) -> Expr:
    written = f"write {', '.join(known)}"
    if absent is not None and _is_empty(frame, kind, name):
        return frame.ns.lit(str(absent))
    if not is_text(kind):
        raise FrameColumnError(name, f"is of type {kind} and not of codes", written)
    column = frame.ns.col(name).cast(frame.ns.String)
    if absent is not None:
        column = column.fill_null(str(absent))
    if frame.engine.eager:
        unknown = frame.filter(~column.is_in(known) & ~column.is_null()).rows()
        if len(unknown):
            problem = f"no {what}, such as {unknown[name][0]!r}"
            raise FrameRowsError(name, len(unknown), problem, written)
    return column


def _is_empty(frame: Frame, kind: DType, name: str) -> bool:
    """Whether a column that is not of texts has no value; on Polars it has a type of its own
    then.
    """
    if is_text(kind):
        return False
    if frame.engine.eager:
        return bool(frame.rows()[name].is_null().all())
    return is_unknown(kind)


# --- qualifiers -----------------------------------------------------------------------------------

# "Over 175" is no 175, and to count it as one is a silent guess: the number of a row is what was
# published only where its QUALIFIER is one of these.
QUALIFIER: Final = "QUALIFIER"
COUNTED: Final = (str(Qualifier.EXACTLY), str(Qualifier.ABOUT))


def qualifiers(frame: Frame, types: Types) -> Expr:
    """The qualifiers of the values of a frame that has the column. Raises as `codes` does."""
    return codes(frame, types, "qualifier", QUALIFIER, Qualifier, Qualifier.EXACTLY)


def bounded(frame: Frame, types: Types) -> Expr | None:
    """One where the number of a row is only a bound, else zero; None without a column of
    qualifiers. Numbers, as truths become objects in a join.
    """
    if QUALIFIER not in types:
        return None
    ns = frame.ns
    return ns.when(qualifiers(frame, types).is_in(COUNTED)).then(ns.lit(0.0)).otherwise(ns.lit(1.0))
