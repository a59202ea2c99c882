"""The columns of a frame: keys, period, value and unit, checked before anything is computed, and
how codes, numbers and booleans are read from them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from tjstats.errors import FrameColumnError, FrameRowsError
from tjstats.frames.engines import (
    Codes,
    Condition,
    Expr,
    Expressions,
    Frame,
    Types,
    chosen,
    is_among,
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
    "has_value",
    "keys_between",
    "keys_of",
    "layout",
    "number",
    "qualifiers",
    "repeated",
    "shared_keys",
    "unit_columns",
]

# Numbers are equal if they differ by less than this share of their size: binary sums are off by
# less, and different printed numbers differ by more.
NEAR: Final = 1e-12
Names: TypeAlias = str | Sequence[str] | None

_NAMED: Final = {"INDICATOR", "REF_AREA"}


@attrs.frozen
class Layout:
    """The columns of a question.

    Fields: keys (they identify a series), period, value, units (of the value), types (by column),
    beside (further columns of the base row), joins_nulls (keys can be joined directly: null matches
    null).
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
        """The columns by which answers are sorted: the keys, then the period."""
        return (*self.keys, self.period)

    @property
    def has_qualifiers(self) -> bool:
        """Whether a column may mark a number as only a bound."""
        return QUALIFIER in self.types


def layout(frame: Frame, keys: Names, period: str, value: str, unit: Names) -> Layout:
    """The layout of a frame. By default keys and units are the standard columns present.

    Raises `FrameColumnError` for a column that is missing or has the wrong type.
    """
    types = frame.types()
    check_present(types, period=period, value=value)
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
    """The key columns: those given, else the standard ones present."""
    columns = list(present)
    if keys is None:
        standard = tuple(name for name in _standard_keys(others) if name in columns)
        if not standard:
            remedy = (
                f"write keys=[…] with those of {', '.join(columns)} that identify a series, or "
                "keys=[] for a single series"
            )
            raise FrameColumnError("keys", f"none of {', '.join(SERIES_KEYS)} exists", remedy)
        return standard
    given = (keys,) if isinstance(keys, str) else tuple(keys)
    check_present(columns, keys=given)
    for name in given:
        if name in others:
            problem = "is both a key and the period or value"
            raise FrameColumnError(name, problem, "omit it from keys")
    return tuple(dict.fromkeys(given))


def keys_between(
    values: Collection[str], targets: Collection[str], keys: Names, others: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys that identify the series of the values, and those by which targets match them.

    Without *keys* they are the standard ones. Without REF_AREA or INDICATOR a target applies to
    every area or indicator; a missing measure, scope or price basis is that of plain values, as in
    a record. Raises `FrameColumnError`.
    """
    present, asked = set(values), set(targets)
    if keys is not None:
        own = keys_of(values, keys, others)
        return own, tuple(name for name in own if name in asked)
    standard = _standard_keys(others)
    for name in standard:
        if name in (asked - present) & _NAMED:
            problem = "is a key of the targets but not of the values"
            raise FrameColumnError(name, problem, "add it to the values, or pass keys")
    implied = (present | asked) - _NAMED
    own = tuple(name for name in standard if name in present | implied)
    return own, tuple(name for name in own if name in asked | implied)


def _standard_keys(others: Sequence[str]) -> list[str]:
    """The standard keys other than the period and the value."""
    return [name for name in SERIES_KEYS if name not in others]


def shared_keys(where: Layout, left: Frame, right: Frame) -> Layout:
    """The layout of the keys that two frames share; joined directly if engine and types allow."""
    types, others = left.types(), right.types()
    alike = all(
        key in types and types[key] == others.get(key) and key != "MEASURE" for key in where.keys
    )
    return attrs.evolve(where, joins_nulls=alike and left.engine.joins_nulls)


def unit_columns(present: Iterable[str], unit: Names) -> tuple[str, ...]:
    """The columns of the unit: those given, else the standard ones present."""
    columns = list(present)
    if unit is None:
        return tuple(name for name in UNIT_COLUMNS if name in columns)
    given = (unit,) if isinstance(unit, str) else tuple(unit)
    check_present(columns, unit=given)
    return given


# --- checks ---------------------------------------------------------------------------------------


def check_present(present: Iterable[str], **named: str | Sequence[str]) -> None:
    """Raise `FrameColumnError` for a column that is missing; *named* are the columns by the
    argument that names them.
    """
    columns = list(present)
    for argument, names in named.items():
        for name in [names] if isinstance(names, str) else names:
            if name not in columns:
                near = get_close_matches(str(name), columns, 3, 0.5) or columns[:12]
                remedy = f"write {argument}=…, one of {', '.join(near)}" if near else "it is empty"
                raise FrameColumnError(str(name), "is missing", remedy)


def check_new(present: Iterable[str], answer: Iterable[str]) -> None:
    """Raise `FrameColumnError` for a column that the answer would overwrite."""
    columns = set(present)
    for name in answer:
        if name in columns:
            problem = "already exists and would be overwritten"
            raise FrameColumnError(name, problem, "rename or drop it first")


def repeated(order: Sequence[str], rows: int) -> FrameRowsError:
    """The error for rows that repeat keys and period, the period being the last of *order*."""
    problem = f"more than one row for the same {', '.join(order)}"
    remedy = "keep one of them, or add a column that distinguishes them to keys"
    return FrameRowsError(order[-1], rows, problem, remedy)


def check_number(frame: Frame, types: Types, name: str) -> None:
    """Raise `FrameColumnError` for a column that is not numeric. Decimals in an object column are
    numbers.
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
    raise FrameColumnError(name, f"is of type {kind}, not numbers", remedy)


# --- values ---------------------------------------------------------------------------------------


def number(frame: Frame, name: str, types: Types) -> Expr:
    """The numbers of a column as floats; null for null, NaN and infinity."""
    return as_number(frame.ns, frame.ns.col(name), types[name])


def as_number(ns: Expressions, column: Expr, kind: DType) -> Expr:
    """The numbers of a column of a given type as floats."""
    if is_object(kind):  # decimals, which may be infinite
        column = column.cast(ns.Float64)
    elif not kind.is_float():
        return column.cast(ns.Float64)
    return ns.when(column.is_finite()).then(column.cast(ns.Float64))


def has_value(ns: Expressions, types: Types, name: str) -> Condition:
    """Whether a column that may be missing has a value."""
    return ~ns.col(name).is_null() if name in types else False


def excluded(ns: Expressions, types: Types, name: str) -> Expr:
    """Whether an end is excluded, according to its column of closed ends; null means not stated.

    A column of booleans and nulls has objects on pandas, and text on Dask. Raises
    `FrameColumnError`.
    """
    kind = types[name]
    if is_text(kind):
        return (ns.col(name).cast(ns.String).str.to_lowercase() == "false").fill_null(False)
    if not is_boolean(kind) and not is_object(kind):
        problem = f"is of type {kind}, not boolean"
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
) -> Codes:
    """The codes in the column *given*, or that single code for all rows.

    A null means the code *absent*; so does a missing column with the standard name (*what* in
    capitals). Raises `FrameColumnError` if *given* is neither a column nor a code, and on eager
    frames `FrameRowsError` for unknown codes.
    """
    known = tuple(map(str, kind))
    if given in types:
        return _codes_in(frame, types[given], what, given, known, absent)
    if given in known:
        return given
    if given == what.upper() and absent is not None:
        return str(absent)
    remedy = f"write {what}=… with a column, or one code for all rows: {', '.join(known)}"
    raise FrameColumnError(given, f"is neither a column nor a {what}", remedy)


def _codes_in(
    frame: Frame, kind: DType, what: str, name: str, known: tuple[str, ...], absent: StrEnum | None
) -> Codes:
    written = f"write {', '.join(known)}"
    if absent is not None and _is_empty(frame, kind, name):
        return str(absent)
    if not is_text(kind):
        raise FrameColumnError(name, f"is of type {kind}, not codes", written)
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
    """Whether a column other than text has no value; on Polars it then has a special type."""
    if is_text(kind):
        return False
    if frame.engine.eager:
        return bool(frame.rows()[name].is_null().all())
    return is_unknown(kind)


# --- qualifiers -----------------------------------------------------------------------------------

# "Over 175" is not 175, and counting it as 175 would be a silent guess: the number in a row is the
# published value only if its QUALIFIER is one of these.
QUALIFIER: Final = "QUALIFIER"
COUNTED: Final = (str(Qualifier.EXACTLY), str(Qualifier.ABOUT))


def qualifiers(frame: Frame, types: Types) -> Codes:
    """The qualifiers of the values in a frame with that column. Raises as `codes` does."""
    return codes(frame, types, "qualifier", QUALIFIER, Qualifier, Qualifier.EXACTLY)


def bounded(frame: Frame, types: Types) -> Expr | None:
    """1 if the number of a row is only a bound, else 0; None without a qualifier column. Numbers,
    because booleans become objects in a join.
    """
    if QUALIFIER not in types:
        return None
    ns = frame.ns
    return chosen(ns, is_among(qualifiers(frame, types), COUNTED), ns.lit(0.0), ns.lit(1.0))
