"""Layout: which columns of a frame hold the keys, the period, the value and the unit, checked
before anything is computed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Final

import attrs

from tjstats.errors import FrameColumnError, FrameRowsError
from tjstats.frames.engines import Frame, narwhals
from tjstats.rows.columns import SERIES_KEYS, UNIT_COLUMNS
from tjstats.values.qualifiers import Qualifier

__all__ = [
    "BOUND",
    "COUNTED",
    "NEAR",
    "OWN",
    "QUALIFIER",
    "Layout",
    "alike_keys",
    "bound",
    "check_new",
    "check_number",
    "check_present",
    "codes",
    "excluded",
    "is_text",
    "keys_between",
    "keys_of",
    "layout",
    "number",
    "qualifiers",
    "same_unit_columns",
    "several",
]

# Numbers that differ by less, of their size, are taken for equal: binary sums are off by less,
# prints are not.
NEAR: Final = 1e-12
OWN: Final = "__tj_"  # how the columns begin that a question makes for itself and drops again
_NAMED: Final = ("INDICATOR", "REF_AREA")
Names = str | Sequence[str] | None


@attrs.frozen
class Layout:
    """The columns of a question.

    Fields: keys (they name a series), period, value, units (of value), types (by column), beside
    (what else of a base row is asked for), joins_nulls (keys can be joined on as they are: a null
    meets a null).
    """

    keys: tuple[str, ...]
    period: str
    value: str
    units: tuple[str, ...] = ()
    types: dict[str, Any] = attrs.field(factory=dict, eq=False, hash=False)
    beside: tuple[str, ...] = ()
    joins_nulls: bool = False

    @property
    def order(self) -> tuple[str, ...]:
        """What rows come out sorted by: the keys, then the period."""
        return (*self.keys, self.period)


def layout(frame: Frame, keys: Names, period: str, value: str, unit: Names) -> Layout:
    """The layout of a frame. Keys and units that are not told are those of the standard columns
    that it has.

    Raises `FrameColumnError` for a column that is missing or of a wrong type.
    """
    types = frame.dtypes()
    check_present(types, (period, value))
    check_number(frame, types, value)
    found = keys_of(types, keys, (period, value))
    return Layout(
        found,
        period,
        value,
        same_unit_columns(types, unit),
        types,
        joins_nulls=frame.engine.joins_nulls,
    )


def keys_of(types: Iterable[str], keys: Names, others: Sequence[str]) -> tuple[str, ...]:
    """The key columns: those told, else the standard ones that are there."""
    names = list(types)
    if keys is None:
        found: tuple[str, ...] = tuple(
            name for name in SERIES_KEYS if name in names and name not in others
        )
        if not found:
            remedy = f"name the columns that tell series apart, keys=[…], of {', '.join(names)}; keys=[] for a single series"
            raise FrameColumnError("keys", f"none of {', '.join(SERIES_KEYS)} is there", remedy)
        return found
    found = (keys,) if isinstance(keys, str) else tuple(keys)
    check_present(names, found)
    for name in found:
        if name in others:
            raise FrameColumnError(
                name, "is both a key and the period or value", "leave it out of keys"
            )
    return tuple(dict.fromkeys(found))


def alike_keys(where: Layout, one: Frame, other: Frame) -> Layout:
    """The layout of keys that two frames share, which are joined on as they are where engine and
    types let them.
    """
    left, right = one.dtypes(), other.dtypes()
    same = all(
        key in left and left[key] == right.get(key) and key != "MEASURE" for key in where.keys
    )
    return attrs.evolve(where, joins_nulls=same and one.engine.joins_nulls)


def keys_between(
    given: Iterable[str], asked: Iterable[str], keys: Names, others: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys that tell the values apart, and those of them by which targets meet them.

    Without *keys* they are the standard ones. An area or indicator that the targets do not name is
    any; a measure, scope or price basis that one of both does not name is that of plain values, as
    in a record. Raises `FrameColumnError`.
    """
    there, wanted = list(given), list(asked)
    if keys is not None:
        found = keys_of(there, keys, others)
        return found, tuple(name for name in found if name in wanted)
    for name in _NAMED:
        if name in wanted and name not in others and name not in there:
            raise FrameColumnError(
                name,
                "tells targets apart, and the values lack it",
                "add it to the values, or name the keys",
            )
    implied = [
        name
        for name in SERIES_KEYS
        if name not in _NAMED and name in {*there, *wanted} and name not in others
    ]
    found = tuple(
        name for name in SERIES_KEYS if name in implied or (name in there and name not in others)
    )
    return found, tuple(name for name in found if name in wanted or name in implied)


def same_unit_columns(types: Iterable[str], unit: Names) -> tuple[str, ...]:
    """The columns that tell the unit: those told, else the standard ones that are there."""
    names = list(types)
    if unit is None:
        return tuple(name for name in UNIT_COLUMNS if name in names)
    found = (unit,) if isinstance(unit, str) else tuple(unit)
    check_present(names, found)
    return found


def check_present(types: Iterable[str], wanted: Iterable[str]) -> None:
    """Raise `FrameColumnError` for a column that is not there."""
    names = list(types)
    for name in wanted:
        if name not in names:
            near = get_close_matches(str(name), names, 3, 0.5) or names[:12]
            raise FrameColumnError(
                str(name),
                "is missing",
                f"there is {', '.join(near) or 'no column'}; name it by the argument",
            )


def check_new(types: Iterable[str], made: Iterable[str]) -> None:
    """Raise `FrameColumnError` for a column that the answer would write over."""
    for name in made:
        if name in set(types):
            raise FrameColumnError(
                name, "is there already and would be written over", "rename or drop it first"
            )


def several(order: Sequence[str], rows: int) -> FrameRowsError:
    """The error of rows that stand for one key and period, the period being the last of *order*."""
    problem = f"more than one row for the same {', '.join(order)}"
    return FrameRowsError(
        order[-1],
        rows,
        problem,
        "keep one of each, or name the column that tells them apart in keys",
    )


def check_number(frame: Frame, types: dict[str, Any], name: str) -> None:
    """Raise `FrameColumnError` for a column that is not of numbers. Decimals in an object column
    are taken.
    """
    nw, found = narwhals(), types[name]
    if found.is_numeric():
        return
    if found in (nw.Object, nw.Unknown):
        try:
            frame.data.select(frame.ns.col(name).cast(frame.ns.Float64))
        except (TypeError, ValueError) as error:
            raise FrameColumnError(
                name, f"has values that are no numbers: {error}", "clean or cast it first"
            ) from None
        return
    remedy = "cast it to numbers"
    if is_text(found) and f"{name}_FLOAT" in types:
        remedy = f"that of numbers is {name}_FLOAT"
    raise FrameColumnError(name, f"is of type {found} and not of numbers", remedy)


def is_text(kind: Any) -> bool:
    """Whether a type is that of texts, or of categories."""
    nw = narwhals()
    return kind in (nw.String, nw.Categorical, nw.Enum) or isinstance(kind, nw.Enum)


def excluded(ns: Any, types: dict[str, Any], name: str) -> Any:
    """Whether an end does not count in, by the column that tells whether it is closed; a null says
    nothing.

    A column of truths and nulls is one of objects on pandas, and one of texts on Dask. Raises
    `FrameColumnError`.
    """
    nw, kind = narwhals(), types[name]
    if is_text(kind):
        return (ns.col(name).cast(ns.String).str.to_lowercase() == "false").fill_null(False)
    if kind not in (nw.Boolean, nw.Object, nw.Unknown):
        raise FrameColumnError(name, f"is of type {kind} and not of truths", "cast it to booleans")
    return (ns.col(name) == ns.lit(False)).fill_null(False)


def number(frame: Frame, name: str, types: dict[str, Any]) -> Any:
    """The numbers of a column in binary floating point, null for what is null, NaN or infinite."""
    nw, column, kind = narwhals(), frame.ns.col(name), types[name]
    if kind in (nw.Object, nw.Unknown):  # decimals, which may be infinite
        column = column.cast(frame.ns.Float64)
    elif kind not in (nw.Float64, nw.Float32):
        return column.cast(frame.ns.Float64)
    return frame.ns.when(column.is_finite()).then(column.cast(frame.ns.Float64))


# Codes: what rows say by a code list, in a column of their own or one code for all of them.


def _empty(frame: Frame, kind: Any, name: str) -> bool:
    """Whether a column that is not of texts has no value; on Polars it has a type of its own
    then.
    """
    if is_text(kind):
        return False
    return (
        bool(frame.data[name].is_null().all()) if frame.engine.eager else kind == narwhals().Unknown
    )


def codes(
    frame: Frame,
    types: dict[str, Any],
    what: str,
    given: str,
    kind: type[StrEnum],
    absent: StrEnum | None = None,
) -> Any:
    """An expression: the codes of the column *given*, or that one code for all rows.

    A null is the code *absent*, and so is every row where the column of the standard name, *what*
    in capitals, is not there. Raises `FrameColumnError` for what is neither; on eager frames
    `FrameRowsError` for codes that are none.
    """
    known = tuple(map(str, kind))
    written = f"write {', '.join(known)}"
    if given in types:
        if absent is not None and _empty(frame, types[given], given):
            return frame.ns.lit(str(absent))
        if not is_text(types[given]):
            raise FrameColumnError(given, f"is of type {types[given]} and not of codes", written)
        column = frame.ns.col(given).cast(frame.ns.String)
        if absent is not None:
            column = column.fill_null(str(absent))
        if frame.engine.eager:
            wrong = frame.data.filter(~column.is_in(known) & ~column.is_null())
            if len(wrong):
                raise FrameRowsError(
                    given, len(wrong), f"no {what}, such as {wrong[given][0]!r}", written
                )
        return column
    if given in known:
        return frame.ns.lit(given)
    if given == what.upper() and absent is not None:
        return frame.ns.lit(str(absent))
    remedy = f"name the column that tells it, {what}=…, or write one for all: {', '.join(known)}"
    raise FrameColumnError(given, f"is missing, and no {what}", remedy)


# Bounds: rows of which the number is not what was published but an end of it, as their QUALIFIER
# says.  "Over 175" is no 175, and to count it as one is a silent guess. The number of `exactly` and
# `about` counts.


QUALIFIER: Final = "QUALIFIER"
BOUND: Final = f"{OWN}bound"  # one where the number of a row is a bound only, else zero
COUNTED: Final = (str(Qualifier.EXACTLY), str(Qualifier.ABOUT))


def qualifiers(frame: Frame, types: dict[str, Any]) -> Any:
    """The qualifiers of the values of a frame that has the column. Raises as `codes` does."""
    return codes(frame, types, "qualifier", QUALIFIER, Qualifier, Qualifier.EXACTLY)


def bound(frame: Frame, types: dict[str, Any]) -> dict[str, Any]:
    """The column that tells bounds, by its name; nothing where no column tells qualifiers."""
    if QUALIFIER not in types:
        return {}
    counts = qualifiers(frame, types).is_in(COUNTED)
    return {BOUND: frame.ns.when(counts).then(frame.ns.lit(0.0)).otherwise(frame.ns.lit(1.0))}
