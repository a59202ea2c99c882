"""What a caller has, as what records take: years, days, periods and columns of numpy, pandas and
Polars, known by what they can do, so that none of these packages is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from math import isfinite
from numbers import Integral, Rational, Real
from typing import Any, Final, Protocol, SupportsIndex, TypeAlias, TypeVar, cast

from tjstats.errors import InvalidNumberError, InvalidPeriodError, NumberTypeError, RecordTypeError
from tjstats.records.classifications import NATURES, Nature
from tjstats.values.figures import Figure
from tjstats.values.numbers import Number, digits_of
from tjstats.values.periods import AsOf, Period, Time, period

__all__ = [
    "Column",
    "GivenTime",
    "Rows",
    "Span",
    "code_of_time",
    "digits",
    "first_and_last",
    "is_position",
    "rows_of",
    "time_of",
]


class Span(Protocol):
    """A period of pandas: its first and its last moment."""

    @property
    def start_time(self) -> Any: ...
    @property
    def end_time(self) -> Any: ...


class Column(Protocol):
    """A Series of pandas, whose index holds the periods."""

    @property
    def index(self) -> Any: ...
    def items(self) -> Iterable[tuple[Any, Any]]: ...


GivenTime: TypeAlias = str | int | date | Time | SupportsIndex | Span
T = TypeVar("T", bound=GivenTime)
Rows: TypeAlias = (
    Mapping[T, Number | float | Figure | None]
    | Iterable[tuple[T, Number | float | Figure | None]]
    | Column
)


class _Natured(Protocol):
    """An indicator."""

    @property
    def nature(self) -> Nature: ...


# --- times ----------------------------------------------------------------------------------------


def time_of(indicator: _Natured, given: GivenTime, *, daily: bool = False) -> Time:
    """The time denoted by text, a year, a day or a period of pandas, by the nature of the
    indicator; a Period or AsOf unchanged. The day of a flow is a span only if it is *daily*.
    """
    if isinstance(given, Period | AsOf):
        return given
    if indicator.nature is Nature.FLOW and not daily and _is_day(given):
        day = str(given)[:10]
        raise InvalidPeriodError(
            str(given), _WHICH_SPAN, _SPANS_OF_A_DAY.format(day=day, month=day[:7], year=day[:4])
        )
    # anything else is refused by the reader
    text = cast("str", given if isinstance(given, str) else code_of_time(given))
    if NATURES[indicator.nature].times[0] is AsOf:
        return AsOf(text)
    is_date = isinstance(text, str) and len(text) == 10
    if is_date and indicator.nature is not Nature.FLOW:
        return AsOf(text)
    return period(text)


def _is_day(given: object) -> bool:
    return isinstance(given, date) or (isinstance(given, str) and bool(_DAY.fullmatch(given)))


_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WHICH_SPAN: Final = "a flow is over a span, and a day does not say over which"
_SPANS_OF_A_DAY: Final = (
    "write '{month}' or '{year}', or '{day}/P1D' for the day alone; of a table FREQ, "
    "defaults={{'FREQ': 'Q'}}; of a pandas index its periods, to_period('Q') for quarters"
)


def first_and_last(given: GivenTime) -> tuple[date, date]:
    """The first and the last day of what a text, a year, a day or a period of pandas names."""
    time = given if isinstance(given, Period | AsOf) else period(cast("str", code_of_time(given)))
    return time.first_day, time.end


def is_position(given: object) -> bool:
    """Whether a whole number counts places: one of four digits is a year.

    >>> is_position(-1), is_position(0), is_position(2022), is_position("2022")
    (True, True, False, False)
    """
    is_whole = isinstance(given, Integral) and not isinstance(given, bool)
    return is_whole and not 1000 <= int(cast("int", given)) <= 9999


def code_of_time(given: object) -> object:
    """The code of a year, a day or a period of pandas; anything else as it is.

    Raises `InvalidPeriodError` for a time of day.
    """
    if isinstance(given, Integral) and not isinstance(given, bool):
        return str(int(given))
    if isinstance(given, float) and given.is_integer():
        raise InvalidPeriodError(given, "it is a float", f"write {given:.0f}")
    if isinstance(given, date):
        return _day(given, given)
    start, end = getattr(given, "start_time", None), getattr(given, "end_time", None)
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return given
    if (end.hour, end.minute, end.second) != (23, 59, 59):
        raise InvalidPeriodError(str(given), *_PART_OF_A_DAY)
    first, last = _day(start, given), end.isoformat()[:10]
    return first if first == last else Period(first, last).code


def _day(moment: date, given: object) -> str:
    day, clock = moment.isoformat()[:10], moment.isoformat()[11:19]
    if clock not in ("", "00:00:00"):
        raise InvalidPeriodError(str(given), *_PART_OF_A_DAY)
    return day


_PART_OF_A_DAY: Final = "it is part of a day", "write the day, for example '2020-12-31'"


# --- numbers --------------------------------------------------------------------------------------


def digits(value: Any, decimals: int | None) -> Any:
    """A float as the number printed with *decimals* places; anything else as it is.

    Raises `NumberTypeError` without *decimals*, `InvalidNumberError` for a float that has more,
    `RecordTypeError` for decimals that are no whole number.
    """
    if decimals is not None and (isinstance(decimals, bool) or not isinstance(decimals, int)):
        raise RecordTypeError("Observation", "decimals", decimals, "the number of printed places")
    if not isinstance(value, Real) or isinstance(value, Rational) or not isfinite(value):
        return value
    if decimals is None:
        remedy = f"pass decimals=…, the number of printed places, or write texts: '{value}'"
        raise NumberTypeError(value, remedy)
    found = digits_of(float(str(value)), decimals)  # of a float of 32 bits its own digits
    if found is None:
        problem = f"it does not have {decimals} decimals"
        raise InvalidNumberError(str(value), problem, "pass decimals=… as printed, or round first")
    return found


# --- columns --------------------------------------------------------------------------------------

_ROWS: Final = (
    "a mapping from period to figure, {'2021': '37.62'}, or pairs, zip(df['year'], df['jobs'])"
)


def rows_of(values: object, decimals: int | None) -> Iterator[tuple[Any, Number | Figure | None]]:
    """The periods and figures of a mapping, of pairs, or of a Series of pandas with its index; a
    value that pandas calls missing is None.

    Raises `RecordTypeError` for anything else, `NumberTypeError` for floats without *decimals*,
    `InvalidNumberError` for floats that have more.
    """
    for time, figure in _pairs(values):
        yield time, digits(figure, decimals)


def _pairs(values: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(values, Mapping):
        return values.items()
    if hasattr(values, "columns"):
        expected = "one column: df.set_index('year')['jobs']"
        raise RecordTypeError("Series", "values", values, expected)
    if hasattr(values, "items") and hasattr(values, "isna"):
        rows = zip(values.items(), values.isna(), strict=True)
        return ((time, None if missing else figure) for (time, figure), missing in rows)
    pairs = tuple(values) if isinstance(values, Iterable) else ()
    if not isinstance(values, Iterable) or any(map(_is_no_pair, pairs)):
        raise RecordTypeError("Series", "values", values, _ROWS)
    return cast("tuple[tuple[Any, Any], ...]", pairs)


def _is_no_pair(row: object) -> bool:
    return not isinstance(row, tuple) or len(row) != 2
